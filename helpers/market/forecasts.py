"""What simple rules say of tomorrow: the rivals that a net has to beat.

Each takes a series (m,), one value a day, oldest first, and returns forecasts (m,) in its unit:
entry t is made in the evening of day t, from days up to t, for day t + 1. So hold forecast[:-1]
against values[1:]. It is NaN where too few days came before. The series may be a daily variance,
a volatility or the logarithm of either; which one, changes the forecast.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .volatility import rolling_mean

Array = NDArray[np.float64]
WEEK, MONTH = 5, 22  # trading days


def persistence(values: ArrayLike) -> Array:
    """Return "tomorrow is like today": a copy of the values."""
    return np.array(values, dtype=np.float64)


def ewma(variance: ArrayLike, decay: float = 0.94) -> Array:
    """Return the weighted mean of all days so far, the weights falling by `decay` a day.

    σ²_{t+1} = λ σ²_t + (1 − λ) v_t, with v_t the day's variance (RiskMetrics: the squared return),
    started at the first v (J.P. Morgan/Reuters 1996, RiskMetrics Technical Document, section 5.2,
    with λ = 0.94 for daily data).

    Parameters
    ----------
    variance : may start with NaN, as returns do; the forecast is NaN until it ends.
    decay : λ, between 0 and 1.

    Raises
    ------
    ValueError : a NaN after the first number, or a decay outside of [0, 1).
    """
    v = np.asarray(variance, dtype=np.float64)
    if not 0 <= decay < 1:
        raise ValueError(f"The decay is {decay}; it must be at least 0 and below 1.")
    forecast = np.full_like(v, np.nan)
    start = _start(v)
    for t in range(start, len(v)):
        forecast[t] = v[t] if t == start else decay * forecast[t - 1] + (1 - decay) * v[t]
    return forecast


def har_features(values: ArrayLike) -> Array:
    """Return today's value, the mean of 5 days and the mean of 22, (m,) to (m, 3)."""
    return np.stack([rolling_mean(values, days) for days in (1, WEEK, MONTH)], axis=1)


def fit_har(train: ArrayLike) -> Array:
    """Return the four coefficients of HAR, by least squares: intercept, day, week, month.

    v_{t+1} = c + β_d v_t + β_w mean₅(v)_t + β_m mean₂₂(v)_t (Corsi 2009, A Simple Approximate
    Long-Memory Model of Realized Volatility, Journal of Financial Econometrics 7).

    Parameters
    ----------
    train : the training days only, (m,): pass values[:n_train], and nothing later is seen.

    Raises
    ------
    ValueError : a NaN after the first number, or fewer than 26 numbers.
    """
    values = np.asarray(train, dtype=np.float64)
    values = values[_start(values) :]
    if len(values) < MONTH + 4:
        raise ValueError(f"HAR takes {MONTH + 4} training days or more, not {len(values)}.")
    # The last training day is only a target: what comes after it belongs to others.
    X = _with_intercept(har_features(values))[MONTH - 1 : -1]
    return np.asarray(np.linalg.lstsq(X, values[MONTH:], rcond=None)[0], dtype=np.float64)


def har(values: ArrayLike, coefficients: ArrayLike) -> Array:
    """Return HAR's forecasts for all days, with `coefficients` (4,) from `fit_har`."""
    features = har_features(values)
    return np.asarray(_with_intercept(features) @ np.asarray(coefficients, dtype=np.float64))


def _with_intercept(features: Array) -> Array:
    return np.column_stack([np.ones(len(features)), features])


def _start(values: Array) -> int:
    """Return where the first number is. Raises ValueError if a NaN comes after it."""
    missing = np.isnan(values)
    start = int(np.argmin(missing)) if not missing.all() else len(values)
    if missing[start:].any():
        raise ValueError("A value is missing after the first one.")
    return start
