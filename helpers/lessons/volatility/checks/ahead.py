"""Whether a row of X holds what is known only after its evening: tried out, not read."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers.checking.comparison import Comparison
from helpers.checking.mistake import Known


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


def _moved(point: Sequence[Any], series: Sequence[int], later: int) -> tuple[Any, ...]:
    """Return the arguments with other values on all days from `later` on."""
    values = [np.array(value) if i in series else value for i, value in enumerate(point)]
    for i in series:
        values[i][later:] *= 1.1 + 0.1 * np.arange(len(values[i]) - later)
    return tuple(values)
