"""What came out for one student: what a page shows."""

from dataclasses import dataclass
from datetime import datetime

from ..mended import Mended
from ..parcels import State
from .titles import Exercise


@dataclass(frozen=True)
class Result:
    """One exercise of one student.

    Attributes
    ----------
    state : how the check ended; for a written answer NOT_ATTEMPTED, or None where there is one.
    points : as the gradebook has them now, and never more than the exercise is worth, beside extra
        credit; what a person gave to an earlier answer does not count.
    by_check : the points that the check gave; None where a person has the word.
    message : what the check said, a line each.
    mistake : the id of what is wrong, as in Verdict.
    answer : the student's own text; of a written answer as harmless HTML, which is Markup.
    waiting : whether a person has yet to read it.
    comment : what the person wrote.
    earlier : what a person gave to an earlier answer, or to the exercise as it was then; None
        where that is not so.
    more : the points that a person may yet add.
    inside : why the check ran in the student's own process; "" where it did not.
    """

    exercise: Exercise
    state: State | None
    points: float
    by_check: float | None
    message: tuple[str, ...]
    answer: str
    waiting: bool
    comment: str
    earlier: float | None = None
    more: float = 0.0
    mistake: str = ""
    inside: str = ""


@dataclass(frozen=True)
class Outcome:
    """One student's submission to one lesson, graded.

    Attributes
    ----------
    name : first and last name where the gradebook has them, else "".
    penalty : points taken off because it came late.
    handed_in : when, in UTC, where that is known.
    late : by how many seconds it came after the student's due date; 0.0 where it did not.
    group : the others for whom the same file was handed in, by name where that is known.
    until : the student's own due date, in UTC, where there is an extension.
    mended : what was mended in the file.
    """

    student: str
    name: str
    penalty: float
    handed_in: datetime | None
    results: tuple[Result, ...]
    mended: tuple[Mended, ...]
    until: datetime | None = None
    late: float = 0.0
    group: tuple[str, ...] = ()

    @property
    def changed(self) -> list[Mended]:
        """What the course changed after the file was given out."""
        return [one for one in self.mended if one.by_course]

    @property
    def damage(self) -> list[Mended]:
        """What was mended that is not the course's own change."""
        return [one for one in self.mended if not one.by_course]

    @property
    def score(self) -> float:
        """All points so far, less the penalty."""
        return sum(result.points for result in self.results) - self.penalty

    @property
    def max_score(self) -> float:
        """All points that there are."""
        return sum(result.exercise.points for result in self.results)

    @property
    def waiting(self) -> float:
        """The points that a person has yet to give or not."""
        return sum(result.more for result in self.results)

    @property
    def so_far(self) -> bool:
        """Whether a person has yet to look at a part of it."""
        return any(result.waiting for result in self.results)
