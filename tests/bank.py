"""The bank of answers: for every exercise the stub, wrong answers with their hints, right ones."""

import runpy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
EVERY = sorted(p.name for p in (ROOT / "solutions").iterdir())
# Those with exercises have a bank; tests/test_build.py sees that the others have no exercises.
LESSONS = [name for name in EVERY if (ROOT / "lessons" / name / "answers.py").exists()]
# The one class has exercises of lessons, cell by cell; tests/test_one_class.py compares them.
CLASS = "00_one_class"
TAKEN = {
    "three_walks": "08_learning_rate",
    "classify": "13_keras",
    "updates_per_epoch": "09_batch_size",
    "plot_walks": "08_learning_rate",
    "momentum_path": "10_optimizers",
}
GRADED = [CLASS, *LESSONS]


@dataclass(frozen=True)
class Wrong:
    """A wrong answer and a phrase that only its own hint contains."""

    source: str
    hint: str


@dataclass(frozen=True)
class Exercise:
    """What the bank holds of one exercise; a source is the whole text of the answer cell.

    Attributes
    ----------
    right : at least three right answers, written differently, by a name that says how.
    wrong : at least five wrong answers, by a name that says what the learner believes.
    few : why there are fewer, where the exercise has fewer ways to be wrong or right.
    blank : the phrase that the untouched stub gets.
    """

    right: dict[str, str]
    wrong: dict[str, Wrong]
    few: str = ""
    blank: str = "not attempted"


def function(head: str, *lines: str) -> str:
    """Return an answer's text: `head` is such as "step(w, lr)", the lines are its body."""
    return "\n    ".join([f"def {head}:", *lines])


@cache
def bank(lesson: str) -> dict[str, Exercise]:
    """Return the exercises of a lesson, by grade_id of the answer cell, from its `answers.py`."""
    if lesson == CLASS:
        return {exercise: bank(taught)[exercise] for exercise, taught in TAKEN.items()}
    names = runpy.run_path(str(ROOT / "lessons" / lesson / "answers.py"))
    found: dict[str, Exercise] = names["EXERCISES"]
    return found
