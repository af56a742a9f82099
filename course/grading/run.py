"""The student's side: a warm parent in its sandbox, and a forked child a submission."""

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import bubblewrap
from .isolation import Mode
from .limits import Limits
from .sandbox import wire
from .sandbox.channel import Channel, Gone, Late
from .sandbox.isolate import FIRST_UID

START, END = 300.0, 30.0  # seconds for the parent to get warm, and to kill a child
COURSE = Path(__file__).resolve().parents[2]
PROGRAM = (
    "import sys, json; settings = json.loads(sys.argv[2]); sys.path[:0] = settings['first']; "
    "sys.path += settings['path']; from sandbox.zygote import main; main({end}, settings)"
)


class SandboxError(Exception):
    """The sandbox itself fails, and no student's code is to blame."""


@dataclass(frozen=True)
class Ended:
    """How a child ended: processor seconds, the signal that killed it (or 0), and why we did."""

    seconds: float
    signal: int
    killed: str


class Child:
    """One forked process in which one student's cells run; what comes from it is not trusted."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def send(self, data: bytes, deadline: float) -> None:
        """Send packed data. Raises Gone, Late."""
        self._channel.send(data, deadline)

    def receive(self, restore: wire.Restore, deadline: float) -> Any:
        """Return the next message. Raises Gone, Late, Malformed."""
        return wire.unpack(self._channel.receive(deadline), restore)

    def close(self) -> None:
        """Close the connection."""
        self._channel.close()


class Warm:
    """A warm parent. It starts when it is first needed, and again when it has died."""

    def __init__(self, mode: Mode = Mode.BUBBLEWRAP, limits: Limits = Limits()) -> None:  # noqa: B008
        self.mode, self.limits = mode, limits
        self.process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._log: Any = None
        self._folder: Any = None
        self._lesson: tuple[str, ...] = ()
        self._prepared: set[tuple[str, ...]] = {()}

    def prepare(self, cells: tuple[str, ...]) -> None:
        """Have the parent run a lesson's own cells before the next fork, once.

        They must hold no secrets: a child can look at all that its parent has seen.
        """
        self._lesson = cells

    def fork(self) -> Child:
        """Return a new child, isolated and ready. Raises SandboxError."""
        for attempt in (1, 2):
            try:
                return self._fork()
            except (OSError, Gone, Late) as error:
                said = self.said()
                self.close()
                if attempt == 2:
                    raise SandboxError(f"The sandbox does not start: {error!r}\n{said}") from None
        raise AssertionError

    def _fork(self) -> Child:
        if self.process is None or self.process.poll() is not None:
            self.close()
            self._start()
        assert self._control is not None
        if self._lesson not in self._prepared:
            self._prepare()
        mine, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"fork"], [theirs.fileno()])
        channel = Channel(mine)
        first = wire.unpack(channel.receive(time.monotonic() + END), lambda code, inside: None)
        if first != ["ready"]:
            raise SandboxError(f"A child can't be isolated: {first!r:.300}")
        return Child(channel)

    def _prepare(self) -> None:
        assert self._control is not None
        mine, theirs = socket.socketpair()
        with mine:
            with theirs:
                socket.send_fds(self._control, [b"lesson"], [theirs.fileno()])
            mine.sendall(json.dumps(self._lesson).encode())
        self._answer(START)
        self._prepared.add(self._lesson)

    def end(self, child: Child, gone: bool = False) -> Ended:
        """Kill a child with all that it left, and say how it ended; `gone` if it seems to have."""
        child.close()
        try:
            assert self._control is not None
            self._control.send(b"gone" if gone else b"end")
            told = self._answer(END)
            return Ended(float(told["seconds"]), int(told["signal"]), str(told["killed"]))
        except (OSError, Late, Gone, AssertionError):
            self.close()
            return Ended(0.0, 9, "sandbox")

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._log = tempfile.TemporaryFile()  # noqa: SIM115
        with theirs:
            self.process = subprocess.Popen(
                self._command(theirs.fileno()),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                env=None if self.mode is Mode.BUBBLEWRAP else self._environment(),
            )
        self._control = ours
        told = self._answer(START)
        if "ready" not in told:
            raise SandboxError(f"The sandbox does not start: {told.get('problem')}\n{self.said()}")

    def _answer(self, seconds: float) -> dict[str, Any]:
        assert self._control is not None
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        if not poll.poll(1000 * seconds):
            raise Late
        said = self._control.recv(65536)
        if not said:
            raise Gone
        told: dict[str, Any] = json.loads(said)
        return told

    def _settings(self) -> str:
        bare = self.mode is Mode.NONE
        grader = str(Path(__file__).parent) if bare else bubblewrap.GRADER
        course = str(COURSE) if bare else bubblewrap.COURSE
        packages = [] if self.mode is Mode.CONTAINER else map(str, bubblewrap.packages())
        root = os.geteuid() == 0 or self.mode is Mode.CONTAINER
        # Each parent's children have a user id of their own, by which processes are counted.
        uid = FIRST_UID + os.getpid() % 4000 if root else None
        settings = {
            "limits": self.limits.plain(),
            "home": self._folder.name if bare else bubblewrap.HOME,
            "separate": not bare,
            "uid": None if bare else uid,
            "first": [grader],
            "path": [course, *packages],
            "remove": grader,
        }
        return json.dumps(settings)

    def _command(self, end: int) -> list[str]:
        if self.mode is Mode.NONE:
            self._folder = tempfile.TemporaryDirectory()
            prefix, python = [], sys.executable
        else:
            prefix, python = bubblewrap.command(COURSE), sys.executable
        program = PROGRAM.replace("{end}", str(end))
        return [*prefix, python, "-I", "-c", program, str(end), self._settings()]

    def _environment(self) -> dict[str, str]:
        inside = {**bubblewrap.ENVIRONMENT, "HOME": self._folder.name}
        return {**inside, "PATH": os.environ.get("PATH", os.defpath)}

    def __enter__(self) -> "Warm":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def said(self) -> str:
        """Return the end of what the parent printed: why it did not start."""
        if self._log is None:
            return ""
        with contextlib.suppress(OSError, ValueError):
            self._log.seek(0)
            text: str = self._log.read().decode("utf-8", "replace")
            return text[-2000:]
        return ""

    def close(self) -> None:
        """Let the parent go, and with it everything in the sandbox."""
        for thing in (self._control, self._log):
            if thing is not None:
                thing.close()
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(2)
            self.process.kill()
            self.process.wait()
        if self._folder is not None:
            self._folder.cleanup()
        self.process = self._control = self._log = self._folder = None
        self._prepared = {()}
