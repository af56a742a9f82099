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


def kill_account(uid: int) -> None:
    """Kill all processes of a user account. The caller is root.

    They are killed in one call, so that none can start another meanwhile; where they kill what
    makes this call first, it is made again.
    """
    while _alive(uid):
        pid = os.fork()
        if pid == 0:
            try:
                os.setresuid(uid, uid, uid)
                os.kill(-1, signal.SIGKILL)
            finally:
                os._exit(0)
        os.waitpid(pid, 0)


def _alive(uid: int) -> bool:
    """Say whether a process of an account runs; one that has ended and waits for us does not."""
    for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208
        try:
            with open(f"/proc/{name}/status", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
                told = dict(line.split(":\t", 1) for line in file if ":\t" in line)
        except OSError:
            continue  # it has just ended
        if told["Uid"].split()[0] == str(uid) and told["State"][0] not in "ZX":
            return True
    return False


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
