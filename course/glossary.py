"""The glossary: the tables of all Takeaways in one, by term, with the lesson where each is met."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nbformat import NotebookNode

from .parts import text_of

PLACE = "docs/glossary.md"
HEAD = """# Glossary

The terms of all lessons, from the tables at their ends. `uv run course build` makes this page.

| Term | Symbol | Meaning | Lesson |
| --- | --- | --- | --- |
"""
TABLE = re.compile(r"^\|(?:[^|\n]+\|){3} *\n\|[ |:-]+\|\n((?:\|.*\n?)+)", re.M)  # of three columns
BAR = re.compile(r"(?<!\\)\|")  # \| is a bar inside a cell


@dataclass(frozen=True)
class Term:
    """A row of a lesson's table; `lesson` is its number, such as "03"."""

    term: str
    symbol: str
    meaning: str
    lesson: str


def terms_of(notebook: NotebookNode, lesson: str) -> list[Term]:
    """Return the rows of the tables in a lesson's Takeaways."""
    prose = text_of(notebook, "takeaways")
    rows = [row for table in TABLE.findall(prose) for row in table.splitlines()]
    cells = [[cell.strip() for cell in BAR.split(row)] for row in rows]
    return [Term(row[1], row[2], row[3], lesson) for row in cells]


def glossary(solutions: Mapping[str, NotebookNode]) -> str:
    """Return the page, in Markdown; `solutions` are the lessons by name, such as "03_two_weights".

    A term that several lessons have stands once for each: its meaning grows.
    """
    rows = [row for name in sorted(solutions) for row in terms_of(solutions[name], name[:2])]
    rows.sort(key=lambda row: (re.sub(r"[^\w ]", "", row.term).casefold(), row.lesson))
    lines = [f"| {r.term} | {r.symbol} | {r.meaning} | {r.lesson} |\n" for r in rows]
    return HEAD + "".join(lines)
