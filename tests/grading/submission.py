"""A submission made from answers, and what the judge says of it."""

import copy

from course.grading.judge.submission import judge
from course.grading.parcels import Graded, Repaired, Verdict
from course.grading.run.parent import Warm
from course.grading.run.session import ChildSession

from ..lesson import CHECK, cells, read
from ..sample_class.students import right_answers

LESSON = "03_two_weights"


def handed_in(lesson: str, answers: dict[str, str]) -> Repaired:
    """Return what `repair` makes of answers: the solution's notebook with them in it."""
    made = copy.deepcopy(read("solutions", lesson))
    stubs = cells(read("notebooks", lesson))
    for name, cell in cells(made, solution=True).items():
        cell.source = answers.get(name, stubs[name].source)
    return Repaired(made)


def graded(warm: Warm, source: str, exercise: str = "forward", lesson: str = LESSON) -> Graded:
    """Return what comes of a submission with `source` as one answer and the others right."""
    answers = {**right_answers(lesson), exercise: source}
    return judge("someone", handed_in(lesson, answers), ChildSession(warm))


def verdict(done: Graded, exercise: str = "forward") -> Verdict:
    """Return the verdict on one exercise."""
    return next(v for v in done.verdicts if v.grade_id == exercise + CHECK)


def points(done: Graded) -> float:
    """Return the sum of all points."""
    return sum(verdict.points for verdict in done.verdicts)


def all_right(warm: Warm) -> bool:
    """Say whether a right submission gets all its points now."""
    done = judge("next", handed_in(LESSON, right_answers(LESSON)), ChildSession(warm))
    return all(v.points == v.max_points for v in done.verdicts)
