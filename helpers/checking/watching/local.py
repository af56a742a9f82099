"""A function of this process that is watched: each value as it is taken, or replaced."""

import ast
import copy
import inspect
import time
from collections.abc import Sequence
from types import CodeType, FunctionType
from typing import Any

from ..running import Array, quiet
from .expressions import SEE
from .numbers import in_form_of, numeric
from .parts import EVENTS, PARTS, Events, Part, Repair, TooLong, Watch
from .recompiled import TURN, Recompiled
from .statements import LEFT, NotedStatements
from .text import definition

SECONDS = 0.15  # of the processor, for all runs of one request
LOOK = 20  # values between two looks at the clock, which takes longer than a value


class LocalWatch:
    """A function of this process. Raises LookupError for one whose text can't be found."""

    def __init__(self, function: FunctionType) -> None:
        self.parts: list[Part] = []
        self._events: list[tuple[int, Array | None]] = []
        self._repair: Repair = {}
        self._turns: dict[int, int] = {}
        self._steps, self._end = 0, 0.0
        names = {SEE: self._see, LEFT: self._left, TURN: self._turn}
        self._anew = Recompiled(function, self._rewritten, names)

    def runs(self, points: Sequence[Sequence[Any]]) -> Sequence[Events | None]:
        """Return what happens at each point; None for a run that stops or is too long."""
        self._end = time.thread_time() + SECONDS
        done = [(self._run(point, {}), self._events) for point in points]
        return [events if ended else None for ended, events in done]

    def repaired(self, at: Sequence[Sequence[Any]], repairs: Sequence[Repair]) -> list[Any]:
        """Return what comes back at each point under a repair; None where nothing does in time."""
        self._end = time.thread_time() + SECONDS
        done = (self._run(*pair) for pair in zip(at, repairs, strict=True))
        return [ended[0] if ended else None for ended in done]

    def _run(self, point: Sequence[Any], repair: Repair) -> tuple[Any] | None:
        self._events, self._repair, self._turns, self._steps = [], repair, {}, 0
        if time.thread_time() > self._end:
            return None
        try:
            with quiet():
                return (self._anew.function(*copy.deepcopy(tuple(point))),)
        except (Exception, SystemExit, TooLong):
            return None  # it is told elsewhere how an answer stops, and a repaired one may

    def _see(self, number: int, value: Any) -> Any:
        self._turn()
        if self._repair:
            turn = self._turns.get(number, 0)
            self._turns[number] = turn + 1
            there = self._repair.get(number, ())
            return in_form_of(value, there[turn]) if turn < len(there) else value
        self._events.append((number, numeric(value)))
        return value

    def _left(self, number: int, value: Any) -> None:
        """Note, or replace in place, what has been changed in place."""
        now = self._see(number, value)
        if now is not value:
            value[:] = now

    def _turn(self) -> None:
        self._steps += 1
        late = self._steps % LOOK == 0 and time.thread_time() > self._end
        if self._steps > EVENTS or late:
            raise TooLong

    def _rewritten(self, code: CodeType, outside: Sequence[str]) -> ast.FunctionDef:
        called = bool(self.parts)  # by the first function, whose parts are there
        noted = NotedStatements(self.parts, code, called, outside)
        node = noted.rewritten(copy.deepcopy(definition(code)))
        if len(self.parts) > PARTS:
            raise LookupError("more than can be watched")
        return node


def watch_of(function: Any) -> Watch | None:
    """Return a function ready to be watched, None for one of which there is no text."""
    if type(function) is not FunctionType:
        elsewhere = getattr(function, "watched_elsewhere", None)  # in another process
        return elsewhere() if elsewhere else None
    try:
        return LocalWatch(function)
    except LookupError:
        return None


def run_at(function: Any, point: Sequence[Any]) -> tuple[Watch, Events | None] | None:
    """Return a function that ran once, and its events; None where there is no text of it.

    None, too, where the run takes too long. A function of another process tells its parts when it
    runs, and may tell of no events.
    """
    watch = watch_of(inspect.unwrap(function))
    if watch is None:
        return None
    try:
        with quiet():
            return watch, next(iter(watch.runs([point])), None)
    except TooLong:
        return None
