"""The warm parent: has imported what every notebook imports, and forks a child a submission.

It never runs student code. It listens on one socket, the judge's: "fork" comes with the child's
end of a connection, "end" kills the child and whatever it left.
"""

import gc
import json
import os
import select
import socket
import sys
from collections.abc import Mapping
from typing import Any

from ...protocol.wire.channel import Channel
from . import ending, linux
from .birth import be_child
from .lesson import warm_caches
from .memory import too_much
from .output import Sink
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
            message, ends, *_ = socket.recv_fds(self._control, 4096, 2)
            if not message:
                self._end()
                return
            if message == b"lesson":
                channel = Channel(*ends)
                warm_caches(json.loads(channel.receive()))
                channel.close()
                gc.freeze()
                _tell(self._control, ready=True)
            elif message == b"fork":
                self._end()
                channel = Channel(*ends)
                self._fork(channel)
                channel.close()
            else:
                _tell(self._control, **self._end(patience=ENDING if message == b"gone" else 0))

    def _fork(self, channel: Channel) -> None:
        separate = self._settings["separate"]
        if separate:
            linux.unshare(linux.NEW_PID)
        pid = os.fork()
        if pid == 0:
            be_child(channel, self._shell, self._sink, self._settings, leave=self._leave)
        if separate:
            linux.enter(self._here, linux.NEW_PID)
        self._child, self._killed = pid, ""

    def _leave(self) -> None:
        """Close, in a child, what is the parent's."""
        self._control.close()
        os.close(self._here)

    def _watch(self) -> None:
        """Kill a child whose processes hold too much memory together."""
        separate, uid = self._settings["separate"], self._settings["uid"]
        if not separate and uid is None:  # nobody knows what is the child's
            return
        most = int(self._settings["limits"]["memory"])
        if too_much(most, None if separate else uid):
            self._killed = "memory"
            ending.kill(self._child)
            self._kill_account()

    def _kill_account(self) -> None:
        """Kill what a child has left in its account, where it has no process space of its own."""
        if not self._settings["separate"] and self._settings["uid"] is not None:
            ending.kill_account(self._settings["uid"])

    def _end(self, patience: float = 0) -> dict[str, Any]:
        """Kill the child and all that it left; return how it ended."""
        if not self._child:
            return {"seconds": 0.0, "signal": 0, "killed": ""}
        alive, status, usage = ending.end(self._child, patience)
        self._child = 0
        if not self._settings["separate"]:
            self._kill_account()
            ending.kill_the_rest()
        ended = 0 if alive and not self._killed else os.waitstatus_to_exitcode(status)
        seconds = usage.ru_utime + usage.ru_stime
        return {"seconds": seconds, "signal": max(-ended, 0), "killed": self._killed}


def _tell(control: socket.socket, **what: Any) -> None:
    control.send(json.dumps(what).encode())
