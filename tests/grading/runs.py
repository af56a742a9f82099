"""A small class whose submissions are the double's, graded in this process or by the command."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from course.grading import grade as pipeline
from course.grading.grade import grade
from course.grading.order import Done, Order
from course.grading.run.isolation import Mode

from ..sample_class.course import Course
from . import double
from .books import everything

LESSON = "03_two_weights"


@dataclass(frozen=True)
class Run:
    """A course, what was delivered to it, and its roster."""

    course: Course
    students: list[str] = field(default_factory=list)

    @classmethod
    def prepare(cls, folder: Path, students: Iterable[str]) -> "Run":
        """Make the course in `folder`, with a roster and an empty delivery."""
        run = cls(Course.copy(folder, LESSON), list(students))
        run.delivered.mkdir()
        lines = ["id,first_name,last_name", *(f"{one},,{one.title()}" for one in run.students)]
        roster = run.gradebook / "roster.csv"
        roster.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return run

    @property
    def delivered(self) -> Path:
        """The folder with what was handed in."""
        return self.course.folder / "delivered"

    @property
    def gradebook(self) -> Path:
        """The gradebook's folder."""
        return self.course.folder / "gradebook"

    def deliver(self, student: str, at: str = "", **wanted: Any) -> None:
        """Hand in, as nbgrader's exchange keeps it: the double's submission, and when."""
        folder = self.hand_in(student, json.dumps(wanted)).parent
        (folder / "timestamp.txt").unlink(missing_ok=True)
        if at:
            (folder / "timestamp.txt").write_text(f"2026-11-{at} UTC", encoding="utf-8")

    def hand_in(self, student: str, text: str) -> Path:
        """Hand in a file of this text; return it."""
        folder = self.delivered / student / LESSON
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "two_weights.ipynb"
        file.write_text(text, encoding="utf-8")
        return file

    def order(self, **told: Any) -> Order:
        """Return the order to grade all this, in one process and with nobody's sandbox."""
        return replace(
            Order(self.course.folder, LESSON, self.delivered, mode=Mode.NONE, workers=1), **told
        )

    def grade(self, monkeypatch: pytest.MonkeyPatch, **told: Any) -> Done:
        """Grade in this process, with the double in the workers."""
        monkeypatch.setattr(pipeline.work, "grade_task", double.grade)
        return grade(self.order(**told), lambda results, total: results)

    def command(self, *more: str) -> list[str]:
        """Return the command that grades all this, with the double in the workers."""
        return [
            *(sys.executable, "-m", "tests.grading.driver", "grade", LESSON, str(self.delivered)),
            *("--course", str(self.course.folder), "--trust-students", "--workers", "2", *more),
        ]

    def start(self, *more: str) -> subprocess.Popen[str]:
        """Start the command."""
        return subprocess.Popen(
            self.command(*more),
            cwd=self.course.folder,
            env=self.course.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def run(self, *more: str) -> tuple[int, str]:
        """Run the command; return its exit code and what it said, on one line."""
        process = self.start(*more)
        said = process.communicate()[0]
        return process.returncode, " ".join(said.split())

    def everything(self) -> Any:
        """Return what the gradebook and its folder hold."""
        return everything(self.gradebook)

    def scores(self, student: str) -> dict[str, float | None]:
        """Return the automatic scores above 0, and those that are missing."""
        scores = self.course.scores(student)
        return {
            name.removesuffix("-check"): score.auto_score
            for name, score in scores.items()
            if score.auto_score != 0
        }

    def forget(self) -> None:
        """Remove what was graded; the roster stays."""
        for child in self.gradebook.iterdir():
            if child.is_dir():
                shutil.rmtree(child)
            elif child.name not in ("roster.csv", ".gitignore"):
                child.unlink()
