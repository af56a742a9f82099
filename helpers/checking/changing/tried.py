"""A function of this process whose small changes are tried out."""

import ast
import copy
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import count, islice
from types import CodeType, FunctionType
from typing import Any, Protocol

from ..running import quiet
from ..time_limit import CallTimedOut, time_limited
from ..watching.parts import TooLong
from ..watching.recompiled import TURN, Recompiled
from ..watching.text import definition
from .order import Lines, line_changes
from .switches import MOST, WHICH, Change, Switches, own_names

STEPS, LINES = 1000, 40  # rounds of loops in a run, changes of whole lines: at most
SECONDS = 0.08  # of the processor, for the changes at one point
LIMIT = 1.0  # the same for one that does not come to an end


class Changing(Protocol):
    """What tries out small changes of a function, here or in another process."""

    def changed(
        self, point: Sequence[Any], numbers: Sequence[int] | None = None
    ) -> tuple[list[Lines], list[Any]]:
        """Return the lines of each change, and what comes back under those of these numbers."""


class Changes:
    """A function with its small changes. Raises LookupError where its text can't be found."""

    def __init__(self, function: FunctionType) -> None:
        self._found, self._known = list[Change](), list[Change]()
        self._numbers = count()
        self._variants: dict[int, FunctionType] = {}
        self._steps, self._end = 0, 0.0
        names = {TURN: self._turn, WHICH: -1}
        self._anew = Recompiled(function, self._rewritten, names)
        self._statements(function)

    def changed(
        self, point: Sequence[Any], numbers: Sequence[int] | None = None
    ) -> tuple[list[Lines], list[Any]]:
        """Return the lines of each change, and what comes back under those of these numbers.

        None stands for all of them, and for what does not come back, or not in time.
        """
        self._end = time.thread_time() + SECONDS
        with quiet(), suppress(CallTimedOut), time_limited(LIMIT):
            if not self._known:
                self._value(point, -1)  # functions that it calls are met now
                self._known = sorted(self._found)[:MOST]
        numbers = range(len(self._known)) if numbers is None else numbers
        values = list[Any]()
        with quiet(), suppress(CallTimedOut), time_limited(LIMIT):
            values += (self._value(point, self._known[i].number) for i in numbers)
        missing = [None] * (len(numbers) - len(values))
        return [one.lines for one in self._known], [*values, *missing]

    def _value(self, point: Sequence[Any], number: int) -> Any:
        if time.thread_time() > self._end:
            return None
        self._steps = 0
        self._anew.set_name(WHICH, number)
        try:
            return self._variants.get(number, self._anew.function)(*copy.deepcopy(tuple(point)))
        except (Exception, SystemExit, TooLong):
            return None  # most changes make no sense

    def _turn(self) -> None:
        self._steps += 1
        if self._steps > STEPS:
            raise TooLong

    def _rewritten(self, code: CodeType, outside: Sequence[str]) -> ast.FunctionDef:
        node = definition(code)
        names = [*outside, *own_names(node)]
        return Switches(self._found, self._numbers, code.co_filename, names).function(node)

    def _statements(self, function: FunctionType) -> None:
        """Add the changes of whole lines, a function each."""
        code, file = function.__code__, function.__code__.co_filename
        for lines, node in islice(line_changes(definition(code), file), LINES):
            number = next(self._numbers)
            node = Switches(None, self._numbers, file, []).function(node)
            try:
                self._variants[number] = self._anew.variant(function, node)
            except (SyntaxError, LookupError):
                continue  # such as a `break` outside of a loop
            self._found.append(Change(3, number, (*lines, "")))


def changes_of(function: Any) -> Changing | None:
    """Return a function with its small changes, None for one of which there is no text."""
    if type(function) is not FunctionType:
        elsewhere = getattr(function, "watched_elsewhere", None)  # in another process
        return elsewhere() if elsewhere else None
    try:
        return Changes(function)
    except (LookupError, SyntaxError, RecursionError):
        return None
