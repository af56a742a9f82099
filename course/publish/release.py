"""The release notebooks as `lessons/` makes them now, whatever lies in `notebooks/`."""

from collections.abc import Collection
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from .. import build, derived
from ..course_file import CourseFile
from ..errors import CourseError


def notebooks(root: Path) -> dict[str, NotebookNode]:
    """Return the release notebooks by their path, such as "notebooks/05_xor/xor.ipynb"."""
    return {
        path: nbformat.reads(text, as_version=4)
        for path, text in build.derived_texts(root).items()
        if path.startswith("notebooks/")
    }


def offered(
    every: dict[str, NotebookNode], own: CourseFile, only: Collection[str], there: Path
) -> dict[str, NotebookNode]:
    """Return those of the notebooks that an edition is to have: all that the course offers.

    Parameters
    ----------
    only : lessons to be added to those that lie in `there`, an earlier edition's folder of lessons;
        nothing for all.

    Raises CourseError where a lesson in `only` is not offered.
    """
    names = {path: Path(path).parent.name for path in every}
    known = [name for name in names.values() if own.offers(name)]
    if unknown := [lesson for lesson in only if lesson not in known]:
        raise CourseError(
            f"{unknown[0]} is no lesson that the course offers. There are: {', '.join(known)}."
        )
    wanted = {*only, *(place.parent.name for place in there.glob("*/*.ipynb"))} if only else known
    found = {path: every[path] for path, name in names.items() if name in known and name in wanted}
    if not found:
        raise CourseError("The course offers no lesson of these: look at `lessons` in course.toml.")
    return found


def unused_notebooks(root: Path) -> list[str]:
    """Return a sentence for each file of `solutions/` and `notebooks/` that was not used."""
    names = [text.parent.name for text in derived.lessons(root)]
    found = [line for name in names for line in derived.changed_notebooks(root, name)]
    for place in sorted((root / "notebooks").glob("*/*.ipynb")):
        if not (place.parent.name in names and place.stem == place.parent.name[3:]):
            named = place.relative_to(root).as_posix()
            found.append(f"{named} has no text in lessons/, so it was left out.")
    return found
