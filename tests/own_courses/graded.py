"""A course graded by stock nbgrader and by `course grade`: what each gradebook then says."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from course import derived

from ..lesson import ROOT
from ..sample_class.course import Course, Score
from .build import Shape

STOCK = """\
import sys
from nbgrader.apps import NbGraderAPI
from traitlets.config.loader import PyFileConfigLoader
config = PyFileConfigLoader("nbgrader_config.py").load_config()
config.NbGraderAPI.log_level = config.Application.log_level = "ERROR"
api = NbGraderAPI(config=config)
name, *students = sys.argv[1:]
for done in (api.generate_assignment(name), *(api.autograde(name, one) for one in students)):
    if not done["success"]:
        print(done["log"], done["error"])
"""
Scores = dict[str, dict[str, Score]]  # by student and by "notebook/cell"


@dataclass(frozen=True)
class Both:
    """The same course twice, with what was handed in.

    Attributes
    ----------
    folder : holds `stock` and `ours`.
    name : of the assignment.
    """

    folder: Path
    name: str

    @classmethod
    def of(cls, folder: Path, shape: Shape) -> "Both":
        """Make both courses of a shape."""
        source = folder / "source"
        source.mkdir()
        for name, made in shape.notebooks.items():
            nbformat.write(made, source / f"{name}.ipynb")
        for name, text in shape.files.items():
            (source / name).write_text(text, encoding="utf-8")
        both = cls.begun(folder, shape.name, source)
        config = derived.settings(folder / "ours")
        for name, made in shape.notebooks.items():
            release = derived.release(config, shape.name, name, nbformat.writes(made))
            for student, handed in shape.students.items():
                if name in handed:
                    file = handed[name].made(nbformat.reads(release, as_version=4))
                    both.hand_in(student, f"{name}.ipynb", nbformat.writes(file))
        return both

    @classmethod
    def begun(cls, folder: Path, name: str, source: Path) -> "Both":
        """Make both courses with the sources of an assignment, and nothing handed in."""
        for room in ("stock", "ours"):
            shutil.copytree(source, folder / room / "solutions" / name)
            (folder / room / "gradebook").mkdir()
            shutil.copy(ROOT / "nbgrader_config.py", folder / room / "nbgrader_config.py")
        return cls(folder, name)

    def hand_in(self, student: str, file: str, text: str) -> None:
        """Hand in a file to both, where nbgrader looks for it."""
        for room in ("stock/gradebook/submitted", "ours/delivered"):
            place = self.folder / room / student / self.name / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")

    @property
    def students(self) -> list[str]:
        """Who handed in."""
        return sorted(place.name for place in (self.folder / "ours" / "delivered").iterdir())

    @property
    def ours(self) -> Course:
        """The course that `course grade` grades."""
        return Course(self.folder / "ours", self.name)

    def stock(self) -> Scores:
        """Grade with nbgrader."""
        course = Course(self.folder / "stock", self.name)
        done = subprocess.run(
            [sys.executable, "-c", STOCK, self.name, *self.students],
            cwd=course.folder,
            env=course.environment(),
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return scores(course.folder, self.name, self.students)

    def grade(self, *more: str) -> str:
        """Grade with `course grade`; return what it said, on one line."""
        self.write_roster()
        return self.ours.grade(*more)

    def write_roster(self) -> None:
        """Write who is in the class, for `course grade`."""
        lines = ["id,first_name,last_name", *(f"{one},Jo,{one.title()}" for one in self.students)]
        (self.ours.folder / "roster.csv").write_text("\n".join(lines), encoding="utf-8")

    def scores(self) -> Scores:
        """Return what the gradebook of `course grade` says."""
        return scores(self.ours.folder, self.name, self.students)


def scores(folder: Path, name: str, students: Iterable[str]) -> Scores:
    """Return what a gradebook says of each graded cell."""
    with Gradebook(f"sqlite:///{folder / 'gradebook' / 'gradebook.db'}", "downhill") as book:
        return {
            student: {
                f"{one.name}/{grade.name}": Score(
                    grade.auto_score, grade.max_score, grade.needs_manual_grade
                )
                for one in book.find_submission(name, student).notebooks
                for grade in one.grades
            }
            for student in students
        }
