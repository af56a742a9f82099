"""Right answers in notebooks that something happened to, each of them seen in real classes."""

import nbformat

from ..lesson import cells
from .students import answered, right_answers

WARNS = """

import functools, warnings
quiet = {name}
@functools.wraps(quiet)
def {name}(*arguments):
    warnings.warn("careful")
    return quiet(*arguments)
"""


def mishaps(lesson: str, answer: str) -> dict[str, str]:
    """Return the text of each student's file; what happened, happened to this answer's cells.

    nbgrader meets the students in the order of the alphabet.
    """
    right = right_answers(lesson)
    doubled = answered(lesson, right)
    place = doubled.cells.index(cells(doubled)[answer])
    doubled.cells.insert(place, nbformat.from_dict({**doubled.cells[place], "id": "again"}))
    odd = answered(lesson, right)
    cells(odd)[answer].metadata.nbgrader.schema_version = 1
    odd.cells.remove(cells(odd)[f"{answer}-check"])
    notebooks = {
        "a-doubled-cell": doubled,
        "blank": answered(lesson, {}),
        "broken": answered(lesson, {**right, answer: "oh no"}),
        "odd": odd,
        "perfect": answered(lesson, right),
        "warns": answered(lesson, {**right, answer: right[answer] + WARNS.format(name=answer)}),
    }
    return {student: nbformat.writes(notebook) for student, notebook in notebooks.items()}
