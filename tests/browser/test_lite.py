"""A lesson in the browser with no install: a kernel, a widget, a failing check, saving.

Without NumPy, matplotlib and pandas, which only a public network has: pyodide.py puts empty ones
in their place.
"""

import functools
import http.server
import json
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser

from course.publish import lite

from ..lesson import cells, read
from ..publish.editions import course_of
from ..publish.test_lite import KERNEL
from . import pyodide
from .conftest import ARTEFACTS
from .lab import Notebook
from .test_harness import CHECK, FIGURE

REASON = "JupyterLite is not installed here: it is in the dependency group dev"
pytest.importorskip("jupyterlite_core", reason=REASON)
kernel = pytest.importorskip("jupyterlite_pyodide_kernel.constants", reason=REASON)
LESSON = "01_derivatives"
PATH = f"{LESSON}/{LESSON[3:]}.ipynb"
SETTINGS = {
    "exposeAppInBrowser": True,
    "settingsOverrides": {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}},
}


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain web server, such as an instructor has."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class LiteNotebook(Notebook):
    """A notebook in the site; there is no server to give a token to."""

    def _address(self, path: str) -> str:
        return f"{self._url}/lab/index.html?path={path}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is published, but for where Pyodide comes from."""
    if not shutil.which("npm"):
        reason = "no npm found, which fetches Pyodide: install the package 'npm' to run this test"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    folder = tmp_path_factory.mktemp("lite")
    lite.publish_site(course_of(folder / "course", LESSON), folder / "site")
    fetched = pyodide.fetch(kernel.PYODIDE_VERSION, folder)
    shutil.copytree(fetched, folder / "site" / "static" / "pyodide")
    place = folder / "site" / "jupyter-lite.json"
    said = json.loads(place.read_text(encoding="utf-8"))
    data = said["jupyter-config-data"] | SETTINGS
    data["litePluginSettings"][lite.KERNEL]["pyodideUrl"] = "./static/pyodide/pyodide.mjs"
    place.write_text(json.dumps({**said, "jupyter-config-data": data}), encoding="utf-8")
    return folder / "site"


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.slow
def test_a_lesson_in_the_browser(chromium: Browser, address: str, tmp_path: Path) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    elsewhere: list[str] = []
    context.on("request", lambda r: None if address in r.url else elsewhere.append(r.url))
    page = context.new_page()
    page.goto(address)
    page.screenshot(path=ARTEFACTS / "lite_first_page.png")
    page.get_by_role("link", name="01 · ").click()
    page.wait_for_url(f"**/lab/index.html?path={PATH}")

    notebook = LiteNotebook(page, address, "")
    notebook.open(PATH, timeout=300)
    notebook.run_cell("setup", timeout=120)
    assert notebook.errors() == []
    assert notebook.outputs_text("setup") == "The course's helpers were unpacked from this cell."

    # A widget, in a cell that a student may write.
    notebook.set_source("slope", FIGURE)
    notebook.run_cell("slope")
    before = notebook.images("slope")
    assert notebook.move_slider("slope", 0, 3) == "3"
    assert notebook.wait_for_new_image("slope", before) != before
    # A failing check shows its message and no traceback.
    notebook.set_source("slope-check", CHECK)
    notebook.run_cell("slope-check")
    assert notebook.outputs_text("slope-check") == "Not yet: look at the sign."
    page.screenshot(path=ARTEFACTS / "lite_lesson.png")
    assert elsewhere == []

    # Saved, opened again and downloaded, it has all that a grader looks for.
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !downhill.panel.context.model.dirty")
    notebook.open(PATH, timeout=300)
    with page.expect_download() as download:
        page.get_by_role("menubar").get_by_role("menuitem", name="File", exact=True).click()
        page.get_by_role("menuitem", name="Download", exact=True).click()
    file = tmp_path / "handed_in.ipynb"
    download.value.save_as(file)
    context.close()
    saved = nbformat.read(file, as_version=4)
    nbformat.validate(saved)
    graded = cells(read("notebooks", LESSON))
    for name, cell in cells(saved).items():
        given = graded[name].metadata
        if name != "setup":
            assert cell.metadata.nbgrader == given.nbgrader
            assert cell.metadata.get("tags") == given.get("tags")
    assert cells(saved).keys() == graded.keys()
    assert cells(saved)["slope"].source == FIGURE
    assert saved.metadata.kernelspec == KERNEL
