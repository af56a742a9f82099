"""The site that runs lessons in the browser: what is in it, and what it is not written over."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from course.build import build
from course.cli import app
from course.errors import CourseError
from course.publish import lite, wheels

from ..lesson import cells, read
from ..sample_class.course import Course
from ..sample_class.students import right_answers
from .editions import ADDRESS, course_of, everything, published
from .test_canaries import plant
from .test_grading import is_full

REASON = "JupyterLite is not installed here: it is in the dependency group dev"
pytest.importorskip("jupyterlite_core", reason=REASON)
pytest.importorskip("jupyterlite_pyodide_kernel", reason=REASON)
LESSON = "03_two_weights"
# As tests/browser/test_lite.py finds it in a file that JupyterLite saved.
KERNEL = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one lesson, with canaries where students must not look."""
    course = course_of(tmp_path_factory.mktemp("taught") / "course", LESSON)
    place = course / "lessons" / LESSON / f"{LESSON[3:]}.py"
    text, _ = plant(place.read_text(encoding="utf-8"), LESSON)
    place.write_text(text, encoding="utf-8", newline="\n")
    build(course)
    return course


@pytest.fixture(scope="module")
def site(course: Path) -> Iterator[Path]:
    out = course.parent / "site"
    words = ["publish", str(out), "--lite", "--course", str(course)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0 and "1 lesson:" in done.output, done.output
    return out


@pytest.mark.slow
def test_no_canary_is_in_it(course: Path, site: Path) -> None:
    planted = (course / "solutions" / LESSON / f"{LESSON[3:]}.ipynb").read_text(encoding="utf-8")
    assert planted.count(f"canary-{LESSON}-") > 5
    names = []
    for name, content in everything(site):
        assert f"canary-{LESSON}-".encode() not in content, name
        names.append(name)
    assert any(name.endswith("!archive!helpers/__init__.py") for name in names)
    assert any(name.startswith("pypi/ipywidgets") and name.endswith(".py") for name in names)
    assert not [name for name in names if "nbgrader" in name]


@pytest.mark.slow
def test_a_lesson_in_it_is_the_release_but_for_the_set_up(site: Path) -> None:
    made = nbformat.read(site / "files" / LESSON / f"{LESSON[3:]}.ipynb", as_version=4)
    nbformat.validate(made)
    for mine, theirs in zip(made.cells, read("notebooks", LESSON).cells, strict=True):
        if mine.id != "setup":
            assert mine == theirs
    assert "%pip install" in cells(made)["setup"].source
    assert f'path={LESSON}/{LESSON[3:]}.ipynb"' in (site / "index.html").read_text("utf-8")


@pytest.mark.slow
def test_an_earlier_site_is_replaced_and_nothing_else(
    site: Path, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lite.publish_site(course, site) == [LESSON]
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(CourseError, match="is not an earlier"):
        lite.publish_site(course, tmp_path)
    published(tmp_path / "edition", monkeypatch)
    with pytest.raises(CourseError, match="holds a student edition"):
        lite.publish_site(course, tmp_path / "edition")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edition", "mine"]


@pytest.mark.slow
def test_a_lesson_saved_in_it_gets_full_marks(site: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(site / "files" / LESSON / f"{LESSON[3:]}.ipynb", as_version=4)
    for name, source in right_answers(LESSON).items():
        cells(notebook)[name].source = source
    notebook.metadata.kernelspec = KERNEL
    course = Course.copy(tmp_path, LESSON)
    course.submit("ada", nbformat.writes(notebook))
    for words in (["generate_assignment", LESSON], ["autograde", LESSON]):
        done = course.nbgrader(*words)
        assert done.returncode == 0, done.stderr
    assert is_full(course, "ada")


def test_a_package_that_is_missing_is_named() -> None:
    with pytest.raises(CourseError, match="package no_such_package is missing"):
        wheels.wheel("no_such_package")
    with pytest.raises(CourseError, match="numpy is not pure Python"):
        wheels.wheel("numpy")


def test_a_site_takes_no_address(tmp_path: Path) -> None:
    words = ["publish", str(tmp_path / "site"), "--lite", "--repository", ADDRESS]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 1 and "leave out --repository, or --lite" in done.output
    assert not (tmp_path / "site").exists()
