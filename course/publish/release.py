"""The release notebooks, after a look whether they are what `lessons/` makes."""

import tempfile
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from ..build import write_notebooks, write_solutions
from ..errors import CourseError


def notebooks(root: Path) -> dict[str, NotebookNode]:
    """Return the release notebooks by their path, such as "notebooks/05_xor/xor.ipynb".

    Raises CourseError where solutions or notebooks are not the bytes that a build would write.
    """
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder).resolve()
        lessons = write_solutions(root, fresh)
        _compare("solutions", root, fresh)
        write_notebooks(root, fresh, lessons)
        _compare("notebooks", root, fresh)
    paths = sorted((root / "notebooks").glob("*/*.ipynb"))
    return {p.relative_to(root).as_posix(): nbformat.read(p, as_version=4) for p in paths}


def _compare(room: str, root: Path, fresh: Path) -> None:
    made, there = _contents(fresh / room), _contents(root / room)
    for name in sorted(made.keys() | there.keys()):
        if made.get(name) != there.get(name):
            raise CourseError(
                f"{room}/{name} is not what lessons/ makes. Run `course build` first; it says what "
                "to do with a solution that was edited."
            )


def _contents(room: Path) -> dict[str, bytes]:
    """Return the notebooks by their path; on Windows nbgrader writes its own ends of lines."""
    paths = room.glob("*/*.ipynb")
    return {p.relative_to(room).as_posix(): p.read_bytes().replace(b"\r\n", b"\n") for p in paths}
