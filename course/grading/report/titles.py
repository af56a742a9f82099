"""What the exercises of a lesson are called, in the lesson's own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import nbformat
from nbformat import NotebookNode

from ...points import OPENING
from ..cell_metadata import (
    grade_id,
    is_answer,
    is_check,
    is_task,
    is_written,
    nbgrader_metadata,
)

SECTION = re.compile(r"^## (.+)$", re.M)


@dataclass(frozen=True)
class Exercise:
    """One graded thing of a lesson.

    Attributes
    ----------
    grade_id : of the cell that carries the points: a check, or the written answer itself.
    answer_id : of the cell that the student fills in.
    title : as the lesson calls it, in Markdown's backticks.
    section : the heading of the part of the lesson in which it stands.
    points : the most that one can get.
    written : whether a person grades it.
    notebook : in which it stands, where a lesson has several.
    """

    grade_id: str
    answer_id: str
    title: str
    section: str
    points: float
    written: bool
    notebook: str = ""

    @property
    def name(self) -> str:
        """The short name, such as "forward"."""
        own = self.answer_id or self.grade_id
        return f"{self.notebook}/{own}" if self.notebook else own


class Released(Protocol):
    """A notebook of a lesson."""

    @property
    def name(self) -> str:
        """The lesson's, such as "03_two_weights"."""

    @property
    def notebook(self) -> str:
        """The file's name without ending."""

    @property
    def release(self) -> str:
        """The text that students get."""


def lesson_title(lessons: Sequence[Released]) -> str:
    """Return the first heading of a lesson's notebooks, such as "03 · Two weights"."""
    cells = [cell for one in lessons for cell in _release(one).cells if cell.cell_type != "code"]
    found = re.search(r"^# (.+)$", "\n".join(cell.source for cell in cells), re.M)
    return found[1].strip() if found else lessons[0].name


def lesson_exercises(lessons: Sequence[Released]) -> list[list[Exercise]]:
    """Return the exercises of each of a lesson's notebooks."""
    several = len(lessons) > 1
    return [exercise_titles(_release(one), one.notebook if several else "") for one in lessons]


def _release(lesson: Released) -> NotebookNode:
    return nbformat.reads(lesson.release, as_version=4)


def exercise_titles(release: NotebookNode, notebook: str = "") -> list[Exercise]:
    """Return a notebook's exercises in its order.

    An exercise's title is the last opening in bold that stands before its answer cell; where there
    is none the title is the name of the answer cell. `notebook` is its name where there are others.
    """
    found: list[Exercise] = []
    section, title, answer_id = "", "", ""
    for cell in release.cells:
        if cell.cell_type == "markdown" and not is_answer(cell):
            section = ([section, *SECTION.findall(cell.source)])[-1]
            openings = list(OPENING.finditer(cell.source))
            title = _title(openings[-1]) if openings else title
        if is_answer(cell):
            answer_id = grade_id(cell)
        if is_task(cell):
            answer_id = grade_id(cell)  # a comment is on it, as on an answer
        if is_check(cell) or is_written(cell) or is_task(cell):
            name = title or f"`{answer_id or grade_id(cell)}`"
            points = float(nbgrader_metadata(cell)["points"])
            exercise = grade_id(cell), answer_id, name, section, points, not is_check(cell)
            found.append(Exercise(*exercise, notebook))
            title = answer_id = ""
    return found


def _title(opening: re.Match[str]) -> str:
    words = (opening["name"] + opening["rest"]).strip().rstrip(".")
    return re.sub(r"\$([^$]+)\$", r"\1", words)  # a formula as plain text
