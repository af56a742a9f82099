"""A lesson as the tests see it: its solution and release notebooks, cells by name."""

import copy
import linecache
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import nbformat
from nbformat import NotebookNode

from helpers.drawing import Picture

ROOT = Path(__file__).parents[1]
CHECK, HIDDEN = "-check", "### BEGIN HIDDEN TESTS"


def read(room: str, lesson: str) -> NotebookNode:
    """Return `room`/`lesson`'s notebook, a test's own; room is "solutions" or "notebooks"."""
    return copy.deepcopy(_read(room, lesson))


@cache
def _read(room: str, lesson: str) -> NotebookNode:
    return nbformat.read(ROOT / room / lesson / f"{lesson[3:]}.ipynb", as_version=4)


def cells(notebook: NotebookNode, **wanted: bool) -> dict[str, NotebookNode]:
    """Return the cells whose nbgrader metadata are as wanted, by grade_id."""
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
        and all(cell.metadata.nbgrader[key] is value for key, value in wanted.items())
    }


def without_shows(notebook: NotebookNode) -> None:
    """Leave out the code cells that only show something, which take most of the time.

    Exercises stand alone, so no check misses them.
    """
    notebook.cells = [
        cell for cell in notebook.cells if cell.cell_type != "code" or "nbgrader" in cell.metadata
    ]


def drawn(picture: Picture) -> Picture:
    """Return a picture that is drawn already, so that moving it moves what is there."""
    assert picture.figure.axes
    return picture


def tracked() -> list[str]:
    """Return the paths of all files that git knows, with `/` on every system."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return asked.stdout.decode("utf-8").split("\0")[:-1]


def exercises(lesson: str) -> list[str]:
    """Return the grade_ids of the answer cells that are graded by a check."""
    return list(cells(read("solutions", lesson), solution=True, grade=False))


def run_check(lesson: str, exercise: str, source: str, room: str = "solutions") -> None:
    """Run an answer and then its check, hidden part included, after the lesson's locked cells.

    Raises what the check raises.
    """
    notebook = read(room, lesson)
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells(notebook, locked=True, grade=False).values():
        exec(compile(cell.source, cell.id, "exec"), names)
    # As in a notebook, the check can show the line that stops.
    linecache.cache[exercise] = (len(source), None, source.splitlines(keepends=True), exercise)
    exec(compile(source, exercise, "exec"), names)
    check = cells(notebook)[exercise + CHECK]
    exec(compile(check.source, check.id, "exec"), names)


def from_hidden_part(error: BaseException, lesson: str, exercise: str) -> bool:
    """Say whether an error of `run_check` came from the part of the check that students don't see.

    The visible part runs first, so it has refused whatever the hidden part does not get to see.
    """
    check = cells(read("solutions", lesson))[exercise + CHECK]
    visible = check.source.split(HIDDEN)[0].count("\n")
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == check.id:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line > visible


def asks_for_a_choice(lesson: str, exercise: str) -> bool:
    """Say whether only the hidden part of a check has the right answer: a choice, or a number."""
    check = cells(read("solutions", lesson))[exercise + CHECK].source
    return bool(re.search(r"\bright=", check.partition(HIDDEN)[2]))


def uncommented(lesson: str, gap: str = "", line: str = "") -> dict[str, Any]:
    """Return the names after the answers and the cell with a plot that a student uncomments.

    `gap` stands in that cell for what a student has to write, `line` is what stands there then.
    """
    matplotlib.use("agg")  # no window opens
    notebook, names = read("solutions", lesson), dict[str, Any](__name__="__main__")
    for cell in cells(notebook, locked=True, grade=False).values():
        exec(cell.source, names)
    for cell in cells(notebook, solution=True, grade=False).values():
        exec(cell.source, names)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    (plot,) = (source for source in code if source.startswith("# ") and "plt.show()" in source)
    assert gap in plot
    exec(
        "\n".join(
            row.removeprefix("# ")
            for row in (plot.replace(gap, line) if gap else plot).splitlines()
        ),
        names,
    )
    return names
