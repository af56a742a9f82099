"""Processor seconds of one step: measured, and an exception when they are used up."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

AGAIN = 0.25  # seconds; a bare `except:` may have swallowed the first


class OutOfTime(BaseException):
    """A step has used its processor time; no Exception, so that `except Exception` lets it by."""


def _stop(*_: Any) -> None:
    raise OutOfTime


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in this thread after so many processor seconds."""
    signal.signal(signal.SIGPROF, _stop)
    outer = signal.setitimer(signal.ITIMER_PROF, max(seconds, 0.01), AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, *outer)


def spent() -> float:
    """Return the processor seconds of this process so far."""
    return time.process_time()
