"""Two tools that keep the future out: a split by time, and a scaler fitted on training rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
SHARES = (0.6, 0.2, 0.2)


@overload
def chronological_split(rows: int, fractions: Sequence[float] = ...) -> tuple[slice, ...]: ...
@overload
def chronological_split(rows: Any, fractions: Sequence[float] = ...) -> tuple[Any, ...]: ...
def chronological_split(rows: Any, fractions: Sequence[float] = SHARES) -> tuple[Any, ...]:
    """Return the first rows, the next and the last: train, validation and test, nothing shuffled.

    Parameters
    ----------
    rows : a DataFrame, Series, array or list whose rows are in order of time; or their number m.
    fractions : the share of each part, in order; they add up to 1.

    Returns
    -------
    one part a fraction, of the kind of `rows`; for a number, slices. Each row is in one part.

    Raises
    ------
    ValueError : a fraction is not positive, they don't add up to 1, or a part gets no row.
    """
    if min(fractions) <= 0 or abs(sum(fractions) - 1) > 1e-9:
        raise ValueError(f"The fractions {tuple(fractions)} must be positive and add up to 1.")
    count = int(rows) if isinstance(rows, (int, np.integer)) else len(rows)
    edges = [0, *(round(count * share) for share in np.cumsum(fractions))]
    parts = [slice(first, last) for first, last in pairwise(edges)]
    if any(part.start == part.stop for part in parts):
        raise ValueError(f"{count} rows are too few for the fractions {tuple(fractions)}.")
    if isinstance(rows, (int, np.integer)):
        return tuple(parts)
    by_place = getattr(rows, "iloc", rows)  # a DataFrame's rows by their place, not their label
    return tuple(by_place[part] for part in parts)


@dataclass(frozen=True)
class Scaler:
    """Moves each column to mean 0 and standard deviation 1, as they were on the training rows.

    Attributes
    ----------
    mean, std : of the training rows, column by column, (n,); std divides by m, not m − 1.
    """

    mean: Array
    std: Array

    @classmethod
    def fit(cls, train: ArrayLike) -> "Scaler":
        """Return the scaler of the training rows `train`, (m, n) or (m,).

        Raises
        ------
        ValueError : no rows, a number that is not finite, or a column that never changes.
        """
        rows = np.asarray(train, dtype=np.float64)
        if not rows.size or not np.isfinite(rows).all():
            raise ValueError("The training rows are empty, or a number in them is not finite.")
        scaler = cls(rows.mean(axis=0), rows.std(axis=0))
        if np.any(np.ptp(rows, axis=0) == 0):
            raise ValueError("A column is the same on all training rows: it can't be scaled.")
        return scaler

    def transform(self, rows: ArrayLike) -> Array:
        """Return (rows − mean) / std, for training, validation and test rows alike."""
        return np.asarray((np.asarray(rows, dtype=np.float64) - self.mean) / self.std)

    def inverse(self, scaled: ArrayLike) -> Array:
        """Return scaled · std + mean, the rows in their own units again."""
        return np.asarray(np.asarray(scaled, dtype=np.float64) * self.std + self.mean)
