"""`course publish --book`: the lessons as a web site to read, whose pictures move without a kernel.

runs          each lesson run once with nothing answered, several at a time; kept while it holds
predictions   what a reader can choose, and what waits for it
figures       pictures, predictions and links as HTML
pages         a lesson's page, as a notebook
front         first page, summary and glossary
site          the theme Furo
mathml        mathematics
static        the script and the styles of the pages
"""

import json
from collections.abc import Callable, Collection
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from ...course_file import read_course_file
from .. import generator, papers, place, portable, release
from ..address import Address
from ..files import packed, read_tree
from ..lite import runnable
from . import front, pages, runs, site

MARK = "book.json"  # says that a folder is a book
DESK = ".book"  # in the course's folder: what is kept for the next build
NOTEBOOKS = "notebooks"
NO_JEKYLL = ".nojekyll"  # without it a host of repositories hides folders such as _static


def publish_book(
    root: Path,
    out: Path,
    address: Address | None = None,
    lite: str | None = None,
    only: Collection[str] = (),
    tell: Callable[[str], object] = print,
    begin: Callable[[int], Callable[[str], object]] = lambda steps: lambda step: None,
) -> list[str]:
    """Write the book of the course in `root` to the folder `out`; return its lessons' names.

    Parameters
    ----------
    address : of the student edition, for links to Colab.
    lite : the web address of the site with JupyterLite, for links to it.
    only : as in `publish`.
    tell : called with a sentence on each thing of note.
    begin : called with the number of steps; what it returns is called after each, with its name.

    Raises
    ------
    CourseError : a lesson's text is at fault or can't be run, Sphinx is missing or can't build the
        book, `out` holds something else than an earlier book, or it can't be written.
    """
    out = out.resolve()
    place.check_site(out, root, is_book(out), "book")
    own, desk = read_course_file(root), root / DESK
    offered = release.offered(release.notebooks(root), own, only, out / NOTEBOOKS)
    named = {Path(path).parent.name: notebook for path, notebook in offered.items()}
    step = begin(len(named) + 1)
    found = runs.records(root, named, desk, step)
    contents: dict[str, bytes] = {}
    helpers = read_tree(root)
    edition = papers.Edition.of(root, helpers)
    archive = "" if address else packed(helpers)
    sources = front.pages(named, own) | {"summary.svg": front.summary_svg(desk)}
    for path, notebook in offered.items():
        name = Path(path).parent.name
        lesson = (
            portable.installing(notebook, path, edition.tag, address)
            if address
            else portable.carrying(notebook, archive)
        )
        contents[path] = portable.notebook_text(lesson).encode()
        places = _places(path, notebook, address, lite)
        made = pages.page(notebook, found[name], name, places)
        sources[f"lessons/{name}.ipynb"] = f"{nbformat.writes(made)}\n"
        for file in runs.files_of(found[name]):
            contents[f"frames/{name}/{file}"] = (desk / "frames" / name / file).read_bytes()
    generator.write_sources(desk / "source", sources)
    files, warned = site.build_site(desk, own.name)
    step("pages")
    for line in warned:
        tell(line)
    contents |= files | {NO_JEKYLL: b""}
    contents[MARK] = json.dumps({"name": own.name, "lessons": [*named]}).encode()
    for line in place.put(contents, out, []):
        tell(line)
    return [*named]


def _places(
    path: str, notebook: NotebookNode, address: Address | None, lite: str | None
) -> list[tuple[str, str]]:
    """Return where a lesson can be worked on, words and addresses."""
    places = []
    if address and (colab := address.colab(path)):
        places.append(("open in Google Colab", colab))
    if lite and runnable(path, notebook):
        short = path.removeprefix("notebooks/")
        places.append(("open in the browser", f"{lite.rstrip('/')}/lab/index.html?path={short}"))
    return [*places, ("download the notebook", f"../{path}")]


def is_book(folder: Path) -> bool:
    """Say whether this command wrote the folder."""
    try:
        said = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and "lessons" in said
