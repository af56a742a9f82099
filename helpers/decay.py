"""One weight to fit on real prices: the decay λ of an EWMA volatility of the S&P 500.

Each day's forecast of the variance mixes the last forecast with the last squared return:
v_t = λ v_{t−1} + (1 − λ) r²_{t−1}. The larger λ, the longer the memory. Returns are daily log
returns in percent, so variances are in percent².
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .data import load_prices
from .forecasts import ewma
from .volatility import annualised, log_returns

Array = NDArray[np.float64]
WARM_UP = 250  # days whose mean square is the first forecast; they are not scored


@cache
def squares() -> tuple[float, ...]:
    """Return the squared daily returns in percent², from the course's snapshot."""
    returns = 100 * log_returns(load_prices()["close"])[1:]
    return tuple(float(r) for r in returns**2)


def forecasts(decay: float) -> Array:
    """Return each day's variance forecast, in percent², for the days after the warm-up."""
    r2 = squares()
    return ewma([sum(r2[:WARM_UP]) / WARM_UP, *r2[WARM_UP:-1]], decay)


def volatility(decay: float) -> Array:
    """Return the forecasts as volatilities, in percent a year."""
    return annualised(forecasts(decay))


def loss_and_slope(decay: float) -> tuple[float, float]:
    """Return the mean of ln v + r²/v over the days, and its slope by λ.

    It is smallest, day by day, where v meets r² (QLIKE; Patton 2011, Volatility forecast comparison
    using imperfect volatility proxies, equation 24 up to a constant). The slope of a forecast by λ
    goes along with it: dv_t/dλ = v_{t−1} − r²_{t−1} + λ dv_{t−1}/dλ.

    Raises ValueError for a decay outside (0, 1): the memory would be negative or endless.
    """
    if not 0 < decay < 1:
        raise ValueError(f"The decay is {decay}; it must lie between 0 and 1.")
    r2 = squares()
    v, dv_ddecay = sum(r2[:WARM_UP]) / WARM_UP, 0.0
    loss = slope = 0.0
    for square in r2[WARM_UP:]:
        loss += math.log(v) + square / v
        slope += (1 - square / v) / v * dv_ddecay
        dv_ddecay = v - square + decay * dv_ddecay
        v = decay * v + (1 - decay) * square
    days = len(r2) - WARM_UP
    return loss / days, slope / days


def slope(decay: float) -> float:
    """Return the slope of the loss by λ: all that is felt in the fog."""
    return loss_and_slope(decay)[1]
