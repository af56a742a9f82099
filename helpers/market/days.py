"""Days of the S&P 500 that forecast tomorrow's range: lesson 09's table, and lesson 13's."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from .prices import load_prices
from .split import Scaler
from .volatility import log_returns

Array = NDArray[np.float64]
NUM_DAYS = 4096


@cache
def _scaled() -> tuple[Array, Array]:
    prices = load_prices()
    log_range = np.log(np.log(prices["high"] / prices["low"]).to_numpy())
    table = np.column_stack([log_range, log_returns(prices["close"].to_numpy())])
    X, y = table[:-1][-NUM_DAYS:], log_range[1:][-NUM_DAYS:]
    return Scaler.fit(X).transform(X), Scaler.fit(y).transform(y)


def days() -> tuple[Array, Array]:
    """Return X (4096, 2) and y (4096,), the last 4,096 days of the snapshot that have a tomorrow.

    x1 is the log of today's range ln(high / low), x2 today's log return, y the log of tomorrow's
    range; each moved to mean 0 and standard deviation 1, so that no bias is needed.
    """
    X, y = _scaled()
    return X.copy(), y.copy()
