"""The lesson that is graded: solution and release, and what they contain.

Both are made from `lessons/` in memory. A lesson that has no text there, such as an instructor's
own, is graded by its notebooks in `solutions/`, and their releases are made from these.
"""

import hashlib
import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files
from traitlets.config.loader import Config

from .. import derived, signature
from ..derived import settings
from ..errors import CourseError
from . import cell_metadata, known

__all__ = ["Lesson", "generate", "read_lesson", "read_notebooks", "register", "settings"]

MOST_BESIDE = 32 * 2**20  # bytes
# The line by which a lesson takes a library that its answers are written in.
LIBRARIES = re.compile(r"from helpers\.lessons\.\w+\.frameworks import (\w+)")


@dataclass(frozen=True)
class Lesson:
    """A lesson's notebook, as solution and as release.

    Attributes
    ----------
    name : the folder's, such as "03_two_weights"; nbgrader calls it the assignment.
    notebook : the file's name without ending, such as "two_weights".
    solution, release : the notebooks' text.
    notes : a sentence for each notebook on disk that is another, and was not used.
    own : whether it is an instructor's own, with no text in `lessons/`.
    files : what lies beside an instructor's own, name and bytes each, as students have it.
    """

    name: str
    notebook: str
    solution: str
    release: str
    notes: tuple[str, ...] = ()
    own: bool = False
    files: tuple[tuple[str, bytes], ...] = ()

    @property
    def sha256(self) -> str:
        """Tell one state of the lesson from another."""
        both = f"{self.solution}\0{self.release}"
        return hashlib.sha256(both.encode("utf-8")).hexdigest()

    def cells(self) -> dict[str, NotebookNode]:
        """Return the solution's cells that nbgrader knows, by grade_id."""
        return cell_metadata.cells_by_id(nbformat.reads(self.solution, as_version=4))


def read_lesson(config: Config, name: str) -> Lesson:
    """Make the solution and release of a lesson that is one notebook.

    Raises CourseError as `read_notebooks`, and where there are several.
    """
    found = read_notebooks(config, name)
    if len(found) > 1:
        raise CourseError(
            f"{name} has {len(found)} notebooks, and this command takes one: use `course grade`."
        )
    return found[0]


def read_notebooks(config: Config, name: str) -> list[Lesson]:
    """Make solution and release of each of a lesson's notebooks that has points, by name.

    Raises CourseError for an unknown lesson, and for one whose text or notebook is at fault.
    """
    rooms = CourseDirectory(config=config)
    root = Path(rooms.root)
    text = derived.lesson_text(root, name)
    source = Path(rooms.format_path(rooms.source_directory, ".", name))
    if Path(name).name == name and text.is_file():
        file = text.stem
        solution = known.known_solution(_folder(rooms), text, source / f"{file}.ipynb")
        release = derived.release(config, name, file, solution)
        notes = tuple(derived.changed_notebooks(root, name))
        found = [Lesson(name, file, solution, release, notes)]
    else:
        there = sorted(source.glob("*.ipynb")) if Path(name).name == name else []
        if not there:
            every = ", ".join(_names(root, source.parent))
            raise CourseError(f"There is no lesson {name}. There are: {every}.")
        files = _beside(rooms, source)
        found = [_own(config, name, place, files) for place in there]
    graded = [one for one in found if any(map(cell_metadata.has_points, one.cells().values()))]
    if not graded:
        raise CourseError(f"{name} is ungraded: nothing in it has points.")
    return graded


def _own(config: Config, name: str, place: Path, files: tuple[tuple[str, bytes], ...]) -> Lesson:
    """Make what an instructor's own notebook is graded by."""
    text = _text(place)
    notebook = nbformat.reads(text, as_version=4)
    language = notebook.metadata.get("language_info", {}).get("name", "python")
    if notebook.metadata.get("kernelspec", {}).get("language", language).lower() != "python":
        raise CourseError(f"{place} is in {language}; only notebooks in Python can be graded.")
    solution = _with_ids(derived.expanded(config, name, text, place.parent))
    release = derived.release(config, name, place.stem, solution, whole=True)
    return Lesson(name, place.stem, solution, release, own=True, files=files)


def _with_ids(text: str) -> str:
    """Return a notebook's text with an id for each cell; before version 4.5 cells had none.

    They are made from the cells' places, so that they are the same in the next run.
    """
    notebook = nbformat.reads(text, as_version=4)
    if all("id" in cell for cell in notebook.cells):
        return text
    for place, cell in enumerate(notebook.cells):
        cell.setdefault("id", f"cell-{place}")
    notebook.nbformat_minor = max(notebook.nbformat_minor, 5)
    made: str = nbformat.writes(notebook)
    return made


def _beside(rooms: CourseDirectory, source: Path) -> tuple[tuple[str, bytes], ...]:
    """Return the files that nbgrader lays beside a submission: all but notebooks and ignored ones.

    Raises CourseError where there is more than a sandbox takes.
    """
    places = sorted(Path(one) for one in find_all_files(source, [*rooms.ignore, "*.ipynb"]))
    size = sum(place.stat().st_size for place in places)
    if size > MOST_BESIDE:
        raise CourseError(
            f"The files beside the notebooks in {source} have {size / 2**20:.0f} MiB, and "
            f"{MOST_BESIDE / 2**20:.0f} are the most that is laid beside a submission."
        )
    return tuple((one.relative_to(source).as_posix(), one.read_bytes()) for one in places)


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
    texts = [*(root / "lessons").glob("[0-9][0-9]_*/*.py"), *solutions.glob("*/*.ipynb")]
    return sorted({place.parent.name for place in texts})


def _text(notebook: Path) -> str:
    """Return a notebook's text, read once. Raises CourseError where it is damaged."""
    try:
        text = notebook.read_text(encoding="utf-8")
    except (OSError, ValueError):
        text = ""
    if signature.plain_notebook(text) is None:
        raise CourseError(
            f"{notebook} is no notebook. Bring back a copy of it, from git for example."
        )
    return text


def register(config: Config, lessons: Sequence[Lesson], url: str) -> None:
    """Register assignment, notebooks and cells in the gradebook, as generate_assignment does.

    `lessons` are all notebooks of one. Raises CourseError where the gradebook has submissions to a
    lesson of this name with other cells: nbgrader can't add or remove graded cells then.
    """
    name = lessons[0].name
    with Gradebook(url, CourseDirectory(config=config).course_id) as book:
        assignment = book.update_or_create_assignment(name)
        there = {(n.name, cell.name) for n in assignment.notebooks for cell in n.source_cells}
        wanted = {(one.notebook, grade_id) for one in lessons for grade_id in one.cells()}
        if there != wanted and assignment.submissions:
            other = ", ".join(sorted(grade_id for _, grade_id in there ^ wanted))
            raise CourseError(
                f"The gradebook has submissions to another version of {name}: the cells "
                f"{other} are in one of them only. Bring back that version, or move the gradebook "
                "and its folder aside and begin a new one."
            )
        for gone in {one for one, _ in there} - {one.notebook for one in lessons}:
            book.remove_notebook(gone, name)
    rooms = CourseDirectory(config=config)
    for one in lessons:
        generate(config, one, url)
        text = derived.lesson_text(Path(rooms.root), name)
        if text.is_file():
            known.remember_solution(_folder(rooms), text, one.solution)


def generate(config: Config, lesson: Lesson, url: str = "") -> str:
    """Return the release's text; with the URL of a gradebook, register the cells there."""
    return derived.release(
        config, lesson.name, lesson.notebook, lesson.solution, url, whole=lesson.own
    )
