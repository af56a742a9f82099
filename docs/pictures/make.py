"""The screenshots of README and docs/, taken from the course itself: lessons, grader, Formgrader.

    uv run python docs/pictures/make.py

makes them all anew in a few minutes. It needs Chromium or Chrome, and bubblewrap for the grader.
The class is that of the tests and some students more with answers of the bank, so nobody's work is
shown.
"""

import csv
import html
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.classes import members
from tests.browser.conftest import CHROMIUM_ARGS
from tests.browser.lab import Notebook
from tests.browser.test_formgrader import formgrader, grade_by_hand
from tests.sample_class.course import Course
from tests.sample_class.students import LESSON, sample_class
from tests.server import serving

HERE = Path(__file__).parent
NOTEBOOK = f"{LESSON[3:]}.ipynb"
ANSWER = """def forward(x, w1, w2):
    h = w1 * x
    y_hat = w2 * x
    return h, y_hat"""
COLOURS = 200
TERMINAL = """<body style="margin:0"><pre style="margin:0; padding:14px 18px; width:max-content;
font:14px/1.45 'DejaVu Sans Mono', monospace; background:#1e1e1e; color:#f0f0f0">{}</pre>"""


def save(name: str, png: bytes) -> None:
    """Save a screenshot in few colours: a tenth of the bytes, and nobody sees it."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    few = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(HERE / f"{name}.png", optimize=True)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Launch a browser."""
    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=next(found), args=CHROMIUM_ARGS)
        yield browser
        browser.close()


def student(browser: Browser, folder: Path) -> None:
    """Show what a student sees: a check's hint, and a slider."""
    shutil.copytree(HERE.parents[1] / "notebooks" / LESSON, folder / "work" / LESSON)
    with serving(folder / "work", folder) as server:
        page = browser.new_page(viewport={"width": 1000, "height": 660})
        notebook = Notebook(page, server.url, server.token)
        notebook.open(f"{LESSON}/{NOTEBOOK}")
        page.keyboard.press("Control+b")  # without the list of files
        notebook.run_all()
        notebook.set_source("forward", ANSWER)
        notebook.run_cell("forward")
        notebook.run_cell("forward-check")
        save("hint", page.screenshot())
        ids = notebook.cell_ids()
        moved = next(cell for cell in ids if "slide(figures.loss_sur" in notebook.source(cell))
        before = notebook.images(moved)
        notebook.move_slider(moved, 0, 3)
        notebook.wait_for_new_image(moved, before)
        cells = notebook.screenshot_cells(folder / "cells")
        save("slider", cells[ids.index(moved)].read_bytes())
        notebook.close()


def hand_in(course: Course) -> None:
    """Write downloads.zip as Moodle packs it, and the roster."""
    files = {name: text.encode() for name, text in sample_class().items()}
    files |= {one.student: one.content for one in members(LESSON, 14, troubled=0.15)}
    with (
        zipfile.ZipFile(course.folder / "downloads.zip", "w") as archive,
        (course.folder / "gradebook/roster.csv").open("w", encoding="utf-8", newline="") as file,
    ):
        rows = csv.writer(file)
        rows.writerow(["id", "first_name", "last_name", "email"])
        for number, (name, content) in enumerate(files.items(), start=4001):
            archive.writestr(f"Jo {name}_{number}_assignsubmission_file/{NOTEBOOK}", content)
            rows.writerow([name, "Jo", name, f"{name}@example.org"])
        rows.writerow(["absent", "Jo", "absent", "absent@example.org"])


def terminal(browser: Browser, course: Course) -> None:
    """Grade, and show what the terminal says."""
    words = ["grade", LESSON, "downloads.zip"]
    done = subprocess.run(
        [sys.executable, "-c", "from course.cli import app; app()", *words],
        cwd=course.folder,
        env=course.environment() | {"COLUMNS": "112"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    said = done.stdout.replace(str(course.folder), "/home/jo/downhill")
    page = browser.new_page(viewport={"width": 1000, "height": 400})
    page.set_content(TERMINAL.format(html.escape(f"$ uv run course {' '.join(words)}\n{said}")))
    save("terminal", page.locator("pre").screenshot())
    page.close()


def shot(browser: Browser, name: str, file: Path, height: int) -> None:
    """Show the upper part of a page that the grader wrote."""
    page = browser.new_page(viewport={"width": 900, "height": height})
    page.goto(file.as_uri())
    save(name, page.screenshot())
    page.close()


def by_hand(page: Page, course: Course) -> None:
    """Show Formgrader with a written answer, 2 points and a comment."""
    with course.serving() as server:
        page.set_default_timeout(60_000)
        page.goto(f"{server.url}/lab?token={server.token}&reset")
        page.get_by_role("menubar").wait_for()
        page.keyboard.press("Control+b")
        grade_by_hand(formgrader(page))
        save("formgrader", page.screenshot())


def main() -> None:
    """Make all pictures."""
    with chromium() as browser, tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        student(browser, Path(folder))
        course = Course.copy(Path(folder) / "downhill", LESSON)
        hand_in(course)
        terminal(browser, course)
        by_hand(browser.new_page(viewport={"width": 1100, "height": 760}), course)
        course.command("report", LESSON)
        reports = course.folder / "gradebook/reports"
        shot(browser, "class_page", reports / f"{LESSON}_class.html", 1180)
        page = course.place("gradebook/feedback", "typical", "html")
        shot(browser, "feedback", page, 900)


if __name__ == "__main__":
    main()
