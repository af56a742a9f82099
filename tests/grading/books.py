"""Everything that a gradebook and its folder hold, in a form in which two can be compared."""

from pathlib import Path
from typing import Any

from nbgrader.api import Base
from sqlalchemy import create_engine, inspect, select, text

from course.grading.book.ledger import STATES, TABLE

IDS = {"id", "assignment_id", "notebook_id", "cell_id", "submission"}


def tables(url: str) -> dict[str, list[Any]]:
    """Return all rows of all tables; nbgrader's random ids are replaced by what they stand for."""
    engine = create_engine(url)
    every = {table.name: table for table in (*Base.metadata.sorted_tables, TABLE, STATES)}
    with engine.connect() as connection:
        there = inspect(connection).get_table_names()
        assert set(there) <= {*every, "alembic_version"}
        rows = {
            name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for name, table in every.items()
            if name in there
        }
        version = connection.execute(text("SELECT * FROM alembic_version")).mappings()
        rows["alembic_version"] = [dict(row) for row in version]
    engine.dispose()
    known: dict[str, str] = {}
    for name in ("assignment", "notebook", "base_cell", "source_cell"):
        for row in rows[name]:
            # a cell that is graded by hand is there as grade cell and as solution cell
            known[row["id"]] = f"{name} {row['name']} {row.get('type', '')}"
    for row in rows["submitted_assignment"]:
        known[row["id"]] = f"submission of {row['student_id']}"
    for row in rows["submitted_notebook"]:
        known[row["id"]] = f"notebook in {known[row['assignment_id']]}"
    for name in ("grade", "comment"):
        for row in rows[name]:
            known[row["id"]] = f"{name} {known[row['cell_id']]} {known[row['notebook_id']]}"
    return {
        name: sorted(
            (
                {key: known.get(v, v) if key in IDS else v for key, v in row.items()}
                for row in found
            ),
            key=repr,
        )
        for name, found in rows.items()
    }


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of submitted and autograded, leftovers included."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for room in ("submitted", "autograded")
        for file in sorted((folder / room).rglob("*"))
        if file.is_file()
    }


def everything(folder: Path, url: str = "") -> tuple[dict[str, list[Any]], dict[str, bytes]]:
    """Return the tables and the files of a gradebook's folder."""
    return tables(url or f"sqlite:///{folder / 'gradebook.db'}"), files(folder)


def differences(one: Any, other: Any) -> list[str]:
    """Return what only one of two results of `everything` holds."""
    found = []
    for name in sorted({*one[0], *other[0]}):
        rows, others = (list(map(repr, half[0].get(name, []))) for half in (one, other))
        found += [f"{name} - {row}" for row in rows if row not in others]
        found += [f"{name} + {row}" for row in others if row not in rows]
    files, others = one[1], other[1]
    names = sorted({*files, *others})
    return found + [name for name in names if files.get(name) != others.get(name)]
