"""What the judge asks of a submission's child: to run a cell, for a name, to call a function."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from helpers.checking.changing.order import Lines
from helpers.checking.watching.parts import Events, Part, Repair

from ..parcels import State
from ..protocol import proxies, replies, wire
from ..protocol.stopped import Stopped
from ..protocol.wire.channel import Gone, Late
from .budget import Budget
from .conversation import Conversation
from .life import Life, slow
from .load import Load
from .parent import Warm

LOOK = 1.0  # seconds of the processor for one look at what happens in a function
MORE = 100  # characters of output beyond the limit: that it was cut
Reply = TypeVar("Reply")
Files = Sequence[tuple[str, bytes]]  # names and contents


class ChildSession:
    """Speaks with a submission's child; in a new one it runs again what has run before.

    `wall` is what there is for all of it, in seconds; if it is not said, as much as the limits.
    `beside` is what lies beside an instructor's own notebook; None for one of ours.
    """

    def __init__(self, warm: Warm, wall: float | None = None, beside: Files | None = None) -> None:
        self.limits = warm.limits
        self._beside = beside
        self._life = Life(warm, self.limits.wall if wall is None else wall)
        self._cells: list[str] = []  # what has run, in order
        self._budget = Budget(self.limits, self._life.clock)
        self._conversation = Conversation(self, exact=beside is not None)
        self._calls = 0

    @property
    def suspect(self) -> str:
        """Why it may have suffered from a busy machine, or ""."""
        return self._life.suspect

    @property
    def opaque(self) -> list[str]:
        """The kinds of the things that this step was only told of."""
        return self._conversation.opaque

    @property
    def seconds(self) -> float:
        """Processor seconds of all that has ended."""
        return self._life.seconds

    @property
    def told(self) -> float:
        """Processor seconds of the present child, by its own word."""
        return self._life.told

    @property
    def wall(self) -> float:
        """Wall seconds since its first cell."""
        return self._life.clock.passed

    def left(self) -> float:
        """Return the wall seconds that are left of the whole submission."""
        return self._life.clock.left

    def close(self) -> None:
        """End it, with all that it left."""
        self._life.drop()

    def execute(self, source: str) -> replies.Executed:
        """Run a cell. Raises Stopped where it had to be killed; the next cell may still run."""
        self.renew()
        self._ready()
        source = source.encode("utf-8", "replace").decode("utf-8")  # JSON may hold half characters
        done = self._executed(source, self._budget.left())
        self._cells.append(source)
        return replace(done, late=slow(self.limits) if done.late else "")

    def renew(self) -> None:
        """Start a new step: its own budget, and no function of the step before is called back."""
        self._budget = Budget(self.limits, self._life.clock)
        self._life.load = Load()
        self._conversation.forget()

    def fetch(self, name: str) -> tuple[bool, Any]:
        """Return whether the student's notebook has a name, and its value. Raises Stopped."""
        self._ready()
        return self._asked(replies.fetched, ["fetch", name])

    def call(self, number: int, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call a function of the student's; what it changes in place is changed here too.

        Raises what the function raises, and Stopped.
        """
        self._calls += 1
        call, given = self._calls, [*arguments, *named.values()]
        quiet = replies.is_quiet()
        request = ["call", number, arguments, named, quiet, call, self._budget.left()]
        value = self._stepped(request, given)
        if isinstance(value, proxies.Iteration):
            value.call, value.given = call, given
        return value

    def advance(self, number: int, call: int, given: list[Any]) -> Any:
        """Return an iterator's next value. Raises StopIteration, what the code raises, Stopped."""
        request = ["next", number, replies.is_quiet(), call, self._budget.left()]
        return self._stepped(request, given)

    def iterate(self, number: int) -> Any:
        """Return an iterator over an object of the student's."""
        return self._asked(replies.fetched, ["iterate", number])[1]

    def code(self, number: int) -> tuple[list[str], list[str]]:
        """Return the names that a function uses and the steps that it takes."""
        return self._asked(replies.code, ["code", number])

    def runs(self, number: int, points: proxies.Points) -> tuple[list[Part], list[Events | None]]:
        """Return a function's parts, and what happens in it at each point."""
        given = [list(point) for point in points]
        seconds, parts, runs = self._asked(replies.followed, ["runs", number, given, self._left()])
        self._spend(seconds)
        return parts, runs

    def repaired(self, number: int, points: proxies.Points, repairs: Sequence[Repair]) -> list[Any]:
        """Return what comes back at each point under a repair."""
        given = [list(point) for point in points]
        said = [[[part, list(values)] for part, values in one.items()] for one in repairs]
        request = ["repaired", number, given, said, self._left()]
        seconds, values = self._asked(replies.repaired, request)
        self._spend(seconds)
        return values + [None] * (len(repairs) - len(values))

    def changed(
        self, number: int, point: Sequence[Any], numbers: Sequence[int] | None
    ) -> tuple[list[Lines], list[Any]]:
        """Return the lines of each small change, and what comes back under some of them."""
        asked = None if numbers is None else list(numbers)
        request = ["changed", number, list(point), asked, self._left()]
        seconds, lines, values = self._asked(replies.changed, request)
        self._spend(seconds)
        count = len(lines) if asked is None else len(asked)
        return lines, (values + [None] * count)[:count]

    def _left(self) -> float:
        """Return the seconds for what is only looked at: nothing hangs on it."""
        return min(self._budget.left(), LOOK)

    def _executed(self, source: str, seconds: float) -> replies.Executed:
        read = partial(replies.executed, self.limits.output + MORE)
        done = self._asked(read, ["execute", source, seconds])
        self._spend(done.seconds)
        return done

    def _stepped(self, request: list[Any], given: list[Any]) -> Any:
        done = self._asked(partial(replies.stepped, self.limits.output + MORE), request)
        self._spend(done.seconds)
        replies.print_output(done.output)
        replies.restore(given, done.changed)
        if done.late:
            raise Stopped(State.TIMEOUT, slow(self.limits))
        if done.error is not None:
            raise done.error
        return done.value

    def _asked(self, read: Callable[[list[Any]], Reply], message: list[Any]) -> Reply:
        """Send a request and return the reply as `read` understands it. Raises Stopped."""
        child = self._life.child()
        packed = self._conversation.packed(message)
        try:
            return read(self._conversation.request(child, packed, self._budget))
        except (Gone, Late, wire.Malformed, MemoryError) as error:
            raise self._life.lost(error) from None
        except BaseException:
            self._life.drop()  # it waits for an answer that will not come
            raise

    def _spend(self, seconds: float) -> None:
        self._budget.spend(seconds)
        self._life.told += seconds

    def _ready(self) -> None:
        """Have a child in which all cells so far have run. Raises Stopped."""
        if not self._life.begin():
            return
        budget, load = self._budget, self._life.load
        if self._beside is not None:
            self._asked(replies.nothing, ["beside", [[*one] for one in self._beside]])
        for source in self._cells:
            self._budget, self._life.load = Budget(self.limits, self._life.clock), Load()
            self._executed(source, self.limits.seconds)
        self._budget, self._life.load = budget, load
