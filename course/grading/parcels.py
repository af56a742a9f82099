"""What one grading step hands to the next."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from nbformat import NotebookNode

from .collect.store import Kept


@dataclass(frozen=True)
class Delivery:
    """A student's file as it was delivered; `collect` makes it.

    Attributes
    ----------
    student : the identifier in the roster, which is the gradebook's.
    content : the file's bytes, as they came, on disk.
    file : the file's name in the delivery, for the report.
    timestamp : when it was handed in, in UTC, where the delivery says so.
    """

    student: str
    content: Kept
    file: str
    timestamp: datetime | None = None


@dataclass(frozen=True)
class Aside:
    """A file that a person must look at, and why; nothing is guessed and no grade invented."""

    file: str
    why: str
    student: str | None = None


@dataclass(frozen=True)
class Repaired:
    """A submission rebuilt from the release; `repair` makes it.

    Attributes
    ----------
    notebook : the solution's cells (hidden tests included) with the student's answers in them.
    how : what had to be mended, a sentence each; empty for an undamaged file.
    """

    notebook: NotebookNode
    how: tuple[str, ...] = ()


class State(StrEnum):
    """How one check ended."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_ATTEMPTED = "not attempted"
    NOT_FOUND = "not found"
    TIMEOUT = "out of time"
    DIED = "stopped the program"


@dataclass(frozen=True)
class Verdict:
    """What one check cell said; `judge` makes it.

    Attributes
    ----------
    grade_id : of the check cell, such as "forward-check".
    message : what the check said, without traceback and without hidden tests.
    """

    grade_id: str
    state: State
    points: float
    max_points: float
    message: str


@dataclass(frozen=True)
class Graded:
    """One submission after `judge`, ready for `record`.

    Attributes
    ----------
    student : the identifier in the roster.
    notebook : as executed, with outputs; a check cell's outputs are the judge's, never the
        student's. Its hidden tests are still in it: the gradebook is not published.
    verdicts : one a check cell, in the notebook's order.
    how : what was mended, as in Repaired.
    suspect : why the run may have suffered from a busy machine (to be run again alone), or "".
    seconds : processor seconds of the student's code.
    """

    student: str
    notebook: NotebookNode
    verdicts: tuple[Verdict, ...]
    how: tuple[str, ...] = ()
    suspect: str = ""
    seconds: float = field(default=0.0, compare=False)
