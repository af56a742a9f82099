"""Counting over a class: how each exercise went, and by which misconception it went wrong."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..parcels import Aside, State
from .outcomes import Outcome, Result
from .titles import Exercise

HINT = "Hint: "
NUMBER = re.compile(r"(?<![\w.])[-+−]?\d(?:,?\d)*(?:\.\d+)?(?:e[-+]?\d+)?(?!\w)")
LONGEST = 200  # characters
ENDED_EARLY = (State.TIMEOUT, State.DIED)
UNTRIED = (State.NOT_ATTEMPTED, State.NOT_FOUND)


@dataclass
class Tally:
    """One exercise over the class.

    Attributes
    ----------
    states : how many ended how; a written answer that is there has no state.
    mistakes : how many made which mistake, by its name.
    points : all points given.
    waiting : answers that a person has yet to read.
    """

    exercise: Exercise
    states: Counter[State | None] = field(default_factory=Counter)
    mistakes: Counter[str] = field(default_factory=Counter)
    points: float = 0.0
    waiting: int = 0

    def add(self, result: Result) -> None:
        """Count one student's result."""
        self.states[result.state] += 1
        self.points += result.points
        self.waiting += result.waiting
        if result.state is State.WRONG:
            self.mistakes[mistake(result.message)] += 1

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
    asides : what a person must look at.
    missing : the students of the gradebook who handed nothing in.
    """

    title: str
    tallies: list[Tally]
    scores: list[float] = field(default_factory=list)
    mended: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    late: int = 0
    asides: Sequence[Aside] = ()
    missing: Sequence[str] = ()

    def add(self, outcome: Outcome) -> None:
        """Count one student."""
        self.scores.append(outcome.score)
        self.late += outcome.penalty > 0
        if outcome.how:
            self.mended.append((outcome.student, outcome.how))
        for tally, result in zip(self.tallies, outcome.results, strict=True):
            tally.add(result)

    @property
    def max_score(self) -> float:
        """All points that there are."""
        return sum(tally.exercise.points for tally in self.tallies)

    @property
    def waiting(self) -> int:
        """How many answers a person has yet to read."""
        return sum(tally.waiting for tally in self.tallies)


def mistake(message: Sequence[str]) -> str:
    """Return the name of the mistake that a check's message speaks of.

    That is its hint. Where a check knows no such mistake it is the kind of the error, or what the
    message ends with, its numbers left open: they differ from student to student.
    """
    said = list(message)
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
