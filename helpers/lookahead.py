"""The nudge test: does anything that you call known tonight move when you change tomorrow?"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .check.stages import quiet

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


def told(
    build: Callable[..., Any], names: Sequence[str], columns: Columns, day: int, first: int = 0
) -> str:
    """Return what moves, as text, for a function that may be half written.

    Parameters
    ----------
    build : takes the columns in order, returns X (rows, n) and y (rows,).
    names : of the n features.
    columns, day, first : as in `moved`.
    """
    try:
        with quiet():
            given = [np.array(values, dtype=np.float64) for values in columns.values()]
            X, _ = (np.asarray(part, dtype=np.float64) for part in build(*given))
            if X.ndim != 2 or X.shape[1] != len(names):
                return f"No nudge: X has the shape {X.shape}; it needs {len(names)} columns."
            of_X = moved(lambda c: build(*c.values())[0], columns, day, first)
            of_y = moved(lambda c: build(*c.values())[1], columns, day, first)
    except Exception as error:  # a student's function: one sentence, no traceback
        return (
            f"No nudge: the function doesn't return X and y yet ({type(error).__name__}: {error})."
        )
    features = [name for name, moves in zip(names, of_X, strict=True) if moves]
    return f"features that move: {features}\nthe target moves:   {bool(of_y.any())}"
