"""The points that a lesson's prose names: they are its checks', and a build writes them anew."""

import re

from nbformat import NotebookNode

from .course_file import LessonWords
from .opening import FACTS

# How a lesson opens an exercise: **Exercise `step` · 2 points.** or **Power rule · 2 points.**
OPENING = re.compile(
    r"^\*\*(?P<name>[^*\n]+?) · (?P<points>\d+) (?P<word>[^\W\d]+)(?P<rest>[^*\n]*)\*\*", re.M
)


def mend_points(notebook: NotebookNode, words: LessonWords) -> bool:
    """Have the first cell and each exercise's opening say the points that the checks' marks say.

    An exercise's opening is the last one above its answer. What has no number gets none.
    Returns whether that changed anything.
    """
    before = [cell.source for cell in notebook.cells]
    opened: tuple[NotebookNode, re.Match[str]] | None = None
    whole = 0
    for cell in notebook.cells:
        said = cell.metadata.get("nbgrader", {})
        if said.get("grade"):
            whole += said["points"]
            if opened:
                _write(*opened, said["points"], words)
            opened = None
        elif cell.cell_type == "markdown" and (found := list(OPENING.finditer(cell.source))):
            opened = cell, found[-1]
    first = notebook.cells[0]
    facts = FACTS.search(first.source)
    if whole and facts and facts["points"]:
        start, end = facts.span("points")
        word = re.compile(r"( *)([^\W\d]+)").match(first.source, end)
        assert word
        number = f"{whole}{word[1]}{_word(word[2], whole, words)}"
        first.source = f"{first.source[:start]}{number}{first.source[word.end() :]}"
    return before != [cell.source for cell in notebook.cells]


def _write(cell: NotebookNode, opening: re.Match[str], points: int, words: LessonWords) -> None:
    start, end = opening.start("points"), opening.end("word")
    word = _word(opening["word"], points, words)
    cell.source = f"{cell.source[:start]}{points} {word}{cell.source[end:]}"


def _word(word: str, points: int, words: LessonWords) -> str:
    """Return the word behind a number of points; one that the course does not use stays."""
    return words.points[points != 1] if word in words.points else word
