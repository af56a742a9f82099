"""lessons -> solutions -> notebooks: the derived files, always from scratch, all or nothing."""

import hashlib
import tempfile
from pathlib import Path

import nbformat
from nbgrader.apps import NbGraderAPI
from traitlets.config.loader import Config, PyFileConfigLoader

from . import anatomy, marks
from .errors import CourseError, LessonError


def lessons(root: Path) -> list[Path]:
    """Return the lesson texts, `lessons/NN_name/name.py`, in order."""
    folders = sorted(p for p in (root / "lessons").glob("[0-9][0-9]_*") if p.is_dir())
    texts = [folder / f"{folder.name[3:]}.py" for folder in folders]
    for text in texts:
        if not text.exists():
            raise LessonError(f"lessons/{text.parent.name}", f"{text.name} is missing.")
    if not texts:
        raise CourseError(f"There are no lessons in {root / 'lessons'}. Run this in the course.")
    return texts


def solution(text: str, name: str) -> nbformat.NotebookNode:
    """Return the solution notebook; it records which text it was made from."""
    notebook = marks.to_notebook(text, name)
    notebook.metadata["downhill"] = {"lesson_sha256": _sha256(text)}
    problems = anatomy.problems(notebook, name)
    if problems:
        raise LessonError(name, "\n  ".join(["the lesson breaks the rules:", *problems]))
    return notebook


def edited(notebook: Path, lesson: Path) -> bool:
    """Say whether a solution notebook holds an edit that its lesson's text does not.

    Running a notebook is no edit, and one that was adopted is in the text.
    """
    found = nbformat.read(notebook, as_version=4)
    text = marks.to_text(found)
    if lesson.exists() and text == lesson.read_text(encoding="utf-8"):
        return False
    return bool(found.metadata.get("downhill", {}).get("lesson_sha256") != _sha256(text))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def write_solutions(root: Path, out: Path) -> list[str]:
    """Write `out/solutions` from `root/lessons`; return the lessons' names."""
    names = []
    for text in lessons(root):
        lesson = text.parent.name
        place = out / "solutions" / lesson / f"{text.stem}.ipynb"
        place.parent.mkdir(parents=True)
        notebook = solution(text.read_text(encoding="utf-8"), f"lessons/{lesson}/{text.name}")
        place.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
        names.append(lesson)
    return names


def write_notebooks(root: Path, out: Path, names: list[str]) -> None:
    """Write `out/notebooks` from `out/solutions` by nbgrader's own generate_assignment."""
    config = Config()
    config.merge(PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config())
    config.CourseDirectory.root = str(out)
    config.CourseDirectory.db_url = f"sqlite:///{out / 'gradebook.db'}"
    api = NbGraderAPI(config=config)
    for name in names:
        result = api.generate_assignment(name)
        if not result["success"]:
            raise CourseError(f"nbgrader can't generate {name}:\n{result['log']}")


def build(root: Path, discard: bool = False) -> list[str]:
    """Make `solutions/` and `notebooks/` from `lessons/`; return the lessons' names.

    Either all lessons are built or nothing is changed. A solution that was edited in JupyterLab
    is not overwritten unless `discard` says so.

    Raises CourseError (LessonError with file and line where a lesson's text is at fault).
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder).resolve()
        names = write_solutions(root, out)
        for old in sorted((root / "solutions").glob("*/*.ipynb")):
            lesson = root / "lessons" / old.parent.name / f"{old.stem}.py"
            if not discard and edited(old, lesson):
                raise CourseError(
                    f"{old.relative_to(root)} was edited since it was built. `course adopt "
                    f"{old.parent.name}` brings the edit into its lesson, "
                    "`course build --discard` drops it."
                )
        write_notebooks(root, out, names)
        for room in ("solutions", "notebooks"):
            _replace(out / room, root / room)
    return names


def _replace(new: Path, old: Path) -> None:
    """Put the notebooks of `new` in the place of those of `old`; other files stay."""
    for notebook in old.glob("*/*.ipynb"):
        if not (new / notebook.relative_to(old)).exists():
            notebook.unlink()
    for notebook in new.glob("*/*.ipynb"):
        place = old / notebook.relative_to(new)
        place.parent.mkdir(parents=True, exist_ok=True)
        # nbgrader on Windows writes its own ends of lines.
        place.write_bytes(notebook.read_bytes().replace(b"\r\n", b"\n"))


def adopt(root: Path, lesson: str) -> bool:
    """Bring the solution of `lesson`, edited in JupyterLab, back into its text.

    Returns whether the text changed. Raises CourseError for an unknown lesson, LessonError for
    an edit that breaks the lesson (the text is then left as it was).
    """
    text = root / "lessons" / lesson / f"{lesson[3:]}.py"
    notebook = root / "solutions" / lesson / f"{lesson[3:]}.ipynb"
    if not text.exists() or not notebook.exists():
        known = ", ".join(p.parent.name for p in lessons(root))
        raise CourseError(f"There is no lesson {lesson} with a solution. There are: {known}.")
    found = nbformat.read(notebook, as_version=4)
    old, new = text.read_text(encoding="utf-8"), marks.to_text(found)
    if new == old:
        return False
    if found.metadata.get("downhill", {}).get("lesson_sha256") != _sha256(old):
        raise CourseError(
            f"Both {text.relative_to(root)} and {notebook.relative_to(root)} were edited since "
            "the last build. Undo one of the two edits first."
        )
    solution(new, notebook.relative_to(root).as_posix())
    text.write_text(new, encoding="utf-8", newline="\n")
    return True
