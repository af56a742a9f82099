"""A copy of the course in a temporary folder, and nbgrader at work in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config.loader import PyFileConfigLoader

from .. import server
from ..lesson import ROOT


class Score(NamedTuple):
    """What the gradebook says of one cell; a cell that was not graded has the score None."""

    auto_score: float | None
    max_score: float
    needs_manual_grade: bool


@dataclass(frozen=True)
class Course:
    """The parts of the repository that nbgrader reads, with an empty gradebook."""

    folder: Path
    lesson: str

    @classmethod
    def copy(cls, folder: Path, lesson: str) -> "Course":
        """Copy the settings and one lesson from the repository to the folder."""
        for room in ("lessons", "solutions", "notebooks"):
            shutil.copytree(ROOT / room / lesson, folder / room / lesson)
        (folder / "gradebook").mkdir()
        for name in (".gitignore", "nbgrader_config.py", "gradebook/.gitignore"):
            shutil.copy(ROOT / name, folder / name)
        return cls(folder, lesson)

    @property
    def notebook(self) -> str:
        """The name of the lesson's notebook."""
        return self.lesson[3:]

    def place(self, room: str, student: str = "", ending: str = "ipynb") -> Path:
        """Return where a room has the notebook, or a student's copy of it."""
        return self.folder / room / student / self.lesson / f"{self.notebook}.{ending}"

    def own_solution(self, notebook: NotebookNode) -> None:
        """Make this the lesson, as an instructor's own notebook: without a text in `lessons/`."""
        shutil.rmtree(self.folder / "lessons" / self.lesson, ignore_errors=True)
        self.place("solutions").write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")

    def submit(self, student: str, text: str) -> None:
        """Put a student's file where nbgrader looks for it."""
        place = self.place("gradebook/submitted", student)
        place.parent.mkdir(parents=True)
        place.write_text(text, encoding="utf-8", newline="")

    def deliver(self, texts: Mapping[str, str]) -> None:
        """Put each student's file where an LMS would, and write the class's roster."""
        (self.folder / "delivered").mkdir()
        for student, text in texts.items():
            place = self.folder / "delivered" / f"{student}.ipynb"
            place.write_text(text, encoding="utf-8", newline="")
        lines = ["id,first_name,last_name", *(f"{student},Jo,{student}" for student in texts)]
        (self.folder / "roster.csv").write_text("\n".join(lines), encoding="utf-8")

    def environment(self) -> dict[str, str]:
        """Return the environment of a command: this repository's code, nobody's own settings."""
        own = {
            name: str(self.folder / ".jupyter" / name)
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        }
        own["PYTHONPATH"] = str(ROOT)
        # nbgrader looks for the command alembic, which is beside this Python.
        own["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        # One thread: two on a busy machine are five times slower.
        return {**os.environ, **own, "OPENBLAS_NUM_THREADS": "1"}

    def nbgrader(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run an nbgrader command in the course; stderr holds its log."""
        return self._run("-m", "nbgrader", *arguments)

    def command(self, *arguments: str) -> str:
        """Run `course`, which must go well; return what it said, on one line."""
        done = self._run("-c", "from course.cli import app; app()", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Traceback" not in done.stderr and "Warning" not in done.stderr, done.stderr
        return " ".join(done.stdout.split())

    def grade(self, *more: str) -> str:
        """Run `course grade` on what was delivered."""
        arguments = ("delivered", "--roster", "roster.csv", "--workers", "1", *more)
        return self.command("grade", self.lesson, *arguments)

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
        )

    def api(self) -> NbGraderAPI:
        """Return what Formgrader itself asks about the course."""
        settings = PyFileConfigLoader("nbgrader_config.py", path=str(self.folder)).load_config()
        return NbGraderAPI(config=settings)

    @contextmanager
    def serving(self) -> Iterator[server.Server]:
        """Run JupyterLab in the course's folder, as an instructor starts it there."""
        base = self.folder / ".jupyter"
        with server.serving(self.folder, base, self.environment()) as running:
            yield running

    def scores(self, student: str) -> dict[str, Score]:
        """Return what the gradebook says of each of the student's graded cells."""
        url = f"sqlite:///{self.folder / 'gradebook' / 'gradebook.db'}"
        with Gradebook(url, "downhill") as book:
            found = book.find_submission_notebook(self.notebook, self.lesson, student)
            return {
                grade.name: Score(grade.auto_score, grade.max_score, grade.needs_manual_grade)
                for grade in found.grades
            }
