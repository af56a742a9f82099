"""`course publish --slides`: the lecture and each lesson as slides (reveal.js), with no request.

lecture   the text of the lecture, and its deck
deck      the deck of a lesson, and what both have in common
chunks    pieces of a slide, and the room that they take
site      Sphinx with sphinx-revealjs, which brings reveal.js
code      code in colours
static    the script and the styles of the slides; sliders and pictures are the book's
"""

import json
from collections.abc import Callable, Collection
from html import escape
from pathlib import Path

from nbformat import NotebookNode

from ... import parts
from ...course_file import read_course_file
from ...opening import read_opening
from .. import generator, place, release
from ..book import DESK, NO_JEKYLL, runs
from . import deck, lecture, site

MARK = "slides.json"  # says that a folder has slides
INDEX = """# {name}: slides

{rows}

Arrows go on, S opens the speaker's notes in a window of its own, and F fills the screen. For paper
or a PDF, add `?print-pdf` to a deck's address and print it.
"""


def publish_slides(
    root: Path,
    out: Path,
    only: Collection[str] = (),
    tell: Callable[[str], object] = print,
    begin: Callable[[int], Callable[[str], object]] = lambda steps: lambda step: None,
) -> list[str]:
    """Write the slides of the course in `root` to the folder `out`; return the lessons' names.

    Parameters are those of `publish_book`. The lecture comes along where the course has one.

    Raises
    ------
    CourseError : a text is at fault or can't be run, Sphinx is missing or can't make the slides,
        `out` holds something else than earlier slides, or it can't be written.
    """
    out = out.resolve()
    earlier = _there(out)
    place.check_site(out, root, earlier is not None, "slides")
    own, desk = read_course_file(root), root / DESK
    wanted = {*only, *(earlier or ())} if only else ()
    offered = release.offered(release.notebooks(root), own, wanted, out)
    every = {Path(path).parent.name: notebook for path, notebook in offered.items()}
    # A review and the project show nothing to a class.
    decks = {name: made for name, made in every.items() if "show" in parts.outline(made)}
    names = [*decks]
    talk = lecture.read_lecture(root)
    if talk:
        decks = {lecture.NAME: talk} | decks
    step = begin(len(decks) + 1)
    found = runs.records(root, decks, desk, step)
    sources = {"index.md": INDEX.format(name=own.name, rows=_rows(decks))}
    contents: dict[str, bytes] = {}
    for name, notebook in decks.items():
        sources[f"lessons/{name}.md"] = (
            lecture.lecture_deck(notebook, found[name])
            if notebook is talk
            else deck.lesson_deck(notebook, found[name], name)
        )
    for name, text in sources.items():
        folder = Path(name).stem
        for file in runs.files_of(found[folder]) if folder in found else ():
            if file in text:
                frame = desk / "frames" / folder / file
                contents[f"frames/{folder}/{file}"] = frame.read_bytes()
    generator.write_sources(desk / "slides" / "source", sources)
    files, warned = site.build_slides(desk / "slides", own.name)
    step("slides")
    for line in warned:
        tell(line)
    contents |= files | {NO_JEKYLL: b""}
    contents[MARK] = json.dumps({"name": own.name, "decks": names}).encode()
    for line in place.put(contents, out, []):
        tell(line)
    return names


def _rows(decks: dict[str, NotebookNode]) -> str:
    opened = {name: read_opening(notebook) for name, notebook in decks.items()}
    return "\n".join(f"- [{escape(o.title)}](lessons/{name}.md)" for name, o in opened.items())


def _there(folder: Path) -> list[str] | None:
    """Return the lessons whose slides this command wrote to a folder, None for any other one."""
    try:
        said = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    known = said.get("decks") if isinstance(said, dict) else None
    return known if isinstance(known, list) else None
