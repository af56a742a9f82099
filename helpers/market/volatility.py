"""How much a price moved: returns, and four ways to measure a day's variance.

Entry t of every result uses days up to t only, and is NaN where too few days came before.
A daily variance has no unit (a log return squared): 0.0001 is a move of 1% on a usual day. A
volatility is its square root; `annualised` takes it to a year. NumPy only; pandas columns will do.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
TRADING_DAYS = 252  # a year, by convention


def log_returns(close: ArrayLike) -> Array:
    """Return r_t = ln(C_t / C_{t−1}), daily, as a fraction: closes (m,) to returns (m,).

    The first is NaN: no day came before.
    """
    return np.concatenate([[np.nan], np.diff(np.log(_prices(close)[0]))])


def annualised(daily_variance: ArrayLike) -> Array:
    """Return √(252 · variance), the volatility a year as a fraction: 0.2 is 20% a year.

    Variances of independent days add up, so volatility grows with the square root of time (Hull,
    Options, Futures, and Other Derivatives, chapter on volatility).
    """
    return np.asarray(np.sqrt(TRADING_DAYS * np.asarray(daily_variance, dtype=np.float64)))


def rolling_mean(values: ArrayLike, window: int) -> Array:
    """Return the mean of the last `window` values, today's included: (m,) to (m,), same unit."""
    return np.asarray(_windows(values, window).mean(axis=1))


def rolling_variance(close: ArrayLike, window: int) -> Array:
    """Return the close-to-close variance, daily, of the last `window` log returns: (m,) to (m,).

    s² = Σ (r_i − r̄)² / (n − 1) over the n returns r up to day t. The first is at t = n (Hull,
    Options, Futures, and Other Derivatives, chapter on volatility).
    """
    if window < 2:
        raise ValueError(f"A variance takes a window of 2 returns or more, not {window}.")
    return np.asarray(_windows(log_returns(close), window).var(axis=1, ddof=1))


def parkinson(high: ArrayLike, low: ArrayLike) -> Array:
    """Return each day's variance from its range, (ln H/L)² / (4 ln 2): (m,) to (m,).

    Right on average for a price that wanders without drift and is watched all day; about five
    times less noisy than one squared return. The night is not in it (Parkinson 1980, The Extreme
    Value Method for Estimating the Variance of the Rate of Return, Journal of Business 53).
    """
    H, L = _prices(high, low)
    return np.asarray(np.log(H / L) ** 2 / (4 * np.log(2)))


def garman_klass(open: ArrayLike, high: ArrayLike, low: ArrayLike, close: ArrayLike) -> Array:
    """Return each day's variance, ½ (ln H/L)² − (2 ln 2 − 1) (ln C/O)²: four (m,) to (m,).

    About seven times less noisy than one squared return, under Parkinson's assumptions. It needs
    a true open: see data/README.md (Garman and Klass 1980, On the Estimation of Security Price
    Volatilities from Historical Data, Journal of Business 53, the practical estimator σ̂₅²).
    """
    O, H, L, C = _prices(open, high, low, close)  # noqa: E741 (the formula's name)
    return np.asarray(0.5 * np.log(H / L) ** 2 - (2 * np.log(2) - 1) * np.log(C / O) ** 2)


def _windows(values: ArrayLike, window: int) -> Array:
    """Return row t: the last `window` values up to t; the first rows start with NaN."""
    if window < 1:
        raise ValueError(f"A window takes 1 day or more, not {window}.")
    padded = np.concatenate([np.full(window - 1, np.nan), np.asarray(values, dtype=np.float64)])
    return np.lib.stride_tricks.sliding_window_view(padded, window)


def _prices(*columns: ArrayLike) -> list[Array]:
    """Return the columns as arrays. Raises ValueError for a price that is not positive."""
    arrays = [np.asarray(column, dtype=np.float64) for column in columns]
    for prices in arrays:
        if not np.all(prices > 0):
            raise ValueError("A price is missing, zero or below zero.")
        if prices.shape != arrays[0].shape:
            raise ValueError(f"The columns have {arrays[0].shape} and {prices.shape} prices.")
    return arrays
