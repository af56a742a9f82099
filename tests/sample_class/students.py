"""Six students and what each hands in: a lesson's release notebook with their answers."""

import copy
import re
from collections.abc import Mapping

import nbformat
from nbformat import NotebookNode

from ..lesson import cells, read
from .colab import saved_by_colab

LESSON = "03_two_weights"
ENDLESS = "step"
TYPICAL = {
    # Right: the same in one line.
    "forward": "def forward(x, w1, w2):\n    return w1 * x, w2 * (w1 * x)\n",
    # Wrong: the difference the other way round, so both slopes have the wrong sign.
    "gradients": """\
def gradients(x, y, w1, w2):
    h, y_hat = two_weights.forward(x, w1, w2)
    error = y - y_hat
    return error * w2 * x, error * h
""",
    # Wrong: walks uphill.
    "step": """\
def step(x, y, w1, w2, lr):
    dL_dw1, dL_dw2 = two_weights.gradients(x, y, w1, w2)
    w1 += lr * dL_dw1
    w2 += lr * dL_dw2
    return w1, w2
""",
    # Right: calls the course's own step, so the mistake above does not follow.
    "train": """\
def train(x, y, w1, w2, lr, num_epochs):
    losses = []
    while len(losses) < num_epochs:
        losses += [(two_weights.forward(x, w1, w2)[1] - y) ** 2 / 2]
        w1, w2 = two_weights.step(x, y, w1, w2, lr)
    return w1, w2, losses
""",
    # mend_train is left as it was, bug and all.
    "lower_loss": "The loss is lower because her step is larger.",
}


def right_answers(lesson: str) -> dict[str, str]:
    """Return the answers in the lesson's solution, without stubs and marks, by grade_id."""
    stub = re.compile(r"^[ \t]*### STUB\n.*?(?=^[ \t]*### END SOLUTION)", re.MULTILINE | re.DOTALL)
    mark = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION[^\n]*\n?", re.MULTILINE)
    found = cells(read("solutions", lesson), solution=True)
    return {name: mark.sub("", stub.sub("", cell.source)) for name, cell in found.items()}


def answered(lesson: str, answers: Mapping[str, str]) -> NotebookNode:
    """Return the lesson's release with the answers filled in; no answer leaves the stub."""
    notebook = copy.deepcopy(read("notebooks", lesson))
    blank = cells(notebook, solution=True)
    for name, source in answers.items():
        blank[name].source = source
    return notebook


def endless(source: str) -> str:
    """Return an answer whose function has the right arguments and never returns."""
    return source[: source.index(":\n") + 2] + "    while True:\n        pass\n"


def sample_class() -> dict[str, str]:
    """Return the text of the file that each student hands in."""
    right = right_answers(LESSON)
    perfect = nbformat.writes(answered(LESSON, right)) + "\n"
    stuck = {**right, ENDLESS: endless(right[ENDLESS])}
    return {
        "blank": nbformat.writes(answered(LESSON, {})) + "\n",
        "colab": saved_by_colab(answered(LESSON, right)),
        "corrupted": perfect[: len(perfect) // 2],
        "endless": nbformat.writes(answered(LESSON, stuck)) + "\n",
        "perfect": perfect,
        "typical": nbformat.writes(answered(LESSON, TYPICAL)) + "\n",
    }
