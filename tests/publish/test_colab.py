"""Every published lesson with Colab's packages, on the Pythons that Colab has had.

All lessons run on the Python that Colab has now, and by turns on one of the other two; the one
class, whose exercises are those of lessons, only on the one of now.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from ..bank import CLASS, LESSONS
from ..lesson import CHECK, cells, exercises
from .colab_runs import Run, run
from .editions import published
from .interpreters import PYTHONS, environment

pytestmark = pytest.mark.slow
NOW, *OTHERS = PYTHONS
CASES = [(NOW, CLASS)] + [
    (python, lesson)
    for number, lesson in enumerate(LESSONS)
    for python in (NOW, OTHERS[number % len(OTHERS)])
]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("edition") / "out"
    with pytest.MonkeyPatch.context() as patch:
        published(out, patch)
    return out


@pytest.fixture(scope="module")
def colab(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A Python with Colab's packages, made for these tests and removed after them."""
    folder = tmp_path_factory.mktemp("colab")
    yield environment(request.param, folder)
    shutil.rmtree(folder)


def installed(python: Path) -> list[str]:
    """Return the packages that a virtual environment has, each with its version."""
    packages = python.parent.parent.glob("lib/python*/site-packages/*.dist-info")
    found = sorted(place.name for place in packages)
    assert any(name.startswith("numpy-") for name in found)
    return found


def printed(cell: NotebookNode) -> str:
    return "".join(out.text for out in cell.outputs if out.output_type == "stream")


def errors(notebook: NotebookNode) -> dict[str, str]:
    """Return what failed, by the cell's name or text."""
    return {
        cell.metadata.get("nbgrader", {}).get("grade_id", cell.source): "\n".join(out.traceback)
        for cell in notebook.cells
        for out in cell.get("outputs", [])
        if out.output_type == "error"
    }


@pytest.mark.parametrize(("colab", "lesson"), CASES, indirect=["colab"])
def test_a_lesson_in_colab(colab: Path, edition: Path, tmp_path: Path, lesson: str) -> None:
    name = lesson[3:]
    before = installed(colab)
    text = (edition / "colab" / f"{lesson}.ipynb").read_text(encoding="utf-8")
    done: Run = run(colab, lesson, text, tmp_path)

    unpacked = "The course's helpers were unpacked from this cell.\n"
    assert printed(cells(done.given)["setup"]) == unpacked
    # Nothing attempted: every check says so, and nothing else fails.
    failed = errors(done.given)
    assert failed.keys() == {exercise + CHECK for exercise in exercises(lesson)}, failed
    assert all("not attempted yet" in said for said in failed.values()), failed
    assert printed(done.given.cells[-1]).startswith(f"{name}: something is missing.")

    # All answered: nothing fails, and the one download is what the LMS is given.
    assert printed(cells(done.answered)["setup"]) == ""
    assert errors(done.answered) == {}
    assert printed(done.answered.cells[-1]).startswith(f"{name}: nothing is missing.")
    assert [path.name for path in done.downloads.iterdir()] == [f"{name}.ipynb"]
    nbformat.validate(nbformat.read(done.downloads / f"{name}.ipynb", as_version=4))

    for notebook in (done.given, done.answered):
        for cell in notebook.cells:
            assert not [out for out in cell.get("outputs", []) if out.get("name") == "stderr"]
            if "drawing.show(" in cell.source and cell.cell_type == "code":
                assert any("image/png" in out.get("data", {}) for out in cell.outputs), cell.source
    assert installed(colab) == before
    assert not list((tmp_path / "content").iterdir())
