"""An answer judged as the tests judge it, with a limit of processor time."""

import resource
import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from types import FrameType

from tests.lesson import run_check

MEMORY = 2 << 30


class OutOfTime(BaseException):
    """An answer runs too long; no Exception, so that no check takes it for an answer's own."""


@dataclass(frozen=True)
class Verdict:
    """Whether an answer gets its points, and what it is told."""

    accepted: bool
    message: str


def prepare() -> None:
    """Keep a worker from filling the machine's memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the block after so much processor time."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def judge(lesson: str, exercise: str, source: str, seconds: float) -> Verdict:
    """Run an answer and its check, hidden part included, in so many seconds of processor time.

    As in nbgrader, output on stderr costs the points; so does whatever stops the check.
    """
    shown = StringIO()
    try:
        with (
            limited(seconds),
            redirect_stdout(StringIO()),
            redirect_stderr(shown),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("always")
            run_check(lesson, exercise, source)
    except OutOfTime:
        return Verdict(False, f"{exercise}: out of time.")
    except (Exception, SystemExit) as error:
        message = str(error)
        kind = type(error).__name__
        return Verdict(False, message if message.startswith(exercise) else f"{kind}: {message}")
    return Verdict(not shown.getvalue(), shown.getvalue())
