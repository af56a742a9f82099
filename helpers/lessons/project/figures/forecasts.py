"""Actual and forecast volatility by date on the last rows of the test years."""

from functools import partial
from typing import NamedTuple

import numpy as np
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from numpy.typing import ArrayLike, NDArray

from helpers.drawing.picture import (
    BACKWARD,
    FORWARD,
    INK,
    Drawing,
    Picture,
    new_figure,
    still,
)
from helpers.market import scores
from helpers.market.volatility import annualised

DAYS = 250  # about a year
MISSES = 3  # days with a ring
TICKS = (1, 2, 5, 10, 20, 50, 100, 200)  # percent
Array = NDArray[np.float64]


class Year(NamedTuple):
    """Dates and ln V of the last days, (m,) each."""

    dates: NDArray[np.datetime64]
    actual: Array
    baseline: Array
    network: Array

    @property
    def misses(self) -> NDArray[np.intp]:
        """Return the places of the days on which the network was farthest off, in order of time."""
        return np.sort(np.argsort(np.abs(self.actual - self.network))[-MISSES:])


def against(
    dates: ArrayLike | None = None,
    y: ArrayLike | None = None,
    baseline: ArrayLike | None = None,
    network: ArrayLike | None = None,
) -> Picture:
    """Return the last year of ln V as yearly volatility, with a baseline's and a net's forecasts.

    Rings mark the days on which the network was farthest off.

    Parameters
    ----------
    dates : (m,), the days of y; without all four, a made-up example.
    y, baseline, network : (m,), ln V.
    """
    if dates is None or y is None or baseline is None or network is None:
        dates = np.arange("2018-01-01", "2018-09-08", dtype="datetime64[D]")
        y = np.sin(np.arange(DAYS) / 20) - 9
        baseline, network = np.roll(y, 1), np.roll(y, 2)
    last = [
        np.asarray(values, dtype=np.float64)[-DAYS:].copy() for values in (y, baseline, network)
    ]
    year = Year(np.asarray(dates, dtype="datetime64[D]")[-DAYS:], *last)
    return Picture(partial(_draw, year), partial(_describe, year)).move()


def _yearly(log_variance: Array) -> Array:
    """Return the volatility a year in percent of a daily ln V."""
    return 100 * annualised(np.exp(log_variance))


def _draw(year: Year) -> Drawing:
    figure, (ax,) = new_figure(8.0, 3.6)
    # Dots for what came and lines for what was forecast, in the colours of lesson 12.
    actual = _yearly(year.actual)
    ax.plot(year.dates, actual, "o", color=BACKWARD, markersize=2.6, zorder=3)
    ax.plot(year.dates, _yearly(year.baseline), "--", color=INK, linewidth=1.1)
    ax.plot(year.dates, _yearly(year.network), "-", color=FORWARD, linewidth=1.6)
    far = year.misses
    days = ", ".join(f"{day:%d %b}" for day in year.dates[far].tolist())
    ax.plot(year.dates[far], actual[far], "o", markersize=9, fillstyle="none", color=INK)
    for place, words, colour in (
        (0.02, "● actual", BACKWARD),
        (0.14, "— network", FORWARD),
        (0.29, "- - baseline", INK),
        (0.48, f"○ network farthest off: {days}", INK),
    ):
        ax.text(place, 1.04, words, color=colour, transform=ax.transAxes)
    ax.set(ylabel="volatility (% a year)", yscale="log", xlim=year.dates[[0, -1]])
    low, high = ax.get_ylim()
    ticks = [tick for tick in TICKS if low <= tick <= high]
    ax.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()
    locator = AutoDateLocator(maxticks=7)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    return figure, still


def _describe(year: Year) -> str:
    said = [
        f"{name} R² {scores.r2(year.actual, getattr(year, name)):.2f}"
        for name in ("baseline", "network")
    ]
    days = ", ".join(str(day) for day in year.dates[year.misses])
    return (
        f"Actual and forecast volatility, {year.dates[0]} to {year.dates[-1]}: {', '.join(said)}. "
        f"The network was farthest off on {days}."
    )
