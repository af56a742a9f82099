"""What the exercises of a lesson are called, in the lesson's own words."""

import re
from dataclasses import dataclass

from nbformat import NotebookNode

from ...points import OPENING
from ..cell_metadata import grade_id, is_answer, is_check, is_written, nbgrader_metadata

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
    """

    grade_id: str
    answer_id: str
    title: str
    section: str
    points: float
    written: bool

    @property
    def name(self) -> str:
        """The short name, such as "forward"."""
        return self.answer_id or self.grade_id


def lesson_title(release: NotebookNode) -> str:
    """Return the first heading of a lesson, such as "03 · Two weights"."""
    found = re.search(r"^# (.+)$", "\n".join(cell.source for cell in release.cells), re.M)
    return found[1].strip() if found else "Lesson"


def exercise_titles(release: NotebookNode) -> list[Exercise]:
    """Return a lesson's exercises in its order.

    An exercise's title is the last opening in bold that stands before its answer cell; where there
    is none the title is the name of the answer cell.
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
        if is_check(cell) or is_written(cell):
            name = title or f"`{answer_id or grade_id(cell)}`"
            points = float(nbgrader_metadata(cell)["points"])
            exercise = grade_id(cell), answer_id, name, section, points, is_written(cell)
            found.append(Exercise(*exercise))
            title = answer_id = ""
    return found


def _title(opening: re.Match[str]) -> str:
    words = (opening["name"] + opening["rest"]).strip().rstrip(".")
    return re.sub(r"\$([^$]+)\$", r"\1", words)  # a formula as plain text
