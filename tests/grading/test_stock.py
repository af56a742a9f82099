"""The sample class by the real command, and then nbgrader's own tools on that gradebook."""

import csv
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from ..sample_class.course import Course
from ..sample_class.students import LESSON, sample_class
from ..test_sample_class import STUDENTS, expected

pytestmark = pytest.mark.slow
GRADED = [student for student in STUDENTS if student != "corrupted"]
WRITTEN = "lower_loss"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    course = Course.copy(tmp_path_factory.mktemp("graded"), LESSON)
    course.deliver(sample_class())
    said = course.grade()
    assert "graded 5" in said and "to look at corrupted" in said
    yield course


@pytest.mark.parametrize("student", STUDENTS)
def test_every_cell_has_the_score_of_stock_nbgrader(course: Course, student: str) -> None:
    assert course.scores(student) == expected(student)


def test_the_file_is_as_delivered(course: Course) -> None:
    for student, text in sample_class().items():
        place = course.place("gradebook/submitted", student)
        assert place.read_bytes().decode("utf-8") == text


def test_the_notebook_is_valid(course: Course) -> None:
    for student in GRADED:
        place = course.place("gradebook/autograded", student)
        nbformat.validate(nbformat.read(place, as_version=4))


def test_export(course: Course) -> None:
    done = course.nbgrader("export")
    assert done.returncode == 0, done.stderr
    with (course.folder / "gradebook" / "grades.csv").open(encoding="utf-8") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    wanted = {
        student: sum(score.auto_score or 0 for score in expected(student).values())
        for student in STUDENTS
    }
    assert scores == wanted


def test_formgrader(course: Course) -> None:
    api = course.api()
    state = {s: api.get_submission(LESSON, s) for s in STUDENTS}
    assert {s: said["autograded"] for s, said in state.items()} == {
        s: s != "corrupted" for s in STUDENTS
    }
    asked = {s for s, said in state.items() if said["needs_manual_grade"]}
    assert asked == {"colab", "endless", "perfect", "typical"}
    with course.serving() as server:
        listed = server.json(f"formgrader/api/submitted_notebooks/{LESSON}/{LESSON[3:]}")
        notebook = next(one["id"] for one in listed if one["student"] == "typical")
        status, text = server.ask(f"formgrader/submissions/{notebook}/")
        assert status == 200 and "The loss is lower because her step is larger." in text
        grades = server.json(f"formgrader/api/grades?submission_id={notebook}")
        written = next(grade["id"] for grade in grades if grade["name"] == WRITTEN)
        server.json(f"formgrader/api/grade/{written}", "PUT", {"manual_score": 1.5})
    assert api.get_submission(LESSON, "typical")["needs_manual_grade"] is False


def test_what_was_graded_by_hand_is_kept(course: Course) -> None:
    """After Formgrader, above, gave a score: a regrade leaves it, and asks for nothing."""
    before = course.api().get_submission(LESSON, "typical")
    assert before["written_score"] == 1.5
    assert "graded 5" in course.grade("--regrade")
    after = course.api().get_submission(LESSON, "typical")
    assert {key: after[key] for key in ("score", "needs_manual_grade", "written_score")} == {
        key: before[key] for key in ("score", "needs_manual_grade", "written_score")
    }


def test_generate_feedback(course: Course) -> None:
    done = course.nbgrader("generate_feedback", LESSON)
    assert done.returncode == 0, done.stderr
    for student in GRADED:
        page = course.place("gradebook/feedback", student, "html").read_text(encoding="utf-8")
        assert "step-check" in page or "two_weights" in page
        assert "HIDDEN TESTS" not in page


def test_stock_autograde_goes_on_with_it(course: Course, tmp_path: Path) -> None:
    """Whoever prefers it: the same scores, and `course grade` then grades it anew."""
    done = course.nbgrader("autograde", LESSON, "--student=perfect", "--force")
    assert done.returncode == 0, done.stderr
    assert course.scores("perfect") == expected("perfect")
    assert "graded 1 unchanged 4" in course.grade()
    assert course.scores("perfect") == expected("perfect")
