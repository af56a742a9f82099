"""The scores of a class as the CSV that an LMS imports.

- Canvas: the columns of its exported gradebook, Student, ID, SIS User ID, SIS Login ID, Section,
  then the assignment; a line "Points Possible" (instructure/canvas-lms, lib/gradebook_importer.rb:
  a student is found by ID, then SIS User ID, then SIS Login ID, then name). An assignment named
  "Two weights (4711)", with Canvas's number, is that one; another name makes a new assignment.
- Moodle: a column that identifies the user, Email address or ID number or Username, and a column of
  grades; the import asks which column is which (docs.moodle.org, "Grade import": Email address maps
  to useremail, ID number to useridnumber).
- Blackboard: Username identifies the student, and the assignment's column its Column ID, as in
  "Two weights |12345"; a name without one makes a new text column; all cells in quotation marks
  (Blackboard's help for instructors, "Uploading or downloading Grade Center items").
- generic: the columns of `nbgrader export` that matter.

Who has no score has no line in an LMS's table, nor has who has one that a person has yet to
complete: an LMS shows students a number as their grade, whatever it is called here. A blank would
take away a grade that the LMS has: Moodle makes an empty cell or "-" into no grade (moodle/moodle,
grade/import/csv/classes/load_data.php, `update_grade_item`), Canvas sends an empty cell that
differs from the grade there as the new grade (canvas-lms, ui/features/gradebook_uploads/jquery/
process_gradebook_upload.js), and of Blackboard nothing is documented. Neither importer minds a
student who is not in the file. In the generic table everybody has a line, and a blank is no grade,
never 0.
"""

import csv
import io
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, get_args

from ...errors import CourseError
from ..harmless import spreadsheet
from ..people.students import Roster, Student

Kind = Literal["canvas", "moodle", "blackboard", "generic"]
Scores = Mapping[str, float | None]
Column = tuple[str, Callable[[Student], str]]

CANVAS: Sequence[Column] = (
    ("Student", lambda one: ", ".join(filter(None, (one.last_name, one.first_name))) or one.id),
    ("ID", lambda one: one.lms_id),
    ("SIS User ID", lambda one: one.number),
    ("SIS Login ID", lambda one: one.username),
    ("Section", lambda one: one.section),
)
MOODLE: Sequence[Column] = (
    ("Email address", lambda one: one.email),
    ("ID number", lambda one: one.number),
    ("Username", lambda one: one.username),
)
BLACKBOARD: Sequence[Column] = (
    ("Last Name", lambda one: one.last_name),
    ("First Name", lambda one: one.first_name),
    ("Username", lambda one: one.username or one.id),
)
GENERIC: Sequence[Column] = (
    ("student_id", lambda one: one.id),
    ("last_name", lambda one: one.last_name),
    ("first_name", lambda one: one.first_name),
    ("email", lambda one: one.email),
)


def lms_csv(kind: Kind, rows: Scores, roster: Roster, assignment: str, max_points: float) -> str:
    """Return the CSV, to be written as UTF-8.

    Parameters
    ----------
    rows : the score by student's id; None, or no entry, where there is none: nothing was handed
        in, or a person has yet to look at it.
    assignment : the title of the column, as the LMS has it.

    Raises
    ------
    CourseError
        Where the LMS is unknown, a score is of nobody in the roster or not a number, or the roster
        lacks what the LMS needs to tell students apart.
    """
    columns = identifying_columns(kind, roster)
    strangers = sorted(rows.keys() - {student.id for student in roster})
    if strangers:
        raise CourseError(
            f"There are scores of {', '.join(strangers)}, and no such student in the roster. Add "
            "them to it."
        )
    text = io.StringIO()
    write = _writer(kind, text)
    marks = ["score", "max_score"] if kind == "generic" else [assignment]
    write([*(name for name, _ in columns), *marks])
    if kind == "canvas":
        write(["    Points Possible", "", "", "", "", lms_number(max_points)])
    for student in roster:
        cells = [spreadsheet.cell(value(student)) for _, value in columns]
        score = rows.get(student.id)
        if kind == "generic":
            write([*cells, "" if score is None else lms_number(score), lms_number(max_points)])
        elif score is not None:
            write([*cells, lms_number(score)])
    return text.getvalue()


def identifying_columns(kind: str, roster: Roster) -> Sequence[Column]:
    """Return the columns by which this LMS tells the students of a roster apart.

    Raises CourseError where the LMS is unknown, or the roster lacks what it needs.
    """
    if kind == "moodle":
        return _moodle(roster)
    known = {"canvas": CANVAS, "blackboard": BLACKBOARD, "generic": GENERIC}
    if kind not in known:
        raise CourseError(f"No LMS is called {kind}. There are {', '.join(get_args(Kind))}.")
    return known[kind]


def _writer(kind: Kind, text: io.StringIO) -> Callable[[Sequence[str]], object]:
    if kind == "blackboard":
        return csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow
    return csv.writer(text, lineterminator="\n").writerow


def _moodle(roster: Roster) -> Sequence[Column]:
    for name, value in MOODLE:
        if all(value(student) for student in roster):
            names: Sequence[Column] = (
                ("First name", lambda one: one.first_name),
                ("Last name", lambda one: one.last_name),
            )
            return (*names, (name, value))
    raise CourseError(
        "Moodle tells students apart by Email address, ID number or Username, and the roster has "
        "none of these for everybody. Export the participants from Moodle and use that."
    )


def lms_number(score: float) -> str:
    """Write a score with at most two decimals, as many as Canvas keeps."""
    if not math.isfinite(score):
        raise CourseError(f"A score is {score}, which no LMS takes. Grade that submission again.")
    return f"{score + 0.0:.2f}".rstrip("0").rstrip(".")  # 0.0 turns -0.0 into 0
