"""What one grading step hands to the next."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from nbformat import NotebookNode

from .mended import Mended


class Mode(StrEnum):
    """Who keeps student code apart; NONE is for students that one trusts.

    ACCOUNT is for a container that holds one submission and gives no namespaces: a user account of
    its own, no network, and what that account may read can be read.
    """

    BUBBLEWRAP = "bubblewrap"
    CONTAINER = "container"
    ACCOUNT = "account"
    NONE = "none"


class Content(Protocol):
    """A file's bytes, somewhere on disk."""

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""

    def read(self) -> bytes:
        """Return the bytes."""


@dataclass(frozen=True)
class Delivery:
    """A student's file as it was delivered; `collect` makes it.

    Attributes
    ----------
    student : the identifier in the roster, which is the gradebook's.
    content : the file's bytes, as they came, on disk.
    file : the file's name in the delivery, for the report.
    timestamp : when it was handed in, in UTC, where the delivery says so.
    group : the ids of all whose file it is, where one was handed in for several.
    notebook : which of the lesson's notebooks it is, where there are several.
    """

    student: str
    content: Content
    file: str
    timestamp: datetime | None = None
    group: tuple[str, ...] = ()
    notebook: str = ""


# Where files come from that no LMS wrote the names of; collect reads them, report writes them back.
EXCHANGE = "exchange"
FOLDERS = "folders"  # files and folders named by an id or a full name
SECRET = "submission_secret.txt"  # nbgrader's exchange puts it beside the time
INDEX = "index.html"  # Brightspace's list of what it packed


@dataclass(frozen=True)
class Origin:
    """Under which name a system delivered a student's file, so that feedback finds its way back.

    Attributes
    ----------
    system : a layout of `collect`: "moodle", "canvas", …; "folders" where no system wrote the name.
    name : the file's or the folder's, as delivered.
    start : what of the name the system wrote; all of it where it is a folder's.
    secret : what nbgrader's `submit` wrote into SECRET; "" elsewhere.
    group : the ids of all whose file it is, where one was handed in for several.
    """

    system: str
    name: str
    start: str
    secret: str = ""
    group: tuple[str, ...] = ()


@dataclass(frozen=True)
class NeedsReview:
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
    mended : what had to be mended; empty for an undamaged file.
    """

    notebook: NotebookNode
    mended: tuple[Mended, ...] = ()


class State(StrEnum):
    """How one check ended."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_ATTEMPTED = "not attempted"
    NOT_FOUND = "not found"
    TIMEOUT = "out of time"
    DIED = "stopped the program"


CELL_STOPS = "cell-stops-with-"  # what the id of a mistake begins with where a cell stopped


@dataclass(frozen=True)
class Verdict:
    """What one check cell said; `judge` makes it.

    Attributes
    ----------
    grade_id : of the check cell, such as "forward-check".
    message : what the check said, without traceback and without hidden tests.
    mistake : the id of the known mistake, such as "w2-first", or of what is wrong; "" where nothing
        is, and where the check did not say.
    inside : why it was judged in the student's own process, where that code can reach it; "" where
        it was not. Only tests of an instructor's own notebooks are.
    """

    grade_id: str
    state: State
    points: float
    max_points: float
    message: str
    mistake: str = ""
    inside: str = ""


@dataclass(frozen=True)
class Graded:
    """One submission after `judge`, ready for `record`.

    Attributes
    ----------
    student : the identifier in the roster.
    notebook : as executed, with outputs; a check cell's outputs are the judge's, never the
        student's. Its hidden tests are still in it: the gradebook is not published.
    verdicts : one a check cell, in the notebook's order.
    mended : as in Repaired.
    suspect : why the run may have suffered from a busy machine (to be run again alone), or "".
    seconds : processor seconds of the student's code.
    wall : wall seconds from its start to the last check.
    """

    student: str
    notebook: NotebookNode
    verdicts: tuple[Verdict, ...]
    mended: tuple[Mended, ...] = ()
    suspect: str = ""
    seconds: float = field(default=0.0, compare=False)
    wall: float = field(default=0.0, compare=False)
