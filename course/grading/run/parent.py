"""The student's side: a warm parent in its sandbox, and a forked child a submission."""

import json
import socket
import subprocess
import time
from dataclasses import dataclass
from typing import Any

from ..parcels import Mode
from ..protocol import wire
from ..protocol.stopped import SandboxError
from ..protocol.wire.channel import Channel, Gone, Late, connected
from .launch import START, Parent, launched
from .limits import Limits

END = 30.0  # seconds to kill a child


@dataclass(frozen=True)
class Ended:
    """How a child ended: processor seconds, the signal that killed it (or 0), and why we did."""

    seconds: float
    signal: int
    killed: str


class ChildProcess:
    """One forked process in which one student's cells run; what comes from it is not trusted."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def send(self, data: bytes, deadline: float) -> None:
        """Send packed data. Raises Gone, Late."""
        self._channel.send(data, deadline)

    def receive(self, restore: wire.Restore, deadline: float) -> Any:
        """Return the next message. Raises Gone, Late, Malformed."""
        return wire.unpack_value(self._channel.receive(deadline), restore)

    def close(self) -> None:
        """Close the connection."""
        self._channel.close()


class Warm:
    """A warm parent. It starts when it is first needed, and again when it has died."""

    def __init__(self, mode: Mode = Mode.BUBBLEWRAP, limits: Limits = Limits()) -> None:  # noqa: B008
        self.mode, self.limits = mode, limits
        self._parent: Parent | None = None
        self._lesson: tuple[str, ...] = ()
        self._prepared: set[tuple[str, ...]] = {()}

    @property
    def process(self) -> "subprocess.Popen[bytes] | None":
        """The process that runs the parent, or the engine around it; None before the first fork."""
        return self._parent.process if self._parent else None

    def prepare(self, cells: tuple[str, ...]) -> None:
        """Have the parent run a lesson's own cells before the next fork, once.

        They must hold no secrets: a child can look at all that its parent has seen.
        """
        self._lesson = cells

    def fork(self) -> ChildProcess:
        """Return a new child, isolated and ready. Raises SandboxError, and CourseError."""
        for attempt in (1, 2):
            try:
                return self._fork()
            except (OSError, Gone, Late) as error:
                said = self._parent.said() if self._parent else ""
                self.close()
                if attempt == 2:
                    why = str(error) or repr(error)
                    raise SandboxError(f"The sandbox does not start: {why}\n{said}") from None
        raise AssertionError

    def _fork(self) -> ChildProcess:
        parent = self._running()
        if self._lesson not in self._prepared:
            channel = _connection(parent, b"lesson")
            channel.send(json.dumps(self._lesson).encode(), time.monotonic() + START)
            channel.close()
            parent.answer(START)
            self._prepared.add(self._lesson)
        child = ChildProcess(_connection(parent))
        try:
            first = child.receive(lambda code, inside: None, time.monotonic() + END)
            if first != ["ready"]:
                raise SandboxError(f"A child can't be isolated: {first!r:.300}")
        except BaseException:
            child.close()
            raise
        return child

    def _running(self) -> Parent:
        """Return the parent, started if there is none or it has died."""
        if self._parent is not None and self._parent.process.poll() is None:
            return self._parent
        self.close()
        self._parent = launched(self.mode, self.limits)
        told = self._parent.answer(START)
        if "ready" not in told:
            why = f"{told.get('problem')}\n{self._parent.said()}"
            raise SandboxError(f"The sandbox does not start: {why}")
        return self._parent

    def end(self, child: ChildProcess, gone: bool = False) -> Ended:
        """Kill a child with all that it left, and say how it ended; `gone` if it seems to have."""
        child.close()
        try:
            assert self._parent is not None and self._parent.control is not None
            self._parent.control.send(b"gone" if gone else b"end")
            told = self._parent.answer(END)
            return Ended(float(told["seconds"]), int(told["signal"]), str(told["killed"]))
        except (OSError, Late, Gone, AssertionError):
            self.close()
            return Ended(0.0, 9, "sandbox")

    def __enter__(self) -> "Warm":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the parent go, and with it everything in the sandbox."""
        if self._parent is not None:
            self._parent.close()
        self._parent, self._prepared = None, {()}


def _connection(parent: Parent, what: bytes = b"fork") -> Channel:
    """Give the parent one end of a new connection and say what for; return the other end."""
    assert parent.control is not None
    mine, theirs = connected()
    try:
        socket.send_fds(parent.control, [what], [theirs.incoming, theirs.outgoing])
    finally:
        theirs.close()
    return mine.bounded()
