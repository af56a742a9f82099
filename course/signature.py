"""A derived notebook says in its metadata what each cell was made with, so typing in it is seen.

Running a notebook and saving it is no edit: outputs, counts and how a cell is shown don't matter,
nor does an empty cell, such as JupyterLab adds at the end.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.checking.hand_in.cells import Cell, cell_text, nbgrader_metadata

# What running, saving or looking at a cell writes into its metadata, and jupytext's blank lines.
NOT_TYPED = {
    *("nbgrader", "collapsed", "scrolled", "trusted", "jupyter", "execution", "ExecuteTime"),
    *("vscode", "cellView", "colab", "outputId", "executionInfo", "id", "lines_to_next_cell"),
}
CLAIMS = ("grade", "grade_id", "locked", "points", "solution", "task")


def typed(cell: Cell) -> dict[str, Any]:
    """Return what somebody may have typed into a cell, in one form for all programs."""
    said = nbgrader_metadata(cell)
    metadata = {k: v for k, v in cell.get("metadata", {}).items() if k not in NOT_TYPED}
    return {
        "type": cell.get("cell_type"),
        "text": cell_text(cell).strip("\n").rstrip(),
        "attachments": cell.get("attachments") or {},
        "metadata": metadata,
        "nbgrader": {
            k: _number(said[k]) if k == "points" else said[k] for k in CLAIMS if k in said
        },
    }


def _number(points: Any) -> Any:
    """Return points in one form, for some programs write 2 as 2.0; what is no number stays."""
    try:
        return float(points)
    except (TypeError, ValueError, OverflowError):
        return points


def cell_digest(cell: Cell) -> str:
    """Return letters and digits that tell one typed cell from another."""
    plain = json.dumps(typed(cell), sort_keys=True)
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:16]


def signature_lines(notebook: Cell) -> list[str]:
    """Return a line for each cell that is not empty: its id and its digest."""
    there = notebook.get("cells", [])
    full = [
        c for c in there if nbgrader_metadata(c) or cell_text(c).strip() or c.get("attachments")
    ]
    return [f"{cell.get('id', '')} {cell_digest(cell)}" for cell in full]


def sign(notebook: Any) -> None:
    """Write the lines into a notebook that was made just now."""
    notebook["metadata"].setdefault("downhill", {})["cells"] = signature_lines(notebook)


def signed(notebook: Cell) -> list[str] | None:
    """Return the lines that a notebook was signed with; None for one that never was."""
    ours = notebook.get("metadata", {}).get("downhill", {})
    found = ours.get("cells") if isinstance(ours, Mapping) else None
    return found if isinstance(found, list) and all(map(_is_line, found)) else None


def _is_line(found: Any) -> bool:
    return isinstance(found, str) and len(found.split(" ")) == 2 and bool(found.split(" ")[1])


def edits(notebook: Cell, made: Cell | None = None) -> list[str]:
    """Return which cells hold what no build wrote; `made` is what a build would write now.

    A cell is named by its id; "order" and "cells left out" are edits too. Empty means unedited.
    """
    now, before = signature_lines(notebook), signed(notebook)
    wanted = signature_lines(made) if made is not None else []
    if now == before or (made is not None and _digests(now) == _digests(wanted)):
        return []
    built = {*(before or ()), *wanted}
    known = {line.split(" ")[0] for line in built}
    names = [line.split(" ")[0] for line in now if line not in built]
    found = [name if name in known else "a new cell" for name in names]
    if {line.split(" ")[0] for line in before or wanted} - {line.split(" ")[0] for line in now}:
        found.append("cells left out")
    return found or ["the order of its cells"]


def _digests(signature: list[str]) -> list[str]:
    return [line.split()[-1] for line in signature]


def read_plain(place: Path) -> dict[str, Any] | None:
    """Return a notebook's plain data, see `plain_notebook`; None where it can't be read."""
    try:
        return plain_notebook(place.read_text(encoding="utf-8")) if place.is_file() else None
    except (OSError, ValueError):
        return None


def plain_notebook(text: str) -> dict[str, Any] | None:
    """Return a notebook's contents as plain data; None for what is no whole notebook of format 4.

    What it returns has the parts that the functions here look at, each of its type.
    """
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # half a character can't be written
    except (ValueError, RecursionError):
        return None
    whole = (
        isinstance(found, dict)
        and found.get("nbformat") == 4
        and isinstance(found.get("metadata"), dict)
        and isinstance(found.get("cells"), list)
        and all(map(_is_cell, found["cells"]))
    )
    return found if whole else None


def _is_cell(cell: Any) -> bool:
    if not (isinstance(cell, dict) and isinstance(cell.get("metadata"), dict)):
        return False
    source, said = cell.get("source"), cell["metadata"].get("nbgrader", {})
    lines = source if isinstance(source, list) else [source]
    return (
        all(isinstance(line, str) for line in lines)
        and isinstance(cell.get("id", ""), str)
        and isinstance(said, dict)
        and (not said or isinstance(said.get("grade_id"), str))
    )
