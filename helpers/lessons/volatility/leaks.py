"""Leaks: one pipeline of lesson 12, honest or with one way for the future to get in.

A straight line is fitted on the training rows and scored on the validation rows: a leak shows there
as well, and the test rows stay shut. Beside it stands the small change for a student's own rows.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.checking.running import quiet
from helpers.market.dataset import COLUMNS, Array, log_variance, rows
from helpers.market.future import moves
from helpers.market.prices import load_prices
from helpers.market.scores import r2
from helpers.market.split import Scaler, chronological_split
from helpers.market.volatility import log_returns

from .study import snapshot

if TYPE_CHECKING:
    import pandas as pd

HONEST = "none"
LEAKS = (HONEST, "scaling", "tomorrow", "centring", "today")
WEEK = COLUMNS.index("mean ln V, 5 days")


@cache
def reported(leak: str) -> float:
    """Return the R² on the validation rows that the pipeline with this leak reports."""
    X, y = pipeline(leak, load_prices())
    train, validation, _ = chronological_split(len(y))
    seen = slice(0, validation.stop) if leak == "scaling" else train
    X = Scaler.fit(X[seen]).transform(X)
    X = np.column_stack([np.ones(len(X)), X])
    forecast = X[validation] @ np.linalg.lstsq(X[train], y[train], rcond=None)[0]
    return r2(y[validation], forecast)


def pipeline(leak: str, prices: "pd.DataFrame") -> tuple[Array, Array]:
    """Return features and target of all rows, with the leak if it is in them.

    Raises KeyError for a leak that `LEAKS` lacks.
    """
    if leak not in LEAKS:
        raise KeyError(leak)
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


def nearest_training_day(shuffled: bool, seed: int = 0) -> Array:
    """Return for each test row how many trading days the nearest training row is away: (rows,)."""
    count = len(snapshot().y)
    order = np.random.default_rng(seed).permutation(count) if shuffled else np.arange(count)
    train, _, test = (np.sort(order[part]) for part in chronological_split(count))
    right = np.searchsorted(train, test).clip(1, len(train) - 1)
    gaps = np.abs(test[:, None] - train[np.stack([right - 1, right], axis=1)])
    return np.asarray(gaps.min(axis=1), dtype=np.float64)


def small_change(build: Callable[..., Any], prices: "pd.DataFrame", day: int) -> str:
    """Return as text what moves up to `day` if later prices change; `build` may be half written.

    Parameters
    ----------
    build : an answer to `mend_rows`: takes closes and ln V, returns X (m − 5, 3) and y (m − 5,).
    prices : m days.
    day : the evening, a row number of `prices`.
    """

    def by_day(prices: "pd.DataFrame") -> Array:
        X, y = build(prices["close"].to_numpy(), log_variance(prices))
        today, week, move = np.transpose(X)
        table = np.column_stack([today, week, move, y]).astype(np.float64)
        if len(table) != len(prices) - 5:
            raise ValueError(f"{len(table)} rows for {len(prices) - 5} evenings")
        # The first row is of day 4, and the last day has no tomorrow.
        return np.pad(table, ((4, 1), (0, 0)), constant_values=np.nan)

    try:
        with quiet():
            changed = moves(by_day, prices, day)
    except Exception as error:  # a student's function: one sentence, no traceback
        why = f"{type(error).__name__}: {error}"
        return f"No test yet: the function doesn't return X, three columns, and y yet ({why})."
    names = ("today", "week", "move")
    features = [name for name, yes in zip(names, changed[:3], strict=True) if yes]
    return f"features that move: {features}\nthe target moves:   {bool(changed[3])}"
