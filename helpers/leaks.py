"""The leak switch: one pipeline of lesson 11, honest or with one way for the future to get in."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .data import load_prices
from .learning_rate import sweep
from .network import Network
from .optimizers import Adam
from .scores import r2
from .split import Scaler, chronological_split
from .training import Progress, fit
from .volatility import log_returns
from .volatility_data import COLUMNS, Array, log_variance, rows
from .volatility_study import BATCH_SIZE, LR, PATIENCE, UNITS, snapshot

if TYPE_CHECKING:
    import pandas as pd

HONEST = "none"
LEAKS = (HONEST, "scaling", "shuffling", "tomorrow", "centring", "today")
NUM_SEEDS, MOST_EPOCHS = 3, 60
WEEK = COLUMNS.index("mean ln V, 5 days")


class Leak(NamedTuple):
    """What one pipeline would report: actual and forecast ln V of its test rows, R² of each net.

    Attributes
    ----------
    actual, forecast : (rows,), of the first net.
    scores : (3,), the test R² of three nets.
    """

    actual: Array
    forecast: Array
    scores: Array


@cache
def switch(leak: str) -> Leak:
    """Return what the pipeline with this leak reports; `LEAKS` names them."""
    X, y = pipeline(leak, load_prices())
    reports = [_report(leak, X, y, seed) for seed in range(NUM_SEEDS)]
    return Leak(*reports[0], np.array([r2(*report) for report in reports]))


def all_switches(progress: Progress | None = None) -> dict[str, Leak]:
    """Return all of them, by name. A second call is free."""
    return sweep(switch, LEAKS, progress)


def pipeline(leak: str, prices: "pd.DataFrame") -> tuple[Array, Array]:
    """Return features and target of all rows, with the leak if it is in them."""
    found = rows(prices)
    v, days = log_variance(prices), found.days
    X, y = found.X.copy(), found.y
    if leak == "tomorrow":
        X = np.column_stack([X, np.abs(log_returns(prices["close"]))[days + 1]])
    elif leak == "centring":
        X[:, WEEK] = [v[day - 2 : day + 3].mean() for day in days]
    elif leak == "today":
        y = v[days]
    return X, y


def _report(leak: str, X: Array, y: Array, seed: int) -> tuple[Array, Array]:
    """Return actual and forecast of the test rows, by a net from `seed`."""
    order = np.arange(len(y))
    if leak == "shuffling":
        order = np.random.default_rng(seed).permutation(len(y))
    train, validation, test = (order[part] for part in chronological_split(len(y)))
    fitted = order if leak == "scaling" else train
    scaler = Scaler.fit(y[fitted, None])
    Z, t = Scaler.fit(X[fitted]).transform(X), scaler.transform(y[:, None])
    net = Network((X.shape[1], UNITS, 1), seed=seed)
    fit(
        net, Z[train], t[train], Adam(LR), MOST_EPOCHS, BATCH_SIZE,
        validation=(Z[validation], t[validation]), patience=PATIENCE, seed=seed,
    )  # fmt: skip
    return y[test], scaler.inverse(net.predict(Z[test]))[:, 0]


def nearest_training_day(shuffled: bool, seed: int = 0) -> Array:
    """Return for each test row how many trading days the nearest training row is away: (rows,)."""
    count = len(snapshot().y)
    order = np.random.default_rng(seed).permutation(count) if shuffled else np.arange(count)
    train, _, test = (np.sort(order[part]) for part in chronological_split(count))
    right = np.searchsorted(train, test).clip(1, len(train) - 1)
    gaps = np.abs(test[:, None] - train[np.stack([right - 1, right], axis=1)])
    return np.asarray(gaps.min(axis=1), dtype=np.float64)
