"""An attack graded by `course grade`'s own worker, the next student, and what was harmed."""

from dataclasses import dataclass
from functools import cache

import nbformat

from course.grading.parcels import Graded, NeedsReview
from course.grading.run.isolation import Mode
from course.grading.run.limits import Limits
from course.grading.workers import work

from ..processes import below
from ..sample_class.students import LESSON, answered, right_answers
from .attack import Attack
from .world import World

MOST = 11.0  # points of all checks
LARGEST = 10**6  # characters of a graded notebook
PARENT = 2  # processes below bubblewrap: its own first one and the warm parent
QUICK = Limits(seconds=1.0, patience=4.0)


@dataclass(frozen=True)
class Outcome:
    """What came of an attack: points, None where nothing was graded, and the harm done."""

    points: float | None
    harm: tuple[str, ...]
    graded: Graded | None = None


@cache
def _next() -> str:
    text: str = nbformat.writes(answered(LESSON, right_answers(LESSON)))
    return text


def attacked(attack: Attack, world: World, limits: Limits = QUICK) -> Outcome:
    """Grade an attack, its accomplice and an honest student, on one warm worker."""
    before, thief = world.state(), attack.name.replace(" ", "-")
    places = {**world.places, "LOOT": world.loot(thief)}
    first = _graded("mallory", attack.text(places), world, limits)
    warm = work.warm_parent(Mode.BUBBLEWRAP, limits)
    left = len(below(warm.process.pid)) - PARENT if warm.process else 0
    notebook = None if isinstance(first, NeedsReview) else first.notebook
    harm = [f"{left} processes left"] if left else []
    if attack.accomplice:
        second = _graded("oscar", attack.accomplices_text(places), world, limits)
        if points(second):
            harm.append(f"its accomplice gets {points(second):g}")
    last = points(_graded("zoe", _next(), world, limits))
    if last != MOST:
        harm.append(f"the next student gets {last} instead of {MOST:g}")
    harm += [f"changed {what}" for what, now in world.state().items() if now != before[what]]
    harm += world.stolen(notebook, thief)
    if len(nbformat.writes(notebook or nbformat.v4.new_notebook())) > LARGEST:
        harm.append(f"a graded notebook of more than {LARGEST / 1e6:g} MB")
    graded = None if isinstance(first, NeedsReview) else first
    return Outcome(points(first), tuple(harm), graded)


def _graded(student: str, text: str, world: World, limits: Limits) -> Graded | NeedsReview:
    solution = world.course.place("solutions").read_text("utf-8")
    release = world.course.place("notebooks").read_text("utf-8")
    content = text.encode()
    task = work.task(student, "two_weights.ipynb", content, solution, release, limits=limits)
    return work.unpacked(work.grade_task(task))


def points(done: Graded | NeedsReview) -> float | None:
    """Return the sum of all points, None for what was not graded."""
    if isinstance(done, NeedsReview):
        return None
    return sum(verdict.points for verdict in done.verdicts)
