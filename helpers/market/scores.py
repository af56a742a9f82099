"""How good a forecast was.

`actual` and `forecast` are (m,), in the same unit and for the same days: forecast[:-1] against
values[1:] for the functions of `forecasts`. A NaN in either raises ValueError.
"""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def rmse(actual: ArrayLike, forecast: ArrayLike) -> float:
    """Return √mean (y − ŷ)², in the unit of y. Big misses count most."""
    y, y_hat = _pair(actual, forecast)
    return math.sqrt(np.mean((y - y_hat) ** 2))


def mae(actual: ArrayLike, forecast: ArrayLike) -> float:
    """Return mean |y − ŷ|, in the unit of y."""
    y, y_hat = _pair(actual, forecast)
    return float(np.mean(np.abs(y - y_hat)))


def r2(actual: ArrayLike, forecast: ArrayLike) -> float:
    """Return R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)²: 1 is perfect, 0 as good as their mean, below 0 worse.

    ȳ is the mean of `actual` itself, which nobody knew in advance.
    """
    y, y_hat = _pair(actual, forecast)
    spread = np.sum((y - y.mean()) ** 2)
    if spread == 0:
        raise ValueError("All actual values are the same: R² has no meaning.")
    return float(1 - np.sum((y - y_hat) ** 2) / spread)


def qlike(actual: ArrayLike, forecast: ArrayLike) -> float:
    """Return the mean of `qlike_losses`: no unit, 0 is perfect."""
    return float(np.mean(qlike_losses(actual, forecast)))


def qlike_losses(actual: ArrayLike, forecast: ArrayLike) -> Array:
    """Return y/ŷ − ln(y/ŷ) − 1 for each day, (m,); y and ŷ are variances, above 0.

    It looks at the ratio, so a calm day counts as much as a wild one, and it blames too low a
    forecast more than too high a one. It ranks forecasts rightly although `actual` is only a
    noisy, unbiased measure of the variance (Patton 2011, Volatility Forecast Comparison Using
    Imperfect Volatility Proxies, Journal of Econometrics 160, eq. 24 with b = −2).
    """
    y, y_hat = _pair(actual, forecast)
    if np.any(y <= 0) or np.any(y_hat <= 0):
        raise ValueError("QLIKE takes variances above 0.")
    return np.asarray(y / y_hat - np.log(y / y_hat) - 1)


def mincer_zarnowitz(actual: ArrayLike, forecast: ArrayLike) -> tuple[float, float]:
    """Return intercept and slope of the line actual ≈ a + b · forecast, by least squares.

    A forecast that is right on average at every level has a = 0 and b = 1; b below 1 says that it
    swings too far (Mincer and Zarnowitz 1969, The Evaluation of Economic Forecasts).
    """
    y, y_hat = _pair(actual, forecast)
    slope, intercept = np.polyfit(y_hat, y, 1)
    return float(intercept), float(slope)


def _pair(actual: ArrayLike, forecast: ArrayLike) -> tuple[Array, Array]:
    """Return both as arrays. Raises ValueError if they don't match or a number is missing."""
    y, y_hat = np.asarray(actual, dtype=np.float64), np.asarray(forecast, dtype=np.float64)
    if y.shape != y_hat.shape or y.ndim != 1 or not y.size:
        raise ValueError(f"The shapes are {y.shape} and {y_hat.shape}; both must be (m,).")
    if not (np.isfinite(y).all() and np.isfinite(y_hat).all()):
        raise ValueError("A value is missing: leave out the days without a forecast.")
    return y, y_hat
