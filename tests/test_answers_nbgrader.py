"""The bank of answers graded by nbgrader itself and by `course grade`, in the release notebooks.

Exercises stand alone, so one notebook can hold an answer to each: student k hands in the k-th
answer to every exercise, and a class of a few dozen holds the whole bank of a lesson. The gate
grades some of them, spread over the bank; `pytest -m slow tests/test_answers_nbgrader.py
--whole-banks` grades them all.
"""

import shutil
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple, TypeVar

import nbformat
import numpy as np
import pytest

from .bank import LESSONS, bank
from .lesson import CHECK, cells, read, without_shows
from .sample_class.course import Course
from .sample_class.students import answered

T = TypeVar("T")
SOME = 6  # students of the gate's class


class Wanted(NamedTuple):
    """What an answer must get: all points or none, and a phrase of the check's message."""

    source: str
    right: bool
    says: str


def students(lesson: str) -> list[dict[str, Wanted]]:
    """Return each student's answers by exercise; the first student hands in the blank release."""
    answers = [
        [(name, Wanted(source, True, f"{name}: right ")) for source in exercise.right.values()]
        + [(name, Wanted(wrong.source, False, wrong.hint)) for wrong in exercise.wrong.values()]
        for name, exercise in bank(lesson).items()
    ]
    return [{}, *(dict(filter(None, row)) for row in zip_longest(*answers))]


def spread(class_: list[T], most: int) -> list[T]:
    """Return at most so many of a class, evenly spread, its first and its last among them."""
    places = np.unique(np.linspace(0, len(class_) - 1, most).round().astype(int))
    return [class_[place] for place in places]


def test_what_is_spread() -> None:
    assert spread(list(range(40)), 5) == [0, 10, 20, 29, 39]
    assert spread([1, 2], 5) == [1, 2]


def handed_in(lesson: str, sources: dict[str, str]) -> str:
    """Return the release with these answers and without the cells that only show something."""
    notebook = answered(lesson, sources)
    without_shows(notebook)
    return nbformat.writes(notebook)


def by_nbgrader(folder: Path, lesson: str, texts: dict[str, str]) -> Course:
    """Grade a class with nbgrader's own commands."""
    course = Course.copy(folder, lesson)
    for student, text in texts.items():
        course.submit(student, text)
    for step in ("generate_assignment", "autograde"):
        done = course.nbgrader(step, lesson)
        assert done.returncode == 0, done.stderr
    return course


def by_course_grade(folder: Path, lesson: str, texts: dict[str, str]) -> Course:
    """Grade a class with `course grade`, in its sandbox."""
    course = Course.copy(folder, lesson)
    course.deliver(texts)
    said = course.grade()
    assert said.startswith(f"graded {len(texts)} /"), said
    return course


def failures(course: Course, everyone: dict[str, dict[str, Wanted]]) -> list[tuple[object, ...]]:
    """Return what is not as the bank says in a graded course: points, or words of the check."""
    found: list[tuple[object, ...]] = []
    for student, answers in everyone.items():
        graded = nbformat.read(course.place("gradebook/autograded", student), as_version=4)
        scores = course.scores(student)
        for name, exercise in bank(course.lesson).items():
            wanted = answers.get(name, Wanted("", False, exercise.blank))
            score = scores[name + CHECK]
            outputs = cells(graded)[name + CHECK].outputs
            shown = "\n".join(
                "\n".join(out.traceback) if out.output_type == "error" else out.get("text", "")
                for out in outputs
            )
            points = score.max_score if wanted.right else 0
            if score.auto_score != points or wanted.says not in shown or "Traceback" in shown:
                found.append((student, name, score.auto_score, wanted.says, shown))
    return found


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
@pytest.mark.parametrize("lesson", LESSONS)
def test_nbgrader_and_course_grade_give_every_answer_its_points(
    lesson: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Each answer gets its points and its hint from both, and each cell the same from both.

    Every other student answers the questions in prose too, which a person is to grade.
    """
    whole = students(lesson)
    taken = whole if request.config.getoption("whole_banks") else spread(whole, SOME)
    everyone = {f"student-{k:02}": answers for k, answers in enumerate(taken)}
    prose = dict.fromkeys(cells(read("notebooks", lesson), solution=True, grade=True), "A hill.")
    assert prose
    texts = {}
    for number, (student, answers) in enumerate(everyone.items()):
        sources = {name: wanted.source for name, wanted in answers.items()}
        texts[student] = handed_in(lesson, {**sources, **(prose if number % 2 else {})})
    stock = by_nbgrader(tmp_path / "stock", lesson, texts)
    assert not failures(stock, everyone)
    ours = by_course_grade(tmp_path / "ours", lesson, texts)
    assert not failures(ours, everyone)
    scores = {student: (ours.scores(student), stock.scores(student)) for student in everyone}
    assert [student for student, (one, other) in scores.items() if one != other] == []
    asked = [one[name].needs_manual_grade for one, _ in scores.values() for name in prose]
    assert any(asked) and not all(asked)
