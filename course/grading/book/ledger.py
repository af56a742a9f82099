"""What was graded, from which bytes and by which state of the course: two tables in the gradebook.

An entry is committed together with the grades it speaks of, so a kill leaves both or neither.
nbgrader does not look at the tables.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from nbgrader.api import Assignment, Grade, Notebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import (
    Column,
    Float,
    MetaData,
    Select,
    String,
    Table,
    Text,
    delete,
    insert,
    inspect,
    or_,
    select,
)
from sqlalchemy import text as sql
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateColumn

from . import fingerprint
from .fingerprint import Parts

_made = MetaData()
TABLE = Table(
    "downhill_ledger",
    _made,
    Column("submission", String(32), primary_key=True),  # nbgrader's id of its notebook
    Column("delivered", String(64), nullable=False),
    Column("state", String(80), nullable=False),
    Column("autograded", String(64), nullable=False),
    Column("why", Text, nullable=False),
    Column("answers", Text, nullable=False),  # JSON
    Column("given", Text, nullable=False, server_default="{}"),  # JSON
    Column("uses", Text, nullable=False, server_default="[]"),  # JSON
    Column("late", Float, nullable=False),
    Column("rule", String(64), nullable=False, server_default=""),
    Column("penalty", Float),
    Column("score", Float),
)
STATES = Table(
    "downhill_states",
    _made,
    Column("state", String(64), primary_key=True),
    Column("parts", Text, nullable=False),  # JSON
)
# As an earlier grader called these columns; of a state it noted no parts.
RENAMED = {"lesson": "state", "written": "answers"}


@dataclass(frozen=True)
class Entry:
    """One notebook of a submission as it was recorded.

    Attributes
    ----------
    delivered : SHA-256 of the bytes that were handed in.
    state : the name of the fingerprint by which it was graded.
    autograded : SHA-256 of the file that was written; "" where the submission has no grade.
    why : why a person must look at it, and there is no grade; else "".
    answers : the checksums of the answers that were graded, by the grade_id of what is graded.
    given : the same of the answers to which a person gave points, where these are asked for again.
    uses : the modules that the submission may import beside its lesson's.
    late : by how many seconds it was late when the penalty was assigned.
    rule : SHA-256 of the settings with the rule for the penalty.
    penalty : the penalty that this rule gave.
    score : the points from which a penalty was computed; None where it was not late.
    """

    delivered: str
    state: str
    autograded: str = ""
    why: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    uses: tuple[str, ...] = ()
    late: float = 0.0
    rule: str = ""
    penalty: float | None = None
    score: float | None = None


def prepare_tables(engine: Engine) -> None:
    """Make the tables where they are missing; what an earlier grader noted is kept."""
    there = inspect(engine)
    if there.has_table(TABLE.name):
        columns = {column["name"] for column in there.get_columns(TABLE.name)}
        with engine.begin() as connection:
            for old, new in RENAMED.items():
                if old in columns:
                    connection.execute(
                        sql(f"ALTER TABLE {TABLE.name} RENAME COLUMN {old} TO {new}")
                    )
            for column in TABLE.columns:
                if column.name not in columns | set(RENAMED.values()):
                    made = CreateColumn(column).compile(dialect=engine.dialect)
                    connection.execute(sql(f"ALTER TABLE {TABLE.name} ADD COLUMN {made}"))
    _made.create_all(engine)


def ledger_entries(session: Session, assignment: str, notebook: str) -> dict[str, Entry]:
    """Return the entries of what was handed in as an assignment's notebook, by student."""
    # An earlier grader noted the id of the submission, which had one notebook.
    its = or_(
        TABLE.c.submission == SubmittedNotebook.id, TABLE.c.submission == SubmittedAssignment.id
    )
    query = _submitted(select(SubmittedAssignment.student_id, *TABLE.c), assignment, notebook)
    query = query.join(TABLE, its)
    return {
        row.student_id: Entry(
            *(row.delivered, row.state, row.autograded, row.why),
            *(json.loads(row.answers), json.loads(row.given), tuple(json.loads(row.uses))),
            *(row.late, row.rule, row.penalty, row.score),
        )
        for row in session.execute(query)
    }


def scored(session: Session, assignment: str, notebook: str) -> set[str]:
    """Return the students whose notebook of an assignment has a score, whoever gave it."""
    query = (
        _submitted(select(SubmittedAssignment.student_id), assignment, notebook)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .where(or_(Grade.auto_score.is_not(None), Grade.manual_score.is_not(None)))
    )
    return set(session.scalars(query.distinct()))


def _submitted(query: Select[Any], assignment: str, notebook: str) -> Select[Any]:
    """Return a query of submissions for what was handed in as one notebook of an assignment."""
    return (
        query.select_from(SubmittedAssignment)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .where(Assignment.name == assignment, Notebook.name == notebook)
    )


def states(session: Session) -> dict[str, Parts]:
    """Return the parts of every state by which something was graded."""
    return {row.state: json.loads(row.parts) for row in session.execute(select(STATES))}


def note_entry(session: Session, notebook: SubmittedNotebook, entry: Entry) -> None:
    """Put an entry in the place of the old one of what was handed in; the caller commits."""
    values = {name: _plain(value) for name, value in asdict(entry).items()}
    old = TABLE.c.submission.in_([notebook.id, notebook.assignment_id])
    session.execute(delete(TABLE).where(old))
    session.execute(insert(TABLE).values(submission=notebook.id, **values))


def note_state(session: Session, parts: Parts) -> str:
    """Note a state where it isn't yet, and return its name; the caller commits."""
    name = fingerprint.parts_digest(parts)
    if session.execute(select(STATES.c.state).where(STATES.c.state == name)).first() is None:
        session.execute(insert(STATES).values(state=name, parts=json.dumps(parts)))
    return name


def _plain(value: object) -> object:
    return json.dumps(value) if isinstance(value, dict | tuple) else value
