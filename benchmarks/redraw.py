"""One redraw on a slider's step against drawing the picture anew: processor time, in a kernel.

A redraw is all that a slider's step has a kernel do: the picture moves, is drawn and encoded, and
the message goes to the notebook. A full replot calls the picture's function and encodes as
`drawing.show` does. The two are timed in turn, so that a busy moment hits both, after every state
was visited once: what a picture computes, it keeps.
"""

import inspect
import json
import statistics
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from contextvars import copy_context
from importlib.util import find_spec
from io import StringIO
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

import ipywidgets
import nbformat
from nbclient import NotebookClient
from rich.console import Console
from rich.table import Table

from benchmarks.measure import ROOT
from helpers import drawing
from helpers.drawing import Picture
from helpers.drawing.display import Shown, use
from helpers.drawing.sliders import WithSliders

STOPS = 6  # of a slider, at most
Draw = Callable[..., Picture]


class Step(NamedTuple):
    """Processor seconds, medians; and whether the picture is in 3-D."""

    first: float  # a redraw of a state that was not shown yet
    again: float  # a redraw of one that was
    replot: float
    solid: bool

    @property
    def ratios(self) -> tuple[float, float]:
        """Redraw over full replot: for the first time, and again."""
        return self.first / self.replot, self.again / self.replot


class Recorder:
    """Stands for a lesson's `figures` in its cells: remembers how each picture was drawn."""

    def __init__(self, figures: ModuleType, last: list[tuple[str, Draw]]) -> None:
        self._figures, self._last = figures, last

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._figures, name)
        if not callable(found):
            return found  # a slider's stops

        def draw(*arguments: Any, **state: Any) -> Picture:
            given = inspect.signature(found).bind(*arguments, **state).arguments

            def again(**moved: Any) -> Picture:
                return found(**{**given, **moved})

            self._last[:] = [(name, again)]
            return again()

        return draw


def sliders() -> dict[str, tuple[Draw, dict[str, list[Any]]]]:
    """Return how each picture with a slider is drawn, and the states of its sliders."""
    found: dict[str, tuple[Draw, dict[str, list[Any]]]] = {}
    for path in sorted((ROOT / "solutions").glob("*/*.ipynb")):
        if not find_spec(f"helpers.lessons.{path.stem}"):
            continue  # a review: it has no room of its own and no pictures
        last: list[tuple[str, Draw]] = []

        def slide(_: Picture, last: list[tuple[str, Draw]] = last, **choices: Any) -> None:
            ((name, draw),) = last
            found.setdefault(name, (draw, {key: list(v) for key, v in choices.items()}))

        quiet = SimpleNamespace(show=lambda picture: None, slide=slide)
        names: dict[str, Any] = {}
        with redirect_stdout(StringIO()):
            for cell in nbformat.read(path, as_version=4).cells:
                if cell.cell_type == "code" and "raises-exception" not in cell.metadata.get(
                    "tags", []
                ):
                    exec(cell.source, names)
                    names |= {
                        name: Recorder(value, last)
                        for name, value in names.items()
                        if isinstance(value, ModuleType) and value.__name__.endswith(".figures")
                    }
                    names["drawing"] = quiet
    return found


class Caught:
    """A display that keeps what is shown."""

    def show(self, shown: Shown) -> None:
        """Keep it."""
        self.shown = shown


def box(draw: Draw, choices: dict[str, list[Any]]) -> ipywidgets.VBox:
    """Return a picture with its sliders, as a notebook would show them."""
    caught = Caught()

    def slide() -> None:
        use(caught)
        drawing.slide(draw(), **choices)

    copy_context().run(slide)
    assert isinstance(caught.shown, WithSliders)
    return caught.shown.box()


def walk(choices: dict[str, list[Any]]) -> list[tuple[int, dict[str, Any]]]:
    """Return steps, of one slider after the other: which one moves, and the state it leads to."""
    steps = []
    state = {name: values[0] for name, values in choices.items()}
    for place, (name, values) in enumerate(choices.items()):
        for value in values[:: max(1, len(values) // STOPS)][1 : STOPS + 1]:
            state = {**state, name: value}
            steps.append((place, state))
    return steps


def step(draw: Draw, choices: dict[str, list[Any]]) -> Step:
    """Time a picture's redraw, of states that are new to it and of the same again; and a replot."""
    *sliders, _ = box(draw, choices).children
    steps = walk(choices)
    for _, state in steps:
        draw(**state).png()  # what is computed for a state, a lesson keeps
    times: list[list[float]] = [[], [], []]
    for turn in range(2):
        for slider, values in zip(sliders, choices.values(), strict=True):
            slider.value = values[0]
        for place, state in steps:
            start = time.process_time()
            sliders[place].value = [*state.values()][place]
            middle = time.process_time()
            picture = draw(**state)
            picture.png()
            times[turn].append(middle - start)
            times[2].append(time.process_time() - middle)
    solid = any(ax.name == "3d" for ax in picture.figure.axes)
    return Step(*map(statistics.median, times), solid)


def measure() -> dict[str, Step]:
    """Time each picture with a slider, in a kernel of its own."""
    code = "import json\nfrom benchmarks import redraw\nprint(json.dumps(redraw.all_steps()))"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, timeout=3600, resources={"metadata": {"path": str(ROOT)}}).execute()
    said = "".join(o.text for o in notebook.cells[0].outputs if o.get("name") == "stdout")
    return {name: Step(*found) for name, found in json.loads(said.splitlines()[-1]).items()}


def all_steps() -> dict[str, Step]:
    """Time each picture with a slider in this process."""
    return {name: step(draw, choices) for name, (draw, choices) in sliders().items()}


def main() -> None:
    """Print the table."""
    table = Table("picture", "first time / replot", "again / replot", "milliseconds")
    found = measure()
    for name, one in found.items():
        table.add_row(name, *(f"{r:.3f}" for r in one.ratios), f"{1000 * one.first:.0f}")
    columns = zip(*((*one.ratios, 1000 * one.first) for one in found.values()), strict=True)
    first, again, milliseconds = map(statistics.median, columns)
    table.add_row("median", f"{first:.3f}", f"{again:.3f}", f"{milliseconds:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
