"""The benchmark of lessons: a notebook is timed cell by cell, and the verdicts are computed."""

from pathlib import Path

import nbformat

from benchmarks import imports, lessons
from benchmarks.cells import Lesson, run
from benchmarks.dragging import Dragged
from benchmarks.measure import ROOT
from benchmarks.page import table
from benchmarks.redraw import Step

STEPS = {
    "a": Step(first=0.02, again=0.01, replot=0.2, solid=False),
    "b": Step(first=0.06, again=0.03, replot=0.2, solid=False),
    "c": Step(first=0.03, again=0.01, replot=0.2, solid=False),
    "d": Step(first=0.03, again=0.01, replot=0.2, solid=True),
}
FIRSTS = [imports.FirstCells("07_x", 1.1, ["csv", "json"])]
MODULES = {name: 0.1 for name in imports.MODULES}


def said(cells: list[tuple[str, float]], bars: set[str], **modules: float) -> list[str]:
    lesson = Lesson("07_x", [("kernel start", 0.5), *cells], bars, 1.0, 2.0)
    dragged = {"a": Dragged(29.6, 24.4)}
    text = lessons.page([lesson], {**MODULES, **modules}, FIRSTS, STEPS, dragged)
    assert "| b | 0.30 | 0.15 | 60 |" in text and "| a | 30 | 24 |" in text
    assert f"| 07_x | {sum(s for _, s in lesson.cells) / 0.1:.0f} |" in text
    return [line for line in text.splitlines() if line.startswith("- ")]


def test_all_is_quick() -> None:
    lines = said([("cell-01", 2.0), ("cell-02", 9.9)], set())
    assert len(lines) == 8
    assert [line for line in lines if not line.endswith("**met**.")] == [lines[5]]
    assert "takes 0.91 of that where" in lines[4]  # 30 of 33 ms
    assert lines[5].endswith("takes 0.150: **missed** by the median picture.")
    assert "takes 0.050: " in lines[6]
    assert "longest of all takes 0.99" in lines[0]


def test_what_is_slow_is_named() -> None:
    cells = [("cell-01", 60.0), ("cell-02", 70.0)]
    lines = said(cells, {"cell-01"}, **{"helpers.training": 0.14})
    assert lines[0].endswith("**missed** by 07_x cell-02.")
    assert lines[1].endswith("**missed** by all together.")
    assert lines[2].endswith("**missed** by `helpers.training`.")


def test_a_lesson_that_imports_for_long_is_named() -> None:
    late = [imports.FirstCells("08_y", 1.2, ["csv"]), *FIRSTS]
    lesson = Lesson("08_y", [("kernel start", 0.5), ("cell-01", 2.0)], set(), 1.0, 2.0)
    text = lessons.page([lesson], MODULES, late, STEPS, {})
    assert "no Chromium or Chrome" in text
    assert "can do without: **missed** by 08_y (1.20)." in text
    assert "| 07_x | 1.10 | csv, json |" in text


def test_the_first_cells_are_those_down_to_the_imports() -> None:
    code = imports.first_cells(ROOT / "solutions" / "03_two_weights" / "two_weights.ipynb")
    assert "helpers.doctor.set_up" in code and "import checks" in code and "checks." not in code


def test_a_notebook_is_timed_and_weighed(tmp_path: Path) -> None:
    new = nbformat.v4.new_code_cell
    work = "total = 0\nfor i in range(2_000_000):\n    total += i\nprint('x' * 1000)"
    bar = "from helpers.drawing import progress\nprogress.bar()(1, 1)"
    cells = [nbformat.v4.new_markdown_cell("text"), new(work, id="work"), new(bar, id="bar")]
    path = tmp_path / "03_y" / "y.ipynb"
    path.parent.mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    lesson = run(path)
    assert lesson.name == "03_y" and [name for name, _ in lesson.cells][1:] == ["work", "bar"]
    assert lesson.bars == {"bar"}
    assert 0.001 < lesson.saved <= lesson.with_sliders < 0.01  # what is printed, but no clock


def test_a_bar_in_a_cell_makes_no_column() -> None:
    assert table(["what", "size"], [["|W|", "2"]]).splitlines()[-1] == r"| \|W\| | 2 |"
