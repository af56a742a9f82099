"""Published lessons that Colab saved get full marks, by nbgrader and by `course grade`."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from ..bank import LESSONS
from ..lesson import cells, read
from ..sample_class.colab import saved_by_colab
from ..sample_class.course import Course
from ..sample_class.students import right_answers
from .editions import ADDRESS, published

pytestmark = pytest.mark.slow


@pytest.fixture(params=["badge", "single file"])
def handed_in(
    request: pytest.FixtureRequest, lesson: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The file of a student who answered everything in Colab, with a badge or with an archive."""
    badge = request.param == "badge"
    published(tmp_path / "out", monkeypatch, ADDRESS if badge else None)
    name = f"notebooks/{lesson}/{lesson[3:]}.ipynb" if badge else f"colab/{lesson}.ipynb"
    place = tmp_path / "out" / name
    notebook = nbformat.read(place, as_version=4)
    for name, source in right_answers(lesson).items():
        cells(notebook)[name].source = source
    return saved_by_colab(notebook)


def is_full(course: Course) -> bool:
    """Say whether all that a check grades has all of its points."""
    graded = cells(read("solutions", course.lesson), grade=True)
    scores = course.scores("ada")
    assert scores.keys() == graded.keys()
    return all(
        score.needs_manual_grade or score.auto_score == float(graded[name].metadata.nbgrader.points)
        for name, score in scores.items()
    )


@pytest.mark.parametrize("lesson", ["03_two_weights", "06_layers"])
def test_by_nbgrader(lesson: str, handed_in: str, tmp_path: Path) -> None:
    course = Course.copy(tmp_path / "course", lesson)
    course.submit("ada", handed_in)
    for words in (["generate_assignment", lesson], ["autograde", lesson]):
        done = course.nbgrader(*words)
        assert done.returncode == 0, done.stderr
    assert is_full(course)
    graded = course.place("gradebook/autograded", "ada").read_text(encoding="utf-8")
    notebook = nbformat.reads(graded, as_version=4)
    # nbgrader puts the release's set-up cell back, so the archive goes no further.
    assert cells(notebook)["setup"].source == cells(read("notebooks", lesson))["setup"].source
    assert not cells(notebook)["setup"].outputs
    [said] = notebook.cells[-1].outputs
    assert said.name == "stdout" and "nothing is missing" in said.text


@pytest.mark.parametrize("lesson", LESSONS)
def test_by_course_grade(lesson: str, handed_in: str, tmp_path: Path) -> None:
    course = Course.copy(tmp_path / "course", lesson)
    delivered = course.folder / "delivered"
    delivered.mkdir()
    (delivered / f"ada_{lesson[3:]}.ipynb").write_text(handed_in, encoding="utf-8")
    (course.folder / "roster.csv").write_text("id\nada\n", encoding="utf-8")
    start = [sys.executable, "-c", "from course.cli import app; app()"]
    done = subprocess.run(
        [*start, "grade", lesson, "delivered", "--roster", "roster.csv", "--workers", "1"],
        cwd=course.folder,
        env=course.environment(),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert is_full(course)
    page = course.folder / "gradebook" / "feedback" / "ada" / lesson / f"{lesson[3:]}.html"
    text = page.read_text(encoding="utf-8")
    assert page.stat().st_size < 200_000 and "ARCHIVE" not in text
    assert "damaged" not in text and "edited" not in text
