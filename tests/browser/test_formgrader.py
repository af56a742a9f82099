"""A lesson graded as an instructor does it: build, grade, Formgrader in JupyterLab, export."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from ..sample_class.course import Course
from ..sample_class.students import LESSON, sample_class
from ..server import Server
from .conftest import ARTEFACTS

STUDENT, WRITTEN = "typical", "lower_loss"
ANSWER = "The loss is lower because her step is larger."
COMMENT = "Larger, and in which direction?"
PATIENCE = 60_000  # milliseconds for a page that asks the gradebook


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course that was built, in which one lesson is graded but for the written answers."""
    course = Course.copy(tmp_path / "taught", LESSON)
    assert "Built 1 lessons" in course.command("build")
    texts = sample_class()
    course.deliver({student: texts[student] for student in ("perfect", STUDENT)})
    assert "graded 2" in course.grade()
    return course


@pytest.fixture
def server(course: Course) -> Iterator[Server]:
    with course.serving() as server:
        yield server


@pytest.fixture
def page(server: Server, chromium: Browser) -> Iterator[Page]:
    """JupyterLab as an instructor opens it in the course's folder."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{server.url}/lab?token={server.token}&reset")
    yield page
    page.close()


def formgrader(page: Page) -> FrameLocator:
    """Choose Nbgrader > Formgrader; return its page, which stands inside JupyterLab's."""
    page.get_by_role("menubar").get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Formgrader", exact=True).click()
    return page.frame_locator("iframe[src*=formgrader]")


def grade_by_hand(inside: FrameLocator) -> None:
    """Go to the student's written answer; give it 2 points and a comment."""
    for link in ("Manual Grading", LESSON, LESSON[3:]):
        inside.get_by_role("link", name=link, exact=True).click()
    expect(inside.get_by_role("link", name="Submission #2")).to_be_visible(timeout=PATIENCE)
    inside.get_by_role("button", name="Show All Names").click()
    inside.get_by_role("link", name=f"{STUDENT}, Jo").click()
    expect(inside.get_by_text(ANSWER)).to_be_visible(timeout=PATIENCE)
    fields = {f"input.score#{WRITTEN}": "2", f"textarea.comment#{WRITTEN}-comment": COMMENT}
    for field, text in fields.items():
        inside.locator(field).fill(text)
        with inside.owner.page.expect_response(lambda answer: answer.request.method == "PUT"):
            inside.locator(field).press("Tab")  # it is saved when the field is left


@pytest.mark.slow
def test_two_points_for_a_written_answer(page: Page, course: Course) -> None:
    inside = formgrader(page)
    grade_by_hand(inside)
    page.screenshot(path=ARTEFACTS / "formgrader_written.png")
    graded = course.api().get_submission(LESSON, STUDENT)
    assert (graded["written_score"], graded["needs_manual_grade"]) == (2.0, False)
    assert graded["score"] == graded["code_score"] + 2.0

    # Feedback by Formgrader's own button, for all students.
    inside.get_by_role("link", name="Manual Grading", exact=True).click()
    inside.get_by_role("link", name="Manage Assignments", exact=True).click()
    inside.get_by_role("row", name=LESSON).locator(".generate-feedback a").click()
    expect(inside.locator(".modal.in")).to_contain_text("Success", timeout=PATIENCE)
    page.screenshot(path=ARTEFACTS / "formgrader_feedback.png")
    feedback = course.place("gradebook/feedback", STUDENT, "html").read_text(encoding="utf-8")
    assert "Score: 2.0 / 2.0" in feedback and COMMENT in feedback

    done = course.nbgrader("export")
    assert done.returncode == 0, done.stderr
    with (course.folder / "gradebook" / "grades.csv").open(encoding="utf-8") as file:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert exported[STUDENT] == graded["score"]
