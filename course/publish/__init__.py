"""`course publish`: the student edition, a folder with what students need and nothing else.

release     the lessons that are published are the ones that `lessons/` makes
files       what is copied as it is: helpers and data, also packed into each lesson; a page
address     where the edition will lie, for badges and pip
portable    a release notebook that brings its helpers along
opening     what a lesson's first cell says of it
papers      README, pyproject.toml and environment.yml of the edition
lite        the other edition: a web site that runs the lessons in the browser (JupyterLite)
wheels      packages for it
place       written beside the folder, then put in its place
"""

from dataclasses import dataclass
from pathlib import Path

from . import papers, place, release
from .address import Address
from .files import PAGES, packed, read
from .portable import portable

__all__ = ["Published", "publish"]


@dataclass(frozen=True)
class Published:
    """What was written.

    Attributes
    ----------
    lessons : their names.
    tag : what set-up cells ask pip for, so what the edition's commit must be tagged with.
    """

    lessons: list[str]
    tag: str


def publish(
    root: Path, out: Path, repository: str | None = None, branch: str = "main"
) -> Published:
    """Write the student edition of the course in `root` to the folder `out`.

    Parameters
    ----------
    repository : the https address at which the edition will lie, for badges and set-up cells;
        None for an edition that is handed out as files.
    branch : of that repository, for badges.

    Raises
    ------
    CourseError : the notebooks are out of step with `lessons/`, the address is none, `out` holds
        something else than an earlier edition, or it can't be written. Nothing is changed then.
    """
    address = Address.read(repository, branch) if repository else None
    out = out.resolve()
    place.check(out, root)
    notebooks = release.notebooks(root)
    contents = read(root)
    edition = papers.Edition.of(root, contents)
    archive = packed(contents)
    for path, notebook in notebooks.items():
        made = portable(notebook, path, archive, edition.tag, address)
        contents[path] = made.encode("utf-8")
    contents |= read(root, PAGES) | papers.written(root, edition, notebooks, address)
    place.put(contents, out)
    return Published([Path(path).parent.name for path in notebooks], edition.tag)
