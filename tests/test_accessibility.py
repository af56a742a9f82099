"""Who can't see a picture, or not all of its colours, learns the same."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from helpers.drawing import picture as palette

from .bank import EVERY, LESSONS
from .eyes import contrast, difference, pictures, words
from .lesson import ROOT, read

APART = 15.0  # in CIELAB; from about 10 on two colours are plainly different
TEXT, LINES = 4.5, 3.0  # contrast that WCAG 2.2 asks for, of text and of parts of a picture
NEAR = 40.0  # pixels from the end of a line to its name
NUMBER = re.compile(r"[\d.]*\d")
FEW = ("02_chain_rule", "03_two_weights")
QUICK = ("01", "02", "03", "04", "06", "09")
PAGES = [ROOT / n for n in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
PAGES += [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("[!.]*/README.md")]


def plain(*quick: str) -> list[Any]:
    """Return the lessons; those that are not in `quick` are for the slow run."""
    slow = pytest.mark.slow
    return [name if name in quick else pytest.param(name, marks=slow) for name in LESSONS]


lessons = pytest.mark.parametrize("lesson", plain(*(n for n in LESSONS if n[:2] in QUICK)))


@lessons
def test_every_picture_says_its_finding(lesson: str) -> None:
    assert pictures(lesson)
    for shown in pictures(lesson):
        for picture in shown.moved():
            assert re.fullmatch(r"[A-Z0-9].{30,}[.?]", picture.alt), (shown.cell, picture.alt)


@lessons
def test_words_in_pictures_can_be_read_and_name_more_than_colours(lesson: str) -> None:
    for shown in pictures(lesson):
        for picture in shown.moved():
            said = words(picture)
            faint = [word for word, seen in said if seen < TEXT]
            assert not faint, (shown.cell, faint)
            told = [
                s for text in (picture.alt, *(w for w, _ in said)) for s in by_colour_alone(text)
            ]
            assert not told, (shown.cell, told)


HUES = re.compile(r"\b(blue|orange|green|red|grey|yellow|purple|coloured)\b", re.I)
SIGNS = re.compile(r"\b(solid|dashed|dotted|thick|thin|bold|wide|hatched|shaded|filled)\b", re.I)


def by_colour_alone(text: str) -> list[str]:
    """Return the sentences that name a colour and no other sign of what they mean."""
    sentences = re.split(r"(?<=[.?!:])\s+", text)
    return [s for s in sentences if HUES.search(s) and not SIGNS.search(s)]


def test_what_is_told_by_colour_alone() -> None:
    assert by_colour_alone("Look. The blue bar is longer. Orange and dashed.") == [
        "The blue bar is longer."
    ]


@pytest.mark.parametrize("lesson", EVERY)
def test_no_sentence_tells_by_colour_alone(lesson: str) -> None:
    for cell in read("solutions", lesson).cells:
        if cell.cell_type == "markdown":
            assert by_colour_alone(cell.source) == []


@dataclass(frozen=True)
class Look:
    """What a line looks like."""

    color: str
    dash: str
    marker: str
    filled: bool
    width: float
    size: float

    def is_another(self, other: "Look") -> bool:
        """Say whether two lines differ in more than their hue."""
        if (self.dash, self.marker, self.filled) != (other.dash, other.marker, other.filled):
            return True
        sizes = [(self.width, other.width), (self.size, other.size)]
        if any(max(pair) >= 1.4 * min(pair) > 0 for pair in sizes):
            return True
        return contrast(self.color, other.color) >= LINES


def looks(ax: Axes) -> dict[Look, Line2D]:
    """Return one line of each look that is drawn in axes."""
    found: dict[Look, Line2D] = {}
    for line in ax.lines:
        points, marker = len(line.get_xdata()), str(line.get_marker())
        dashed = points > 1 and line.get_linestyle() != "None"
        marked = marker != "None"
        if not line.get_visible() or not points or not (dashed or marked):
            continue
        face, color = line.get_markerfacecolor(), to_hex(line.get_color())
        look = Look(
            color,
            str(line._unscaled_dash_pattern) if dashed else "",
            marker if marked else "",
            marked and face != "none" and to_hex(face) == color,
            line.get_linewidth() if dashed else 0.0,
            line.get_markersize() if marked else 0.0,
        )
        found.setdefault(look, line)
    return found


def named(ax: Axes, line: Line2D) -> bool:
    """Say whether a word stands at the end of a line."""
    end = ax.transData.transform(line.get_xydata()[-1])
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text()]
    return any(
        abs(box.x0 - end[0]) < NEAR and box.y0 - NEAR / 4 < end[1] < box.y1 + NEAR / 4
        for box in boxes
    )


@lessons
def test_lines_differ_in_more_than_colour(lesson: str) -> None:
    for shown in pictures(lesson):
        for picture in shown.moved():
            picture.png()
            for ax in picture.figure.axes:
                for (a, one), (b, other) in itertools.combinations(looks(ax).items(), 2):
                    if a.color == b.color or (named(ax, one) and named(ax, other)):
                        continue
                    assert a.is_another(b), (shown.cell, a, b)


@lessons
def test_colours_of_lines_are_told_apart_by_all_eyes(lesson: str) -> None:
    for shown in pictures(lesson):
        for picture in shown.moved():
            for ax in picture.figure.axes:
                colors = {look.color for look in looks(ax)}
                for a, b in itertools.combinations(sorted(colors), 2):
                    assert difference(a, b) >= APART, (shown.cell, a, b)


def test_the_palette() -> None:
    names = ("FORWARD", "BACKWARD", "PARAMETER", "CONTEXT")
    colors = [getattr(palette, name) for name in names]
    for a, b in itertools.combinations([*colors, "#000000", "#FFFFFF"], 2):
        assert difference(a, b) >= APART, (a, b)
    assert all(contrast(color, "white") >= TEXT for color in colors[:3])
    assert contrast(colors[3], "white") >= LINES


def test_the_simulation_finds_colours_that_are_not_told_apart() -> None:
    assert difference("#D00000", "#5A6E00") < APART  # red and olive, without red
    assert difference("#0072B2", "#009E73") < 20  # Okabe and Ito's blue and green, without blue


def levels(markdown: str) -> list[int]:
    return [int(t.tag[1]) for t in MarkdownIt().parse(markdown) if t.type == "heading_open"]


def in_order(found: list[int]) -> bool:
    """Say whether there is one title, at the start, and no level is skipped."""
    steps = itertools.pairwise(found)
    return found[:1] == [1] and found.count(1) == 1 and all(b - a <= 1 for a, b in steps)


@pytest.mark.parametrize(
    ("found", "well"), [([1, 2, 3, 2], True), ([2], False), ([1, 3], False), ([1, 2, 1], False)]
)
def test_what_is_in_order(found: list[int], well: bool) -> None:
    assert in_order(found) is well


@pytest.mark.parametrize("lesson", EVERY)
@pytest.mark.parametrize("room", ["solutions", "notebooks"])
def test_headings_of_a_lesson_are_in_order(room: str, lesson: str) -> None:
    cells = [cell.source for cell in read(room, lesson).cells if cell.cell_type == "markdown"]
    assert in_order(levels("\n\n".join(cells)))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_headings_and_pictures_of_a_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert in_order(levels(text))
    images = [
        token
        for block in MarkdownIt().parse(text)
        for token in block.children or []
        if token.type == "image"
    ]
    assert all(len(image.content) > 20 for image in images), [i.content for i in images]


@pytest.fixture(scope="module")
def exported(request: pytest.FixtureRequest) -> Iterator[BeautifulSoup]:
    """Run a lesson in a kernel, and export it to HTML."""
    lesson = request.param
    notebook = nbformat.from_dict(read("solutions", lesson))
    place = {"metadata": {"path": str(ROOT / "solutions" / lesson)}}
    NotebookClient(notebook, timeout=600, startup_timeout=300, resources=place).execute()
    html, _ = HTMLExporter().from_notebook_node(notebook)
    yield lesson, BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("exported", plain(*FEW), indirect=True)
def test_an_exported_lesson(exported: tuple[str, BeautifulSoup]) -> None:
    lesson, page = exported
    assert page.html["lang"] == "en"
    assert in_order([int(h.name[1]) for h in page.find_all(re.compile("^h[1-6]$"))])
    shown = [s for s in pictures(lesson) if not s.states]
    images = page.find_all("img")
    assert len(images) == len(shown) > 0
    for image, one in zip(images, shown, strict=True):
        said, finding = (NUMBER.sub("0", s) for s in (image["alt"], one.picture.alt))
        assert said == finding  # Keras shuffles: its numbers differ from run to run


COLORS = re.compile(r"(?<![\w-])(color|background): ?([^;}]+)")


def test_the_grader_s_pages_can_be_read() -> None:
    css = (ROOT / "course/grading/report/templates/page.css").read_text(encoding="utf-8")
    given = dict(re.findall(r"--(\w+): (#[0-9a-f]+)", css))
    found: dict[str, set[str]] = {"color": set(), "background": set()}
    for kind, value in COLORS.findall(css):
        named = re.sub(r"var\(--(\w+)\)", lambda m: given[m[1]], value.strip())
        if named != "none":
            found[kind].add(named)
    assert len(found["color"]) >= 2 and len(found["background"]) >= 2
    for ink, ground in itertools.product(found["color"], found["background"]):
        assert contrast(ink, ground) >= TEXT, (ink, ground)
    for edge in ("right", "wrong", "open"):
        assert contrast(given[edge], "white") >= LINES, edge


def test_the_grader_s_bars_can_be_read() -> None:
    from course.grading.report.class_plots import PIECES

    for name, _, face, _, ink in PIECES:
        assert contrast(ink, face) >= TEXT, name
    for (_, _, one, hatch, _), (_, _, other, other_hatch, _) in itertools.combinations(PIECES, 2):
        assert hatch != other_hatch or contrast(one, other) >= LINES
