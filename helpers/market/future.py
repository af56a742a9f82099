"""The leak test: change the future, and see whether anything that is called known moves with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]
# How much each column is changed, from least to most: the high stays the highest.
FACTORS = {"high": (1.08, 1.12), "low": (0.88, 0.92), "volume": (0.5, 2.0)}
OTHERS = (0.95, 1.05)


def with_another_future(prices: "pd.DataFrame", day: int, seed: int = 0) -> "pd.DataFrame":
    """Return the same prices up to `day`, a row number, and others after it."""
    rng = np.random.default_rng(seed)
    later = prices.astype(float)
    count = len(prices) - day - 1
    for name in later.columns:
        low, high = FACTORS.get(name, OTHERS)
        column = later[name].to_numpy(copy=True)
        column[day + 1 :] *= rng.uniform(low, high, count)
        later[name] = column
    return later


def moves(
    build: Callable[["pd.DataFrame"], Any], prices: "pd.DataFrame", day: int
) -> NDArray[np.bool_]:
    """Return which columns of rows up to `day` move when all prices after `day` change.

    Nothing that is known in the evening of `day` may move: no feature, and no forecast of a model
    whose training rows lie before. A target must.

    Parameters
    ----------
    build : takes prices, returns one row per day, (m, n) or (m,).
    prices : m days.
    day : the evening, a row number of `prices`.

    Returns
    -------
    (n,) of True and False; (1,) where `build` returns (m,).

    Raises
    ------
    ValueError : `build` does not return one row per day.
    """
    before, after = (_rows(build(p), len(prices))[: day + 1] for p in (
        prices, with_another_future(prices, day)
    ))  # fmt: skip
    same = np.isclose(before, after, rtol=1e-9, atol=0) | (np.isnan(before) & np.isnan(after))
    return np.asarray(np.any(~same, axis=0))


def _rows(found: Any, count: int) -> Array:
    rows = np.asarray(found, dtype=np.float64)
    if rows.ndim == 0 or len(rows) != count:
        raise ValueError(f"One row per day is wanted, {count} of them; found {rows.shape}.")
    return rows.reshape(count, -1)
