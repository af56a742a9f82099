"""An instructor's own nbgrader notebooks, cell by cell, and a class that hands them in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import nbformat
from nbformat import NotebookNode

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
SOLVED = "### BEGIN SOLUTION\n{}\n### END SOLUTION"


def prose(text: str) -> NotebookNode:
    """Return a text of the lesson's."""
    return nbformat.v4.new_markdown_cell(text)


def code(text: str) -> NotebookNode:
    """Return a cell that students may change."""
    return nbformat.v4.new_code_cell(text)


def answer(name: str, text: str) -> NotebookNode:
    """Return an answer to be tested; all of it is the solution."""
    return _marked(code(SOLVED.format(text)), name, solution=True)


def check(name: str, points: float, text: str) -> NotebookNode:
    """Return a test."""
    return _marked(code(text), name, grade=True, locked=True, points=points)


def written(name: str, points: float, cell: NotebookNode) -> NotebookNode:
    """Return an answer, in prose or code, that a person grades."""
    return _marked(cell, name, grade=True, solution=True, points=points)


def task(name: str, points: float, text: str) -> NotebookNode:
    """Return a task, which is answered in cells of the student's own and graded by a person."""
    return _marked(prose(text), name, task=True, locked=True, points=points)


def _marked(cell: NotebookNode, name: str, **said: bool | float) -> NotebookNode:
    marks = {"grade": False, "solution": False, "locked": False, "task": False, **said}
    cell.metadata["nbgrader"] = {"grade_id": name, "schema_version": 3, **marks}
    return cell


def notebook(*cells: NotebookNode) -> NotebookNode:
    """Return a source notebook."""
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    return nbformat.v4.new_notebook(cells=[*cells], metadata=KERNEL)


@dataclass(frozen=True)
class HandedIn:
    """What a student hands in as one notebook.

    Attributes
    ----------
    answers : the text of answers; those that are not here are as they were given out.
    plain : by its text as given out, what a student made of a cell that may be changed.
    more : cells of the student's own at the end.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)
    more: tuple[str, ...] = ()

    def made(self, release: NotebookNode) -> NotebookNode:
        """Return the file."""
        for cell in release.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if name in self.answers:
                cell.source = self.answers[name]
            cell.source = self.plain.get(cell.source, cell.source)
        release.cells += [nbformat.v4.new_code_cell(text) for text in self.more]
        return release


@dataclass(frozen=True)
class Shape:
    """A small course with one assignment.

    Attributes
    ----------
    notebooks : the sources, by name.
    students : what each hands in, by notebook.
    files : what lies beside the notebooks.
    """

    name: str
    notebooks: Mapping[str, NotebookNode]
    students: Mapping[str, Mapping[str, HandedIn]]
    files: Mapping[str, str] = field(default_factory=dict)
