"""The cells that every lesson has and no lesson's text: the set-up, and handing in."""

import json
import textwrap
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from .course_file import LessonWords

SETUP = "setup"  # its grade_id
LAST = "hand-in"  # the tag of the last cells
INDENT = "    "
HAND_IN = """\
# @title %s
# It says what is missing. In Google Colab you then get the file to hand in; with anyway = True
# you get it although something is missing.
anyway = False  # @param {type:"boolean"}
from helpers.checking import submit

submit(
%s,
    anyway=anyway,%s
)"""


def setup_cell() -> NotebookNode:
    """Return the first code cell, with the short mark of a lesson's text."""
    source = Path(__file__).with_name("setup_cell.py").read_text(encoding="utf-8")
    cell = nbformat.v4.new_code_cell(source.rstrip("\n"))
    cell.metadata = {"locked": SETUP}
    return cell


def fold_cell(cell: NotebookNode) -> None:
    """Have JupyterLab and Colab show a cell without its text."""
    cell.metadata.jupyter = {"source_hidden": True}
    cell.metadata.cellView = "form"


def hand_in_cells(
    lesson: str, answers: list[str], words: LessonWords, voluntary: list[str]
) -> list[NotebookNode]:
    """Return the last two cells. They have no mark: a grader takes them for the student's own.

    A notebook without answers has none of them. Where one of `voluntary` is not attempted, nothing
    is missing.
    """
    if not answers:
        return []
    named = ", ".join(f'"{name}"' for name in [lesson, *answers])
    listed = textwrap.fill(named, 90, initial_indent=INDENT, subsequent_indent=INDENT)
    extra = f"\n{INDENT}voluntary={json.dumps(voluntary)}," if voluntary else ""
    code = HAND_IN % (words.hand_in_title, listed, extra)
    text = f"## {words.hand_in}\n\n{words.hand_in_text}"
    cells = [
        nbformat.v4.new_markdown_cell(text, id=f"{LAST}-text"),
        nbformat.v4.new_code_cell(code, id=LAST),
    ]
    for cell in cells:
        cell.metadata = NotebookNode(deletable=False, editable=False, tags=[LAST])
    cells[1].metadata.cellView = "form"
    return cells


def is_fixed(cell: NotebookNode) -> bool:
    """Say whether a notebook's cell is one of these."""
    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
    return grade_id == SETUP or LAST in cell.metadata.get("tags", [])
