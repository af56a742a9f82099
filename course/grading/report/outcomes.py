"""What came out for one student: what a page shows."""

from dataclasses import dataclass
from datetime import datetime

from ..parcels import State
from .titles import Exercise


@dataclass(frozen=True)
class Result:
    """One exercise of one student.

    Attributes
    ----------
    state : how the check ended; for a written answer NOT_ATTEMPTED, or None where there is one.
    points : as the gradebook has them now.
    by_check : the points that the check gave; None where a person has the word.
    message : what the check said, a line each.
    answer : the student's own text.
    waiting : whether a person has yet to read it.
    comment : what the person wrote.
    """

    exercise: Exercise
    state: State | None
    points: float
    by_check: float | None
    message: tuple[str, ...]
    answer: str
    waiting: bool
    comment: str


@dataclass(frozen=True)
class Outcome:
    """One student's submission to one lesson, graded.

    Attributes
    ----------
    name : first and last name where the gradebook has them, else "".
    penalty : points taken off because it came late.
    handed_in : when, in UTC, where that is known.
    how : what was mended in the file, a sentence each.
    """

    student: str
    name: str
    penalty: float
    handed_in: datetime | None
    results: tuple[Result, ...]
    how: tuple[str, ...]

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
        return sum(result.exercise.points for result in self.results if result.waiting)
