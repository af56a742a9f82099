"""Six students graded by nbgrader itself: every cell gets the score that it must get."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from .sample_class.course import Course, Score
from .sample_class.students import ENDLESS, LESSON, sample_class

STUDENTS = ["blank", "colab", "corrupted", "endless", "perfect", "typical"]
SECONDS = 15  # for the endless loop; enough for the other cells on a busy machine


def expected(student: str) -> dict[str, Score]:
    with (Path(__file__).parent / "sample_class" / "expected.csv").open(encoding="utf-8") as file:
        return {
            row["cell"]: Score(
                float(row["auto_score"]) if row["auto_score"] else None,
                float(row["max_score"]),
                row["needs_manual_grade"] == "yes",
            )
            for row in csv.DictReader(file)
            if row["student"] == student
        }


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    course = Course.copy(tmp_path_factory.mktemp("sample_class"), LESSON)
    for student, text in sample_class().items():
        course.submit(student, text)
    made = course.nbgrader("generate_assignment", LESSON)
    assert made.returncode == 0, made.stderr
    # The exit code says that one file could not be read. The gradebook says all else.
    graded = course.nbgrader("autograde", LESSON, f"--Execute.timeout={SECONDS}")
    assert graded.returncode == 1, graded.stderr
    yield course


@pytest.mark.slow
@pytest.mark.parametrize("student", STUDENTS)
def test_every_cell_has_its_score(course: Course, student: str) -> None:
    assert course.scores(student) == expected(student)


def test_the_table_is_about_this_lesson() -> None:
    assert sorted(sample_class()) == STUDENTS
    scores = expected("perfect").values()
    assert all(score.auto_score in (None, score.max_score) for score in scores)
    assert [score.needs_manual_grade for score in scores].count(True) == 1


@pytest.mark.slow
def test_the_endless_loop_ended_at_the_timeout(course: Course) -> None:
    notebook = nbformat.read(course.place("gradebook/autograded", "endless"), as_version=4)
    errors = [
        (cell.metadata.nbgrader.grade_id, output.ename, "\n".join(output.traceback))
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    assert {where for where, _, _ in errors} == {f"{ENDLESS}-check"}
    assert "CellTimeoutError" in {kind for _, kind, _ in errors}
    # Feedback shows these errors to the student.
    assert not any("HIDDEN TESTS" in shown for _, _, shown in errors)


@pytest.mark.slow
def test_the_corrupted_file_is_ungraded_and_not_zero(course: Course) -> None:
    assert not course.place("gradebook/autograded", "corrupted").parent.exists()
    # Formgrader shows "needs autograding" and no score.
    api = course.api()
    state = {s: api.get_submission(LESSON, s)["autograded"] for s in STUDENTS}
    assert state == {s: s != "corrupted" for s in STUDENTS}


def test_the_colab_file_is_like_colab() -> None:
    text = sample_class()["colab"]
    notebook = json.loads(text)
    assert not text.endswith("\n")
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 0)
    assert "colab-badge" in notebook["cells"][0]["source"][0]
    assert all("id" not in cell and "id" in cell["metadata"] for cell in notebook["cells"])
    code = [cell["metadata"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all("user" in metadata["executionInfo"] for metadata in code)
