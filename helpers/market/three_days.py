"""Crash, flat, rally: the days of the S&P 500 as three classes, which lessons 06 and 07 learn.

A day is a crash if the index closed more than 2% below the day before, a rally if more than 2%
above, else flat.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .prices import load_prices

Array = NDArray[np.float64]

NAMES = ("crash", "flat", "rally")
BORDER = 2.0  # percent
WINDOW = 20  # trading days, about a month


class Days(NamedTuple):
    """A row a day: what was known the evening before, and what came.

    Attributes
    ----------
    X : (m, 2), the trend and the volatility, in standard deviations from their mean.
    Y : (m, 3), a 1 at the class of the day, in the order of `NAMES`.
    volatility : (m,), root mean square of the last 20 returns, percent a day.
    year : (m,).
    """

    X: Array
    Y: Array
    volatility: Array
    year: NDArray[np.int64]


@cache
def load() -> Days:
    """Return the days of the course's snapshot, from the 21st return on."""
    prices = load_prices()
    close = prices["close"].to_numpy()
    returns = 100 * (close[1:] / close[:-1] - 1)
    windows = np.lib.stride_tricks.sliding_window_view(returns, WINDOW)[:-1]
    volatility = np.sqrt((windows**2).mean(1))
    X = np.stack([windows.sum(1), np.log(volatility)], axis=1)
    return Days(
        X=(X - X.mean(0)) / X.std(0),
        Y=np.eye(3)[classes(returns[WINDOW:])],
        volatility=volatility,
        year=prices.index.year.to_numpy()[WINDOW + 1 :].astype(np.int64),
    )


def classes(returns: Array) -> NDArray[np.int64]:
    """Return 0 for a crash, 1 for a flat day, 2 for a rally; returns in percent."""
    return 1 - (returns < -BORDER).astype(np.int64) + (returns > BORDER)


def by_volatility(values: Array, volatility: Array, parts: int = 5) -> Array:
    """Return the means of `values` (m, k) in equal parts of the days, calmest first: (parts, k)."""
    order = np.argsort(volatility, kind="stable")
    return np.stack([values[part].mean(0) for part in np.array_split(order, parts)])
