"""What the grader is told to do, and what came of it."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from .parcels import Graded, Mode, NeedsReview
from .report.pages import Written


@dataclass(frozen=True)
class Order:
    """What the command was told.

    Attributes
    ----------
    course : the course's folder.
    lesson : such as "03_two_weights".
    source : the archive or folder with what was handed in.
    roster : a CSV; None for gradebook/roster.csv or, failing that, the gradebook's students.
    regrade : whether to grade also what is graded already.
    workers : how many processes.
    gradebook : the database's address; None for that of nbgrader_config.py.
    cluster : the address of a Dask scheduler; None for processes of this machine.
    zone : of times that an LMS writes without one; None for this computer's.
    layout : how the delivery's names are read, see `collect.layout`; None finds out.
    due : the due date to be set in the gradebook, in UTC; None leaves it.
    lms : for which LMS to write a table that it imports, "canvas", "moodle" or "blackboard".
    column : what the LMS calls the assignment; None for the lesson's title.
    provisional : whether its table has scores that a person has yet to complete.
    mode : how student code is kept apart.
    """

    course: Path
    lesson: str
    source: Path
    roster: Path | None = None
    regrade: bool = False
    workers: int = 1
    gradebook: str | None = None
    cluster: str | None = None
    zone: tzinfo | None = None
    layout: str | None = None
    due: datetime | None = None
    lms: str | None = None
    column: str | None = None
    provisional: bool = False
    mode: Mode = Mode.BUBBLEWRAP


@dataclass
class Done:
    """What came of a run; nothing that was handed in is missing.

    Attributes
    ----------
    graded : what was graded in this run, without the notebooks.
    unchanged : whose files were graded before, a name for each file.
    why : for students whose file was graded before, why it was graded again.
    needs_review : what a person must look at; it has no grade.
    failed : what no worker could grade; the next run tries again.
    notes : what a person may want to know.
    late : whose late penalty is another now, although nothing was graded anew.
    written : what was written for students and the instructor.
    """

    graded: list[Graded] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    needs_review: list[NeedsReview] = field(default_factory=list)
    failed: list[NeedsReview] = field(default_factory=list)
    notes: list[NeedsReview] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    written: Written | None = None
