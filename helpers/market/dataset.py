"""Rows for a forecast of tomorrow's volatility: what is known tonight, and what comes tomorrow.

A row is an evening t. Its features use days up to t, its target is of day t + 1. The quantity is
the logarithm of Parkinson's daily variance V: half of a difference in ln V is a difference in the
log of volatility.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .split import Scaler, chronological_split
from .volatility import log_returns, parkinson, rolling_mean

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]
Prices = Any  # a DataFrame, or a dictionary of columns (m,)

COLUMNS = (
    "ln V today", "ln V 1 day ago", "ln V 2 days ago", "ln V 3 days ago",
    "mean ln V, 5 days", "mean ln V, 22 days", "mean ln V, 66 days",
    "return today", "return 1 day ago", "loss today", "mean loss, 5 days",
    "volume, today against 22 days", "volume, 5 days against 66",
)  # fmt: skip


class Rows(NamedTuple):
    """Evenings with all features and a target, in order of time.

    Attributes
    ----------
    days : (m,), the place of each evening among the prices.
    dates : (m,), the day of each target, the one after the evening; NumPy dates.
    X : (m, 13), the columns named in `COLUMNS`.
    y : (m,), ln V of the day after.
    """

    days: NDArray[np.intp]
    dates: NDArray[np.datetime64]
    X: Array
    y: Array

    @property
    def parts(self) -> tuple[slice, slice, slice]:
        """The first 60% of the rows, the next 20% and the last 20%: train, validation, test."""
        train, validation, test = chronological_split(len(self.y))
        return train, validation, test


class Scaled(NamedTuple):
    """X (m, 13) and y (m, 1) as a net sees them, and how y was scaled."""

    X: Array
    y: Array
    scaler: Scaler


def log_variance(prices: Prices) -> Array:
    """Return ln V of each day, V being Parkinson's daily variance: (m,).

    Raises ValueError for a day whose high is its low: it has no logarithm.
    """
    variance = parkinson(prices["high"], prices["low"])
    if not np.all(variance > 0):
        raise ValueError("On some day the high is the low: ln V takes a range above 0.")
    return np.asarray(np.log(variance))


def features(prices: Prices) -> Array:
    """Return what is known in the evening of each day: (m, 13), NaN where too few days came before.

    Parameters
    ----------
    prices : m days with columns high, low, close and volume.

    Raises
    ------
    ValueError : a price or a volume that is not above 0, or a day whose high is its low.
    """
    v, r = log_variance(prices), log_returns(prices["close"])
    traded = np.asarray(prices["volume"], dtype=np.float64)
    if not np.all(traded > 0):
        raise ValueError("A volume is missing or 0.")
    volume, loss = np.log(traded), np.minimum(r, 0)
    columns = [
        *(_ago(v, days) for days in range(4)),  # a fifth would follow from the mean of 5
        *(rolling_mean(v, days) for days in (5, 22, 66)),
        r, _ago(r, 1), loss, rolling_mean(loss, 5),
        volume - rolling_mean(volume, 22), rolling_mean(volume, 5) - rolling_mean(volume, 66),
    ]  # fmt: skip
    return np.stack(columns, axis=1)


def target(prices: Prices) -> Array:
    """Return for each day the ln V of the next one: (m,); the last is NaN."""
    return np.append(log_variance(prices)[1:], np.nan)


def rows(prices: "pd.DataFrame") -> Rows:
    """Return all evenings that have every feature and a target."""
    X, y = features(prices), target(prices)
    days = np.flatnonzero(np.isfinite(X).all(axis=1) & np.isfinite(y))
    dates = np.asarray(prices.index, dtype="datetime64[D]")[days + 1]
    return Rows(days, dates, X[days], y[days])


def scaled(found: Rows) -> Scaled:
    """Return the rows for a net: every column at mean 0 and spread 1 on the training rows."""
    train = found.parts[0]
    scaler = Scaler.fit(found.y[train, None])
    X = Scaler.fit(found.X[train]).transform(found.X)
    return Scaled(X, scaler.transform(found.y[:, None]), scaler)


def _ago(values: Array, days: int) -> Array:
    """Return the values of `days` days before; the first are NaN."""
    return np.concatenate([np.full(days, np.nan), values[: len(values) - days]])
