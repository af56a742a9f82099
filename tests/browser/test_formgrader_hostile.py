"""Formgrader in a real browser, with submissions that carry scripts in every place."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupyter_server_mathjax
import nbformat
import pytest
from playwright.sync_api import Browser, Page, Route

from ..grading.vectors import PNG, TEXTS, hostile
from ..lesson import cells
from ..sample_class.course import Course
from ..sample_class.students import LESSON
from ..server import Server
from .conftest import ARTEFACTS

JS = "top.ran=[top.ran,{n}]"
HOSTILE = '"<img src=x onerror=top.ran=9000>"'
HONEST = f"""\
The slope $\\frac{{\\partial L}}{{\\partial w_1}}$ is negative, and $a<b$ & -18*1.22*2 = -43.92.

$$w_1 \\leftarrow w_1 - \\eta\\,\\frac{{\\partial L}}{{\\partial w_1}}$$

\\begin{{align}}
a &= b<c \\\\
d &= e
\\end{{align}}

| a | b |
|---|---|
| 1 | `x<y` |

```python
if a < b: pass
```

![mine](attachment:photo.png) ![other](data:image/png;base64,{PNG})
"""
MATHJAX = Path(jupyter_server_mathjax.__file__).parent / "static"
CDN = "https://cdnjs.cloudflare.com/ajax/libs/mathjax/2.7.7/"
# Without MathJax's own safe mode, which Formgrader's address asks for: ours must do alone.
CONFIG = "TeX-AMS-MML_HTMLorMML-full"
START = f"document.write('<script src=\"{CDN}MathJax.js?config={CONFIG}\"></script>')"
EVENTS = ["mouseover", "mouseenter", "focus", "focusin", "toggle", "load", "error", "keydown"]
POKE = """events => {
    const places = document.querySelectorAll('#notebook-container *');
    for (const element of places) {
        for (const name of events) element.dispatchEvent(new Event(name, {bubbles: true}));
        const link = element.getAttribute('href') ?? element.getAttribute('xlink:href');
        const program = element.protocol === 'javascript:' || /^\\W*javascript:/i.test(link);
        if (program) element.dispatchEvent(
            new MouseEvent('click', {bubbles: true, cancelable: true}));
    }
    return places.length;
}"""


def honest() -> str:
    notebook = hostile(JS, [])
    answer = cells(notebook)["lower_loss"]
    answer.source, answer.attachments = HONEST, {"photo.png": {"image/png": PNG}}
    return nbformat.writes(notebook)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = Course.copy(tmp_path_factory.mktemp("course") / "taught", LESSON)
    course.command("build")
    course.deliver({"honest": honest(), "hostile": json.dumps(hostile(JS, TEXTS))})
    named = f"id,first_name,last_name\nhonest,Jo,Jo\nhostile,{HOSTILE},{HOSTILE}\n"
    (course.folder / "roster.csv").write_text(named, encoding="utf-8")
    assert "graded 2" in course.grade()
    return course


@pytest.fixture(scope="module")
def server(course: Course) -> Iterator[Server]:
    with course.serving() as server:
        yield server


def mathjax(route: Route) -> None:
    asked = route.request.url.removeprefix(CDN).partition("?")[0]
    if asked == "latest.js":
        route.fulfill(body=START, content_type="text/javascript")
    elif (MATHJAX / asked).is_file():
        route.fulfill(path=MATHJAX / asked)
    else:
        route.abort()


def opened(chromium: Browser, server: Server, course: Course, student: str) -> tuple[Page, Any]:
    """Open a submission in Formgrader, typeset it, and poke at all that is in it."""
    found = course.api().get_notebook_submissions(LESSON, course.notebook)
    submission = next(one["id"] for one in found if one["student"] == student)
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(120_000)
    page.route(f"{CDN}**", mathjax)
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto(f"{server.url}/formgrader/submissions/{submission}/?token={server.token}")
    page.evaluate("window.MathJax && new Promise(done => MathJax.Hub.Queue(done))")
    assert page.evaluate(POKE, EVENTS) > 100
    page.evaluate("new Promise(done => setTimeout(done, 2000))")
    return page, page.evaluate("window.ran ?? null")


def numbers(ran: Any) -> set[int]:
    """Return which vectors ran; each made a list of the list before and its own number."""
    found = set()
    while isinstance(ran, list):
        ran, number = ran
        found.add(number)
    return found


@pytest.mark.slow
def test_mathematics_tables_code_and_pictures_are_there(
    chromium: Browser, server: Server, course: Course
) -> None:
    page, ran = opened(chromium, server, course, "honest")
    answer = page.locator(".nbgrader_cell:has(#lower_loss) .rendered_html")
    answer.screenshot(path=ARTEFACTS / "formgrader_written_answer.png")
    assert ran is None
    assert answer.locator(".MathJax").count() >= 4
    assert answer.locator(".merror, .MathJax_Error").count() == 0
    assert answer.locator("table td").all_text_contents() == ["1", "x<y"]
    assert answer.locator("pre").inner_text().strip() == "if a < b: pass"
    assert "-18*1.22*2 = -43.92" in answer.inner_text()
    widths = answer.locator("img").evaluate_all("all => all.map(one => one.naturalWidth)")
    assert widths == [10, 10]


@pytest.mark.slow
def test_no_script_runs(chromium: Browser, server: Server, course: Course) -> None:
    page, ran = opened(chromium, server, course, "hostile")
    page.screenshot(path=ARTEFACTS / "formgrader_hostile.png")
    assert ran is None
    programs = ":is(script:not([type^='math/tex']), iframe, object, embed)"
    assert page.locator(f"#notebook-container {programs}").count() == 0
    assert page.locator("#notebook-container .MathJax").count() > 5


@pytest.mark.slow
def test_the_same_scripts_run_where_nothing_is_cleaned(
    chromium: Browser, server: Server, course: Course
) -> None:
    place = course.place("gradebook/autograded", "hostile")
    leaves = re.compile("<(meta|base|form|button)")  # the page, before all of it is seen
    raw = hostile(JS, [text for text in TEXTS if not leaves.search(text)])
    raw.metadata = {"language_info": {"name": "python"}}
    for cell in raw.cells:  # nbgrader makes no page where these are wrong
        cell.metadata = {k: v for k, v in cell.metadata.items() if k == "nbgrader"}
    place.write_text(json.dumps(raw), encoding="utf-8")
    _, ran = opened(chromium, server, course, "hostile")
    assert len(numbers(ran)) > 30, sorted(numbers(ran))
