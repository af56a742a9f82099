"""A lesson's page: its release notebook with what the cells showed, as MyST-NB reads it.

Left out are the cells of set-up, checks and handing in. An answer cell shows its stub, and links to
where it can be written. A prediction is chosen in the page; what comes out waits for that.
"""

import ast
from collections.abc import Iterator, Sequence
from typing import Any

import nbformat
from nbformat import NotebookNode

from ... import parts
from ...fixed_cells import is_fixed
from ...grading.cell_metadata import grade_id, is_answer, is_check, is_locked
from .figures import figure, links_line, prediction
from .predictions import end_of_reveal, guesses_in

FRAMES = "../frames/"  # as seen from a lesson's page
SHOWS = {"drawing.show", "drawing.slide"}
OPEN = '<details class="reveal"><summary>What came out</summary>'
CLOSE = "</details>"
NEEDS = '<p class="needs">What this cell shows depends on your answer.</p>'
Places = Sequence[tuple[str, str]]


def page(release: NotebookNode, ran: dict[str, Any], lesson: str, places: Places) -> NotebookNode:
    """Return the notebook from which a lesson's page is made.

    Parameters
    ----------
    ran : what `runs.records` has of this release.
    places : words and addresses of the places where the lesson can be worked on.
    """
    cells = list(_cells(release, ran, f"{FRAMES}{lesson}/", places))
    for number, cell in enumerate(cells):
        cell["id"] = f"page-{number}"
    made = nbformat.v4.new_notebook(cells=cells)
    made.metadata = {"kernelspec": release.metadata.kernelspec, "language_info": {"name": "python"}}
    return made


def _cells(
    release: NotebookNode, ran: dict[str, Any], folder: str, places: Places
) -> Iterator[NotebookNode]:
    exercises = [grade_id(cell) for cell in release.cells if is_answer(cell)]
    part, reveals = "", False
    for number, cell in enumerate(release.cells):
        if is_fixed(cell) or is_check(cell):
            continue
        part = (parts.begun_parts(cell) or [part])[-1]
        end = end_of_reveal(cell, exercises) if reveals else None
        guesses = guesses_in(cell, part)
        if reveals and (guesses or end == 0):
            yield _markdown(CLOSE)
            reveals, end = False, None
        if end:
            yield from (_markdown(_flat(cell.source[:end])), _markdown(CLOSE))
            cell = _markdown(cell.source[end:])
            reveals = False
        if guesses:
            yield _markdown(f"{prediction(guesses)}\n\n{OPEN}")
            reveals = True
        elif cell.cell_type == "code":
            yield from _code(cell, ran, folder, places)
        elif is_answer(cell):
            yield _markdown(links_line("Write your answer in the notebook:", places, "places"))
        else:
            yield _markdown(_flat(cell.source) if reveals else cell.source)
        if number == 0 and places:
            yield _markdown(links_line("Work on this lesson:", places, "places"))
    if reveals:
        yield _markdown(CLOSE)


def _markdown(text: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(text.strip("\n"))


def _flat(text: str) -> str:
    """Return prose inside a reveal: a heading would begin a section, which can't end in there."""
    lines = text.split("\n")
    heads = ("## ", "### ")
    return "\n".join(f"**{w.lstrip('# ')}**" if w.startswith(heads) else w for w in lines)


def _code(
    cell: NotebookNode, ran: dict[str, Any], folder: str, places: Places
) -> Iterator[NotebookNode]:
    made = nbformat.v4.new_code_cell(cell.source)
    made.outputs = [_output(item, folder) for item in ran["cells"][cell.id]]
    if is_locked(cell) or _only_shows(cell.source):
        made.metadata.tags = ["hide-input"]
    yield made
    if is_answer(cell):
        yield _markdown(links_line("Write it, and check it, in the notebook:", places, "places"))
    elif cell.id in ran["stopped"]:
        yield _markdown(NEEDS)


def _only_shows(source: str) -> bool:
    """Say whether a cell only shows pictures, so that its code says nothing to a reader."""
    try:
        body = ast.parse(source).body
    except SyntaxError:  # a magic
        return False
    calls = [line.value.func for line in body if _is_call(line)]  # type: ignore[attr-defined]
    return bool(body) and len(calls) == len(body) and {*map(ast.unparse, calls)} <= SHOWS


def _is_call(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Call)


def _output(item: dict[str, Any], folder: str) -> NotebookNode:
    if item["kind"] == "text":
        return nbformat.v4.new_output("stream", name="stdout", text=item["text"])
    html = item["html"] if item["kind"] == "html" else figure(item, folder)
    return nbformat.v4.new_output("display_data", data={"text/html": html})
