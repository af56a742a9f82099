"""A limit for one call of a student's function: a loop without end is stopped, and its line told.

It needs no signal, so it works on every system and in every thread: a second thread looks at the
clock and raises the exception in the first. The grader has limits of its own; where there are no
threads, as in a browser, there is none.
"""

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SECONDS = 10.0  # of the processor
WITH_KERAS = 12  # times as many where nets are trained with Keras
PATIENCE = 6  # times as many on the clock, for what only waits
LOOK = 0.25  # seconds between two looks, and between two exceptions where the first is swallowed


class CallTimedOut(BaseException):
    """A call has used its time; no Exception, so that `except Exception` lets it by."""


def allowed() -> float:
    """Return the processor seconds for a call."""
    return SECONDS * (WITH_KERAS if "keras" in sys.modules else 1)


@contextmanager
def time_limited(seconds: float | None = None) -> Iterator[None]:
    """Raise CallTimedOut inside, in this thread, after so many processor seconds."""
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        yield
        return
    with raised_here(CallTimedOut, _clock(allowed() if seconds is None else seconds)):
        yield


@contextmanager
def raised_here(error: type[BaseException], over: Callable[[], bool]) -> Iterator[None]:
    """Raise `error` inside, in this thread, once `over` says so; it is asked in another."""
    watchdog = _Watchdog(error, over)
    try:
        watchdog.start()
    except RuntimeError:
        yield  # there are no threads in a browser
        return
    try:
        yield
    finally:
        # The exception may arrive in the middle of this, once.
        try:
            watchdog.end()
        finally:
            watchdog.end()


def _clock(seconds: float) -> Callable[[], bool]:
    processor, clock = time.process_time() + seconds, time.monotonic() + PATIENCE * seconds
    return lambda: time.process_time() > processor or time.monotonic() > clock


class _Watchdog(threading.Thread):
    """Raises an exception in the thread that made it, again and again, once the time is over."""

    def __init__(self, error: type[BaseException], over: Callable[[], bool]) -> None:
        super().__init__(daemon=True)
        self._error, self._over = ctypes.py_object(error), over
        self._here = ctypes.c_ulong(threading.get_ident())
        self._ended, self._lock = threading.Event(), threading.Lock()

    def run(self) -> None:
        """Look at the clock until the call has ended."""
        raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
        while not self._ended.wait(LOOK):
            with self._lock:
                if self._over() and not self._ended.is_set():
                    raise_in(self._here, self._error)

    def end(self) -> None:
        """Raise nothing any more; what has been raised by now arrives in here at the latest.

        It is not taken back: an empty PyThreadState_SetAsyncExc would leave CPython 3.11 with a
        request that it never clears, and a thread under a tracer would then stand still.
        """
        with self._lock:
            self._ended.set()
