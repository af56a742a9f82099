"""A bound on what the judge's own work may take: a student's values can make it long or large."""

import contextlib
import resource
import signal
import threading
from collections.abc import Iterator
from typing import Any

from .parcels import State
from .session import Stopped

SECONDS, MEMORY = 60.0, 4 * 2**30  # of the processor; beyond what is taken already
PAGE = resource.getpagesize()


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Raise Stopped after so much processor time, MemoryError beyond so much memory."""
    with _memory(), _time():
        yield


@contextlib.contextmanager
def _memory() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        size = int(file.read().split()[0]) * PAGE
    most = size + MEMORY
    if soft != resource.RLIM_INFINITY:
        most = min(most, soft)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextlib.contextmanager
def _time() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # signals go to the main thread only
        return

    def stop(*_: Any) -> None:
        raise Stopped(State.TIMEOUT, "Its answer keeps the check busy without end.")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
