"""Whether a row of X holds what is known only after its evening: tried out, not read."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers.checking.comparison import Comparison
from helpers.checking.mistake import Known

Rows = np.ndarray[Any, np.dtype[np.float64]]


def looks_ahead(
    first: Callable[..., int], series: Sequence[int]
) -> Callable[[Comparison], Known | None]:
    """Return what says of an answer which column of its X looks ahead.

    Parameters
    ----------
    first : takes the arguments, returns the day of the first row; each row is one day later.
    series : the places of the arguments that have one value per day.
    """

    def asked(c: Comparison) -> Known | None:
        point = c.at[c.first_wrong]
        start, (X, *_) = first(*point), c.got[c.first_wrong]
        for row in range(len(X)):
            later = start + row + 1
            try:
                moved = c.values(c.function, [_moved(point, series, later)])[0][0]
            except Exception:  # an answer may stop at other numbers than the check's
                return None
            if moved.shape != X.shape:
                return None
            columns = np.flatnonzero(~np.isclose(moved[row], X[row]))
            if len(columns):
                return Known(
                    "looks-ahead",
                    f"X[{row}, {columns[0]}] looks ahead: that row's evening is day {later - 1}, "
                    f"and it moves when only the days from {later} on change. Which days does "
                    f"column {columns[0]} take?",
                )
        return None

    return asked


def in_another_order(c: Comparison) -> Known | None:
    """Return what is known of parts that hold the rows of X, scaled, in another order."""
    place = c.first_wrong
    point, parts = c.at[place], c.got[place]
    if any(part.ndim != 2 or part.shape[1:] != point[0].shape[1:] for part in parts):
        return None
    mine, rows = _on_one_scale(np.concatenate(parts)), _on_one_scale(point[0])
    if mine.shape != rows.shape:
        return None
    same = np.all(np.isclose(mine[:, None], rows[None]), axis=2)  # [i, k]: row i is X's row k
    if not (np.all(same.sum(0) == 1) and np.all(same.sum(1) == 1)) or np.all(np.diag(same)):
        return None
    i = int(np.argmin(np.diag(same)))
    return Known(
        "rows-in-another-order",
        f"Row {int(np.argmax(same[i]))} of X stands where row {i} belongs. The rows of X are "
        "evenings in order of time. If they are shuffled, sorted or turned round before the cut, "
        "evenings of the test years get into the training rows.",
    )


def _on_one_scale(rows: Rows) -> Rows:
    """Return rows with mean 0 and spread 1 in each column: the same for any scale of them."""
    spread = rows.std(axis=0)
    return np.asarray((rows - rows.mean(axis=0)) / np.where(spread > 0, spread, 1))


def _moved(point: Sequence[Any], series: Sequence[int], later: int) -> tuple[Any, ...]:
    """Return the arguments with other values on all days from `later` on."""
    values = [np.array(value) if i in series else value for i, value in enumerate(point)]
    for i in series:
        values[i][later:] *= 1.1 + 0.1 * np.arange(len(values[i]) - later)
    return tuple(values)
