"""What the cells of a notebook say of its exercises: not attempted, missing, there twice.

A released cell carries a checksum of its text as it was given (nbgrader's), so a notebook itself
tells which answers were touched. Cells are known by `grade_id`; Colab drops cell ids.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

Cell = Mapping[str, Any]
CHECK = "-check"


def cell_text(cell: Cell) -> str:
    """Return a cell's text; a file may have it as a list of lines."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def nbgrader_metadata(cell: Cell) -> Mapping[str, Any]:
    """Return what nbgrader wrote into a cell's metadata, {} for a cell without."""
    found: Mapping[str, Any] = cell.get("metadata", {}).get("nbgrader", {})
    return found


def checksum(cell: Cell, source: str | None = None) -> str:
    """Return nbgrader's checksum of a cell, with another text if `source` is given.

    The same as nbgrader.utils.compute_checksum, whose import takes seconds and needs nbgrader.
    """
    said = nbgrader_metadata(cell)
    grade, solution = said.get("grade", False), said.get("solution", False)
    locked = not solution and (grade or said.get("locked", False))
    parts = [cell_text(cell) if source is None else source, cell["cell_type"]]
    parts += [str(grade), str(solution), str(locked), said["grade_id"]]
    if grade:
        parts.append(str(float(said["points"])))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def as_given(cell: Cell) -> bool:
    """Say whether a cell's text is the released one; blank lines at its ends don't count."""
    given = nbgrader_metadata(cell).get("checksum")
    return given in (checksum(cell), checksum(cell, cell_text(cell).strip("\n")))


def cells_with_id(notebook: Cell, name: str) -> list[Cell]:
    """Return the cells with this grade_id."""
    return [
        cell
        for cell in notebook.get("cells", [])
        if nbgrader_metadata(cell).get("grade_id") == name
    ]


def hand_in_problems(
    notebook: Cell,
    exercises: Sequence[str],
    unsaved: Collection[str] = (),
    voluntary: Collection[str] = (),
) -> list[str]:
    """Return a sentence for each thing that is missing or would not be graded.

    `unsaved` are the names of answers that ran with another text than the notebook has, `voluntary`
    of those that may be left as they were given.
    """
    return [
        line
        for name in exercises
        for line in _answer(notebook, name, name in unsaved, name not in voluntary)
    ]


def _answer(notebook: Cell, name: str, unsaved: bool, wanted: bool) -> list[str]:
    answers, checks = cells_with_id(notebook, name), cells_with_id(notebook, name + CHECK)
    if not answers:
        return [
            f"{name}: the cell of your answer was not found. Cells of the lesson must not be "
            "deleted or copied from elsewhere: put your answers into a fresh copy of the lesson."
        ]
    found = []
    if len(answers) > 1:
        found.append(f"{name}: your answer's cell is there {len(answers)} times. Keep one.")
    written = nbgrader_metadata(answers[0]).get("grade")
    if unsaved:
        found.append(f"{name}: what you ran last is not in the file. Save, or run that cell.")
    elif wanted and all(not cell_text(cell).strip() or as_given(cell) for cell in answers):
        found.append(f"{name}: not {'answered' if written else 'attempted'} yet.")
    if not written and not checks:
        found.append(
            f"{name}: its check was deleted. Undo that, or use a fresh copy of the lesson."
        )
    if len(checks) > 1:
        found.append(f"{name}: its check is there {len(checks)} times. Keep one.")
    return found


def edited_checks(notebook: Cell, exercises: Sequence[str]) -> list[str]:
    """Return a sentence for each check whose text was changed; the grader has its own."""
    return [
        f"{name}: its check was changed. Your answer is graded with the original one."
        for name in exercises
        for cell in cells_with_id(notebook, name + CHECK)[:1]
        if "checksum" in nbgrader_metadata(cell) and not as_given(cell)
    ]
