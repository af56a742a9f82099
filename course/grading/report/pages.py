"""What goes out when a class is graded: a page a student, a page on the class, the scores.

All of it is made from the gradebook and the autograded notebooks, so it can be made again at any
time: after manual grading, after a late penalty was changed.

A student's page goes where `nbgrader generate_feedback` would put its own, under the same name. So
Formgrader, `nbgrader release_feedback` and scripts for an LMS find it; and whoever prefers
nbgrader's page runs generate_feedback afterwards.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import cast

import nbformat
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import inspect
from traitlets.config.loader import Config

from ...errors import CourseError
from .. import lesson as lessons
from ..collect.people import Roster, Student
from ..lesson import Lesson
from ..parcels import Aside
from ..record import enrol, gradebook, ledger, writing
from . import class_page, feedback, readout
from .lms_export import Kind, lms_csv
from .tally import Summary, Tally
from .titles import exercises, lesson_title

GONE = "Its autograded notebook is missing or can't be read. Grade it again with --regrade."


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


def again(
    root: Path,
    name: str,
    url: str | None = None,
    lms: str | None = None,
    column: str | None = None,
    roster: Path | None = None,
) -> Written:
    """Write a lesson's pages and scores from what is on disk.

    Parameters
    ----------
    url : another gradebook than the course's.
    lms : "canvas", "moodle" or "blackboard", for a table of scores that it imports.
    column : what this LMS calls the assignment; None for the lesson's title.
    roster : a CSV with what the LMS knows of the class; None as in `enrol.find`.

    Raises CourseError where there is no such lesson, where nothing of it was graded yet, and where
    the roster is not enough for the LMS.
    """
    config = lessons.settings(root)
    lesson = lessons.read(config, name)
    rooms = CourseDirectory(config=config)
    address = gradebook.address(url or rooms.db_url)
    reports = _reports(rooms, lesson)
    if gradebook.students(address, rooms.course_id):
        with gradebook.opened(address, rooms.course_id) as book:
            if any(assignment.name == name for assignment in book.assignments):
                written = write(config, lesson, book)
                if not lms:
                    return written
                usual = reports.with_name("roster.csv")
                class_ = enrol.find(roster, usual, address, rooms.course_id)
                release = nbformat.reads(lesson.release, as_version=4)
                most = sum(part.points for part in exercises(release))
                title = column or lesson_title(release)
                text = lms_csv(cast(Kind, lms), written.scores, class_, title, most)
                place = reports / f"{name}_{lms}.csv"
                with _told(name):
                    writing.place(place, text.encode("utf-8"))
                return replace(written, lms=place)
    raise CourseError(f"The gradebook has nothing of {name} yet. Run `course grade {name}` first.")


def write(
    config: Config, lesson: Lesson, book: Gradebook, asides: Sequence[Aside] | None = None
) -> Written:
    """Write every student's page, the class page and a table of scores.

    `asides` is what a person must look at; None for what was said the last time.

    Raises CourseError where a file can't be written.
    """
    rooms = CourseDirectory(config=config)
    reports = _reports(rooms, lesson)
    release = nbformat.reads(lesson.release, as_version=4)
    title, parts = lesson_title(release), exercises(release)
    entries = _entries(book, lesson.name)
    summary = Summary(title, [Tally(part) for part in parts])
    scores: dict[str, float] = {}
    with _told(lesson.name):
        for outcome in readout.read(rooms, lesson, book, parts, entries):
            place = _page(rooms, lesson, outcome.student)
            writing.place(place, feedback.page(title, outcome).encode("utf-8"))
            summary.add(outcome)
            scores[outcome.student] = outcome.score
        handed_in = {one.student_id for one in book.find_assignment(lesson.name).submissions}
        ungraded = handed_in - scores.keys()
        for student in book.students:
            if student.id not in scores:  # as after a new file that can't be graded
                _page(rooms, lesson, student.id).unlink(missing_ok=True)
        summary.missing = sorted({one.id for one in book.students} - handed_in)
        noted = reports / f"{lesson.name}_asides.json"
        summary.asides = _asides(noted, asides, entries, ungraded)
        writing.place(noted, json.dumps([asdict(one) for one in summary.asides]).encode("utf-8"))
        whole = reports / f"{lesson.name}_class.html"
        writing.place(whole, class_page.page(summary).encode("utf-8"))
        table = reports / f"{lesson.name}_scores.csv"
        text = lms_csv("generic", scores, _class(book), title, summary.max_score)
        writing.place(table, text.encode("utf-8"))
    return Written(scores, whole, table)


@contextmanager
def _told(lesson: str) -> Iterator[None]:
    """Turn what the disk says into one sentence with what to do."""
    try:
        yield
    except OSError as error:
        raise CourseError(
            f"The pages of {lesson} can't be written: {error.strerror} ({error.filename}). The "
            f"grades are safe; when that is mended run `course report {lesson}`."
        ) from error


def _reports(rooms: CourseDirectory, lesson: Lesson) -> Path:
    """Return the folder of what is the instructor's, beside nbgrader's own."""
    return _page(rooms, lesson, "+").parents[3] / "reports"


def _page(rooms: CourseDirectory, lesson: Lesson, student: str) -> Path:
    folder = Path(rooms.format_path(rooms.feedback_directory, student, lesson.name))
    return folder / f"{lesson.notebook}.html"


def _entries(book: Gradebook, lesson: str) -> dict[str, ledger.Entry]:
    """Return what the ledger says; nothing where only stock nbgrader graded."""
    if not inspect(book.engine).has_table(ledger.TABLE.name):
        return {}
    return ledger.entries(book.db, lesson)


def _asides(
    noted: Path,
    asides: Sequence[Aside] | None,
    entries: dict[str, ledger.Entry],
    ungraded: set[str],
) -> list[Aside]:
    """Return what a person must look at: every submission without a grade, and unmatched files."""
    if asides is None and noted.exists():
        asides = [Aside(**one) for one in json.loads(noted.read_text(encoding="utf-8"))]
    kept = [one for one in asides or () if one.student is None or one.student in ungraded]
    named = {one.student for one in kept}
    for student in sorted(ungraded - named):
        entry = entries.get(student)
        kept.append(Aside("", (entry.why if entry else "") or GONE, student))
    return kept


def _class(book: Gradebook) -> Roster:
    """Return the class as the gradebook has it."""
    return Roster(
        Student(one.id, one.first_name or "", one.last_name or "", one.email or "")
        for one in book.students
    )
