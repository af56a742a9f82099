"""Solution and release of a lesson, made in memory from `lessons/`: what is on disk is never used.

`solutions/` and `notebooks/` are there to be read, opened and handed out. Whoever edits one of them
is told so (`changed_notebooks`), and changes neither a grade nor what is published.
"""

import hashlib
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import IncludeHeaderFooter, InstantiateTests, SaveCells
from traitlets.config.loader import Config, ConfigFileNotFound, PyFileConfigLoader

from . import signature
from .course_file import CourseFile
from .errors import CourseError, LessonError
from .points import mend_points

DEFAULT = CourseFile()
FIRST = (IncludeHeaderFooter, InstantiateTests)  # nbgrader's steps that add to a source


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


def lesson_text(root: Path, lesson: str) -> Path:
    """Return where the text of a lesson, such as "03_two_weights", is or would be."""
    return root / "lessons" / lesson / f"{lesson[3:]}.py"


def lessons(root: Path) -> list[Path]:
    """Return the lesson texts, `lessons/NN_name/name.py`, in order."""
    folders = sorted(p for p in (root / "lessons").glob("[0-9][0-9]_*") if p.is_dir())
    texts = [lesson_text(root, folder.name) for folder in folders]
    for text in texts:
        if not text.exists():
            raise LessonError(f"lessons/{text.parent.name}", f"{text.name} is missing.")
    if not texts:
        raise CourseError(f"There are no lessons in {root / 'lessons'}. Run this in the course.")
    return texts


def read_text(text: Path) -> str:
    """Return a lesson's text. Raises LessonError where it is not in UTF-8."""
    try:
        return text.read_text(encoding="utf-8")
    except ValueError:
        raise LessonError(f"lessons/{text.parent.name}/{text.name}", "save it as UTF-8.") from None


def sha256(text: str) -> str:
    """Return the digest by which a solution names the text that it was made from."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def make_solution(text: str, name: str, own: CourseFile = DEFAULT) -> str:
    """Return the solution notebook's text; it says which text it was made from, and its cells.

    Points in the lesson's prose become those of its marks. Where that changes them, it was made
    from the text with the right ones.

    Raises LessonError, where `name` is said, for a text that breaks the rules of a lesson, and
    CourseError where the course's file names a rule that there is not.
    """
    from . import anatomy, marks  # jupytext, which they need, takes a while to import

    notebook = marks.to_notebook(text, name, own.words)
    if mend_points(notebook, own.words):
        text = marks.to_text(notebook)
    problems = anatomy.problems(notebook, name, own.rules_off)
    if problems:
        raise LessonError(name, "\n  ".join(["the lesson breaks the rules:", *problems]))
    notebook.metadata["downhill"] = {"lesson_sha256": sha256(text)}
    signature.sign(notebook)
    made: str = nbformat.writes(notebook)
    return made + "\n"


def release(
    config: Config, lesson: str, file: str, solution: str, url: str = "", whole: bool = False
) -> str:
    """Return the text of the release, made from the solution's by nbgrader's own steps.

    Parameters
    ----------
    lesson : the folder's name, which nbgrader calls the assignment.
    file : the notebook's name without ending.
    url : of a gradebook in which the cells are registered, as generate_assignment does, or "".
    whole : whether the solution has header, footer and generated tests already, see `expanded`.

    Raises CourseError for a solution that nbgrader can't make a release from.
    """
    steps = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    left_out = {*(FIRST if whole else ()), *(() if url else (SaveCells,))}
    wanted = [step for step in steps.preprocessors if step not in left_out]
    names = {"student": ".", "assignment": lesson, "notebook": file, "db_url": url}
    resources = {"unique_key": file, "nbgrader": names}
    try:
        return _converted(steps, wanted, solution, resources)
    except Exception as error:  # its steps raise what they like, a bare RuntimeError among them
        if url:
            raise  # it is the gradebook's
        raise _no_release(lesson, error) from error


def expanded(config: Config, lesson: str, text: str, folder: Path) -> str:
    """Return the text of an instructor's own notebook with all that nbgrader adds to it.

    That is a header and a footer, and the tests that it writes for AUTOTEST lines, for which it
    runs the notebook in its folder.

    Raises CourseError for a notebook that it can't be added to.
    """
    steps = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    wanted = [step for step in steps.preprocessors if step in FIRST]
    try:
        return _converted(steps, wanted, text, {"metadata": {"path": str(folder)}})
    except Exception as error:
        raise _no_release(lesson, error) from error


def _converted(
    of: GenerateAssignment, steps: list[type], text: str, resources: dict[str, Any]
) -> str:
    exporter = NotebookExporter(config=of.config)
    for step in steps:
        exporter.register_preprocessor(step)
    notebook: NotebookNode = nbformat.reads(text, as_version=4)
    made: str = exporter.from_notebook_node(notebook, resources=resources)[0]
    return made


def _no_release(lesson: str, error: Exception) -> CourseError:
    said = f"{error}".strip().splitlines() or [type(error).__name__]
    return CourseError(f"nbgrader can't make the release of {lesson}: {said[0]}")


def changed_notebooks(root: Path, lesson: str) -> list[str]:
    """Return a sentence for each derived notebook of a lesson that `lessons/` would make otherwise.

    It is read only, and costs milliseconds: a notebook says itself what it was made from.
    """
    text = lesson_text(root, lesson)
    if not text.exists():
        return []
    state = sha256(read_text(text))
    found = []
    for room in ("solutions", "notebooks"):
        place = root / room / lesson / f"{text.stem}.ipynb"
        if not place.exists():
            continue
        named = place.relative_to(root).as_posix()
        notebook = signature.read_plain(place)
        if notebook is None:
            found.append(f"{named} is damaged and was not used: `course build` says what to do.")
        elif signature.edits(notebook):
            found.append(
                f"{named} was edited, and differs from what lessons/ makes; it was not used. "
                "`course build` says how to keep the edit."
            )
        elif notebook["metadata"]["downhill"].get("lesson_sha256") != state:
            found.append(
                f"{named} differs from what lessons/ makes by now; it was not used. "
                "`course build` makes it anew."
            )
    return found
