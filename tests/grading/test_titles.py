"""What the exercises are called, in every lesson."""

import copy

import nbformat
import pytest

from course.grading.lesson import Lesson
from course.grading.report import titles

from ..bank import GRADED
from ..lesson import cells, read

LESSON = "03_two_weights"


@pytest.mark.parametrize("lesson", GRADED)
def test_every_exercise_has_a_title_in_its_lesson(lesson: str) -> None:
    release = read("notebooks", lesson)
    found = titles.exercise_titles(release)
    graded = cells(release, grade=True)
    assert [one.grade_id for one in found] == list(graded)
    answers = cells(release, solution=True)
    assert [one.answer_id for one in found] == list(answers)
    text = "\n".join(cell.source for cell in release.cells)
    for one in found:
        assert one.points == graded[one.grade_id].metadata.nbgrader.points
        bold = one.title.split(":")[0]
        assert f"**{bold} · {one.points:g} point" in text.replace("$", ""), one
        assert one.section
    text = nbformat.writes(release)
    assert titles.lesson_title([Lesson(lesson, lesson[3:], text, text)]).startswith(
        f"{lesson[:2]} · "
    )


def test_an_exercise_without_a_title_is_called_by_its_name() -> None:
    release = copy.deepcopy(read("notebooks", LESSON))
    for cell in release.cells:
        if cell.cell_type == "markdown":
            cell.source = cell.source.replace("**Exercise `step`", "Exercise `step`")
    found = {one.answer_id: one.title for one in titles.exercise_titles(release)}
    assert found["step"] == "`step`"
    assert found["train"] == "Exercise `train`"
