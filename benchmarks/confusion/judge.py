"""An answer judged as the tests judge it, with a limit of processor time."""

import resource
import warnings
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO

from course.grading.run.sandbox.timer import OutOfTime, limited, spent
from helpers.checking import CheckFailed
from tests.lesson import run_check

MEMORY = 2 << 30


@dataclass(frozen=True)
class Verdict:
    """Whether an answer gets its points, what it is told, what is known of why, what it took."""

    accepted: bool
    message: str
    kind: str = ""
    mistake: str = ""
    seconds: float = 0.0  # of the processor


def prepare() -> None:
    """Keep a worker from filling the machine's memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def judge(lesson: str, exercise: str, source: str, seconds: float) -> Verdict:
    """Run an answer and its check, hidden part included, in so many seconds of processor time.

    As in nbgrader, output on stderr costs the points; so does whatever stops the check.
    """
    shown, start = StringIO(), spent()
    late = Verdict(False, f"{exercise}: out of time.")
    try:
        with (
            limited(seconds),
            redirect_stdout(StringIO()),
            redirect_stderr(shown),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("always")
            run_check(lesson, exercise, source)
        said = shown.getvalue()
    except OutOfTime:
        return late
    except CheckFailed as failed:
        took = spent() - start
        refused = Verdict(False, str(failed), failed.kind, failed.mistake, took)
        return late if took > seconds else refused
    except (Exception, SystemExit) as error:
        said = f"{type(error).__name__}: {error}"
    # An answer may have caught what should have stopped it.
    return late if spent() - start > seconds else Verdict(not said, said)
