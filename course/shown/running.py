"""Run the cells of a release as they are handed out, with nothing answered; keep what they show.

So nothing can get into a page that a student could not see without an answer. A cell that needs an
answer stops, and shows nothing.

`python -m course.shown.running CELLS FRAMES RECORD` reads a list of cells, each with `id`, `source`
and `stops` (whether it is meant to), as JSON. It writes pictures into a folder, and all else to a
file.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display as display_value
from IPython.utils.capture import capture_output
from traitlets.config import Config

from helpers.drawing import display
from helpers.drawing.display import Shown

from .frames import drawn

MARK = re.compile("\0(\\d+)\0")  # stands in the printed text where a picture was shown
STUB = "Ellipsis"  # as Python prints the dots that stand for an answer


class Collector:
    """The display of a cell that runs: keeps the pictures, and prints a mark for each."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []

    def show(self, shown: Shown) -> None:
        """Keep what is shown."""
        print(f"\0{len(self.shown)}\0", end="")
        self.shown.append(shown)


class BareValues(DisplayHook):
    """Shows the value of a cell's last line without `Out[1]:` before it."""

    def __call__(self, result: object = None) -> None:
        """Show a value, unless there is none."""
        if result is not None:
            display_value(result)  # type: ignore[no-untyped-call]


def main(cells: Path, frames: Path, record: Path) -> None:
    """Run the cells; write pictures into the folder `frames` and all else to `record`."""
    found: dict[str, list[dict[str, Any]]] = {}
    stopped = []
    # No history: it is a file in the home folder.
    settings = Config(HistoryManager={"enabled": False})
    shell = InteractiveShell.instance(config=settings, displayhook_class=BareValues)
    for cell in json.loads(cells.read_text(encoding="utf-8")):
        items, sound = _ran(shell, cell["source"], cell["stops"], frames)
        found[cell["id"]] = items
        if not sound:
            stopped.append(cell["id"])
    said = {"cells": found, "stopped": stopped, "modules": _modules()}
    record.write_text(json.dumps(said), encoding="utf-8")


def _ran(
    shell: InteractiveShell, source: str, stops: bool, frames: Path
) -> tuple[list[dict[str, Any]], bool]:
    """Run a cell; return what it shows, and whether it ran to its end or was to stop."""
    collector = Collector()
    display.use(collector)
    with capture_output() as captured:
        result = shell.run_cell(source)  # type: ignore[no-untyped-call]
    error = result.error_before_exec or result.error_in_exec
    printed = captured.stdout
    if error and not stops:
        return [], False
    if error:
        printed = f"{type(error).__name__}: {error}\n"  # in place of the traceback
    items: list[dict[str, Any]] = []
    for k, part in enumerate(MARK.split(printed)):
        if k % 2:
            items.append(drawn(collector.shown[int(part)], frames))
        elif text := _without_progress(part):
            items.append({"kind": "text", "text": text})
    for output in captured.outputs:
        if html := output.data.get("text/html"):
            items.append({"kind": "html", "html": html})
        else:
            items.append({"kind": "text", "text": f"{output.data['text/plain']}\n"})
    sound = not any(STUB in item.get("text", "") for item in items)
    return (items, True) if sound else ([], False)


def _without_progress(text: str) -> str:
    """Leave out the lines that write over themselves: they say how far a run is."""
    lines = [line.rstrip() for line in text.split("\n") if "\r" not in line.rstrip("\r")]
    shown = "\n".join(lines).rstrip()
    return f"{shown}\n" if shown else ""


def _modules() -> list[str]:
    """Return the files of the course's own modules that the lesson has imported."""
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return sorted({file for file in files if file})


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
