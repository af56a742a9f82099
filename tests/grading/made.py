"""Graded submissions made without running anything, for the tests of what comes after the judge."""

import copy
from collections.abc import Collection, Mapping

import nbformat

from course.grading.parcels import Graded, State, Verdict

from ..lesson import CHECK, cells, exercises, read


def graded(
    lesson: str,
    student: str,
    right: Collection[str] = (),
    answers: Mapping[str, str] | None = None,
) -> Graded:
    """Return a submission whose checks of the exercises in `right` pass, and no others.

    What is not in `answers` is the stub.
    """
    notebook = copy.deepcopy(read("solutions", lesson))
    blank = {**cells(read("notebooks", lesson), solution=True)}
    for name, cell in cells(notebook, solution=True).items():
        cell.source = (answers or {}).get(name, blank[name].source)
    verdicts = []
    for name in exercises(lesson):
        check = cells(notebook)[name + CHECK]
        points = float(check.metadata.nbgrader.points)
        if name in right:
            state, got, said = State.RIGHT, points, f"{name}: right in all tests."
            check.outputs = [nbformat.v4.new_output("stream", name="stdout", text=said + "\n")]
        else:
            state, got, said = State.WRONG, 0.0, f"{name}: not right yet."
            check.outputs = [
                nbformat.v4.new_output("error", ename="CheckFailed", evalue=said, traceback=[said])
            ]
        verdicts.append(Verdict(name + CHECK, state, got, points, said))
    return Graded(student, notebook, tuple(verdicts))
