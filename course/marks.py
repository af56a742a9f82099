r"""A lesson's text and its notebook: short marks on one side, nbgrader's metadata on the other.

A lesson is Python in jupytext's percent format. A cell's marker says what the cell is::

    # %% solution="forward"                  code that a student writes
    # %% test="forward" points=2             its check, locked; grade_id "forward-check"
    # %% [markdown] answer="why" points=2    a written answer, graded by hand
    # %% locked="imports"                    code that a student runs and can't change
    # %% [markdown] part="look back"         a part of the lesson begins, see `parts`
    # %%  and  # %% [markdown]               everything else

`to_notebook` and `to_text` are each other's inverse.
"""

import re
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode

from . import fixed_cells, parts
from .course_file import LessonWords
from .errors import LessonError
from .parts import MARK, PARTS

CHECK = "-check"
SPACING = "lines_to_next_cell"  # jupytext notes unusual blank lines here, so that none is lost
ENGLISH = LessonWords()
MARKS = {"solution", "test", "answer", "locked", "points", MARK}
MARKER = re.compile(r'# %%( \[markdown\])?( [a-z_]+=("[^"\n]*"|\d+))*')
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


def marker_lines(text: str, name: str) -> list[int]:
    """Return the line number of every cell marker; refuse a line that is nearly one."""
    numbers = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not re.match(r"#\s*%%", line):
            if number == 1:
                raise LessonError(f"{name}:1", "a lesson starts with a cell marker, `# %%`.")
            continue
        if not MARKER.fullmatch(line):
            raise LessonError(
                f"{name}:{number}",
                f"broken cell marker `{line}`. Write it as in "
                '`# %% test="forward" points=2` or `# %% [markdown]`.',
            )
        numbers.append(number)
    return numbers


def made_metadata(cell: NotebookNode, where: str) -> dict[str, Any]:
    """Return nbgrader's metadata for a cell with short marks, {} for a cell without."""
    marks = {mark: value for mark, value in cell.metadata.items() if mark != SPACING}
    unknown = marks.keys() - MARKS
    if unknown:
        raise LessonError(where, f"unknown mark {sorted(unknown)}; known are {sorted(MARKS)}.")
    if MARK in marks:
        begun = str(marks.pop(MARK)).split(", ")
        if absent := [part for part in begun if part not in PARTS]:
            raise LessonError(
                where, f"no part is called `{absent[0]}`; there are: {', '.join(PARTS)}."
            )
        if cell.cell_type != "markdown":
            raise LessonError(
                where, f"a part begins in a cell of prose: `# %% [markdown] {MARK}=…`."
            )
    kinds = [kind for kind in ("solution", "test", "answer", "locked") if kind in marks]
    if not kinds:
        if marks:
            raise LessonError(where, 'points need a mark: `test="name"` or `answer="name"`.')
        return {}
    if len(kinds) > 1:
        raise LessonError(where, f"a cell has one mark, this one has {kinds}.")
    kind, grade_id = kinds[0], str(marks[kinds[0]])
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,56}", grade_id):
        raise LessonError(
            where, f'the mark {kind}="{grade_id}" needs a name of letters, digits, _ and -.'
        )
    graded = kind in ("test", "answer")
    if graded and not int(marks.get("points", 0)) > 0:
        raise LessonError(where, f'{kind}="{grade_id}" is graded, so it needs points=1 or more.')
    if "points" in marks and not graded:
        raise LessonError(where, f'points belong to the check, not to {kind}="{grade_id}".')
    if (kind == "answer") != (cell.cell_type == "markdown"):
        raise LessonError(where, f'{kind}="{grade_id}" is on a {cell.cell_type} cell.')
    metadata = {
        "grade": graded,
        "grade_id": grade_id + CHECK if kind == "test" else grade_id,
        "locked": kind in ("test", "locked"),
        "schema_version": 3,
        "solution": kind in ("solution", "answer"),
        "task": False,
    }
    return metadata | ({"points": int(marks["points"])} if graded else {})


def to_notebook(text: str, name: str, words: LessonWords = ENGLISH) -> NotebookNode:
    """Return the solution notebook of a lesson's text; `name` is said in errors.

    `words` are those of the cells that a build adds.

    Raises LessonError, with the line, for a broken marker and for marks that don't fit.
    """
    lines = marker_lines(text, name)
    notebook = jupytext.reads(text, fmt="py:percent")
    if len(lines) != len(notebook.cells):
        raise LessonError(name, "jupytext finds other cells than the markers say.")
    notebook.cells.insert(1, fixed_cells.setup_cell())
    lines.insert(1, 0)
    seen: dict[str, int] = {}
    for position, (cell, line) in enumerate(zip(notebook.cells, lines, strict=True)):
        where = f"{name}:{line} (cell {position})"
        graded = made_metadata(cell, where)
        kept = (SPACING, MARK)
        cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k in kept})
        cell.id = graded["grade_id"] if graded else f"cell-{position:02d}"
        if cell.id in seen:
            raise LessonError(where, f"the name {cell.id} was used in line {seen[cell.id]}.")
        seen[cell.id] = line
        if graded:
            cell.metadata.nbgrader = graded
        if cell.id == fixed_cells.SETUP:
            fixed_cells.fold_cell(cell)
        if graded.get("grade") and cell.cell_type == "code":
            # Run All goes on after a check that fails.
            cell.metadata.tags = ["raises-exception"]
    answers = [c.id for c in notebook.cells if c.metadata.get("nbgrader", {}).get("solution")]
    last = fixed_cells.hand_in_cells(Path(name).stem, answers, words, parts.voluntary(notebook))
    notebook.cells += last
    return nbformat.v4.new_notebook(cells=notebook.cells, metadata=METADATA)


def to_text(notebook: NotebookNode) -> str:
    """Return the lesson's text of a solution notebook: outputs go, metadata turn into marks.

    Raises LessonError for a raw cell, which a lesson's text can't hold.
    """
    cells = []
    for number, cell in enumerate(notebook.cells, start=1):
        if fixed_cells.is_fixed(cell):
            continue
        if cell.cell_type == "raw":
            raise LessonError(f"cell {number}", "a lesson has no raw cells: make it Markdown.")
        graded = cell.metadata.get("nbgrader", {})
        grade_id = graded.get("grade_id", "")
        marks: dict[str, Any] = {}
        if graded.get("grade"):
            kind = "answer" if graded["solution"] else "test"
            marks = {kind: grade_id.removesuffix(CHECK), "points": int(graded["points"])}
        elif graded.get("solution"):
            marks = {"solution": grade_id}
        elif graded.get("locked"):
            marks = {"locked": grade_id}
        make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
        marks |= {key: cell.metadata[key] for key in (SPACING, MARK) if key in cell.metadata}
        cells.append(make[cell.cell_type](cell.source, metadata=marks))
    metadata = {"jupytext": {"notebook_metadata_filter": "-all", "cell_metadata_filter": "all"}}
    bare = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    text: str = jupytext.writes(bare, fmt="py:percent")
    return text
