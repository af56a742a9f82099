"""Pages and scores are made again from what is on disk, at any time."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.cli import app
from course.errors import CourseError
from course.grading.parcels import NeedsReview
from course.grading.report import pages as report
from course.grading.report.again import again
from course.grading.report.unresolved import GONE

from ..lesson import CHECK
from ..sample_class.students import TYPICAL, right_answers
from .classroom import GradedClass, Handed, graded_class
from .markup import Page

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
LESSON = "03_two_weights"
EVIL = "<script>alert('evil')</script>"


@pytest.fixture(scope="module")
def class_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GradedClass]:
    """Grade a class of five, and one who handed nothing in; a test leaves it as it was."""
    right = {**right_answers(LESSON), "lower_loss": "In my words."}
    students = {
        "blank": Handed(),
        "typical": Handed(TYPICAL, names={"first_name": "Ada", "email": "ada@x.org"}),
        "right": Handed(right),
        "read": Handed(right),
        "odd": Handed(why="The file is a web page and no notebook."),
    }
    folder = tmp_path_factory.mktemp("course")
    with graded_class(folder, LESSON, students, ["absent"]) as graded:
        report.write(graded.config, [graded.lesson], graded.book)
        yield graded


def test_without_a_grade_there_is_no_page(class_: GradedClass) -> None:
    old = class_.folder / "gradebook/feedback/odd" / LESSON / "two_weights.html"
    old.parent.mkdir(parents=True)
    old.write_text("the page of an older file", encoding="utf-8")
    report.write(class_.config, [class_.lesson], class_.book)
    assert not old.exists()
    text = Page(class_.class_page()).text
    assert "The file is a web page and no notebook." in text
    assert "absent" in text.partition("Handed nothing in")[2]


def test_unmatched_files_are_remembered(class_: GradedClass) -> None:
    stranger = NeedsReview("zip/stranger.ipynb", "Nobody in the roster is called so.")
    report.write(class_.config, [class_.lesson], class_.book, needs_review=[stranger])
    report.write(class_.config, [class_.lesson], class_.book)
    assert "zip/stranger.ipynb" in class_.class_page()
    report.write(class_.config, [class_.lesson], class_.book, needs_review=[])
    assert "zip/stranger.ipynb" not in class_.class_page()
    assert "The file is a web page and no notebook." in class_.class_page()


def test_a_persons_points_and_words_come_on_the_page(class_: GradedClass) -> None:
    where = ("two_weights", LESSON, "read")
    written = class_.book.find_grade("lower_loss", *where)
    check = class_.book.find_grade("forward" + CHECK, *where)
    written.manual_score, written.needs_manual_grade = 1.5, False
    check.manual_score = 0.5
    class_.book.find_comment("lower_loss", *where).manual_comment = f"Which step? {EVIL}"
    class_.book.find_submission_notebook(*where).late_submission_penalty = 1
    class_.book.db.commit()
    again(class_.folder, LESSON)
    page = Page(class_.page("read"))
    assert "11 of 13 points" in page.text and "so far" not in page.text
    assert "Handed in late: 1 point taken off." in page.text
    assert "Read by a person" in page.text and "1.5 of 2 points" in page.text
    assert f"Which step? {EVIL}" in page.text
    assert "A person changed the points: the check gave 1." in page.text


def test_the_metadata_of_a_students_file_are_not_believed(class_: GradedClass) -> None:
    place = class_.folder / "gradebook/autograded/typical" / LESSON / "two_weights.ipynb"
    before = place.read_bytes()
    forged = json.loads(before)
    for verdict in forged["metadata"]["downhill"]["verdicts"]:
        verdict |= {"state": "right", "message": "forged"}
    try:
        place.write_text(json.dumps(forged), encoding="utf-8")
        report.write(class_.config, [class_.lesson], class_.book)
        assert "forged" not in class_.page("typical")
        assert "Not right yet" in class_.page("typical")
    finally:
        place.write_bytes(before)


def test_a_notebook_that_is_gone_is_told(class_: GradedClass) -> None:
    place = class_.folder / "gradebook/autograded/blank" / LESSON / "two_weights.ipynb"
    before = place.read_bytes()
    try:
        place.write_bytes(before[: len(before) // 2])
        written = report.write(class_.config, [class_.lesson], class_.book)
        assert "blank" not in written.scores and "typical" in written.scores
        assert GONE in Page(class_.class_page()).text
    finally:
        place.write_bytes(before)


def test_a_lesson_without_grades_is_told(tmp_path: Path) -> None:
    with (
        graded_class(tmp_path, LESSON, {}) as empty,
        pytest.raises(CourseError, match="There is no lesson 99_none"),
    ):
        again(empty.folder, "99_none")
    (tmp_path / "gradebook/gradebook.db").unlink()
    with pytest.raises(CourseError, match=f"Run `course grade {LESSON}` first"):
        again(tmp_path, LESSON)


def test_a_page_that_cannot_be_written_is_told(class_: GradedClass) -> None:
    reports = class_.folder / "gradebook/reports"
    kept = reports.rename(reports.with_name("kept"))
    try:
        reports.write_text("a file where the folder should be", encoding="utf-8")
        with pytest.raises(CourseError, match="run `course report 03_two_weights`"):
            report.write(class_.config, [class_.lesson], class_.book)
    finally:
        reports.unlink()
        kept.rename(reports)


def rows(place: Path) -> list[list[str]]:
    with place.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_scores_go_into_a_table(class_: GradedClass) -> None:
    written = report.write(class_.config, [class_.lesson], class_.book)
    assert written.scores.keys() == {"blank", "read", "right", "typical"}
    assert (written.scores["blank"], written.scores["right"]) == (0, 11)
    header, *scores = rows(written.table)
    found = {row[0]: row[header.index("score")] for row in scores if row[0] != "read"}
    assert found == {"absent": "", "blank": "0", "odd": "", "right": "11", "typical": "4"}


def test_the_command_writes_a_table_for_the_lms(class_: GradedClass) -> None:
    where = ["--course", str(class_.folder)]
    canvas = ["--lms", "canvas", "--column", "T (7)"]
    told = CliRunner().invoke(app, ["report", LESSON, *canvas, *where])
    assert told.exit_code == 0, told.output
    assert f"{LESSON}_canvas.csv" in told.output
    header, most, *_ = rows(class_.folder / f"gradebook/reports/{LESSON}_canvas.csv")
    assert header[-1] == "T (7)" and most[-1] == "13"
    told = CliRunner().invoke(app, ["report", LESSON, "--lms", "moodle", *where])
    assert told.exit_code == 1 and "Moodle tells students apart by" in told.output
    told = CliRunner().invoke(app, ["report", LESSON, "--lms", "ilias", *where])
    assert told.exit_code == 1 and "No LMS is called ilias" in told.output
