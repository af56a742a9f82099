"""`course report`: pages and tables once more, as after grading by hand."""

from dataclasses import replace
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from ...errors import CourseError
from .. import lesson as lessons
from ..record import enrol, gradebook
from . import lms_export, places, tables
from .pages import Written, write


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
    if gradebook.students(address, rooms.course_id):
        with gradebook.opened(address, rooms.course_id) as book:
            if any(assignment.name == name for assignment in book.assignments):
                if not lms:
                    return write(config, lesson, book)
                usual = places.reports(rooms, lesson).with_name("roster.csv")
                class_ = enrol.find(roster, usual, address, rooms.course_id)
                lms_export.check(lms, class_)
                written = write(config, lesson, book)
                place = tables.for_lms(config, lesson, written.scores, class_, lms, column)
                return replace(written, lms=place)
    raise CourseError(f"The gradebook has nothing of {name} yet. Run `course grade {name}` first.")
