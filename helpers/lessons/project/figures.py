"""The picture of the project: actual and forecast on the last rows of the test years."""

from collections.abc import Mapping
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.drawing.picture import (
    BACKWARD,
    CONTEXT,
    FORWARD,
    Drawing,
    Picture,
    new_figure,
    still,
)
from helpers.market import scores
from helpers.market.volatility import annualised

DAYS = 250  # about a year
TICKS = (1, 2, 5, 10, 20, 50, 100, 200)  # percent
Lines = Mapping[str, NDArray[np.float64]]


def against(
    y: ArrayLike | None = None, baseline: ArrayLike | None = None, network: ArrayLike | None = None
) -> Picture:
    """Return the last year of ln V as yearly volatility, with a baseline's and a net's forecasts.

    Each is (m,), ln V; without them, a made-up example.
    """
    if y is None or baseline is None or network is None:
        y = np.sin(np.arange(DAYS) / 20) - 9
        baseline, network = np.roll(y, 1), np.roll(y, 2)
    lines = {
        name: np.asarray(values, dtype=np.float64)[-DAYS:].copy()
        for name, values in (("actual", y), ("baseline", baseline), ("network", network))
    }
    return Picture(partial(_draw, lines), partial(_describe, lines)).move()


def _draw(lines: Lines) -> Drawing:
    figure, (ax,) = new_figure(8.0, 3.4)
    looks = {
        "actual": (CONTEXT, "-", 1.2, "."),
        "baseline": (FORWARD, "--", 1.8, ""),
        "network": (BACKWARD, "-", 1.8, ""),
    }
    for place, (name, values) in enumerate(lines.items()):
        colour, style, width, marker = looks[name]
        shown = 100 * annualised(np.exp(values))
        ax.plot(shown, style, color=colour, linewidth=width, marker=marker, markersize=3)
        words = {"actual": "actual, dots", "baseline": "baseline, dashed", "network": "network"}
        ax.text(0.02 + 0.22 * place, 1.04, words[name], color=_dark(colour), transform=ax.transAxes)
    ax.set(xlabel="day of the last year", ylabel="volatility (% a year)", yscale="log")
    ax.set_xlim(0, len(lines["actual"]) - 1)
    low, high = ax.get_ylim()
    ticks = [tick for tick in TICKS if low <= tick <= high]
    ax.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()

    return figure, still


def _dark(colour: str) -> str:
    return "#555555" if colour == CONTEXT else colour


def _describe(lines: Lines) -> str:
    y = lines["actual"]
    said = [
        f"{name} R² {scores.r2(y, forecast):.2f}"
        for name, forecast in lines.items()
        if name != "actual"
    ]
    return f"Actual and forecast volatility on the last {len(y)} days: {', '.join(said)}."
