"""Pictures a second while a hand drags a slider: JupyterLab in Chromium, and a mouse.

The hand goes to and fro and passes so many stops a second, which is the most that can be seen.
Where it is quicker than the kernel, places on its way are left out.
"""

import itertools
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import nbformat
from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from tests.browser.conftest import CHROMIUM_ARGS, found_chromium
from tests.browser.lab import Notebook
from tests.server import serving

STOPS_A_SECOND, SECONDS = 30, 4
PICTURES = {  # sliders as in the lessons, some with more stops
    "secant": ("derivatives", "secant(), h=[0.1 * k for k in range(1, 21)]", 20),
    "usd_return": ("chain_rule", "usd_return(), franc_percent=range(-20, 21)", 41),
    "dials": ("two_weights", "dials(), w1=range(11)", 11),
    "loss_surface": ("two_weights", "loss_surface(), epoch=range(11)", 11),
    "velocity": ("optimizers", "velocity(step=5), step=range(1, 25)", 24),
    "ten_starts": ("loss_curves", "ten_starts(epoch=5), epoch=range(121)", 121),
}
SLIDER = (
    "from helpers import drawing\nfrom helpers.lessons.{} import figures\ndrawing.slide(figures.{})"
)
COUNT = """index => {
  const node = downhill.panel.content.widgets[index].node;
  let last = node.querySelector('.jp-OutputArea-output img').src;
  Object.assign(downhill, {shown: 0, counting: true});
  const look = () => {
    const now = node.querySelector('.jp-OutputArea-output img')?.src ?? last;
    if (now !== last) downhill.shown += 1;
    last = now;
    if (downhill.counting) requestAnimationFrame(look);
  };
  look();
}"""
SHOWN = "() => { downhill.counting = false; return downhill.shown; }"


class Dragged(NamedTuple):
    """Stops that the hand passed in a second, and pictures that were seen meanwhile."""

    stops: float
    pictures: float


def drag(page: Page, cell: int, stops: int) -> Dragged:
    """Drag a cell's slider to and fro."""
    slider = page.locator(".jp-NotebookPanel .jp-Cell").nth(cell).locator(".widget-slider").first
    slider.scroll_into_view_if_needed()
    handle, rail = (slider.locator(f".noUi-{part}").first for part in ("handle", "target"))
    box, track = handle.bounding_box(), rail.bounding_box()
    assert box and track
    y, width = box["y"] + box["height"] / 2, track["width"] / (stops - 1)
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(track["x"], y)
    page.wait_for_timeout(1000)
    page.evaluate(COUNT, cell)
    start, passed = time.perf_counter(), 0
    for place in itertools.cycle([*range(1, stops), *range(stops - 2, -1, -1)]):
        ahead = passed / STOPS_A_SECOND - (time.perf_counter() - start)
        if ahead > 0:
            time.sleep(ahead)
        page.mouse.move(track["x"] + place * width, y)
        passed += 1
        if (taken := time.perf_counter() - start) > SECONDS:
            break
    shown = page.evaluate(SHOWN)
    page.mouse.up()
    return Dragged(passed / taken, shown / taken)


def measure() -> dict[str, Dragged]:
    """Drag the slider of each picture; return nothing where there is no Chromium."""
    path = found_chromium()
    if path is None:
        return {}
    new = nbformat.v4.new_code_cell
    cells = [
        new(SLIDER.format(lesson, call), id=name) for name, (lesson, call, _) in PICTURES.items()
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    with tempfile.TemporaryDirectory() as folder:
        root, base = Path(folder, "notebooks"), Path(folder, "lab")
        root.mkdir()
        base.mkdir()
        nbformat.write(book, root / "dragged.ipynb")
        with serving(root, base) as lab, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
            notebook = Notebook(
                browser.new_page(viewport={"width": 1280, "height": 900}), lab.url, lab.token
            )
            notebook.open("dragged.ipynb")
            notebook.run_all()
            found = {
                name: drag(notebook.page, place, stops)
                for place, (name, (_, _, stops)) in enumerate(PICTURES.items())
            }
            assert notebook.callback_errors() == []
            notebook.close()
            browser.close()
    return found


def main() -> None:
    """Print the table."""
    table = Table("picture", "stops a second", "pictures a second")
    for name, one in measure().items():
        table.add_row(name, f"{one.stops:.0f}", f"{one.pictures:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
