"""Calls of a student's functions: value or error, prints, and which arguments changed in place."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from ...protocol import wire
from .failures import describe_error
from .output import Sink
from .references import References
from .timer import OutOfTime, limited, spent

# What student code may replace in `builtins` without our noticing the difference.
_isinstance, _list, _enumerate, _next = isinstance, list, enumerate, next


class Calls:
    """Does a step as the judge asks, and says what came of it.

    `say` sends a value, or what can be said of it, after the other parts of a message.
    """

    def __init__(self, references: References, sink: Sink, say: Callable[..., None]) -> None:
        self._references, self._sink, self._say = references, sink, say
        # By the number of a call: its function and arguments, which its iterator may change later.
        self._given: dict[int, tuple[Any, list[tuple[Any, bytes]]]] = {}

    def call(
        self, number: int, arguments: Any, named: Any, quiet: bool, call: int, seconds: float
    ) -> None:
        """Call a function."""
        function = self._references[number]
        given = [*arguments, *named.values()]
        before = self._noted(given)
        self._step(lambda: function(*arguments, **named), function, before, call, quiet, seconds)

    def next(self, number: int, quiet: bool, call: int, seconds: float) -> None:
        """Ask an iterator, which may still change what its function was called with."""
        iterator = self._references[number]
        function, before = self._given.get(call, (None, []))
        self._step(lambda: _next(iterator), function, before, call, quiet, seconds)

    def _step(
        self,
        do: Callable[[], Any],
        function: Any,
        before: list[tuple[Any, bytes]],
        call: int,
        quiet: bool,
        seconds: float,
    ) -> None:
        start, value, failure = spent(), None, None
        try:
            with limited(seconds), hushed(quiet):
                value = do()
        except BaseException as error:
            failure = describe_error(error, function, late=_isinstance(error, OutOfTime))
        if _isinstance(value, Iterator):
            self._given[call] = function, before
        changed = []
        for place, (thing, packed) in _enumerate(before):
            now = self._packed(thing)
            if now != packed:
                changed.append([place, thing])
                before[place] = (thing, now)
        output = self._sink.taken()
        self._say(value, "done", spent() - start, output, failure, changed)

    def _noted(self, given: list[Any]) -> list[tuple[Any, bytes]]:
        """Return what may be changed in place, each as it is now."""
        return [(thing, self._packed(thing)) for thing in given]

    def _packed(self, thing: Any) -> bytes:
        if not _isinstance(thing, (np.ndarray, _list, dict, set, np.random.Generator)):
            return b""
        try:
            return wire.pack_value(thing, self._references.export, self._references.exact)
        except wire.Unsendable:
            return b""


@contextmanager
def hushed(quiet: bool) -> Iterator[None]:
    """Hold back warnings, as `helpers.checking.stages.quiet` does; the judge holds back prints."""
    if not quiet:
        yield
        return
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield
