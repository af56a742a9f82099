"""Who is in the class, and that the gradebook knows it."""

from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.api import Student as Enrolled
from sqlalchemy import URL

from ...errors import CourseError
from ..harmless import spreadsheet
from ..people import roster
from ..people.students import Roster, Student, squeeze
from . import gradebook

# What looks the same: Formgrader takes < for a tag, and `nbgrader export` puts nothing in quotes.
ALIKE = str.maketrans('<>,;"', "‹›\N{SINGLE LOW-9 QUOTATION MARK}\N{SINGLE LOW-9 QUOTATION MARK}”")


def find_class(given: Path | None, usual: Path, url: URL, course: str) -> Roster:
    """Return the class: the roster that was given, else the usual one, else the gradebook's.

    Raises CourseError where there is none of the three, and for a gradebook of another course.
    """
    enrolled = gradebook.students(url, course)
    if given or usual.exists():
        return roster.read_roster(given or usual)
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
        first, last = student.first_name, student.last_name
        if student.one_name:
            first, last = _parted(last, one.first_name or "", one.last_name or "")
            one.first_name = _harmless(first) or None
        said = {
            "first_name": _harmless(first),
            "last_name": _harmless(last),
            "email": student.email.translate(ALIKE),
            "lms_user_id": student.lms_id,
        }
        for name, value in said.items():
            if value:
                setattr(one, name, value)
    book.db.commit()


def _harmless(name: str) -> str:
    """Return a name that no page runs and no spreadsheet; in an LMS students choose their own."""
    return spreadsheet.cell(name.translate(ALIKE))


def _parted(whole: str, first: str, last: str) -> tuple[str, str]:
    """Return first and last name of somebody whose whole name is given, as these were known.

    What is known of the two says where the whole name is to be parted, in either order. Where it
    does not, the whole name is the last name.
    """
    words = whole.split()
    for at in range(1, len(words)):
        for one, other in ((words[:at], words[at:]), (words[at:], words[:at])):
            if _same(one, first) or _same(other, last):
                return " ".join(one), " ".join(other)
    return (first, last) if _same(words, last) else ("", whole)


def _same(words: list[str], name: str) -> bool:
    return bool(name) and squeeze(" ".join(words)) == squeeze(name)
