"""One JupyterLab server for the session, and a fresh notebook page for every test.

A test asks for `notebook` and calls ``notebook.open("name.ipynb")``; the path is relative to the
folder that `lab` serves, which is a copy, so a test may edit and save as it likes.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ..lesson import ROOT
from ..server import Server, serving
from .lab import Notebook

NOTEBOOKS = ROOT / "notebooks"
ARTEFACTS = ROOT / "artefacts"  # what the pages looked like; git ignores it
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


STOPPED = ["net::ERR_ABORTED"]  # a picture that still loads while the page is left


def found_chromium() -> str | None:
    """Return the browser, or None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Find a Chromium: without one skip, except in CI, where a skip would hide a broken set-up."""
    if path := found_chromium():
        return path
    reason = "no Chromium found: install the package 'chromium' (or Google Chrome) to run this test"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def lab(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a copy of the lessons with JupyterLab, apart from the user's own Jupyter settings."""
    base = tmp_path_factory.mktemp("lab")
    root = base / "notebooks"
    if NOTEBOOKS.is_dir():
        shutil.copytree(NOTEBOOKS, root)
    else:  # The lessons are not built yet; the harness's own test needs none of them.
        root.mkdir()
    with serving(root, base) as lab:
        yield lab


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """Launch Chromium once per module.

    Not per session: while Playwright's sync API is alive its event loop counts as running in this
    thread, and tests that call ``asyncio.run`` later in the same worker would fail.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def notebook(lab: Server, chromium: Browser) -> Iterator[Notebook]:
    """Give a test its own page; shut the kernel down afterwards, so that none pile up."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    notebook = Notebook(context.new_page(), lab.url, lab.token)
    try:
        yield notebook
    finally:
        notebook.close()
        context.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page for a site on the disk; afterwards the console said nothing wrong.

    Nothing failed to load, and nothing was asked for elsewhere.
    """
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("requestfailed", lambda r: r.failure in STOPPED or said.append(f"failed: {r.url}"))
    page.on("request", lambda r: r.url.startswith(("file:", "data:")) or said.append(r.url))
    yield page
    page.close()
    assert said == []
