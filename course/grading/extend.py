"""`course extend`: more time for one student, and who has some."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config.loader import Config

from ..course_file import read_course_file
from ..errors import CourseError
from . import lesson as lessons
from .book import enrol, extensions, gradebook
from .book.dates import book_time, local_time
from .people.students import Roster


def extend(
    root: Path,
    student: str,
    lesson: str,
    until: datetime | None,
    zone: tzinfo | None = None,
    url: str | None = None,
) -> str:
    """Note a student's own due date for a lesson; return a sentence on what was done.

    Parameters
    ----------
    student : the id, or another identifier of the roster's such as the email address.
    until : a local time in `zone`; None takes an extension back.
    zone : the course's; None for this computer's.
    url : another gradebook than the course's.

    Raises CourseError for an unknown student or lesson, for a time that is no later than the
    lesson's due date, and where a grader is at work.
    """
    config = lessons.settings(root)
    known = lessons.read_notebooks(config, lesson)[0]
    with _opened(config, url) as (book, class_):
        id_ = _student(class_, student)
        if until is None:
            if not extensions.grant(book, id_, known.name, None):
                raise CourseError(f"{id_} has no extension for {lesson}.")
            return f"{id_} has the class's due date for {lesson} again."
        due = _due(root, book, lesson, zone)
        when = book_time(until, zone)
        if due and when <= due:
            raise CourseError(
                f"{lesson} is due on {local_time(due, zone)}, and {local_time(when, zone)} is no "
                "later. Name a later time; --remove takes an extension back."
            )
        extensions.grant(book, id_, known.name, when)
        said = (
            f"{id_} has until {local_time(when, zone)} for {lesson}. Grade or report to apply it."
        )
        return said if due else f"{said} The lesson has no due date yet: write it in course.toml."


def listed(root: Path, zone: tzinfo | None = None, url: str | None = None) -> list[str]:
    """Return a line for each extension, by lesson and student. Raises CourseError as `extend`."""
    with _opened(lessons.settings(root), url) as (book, _):
        return [
            f"{one.lesson}  {one.student}  until {local_time(one.until, zone)}"
            for one in extensions.granted(book)
        ]


@contextmanager
def _opened(config: Config, url: str | None) -> Iterator[tuple[Gradebook, Roster]]:
    """Open the gradebook, alone, with the class."""
    rooms = CourseDirectory(config=config)
    folder = Path(rooms.format_path(rooms.submitted_directory, ".", ".")).resolve().parent
    address = gradebook.address(url or rooms.db_url)
    try:
        class_ = enrol.find_class(None, folder / "roster.csv", address, rooms.course_id)
        with (
            gradebook.alone(folder, address),
            gradebook.open_gradebook(address, rooms.course_id) as book,
        ):
            yield book, class_
    except SQLAlchemyError as error:
        raise gradebook.unusable(address, error) from error


def _student(class_: Roster, named: str) -> str:
    """Return the id of the student who is named. Raises CourseError for nobody, and for several."""
    found = [named] if named in class_ else sorted(class_.identified(named))
    if len(found) == 1:
        return found[0]
    if found:
        raise CourseError(f"{named} may be {' or '.join(found)}: name one of them.")
    raise CourseError(
        f"Nobody in the roster has the id {named}. Name one as the roster does, by id, login, "
        "number or email address."
    )


def _due(root: Path, book: Gradebook, lesson: str, zone: tzinfo | None) -> datetime | None:
    """Return when a lesson is due for the class, in UTC: as the course's file says, or the book."""
    if said := read_course_file(root).due.get(lesson):
        return book_time(said, zone)
    return next((one.duedate for one in book.assignments if one.name == lesson), None)
