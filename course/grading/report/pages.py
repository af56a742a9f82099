"""What goes out when a class is graded: a page a student, a page on the class, the scores.

All of it is made from the gradebook and the autograded notebooks, so it can be made again at any
time: after manual grading, after a late penalty was changed.

A student's page goes where `nbgrader generate_feedback` would put its own, under the same name. So
Formgrader, `nbgrader release_feedback` and scripts for an LMS find it; and whoever prefers
nbgrader's page runs generate_feedback afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import inspect
from traitlets.config.loader import Config

from ..lesson import Lesson
from ..parcels import Aside
from ..record import ledger, writing
from . import class_page, feedback, places, readout, tables
from .tally import Summary, Tally
from .titles import exercises, lesson_title
from .unresolved import unresolved


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes
    ----------
    scores : the points so far of every student that has a page.
    class_page, table : the files with the class page and the scores.
    lms : the file for the LMS, where one was asked for.
    """

    scores: dict[str, float]
    class_page: Path
    table: Path
    lms: Path | None = None


def write(
    config: Config, lesson: Lesson, book: Gradebook, asides: Sequence[Aside] | None = None
) -> Written:
    """Write every student's page, the class page and a table of scores.

    `asides` is what a person must look at; None for what was said the last time.

    Raises CourseError where a file can't be written.
    """
    rooms = CourseDirectory(config=config)
    reports = places.reports(rooms, lesson)
    release = nbformat.reads(lesson.release, as_version=4)
    title, parts = lesson_title(release), exercises(release)
    entries = _entries(book, lesson.name)
    summary = Summary(title, [Tally(part) for part in parts])
    scores: dict[str, float] = {}
    with places.told(lesson.name):
        for outcome in readout.read(rooms, lesson, book, parts, entries):
            place = places.page(rooms, lesson, outcome.student)
            writing.place(place, feedback.page(title, outcome).encode("utf-8"))
            summary.add(outcome)
            scores[outcome.student] = outcome.score
        handed_in = {one.student_id for one in book.find_assignment(lesson.name).submissions}
        for student in book.students:
            if student.id not in scores:  # as after a new file that can't be graded
                places.page(rooms, lesson, student.id).unlink(missing_ok=True)
        noted = reports / f"{lesson.name}_asides.json"
        summary.asides = unresolved(noted, asides, entries, handed_in - scores.keys())
        came = handed_in | {one.student for one in summary.asides}
        summary.missing = sorted({one.id for one in book.students} - came)
        whole = reports / f"{lesson.name}_class.html"
        writing.place(whole, class_page.page(summary).encode("utf-8"))
        table = tables.plain(reports, lesson, book, scores, title, summary.max_score)
    return Written(scores, whole, table)


def _entries(book: Gradebook, lesson: str) -> dict[str, ledger.Entry]:
    """Return what the ledger says; nothing where only stock nbgrader graded."""
    if not inspect(book.engine).has_table(ledger.TABLE.name):
        return {}
    return ledger.entries(book.db, lesson)
