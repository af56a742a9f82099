"""What was graded, from which bytes: one more table in the gradebook.

An entry is committed together with the grades it speaks of, so a kill leaves both or neither.
nbgrader does not look at the table.
"""

import json
from dataclasses import asdict, dataclass, field

from nbgrader.api import Assignment, SubmittedAssignment
from sqlalchemy import Column, Float, MetaData, String, Table, Text, delete, insert, inspect, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

# To be raised when the same submission may come out otherwise: everybody is then graded anew.
GRADER = "1"

TABLE = Table(
    "downhill_ledger",
    MetaData(),
    Column("submission", String(32), primary_key=True),  # nbgrader's id of the submission
    Column("delivered", String(64), nullable=False),
    Column("lesson", String(80), nullable=False),
    Column("autograded", String(64), nullable=False),
    Column("why", Text, nullable=False),
    Column("written", Text, nullable=False),  # JSON
    Column("late", Float, nullable=False),
)


@dataclass(frozen=True)
class Entry:
    """One submission as it was recorded.

    Attributes
    ----------
    delivered : SHA-256 of the bytes that were handed in.
    lesson : SHA-256 of solution and release, and the grader's version.
    autograded : SHA-256 of the file that was written; "" where the submission has no grade.
    why : why a person must look at it, and there is no grade; else "".
    written : the checksums of the answers that are graded by hand, by grade_id.
    late : by how many seconds it was late when the penalty was assigned.
    """

    delivered: str
    lesson: str
    autograded: str = ""
    why: str = ""
    written: dict[str, str] = field(default_factory=dict)
    late: float = 0.0


def prepare(engine: Engine) -> None:
    """Make the table where it is missing, or an older grader's: then all is graded anew."""
    there = inspect(engine)
    if there.has_table(TABLE.name):
        if {column["name"] for column in there.get_columns(TABLE.name)} == set(TABLE.c.keys()):
            return
        TABLE.drop(engine)
    TABLE.create(engine)


def entries(session: Session, assignment: str) -> dict[str, Entry]:
    """Return the entries of an assignment's submissions, by student."""
    query = (
        select(SubmittedAssignment.student_id, *TABLE.c)
        .join(TABLE, TABLE.c.submission == SubmittedAssignment.id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment)
    )
    return {
        row.student_id: Entry(
            *(row.delivered, row.lesson, row.autograded, row.why),
            *(json.loads(row.written), row.late),
        )
        for row in session.execute(query)
    }


def note(session: Session, submission: str, entry: Entry) -> None:
    """Put an entry in the place of the submission's old one; the caller commits."""
    values = {**asdict(entry), "written": json.dumps(entry.written)}
    session.execute(delete(TABLE).where(TABLE.c.submission == submission))
    session.execute(insert(TABLE).values(submission=submission, **values))
