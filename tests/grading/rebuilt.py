"""Right notebooks to be damaged, and the quick score of a rebuilt one."""

import copy
import io
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from course.grading.parcels import Repaired
from course.grading.repair.submission import repair
from course.grading.report.sentences import sentence

from ..bank import bank
from ..lesson import cells, read
from ..sample_class.students import answered
from .damage import WRITTEN


@cache
def _right(lesson: str, number: int) -> NotebookNode:
    sources = {
        name: list(exercise.right.values())[number % len(exercise.right)]
        for name, exercise in bank(lesson).items()
    }
    prose = {name: WRITTEN for name in written(lesson)}
    made = answered(lesson, sources | prose)
    stubs = cells(read("notebooks", lesson), solution=True)
    # The damages find here what was released; repair reads no such thing.
    made.metadata["stubs"] = {name: cell.source for name, cell in stubs.items()}
    made.metadata["plain"] = {c.id: c.source for c in made.cells if "nbgrader" not in c.metadata}
    return made


def right(lesson: str, number: int = 0) -> NotebookNode:
    """Return a notebook with the bank's right answers, written one way or another."""
    return copy.deepcopy(_right(lesson, number))


def written(lesson: str) -> list[str]:
    """Return the grade_ids of the written answers."""
    return list(cells(read("solutions", lesson), solution=True, grade=True))


def mended(lesson: str, content: bytes) -> Repaired:
    """Repair a file of this lesson."""
    return repair(read("solutions", lesson), read("notebooks", lesson), content)


def told(repaired: Repaired) -> tuple[str, ...]:
    """Return what was mended, as pages say it."""
    return tuple(sentence(one) for one in repaired.mended)


def graded(notebook: NotebookNode) -> dict[str, dict[str, object]]:
    """Return the metadata of the cells that nbgrader knows, by grade_id."""
    return {name: dict(cell.metadata) for name, cell in cells(notebook).items()}


@cache
def wanted(lesson: str) -> dict[str, dict[str, object]]:
    """Return the metadata that every rebuilt notebook must have; a check's checksum is its own."""
    want = graded(read("notebooks", lesson))
    for name, cell in cells(read("solutions", lesson), grade=True, solution=False).items():
        known = nbformat.from_dict({**cell, "metadata": copy.deepcopy(want[name])})
        want[name]["nbgrader"]["checksum"] = compute_checksum(known)  # type: ignore[index]
    return want


def passed(lesson: str, notebook: NotebookNode) -> dict[str, bool]:
    """Run the locked, the student's and the check cells in order; say which checks passed.

    The lesson's own plain cells only draw. Written answers passed where their text is there.
    """
    plain = {c.source for c in read("notebooks", lesson).cells if "nbgrader" not in c.metadata}
    names: dict[str, Any] = {"__name__": "__main__"}
    found = {}
    for cell in notebook.cells:
        claims = cell.metadata.get("nbgrader", {})
        if claims.get("grade") and claims.get("solution"):
            found[claims.grade_id] = WRITTEN in cell.source
        if cell.cell_type != "code" or cell.source in plain:
            continue
        error = io.StringIO()
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(error):
                exec(compile(cell.source, cell.id, "exec"), names)
            right = not error.getvalue()
        except Exception:
            right = False
        if claims.get("grade"):
            found[claims.grade_id] = right
    return found
