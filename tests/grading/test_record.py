"""The writer alone, with submissions that were made and not run."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest

from course.errors import CourseError
from course.grading import lesson
from course.grading.book import gradebook
from course.grading.book.enrol import enrol
from course.grading.parcels import Delivery
from course.grading.people.students import Roster, Student
from course.grading.record.recorder import Recorder
from course.grading.store import Store

from ..lesson import cells, exercises, read
from ..sample_class.course import Course, Score
from ..sample_class.students import answered
from .books import everything
from .made import graded

LESSON = "03_two_weights"
WRITTEN = "lower_loss"
MONDAY = datetime(2026, 11, 16, 12, tzinfo=UTC)
CLASS = Roster(Student(name, last_name=name.title()) for name in ("ada", "bo", "cy"))


@contextmanager
def writer(course: Course) -> Iterator[Recorder]:
    config = lesson.settings(course.folder)
    url = gradebook.address(config.CourseDirectory.db_url)
    taught = lesson.read_lesson(config, LESSON)
    with gradebook.open_gradebook(url, "downhill") as book:
        lesson.register(config, [taught], str(book.engine.url))
        enrol(book, CLASS)
        yield Recorder(book, config, taught)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course.copy(tmp_path, LESSON)


def delivery(student: str, text: str = "{}", at: datetime | None = MONDAY) -> Delivery:
    return Delivery(student, Store().keep(text.encode()), f"{student}.ipynb", at)


def manual(recorder: Recorder, student: str, cell: str, score: float, comment: str) -> None:
    """Grade by hand, the way Formgrader does."""
    where = (cell, "two_weights", LESSON, student)
    grade = recorder.book.find_grade(*where)
    grade.manual_score, grade.needs_manual_grade = score, False
    recorder.book.find_comment(*where).manual_comment = comment
    recorder.book.db.commit()


def test_scores_are_those_of_the_judge(course: Course) -> None:
    with writer(course) as recorder:
        recorder.record(
            delivery("ada"), graded(LESSON, "ada", ["forward", "step"], {WRITTEN: "A wall."})
        )
    assert course.scores("ada") == {
        "forward-check": Score(1, 1, False),
        "gradients-check": Score(0, 3, False),
        "step-check": Score(2, 2, False),
        "train-check": Score(0, 3, False),
        "mend_train-check": Score(0, 2, False),
        "lower_loss": Score(None, 2, True),
    }


def test_an_unanswered_question_gets_no_points_and_a_comment(course: Course) -> None:
    with writer(course) as recorder:
        recorder.record(delivery("bo"), graded(LESSON, "bo"))
        comment = recorder.book.find_comment(WRITTEN, "two_weights", LESSON, "bo")
        assert comment.auto_comment == "No response."
    assert course.scores("bo")[WRITTEN] == Score(0, 2, False)


def test_files_are_as_delivered_and_as_executed(course: Course) -> None:
    text = '{"cells": [], "odd": "\\u00e9"}\r\n'
    with writer(course) as recorder:
        recorder.record(delivery("ada", text), graded(LESSON, "ada", ["forward"]))
    assert course.place("gradebook/submitted", "ada").read_bytes() == text.encode()
    stamp = course.place("gradebook/submitted", "ada").with_name("timestamp.txt")
    assert stamp.read_text(encoding="utf-8") == "2026-11-16 12:00:00.000000 UTC\n"
    notebook = nbformat.read(course.place("gradebook/autograded", "ada"), as_version=4)
    nbformat.validate(notebook)
    said = notebook.metadata.downhill.verdicts
    assert [verdict.state for verdict in said if verdict.grade_id == "forward-check"] == ["right"]


def test_doing_it_twice_changes_nothing(course: Course) -> None:
    folder = course.folder / "gradebook"
    one = graded(LESSON, "ada", ["forward"], {WRITTEN: "A wall."})
    with writer(course) as recorder:
        recorder.record(delivery("ada"), copy.deepcopy(one))
        recorder.record(delivery("bo"), graded(LESSON, "bo"))
        manual(recorder, "ada", WRITTEN, 1.5, "Why?")
    before = everything(folder)
    with writer(course) as recorder:
        recorder.record(delivery("ada"), copy.deepcopy(one))
        recorder.record(delivery("ada"), copy.deepcopy(one))
    assert everything(folder) == before
    assert before[0]["downhill_ledger"]


@pytest.mark.slow
def test_stock_and_ours_write_the_same_rows(course: Course, tmp_path_factory) -> None:
    """Everything but the scores: what generate_assignment and autograde put into the tables."""
    stock = Course.copy(tmp_path_factory.mktemp("stock"), LESSON)
    text = nbformat.writes(answered(LESSON, {}))
    stock.submit("ada", text)
    for step in ("generate_assignment", "autograde"):
        done = stock.nbgrader(step, LESSON)
        assert done.returncode == 0, done.stderr
    with writer(course) as recorder:
        recorder.record(delivery("ada", text, at=None), graded(LESSON, "ada"))
    ours = everything(course.folder / "gradebook")[0]
    theirs = everything(stock.folder / "gradebook")[0]
    for table, rows in theirs.items():
        if table not in ("student", "course"):
            assert ours[table] == rows, table
    assert {row["id"] for row in theirs["course"]} >= {"downhill"}


def test_a_manual_score_stays_and_a_new_answer_asks_for_another_look(course: Course) -> None:
    with writer(course) as recorder:
        recorder.record(delivery("ada"), graded(LESSON, "ada", (), {WRITTEN: "A wall."}))
        manual(recorder, "ada", WRITTEN, 1.5, "Why?")
        again = delivery("ada", "{} ", MONDAY + timedelta(hours=1))
        recorder.record(again, graded(LESSON, "ada", ["forward"], {WRITTEN: "A wall."}))
        assert course.scores("ada")[WRITTEN] == Score(None, 2, False)
        assert recorder.book.find_submission(LESSON, "ada").score == 1 + 1.5
        third = delivery("ada", "{}  ", MONDAY + timedelta(hours=2))
        recorder.record(third, graded(LESSON, "ada", ["forward"], {WRITTEN: "A bowl."}))
        assert course.scores("ada")[WRITTEN] == Score(None, 2, True)
        grade = recorder.book.find_grade(WRITTEN, "two_weights", LESSON, "ada")
        assert (grade.manual_score, grade.score) == (1.5, 1.5)
        comment = recorder.book.find_comment(WRITTEN, "two_weights", LESSON, "ada")
        assert comment.comment == "Why?"


def test_no_grade_outlives_its_submission(course: Course) -> None:
    everybody = exercises(LESSON)
    with writer(course) as recorder:
        recorder.record(delivery("ada"), graded(LESSON, "ada", everybody, {WRITTEN: "A wall."}))
        recorder.set_aside(delivery("ada", "broken"), "It is no notebook.")
    assert set(course.scores("ada").values()) == {Score(None, points, True) for points in (1, 2, 3)}
    assert not course.place("gradebook/autograded", "ada").exists()
    assert course.place("gradebook/submitted", "ada").read_text(encoding="utf-8") == "broken"


@pytest.mark.parametrize("method, penalty", [("none", None), ("zero", 4.0)])
def test_late_penalties_are_the_course_s(
    course: Course, method: str, penalty: float | None
) -> None:
    with (course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f'\nc.LateSubmissionPlugin.penalty_method = "{method}"\n')
    with writer(course) as recorder:
        recorder.book.update_or_create_assignment(LESSON, duedate=MONDAY.replace(tzinfo=None))
        late = delivery("ada", "{}", MONDAY + timedelta(minutes=1))
        recorder.record(late, graded(LESSON, "ada", ["forward", "gradients"]))
        recorder.record(delivery("bo"), graded(LESSON, "bo", ["forward"]))
        found = [
            recorder.book.find_submission_notebook("two_weights", LESSON, student)
            for student in ("ada", "bo")
        ]
        assert [notebook.late_submission_penalty for notebook in found] == [penalty, None]


def test_a_failure_on_the_way_leaves_the_old_grades(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writer(course) as recorder:
        recorder.record(delivery("ada"), graded(LESSON, "ada", ["forward"]))
        before = everything(course.folder / "gradebook")

        def full(self: Path, content: bytes) -> int:
            raise OSError(28, "No space left on device", str(self))

        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            recorder.record(delivery("ada", "{} "), graded(LESSON, "ada", exercises(LESSON)))
        monkeypatch.undo()
    assert everything(course.folder / "gradebook") == before


def test_a_gradebook_with_other_cells_is_refused(course: Course) -> None:
    with writer(course) as recorder:
        recorder.record(delivery("ada"), graded(LESSON, "ada", ["forward"]))
    before = everything(course.folder / "gradebook")
    notebook = copy.deepcopy(read("solutions", LESSON))
    cells(notebook)["step"].metadata.nbgrader.grade_id = "stride"
    course.own_solution(notebook)
    with pytest.raises(CourseError, match="step, stride"), writer(course):
        pass
    assert everything(course.folder / "gradebook") == before
