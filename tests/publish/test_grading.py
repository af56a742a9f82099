"""Published lessons that Colab saved get full marks, by nbgrader and by `course grade`."""

from pathlib import Path

import nbformat
import pytest

from ..bank import GRADED
from ..lesson import cells, read
from ..sample_class.colab import saved_by_colab
from ..sample_class.course import Course
from ..sample_class.students import right_answers
from .editions import ADDRESS, published

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What is published with an address, and without one, by the student who hands it in."""
    places = {}
    for student, address in (("badge", ADDRESS), ("single-file", None)):
        places[student] = tmp_path_factory.mktemp("edition") / "out"
        with pytest.MonkeyPatch.context() as patch:
            published(places[student], patch, address)
    return places


@pytest.fixture
def handed_in(lesson: str, editions: dict[str, Path]) -> dict[str, str]:
    """The files of two who answered everything in Colab: opened by a badge, or a single file."""
    names = {
        "badge": f"notebooks/{lesson}/{lesson[3:]}.ipynb",
        "single-file": f"colab/{lesson}.ipynb",
    }
    texts = {}
    for student, out in editions.items():
        notebook = nbformat.read(out / names[student], as_version=4)
        for name, source in right_answers(lesson).items():
            cells(notebook)[name].source = source
        texts[student] = saved_by_colab(notebook)
    assert len(set(texts.values())) == len(texts)
    return texts


def is_full(course: Course, student: str) -> bool:
    """Say whether all that a check grades has all of its points."""
    graded = cells(read("solutions", course.lesson), grade=True)
    scores = course.scores(student)
    assert scores.keys() == graded.keys()
    return all(
        score.needs_manual_grade or score.auto_score == float(graded[name].metadata.nbgrader.points)
        for name, score in scores.items()
    )


@pytest.mark.parametrize("lesson", ["03_two_weights", "06_layers"])
def test_by_nbgrader(lesson: str, handed_in: dict[str, str], tmp_path: Path) -> None:
    course = Course.copy(tmp_path / "course", lesson)
    for student, text in handed_in.items():
        course.submit(student, text)
    for words in (["generate_assignment", lesson], ["autograde", lesson]):
        done = course.nbgrader(*words)
        assert done.returncode == 0, done.stderr
    for student in handed_in:
        assert is_full(course, student)
        graded = course.place("gradebook/autograded", student).read_text(encoding="utf-8")
        notebook = nbformat.reads(graded, as_version=4)
        # nbgrader puts the release's set-up cell back, so the archive goes no further.
        assert cells(notebook)["setup"].source == cells(read("notebooks", lesson))["setup"].source
        assert not cells(notebook)["setup"].outputs
        [said] = notebook.cells[-1].outputs
        assert said.name == "stdout" and "nothing is missing" in said.text


@pytest.mark.parametrize("lesson", GRADED)
def test_by_course_grade(lesson: str, handed_in: dict[str, str], tmp_path: Path) -> None:
    course = Course.copy(tmp_path / "course", lesson)
    course.deliver(handed_in)
    course.grade()
    for student in handed_in:
        assert is_full(course, student)
        page = course.place("gradebook/feedback", student, "html")
        text = page.read_text(encoding="utf-8")
        assert page.stat().st_size < 200_000 and "ARCHIVE" not in text
        assert "damaged" not in text and "edited" not in text
