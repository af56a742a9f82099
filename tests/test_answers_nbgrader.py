"""The bank of answers graded by nbgrader itself, in the release notebooks.

Exercises stand alone, so one notebook can hold an answer to each: student k hands in the k-th
answer to every exercise, and a class of a few dozen holds the whole bank of a lesson. The cells
between them, which only show something, are left out, so that it takes less time.
"""

from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest

from .answers import LESSONS, bank
from .lesson import CHECK, cells
from .sample_class.course import Course
from .sample_class.students import answered


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


def handed_in(lesson: str, sources: dict[str, str]) -> str:
    """Return the release with these answers and without the cells that only show something."""
    notebook = answered(lesson, sources)
    notebook.cells = [
        cell for cell in notebook.cells if cell.cell_type != "code" or "nbgrader" in cell.metadata
    ]
    return nbformat.writes(notebook)


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_answer_gets_its_points_and_its_hint(lesson: str, tmp_path: Path) -> None:
    course = Course.copy(tmp_path, lesson)
    everyone = {f"student-{k:02}": answers for k, answers in enumerate(students(lesson))}
    for student, answers in everyone.items():
        sources = {name: wanted.source for name, wanted in answers.items()}
        course.submit(student, handed_in(lesson, sources))
    for step in ("generate_assignment", "autograde"):
        done = course.nbgrader(step, lesson)
        assert done.returncode == 0, done.stderr
    failures = []
    for student, answers in everyone.items():
        graded = nbformat.read(course.place("gradebook/autograded", student), as_version=4)
        scores = course.scores(student)
        for name, exercise in bank(lesson).items():
            wanted = answers.get(name, Wanted("", False, exercise.blank))
            score = scores[name + CHECK]
            outputs = cells(graded)[name + CHECK].outputs
            shown = "\n".join(
                "\n".join(out.traceback) if out.output_type == "error" else out.get("text", "")
                for out in outputs
            )
            points = score.max_score if wanted.right else 0
            if score.auto_score != points or wanted.says not in shown or "Traceback" in shown:
                failures.append((student, name, score.auto_score, wanted.says, shown))
    assert not failures, failures
