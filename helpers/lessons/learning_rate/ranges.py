"""A small table for a net: how wide tomorrow's range is, from the ranges so far."""

import numpy as np
from numpy.typing import NDArray

from helpers.market.prices import load_prices
from helpers.market.volatility import parkinson, rolling_mean

Array = NDArray[np.float64]


def table() -> tuple[Array, Array]:
    """Return X (m, 3) and y (m, 1), about 5,000 days of the S&P 500.

    A day's range goes from its low to its high, ln(H/L); the table has its logarithm. A row of X
    has today's, the mean of 5 days and the mean of 22; y is tomorrow's. All columns have mean 0 and
    spread 1, over all days: there is no test set here, this table is for watching training.
    """
    prices = load_prices()
    log_range = 0.5 * np.log(parkinson(prices["high"], prices["low"]))
    X = np.stack([rolling_mean(log_range, days) for days in (1, 5, 22)], axis=1)[21:-1]
    y = log_range[22:, np.newaxis]
    return (X - X.mean(axis=0)) / X.std(axis=0), (y - y.mean()) / y.std()
