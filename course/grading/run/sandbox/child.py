"""The child: runs a student's cells and calls their functions, as the judge asks.

Student code shares this process, so nothing here is believed by the judge; an honest student gets
the same here as in a notebook.
"""

import dis
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from . import wire
from .channel import Channel
from .failures import told
from .output import Sink
from .references import References, Told
from .timer import OutOfTime, limited, spent

# What student code may replace in `builtins` without our noticing the difference.
_len, _isinstance, _type, _list, _enumerate = len, isinstance, type, list, enumerate


class Child:
    """Answers the judge, one request at a time; a request may come while another is open."""

    def __init__(self, channel: Channel, shell: Any, sink: Sink) -> None:
        self._channel, self._shell, self._sink = channel, shell, sink
        self._references = References(self._ask)
        self._given: dict[int, tuple[Any, list[tuple[Any, bytes]]]] = {}
        self._answers: dict[str, Callable[..., Any]] = {
            "execute": self._execute,
            "fetch": self._fetch,
            "call": self._call,
            "next": self._next,
            "iterate": self._iterate,
            "code": self._code,
        }

    def serve(self) -> None:
        """Answer until the judge closes."""
        while True:
            self._answer(self._receive())

    def say(self, *message: Any) -> None:
        """Send a message of plain data."""
        self._channel.send(wire.pack(_list(message), self._references.export))

    def _receive(self) -> Any:
        return wire.unpack(self._channel.receive(), self._references.restore)

    def _answer(self, request: Any) -> None:
        kind, *parts = request
        self._answers[kind](*parts)

    def _ask(self, number: int, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Have the judge call one of its functions."""
        self.say("ask", number, arguments, named)
        while True:
            request = self._receive()
            if request[0] != "answer":
                self._answer(request)
                continue
            _, failure, value = request
            if failure is None:
                return value
            kinds, text = failure
            raise _raised(kinds, text)

    def _execute(self, source: str, seconds: float) -> None:
        start = spent()
        failure, compiled = None, True
        try:
            with limited(seconds):
                result = self._shell.run_cell(source, store_history=True)
            compiled = result.error_before_exec is None
            error = result.error_before_exec or result.error_in_exec
            failure = told(error, late=_isinstance(error, OutOfTime)) if error else None
        except BaseException as error:
            failure = told(error, late=_isinstance(error, OutOfTime))
        self.say("done", spent() - start, self._sink.taken(), failure, compiled)

    def _fetch(self, name: str) -> None:
        names = self._shell.user_ns
        if name not in names:
            self.say("done", False, None)
        else:
            self._say_value(names[name], "done", True)

    def _call(
        self, number: int, arguments: Any, named: Any, quiet: bool, call: int, seconds: float
    ) -> None:
        function = self._references[number]
        given = [*arguments, *named.values()]
        before = self._noted(given)
        self._step(lambda: function(*arguments, **named), function, before, call, quiet, seconds)

    def _next(self, number: int, quiet: bool, call: int, seconds: float) -> None:
        iterator = self._references[number]
        function, before = self._given.get(call, (None, []))
        self._step(lambda: next(iterator), function, before, call, quiet, seconds)

    def _iterate(self, number: int) -> None:
        self._say_value(iter(self._references[number]), "done", True)

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
            failure = told(error, function, late=_isinstance(error, OutOfTime))
        if _isinstance(value, Iterator):
            self._given[call] = function, before
        changed = []
        for place, (thing, packed) in _enumerate(before):
            now = self._packed(thing)
            if now != packed:
                changed.append([place, thing])
                before[place] = (thing, now)
        output = self._sink.taken()
        self._say_value(value, "done", spent() - start, output, failure, changed)

    def _noted(self, given: list[Any]) -> list[tuple[Any, bytes]]:
        """Return what may be changed in place, each as it is now."""
        return [(thing, self._packed(thing)) for thing in given]

    def _packed(self, thing: Any) -> bytes:
        if not _isinstance(thing, (np.ndarray, _list, dict, set, np.random.Generator)):
            return b""
        try:
            return wire.pack(thing, self._references.export)
        except wire.Unsendable:
            return b""

    def _say_value(self, value: Any, *before: Any) -> None:
        """Send a message whose last part is a value, or what can be said of it."""
        try:
            self.say(*before, value)
        except wire.Unsendable:
            self.say(*before, Told(self._references.other(value)))

    def _code(self, number: int) -> None:
        """Tell which names a function uses and which steps it takes."""
        code = self._references[number].__code__
        steps = [step.opname for step in dis.get_instructions(code)]
        self.say("done", _list(code.co_names[:500]), steps[:5000])


@contextmanager
def hushed(quiet: bool) -> Iterator[None]:
    """Hold back warnings, as `helpers.check.stages.quiet` does; the judge holds back prints."""
    if not quiet:
        yield
        return
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def _raised(kinds: list[str], text: str) -> BaseException:
    """Return an exception like the one that the judge's function raised."""
    builtin = sys.modules["builtins"]
    for kind in kinds:
        found: Any = getattr(builtin, kind, None)
        if _isinstance(found, _type) and issubclass(found, Exception):
            if issubclass(found, (UnicodeError, ExceptionGroup)):
                found = ValueError  # those can't be made from a text
            if issubclass(found, ExceptionGroup):
                found = Exception
            made: BaseException = _type(kinds[0], (found,), {"__str__": lambda self: text})()
            return made
    return Exception(text)
