"""What an attack could harm: a course with secrets in it, a home, a port; and what was harmed."""

import hashlib
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy.exc import SQLAlchemyError

from ..lesson import cells
from ..sample_class.course import Course
from ..sample_class.students import LESSON, answered, right_answers

VICTIM = "a-victim"
SECRETS = {
    "hidden tests": "canary-of-the-hidden-tests",
    "another's submission": "canary-of-another-student",
    "the environment": "canary-of-the-environment",
}
VARIABLE = "DOWNHILL_CANARY"


@dataclass
class World:
    """A folder with all that is to be kept safe, and a server that nobody is to reach."""

    folder: Path
    port: int = 0
    calls: list[bytes] = field(default_factory=list)

    @property
    def course(self) -> Course:
        """The course, with secrets in its solutions and in the victim's submission."""
        return Course(self.folder / "course", LESSON)

    @property
    def places(self) -> Mapping[str, str]:
        """What stands for the names of places in an attack."""
        return {
            "COURSE": str(self.folder / "course"),
            "HOME": str(self.folder / "home"),
            "LOOT": str(self.folder / "loot"),
            "PORT": str(self.port),
        }

    def build(self) -> None:
        """Make the course, one submission in it, and the grader's home."""
        (self.folder / "course").mkdir()
        course = Course.copy(self.folder / "course", LESSON)
        solution = nbformat.read(course.place("solutions"), as_version=4)
        for check in cells(solution, grade=True, solution=False).values():
            end = "### END HIDDEN TESTS"
            assert end in check.source
            note = f"# {SECRETS['hidden tests']}\n{end}"
            check.source = check.source.replace(end, note)
        course.own_solution(solution)
        answers = {name: _noted(name, text) for name, text in right_answers(LESSON).items()}
        course.submit(VICTIM, nbformat.writes(answered(LESSON, answers)))
        for name in ("home", "loot"):
            (self.folder / name).mkdir()
            (self.folder / name).chmod(0o777)
        (self.folder / "home" / ".bashrc").write_text("# mine\n", encoding="utf-8")

    @contextmanager
    def listening(self) -> Iterator["World"]:
        """Keep a server on this machine that notes who calls."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            self.port = server.getsockname()[1]
            thread = threading.Thread(target=self._listen, args=(server,), daemon=True)
            thread.start()
            yield self
            server.shutdown(socket.SHUT_RDWR)
            thread.join()

    def _listen(self, server: socket.socket) -> None:
        while True:
            try:
                near, _ = server.accept()
            except OSError:
                return
            with near:
                self.calls.append(near.recv(100))

    def state(self) -> dict[str, str]:
        """Return what must stay as it is, by what it is."""
        gradebook = self.course.folder / "gradebook"
        parts = {
            "the solutions": self.course.folder / "solutions",
            "the settings": self.course.folder / "nbgrader_config.py",
            "another's submission": gradebook / "submitted" / VICTIM,
            "another's graded notebook": gradebook / "autograded" / VICTIM,
            "the grader's home": self.folder / "home",
        }
        found = {name: _digest(place) for name, place in parts.items()}
        return {**found, "another's marks": self._marks(gradebook / "gradebook.db")}

    def _marks(self, place: Path) -> str:
        """Return what the gradebook says of the victim."""
        if not place.exists():
            return "no gradebook"
        try:
            with Gradebook(f"sqlite:///{place}") as book:
                grades = book.find_submission(LESSON, VICTIM).notebooks[0].grades
                return str(sorted((g.name, g.score, g.needs_manual_grade) for g in grades))
        except (MissingEntry, SQLAlchemyError) as error:
            return type(error).__name__

    def enter(self) -> None:
        """Make a gradebook in which the victim has a mark."""
        with Gradebook(f"sqlite:///{self.course.folder / 'gradebook' / 'gradebook.db'}") as book:
            book.add_assignment(LESSON)
            book.add_notebook(LESSON[3:], LESSON)
            book.add_grade_cell("forward-check", LESSON[3:], LESSON, max_score=1, cell_type="code")
            book.add_student(VICTIM)
            book.add_submission(LESSON, VICTIM)

    def loot(self, student: str) -> str:
        """Return the folder to which a student carries things, made."""
        place = self.folder / "loot" / student
        place.mkdir()
        place.chmod(0o777)
        return str(place)

    def stolen(self, notebook: NotebookNode | None = None, student: str = "") -> list[str]:
        """Return what is in a folder of loot, or in the outputs of a notebook's answers."""
        place = self.folder / "loot" / student
        loot = [p.read_text("utf-8", "replace") for p in place.iterdir() if p.is_file()]
        for cell in notebook.cells if notebook else []:
            if not cell.metadata.get("nbgrader", {}).get("grade") and "outputs" in cell:
                loot.append(str(cell.outputs))
        found = [f"read {what}" for what, secret in SECRETS.items() if secret in "".join(loot)]
        if (place / "unpickled").exists():
            found.append("ran a pickle")
        if self.calls:
            found.append("reached the network")
        return found


def _noted(name: str, source: str) -> str:
    note = SECRETS["another's submission"]
    return source if name == "lower_loss" else f"# {note}\n{source}"


def _digest(place: Path) -> str:
    """Return a digest of a file, or of all files of a folder; links are followed nowhere."""
    files = sorted(p for p in place.rglob("*") if p.is_file()) if place.is_dir() else [place]
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(place.parent)).encode())
        digest.update(file.read_bytes() if file.exists() else b"gone")
    return digest.hexdigest()
