"""What a student wrote runs nothing in a page that stock nbgrader makes, and is not lost."""

import base64
import functools
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.server_extensions.formgrader import handlers

from course.grading.harmless import notebook as harmless
from course.grading.harmless import prose, spreadsheet
from course.grading.harmless.pictures import LARGEST

from ..lesson import cells, read
from ..sample_class.students import LESSON
from .rebuilt import mended
from .vectors import ATTACHED, MARKS, PNG, TEXTS, WRITTEN, hostile

LESSONS_OWN = {cell.id for cell in read("solutions", LESSON).cells}
JS = "top.ran=[top.ran,{n}]"
LEADS = re.compile(r"#|https?://|mailto:|data:image/(png|jpeg|gif|webp);base64,[\w+/=]*$")


@functools.cache
def exporter() -> HTMLExporter:
    """Return what Formgrader makes its pages with, and no settings of ours."""
    places = {"template_name": "formgrade", "extra_template_basedirs": [handlers.template_path]}
    return HTMLExporter(**places)


def formgrader(notebook: NotebookNode) -> str:
    """Return Formgrader's page of what is a student's, without the parts around the notebook."""
    theirs = [c for c in notebook.cells if c.id == WRITTEN or c.id not in LESSONS_OWN]
    notebook = NotebookNode({**notebook, "cells": theirs})
    names = "assignment_id notebook_id submission_id base_url student last_name first_name"
    resources = {**dict.fromkeys([*names.split(), "notebook_path"], "x"), "index": 0, "total": 1}
    page: str = exporter().from_notebook_node(notebook, resources=resources)[0]
    return page.partition('id="notebook-container"')[2]


# What Formgrader itself puts around answers.
FURNITURE = """
<body>
<main>
<div class="border-box-sizing" id="notebook" tabindex="-1">
<span class="btn-group btn-group-sm scoring-buttons" role="group">
<button class="btn btn-warning mark-graded" type="button">
<button class="btn btn-success full-credit" type="button">
<button class="btn btn-danger no-credit" type="button">
<input class="score tabbable" id="lower_loss" style="width: 4em;" type="number"/>
<span style="margin-left: 1em;">
<textarea class="comment tabbable" id="lower_loss-comment">
""".splitlines()
FURNITURE.append(
    '<input class="extra-credit tabbable" id="lower_loss_extra_credit" style="width: 3em;" '
    'type="number"/>'
)


