"""The child: runs a student's cells and calls their functions, as the judge asks.

Student code shares this process, so nothing here is believed by the judge; an honest student gets
the same here as in a notebook.
"""

import dis
from collections.abc import Callable
from typing import Any

from . import wire
from .calls import Calls
from .channel import Channel
from .failures import told
from .output import Sink
from .raised import like
from .references import References, Told
from .timer import OutOfTime, limited, spent

# What student code may replace in `builtins` without our noticing the difference.
_isinstance, _list = isinstance, list


class Child:
    """Answers the judge, one request at a time; a request may come while another is open."""

    def __init__(self, channel: Channel, shell: Any, sink: Sink) -> None:
        self._channel, self._shell, self._sink = channel, shell, sink
        self._references = References(self._ask)
        calls = Calls(self._references, sink, self._say_value)
        self._answers: dict[str, Callable[..., Any]] = {
            "execute": self._execute,
            "fetch": self._fetch,
            "call": calls.call,
            "next": calls.next,
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
            raise like(kinds, text)

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

    def _iterate(self, number: int) -> None:
        self._say_value(iter(self._references[number]), "done", True)

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
