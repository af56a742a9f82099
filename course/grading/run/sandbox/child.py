"""The child: runs a student's cells and calls their functions, as the judge asks.

Student code shares this process, so nothing here is believed by the judge; an honest student gets
the same here as in a notebook.
"""

import dis
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helpers.checking.changing.tried import Changing, changes_of
from helpers.checking.own_work import names_in
from helpers.checking.watching.local import watch_of
from helpers.checking.watching.parts import Watch

from ...protocol import wire
from ...protocol.wire.channel import Channel
from ...protocol.wire.raised import like
from .calls import Calls
from .failures import describe_error
from .output import Sink
from .references import MAX_TEXT, References, Told
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
            "beside": self._beside,
            "execute": self._execute,
            "fetch": self._fetch,
            "call": calls.call,
            "next": calls.next,
            "iterate": self._iterate,
            "code": self._code,
            "runs": self._runs,
            "repaired": self._repaired,
            "changed": self._changed,
        }
        self._changes: dict[int, Changing | None] = {}
        self._watches: dict[int, Watch | None] = {}

    def serve(self) -> None:
        """Answer until the judge closes."""
        while True:
            self._answer(self._receive())

    def say(self, *message: Any) -> None:
        """Send a message of plain data."""
        references = self._references
        packed = wire.pack_value(_list(message), references.export, references.exact)
        self._channel.send(packed)

    def _receive(self) -> Any:
        return wire.unpack_value(self._channel.receive(), self._references.restore)

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

    def _beside(self, files: list[list[Any]]) -> None:
        """Get ready for an instructor's own notebook, and lay files beside it, as nbgrader does."""
        self._references.exact = True
        sys.path.insert(0, "")
        for name, content in files:
            place = Path(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        self.say("done")

    def _execute(self, source: str, seconds: float) -> None:
        start = spent()
        failure, compiled = None, True
        try:
            with limited(seconds):
                result = self._shell.run_cell(source, store_history=True)
            compiled = result.error_before_exec is None
            error = result.error_before_exec or result.error_in_exec
            failure = describe_error(error, late=_isinstance(error, OutOfTime)) if error else None
        except BaseException as error:
            failure = describe_error(error, late=_isinstance(error, OutOfTime))
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

    def _watched(self, number: int) -> Watch | None:
        if number not in self._watches:
            self._watches[number] = watch_of(self._references[number])
        return self._watches[number]

    def _runs(self, number: int, points: list[Any], seconds: float) -> None:
        """Tell what happens in a function at each point, as far as it is done in time."""
        start, runs, parts = spent(), list[Any](), list[Any]()
        try:
            with limited(seconds):
                watch = self._watched(number)
                runs = [run and [*map(list, run)] for run in watch.runs(points)] if watch else []
                parts = [[_cut(one) for one in part] for part in watch.parts] if watch else []
        except BaseException:
            runs = []  # nothing hangs on it, and a student's code may raise what it likes
        self.say("done", spent() - start, parts, runs)

    def _repaired(self, number: int, points: list[Any], repairs: list[Any], seconds: float) -> None:
        """Tell what a function returns where other values take the place of its own."""
        start, values = spent(), list[Any]()
        try:
            with limited(seconds):
                watch = self._watched(number)
                values = watch.repaired(points, list(map(dict, repairs))) if watch else []
                values = list(map(self._sendable, values))
        except BaseException:
            values = []
        self.say("done", spent() - start, values)

    def _changed(
        self, number: int, point: list[Any], numbers: list[int] | None, seconds: float
    ) -> None:
        """Tell the lines of a function's small changes, and what comes back under some of them."""
        start, lines, values = spent(), list[Any](), list[Any]()
        try:
            with limited(seconds):
                if number not in self._changes:
                    self._changes[number] = changes_of(self._references[number])
                changes = self._changes[number]
                if changes:
                    found, values = changes.changed(point, numbers)
                    lines = [[one[:MAX_TEXT] for one in some] for some in found]
                values = list(map(self._sendable, values))
        except BaseException:
            lines, values = [], []
        self.say("done", spent() - start, lines, values)

    def _sendable(self, value: Any) -> Any:
        """Return a value if it is plain data, else nothing."""
        try:
            wire.pack_value(value, lambda _: None, self._references.exact)
        except wire.Unsendable:
            return None
        return value

    def _code(self, number: int) -> None:
        """Tell which names a function uses and which steps it takes."""
        code = self._references[number].__code__
        steps = [step.opname for step in dis.get_instructions(code)]
        self.say("done", _list(names_in(code)[:500]), steps[:5000])


def _cut(said: str | tuple[str, ...]) -> Any:
    """Return a text, or a list of texts, cut to what the judge reads."""
    return said[:MAX_TEXT] if _isinstance(said, str) else [one[:MAX_TEXT] for one in said]
