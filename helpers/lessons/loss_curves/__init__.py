"""Lesson 11: returns of the S&P 500, and nets that try to learn the next one."""

from functools import cache

import numpy as np

from helpers.many_networks import Array, Curves, Rows, learn
from helpers.market.prices import load_prices
from helpers.market.smile import smile_nets as smile_nets
from helpers.market.volatility import log_returns
from helpers.network import Network
from helpers.training import Progress

LAGS = 10  # days that a net sees
NUM_STARTS = 10
Years = tuple[int, int]  # first and last, both included


@cache
def daily_returns() -> tuple[Array, Array]:
    """Return the years (m,) and the log returns (m,) in percent of the snapshot's days."""
    prices = load_prices()
    years = np.asarray(prices.index.year)
    return years[1:], 100 * log_returns(prices["close"])[1:]


def lagged(first: int, last: int) -> Rows:
    """Return X (m, 10) and y (m, 1): ten days' returns, and the next day's, of the years given."""
    years, returns = daily_returns()
    X = np.lib.stride_tricks.sliding_window_view(returns, LAGS)[:-1]
    inside = (years[LAGS:] >= first) & (years[LAGS:] <= last)
    return X[inside], returns[LAGS:, None][inside]


_seen: dict[tuple[Years, Years, int], Curves] = {}


def return_curves(
    train_years: Years = (2012, 2015),
    validation_years: Years = (2016, 2017),
    num_epochs: int = 120,
    progress: Progress | None = None,
) -> Curves:
    """Return how ten nets with 32 hidden units learn the next day's return from ten lagged ones.

    Losses are divided by that of a constant forecast, the mean of the training years, on the same
    rows: 1 is as good as that. Years are (first, last), both included. A second call is free.
    """
    key = (train_years, validation_years, num_epochs)
    if key in _seen:
        if progress is not None:
            progress(num_epochs, num_epochs)
        return _seen[key]
    rows = [lagged(*train_years), lagged(*validation_years)]
    scale = rows[0][1].std()  # of the training years only
    train, validation = ((X / scale, y / scale) for X, y in rows)
    sizes = (LAGS, 32, 1)
    parameters = np.stack([Network(sizes, seed=s).parameters for s in range(NUM_STARTS)])
    curves = learn(parameters, sizes, train, validation, 0.003, num_epochs, 64, progress)
    constant = train[1].mean()
    bases = [np.mean((y - constant) ** 2) for _, y in (train, validation)]
    _seen[key] = Curves(*(curve / base for curve, base in zip(curves, bases, strict=True)))
    return _seen[key]


def crash_week() -> tuple[list[str], Array]:
    """Return the five days from Monday 13 to Friday 17 October 2008, and their returns in %."""
    prices = load_prices(start="2008-10-10", end="2008-10-17")
    return [f"{day:%a %d}" for day in prices.index[1:]], 100 * log_returns(prices["close"])[1:]
