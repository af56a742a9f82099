"""The nudge test: does anything that you call known tonight move when you change tomorrow?"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Columns = dict[str, NDArray[np.float64]]


def moved(
    build: Callable[[Columns], Any], prices: Any, day: int, first: int = 0
) -> NDArray[np.bool_]:
    """Change all numbers after `day` and return which columns of rows up to `day` move with them.

    Of features none may move. A target must: it is what comes tomorrow.

    Parameters
    ----------
    build : takes the columns as a dictionary of arrays (m,), returns (rows,) or (rows, n).
    prices : a DataFrame, or a dictionary of columns (m,).
    day : the evening, a row number of `prices`.
    first : the evening that `build`'s first row belongs to.

    Returns
    -------
    (n,) of True and False, or one of them where `build` returns (rows,).
    """
    columns = {name: np.array(prices[name], dtype=np.float64) for name in prices}
    rng = np.random.default_rng(0)
    later = {name: values.copy() for name, values in columns.items()}
    for values in later.values():  # each by its own factors: a high over a low changes too
        values[day + 1 :] *= rng.uniform(1.01, 1.1, len(values) - day - 1)
    seen = slice(None, day - first + 1)
    before, after = (np.asarray(build(c), dtype=np.float64)[seen] for c in (columns, later))
    return np.asarray(np.any((before != after) & ~(np.isnan(before) & np.isnan(after)), axis=0))
