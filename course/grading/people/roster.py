"""A class from a CSV: nbgrader's own, or what an LMS exports.

Column names, by source:

- nbgrader, `nbgrader db student import`: id, first_name, last_name, email, lms_user_id
  (nbgrader.readthedocs.io, "Managing the database").
- Canvas, exported gradebook: Student ("Last, First") or LastName and FirstName, ID, SIS User ID,
  SIS Login ID, Section; below the header up to two lines that are no students (instructure/canvas-
  lms, lib/gradebook_exporter.rb). The student's id here is the SIS Login ID, which every export
  has, and which JupyterHub and so nbgrader usually go by; without it the ID.
- Canvas, the groups of a course: name, canvas_user_id, user_id, login_id, group_name.
- Moodle, grade export or list of participants: First name, Last name or Surname, Username,
  ID number, Email address (docs.moodle.org, "Grade export"); grading worksheet of an assignment:
  Identifier ("Participant 123"), Full name, ID number, Email address.
- Blackboard, Grade Center: Last Name, First Name, Username, Student ID.
- Brightspace, Gradescope, GitHub Classroom, Google Classroom, Sakai, ILIAS; Moodle in German,
  French, Spanish, Italian and Dutch: see `columns`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from ...errors import CourseError
from ..harmless import spreadsheet
from .columns import ALSO_WHOLE, COLUMNS, IDENTIFIERS, PARTICIPANT, WHOLE_NAME
from .sheet import Line, data_rows, sheet_text
from .students import Roster, Student, fold_case

__all__ = ["Roster", "Student", "read_roster"]

BRIGHTSPACE = {"end of line indicator", "orgdefinedid"}
SHOWN, MOST = 6, 200  # columns in a message, and letters of these
NOT_A_FOLDER = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]|^\.|[. ]$')


def read_roster(path: Path) -> Roster:
    """Return the class that a CSV lists: comma, semicolon or tab, in whatever encoding.

    Raises
    ------
    CourseError
        Where the file is missing, is no CSV, has no students or no column that says who
        is who; where a student has no identifier, one that can't be a folder's name, or one that
        another student has.
    """
    text = sheet_text(path)
    class_lines = list(_lines(path, text.text))
    if not class_lines:
        raise CourseError(
            f"{path.name} lists no students. Put a line for each below the column names."
        )
    column = _id_column(class_lines, path)
    students = [_student(line, column, path) for line in class_lines]
    _check_unique(students, class_lines, path)
    return Roster(students, filter(None, [text.note]))


def _lines(path: Path, text: str) -> Iterator[Line]:
    for line in data_rows(path, text):
        cells = line.cells
        if "canvas user id" in cells:  # Canvas's groups
            new = {"user id": "sis user id", "canvas user id": "canvas id"}
            cells = {new.get(name, name): cell for name, cell in cells.items()}
        elif "sis login id" in cells or {"student", "id"} <= cells.keys():  # Canvas's gradebook
            if _no_student(line):
                continue
            # What others call the gradebook's id is Canvas's own number here.
            cells = {"canvas id" if name == "id" else name: cell for name, cell in cells.items()}
        if BRIGHTSPACE & cells.keys():
            cells = {name: cell.removeprefix("#") for name, cell in cells.items()}
        if PARTICIPANT.fullmatch(cells.get("id", "")):  # Moodle's worksheet in German
            cells = {"identifier" if name == "id" else name: cell for name, cell in cells.items()}
        if _is_about_points(Line(line.number, cells)):
            continue
        yield Line(line.number, cells)


def _is_about_points(line: Line) -> bool:
    """Tell the lines "Date" and "Points" below the header of Google Classroom's grades."""
    alone = not line.first(COLUMNS["first_name"]) and not line.first(IDENTIFIERS)
    return alone and line.first(COLUMNS["last_name"]) in ("Date", "Points")


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
    named = ", ".join([*reversed(students[0].cells)][:SHOWN])
    raise CourseError(
        f"{path.name} doesn't say who is who. It needs a column id, or one that an LMS exports: "
        "SIS Login ID, Username, ID number or Email address. Its first line has the columns "
        f"{named[:MOST]}: rename one."
    )


def _student(line: Line, column: str, path: Path) -> Student:
    fields = {field: line.first(names) for field, names in COLUMNS.items()}
    groups, submitted = fields.pop("groups"), fields.pop("submitted")
    participant = PARTICIPANT.fullmatch(fields["participant"])
    whole, one_name = line.first(WHOLE_NAME), False
    if not (whole or fields["last_name"]):
        whole = line.first(ALSO_WHOLE)
        fields["first_name"] = "" if whole else fields["first_name"]
    if not (whole or fields["first_name"] or fields["last_name"] or participant):
        whole = fields["participant"]  # GitHub Classroom's identifier
    if whole and not (fields["first_name"] or fields["last_name"]):
        last, comma, first = whole.partition(",")
        fields["first_name"], fields["last_name"] = (first.strip(), last) if comma else ("", whole)
        one_name = not comma
    fields["participant"] = participant[1] if participant else ""
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
    named = tuple(filter(None, map(str.strip, re.split("[,;]", groups))))
    return Student(identifier, **fields, groups=named, submitted=submitted, one_name=one_name)


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