class Harmful(HTMLParser):
    """Collects what in a page could run, load or lead somewhere; `text` is what is to be read."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.text = ""
        self.feed(str(page))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ours = {"class", "id", "rel", "title", "href", "src", "alt", "width"}
        wild = [name for name, _ in attrs if name not in ours]
        leads = [v or "" for name, v in attrs if name in ("href", "src")]
        said = self.get_starttag_text() or tag
        harmful = tag not in prose.TAGS | {"span"} or wild or not all(map(LEADS.match, leads))
        if harmful and said not in FURNITURE:
            self.found.append(said)

    def handle_data(self, data: str) -> None:
        self.text += data


def let_in(notebook: NotebookNode) -> NotebookNode:
    """Return what is written of a submission: repaired, and made harmless."""
    content = json.dumps(notebook).encode()
    lesson = (read("solutions", LESSON), read("notebooks", LESSON))
    return harmless.Door(*lesson).harmless(mended(LESSON, content).notebook)


@pytest.mark.parametrize("text", TEXTS)
def test_formgrader_shows_no_script(text: str) -> None:
    made = let_in(hostile(JS, [text]))
    assert Harmful(formgrader(made)).found == []
    nbformat.validate(made)


@pytest.mark.parametrize("text", TEXTS)
def test_what_nbgrader_would_show_of_an_untouched_file(text: str) -> None:
    """The same texts are dangerous where nothing is cleaned, in a place or another."""
    raw = hostile(JS, [text])
    raw.metadata.language_info = {"name": "python"}
    for cell in raw.cells:
        cell.metadata = NotebookNode()  # some of these stop the page from being made
    cells_ = [c for c in raw.cells if c.cell_type == "code" and c.outputs]
    assert Harmful(formgrader(NotebookNode({**raw, "cells": cells_}))).found != []


def test_the_lessons_own_cells_stay_as_they_are() -> None:
    made = let_in(hostile(JS, TEXTS))
    lesson = {cell.id: cell for cell in read("solutions", LESSON).cells}
    theirs = [cell for cell in made.cells if cell.id in lesson and cell.id != WRITTEN]
    locked = [cell for cell in theirs if not cell.metadata.get("nbgrader", {}).get("solution")]
    assert len(locked) > 20
    assert all(cell.source == lesson[cell.id].source for cell in locked)


def test_a_plain_answer_stays_as_it_was_typed() -> None:
    for plain in (
        "The loss is lower because her step is larger.",
        "**So** $w_1 \\leftarrow w_1 - \\eta\\,\\frac{\\partial L}{\\partial w_1}$, and a < b & c.",
        "\\begin{align}\na &= b \\\\\nc &= [1, 2] d\n\\end{align}",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ):
        raw = hostile(JS, [])
        cells(raw)[WRITTEN].source = plain
        assert cells(let_in(raw))[WRITTEN].source == plain


SEEN = {
    "$x<y$ and $a$": "$x<y$ and $a$",
    "$$\n\\frac{a}{b} < c\n$$": "$$\n\\frac{a}{b} < c\n$$",
    "\\begin{align}\na &= b<c \\\\\n\nd\\end{align}": "a &= b<c \\\\\n\nd\\end{align}",
    "-18*1.22*2 = -43.92": "-18*1.22*2 = -43.92",
    "if x<y and z>w": "if x<y and z>w",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "H<sub>2</sub>O": "H2O",
    "[click](javascript:alert('x'))": "[click](javascript:alert('x'))",
    "[click](/api/contents/x)": "[click](/api/contents/x)",
    "`a<b`": "a<b",
    "> [q](mailto:x@y.invalid)": "q",
}


@pytest.mark.parametrize("typed", SEEN)
def test_what_is_typed_can_be_read(typed: str) -> None:
    raw = hostile(JS, [])
    cells(raw)[WRITTEN].source = typed
    assert SEEN[typed] in Harmful(formgrader(let_in(raw))).text
    assert SEEN[typed] in Harmful(prose.standalone_cell(typed, None, ours=False)).text


def pictured(source: str, attachments: object) -> str:
    raw = hostile(JS, [])
    cells(raw)[WRITTEN].source, cells(raw)[WRITTEN].attachments = source, attachments
    return formgrader(let_in(raw))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("![mine](attachment:image.png)", "image.png"),
        ("![mine](attachment:my%20image.png)", "my image.png"),
        ('<img alt="mine" src="attachment:image.png" width="400">', "image.png"),
        (f"![mine](data:image/png;base64,{PNG})", "other.png"),
    ],
)
def test_a_pasted_picture_is_a_picture(source: str, name: str) -> None:
    for page in (
        pictured(source, {name: {"image/png": PNG}}),
        prose.standalone_cell(source, {name: {"image/png": PNG}}, ours=False),
    ):
        assert f'src="data:image/png;base64,{PNG}"' in page and 'alt="mine"' in page
        assert "attachment:" not in page


@pytest.mark.parametrize(
    ("kinds", "why"),
    [
        ({"image/svg+xml": PNG}, "damaged|no PNG"),
        ({"image/png": base64.b64encode(b"<svg onload=x>").decode()}, "no PNG, JPEG, GIF or WebP"),
        ({"image/png": "=no="}, "damaged"),
        ({"image/png": PNG + "A" * (2 * LARGEST)}, "12.0 MB, and at most 8 MB"),
        ({}, "no PNG"),
    ],
)
def test_what_is_no_picture_is_told(kinds: dict[str, str], why: str) -> None:
    page = pictured("![mine](attachment:x.png)", {"x.png": kinds})
    assert re.search(rf"\[picture mine: it (is|has) ({why})", page)
    assert Harmful(page).found == []


def test_a_picture_is_in_a_page_once_only() -> None:
    page = prose.html("![a](attachment:picture.png) " * 50, ATTACHED)
    assert page.count("<img") == 1 and page.count("it is shown above") == 49


def test_a_picture_elsewhere_is_not_fetched() -> None:
    page = prose.html("![a](https://x.invalid/a.png)")
    assert "<img" not in page and 'href="https://x.invalid/a.png"' in page


@pytest.mark.parametrize("mark", range(len(MARKS)))
def test_no_mark_stops_the_page(mark: int) -> None:
    made = let_in(hostile(JS, [MARKS[mark]]))
    nbformat.writes(made).encode("utf-8")
    page = formgrader(made)
    assert Harmful(page).found == []
    students = [cell for cell in made.cells if cell.id.startswith(("student", WRITTEN))]
    assert not [c for c in students if re.search("(BEGIN|END) HIDDEN TESTS", c.source)]
    assert "half a letter" not in MARKS[mark] or "\ufffd half a letter" in page


@settings(max_examples=300, deadline=None)
@given(st.text("<>&\"'`$\\[]()!:/=*_-#|~\n aimgsrcbonx;", max_size=60))
def test_any_markup(typed: str) -> None:
    for made in (prose.html(typed), prose.standalone_cell(typed, None, ours=False)):
        assert Harmful(made).found == []
    cell = typed if prose.is_plain(typed) else prose.block(prose.html(typed))
    shown = exporter().markdown2html({}, cell)
    assert Harmful(shown).found == []


FORMULAS = [
    "=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "﹦1",
    "\t=1",
    "\r=1",
    "  =1",
    "\u3000=1",
    "\ufeff=1",
]
FORMULAS += ["\u200b=1", "x;=1+1", "x; ＝1+1", 'x;"=1+1"', "x\n=1", "x\t+1", "\xa0@x", ";;-1"]
FORMULAS += ["\u202e=1", "\u061c=1", "\u2063=1", "x\u037e=1", "x；=1"]


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_of_a_table_is_a_formula(name: str) -> None:
    cell = spreadsheet.cell(name)
    for part in re.split("[;\u037e；\t\r\n]", cell):
        assert not re.match(r'[\s"\u061c\u200b\u202e\u2063\ufeff]*[=+\-@＝＋－＠﹦]', part), cell
    assert spreadsheet.cell(cell) == cell


@pytest.mark.parametrize("name", ["Ada", "O'Brien", "Müller-Lüdenscheidt", "李", "d'Été (sr.)", ""])
def test_an_ordinary_name_stays(name: str) -> None:
    assert spreadsheet.cell(name) == name


def test_the_vectors_are_many(tmp_path: Path) -> None:
    assert len(TEXTS) > 100 and len(set(TEXTS)) == len(TEXTS)
