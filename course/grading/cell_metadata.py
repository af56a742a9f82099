"""What nbgrader's metadata say of a lesson's cell.

nbgrader has functions for this as well; to import them takes over three seconds in every worker.
"""

from nbformat import NotebookNode

from helpers.checking.hand_in.cells import CHECK, checksum, nbgrader_metadata

__all__ = [
    "by_graded",
    "cells_by_id",
    "checksum",
    "exercise",
    "grade_id",
    "has_points",
    "is_answer",
    "is_check",
    "is_locked",
    "is_task",
    "is_written",
    "nbgrader_metadata",
]


def grade_id(cell: NotebookNode) -> str:
    """Return the name by which the gradebook knows a cell, or ""."""
    return str(nbgrader_metadata(cell).get("grade_id", ""))


def exercise(check: str) -> str:
    """Return what the check with this grade_id looks at."""
    return check.removesuffix(CHECK)


def cells_by_id(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Return the cells that nbgrader knows, by grade_id, in the notebook's order."""
    return {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}


def by_graded(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Return the answers by the grade_id of what is graded: of the check, or of the answer."""
    found, answer = {}, None
    for name, cell in cells_by_id(notebook).items():
        answer = cell if is_answer(cell) else answer
        if answer is not None and (is_check(cell) or is_written(cell)):
            found[name] = answer
    return found


def has_points(cell: NotebookNode) -> bool:
    """Say whether one can get points for a cell, whoever gives them."""
    return bool(nbgrader_metadata(cell).get("grade")) or is_task(cell)


def is_task(cell: NotebookNode) -> bool:
    """Say whether a cell is a task, for which a person gives points: nbgrader's `task`.

    The answer to it is in cells of the student's own below.
    """
    return bool(nbgrader_metadata(cell).get("task"))


def is_answer(cell: NotebookNode) -> bool:
    """Say whether a student fills this cell in."""
    return bool(nbgrader_metadata(cell).get("solution"))


def is_check(cell: NotebookNode) -> bool:
    """Say whether a cell gives points by itself."""
    return bool(nbgrader_metadata(cell).get("grade")) and not is_answer(cell)


def is_written(cell: NotebookNode) -> bool:
    """Say whether a person gives points for what a student fills in here."""
    return bool(nbgrader_metadata(cell).get("grade")) and is_answer(cell)


def is_locked(cell: NotebookNode) -> bool:
    """Say whether a cell is the lesson's own, whatever a student makes of it."""
    said = nbgrader_metadata(cell)
    return not is_answer(cell) and any(said.get(key) for key in ("locked", "grade", "task"))
