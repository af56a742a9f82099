"""A child's end: it is killed with all that it left, and it is said how it ended."""

import contextlib
import os
import resource
import signal
import time


def kill(pid: int) -> None:
    """Kill a child. In its own process space it is process 1, and all others there die with it."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def end(pid: int, patience: float) -> tuple[bool, int, resource.struct_rusage]:
    """Kill and reap a child; return whether it was alive, its status, and what it has used.

    One that is about to end by itself gets so many seconds to do so.
    """
    until = time.monotonic() + patience
    done, status, usage = os.wait4(pid, os.WNOHANG)
    while done == 0 and time.monotonic() < until:
        time.sleep(0.01)
        done, status, usage = os.wait4(pid, os.WNOHANG)
    alive = done == 0
    if alive:
        kill(pid)
        _, status, usage = os.wait4(pid, 0)
    return alive, status, usage


def kill_the_rest() -> None:
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
