"""Stock nbgrader in a copy of the course: its commands, Formgrader and the Validate button."""

import csv
import html
import re
import subprocess
from collections.abc import Iterator

import pytest

from .lesson import ROOT, cells, read
from .sample_class.course import Course, Score
from .sample_class.mishaps import mishaps
from .sample_class.students import right_answers
from .server import Server

LESSON = "01_derivatives"
GRADED = cells(read("solutions", LESSON), grade=True)
CHECKS = {name: cell for name, cell in GRADED.items() if not cell.metadata.nbgrader.solution}
WRITTEN = next(name for name in GRADED if name not in CHECKS)
ANSWER = next(name for name, text in right_answers(LESSON).items() if text.startswith("def "))
UNGRADED = "a-doubled-cell"
STUDENTS = ["blank", "broken", "odd", "perfect", "warns"]
FULL = {
    name: Score(points if name in CHECKS else None, points, name not in CHECKS)
    for name, cell in GRADED.items()
    for points in [float(cell.metadata.nbgrader.points)]
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A clone of the course with a stale release, in which one lesson was graded."""
    course = Course.copy(tmp_path_factory.mktemp("a course"), LESSON)
    subprocess.run(["git", "init", "-q"], cwd=course.folder, check=True)
    subprocess.run(["git", "add", "-A"], cwd=course.folder, check=True)
    course.place("notebooks").write_text("stale", encoding="utf-8")
    for student, text in mishaps(LESSON, ANSWER).items():
        course.submit(student, text)
    shadow = course.place("gradebook/submitted", "odd").with_name("numpy.py")
    shadow.write_text("raise ImportError('not NumPy')\n", encoding="utf-8")
    made = course.nbgrader("generate_assignment", LESSON)
    assert made.returncode == 0, made.stderr
    graded = course.nbgrader("autograde", LESSON)
    assert f"for student '{UNGRADED}'" in graded.stderr, graded.stderr
    return course


def test_the_release_is_the_committed_one(course: Course) -> None:
    made = course.place("notebooks")
    assert made.read_bytes() == (ROOT / made.relative_to(course.folder)).read_bytes()


@pytest.mark.parametrize("student", ["odd", "perfect", "warns"])
def test_right_answers_get_full_marks(course: Course, student: str) -> None:
    # Odd is a check deleted, metadata of an old version and a numpy.py beside the notebook.
    assert course.scores(student) == FULL


def test_wrong_answers_get_none(course: Course) -> None:
    assert {score.auto_score for score in course.scores("blank").values()} == {0.0}
    check = f"{ANSWER}-check"
    assert course.scores("broken") == {**FULL, check: Score(0.0, FULL[check].max_score, False)}


def test_a_doubled_cell_leaves_one_student_ungraded(course: Course) -> None:
    assert {score.auto_score for score in course.scores(UNGRADED).values()} == {None}
    assert not course.place("gradebook/autograded", UNGRADED).exists()


def test_export_goes_to_the_gradebook_folder(course: Course) -> None:
    done = course.nbgrader("export")
    assert done.returncode == 0, done.stderr
    with (course.folder / "gradebook" / "grades.csv").open(encoding="utf-8") as file:
        found = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert found == {
        # nbgrader writes 0 for the one who is not graded.
        student: sum(score.auto_score or 0.0 for score in course.scores(student).values())
        for student in [UNGRADED, *STUDENTS]
    }


def test_feedback_without_hidden_tests(course: Course) -> None:
    stale = course.place("gradebook/feedback", "perfect", "html")
    stale.parent.mkdir(parents=True)
    stale.write_text("stale", encoding="utf-8")
    made = course.nbgrader("generate_feedback", LESSON)
    assert made.returncode == 0, made.stderr
    public = squeezed("".join(cell.source for cell in read("notebooks", LESSON).cells))
    for student in STUDENTS:
        page = course.place("gradebook/feedback", student, "html").read_text(encoding="utf-8")
        text = squeezed(html.unescape(re.sub("<[^>]*>", "", page)))
        for name, check in CHECKS.items():
            seen, _, hidden = check.source.partition("### BEGIN HIDDEN TESTS")
            assert squeezed(seen) in text, (student, name)
            secrets = {squeezed(line) for line in hidden.splitlines()}
            leaked = [line for line in secrets if line not in public and line in text]
            assert leaked == [], (student, name)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def server(course: Course) -> Iterator[Server]:
    with course.serving() as server:
        yield server


@pytest.mark.parametrize(
    "page",
    [
        "",
        "manage_assignments",
        f"manage_submissions/{LESSON}",
        "gradebook",
        f"gradebook/{LESSON}",
        f"gradebook/{LESSON}/{LESSON[3:]}",
        "manage_students",
        f"manage_students/perfect/{LESSON}",
    ],
)
def test_formgrader_has_its_pages(server: Server, page: str) -> None:
    status, text = server.ask(f"formgrader/{page}")
    assert status == 200 and "nbgrader" in text


def test_formgrader_lists_the_lesson_and_its_students(server: Server) -> None:
    found = {lesson["name"]: lesson for lesson in server.json("formgrader/api/assignments")}
    assert list(found) == [LESSON]
    assert found[LESSON]["source_path"] == f"solutions/{LESSON}"
    assert found[LESSON]["num_submissions"] == len(STUDENTS) + 1
    submissions = server.json(f"formgrader/api/submissions/{LESSON}")
    graded = {entry["student"]: entry["autograded"] for entry in submissions}
    assert graded == {UNGRADED: False, **dict.fromkeys(STUDENTS, True)}


def test_formgrader_grades_a_written_answer(server: Server, course: Course) -> None:
    listed = server.json(f"formgrader/api/submitted_notebooks/{LESSON}/{LESSON[3:]}")
    notebook = next(entry["id"] for entry in listed if entry["student"] == "broken")
    status, text = server.ask(f"formgrader/submissions/{notebook}/")
    assert status == 200 and f"gradebook/autograded/broken/{LESSON}" in text
    grades = server.json(f"formgrader/api/grades?submission_id={notebook}")
    grade = next(entry["id"] for entry in grades if entry["name"] == WRITTEN)
    server.json(f"formgrader/api/grade/{grade}", "PUT", {"manual_score": 1.5})
    made = server.json(f"formgrader/api/assignment/{LESSON}/broken/generate_feedback", "POST")
    assert made["success"], made
    page = course.place("gradebook/feedback", "broken", "html").read_text(encoding="utf-8")
    assert "Score: 1.5 / 2.0" in page


def validated(server: Server, student: str) -> dict[str, list[dict[str, str]]]:
    path = f"gradebook/submitted/{student}/{LESSON}/{LESSON[3:]}.ipynb"
    answer = server.json("assignments/validate", "POST", {"path": path})
    assert answer["success"], answer["value"]
    value: dict[str, list[dict[str, str]]] = answer["value"]
    return value


def test_validate_passes_a_perfect_notebook(server: Server) -> None:
    assert validated(server, "perfect") == {}


def test_validate_names_what_is_blank(server: Server) -> None:
    failed = validated(server, "blank")["failed"]
    blank = cells(read("notebooks", LESSON), grade=True)
    assert [cell["source"] for cell in failed] == [cell.source for cell in blank.values()]
    # The check's own message, not a traceback.
    assert all(cell["raw_error"].strip() for cell in failed)
    assert not any("Traceback" in cell["raw_error"] for cell in failed)


def test_git_sees_nothing_of_it(course: Course) -> None:
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    status = subprocess.run(
        command, cwd=course.folder, check=True, capture_output=True, encoding="utf-8"
    )
    assert [line for line in status.stdout.splitlines() if not line.startswith("A  ")] == []
