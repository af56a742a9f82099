"""Who is in the class, and that the gradebook knows it."""

from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.api import Student as Enrolled
from sqlalchemy import URL

from ...errors import CourseError
from ..collect import roster
from ..collect.people import Roster, Student
from . import gradebook


def find(given: Path | None, usual: Path, url: URL, course: str) -> Roster:
    """Return the class: the roster that was given, else the usual one, else the gradebook's.

    Raises CourseError where there is none of the three, and for a gradebook of another course.
    """
    enrolled = gradebook.students(url, course)
    if given or usual.exists():
        return roster.read(given or usual)
    if not enrolled:
        raise CourseError(
            f"There is no roster. Put the class into {usual} (a CSV with the columns id, "
            "first_name, last_name, email), or name the file with --roster."
        )
    return Roster(
        Student(
            one.id,
            first_name=one.first_name or "",
            last_name=one.last_name or "",
            email=one.email or "",
            lms_id=one.lms_user_id or "",
        )
        for one in enrolled
    )


def enrol(book: Gradebook, students: Roster) -> None:
    """Add the class to the gradebook, with what the roster says of each; nobody is removed."""
    there = {student.id: student for student in book.students}
    for student in students:
        one = there.get(student.id) or Enrolled(id=student.id)
        book.db.add(one)
        said = {
            "first_name": student.first_name,
            "last_name": student.last_name,
            "email": student.email,
            "lms_user_id": student.lms_id,
        }
        for name, value in said.items():
            if value:
                setattr(one, name, value)
    book.db.commit()
