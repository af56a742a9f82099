"""The project's self-checks: each prints one line, OK or LOOK or TO DO. None of them is graded."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from helpers.checking.running import quiet
from helpers.market.future import moves

if TYPE_CHECKING:
    import pandas as pd

NUM_OWN = 3  # features of one's own, beside HAR's three
BASELINES = ("persistence", "HAR", "line")


def features(build: Callable[["pd.DataFrame"], Any], prices: "pd.DataFrame") -> None:
    """Change the future after three evenings: no feature of an evening before may move."""
    count = len(prices)
    try:
        with quiet():
            moving = {
                int(column)
                for day in (count // 2, count * 3 // 4, count - 2)
                for column in np.flatnonzero(moves(build, prices, day))
            }
            columns = np.reshape(build(prices), (count, -1)).shape[1]
    except Exception as error:  # a function of the student's, half written perhaps
        print(f"LOOK   features: they can't be computed ({type(error).__name__}: {error})")
        return
    if moving:
        print(f"LOOK   features: columns {sorted(moving)} (from 0) know something of the future")
    elif columns < 3 + NUM_OWN:
        print(
            f"TO DO  features: no leak in {columns} columns; add {NUM_OWN} of your own to HAR's 3"
        )
    else:
        print(f"OK     features: no leak in {columns} columns")


def parts(train: slice, validation: slice, test: slice, count: int) -> None:
    """The three parts follow one another in time, and hold all rows once."""
    edges = [part.indices(count)[:2] for part in (train, validation, test)]
    (a, b), (c, d), (e, f) = edges
    if any(part.step not in (None, 1) for part in (train, validation, test)):
        print("LOOK   split: rows are skipped")
    elif (a, b, d, f) != (0, c, e, count) or not a < b < d < f:
        print(f"LOOK   split: rows {edges} of {count} overlap, leave gaps or are out of order")
    else:
        print(f"OK     split: {b - a} training, {d - c} validation and {f - e} test rows, in order")


def scaled(X: ArrayLike, train: slice) -> None:
    """Each column has mean 0 and spread 1 on the training rows, and not on all rows."""
    rows = np.asarray(X, dtype=np.float64)

    def standard(part: Any) -> bool:
        return bool(
            np.allclose(part.mean(axis=0), 0, atol=1e-6) and np.allclose(part.std(axis=0), 1)
        )

    if standard(rows[train]):
        print("OK     scaling: by the training rows")
    elif standard(rows):
        print("LOOK   scaling: by all rows, so the test years are in the mean and the spread")
    else:
        print("TO DO  scaling: on the training rows no mean 0 and spread 1 yet")


def forecasts(found: Mapping[str, Any], count: int) -> None:
    """Each forecast has a number for every row, and no baseline is missing."""
    missing = [name for name in BASELINES if name not in found]
    odd = [n for n, f in found.items() if np.shape(f) != (count,) or not np.isfinite(f).all()]
    if odd:
        print(f"LOOK   forecasts: {', '.join(odd)} must have {count} finite numbers")
    elif missing:
        print(f"TO DO  forecasts: {', '.join(missing)} missing")
    else:
        print(f"OK     forecasts: {', '.join(found)}")


def pipeline(
    forecast: Callable[["pd.DataFrame"], Any], prices: "pd.DataFrame", test_days: Sequence[int]
) -> None:
    """Change the future in the middle of the test rows: no forecast made before may move.

    `forecast` does everything, from prices to one forecast per day, training included. So this also
    finds a scaler fitted on all rows, and a network that was trained or stopped on test rows.
    """
    day = int(test_days[len(test_days) // 2])
    try:
        with quiet():
            moving = bool(moves(forecast, prices, day).any())
    except Exception as error:  # a function of the student's, half written perhaps
        print(f"LOOK   pipeline: it does not run ({type(error).__name__}: {error})")
        return
    if moving:
        print("LOOK   pipeline: forecasts made before a day move with the prices after it")
    else:
        print("OK     pipeline: no forecast moves with the prices after it")
