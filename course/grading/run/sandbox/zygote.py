"""The warm parent: has imported what every notebook imports, and forks a child a submission.

It never runs student code. It listens on one socket, the judge's: "fork" comes with the child's
end of a connection, "end" kills the child and whatever it left.
"""

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Mapping
from typing import Any

from . import isolate, linux
from .channel import Channel
from .child import Child
from .lesson import prepare
from .memory import too_much
from .output import Sink, Stream
from .warm import warmed

ENDING = 0.5  # seconds
LOOK = 0.1  # seconds between two looks at the memory in use


def main(settings: Mapping[str, Any]) -> None:
    """Serve forks until the judge closes its end of the socket, a descriptor or a place."""
    number = settings["socket"]
    if isinstance(number, int):
        control = socket.socket(fileno=number)
    else:
        control = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        control.connect(number)
    try:
        sink = Sink(int(settings["limits"]["output"]))
        shell = warmed(sink)
        here = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    except BaseException as error:
        _tell(control, problem=f"{type(error).__name__}: {error}")
        raise
    if not settings["separate"]:
        # Without a process space, orphans come to us rather than to the machine's first process.
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    sys.path[:] = [place for place in sys.path if place != settings["remove"]]
    gc.collect()
    gc.freeze()
    _tell(control, ready=os.getpid())
    Zygote(control, shell, sink, settings, here).serve()


class Zygote:
    """Holds what is warm, and at most one child."""

    def __init__(
        self, control: socket.socket, shell: Any, sink: Sink, settings: Mapping[str, Any], here: int
    ) -> None:
        self._control, self._shell, self._sink = control, shell, sink
        self._settings, self._here = settings, here
        self._child, self._killed = 0, ""

    def serve(self) -> None:
        """Fork and end children as told; return when the judge is gone."""
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        while True:
            if not poll.poll(1000 * LOOK if self._child else None):
                self._watch()
                continue
            message, ends, *_ = socket.recv_fds(self._control, 4096, 1)
            if not message:
                self._end()
                return
            if message == b"lesson":
                with socket.socket(fileno=ends[0]) as told:
                    prepare(json.loads(told.makefile("rb").read()))
                gc.freeze()
                _tell(self._control, ready=True)
            elif message == b"fork":
                self._end()
                self._fork(ends[0])
                os.close(ends[0])
            else:
                _tell(self._control, **self._end(patience=ENDING if message == b"gone" else 0))

    def _fork(self, end: int) -> None:
        separate = self._settings["separate"]
        if separate:
            linux.unshare(linux.NEW_PID)
        pid = os.fork()
        if pid == 0:
            self._be_child(end)
        if separate:
            linux.enter(self._here, linux.NEW_PID)
        self._child, self._killed = pid, ""

    def _be_child(self, end: int) -> None:
        """Never return."""
        try:
            self._control.close()
            channel = Channel(socket.socket(fileno=end))
            child = Child(channel, self._shell, self._sink)
            try:
                os.close(self._here)
                isolate.close_all_but(end)
                limits, home = self._settings["limits"], self._settings["home"]
                if self._settings["separate"]:
                    isolate.shut_off(home, self._settings["uid"], limits)
                else:
                    os.setsid()
                    os.chdir(home)
                    isolate.ration(limits)
            except BaseException as error:
                child.say("failed", f"{type(error).__name__}: {error}")
                os._exit(1)
            sys.stdout, sys.stderr = Stream("stdout", self._sink), Stream("stderr", self._sink)
            child.say("ready")
            child.serve()
        finally:
            os._exit(0)

    def _watch(self) -> None:
        """Kill a child whose processes hold too much memory together."""
        if self._settings["separate"] and too_much(int(self._settings["limits"]["memory"])):
            self._killed = "memory"
            self._kill()

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            # In its own process space the child is process 1: all others there die with it.
            os.kill(self._child, signal.SIGKILL)

    def _end(self, patience: float = 0) -> dict[str, Any]:
        """Kill the child and all that it left; return how it ended.

        One that is about to end by itself gets so many seconds to do so.
        """
        if not self._child:
            return {"seconds": 0.0, "signal": 0, "killed": ""}
        until = time.monotonic() + patience
        done, status, usage = os.wait4(self._child, os.WNOHANG)
        while done == 0 and time.monotonic() < until:
            time.sleep(0.01)
            done, status, usage = os.wait4(self._child, os.WNOHANG)
        alive = done == 0
        if alive:
            self._kill()
            _, status, usage = os.wait4(self._child, 0)
        self._child = 0
        if not self._settings["separate"]:
            _kill_the_rest()
        ended = 0 if alive and not self._killed else os.waitstatus_to_exitcode(status)
        seconds = usage.ru_utime + usage.ru_stime
        return {"seconds": seconds, "signal": max(-ended, 0), "killed": self._killed}


def _kill_the_rest() -> None:
    """Kill and reap whatever a child without a process space of its own has left."""
    while True:
        left = _children()
        if not left:
            return
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        for pid in left:
            os.waitpid(pid, 0)


def _children() -> list[int]:
    with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:  # noqa: PTH123
        return [int(pid) for pid in file.read().split()]


def _tell(control: socket.socket, **what: Any) -> None:
    control.send(json.dumps(what).encode())
