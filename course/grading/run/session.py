"""One submission's child as the judge speaks with it: requests, deadlines, kills and revivals."""

from collections.abc import Callable
from typing import Any, TypeVar

from ..judge import proxies, replies
from ..parcels import State
from .budget import Budget, Clock, Stopped
from .conversation import Conversation
from .parent import Child, Ended, Warm
from .sandbox import wire
from .sandbox.channel import Gone, Late

Reply = TypeVar("Reply")


class Session:
    """Speaks with a submission's child, forks another when it had to be killed."""

    def __init__(self, warm: Warm) -> None:
        self._warm, self.limits = warm, warm.limits
        self._child: Child | None = None
        self._cells: list[str] = []  # what has run, in order
        self._clock = Clock(self.limits)
        self._budget = Budget(self.limits, self._clock)
        self._conversation = Conversation(self)
        self._calls = self._kills = 0
        self.seconds = self._told = 0.0
        self.suspect = ""
        self._last: Stopped | None = None

    def execute(self, source: str) -> replies.Executed:
        """Run a cell. Raises Stopped where it had to be killed; the next cell may still run."""
        self.renew()
        self._ready()
        source = source.encode("utf-8", "replace").decode("utf-8")  # JSON may hold half characters
        done = self._asked(replies.executed, ["execute", source, self._budget.left()])
        self._spend(done.seconds)
        self._cells.append(source)
        return done

    def renew(self) -> None:
        """Start a new step with a full budget."""
        self._budget = Budget(self.limits, self._clock)

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

    def _stepped(self, request: list[Any], given: list[Any]) -> Any:
        done = self._asked(replies.stepped, request)
        self._spend(done.seconds)
        replies.show(done.output)
        replies.restore(given, done.changed)
        if done.late:
            raise Stopped(State.TIMEOUT, self._slow())
        if done.error is not None:
            raise done.error
        return done.value

    def _asked(self, read: Callable[[list[Any]], Reply], message: list[Any]) -> Reply:
        """Send a request and return the reply as `read` understands it. Raises Stopped."""
        if self._child is None:
            raise self._last or Stopped(State.DIED, "It was stopped before.")
        if self._clock.over:
            raise self._lost(Late())
        packed = self._conversation.packed(message)
        try:
            return read(self._conversation.request(self._child, packed, self._budget))
        except (Gone, Late, wire.Malformed) as error:
            raise self._lost(error) from None
        except BaseException:
            self._drop()  # it waits for an answer that will not come
            raise

    def _spend(self, seconds: float) -> None:
        self._budget.spend(seconds)
        self._told += seconds

    def _ready(self) -> None:
        """Have a child in which all cells so far have run."""
        if self._child is not None:
            return
        if self._clock.over:
            raise self._late(0.0)
        if self._kills > self.limits.revivals:
            assert self._last
            raise self._last
        self._child, self._told = self._warm.fork(), 0.0
        self._clock.start()
        budget, cells = self._budget, self._cells
        for source in cells:
            self.renew()
            request = ["execute", source, self.limits.seconds]
            self._spend(self._asked(replies.executed, request).seconds)
        self._budget = budget

    def _lost(self, error: Exception) -> Stopped:
        """Kill the child; return why."""
        self._kills += 1
        ended = self._drop(gone=isinstance(error, Gone))
        if isinstance(error, Late):
            self._last = self._late(ended.seconds - self._told)
        elif isinstance(error, wire.Malformed):
            self._last = Stopped(State.DIED, "What came back from it could not be read.")
        else:
            self._last = Stopped(State.DIED, replies.ending(ended, self.limits))
        return self._last

    def _late(self, step: float) -> Stopped:
        """Say which time is over; what used little of the processor may have had little of it."""
        limits = self.limits
        if self._clock.over:
            wall, used, enough = limits.wall, self.seconds, 0.5 * limits.wall
            why = f"The notebook ran for more than {limits.wall / 60:g} minutes, and was stopped."
        else:
            wall, used, enough = limits.seconds * limits.patience, step, 0.5 * limits.seconds
            why = self._slow()
        if used < enough:
            self.suspect = f"It took {wall:.0f} seconds and {max(used, 0):.1f} of the processor."
        return Stopped(State.TIMEOUT, why)

    def _slow(self) -> str:
        return f"It ran for more than {self.limits.seconds:g} seconds. Does a loop never end?"

    def _drop(self, gone: bool = False) -> Ended:
        """End the child, with whatever it left."""
        child, self._child = self._child, None
        ended = Ended(0.0, 0, "") if child is None else self._warm.end(child, gone)
        self.seconds += ended.seconds
        return ended

    def close(self) -> None:
        """End the child, with whatever it left."""
        self._drop()
