"""The lesson that is graded, as nbgrader reads it: solution, release, and what they contain.

The release is made again in memory, by nbgrader's own steps, and compared with `notebooks/`: what
students filled in must be what the solution says.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveCells
from traitlets.config.loader import Config, ConfigFileNotFound, PyFileConfigLoader

from ..errors import CourseError
from . import claims


def settings(root: Path) -> Config:
    """Return what the course's nbgrader_config.py says.

    Raises CourseError where there is none: the folder is not a course.
    """
    try:
        return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except ConfigFileNotFound:
        raise CourseError(
            f"There is no nbgrader_config.py in {root}. Run this in the course's folder, or name "
            "it with --course."
        ) from None


@dataclass(frozen=True)
class Lesson:
    """A lesson's notebooks.

    Attributes
    ----------
    name : the folder's, such as "03_two_weights"; nbgrader calls it the assignment.
    notebook : the file's name without ending, such as "two_weights".
    solution, release : the notebooks' text.
    """

    name: str
    notebook: str
    solution: str
    release: str

    @property
    def sha256(self) -> str:
        """Tell one state of the lesson from another."""
        both = f"{self.solution}\0{self.release}"
        return hashlib.sha256(both.encode("utf-8")).hexdigest()

    def cells(self) -> dict[str, NotebookNode]:
        """Return the solution's cells that nbgrader knows, by grade_id."""
        return claims.by_name(nbformat.reads(self.solution, as_version=4))


def read(config: Config, name: str) -> Lesson:
    """Read a lesson from the course.

    Raises CourseError for an unknown lesson, and where release and solution are out of step.
    """
    rooms = CourseDirectory(config=config)
    place = {
        room: Path(rooms.format_path(room, ".", name))
        for room in (rooms.source_directory, rooms.release_directory)
    }
    source, released = place[rooms.source_directory], place[rooms.release_directory]
    found = sorted(source.glob("*.ipynb")) if Path(name).name == name else []
    if not found:
        every = Path(rooms.format_path(rooms.source_directory, ".", ""))
        known = sorted(place.parent.name for place in every.glob("*/*.ipynb"))
        raise CourseError(f"There is no lesson {name}. There are: {', '.join(known)}.")
    if len(found) > 1:
        raise CourseError(f"{source} must hold one notebook; it holds {len(found)}.")
    file = found[0].name
    if not (released / file).exists():
        raise CourseError(f"{released / file} is missing. Run `course build` first.")
    lesson = Lesson(name, found[0].stem, _text(found[0]), _text(released / file))
    fresh = nbformat.reads(generate(config, lesson), as_version=4)
    if _checksums(fresh) != _checksums(nbformat.reads(lesson.release, as_version=4)):
        raise CourseError(
            f"{released / file} is out of step with the solution of {name}. Run `course build`, "
            "or bring back the solution that the class was given."
        )
    return lesson


def _text(notebook: Path) -> str:
    """Return a notebook's text. Raises CourseError where it is damaged."""
    try:
        text = notebook.read_text(encoding="utf-8")
        nbformat.reads(text, as_version=4)
    except ValueError:
        raise CourseError(
            f"{notebook} is no notebook. Bring it back from git, or make it with `course build`."
        ) from None
    return text


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


def generate(config: Config, lesson: Lesson, url: str = "") -> str:
    """Return the release's text; with the URL of a gradebook, register the cells there."""
    steps = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    exporter = NotebookExporter(config=steps.config)
    for step in steps.preprocessors:
        if step is not SaveCells or url:
            exporter.register_preprocessor(step)
    names = {
        "student": ".",
        "assignment": lesson.name,
        "notebook": lesson.notebook,
        "db_url": url,
    }
    notebook = nbformat.reads(lesson.solution, as_version=4)
    resources = {"unique_key": lesson.notebook, "nbgrader": names}
    text: str = exporter.from_notebook_node(notebook, resources=resources)[0]
    return text


def _checksums(notebook: NotebookNode) -> list[tuple[str, str]]:
    cells = claims.by_name(notebook)
    return [(name, claims.claims(cell).get("checksum", "")) for name, cell in cells.items()]
