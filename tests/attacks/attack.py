"""What an attack is: a submission worth no points that tries to get some, or to do harm."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from nbformat import NotebookNode

from ..sample_class.students import LESSON, answered

# Functions that look like answers and are wrong everywhere.
WRONG = {
    "forward": "def forward(x, w1, w2):\n    return 0.0, 0.0\n",
    "gradients": "def gradients(x, y, w1, w2):\n    return 0.0, 0.0\n",
    "step": "def step(x, y, w1, w2, lr):\n    return 0.0, 0.0\n",
    "train": "def train(x, y, w1, w2, lr, num_epochs):\n    return 0.0, 0.0, [0.0] * num_epochs\n",
    "mend_train": "def mend_train(x, y, w1, w2, lr, num_epochs):\n"
    "    return 0.0, 0.0, [0.0] * num_epochs\n",
}


@dataclass(frozen=True)
class Attack:
    """One submission that means harm; its honest score is 0.

    Attributes
    ----------
    name : in lower case, without punctuation.
    tries : one sentence.
    answers : the text of answer cells by grade_id; the others are left as they were given. @COURSE@
        stands for the course's folder, @LOOT@ for a folder to carry things to, @HOME@ for the
        grader's home and @PORT@ for a port of this machine on which somebody listens.
    damage : what is done to the notebook beside that.
    accomplice : answers of the student who comes next and is in it too; honest score 0 again.
    quick : whether the plain tests have it.
    never : why it is not run under stock nbgrader, where it can't be without danger.
    """

    name: str
    tries: str
    answers: Mapping[str, str]
    damage: Callable[[NotebookNode], None] | None = None
    accomplice: Mapping[str, str] = field(default_factory=dict)
    quick: bool = False
    never: str = ""

    def text(self, places: Mapping[str, str], short: bool = False) -> str:
        """Return the file that is handed in; `places` says what stands for @COURSE@ and others.

        A `short` one is without the cells that only show something, which take time.
        """
        notebook = answered(LESSON, self.answers)
        if short:
            notebook.cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
        if self.damage:
            self.damage(notebook)
        return filled(json.dumps(notebook), places)

    def accomplices_text(self, places: Mapping[str, str]) -> str:
        """Return the file of the student who comes next."""
        return filled(json.dumps(answered(LESSON, self.accomplice)), places)


def filled(text: str, places: Mapping[str, str]) -> str:
    """Return text with the places' names replaced."""
    for name, place in places.items():
        text = text.replace(f"@{name}@", place)
    return text


def before(payload: str) -> dict[str, str]:
    """Return wrong answers, and code that runs before the first of them."""
    return {**WRONG, "forward": payload.strip("\n") + "\n\n\n" + WRONG["forward"]}


def within(payload: str) -> dict[str, str]:
    """Return wrong answers, and code that runs when the first is called."""
    body = "\n".join(f"    {line}" for line in payload.strip("\n").splitlines())
    return {**WRONG, "forward": f"def forward(x, w1, w2):\n{body}\n    return 0.0, 0.0\n"}
