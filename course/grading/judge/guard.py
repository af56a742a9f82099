"""A bound on what the judge's own work may take: a student's values can make it long or large."""

import contextlib
import resource
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

from helpers.checking.time_limit import raised_here

from ..parcels import State
from ..protocol.stopped import Stopped

SECONDS, MEMORY = 60.0, 2 * 2**30  # of the processor; beyond what is taken already
LEAST = 1.0  # seconds for a check when the submission's are over
PATIENCE = 300.0  # wall seconds, where the processor's can't be watched
PAGE = resource.getpagesize()


@contextlib.contextmanager
def guarded(left: float = PATIENCE) -> Iterator[None]:
    """Raise Stopped after so much processor time, MemoryError beyond so much memory.

    `left` is what the submission has left in wall seconds.
    """
    with memory_limit(), _time(max(left, LEAST)):
        yield


@contextlib.contextmanager
def memory_limit() -> Iterator[None]:
    """Raise MemoryError beyond so much memory."""
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


class Stuck(Stopped):
    """The judge itself does not come to an end over a student's values."""

    def __init__(self) -> None:
        super().__init__(State.TIMEOUT, "Its answer keeps the check busy without end.")


def _time(left: float) -> contextlib.AbstractContextManager[None]:
    main = threading.current_thread() is threading.main_thread()
    return _by_signal(min(SECONDS, left)) if main else _by_another_thread(min(PATIENCE, left))


@contextlib.contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise Stuck

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _by_another_thread(seconds: float) -> contextlib.AbstractContextManager[None]:
    """Signals go to the main thread only; Dask's tasks are in others. Wall seconds, so more."""
    end = time.monotonic() + seconds
    return raised_here(Stuck, lambda: time.monotonic() > end)
