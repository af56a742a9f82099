"""How the warm parent is started, in each mode, and the connection to it."""

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

from ..parcels import Mode
from ..protocol.wire.channel import Gone, Late
from . import bubblewrap, cgroup, container, python
from .limits import Limits
from .sandbox.isolate import FIRST_UID

BUILT = "The image must have been built: see `Without bubblewrap` in docs/instructor.md."
START = 300.0  # seconds for the parent to get warm
COURSE = Path(__file__).resolve().parents[3]
BARE = (Mode.NONE, Mode.ACCOUNT)  # with the files of this machine
PROGRAM = (
    "import sys, json; settings = json.loads(sys.argv[1]); sys.path[:0] = settings['first']; "
    "sys.path += settings['path']; from grading.run.sandbox.zygote import main; main(settings)"
)


@dataclass
class Parent:
    """A process that runs the warm parent, or the engine around it."""

    process: "subprocess.Popen[bytes]"
    log: Any
    folder: "tempfile.TemporaryDirectory[str]"
    group: cgroup.Group
    control: socket.socket | None = None

    def answer(self, seconds: float) -> dict[str, Any]:
        """Return what the parent says next. Raises Gone, Late."""
        assert self.control is not None
        poll = select.poll()
        poll.register(self.control, select.POLLIN)
        if not poll.poll(1000 * seconds):
            raise Late
        said = self.control.recv(65536)
        if not said:
            raise Gone
        told: dict[str, Any] = json.loads(said)
        return told

    def said(self) -> str:
        """Return the end of what the parent printed: why it did not start."""
        with contextlib.suppress(OSError, ValueError):
            self.log.seek(0)
            text: str = self.log.read().decode("utf-8", "replace")
            return text[-2000:]
        return ""

    def close(self) -> None:
        """Let the parent go, and with it everything in the sandbox."""
        if self.control is not None:
            self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        self.process.kill()
        self.process.wait()
        self.log.close()
        self.folder.cleanup()
        self.group.close()


def launched(mode: Mode, limits: Limits) -> Parent:
    """Start a parent and return it, connected; it is still getting warm.

    Raises OSError and CourseError where its command can't be run, Late where it does not connect.
    """
    log = tempfile.TemporaryFile()  # noqa: SIM115
    folder = tempfile.TemporaryDirectory()
    group = cgroup.make_group(limits) if mode is Mode.BUBBLEWRAP else cgroup.Group()

    def start(command: list[str], end: int | None = None) -> Parent:
        process = subprocess.Popen(
            [*group.prefix, *command],
            pass_fds=[] if end is None else [end],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=_bare_environment(folder.name) if mode in BARE else None,
        )
        return Parent(process, log, folder, group)

    if mode is Mode.CONTAINER:
        return _in_container(start, Path(folder.name), limits)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        end = theirs.fileno()
        prefix = [] if mode in BARE else bubblewrap.bwrap_command(COURSE)
        settings = _settings(mode, limits, folder.name) | {"socket": end}
        if mode is Mode.ACCOUNT:
            os.chown(folder.name, settings["uid"], settings["uid"])
        parent = start([*prefix, sys.executable, *_program(settings)], end)
    parent.control = ours
    return parent


def _in_container(start: Any, folder: Path, limits: Limits) -> Parent:
    """Start a parent that connects to a socket in a folder which both sides see."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        listening.bind(str(folder / "judge"))
        listening.listen(1)
        settings = _settings(Mode.CONTAINER, limits, "") | {"socket": f"{container.SOCKET}/judge"}
        parent: Parent = start(
            [*container.container_command(COURSE, folder), "python", *_program(settings)]
        )
        listening.settimeout(0.2)
        until = time.monotonic() + START
        while parent.control is None:
            with contextlib.suppress(TimeoutError):
                parent.control = listening.accept()[0]
                parent.control.setblocking(True)
            if parent.process.poll() is not None or time.monotonic() > until:
                said = parent.said().strip()
                parent.close()
                raise ContainerError(f"{said or 'It says nothing.'}\n{BUILT}")
    return parent


class ContainerError(OSError):
    """The container engine did not start the parent; the text is what it said."""


def _program(settings: dict[str, Any]) -> list[str]:
    return ["-I", "-c", PROGRAM, json.dumps(settings)]


def _settings(mode: Mode, limits: Limits, home: str) -> dict[str, Any]:
    bare = mode in BARE
    grader = str(COURSE / "course") if bare else bubblewrap.GRADER
    course = str(COURSE) if bare else bubblewrap.COURSE
    packages = [] if mode is Mode.CONTAINER else map(str, python.packages())
    root = os.geteuid() == 0 or mode is Mode.CONTAINER
    # Each parent's children have a user id of their own, by which processes are counted.
    uid = FIRST_UID + os.getpid() % 4000 if root and mode is not Mode.NONE else None
    return {
        "limits": limits.plain(),
        "home": home if bare else bubblewrap.HOME,
        "separate": not bare,
        "uid": uid,
        "first": [grader],
        "path": [course, *packages],
        "remove": grader,
    }


def _bare_environment(home: str) -> dict[str, str]:
    return {
        **bubblewrap.ENVIRONMENT,
        "HOME": home,
        "PATH": os.environ.get("PATH", os.defpath),
    }
