"""A lesson as `repair` sees it: a slot a cell, with what was released and what is graded."""

import copy
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from nbformat import NotebookNode

from ...errors import CourseError
from ..cell_metadata import checksum, grade_id, is_answer, is_locked
from .similarity import bare, names, word_counts


class Role(Enum):
    """Whose text stands in a slot of the result."""

    LOCKED = "the lesson's"
    ANSWER = "the student's"
    PLAIN = "the student's, if still there"


@dataclass(frozen=True, eq=False)
class Slot:
    """One cell of the lesson.

    Attributes
    ----------
    released : its text in the release, without blanks at the ends; an answer's is its stub.
    solved : its text in the solution.
    defines : the names that an answer's stub defines and no other cell of the lesson does.
    cell : as it is graded: the release's metadata; a check has its hidden tests and their checksum.
    """

    number: int
    role: Role
    grade_id: str
    released: str
    solved: str
    defines: frozenset[str]
    cell: NotebookNode

    @cached_property
    def texts(self) -> tuple[Counter[str], Counter[str]]:
        """The words of what was released and of the solution."""
        return word_counts(self.released), word_counts(self.solved)

    @property
    def named(self) -> tuple[str, ...]:
        """Its grade_id, as `Mended` names cells; nothing for a cell that has none."""
        return (self.grade_id,) if self.grade_id else ()

    @property
    def written(self) -> bool:
        """Whether it is an answer in prose."""
        return self.role is Role.ANSWER and self.cell.cell_type != "code"


def slots(solution: NotebookNode, release: NotebookNode) -> list[Slot]:
    """Return the lesson's slots in order.

    Raises CourseError where the release was not made from this solution.
    """
    pairs = list(zip(solution.cells, release.cells, strict=False))
    same = len(solution.cells) == len(release.cells)
    if not same or any(grade_id(one) != grade_id(other) for one, other in pairs):
        raise CourseError(
            "The release has other cells than its solution. Run `course build` first."
        )
    roles = [_role(cell) for _, cell in pairs]
    others = frozenset[str]().union(
        *(
            names(cell.source)
            for (_, cell), role in zip(pairs, roles, strict=True)
            if role is not Role.ANSWER and cell.cell_type == "code"
        )
    )
    return [
        Slot(
            number,
            role,
            grade_id(cell),
            bare(cell.source),
            bare(solved.source),
            names(cell.source) - others if role is Role.ANSWER else frozenset(),
            _graded(solved, cell, role),
        )
        for number, ((solved, cell), role) in enumerate(zip(pairs, roles, strict=True))
    ]


def _role(cell: NotebookNode) -> Role:
    if is_answer(cell):
        return Role.ANSWER
    return Role.LOCKED if is_locked(cell) else Role.PLAIN


def _graded(solution: NotebookNode, release: NotebookNode, role: Role) -> NotebookNode:
    cell = copy.deepcopy(release)
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    if role is Role.LOCKED:
        cell.source = solution.source
        cell.metadata.nbgrader.checksum = checksum(cell)
    return cell
