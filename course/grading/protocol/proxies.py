"""What a student's function, iterator or other object looks like from the judge's side.

Nothing of the student's is in this process: a call sends arguments over and brings plain data back.
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from helpers.checking.changing.order import Lines
from helpers.checking.watching.parts import Events, Part, Repair

Points = Sequence[Sequence[Any]]


class Remote(Protocol):
    """The connection that proxies use."""

    def call(self, number: int, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call the student's function of this number."""

    def advance(self, number: int, call: int, given: list[Any]) -> Any:
        """Return the iterator's next value."""

    def iterate(self, number: int) -> Any:
        """Return an iterator over the student's object of this number."""

    def code(self, number: int) -> tuple[list[str], list[str]]:
        """Return the names that a function uses and the steps that it takes."""

    def runs(self, number: int, points: Points) -> tuple[list[Part], list[Events | None]]:
        """Return a function's parts, and what happens in it at each point."""

    def repaired(self, number: int, points: Points, repairs: Sequence[Repair]) -> list[Any]:
        """Return what comes back at each point under a repair."""

    def changed(
        self, number: int, point: Sequence[Any], numbers: Sequence[int] | None
    ) -> tuple[list[Lines], list[Any]]:
        """Return the lines of each small change, and what comes back under some of them."""


class Code:
    """Stands for a function's code: which names it uses, which steps it takes."""

    co_filename = "<the student's notebook>"

    def __init__(self, ask: Callable[[], tuple[list[str], list[str]]]) -> None:
        self._ask = ask

    @property
    def co_names(self) -> tuple[str, ...]:
        """The global names and attributes that the function uses."""
        return tuple(self._ask()[0])

    @property
    def steps(self) -> list[str]:
        """The names of its operations, in order."""
        return self._ask()[1]


class Watched:
    """A function of the student's, watched where it is."""

    def __init__(self, remote: Remote, number: int) -> None:
        self._remote, self._number = remote, number
        self.parts: list[Part] = []

    def runs(self, points: Points) -> list[Events | None]:
        """Return what happens at each point; None for a run that stops or is too long."""
        self.parts, runs = self._remote.runs(self._number, points)
        return runs

    def repaired(self, at: Points, repairs: Sequence[Repair]) -> list[Any]:
        """Return what comes back at each point under a repair; None where nothing does in time."""
        return self._remote.repaired(self._number, at, repairs)

    def changed(
        self, point: Sequence[Any], numbers: Sequence[int] | None = None
    ) -> tuple[list[Lines], list[Any]]:
        """Return the lines of each small change, and what comes back under those of `numbers`."""
        return self._remote.changed(self._number, point, numbers)


class Function:
    """A function of the student's; its signature is a kind of exception where it has none."""

    def __init__(
        self,
        remote: Remote,
        number: int,
        name: str,
        text: str,
        signature: inspect.Signature | type[Exception],
        has_code: bool,
    ) -> None:
        self._remote, self.number = remote, number
        self.__name__ = self.__qualname__ = name
        self._text, self._signature = text, signature
        if has_code:
            self.__code__ = Code(lambda: self._remote.code(self.number))

    @property
    def __signature__(self) -> inspect.Signature:
        if isinstance(self._signature, type):
            raise self._signature("no signature")
        return self._signature

    def watched_elsewhere(self) -> "Watched":
        """Return what asks for its values, line by line."""
        return Watched(self._remote, self.number)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call it. Raises what it raises, and Stopped."""
        return self._remote.call(self.number, arguments, named)

    def __repr__(self) -> str:
        return self._text

    def __copy__(self) -> "Function":
        return self

    def __deepcopy__(self, memo: Any) -> "Function":
        return self  # as a function is


class Iteration(Iterator[Any]):
    """An iterator of the student's, such as what a function with `yield` returns."""

    def __init__(self, remote: Remote, number: int, text: str) -> None:
        self._remote, self._number, self._text = remote, number, text
        self.call, self.given = 0, list[Any]()  # whose arguments it may still change

    def __next__(self) -> Any:
        return self._remote.advance(self._number, self.call, self.given)

    def __repr__(self) -> str:
        return self._text

    def __deepcopy__(self, memo: Any) -> Any:
        raise TypeError("cannot copy an iterator")


class Other:
    """Anything else of the student's: its type's name and its text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text

    def __deepcopy__(self, memo: Any) -> "Other":
        return self
