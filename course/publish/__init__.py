"""`course publish`: the student edition, a folder with what students need and nothing else.

release     what `lessons/` makes now, and what in `notebooks/` differs from it
files       what is copied as it is: helpers and data, also packed as text; a page
address     where the edition will lie, for badges and pip
portable    a release notebook whose set-up cell installs the helpers, or carries them
papers      README, pyproject.toml and environment.yml of the edition
lite        another edition: a web site that runs the lessons in the browser (JupyterLite)
book        another edition: a web site to read, whose pictures move without a kernel
slides      another edition: the lecture, and each lesson, as slides
generator   Sphinx, which makes book and slides
site_command  what these two do on a terminal
wheels      packages for it
place       written beside the folder, then put in its place
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from .. import glossary
from ..course_file import read_course_file
from . import papers, place, portable, release
from .address import Address
from .files import PAGES, packed, read_tree

__all__ = ["Published", "publish"]


@dataclass(frozen=True)
class Published:
    """What was written.

    Attributes
    ----------
    lessons : their names.
    tag : what set-up cells ask pip for, so what the edition's commit must be tagged with.
    notes : a sentence for each notebook of the course that was edited, and not used; one on
        files in `out` that the edition did not write, and left.
    """

    lessons: list[str]
    tag: str
    notes: list[str]


def publish(
    root: Path,
    out: Path,
    repository: str | None = None,
    branch: str = "main",
    discard: bool = False,
    only: Collection[str] = (),
) -> Published:
    """Write the student edition of the course in `root` to the folder `out`.

    It has the lessons that `course.toml` offers.

    Parameters
    ----------
    repository : the https address at which the edition will lie, for badges and set-up cells;
        None for an edition that is handed out as files.
    branch : of that repository, for badges.
    discard : Replace also notebooks of an earlier edition in which somebody typed.
    only : Of lessons that are not in `out` yet, add these; those that are there stay in it. Nothing
        for all lessons.

    Raises
    ------
    CourseError : `course.toml` or a lesson's text is at fault, a lesson in `only` is not offered,
        the address is none, `out` holds something else than an earlier edition, or what somebody
        typed in one, or it can't be written. Nothing is changed then.
    """
    address = Address.read(repository, branch) if repository else None
    own, out = read_course_file(root), out.resolve()
    place.check_destination(out, root)
    notebooks = release.offered(release.notebooks(root), own, only, out / "notebooks")
    contents = read_tree(root)
    edition = papers.Edition.of(root, contents)
    lessons = {
        path: portable.installing(notebook, path, edition.tag, address) if address else notebook
        for path, notebook in notebooks.items()
    }
    if not address:
        # Single files for Colab: they carry the helpers, for there is nowhere to get them from.
        archive = packed(contents)
        for path, notebook in notebooks.items():
            name = f"{papers.COLAB}/{Path(path).parent.name}.ipynb"
            lessons[name] = portable.carrying(notebook, archive)
    contents |= {
        path: portable.notebook_text(lesson).encode("utf-8") for path, lesson in lessons.items()
    }
    terms = glossary.glossary({Path(path).parent.name: one for path, one in notebooks.items()})
    contents[glossary.PLACE] = terms.encode("utf-8")
    contents |= read_tree(root, PAGES) | papers.written(root, edition, notebooks, address, own)
    contents[papers.STUDENT] = papers.student_page(contents[papers.STUDENT], notebooks, own)
    left = place.put(contents, out, discard=discard)
    names = [Path(path).parent.name for path in notebooks]
    return Published(names, edition.tag, [*release.unused_notebooks(root), *left])
