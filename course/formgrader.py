"""Formgrader's view of a submission: the rubric above each written answer, and no folded code.

nbgrader calls this because of nbgrader_config.py. Only the page that an instructor sees is changed:
no file, and not nbgrader's own feedback, which is made by the same exporter.
"""

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

HEAD = "**For whoever grades: the lesson's own answer.** Students don't see it here."


class ForWhoeverGrades(NbGraderPreprocessor):  # type: ignore[misc]
    """Put the solution's text above each answer that a person grades."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Return the notebook as Formgrader is to show it, and as it is for any other page."""
        if "submission_id" not in resources:
            return nb, resources
        answers = self._answers(resources["assignment_id"], resources["notebook_id"])
        cells = []
        for cell in nb.cells:
            said = cell.metadata.get("nbgrader", {})
            if said.get("solution") and said.get("grade"):
                text = answers.get(said["grade_id"], "The solution has no such cell.")
                cells.append(nbformat.v4.new_markdown_cell(f"{HEAD}\n\n{text}"))
            if cell.metadata.get("jupyter", {}).get("source_hidden"):
                cell.source = cell.source.partition("\n")[0]
            cells.append(cell)
        nb.cells = cells
        return nb, resources

    def _answers(self, assignment: str, notebook: str) -> dict[str, str]:
        """Return what the solution says in its answer cells, by grade_id."""
        rooms = CourseDirectory(config=self.config)
        folder = Path(rooms.format_path(rooms.source_directory, ".", assignment))
        try:
            solution = nbformat.read(folder / f"{notebook}.ipynb", as_version=4)
        except OSError:
            return {}
        found = (cell for cell in solution.cells if "nbgrader" in cell.metadata)
        return {cell.metadata.nbgrader.grade_id: cell.source for cell in found}
