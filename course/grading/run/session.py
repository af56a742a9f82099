"""What the judge asks of a submission's child: to run a cell, for a name, to call a function."""

from collections.abc import Callable
from typing import Any, TypeVar

from ..judge import proxies, replies
from ..parcels import State
from .budget import Budget, Stopped
from .conversation import Conversation
from .life import Life, slow
from .parent import Warm
from .sandbox import wire
from .sandbox.channel import Gone, Late

Reply = TypeVar("Reply")


class Session:
    """Speaks with a submission's child; in a new one it runs again what has run before."""

    def __init__(self, warm: Warm) -> None:
        self.limits, self.life = warm.limits, Life(warm)
        self._cells: list[str] = []  # what has run, in order
        self._budget = Budget(self.limits, self.life.clock)
        self._conversation = Conversation(self)
        self._calls = 0

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
        self._budget = Budget(self.limits, self.life.clock)

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
            raise Stopped(State.TIMEOUT, slow(self.limits))
        if done.error is not None:
            raise done.error
        return done.value

    def _asked(self, read: Callable[[list[Any]], Reply], message: list[Any]) -> Reply:
        """Send a request and return the reply as `read` understands it. Raises Stopped."""
        child = self.life.child()
        packed = self._conversation.packed(message)
        try:
            return read(self._conversation.request(child, packed, self._budget))
        except (Gone, Late, wire.Malformed) as error:
            raise self.life.lost(error) from None
        except BaseException:
            self.life.drop()  # it waits for an answer that will not come
            raise

    def _spend(self, seconds: float) -> None:
        self._budget.spend(seconds)
        self.life.told += seconds

    def _ready(self) -> None:
        """Have a child in which all cells so far have run. Raises Stopped."""
        if not self.life.begin():
            return
        budget = self._budget
        for source in self._cells:
            self.renew()
            request = ["execute", source, self.limits.seconds]
            self._spend(self._asked(replies.executed, request).seconds)
        self._budget = budget
