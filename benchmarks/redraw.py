"""One redraw on a slider step against drawing the picture anew, as a ratio of medians.

A redraw moves the picture and encodes it fast, as `drawing.slide` does; a full replot calls the
picture's function and encodes as `drawing.show` does. The two are timed in turn, so that a busy
moment hits both, after every state was visited once: what a picture computes, it keeps.
"""

import itertools
import statistics
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from types import ModuleType, SimpleNamespace
from typing import Any

import nbformat
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.measure import ROOT, seconds
from helpers.drawing import Picture

ROUNDS = 9
Draw = Callable[..., Picture]


class Recorder:
    """Stands for a lesson's `figures` in its cells: remembers how each picture was drawn."""

    def __init__(self, figures: ModuleType) -> None:
        self._figures = figures
        self.last: tuple[str, Draw] | None = None

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._figures, name)
        if not callable(found):
            return found  # a slider's stops

        def draw(*arguments: Any, **state: Any) -> Picture:
            def again(**moved: Any) -> Picture:
                return found(*arguments, **{**state, **moved})

            self.last = (name, again)
            return again()

        return draw


def sliders() -> dict[str, tuple[Draw, dict[str, list[Any]]]]:
    """Return how each picture with a slider is drawn, and the states of its sliders."""
    found: dict[str, tuple[Draw, dict[str, list[Any]]]] = {}
    for path in sorted((ROOT / "solutions").glob("*/*.ipynb")):
        if not find_spec(f"helpers.lessons.{path.stem}"):
            continue  # a review: it has no room of its own and no pictures
        recorder = Recorder(import_module(f"helpers.lessons.{path.stem}.figures"))

        def slide(_: Picture, recorder: Recorder = recorder, **choices: Any) -> None:
            assert recorder.last
            name, draw = recorder.last
            found.setdefault(name, (draw, {key: list(v) for key, v in choices.items()}))

        drawing = SimpleNamespace(show=lambda picture: None, slide=slide)
        stand_in = {"figures": recorder, "drawing": drawing}
        names: dict[str, Any] = {}
        with redirect_stdout(StringIO()):
            for cell in nbformat.read(path, as_version=4).cells:
                if cell.cell_type == "code" and "raises-exception" not in cell.metadata.get(
                    "tags", []
                ):
                    exec(cell.source, names)
                    names |= stand_in
    return found


def ratio(draw: Draw, choices: dict[str, list[Any]]) -> float:
    """Return redraw over full replot."""
    picture = draw()
    states = [dict(zip(choices, s, strict=True)) for s in itertools.product(*choices.values())]
    chosen = list(
        itertools.islice(itertools.cycle(states[:: max(1, len(states) // ROUNDS)]), ROUNDS)
    )
    for state in chosen:
        picture.move(**state).png()
    moved, anew = [], []
    for state in chosen:
        moved.append(seconds(lambda state=state: picture.move(**state).png(quick=True)))
        anew.append(seconds(lambda state=state: draw(**state).png()))
    return statistics.median(moved) / statistics.median(anew)


def ratios() -> dict[str, float]:
    """Return redraw over full replot of each picture with a slider."""
    found = track(sliders().items(), "pictures", transient=True)
    return {name: ratio(draw, choices) for name, (draw, choices) in found}


def main() -> None:
    """Print the table."""
    table = Table("picture", "redraw / full replot")
    for name, one in ratios().items():
        table.add_row(name, f"{one:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
