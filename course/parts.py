"""The parts of a lesson. A cell says by a mark which it begins; in English its heading says it.

A lesson in another language marks the cell, and calls the heading what it likes::

    # %% [markdown] part="look back"
    # ## Rückblick

A cell that begins two parts names both: `part="show, predict"`.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from nbformat import NotebookNode

MARK = "part"  # also the key in a cell's metadata
STEPS = ("show", "predict", "do")
SECTIONS = ("look back", "in the market", "in your own words", "takeaways")
KINDS = ("ungraded", "review", "class")  # of a whole notebook, in its first cell
PARTS = (*SECTIONS, *STEPS, "the brief", *KINDS)
HEADING = re.compile(r"^(#{2,3}) (.+)$", re.M)
CYCLE = re.compile(r"\d · ")
CLASS = re.compile(r"# \d\d · One class$", re.M)  # its title


def begun_parts(cell: NotebookNode) -> list[str]:
    """Return the parts that a cell begins, in order; a cycle is its heading, `## 1 · …`."""
    if cell.cell_type != "markdown":
        return []
    headings = HEADING.findall(cell.source)
    cycles = [f"## {words}" for level, words in headings if level == "##" and CYCLE.match(words)]
    if MARK in cell.metadata:
        return [*cycles, *cell.metadata[MARK].split(", ")]
    found = []
    for level, words in headings:
        known = STEPS if level == "###" else (*SECTIONS, "the brief")
        name = words.split()[0] if level == "###" else words
        if f"{level} {words}" in cycles:
            found.append(f"## {words}")
        elif name == name.capitalize() and name.lower() in known:
            found.append(name.lower())
    return found


def pieces(cell: NotebookNode) -> list[tuple[str, str]]:
    """Return a cell of prose cut at its headings: the part that each piece begins, and its text.

    A piece that begins none, such as the text before the first heading, has "".
    """
    begun = begun_parts(cell)
    cuts = [0, *(head.start() for head in HEADING.finditer(cell.source)), len(cell.source)]
    found = []
    for start, end in pairwise(cuts):
        text = cell.source[start:end].strip("\n")
        head = HEADING.match(text)
        named = _part_of_heading(head, begun) if head else ""
        if text:
            found.append((named, text))
    return found


def _part_of_heading(head: re.Match[str], begun: list[str]) -> str:
    """Take the part that a heading begins out of those that its cell begins, "" for none."""
    level, words = head.groups()
    if f"{level} {words}" in begun:
        return begun.pop(begun.index(f"{level} {words}"))
    rest = [part for part in begun if not part.startswith("## ")]
    fits = [part for part in rest if (part in STEPS) is (level == "###")]
    if not fits:
        return ""
    begun.remove(fits[0])
    return fits[0]


def is_class(notebook: NotebookNode) -> bool:
    """Say whether a notebook says of itself that it is the hands-on of one class."""
    first = notebook.cells[0]
    marked = MARK in first.metadata and "class" in begun_parts(first)
    return marked or bool(CLASS.match(first.source))


def voluntary(notebook: NotebookNode) -> list[str]:
    """Return the names of a class's exercises that are in none of its tasks."""
    found, in_task = [], True
    for cell in notebook.cells if is_class(notebook) else []:
        for level, words in HEADING.findall(cell.source) if cell.cell_type == "markdown" else []:
            in_task = bool(CYCLE.match(words)) if level == "##" else in_task
        graded = cell.metadata.get("nbgrader", {})
        if graded.get("solution") and not in_task:
            found.append(graded["grade_id"])
    return found


def outline(notebook: NotebookNode) -> list[str]:
    """Return the parts of a notebook in order."""
    return [part for cell in notebook.cells for part in begun_parts(cell)]


def text_of(notebook: NotebookNode, part: str) -> str:
    """Return the prose from where a part begins up to the next `##` heading."""
    return "\n\n".join(_cells(notebook, part))


def _cells(notebook: NotebookNode, part: str) -> Iterator[str]:
    inside = False
    for cell in notebook.cells:
        if cell.cell_type != "markdown":
            continue
        if part in begun_parts(cell):
            inside = True
        elif inside and re.search(r"^## ", cell.source, re.M):
            return
        if inside:
            yield cell.source
