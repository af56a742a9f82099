"""The pages in a real browser: nothing runs, nothing is asked for, nothing is cut off."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from course.course_file import CourseFile
from course.grading.mended import Mend, Mended
from course.grading.parcels import NeedsReview, State
from course.grading.report import class_page, feedback
from course.grading.report.outcomes import Outcome, Result
from course.grading.report.tally import Summary, Tally
from course.grading.report.titles import Exercise

from ..browser.conftest import chromium, chromium_path

__all__ = ["chromium", "chromium_path"]  # fixtures
pytestmark = pytest.mark.slow
EVIL = (
    "<script>document.title = 'evil'</script></code></pre>"
    "<img src=x onerror=\"document.title='evil'\">"
    "</style></title><svg onload=\"document.title='evil'\">"
)
LONG = "unbroken" * 60


def outcome() -> Outcome:
    text = f"{EVIL}\n{LONG}\nshort"
    parts = [
        Exercise(f"{name}-check", name, f"Exercise `{name}`: {EVIL}", LONG, 2, name == "why")
        for name in ("step", "train", "why")
    ]
    results = tuple(
        Result(part, state, 0.0, 1.0, (EVIL, f"Hint: {LONG}"), text, part.written, text)
        for part, state in zip(parts, (State.WRONG, State.TIMEOUT, None), strict=True)
    )
    mended = Mended(Mend.LOCKED_EDITED, (EVIL, LONG)), Mended(Mend.ENCODING, name=EVIL)
    return Outcome(f"jo{EVIL}", EVIL, 1.0, None, results, mended)


def pages() -> dict[str, str]:
    one = outcome()
    summary = Summary(EVIL, [Tally(result.exercise) for result in one.results])
    for k in range(12):  # as many as statistics take, and two mistakes that many made
        first, *rest = one.results
        mine = replace(first, mistake=(EVIL, LONG)[k % 2], points=float(k % 3 == 0))
        summary.add(replace(one, student=f"{one.student}{k}", results=(mine, *rest)))
    summary.needs_review = [NeedsReview(LONG, EVIL, EVIL)]
    summary.missing = [EVIL, LONG]
    return {
        "student": feedback.student_page_html(EVIL, one, CourseFile(EVIL, EVIL)),
        "class": class_page.class_page_html(summary),
    }


@pytest.mark.parametrize("width", [1280, 800, 390])
@pytest.mark.parametrize("which", ["student", "class"])
def test_a_page_stays_quiet_and_inside(
    chromium: Browser, which: str, width: int, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text(pages()[which], encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 900})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: told.append(request.url))
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    page.goto(file.as_uri())
    assert told == [file.as_uri()]
    assert page.title() != "evil"
    assert page.locator("script, img, iframe, a, svg:not([role=img])").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for student in page.locator("td.id").all():
        assert student.evaluate("e => getComputedStyle(e).whiteSpace") == "nowrap"
    page.close()
