"""A class from a CSV: nbgrader's own, or what Canvas, Moodle or Blackboard export.

Column names, by source:

- nbgrader, `nbgrader db student import`: id, first_name, last_name, email, lms_user_id
  (nbgrader.readthedocs.io, "Managing the database").
- Canvas, exported gradebook: Student ("Last, First") or LastName and FirstName, ID, SIS User ID,
  SIS Login ID, Section; below the header up to two lines that are no students (instructure/canvas-
  lms, lib/gradebook_exporter.rb). The student's id here is the SIS Login ID, which every export
  has, and which JupyterHub and so nbgrader usually go by; without it the ID.
- Moodle, grade export or list of participants: First name, Last name or Surname, Username,
  ID number, Email address (docs.moodle.org, "Grade export"); grading worksheet of an assignment:
  Identifier ("Participant 123"), Full name, ID number, Email address.
- Blackboard, Grade Center: Last Name, First Name, Username, Student ID.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from ...errors import CourseError
from ..harmless import spreadsheet
from .sheet import Line, data_rows
from .students import Roster, Student, fold_case

__all__ = ["Roster", "Student", "read_roster"]

COLUMNS = {
    "first_name": ("first name", "firstname", "given name"),
    "last_name": ("last name", "lastname", "surname", "family name"),
    "email": ("email", "email address", "e mail"),
    "lms_id": ("lms user id", "lms id", "canvas id"),
    "username": ("username", "user name", "sis login id", "login id", "login"),
    "number": ("sis user id", "id number"),
    "participant": ("identifier",),
    "section": ("section",),
}
WHOLE_NAME = ("student", "full name", "student name", "name")
# The first of these columns that has anything in it is the gradebook's id.
IDENTIFIERS = ("id", "student id", *COLUMNS["username"], "id number", *COLUMNS["email"])
NOT_A_FOLDER = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]|^\.|[. ]$')


def read_roster(path: Path) -> Roster:
    """Return the class that a CSV lists: comma, semicolon or tab, with or without a BOM.

    Raises
    ------
    CourseError
        Where the file is missing, is no CSV in UTF-8, has no students or no column that says who
        is who; where a student has no identifier, one that can't be a folder's name, or one that
        another student has.
    """
    class_lines = list(_lines(path))
    if not class_lines:
        raise CourseError(
            f"{path.name} lists no students. Put a line for each below the column names."
        )
    column = _id_column(class_lines, path)
    students = [_student(line, column, path) for line in class_lines]
    _check_unique(students, class_lines, path)
    return Roster(students)


def _lines(path: Path) -> Iterator[Line]:
    for line in data_rows(path):
        cells = line.cells
        if "sis login id" in cells or {"student", "id"} <= cells.keys():  # Canvas's
            if _no_student(line):
                continue
            # What others call the gradebook's id is Canvas's own number here.
            cells = {"canvas id" if name == "id" else name: cell for name, cell in cells.items()}
        yield Line(line.number, cells)


def _no_student(line: Line) -> bool:
    """Tell the lines of Canvas's export that are no students; one is a test student."""
    name = line.first(WHOLE_NAME) or line.first(COLUMNS["last_name"])
    numbered = "sis user id" not in line.cells or line.first(("sis user id",))
    test = name == "Student, Test" and not numbered
    return not name or name.startswith("Points Possible") or test


def _id_column(students: list[Line], path: Path) -> str:
    for column in (*IDENTIFIERS, "canvas id"):
        if any(line.first((column,)) for line in students):
            return column
    raise CourseError(
        f"{path.name} doesn't say who is who. It needs a column id, or one that an LMS exports: "
        "SIS Login ID, Username, ID number or Email address."
    )


def _student(line: Line, column: str, path: Path) -> Student:
    fields = {field: line.first(names) for field, names in COLUMNS.items()}
    whole, one_name = line.first(WHOLE_NAME), False
    if whole and not (fields["first_name"] or fields["last_name"]):
        last, comma, first = whole.partition(",")
        fields["first_name"], fields["last_name"] = (first.strip(), last) if comma else ("", whole)
        one_name = not comma
    fields["participant"] = fields["participant"].rpartition(" ")[2]
    where, identifier = f"Line {line.number} of {path.name}", line.first((column,))
    if not identifier:
        raise CourseError(f"{where} has no {column}. Fill it in, or add a column id for everybody.")
    if NOT_A_FOLDER.search(identifier):
        raise CourseError(
            f"{where}: the {column} {identifier!r} can't be the name of a folder. Write it without "
            'slashes, : * ? " < > | and a dot at either end.'
        )
    for text in (identifier, *(fields[name] for name in ("email", "lms_id", "username", "number"))):
        if spreadsheet.is_formula(text):
            start = f"starts with {text.lstrip()[0]}, a formula to a spreadsheet"
            raise CourseError(f"{where}: {text!r} {start}. Write it without.")
        if spreadsheet.cell(text) != text:
            raise CourseError(
                f"{where}: {text!r} has a semicolon or an unseen letter, at which a spreadsheet "
                "may take it apart. Write it without."
            )
    return Student(identifier, **fields, one_name=one_name)


def _check_unique(students: list[Student], where: list[Line], path: Path) -> None:
    """Refuse ids that differ in case only too: on many a computer they'd share a folder."""
    seen: dict[str, int] = {}
    for student, line in zip(students, where, strict=True):
        first = seen.setdefault(fold_case(student.id), line.number)
        if first != line.number:
            raise CourseError(
                f"Lines {first} and {line.number} of {path.name} have the same id, {student.id}. "
                "Delete one of them, or give the second student an id of their own."
            )
