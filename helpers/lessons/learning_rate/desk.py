"""One weight on real days: tomorrow's range of the S&P 500 is forecast as w times today's.

The range of a day is the log of its high over its low, in percent. The loss is the mean of
½(ŷ − y)² over all days, in percent². It is a parabola in w, whose curvature is the mean of x².
"""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.market.prices import load_prices

Array = NDArray[np.float64]


@cache
def _ranges() -> tuple[Array, Array]:
    prices = load_prices()
    ranges = 100 * np.log(prices["high"] / prices["low"]).to_numpy()
    return ranges[:-1], ranges[1:]


def ranges_of_two_days() -> tuple[Array, Array]:
    """Return x, today's range, and y, tomorrow's, both (5030,), in percent."""
    x, y = _ranges()
    return x.copy(), y.copy()


def loss(w: ArrayLike) -> Array:
    """Return the mean of ½(w·x − y)² over the days, at one weight or at many."""
    x, y = _ranges()
    w = np.asarray(w, dtype=np.float64)
    return np.asarray(0.5 * (w**2 * np.mean(x**2) - 2 * w * np.mean(x * y) + np.mean(y**2)))


def slope(w: float) -> float:
    """Return dL/dw, the mean of (ŷ − y)·x over the days."""
    x, y = _ranges()
    return float(np.mean((w * x - y) * x))


def lowest_weight() -> float:
    """Return the weight at the minimum, where the slope is 0."""
    x, y = _ranges()
    return float(np.mean(x * y) / np.mean(x**2))
