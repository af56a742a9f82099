"""What the judge and a child say to each other: a request, questions meanwhile, the reply."""

from collections.abc import Callable
from typing import Any

from ..parcels import State
from ..protocol import descriptions, proxies, wire
from ..protocol.stopped import Stopped
from ..protocol.wire.codes import FUNCTION, ITERATOR, OTHER
from .budget import Budget
from .parent import ChildProcess
from .sending import Sending

DEPTH = 50  # calls within calls


class Conversation:
    """The judge's side, over all the children that a submission has one after another."""

    def __init__(self, remote: proxies.Remote, exact: bool = False) -> None:
        """`exact` as in `wire.pack_value`."""
        self._remote, self._sending = remote, Sending(remote, exact)
        self._depth = 0
        self.opaque: list[str] = []  # the kinds of the things that could only be described

    def forget(self) -> None:
        """Let go of the functions that the child could call back."""
        self._sending.forget()
        self.opaque = []

    def packed(self, message: list[Any]) -> bytes:
        """Return a request as bytes. Raises TypeError for arguments that can't be sent."""
        return self._sending.pack(message)

    def request(self, child: ChildProcess, packed: bytes, budget: Budget) -> list[Any]:
        """Send a request and return the reply; answer what the child asks meanwhile.

        Raises Gone, Late and Malformed for what the child does, and Stopped for calls within calls
        without end.
        """
        if self._depth >= DEPTH:
            raise Stopped(State.DIED, "Functions call each other without end.")
        self._depth += 1
        try:
            child.send(packed, budget.deadline())
            while True:
                with budget.waiting() as deadline:
                    reply = child.receive(self._restore, deadline)
                if not (isinstance(reply, list) and reply):
                    raise wire.Malformed("no message")
                if reply[0] == "done":
                    return reply[1:]
                child.send(self._sending.answer(reply), budget.deadline())
        finally:
            self._depth -= 1

    def _restore(self, code: int, inside: Any) -> Any:
        kinds: dict[int, Callable[..., Any]] = {
            FUNCTION: descriptions.function,
            ITERATOR: descriptions.iteration,
            OTHER: descriptions.other,
        }
        if code in kinds:
            made = kinds[code](self._remote, inside)
            if code == OTHER:
                self.opaque.append(type(made).__name__)
            return made
        return self._sending.restore(code, inside)
