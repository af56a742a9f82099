"""A bound on what the judge's own work may take: a student's values can make it long or large."""

import contextlib
import ctypes
import resource
import signal
import threading
from collections.abc import Iterator
from typing import Any

from ..parcels import State
from ..run.budget import Stopped

SECONDS, MEMORY = 60.0, 4 * 2**30  # of the processor; beyond what is taken already
PATIENCE = 300.0  # wall seconds, where the processor's can't be watched
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


class Stuck(Stopped):
    """The judge itself does not come to an end over a student's values."""

    def __init__(self) -> None:
        super().__init__(State.TIMEOUT, "Its answer keeps the check busy without end.")


def _time() -> contextlib.AbstractContextManager[None]:
    main = threading.current_thread() is threading.main_thread()
    return _by_signal() if main else _by_another_thread()


@contextlib.contextmanager
def _by_signal() -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise Stuck

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextlib.contextmanager
def _by_another_thread() -> Iterator[None]:
    """Signals go to the main thread only; Dask's tasks are in others. Wall seconds, so more."""
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    here = ctypes.c_ulong(threading.get_ident())
    watch = threading.Timer(PATIENCE, raise_in, (here, ctypes.py_object(Stuck)))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        watch.join()
        raise_in(here, None)
