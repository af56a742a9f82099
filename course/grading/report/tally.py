"""Counting over a class: how each exercise went, and by which misconception it went wrong."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..mended import Mended
from ..parcels import CELL_STOPS, NeedsReview, State
from .outcomes import Outcome, Result
from .responses import UNTRIED, Responses
from .titles import Exercise

HINT = "Hint: "
NUMBER = re.compile(r"(?<![\w.])[-+−]?\d(?:,?\d)*(?:\.\d+)?(?:e[-+]?\d+)?(?!\w)")
LONGEST = 200  # characters
ENDED_EARLY = (State.TIMEOUT, State.DIED)


@dataclass
class Tally:
    """One exercise over the class.

    Attributes
    ----------
    states : how many ended how; a written answer that is there has no state.
    mistakes : how many made which mistake, by its id.
    words : a mistake in words: the check's hint, as it is today.
    points : all points given.
    waiting : answers that a person has yet to read.
    inside : why the check ran in the student's own process, and for whom.
    """

    exercise: Exercise
    states: Counter[State | None] = field(default_factory=Counter)
    mistakes: Counter[str] = field(default_factory=Counter)
    words: dict[str, str] = field(default_factory=dict)
    points: float = 0.0
    waiting: int = 0
    inside: dict[str, list[str]] = field(default_factory=dict)

    def add(self, result: Result, student: str = "") -> None:
        """Count one student's result."""
        if result.inside:
            self.inside.setdefault(result.inside, []).append(student)
        self.states[result.state] += 1
        self.points += result.points
        self.waiting += result.waiting
        if result.state is State.WRONG:
            said = in_words(result.message, result.mistake)
            mistake = result.mistake or said  # before there were ids
            self.mistakes[mistake] += 1
            self.words[mistake] = said

    @property
    def attempted(self) -> int:
        """How many handed in an answer of their own."""
        return self.states.total() - sum(self.states[state] for state in UNTRIED)


@dataclass
class Summary:
    """A class on one lesson; students appear by id only.

    Attributes
    ----------
    scores : of those graded, less late penalties.
    mended : the students whose files were mended, and how.
    late : how many lost points for coming late.
    came_late : who came late and by how many seconds, with or without a penalty.
    extended : the students with an extension, and their due date in UTC.
    earlier : the results for which a person gave points to an earlier answer, with the student.
    needs_review : what a person must look at.
    missing : the students of the gradebook who handed nothing in.
    responses : the points of every answer, for statistics.
    """

    title: str
    tallies: list[Tally]
    scores: list[float] = field(default_factory=list)
    mended: list[tuple[str, tuple[Mended, ...]]] = field(default_factory=list)
    late: int = 0
    came_late: list[tuple[str, float]] = field(default_factory=list)
    extended: list[tuple[str, datetime]] = field(default_factory=list)
    earlier: list[tuple[str, Result]] = field(default_factory=list)
    needs_review: Sequence[NeedsReview] = ()
    missing: Sequence[str] = ()
    responses: Responses = field(init=False)

    def __post_init__(self) -> None:
        self.responses = Responses([tally.exercise for tally in self.tallies])

    def add(self, outcome: Outcome) -> None:
        """Count one student."""
        self.scores.append(outcome.score)
        self.responses.add(outcome.results)
        self.late += outcome.penalty > 0
        if outcome.late > 0:
            self.came_late.append((outcome.student, outcome.late))
        if outcome.until:
            self.extended.append((outcome.student, outcome.until))
        again = [one for one in outcome.results if one.earlier is not None]
        self.earlier += [(outcome.student, one) for one in again]
        if outcome.damage:
            self.mended.append((outcome.student, tuple(outcome.damage)))
        for tally, result in zip(self.tallies, outcome.results, strict=True):
            tally.add(result, outcome.student)

    @property
    def max_score(self) -> float:
        """All points that there are."""
        return sum(tally.exercise.points for tally in self.tallies)

    @property
    def waiting(self) -> int:
        """How many answers a person has yet to read."""
        return sum(tally.waiting for tally in self.tallies)


def in_words(message: Sequence[str], mistake: str = "") -> str:
    """Return what a check's message says of a mistake, for whoever reads the class page.

    That is its hint; of a cell that stopped, its error. Where a check knows no such mistake it is
    the kind of the error, or what the message ends with, its numbers left open: they differ from
    student to student.
    """
    said = list(message)
    if mistake.startswith(CELL_STOPS) and len(said) > 1:
        return said[1][:LONGEST]
    hints = [line.removeprefix(HINT) for line in said if line.startswith(HINT)]
    if hints and hints[-1] != "Is that so?":  # that one says nothing by itself
        return hints[-1][:LONGEST]
    lines = [line for line in said if not line.startswith(HINT)]
    for line in lines:
        if stops := re.search(r" stops with (\w+)", line):
            return f"The code stops with {stops[1]}."
    if not lines:
        return "The check said nothing."
    return NUMBER.sub("…", lines[-1])[:LONGEST]
