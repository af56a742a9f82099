"""Who has more time for a lesson: a table in the gradebook, which is there before a submission is.

nbgrader keeps an extension with a submission. So whoever is to have one before handing in stands
here, and a grader writes it to the submission when that comes.
"""

from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import Assignment, Gradebook, SubmittedAssignment
from sqlalchemy import Column, DateTime, MetaData, String, Table, delete, insert, inspect, select

_made = MetaData()
TABLE = Table(
    "downhill_extensions",
    _made,
    Column("lesson", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("until", DateTime, nullable=False),  # in UTC
)


@dataclass(frozen=True)
class Extension:
    """More time: a student's own due date for a lesson, in UTC without a zone."""

    student: str
    lesson: str
    until: datetime


def granted(book: Gradebook) -> list[Extension]:
    """Return all extensions, by lesson and student."""
    if not inspect(book.engine).has_table(TABLE.name):
        return []
    rows = book.db.execute(select(TABLE).order_by(TABLE.c.lesson, TABLE.c.student))
    return [Extension(row.student, row.lesson, row.until) for row in rows]


def grant(book: Gradebook, student: str, lesson: str, until: datetime | None) -> bool:
    """Note a student's own due date, None for the class's; return whether there was another.

    With the class's, nbgrader's own note at the submission goes too.
    """
    _made.create_all(book.db.connection())
    mine = (TABLE.c.student == student) & (TABLE.c.lesson == lesson)
    before = book.db.execute(select(TABLE.c.until).where(mine)).scalar()
    book.db.execute(delete(TABLE).where(mine))
    if until:
        book.db.execute(insert(TABLE).values(student=student, lesson=lesson, until=until))
    elif submission := _submission(book, student, lesson):
        before = before or submission.extension
        submission.extension = None
    book.db.commit()
    return before is not None


def apply(submission: SubmittedAssignment, until: datetime | None) -> None:
    """Have nbgrader know a student's own due date; without one the submission stays as it is."""
    due = submission.assignment.duedate
    if until and due:
        submission.extension = max(until, due) - due


def _submission(book: Gradebook, student: str, lesson: str) -> SubmittedAssignment | None:
    query = book.db.query(SubmittedAssignment).join(
        Assignment, Assignment.id == SubmittedAssignment.assignment_id
    )
    found: SubmittedAssignment | None = query.filter(
        Assignment.name == lesson, SubmittedAssignment.student_id == student
    ).one_or_none()
    return found
