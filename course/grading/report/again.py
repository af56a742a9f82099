"""`course report`: pages and tables once more, as after grading by hand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import URL
from traitlets.config.loader import Config

from ...errors import CourseError
from .. import lesson as lessons
from ..book import enrol, gradebook
from ..book.fingerprint import Fingerprint
from ..book.late import Penalties
from ..book.recorded import Recorded
from . import lms_export, places, tables
from .pages import Written, entries_of, write


def again(
    root: Path,
    name: str,
    url: str | None = None,
    lms: str | None = None,
    column: str | None = None,
    roster: Path | None = None,
    due: datetime | None = None,
    provisional: bool = False,
) -> Written:
    """Write a lesson's pages and scores from what is on disk; find the grades that aren't today's.

    Parameters
    ----------
    url : another gradebook than the course's.
    lms : "canvas", "moodle" or "blackboard", for a table of scores that it imports.
    column : what this LMS calls the assignment; None for the lesson's title.
    roster : a CSV with what the LMS knows of the class; None as in `enrol.find_class`.
    due : the due date to be set in the gradebook, in UTC; None leaves it.
    provisional : whether the table for an LMS has scores that a person has yet to complete.

    Raises CourseError where there is no such lesson, where nothing of it was graded yet, where the
    roster is not enough for the LMS, and where a grader is at work.
    """
    config = lessons.settings(root)
    every = lessons.read_notebooks(config, name)
    lesson = every[0]
    rooms = CourseDirectory(config=config)
    address = gradebook.address(url or rooms.db_url)
    if gradebook.students(address, rooms.course_id):
        with gradebook.open_gradebook(address, rooms.course_id) as book:
            if any(assignment.name == name for assignment in book.assignments):
                class_ = None
                if lms:
                    usual = places.reports(rooms, lesson).with_name("roster.csv")
                    class_ = enrol.find_class(roster, usual, address, rooms.course_id)
                    lms_export.identifying_columns(lms, class_)
                if due:
                    book.update_or_create_assignment(name, duedate=due)
                late = _assess_late(config, every, book, address)
                written = write(config, every, book)
                written = replace(written, stale=_stale(config, every, book), late=late)
                if lms and class_ is not None:
                    left_out = frozenset() if provisional else written.provisional
                    told = written.scores, class_, lms, column, left_out
                    written = written.with_lms(tables.for_lms(config, every, *told), len(left_out))
                return written
    raise CourseError(f"The gradebook has nothing of {name} yet. Run `course grade {name}` first.")


def _assess_late(
    config: Config, every: Sequence[lessons.Lesson], book: Gradebook, address: URL
) -> tuple[str, ...]:
    """Assign late penalties anew as `course grade` does; return whose is another now."""
    rooms = CourseDirectory(config=config)
    folder = Path(rooms.format_path(rooms.submitted_directory, ".", ".")).resolve().parent
    if not any(entries_of(book, one) for one in every):
        return ()
    changed = dict[str, None]()
    with gradebook.alone(folder, address):
        for one in every:
            graded = {k: of for k, of in entries_of(book, one).items() if of.autograded}
            again = Penalties(book, config).again(one.name, one.notebook, graded)
            changed |= dict.fromkeys(again)
    return tuple(changed)


def _stale(config: Config, every: Sequence[lessons.Lesson], book: Gradebook) -> Counter[str]:
    """Count the grades that today's course may give otherwise, by what changed.

    How student code was kept apart is not known here, and does not count.
    """
    found = Counter[str]()
    for lesson in every:
        recorded = Recorded(book, CourseDirectory(config=config), lesson, Fingerprint(lesson, ""))
        graded = [student for student, one in recorded.entries.items() if one.autograded]
        found.update(why for student in graded if (why := recorded.why_again(student)))
    return found
