"""axe, the checker of web pages for accessibility, finds nothing in the pages that we write."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from course.course_file import CourseFile
from course.publish import lite

from ..grading.test_pages_in_a_browser import pages
from ..lesson import read


def violations(page: Page) -> list[str]:
    """Return what axe finds, a line each."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['help']}: {node['html']:.200}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("which", ["student", "class"])
def test_the_grader_s_pages(chromium: Browser, which: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(pages()[which], encoding="utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    assert violations(page) == []
    page.close()


def test_the_first_page_of_the_site(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    lesson = {"notebooks/05_xor/xor.ipynb": read("notebooks", "05_xor")}
    file.write_text(lite._page(lesson, CourseFile()), encoding="utf-8")
    page = chromium.new_page()
    page.goto(file.as_uri())
    assert violations(page) == []
    page.close()


def test_axe_finds_what_is_wrong(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<html><body><img src='x.png'><p style='color: #aaa'>faint</p></body></html>")
    found = "\n".join(violations(page))
    for rule in ("image-alt", "color-contrast", "html-has-lang", "document-title"):
        assert rule in found
    page.close()
