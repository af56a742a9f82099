"""The project's self-checks: each prints one line, OK or LOOK or TO DO. None of them is graded."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.checking.running import quiet
from helpers.market import scores
from helpers.market.dataset import log_variance
from helpers.market.forecasts import har_features
from helpers.market.future import moves

if TYPE_CHECKING:
    import pandas as pd

Rows = slice | NDArray[np.intp]
NUM_STARTS = 5
EARLY = 2  # an evening in the first days, where a mean over a window has no number yet
NUM_OWN = 3  # features of one's own, beside HAR's three
LEARNING = ("HAR", "line")
BASELINES = ("persistence", *LEARNING)


def features(build: Callable[["pd.DataFrame"], Any], prices: "pd.DataFrame") -> None:
    """Change the future after four evenings: no feature of an evening before may move.

    One of the evenings is early: gaps at the start may have been filled from later days.
    """
    count = len(prices)
    try:
        with quiet():
            moving = {
                int(column)
                for day in (EARLY, count // 2, count * 3 // 4, count - 2)
                for column in np.flatnonzero(moves(build, prices, day))
            }
            found = np.reshape(np.asarray(build(prices), dtype=np.float64), (count, -1))
            har = har_features(log_variance(prices)).T
            known = np.isfinite(har).all(axis=0)  # what stands in the first days is free
            there = [
                any(np.allclose(column[known], one[known]) for column in found.T) for one in har
            ]
    except Exception as error:  # a function of the student's, half written perhaps
        print(f"LOOK   features: they can't be computed ({type(error).__name__}: {error})")
        return
    if moving:
        print(f"LOOK   features: columns {sorted(moving)} (from 0) know something of the future")
    elif not all(there):
        print(f"TO DO  features: no leak, but {sum(there)} of HAR's 3 columns; keep all three")
    elif (columns := found.shape[1]) < 3 + NUM_OWN:
        print(
            f"TO DO  features: no leak in {columns} columns; add {NUM_OWN} of your own to HAR's 3"
        )
    else:
        print(f"OK     features: no leak in {columns} columns")


def parts(train: Rows, validation: Rows, test: Rows, count: int) -> None:
    """The three parts follow one another in time, and hold all rows once."""
    try:
        found = [np.arange(count)[part] for part in (train, validation, test)]
    except IndexError as error:
        print(f"LOOK   split: it names rows that are not there ({error})")
        return
    times = np.bincount(np.concatenate(found), minlength=count)
    if not all(map(len, found)):
        print("LOOK   split: a part has no rows")
    elif (times != 1).any():
        print(f"LOOK   split: {np.sum(times == 0)} rows are in no part, {np.sum(times > 1)} in two")
    elif not np.array_equal(np.concatenate(found), np.arange(count)):
        print("LOOK   split: the rows are not in order of time, from training to test")
    else:
        a, b, c = map(len, found)
        print(f"OK     split: {a} training, {b} validation and {c} test rows, in order")


def scaled(X: ArrayLike, train: slice) -> None:
    """Each column has mean 0 and spread 1 on the training rows, and not on all rows."""
    rows = np.asarray(X, dtype=np.float64)

    def standard(part: Any) -> bool:
        return bool(
            np.allclose(part.mean(axis=0), 0, atol=1e-6)
            and np.allclose(part.std(axis=0), 1, atol=0.001)  # pandas divides by m − 1
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
    shapes = [f"{name} {np.shape(f)}" for name, f in found.items() if np.shape(f) != (count,)]
    odd = [] if shapes else [name for name, f in found.items() if not np.isfinite(f).all()]
    if shapes:
        print(f"LOOK   forecasts: their shape must be ({count},), and here is {', '.join(shapes)}")
    elif odd:
        print(f"LOOK   forecasts: {', '.join(odd)} must have {count} finite numbers")
    elif missing:
        print(f"TO DO  forecasts: {', '.join(missing)} missing")
    else:
        print(f"OK     forecasts: {', '.join(found)}")


def fitted(build: Callable[[slice], Mapping[str, Any]], count: int) -> None:
    """HAR and the line learn from the rows that they get: from fewer rows comes another forecast.

    `build` takes rows and returns forecasts by name. A line that was fitted on all rows has seen
    the test rows, and no score shows it.
    """
    try:
        with quiet():
            more, fewer = (build(slice(0, count // share)) for share in (2, 4))
            deaf = [name for name in LEARNING if name in more]
            deaf = [name for name in deaf if np.array_equal(more[name], fewer[name])]
    except Exception as error:  # a function of the student's, half written perhaps
        print(f"LOOK   fitting: it does not run ({type(error).__name__}: {error})")
        return
    if deaf:
        print(f"LOOK   fitting: {', '.join(deaf)} learned from other rows than those in `fitted`")
    else:
        print("OK     fitting: other rows in `fitted`, another forecast")


def pipeline(
    forecast: Callable[["pd.DataFrame", slice], Any],
    prices: "pd.DataFrame",
    days: Sequence[int],
    train: slice,
    before: slice,
) -> None:
    """Change the future in the middle of the test rows: no forecast made before may move.

    `forecast` does everything, from prices to one forecast per day, training included. So this also
    finds a scaler fitted on all rows, and a network that was trained or stopped on test rows. It is
    called twice with the same prices first: a training without a seed moves by itself. `days` are
    those of all rows; from `train` it must learn something else than from all rows `before` the
    test rows.
    """

    def said(prices: "pd.DataFrame", fitted: slice = before) -> Any:
        found = forecast(prices, fitted)
        if not (isinstance(found, tuple) and len(found) == 2):
            raise TypeError("it must return two things, the forecasts and the loss curves")
        return found[0]

    day = int(days[(before.stop + len(days)) // 2])
    try:
        with quiet():
            first, again = said(prices), said(prices)
            seeded = np.array_equal(first, again, equal_nan=True)
            moving = seeded and bool(
                moves(lambda p: first if p is prices else said(p), prices, day).any()
            )
            deaf = seeded and np.array_equal(first, said(prices, train), equal_nan=True)
    except Exception as error:  # a function of the student's, half written perhaps
        print(f"LOOK   pipeline: it does not run ({type(error).__name__}: {error})")
        return
    if not seeded:
        print("LOOK   pipeline: two runs on the same prices differ: set a seed")
    elif moving:
        print("LOOK   pipeline: forecasts made before a day move with the prices after it")
    elif deaf:
        print("LOOK   pipeline: it learned from other rows than those in `fitted`")
    else:
        print("OK     pipeline: no forecast moves with the prices after it")


def starts(found: ArrayLike, y: ArrayLike, validation: slice) -> None:
    """Five starts that differ; the line says mean and spread of their R² on the validation rows."""
    several = np.asarray(found, dtype=np.float64)
    actual = np.asarray(y, dtype=np.float64)
    if several.ndim != 2 or several.shape[1] != len(actual):
        print(f"LOOK   starts: the shape must be (5, {len(actual)}), not {several.shape}")
    elif not np.isfinite(several).all():
        print("LOOK   starts: a forecast is not a finite number")
    elif len(np.unique(several, axis=0)) < len(several):
        print("LOOK   starts: two are the same: does `forecast` use `seed`?")
    else:
        r2 = [scores.r2(actual[validation], one[validation]) for one in several]
        mark = "OK     starts" if len(r2) >= NUM_STARTS else "TO DO  starts"
        print(f"{mark}: {len(r2)}, R² on validation {np.mean(r2):.3f}, spread {np.std(r2):.3f}")
