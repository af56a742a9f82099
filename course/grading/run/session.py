"""One submission's child as the judge speaks with it: requests, deadlines, kills and revivals."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from ..judge import proxies, replies
from ..parcels import State
from .limits import Limits
from .parent import Child, Ended, Warm
from .sandbox import wire
from .sandbox.channel import Gone, Late
from .sandbox.references import FUNCTION, ITERATOR, OTHER
from .sending import Sending

DEPTH = 50  # calls within calls
Reply = TypeVar("Reply")


class Stopped(BaseException):
    """The student's code had to be stopped; not an Exception, so that no check goes on after it."""

    def __init__(self, state: State, why: str) -> None:
        super().__init__(why)
        self.state, self.why = state, why


class Budget:
    """What one cell may take: processor seconds by the child's word, wall seconds by our clock."""

    def __init__(self, limits: Limits) -> None:
        self.seconds = limits.seconds
        self.wall = limits.seconds * limits.patience
        self.spent = 0.0

    def left(self) -> float:
        """Return the processor seconds that are left."""
        return max(self.seconds - self.spent, 0.05)


class Session:
    """Speaks with a submission's child, forks another when it had to be killed."""

    def __init__(self, warm: Warm) -> None:
        self._warm, self.limits = warm, warm.limits
        self._child: Child | None = None
        self._cells: list[str] = []  # what has run, in order
        self._budget = Budget(self.limits)
        self._depth = self._calls = self._kills = 0
        self._sending = Sending(self)
        self.generation = 0
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
        self._budget = Budget(self.limits)

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
        parts = self._request(message)
        try:
            return read(parts)
        except wire.Malformed as error:
            raise self._lost(error) from None

    def _request(self, message: list[Any]) -> list[Any]:
        """Send a request and return the reply; answer what the child asks meanwhile."""
        child = self._child
        if child is None or self._depth >= DEPTH:
            raise self._last or Stopped(State.DIED, "Functions call each other without end.")
        self._depth += 1
        try:
            child.send(self._sending.pack(message), time.monotonic() + self._budget.wall)
            while True:
                start = time.monotonic()
                try:
                    reply = child.receive(self._restore, start + self._budget.wall)
                finally:
                    self._budget.wall -= time.monotonic() - start
                if not (isinstance(reply, list) and reply):
                    raise wire.Malformed("no message")
                if reply[0] == "done":
                    return reply[1:]
                child.send(self._sending.answer(reply), time.monotonic() + self._budget.wall)
        except (Gone, Late, wire.Malformed) as error:
            raise self._lost(error) from None
        except BaseException:
            self._drop()  # it waits for an answer that will not come
            raise
        finally:
            self._depth -= 1

    def _restore(self, code: int, inside: Any) -> Any:
        kinds: dict[int, Callable[..., Any]] = {
            FUNCTION: proxies.function,
            ITERATOR: proxies.iteration,
            OTHER: proxies.other,
        }
        if code in kinds:
            return kinds[code](self, inside)
        return self._sending.restore(code, inside)

    def _spend(self, seconds: float) -> None:
        self._budget.spent += seconds
        self._told += seconds

    def _ready(self) -> None:
        """Have a child in which all cells so far have run."""
        if self._child is not None:
            return
        if self._kills > self.limits.revivals:
            assert self._last
            raise self._last
        self._child, self._told = self._warm.fork(), 0.0
        self.generation += 1
        budget, cells = self._budget, self._cells
        for source in cells:
            self._budget = Budget(self.limits)
            request = ["execute", source, self.limits.seconds]
            self._spend(self._asked(replies.executed, request).seconds)
        self._budget = budget

    def _lost(self, error: Exception) -> Stopped:
        """Kill the child; return why."""
        self._kills += 1
        ended = self._drop(gone=isinstance(error, Gone))
        if isinstance(error, Late):
            step = ended.seconds - self._told
            if step < 0.5 * self.limits.seconds:
                self.suspect = (
                    f"A step took {self.limits.seconds * self.limits.patience:.0f} seconds and "
                    f"{max(step, 0):.1f} of the processor."
                )
            self._last = Stopped(State.TIMEOUT, self._slow())
        elif isinstance(error, wire.Malformed):
            self._last = Stopped(State.DIED, "What came back from it could not be read.")
        else:
            self._last = Stopped(State.DIED, replies.ending(ended, self.limits))
        return self._last

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
