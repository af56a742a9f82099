"""The pages of the web edition: what a lesson's page has, what waits, and what is kept."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import nbformat
import pytest
from docutils import nodes
from nbformat import NotebookNode
from typer.testing import CliRunner

from course.cli import app
from course.course_file import CourseFile
from course.errors import CourseError
from course.publish import book
from course.publish.book import figures, font, front, mathml, pages, predictions, runs
from course.shown import frames
from helpers.drawing import Picture
from helpers.drawing.sliders import Track, WithSliders

from ..bank import GRADED
from ..lesson import ROOT, cells, read

PLACES = [("download the notebook", "../notebooks/lesson.ipynb")]
NOTHING_SHOWN = {"kind": "text", "text": "shown\n"}


def page_of(release: NotebookNode, lesson: str = "lesson") -> NotebookNode:
    """Return the page of a release in which each cell printed a line."""
    code = [cell for cell in release.cells if cell.cell_type == "code"]
    ran = {"cells": {cell.id: [NOTHING_SHOWN] for cell in code}, "stopped": []}
    return pages.page(release, ran, lesson, PLACES)


def prose(page: NotebookNode) -> str:
    return "\n\n".join(cell.source for cell in page.cells if cell.cell_type == "markdown")


def lesson_of(*made: NotebookNode) -> NotebookNode:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 01 · One"), *made])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    return notebook


def code(source: str, **nbgrader: Any) -> NotebookNode:
    cell = nbformat.v4.new_code_cell(source)
    if nbgrader:
        cell.metadata.nbgrader = nbgrader
    return cell


text = nbformat.v4.new_markdown_cell


@pytest.mark.parametrize("lesson", GRADED)
def test_a_page_has_the_stubs_and_no_check(lesson: str) -> None:
    release = read("notebooks", lesson)
    page = page_of(release, lesson)
    sources = [cell.source for cell in page.cells if cell.cell_type == "code"]
    for name, cell in cells(release, grade=True, solution=False).items():
        assert cell.source not in sources, name
    guesses = 0
    for name, cell in cells(release, solution=True, grade=False).items():
        if cell.source in sources:
            after = page.cells[[c.source for c in page.cells].index(cell.source) + 1]
            assert PLACES[0][1] in after.source, name
        else:
            guesses += 1
    assert guesses <= 1  # lesson 01 has a prediction of one point
    assert not [source for source in sources if "submit(" in source or "SETUP" in source]


@pytest.mark.parametrize("lesson", GRADED)
def test_each_prediction_has_one_reveal_that_ends(lesson: str) -> None:
    page = page_of(read("notebooks", lesson), lesson)
    opened = [cell for cell in page.cells if pages.OPEN in cell.source]
    assert opened and all(cell.source.startswith('<div class="prediction">') for cell in opened)
    depth, inside = 0, 0
    for cell in page.cells:
        if pages.OPEN in cell.source:
            depth += 1
        elif cell.source == pages.CLOSE:
            depth -= 1
        elif depth:
            inside += 1
            assert not re.search(r"^#+ ", cell.source, re.M) or cell.cell_type == "code"
        assert depth in (0, 1)
    assert depth == 0 and inside >= len(opened)


def test_a_reveal_ends_where_an_exercise_is_told() -> None:
    release = lesson_of(
        text("### Predict\n\nMore or less?"),
        code('more_guess = ...  # "more" or "less"'),
        code("print(1)"),
        text("It is more.\n\n**Exercise `double` · 1 point.** Double it."),
        code("double = ...", grade_id="double", solution=True, grade=False),
    )
    kinds = [
        "prediction" if "prediction" in c.source else c.source.split("\n")[0]
        for c in page_of(release).cells[3:]
    ]
    assert kinds == [
        *("prediction", "print(1)", "It is more.", "</details>"),
        *("**Exercise `double` · 1 point.** Double it.", "double = ..."),
        figures.links_line("Write it, and check it, in the notebook:", PLACES, "places"),
    ]


@pytest.mark.parametrize(
    ("source", "options"),
    [
        ('g = ...  # "smaller" or "larger"', [("smaller", "larger")]),
        ('g = ...  # "(6,)", "(6, 1)" or "an error"', [("(6,)", "(6, 1)", "an error")]),
        ("g = ...  # 2, 36, 38 or -34", [("2", "36", "38", "-34")]),
        ("g = ...  # 0.0025, 0.25 or 1", [("0.0025", "0.25", "1")]),
        ('g = ...  # "small" or "wide", in validation', [("small", "wide")]),
        ("g = ...  # a number from 0 to 200", [()]),
        ("a = ...  # a number\nb = ...  # a number", [(), ()]),
        ("g = ...\nprint(g)", []),
        ("g = 3", []),
    ],
)
def test_what_can_be_chosen(source: str, options: list[tuple[str, ...]]) -> None:
    assert [g.options for g in predictions.guesses_in(code(source), "do")] == options


def test_an_answer_of_points_is_no_prediction_outside_predict() -> None:
    cell = code("pick = ...  # 1, 2 or 3", grade_id="pick", solution=True, grade=False)
    assert predictions.guesses_in(cell, "do") == []
    assert len(predictions.guesses_in(cell, "predict")) == 1


def test_a_cell_that_needs_an_answer_says_so_and_shows_nothing() -> None:
    release = lesson_of(code("double(3)"))
    page = pages.page(
        release,
        {"cells": {release.cells[1].id: []}, "stopped": [release.cells[1].id]},
        "lesson",
        PLACES,
    )
    assert page.cells[2].outputs == []
    assert page.cells[3].source == pages.NEEDS


@pytest.mark.slow
def test_a_run_keeps_what_cells_show_and_names_those_that_need_an_answer(tmp_path: Path) -> None:
    sources = {
        "stub": "x = ...",
        "printed": "print(x)",
        "value": "[x]",
        "error": "x + 1",
        "meant": "raise ValueError(1)",
        "both": "print('\\r[##] 1 of 2\\r2 of 2')\n2 + 3",
    }
    told = [{"id": k, "source": v, "stops": k == "meant"} for k, v in sources.items()]
    (tmp_path / "cells.json").write_text(json.dumps(told), encoding="utf-8")
    words = [str(tmp_path / "cells.json"), str(tmp_path), str(tmp_path / "record.json")]
    subprocess.run([sys.executable, "-m", "course.shown.running", *words], cwd=ROOT, check=True)
    found = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))
    assert found["stopped"] == ["printed", "value", "error"]
    shown = {k: [item["text"] for item in v] for k, v in found["cells"].items() if v}
    assert shown == {"meant": ["ValueError: 1\n"], "both": ["5\n"]}


@pytest.fixture
def counter() -> Picture:
    from helpers.drawing.picture import new_figure

    def draw() -> Any:
        figure, (ax,) = new_figure(2, 1)
        word = ax.text(0, 0, "")
        return figure, lambda epoch, rate: word.set_text(f"{epoch} {rate}")

    return Picture(draw, lambda epoch, rate: f"Epoch {epoch} at {rate}.").move(epoch=2, rate=0.5)


def test_all_pairs_of_two_sliders_are_drawn(counter: Picture, tmp_path: Path) -> None:
    epochs, rates = (
        Track([(str(v), v) for v in values], start)
        for values, start in (([0, 1, 2], 2), ([0.1, 0.5], 0.5))
    )
    found = frames.drawn(WithSliders(counter, {"epoch": epochs, "rate": rates}), tmp_path)
    assert found["alts"] == [f"Epoch {e} at {r}." for e in (0, 1, 2) for r in (0.1, 0.5)]
    assert len(set(found["files"])) == 6
    assert all((tmp_path / name).read_bytes()[8:12] == b"WEBP" for name in found["files"])
    assert found["size"] == [200, 100]
    assert [(s["name"], s["start"], s["time"]) for s in found["sliders"]] == [
        ("epoch", 2, True),
        ("rate", 1, False),
    ]
    html = figures.figure(found, "../frames/x/")
    assert f'src="../frames/x/{found["files"][5]}"' in html
    assert '<figcaption aria-live="polite">Epoch 2 at 0.5.</figcaption>' in html
    told = json.loads(re.findall(r"<script[^>]*>(.*)</script>", html)[0])
    assert told["files"] == found["files"]


def test_the_summary_can_be_read_without_its_picture() -> None:
    text = front.pages({}, CourseFile())["summary.md"]
    assert "\n**Your four lines**\n\n- forward: z = W·a + b, a = f(z), layer by layer\n" in text
    assert "\n- Adam: m ← β1·m + (1 − β1)·g · lr 0.001, β1 0.9\n  <br>v ← " in text


def test_words_in_a_script_do_not_end_it() -> None:
    guess = predictions.Guess("g", ("</script><b>", "&"))
    html = figures.prediction([guess])
    assert html.count("</script>") == 1
    told = json.loads(re.findall(r"<script[^>]*>(.*)</script>", html)[0])
    assert told == [{"name": "g", "options": ["</script><b>", "&"]}]


class Runs:
    """Stands in for the process of a run: writes an empty record, and counts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, course: Path, code: int = 0) -> None:
        self.count, self.code, self.course = 0, code, course
        monkeypatch.setattr("course.publish.book.runs.subprocess.run", self)

    def __call__(self, command: list[Any], **more: Any) -> CompletedProcess[str]:
        self.count += 1
        assert more["env"]["DOWNHILL_OFFLINE"]
        modules = [str(self.course / "helpers/one.py"), "/elsewhere.py"]
        said = {"cells": {}, "stopped": [], "modules": modules}
        Path(command[-1]).write_text(json.dumps(said), encoding="utf-8")
        return CompletedProcess(command, self.code, "", "Traceback\nValueError: no such thing\n")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    for room in ("helpers", "data"):
        (tmp_path / room).mkdir()
    for name in ("helpers/one.py", "helpers/two.py", "data/prices.csv"):
        (tmp_path / name).write_text("1\n", encoding="utf-8")
    yield tmp_path


