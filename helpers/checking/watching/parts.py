"""What is told of a function that is watched: its parts and their values, plain data alone."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from ..running import Array

RETURN = "return "
PARTS, EVENTS, ENTRIES = 300, 3000, 1000  # of a function, of a run, of a value: at most
Repair = Mapping[int, Sequence[Array]]  # by the number of a part: its value each time it is run


class Part(NamedTuple):
    """A line of a function that gives a value, or an expression within it.

    Attributes
    ----------
    line : the text of the line.
    text : the expression.
    name : of a whole line what gets the value, of a returned one its place, as "return 0"; of a
        part of a line "".
    reads : the names of which the whole line's value is made.
    function : in which it stands; "" for what a function reads from outside of it.
    under : the lines that decide whether it runs: of loops and conditions around it.
    """

    line: str
    text: str
    name: str
    reads: tuple[str, ...]
    function: str
    under: tuple[str, ...]


# Of one run, in order: the number of a part, and its value (None if it is no number).
Events = Sequence[tuple[int, Array | None]]


class Watch(Protocol):
    """A function that can be watched; the parts are known once it has run."""

    @property
    def parts(self) -> Sequence[Part]:
        """The parts that have been met so far."""

    def runs(self, points: Sequence[Sequence[Any]]) -> Sequence[Events | None]:
        """Return what happens at each point; None for a run that stops or is too long."""

    def repaired(self, at: Sequence[Sequence[Any]], repairs: Sequence[Repair]) -> list[Any]:
        """Return what comes back at each point under a repair; None where nothing does in time."""


class TooLong(BaseException):
    """A run has more values than can be kept, or takes too long."""
