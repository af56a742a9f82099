"""The lesson that is graded: solution and release, and what they contain.

Both are made from `lessons/` in memory. A lesson that has no text there, such as an instructor's
own, is graded by its notebook in `solutions/`, and its release is made from that.
"""

import hashlib
import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import Config

from .. import derived, signature
from ..derived import settings
from ..errors import CourseError
from . import cell_metadata, known

__all__ = ["Lesson", "generate", "read_lesson", "register", "settings"]

# The line by which a lesson takes a library that its answers are written in.
LIBRARIES = re.compile(r"from helpers\.lessons\.\w+\.frameworks import (\w+)")


@dataclass(frozen=True)
class Lesson:
    """A lesson's notebooks.

    Attributes
    ----------
    name : the folder's, such as "03_two_weights"; nbgrader calls it the assignment.
    notebook : the file's name without ending, such as "two_weights".
    solution, release : the notebooks' text.
    notes : a sentence for each notebook on disk that is another, and was not used.
    """

    name: str
    notebook: str
    solution: str
    release: str
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Tell one state of the lesson from another."""
        both = f"{self.solution}\0{self.release}"
        return hashlib.sha256(both.encode("utf-8")).hexdigest()

    def cells(self) -> dict[str, NotebookNode]:
        """Return the solution's cells that nbgrader knows, by grade_id."""
        return cell_metadata.cells_by_id(nbformat.reads(self.solution, as_version=4))


def read_lesson(config: Config, name: str) -> Lesson:
    """Make a lesson's solution and release.

    Raises CourseError for an unknown lesson, and for one whose text or notebook is at fault.
    """
    rooms = CourseDirectory(config=config)
    root = Path(rooms.root)
    text = derived.lesson_text(root, name)
    source = Path(rooms.format_path(rooms.source_directory, ".", name))
    notes: list[str] = []
    if Path(name).name == name and text.is_file():
        file = text.stem
        solution = known.known_solution(_folder(rooms), text, source / f"{file}.ipynb")
        notes = derived.changed_notebooks(root, name)
    else:
        there = sorted(source.glob("*.ipynb")) if Path(name).name == name else []
        if not there:
            every = ", ".join(_names(root, source.parent))
            raise CourseError(f"There is no lesson {name}. There are: {every}.")
        if len(there) > 1:
            raise CourseError(f"{source} must hold one notebook; it holds {len(there)}.")
        file, solution = there[0].stem, _text(there[0])
    found = Lesson(
        name, file, solution, derived.release(config, name, file, solution), tuple(notes)
    )
    graded = map(cell_metadata.nbgrader_metadata, found.cells().values())
    if not any(said.get("grade") for said in graded):
        raise CourseError(f"{name} is ungraded: nothing in it has points.")
    return found


def check_libraries(lesson: Lesson) -> None:
    """Raise CourseError where a library that answers are written in is not installed here.

    A right answer would be "not attempted" then.
    """
    used = LIBRARIES.findall(lesson.release)
    absent = [name for name in used if importlib.util.find_spec(name) is None]
    if absent:
        raise CourseError(
            f"Answers to {lesson.name} are written in {', '.join(absent)}, which is not installed "
            "here: every one would count as not attempted. Install it, and grade again."
        )


def _folder(rooms: CourseDirectory) -> Path:
    """Return the gradebook's folder."""
    return Path(rooms.format_path(rooms.submitted_directory, ".", ".")).resolve().parent


def _names(root: Path, solutions: Path) -> list[str]:
    texts = [*(root / "lessons").glob("*/*.py"), *solutions.glob("*/*.ipynb")]
    return sorted({place.parent.name for place in texts})


def _text(notebook: Path) -> str:
    """Return a notebook's text. Raises CourseError where it is damaged."""
    if signature.read_plain(notebook) is None:
        raise CourseError(
            f"{notebook} is no notebook. Bring back a copy of it, from git for example."
        )
    return notebook.read_text(encoding="utf-8")


def register(config: Config, lesson: Lesson, url: str) -> None:
    """Register assignment, notebook and cells in the gradebook, as generate_assignment does.

    Raises CourseError where the gradebook has submissions to a lesson of this name with other
    cells: nbgrader can't add or remove graded cells then.
    """
    with Gradebook(url, CourseDirectory(config=config).course_id) as book:
        assignment = book.update_or_create_assignment(lesson.name)
        there = {(n.name, cell.name) for n in assignment.notebooks for cell in n.source_cells}
        wanted = {(lesson.notebook, grade_id) for grade_id in lesson.cells()}
        if there != wanted and assignment.submissions:
            other = ", ".join(sorted(grade_id for _, grade_id in there ^ wanted))
            raise CourseError(
                f"The gradebook has submissions to another version of {lesson.name}: the cells "
                f"{other} are in one of them only. Bring back that version, or move the gradebook "
                "and its folder aside and begin a new one."
            )
    generate(config, lesson, url)
    rooms = CourseDirectory(config=config)
    text = derived.lesson_text(Path(rooms.root), lesson.name)
    if text.is_file():
        known.remember_solution(_folder(rooms), text, lesson.solution)


def generate(config: Config, lesson: Lesson, url: str = "") -> str:
    """Return the release's text; with the URL of a gradebook, register the cells there."""
    return derived.release(config, lesson.name, lesson.notebook, lesson.solution, url)