@pytest.mark.parametrize(
    ("changed", "again"),
    [("helpers/one.py", 1), ("helpers/two.py", 0), ("data/prices.csv", 1), ("", 0)],
)
def test_a_lesson_runs_again_where_what_it_imports_changed(
    small: Path, monkeypatch: pytest.MonkeyPatch, changed: str, again: int
) -> None:
    ran, lessons = Runs(monkeypatch, small), {"01_one": lesson_of()}
    first = runs.records(small, lessons, small / "desk")
    if changed:
        (small / changed).write_text("2\n", encoding="utf-8")
    second = runs.records(small, lessons, small / "desk")
    assert ran.count == 1 + again
    assert (first == second) is not bool(again)


def test_a_lesson_that_can_t_be_run_is_named(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Runs(monkeypatch, small, code=1)
    with pytest.raises(CourseError, match=r"01_one can't be run: ValueError: no such thing"):
        runs.records(small, {"01_one": lesson_of()}, small / "desk")


def test_mathematics_is_mathml() -> None:
    class Writer:
        body: list[str] = []  # noqa: RUF012
        encode = staticmethod(lambda words: words)

    for visit, node in ((mathml._inline, nodes.math), (mathml._block, nodes.math_block)):
        with pytest.raises(nodes.SkipNode):
            visit(Writer, node("", r"\frac{\partial L}{\partial w}"))  # type: ignore[arg-type]
    inline, block = Writer.body
    assert "<mfrac>" in inline and 'display="block"' in block
    assert font.letters([inline]) == {ord("∂"), ord("L"), ord("w")}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--book", "--lite"], "one site at a time"),
        (["--lite-address", "https://example.org"], "goes with --book"),
        (["--book", "--gradescope", "01_derivatives"], "name no other"),
        (["--book", "--repository", "nowhere"], "not the address of a repository"),
    ],
)
def test_what_is_refused(tmp_path: Path, words: list[str], told: str) -> None:
    done = CliRunner().invoke(app, ["publish", str(tmp_path / "out"), *words])
    assert done.exit_code == 1 and told in done.output, done.output


def test_it_is_not_written_over_something_else(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CourseError, match="not an earlier edition"):
        book.publish_book(ROOT, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
