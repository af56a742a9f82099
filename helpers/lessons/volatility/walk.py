"""Walk-forward evaluation: every year a forecaster fits again on what is known by then."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from helpers.market.dataset import COLUMNS, Array, Rows
from helpers.market.garch import gjr_garch

YEAR = 250  # evenings between two fits
HAR_COLUMNS = [
    COLUMNS.index(name) for name in ("ln V today", "mean ln V, 5 days", "mean ln V, 22 days")
]

Fit = Callable[[slice], Array]  # takes the known rows; returns forecasts of ln V, (m,)


class Forecast(NamedTuple):
    """Forecasts for the rows of one part, (m,) each, NaN elsewhere.

    Attributes
    ----------
    log : of ln V.
    variance : of V.
    """

    log: Array
    variance: Array


def walk_forward(
    found: Rows, part: slice, fit: Fit, window: int | None = None, every: int = YEAR
) -> Forecast:
    """Return out-of-sample forecasts for a part, fitted again after every `every` rows.

    Parameters
    ----------
    part : rows to forecast, such as `found.parts[2]`.
    window : how many of the latest known rows are used (rolling); None takes all (expanding).
    every : a number larger than the part means: fit once, at its start.
    """
    said = Forecast(*np.full((2, len(found.y)), np.nan))
    for start in range(part.start, part.stop, every):
        # In the evening of row `start` the targets of all rows before it are known.
        known = slice(0 if window is None else max(0, start - window), start)
        _fill(said, found, fit, known, slice(start, min(start + every, part.stop)))
    return said


def fit_once(found: Rows, part: slice, fit: Fit, known: slice) -> Forecast:
    """Return forecasts for a part, fitted once on the known rows."""
    said = Forecast(*np.full((2, len(found.y)), np.nan))
    _fill(said, found, fit, known, part)
    return said


def _fill(said: Forecast, found: Rows, fit: Fit, known: slice, ahead: slice) -> None:
    forecast = fit(known)
    said.log[ahead] = forecast[ahead]
    said.variance[ahead] = factor(found.y[known], forecast[known]) * np.exp(forecast[ahead])


def factor(y: Array, forecast: Array) -> float:
    """Return the number that makes e^forecast right on average: the mean of e^(y − forecast).

    The exponential of a forecast of a logarithm is a median; the mean lies higher (Duan 1983,
    Smearing Estimate, Journal of the American Statistical Association 78). Among all factors this
    one has the lowest QLIKE on these rows. Rows without a forecast are left out.
    """
    return float(np.nanmean(np.exp(y - forecast)))


def fixed(forecast: Array) -> Fit:
    """Return the fit of a rule that has nothing to fit."""
    return lambda known: forecast


def at_level(found: Rows, variance: Array) -> Fit:
    """Return the fit of variances, (m,), forecast by a rule whose level is not that of ln V.

    The logarithm of a mean lies above the mean of the logarithms, and a variance from closes has
    the night in it. So its logarithm is moved until it is right on average on the known rows.
    """
    forecast = np.log(variance)
    return lambda known: forecast + np.nanmean(found.y[known] - forecast[known])


def line(found: Rows, columns: list[int] | None = None) -> Fit:
    """Return the fit of a straight line by least squares, on all features or on some columns."""
    X = found.X if columns is None else found.X[:, columns]
    X = np.column_stack([np.ones(len(X)), X])

    def fit(known: slice) -> Array:
        return np.asarray(X @ np.linalg.lstsq(X[known], found.y[known], rcond=None)[0])

    return fit


def garch(found: Rows, window: int | None) -> Fit:
    """Return the fit of GJR-GARCH, whose variances have the night in them."""
    return at_level(found, gjr_garch(found.dates, window))
