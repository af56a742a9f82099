"""What can be wrong with an epoch of steps: each function says it, or returns None.

They take the student's function and the number of rows and batch size. With X = identity, row i
moves weight i and no other, and the weights show which rows were used, with which y, how often.
"""

from itertools import permutations

import numpy as np

from .. import batch_size as lesson
from ..gradients import Array
from .properties import Safe

RATE = 0.1
PRIMES = np.array([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71.0])


def random_rows(m: int, n: int = 2) -> tuple[Array, Array]:
    """Return X (m, n) and y (m,) without zeros and without a plan."""
    rng = np.random.default_rng(m)
    return rng.normal(size=(m, n)).round(2) + 0.003, rng.normal(size=m).round(2) + 0.003


def given(X: Array, y: Array, w: Array, lr: float, batch_size: int, rng: object) -> Array:
    """Shuffle X and leave y: the code that the exercise gives."""
    X = X[rng.permutation(len(X))]  # type: ignore[attr-defined]
    for start in range(0, len(X), batch_size):
        X_batch, y_batch = X[start : start + batch_size], y[start : start + batch_size]
        w = w - lr * lesson.gradient(X_batch, y_batch, w)
    return w


def _felt(epoch: Safe, m: int, size: int) -> Array:
    """Return for each row the y that it learnt from, over the number by which it was divided."""
    (w,) = epoch(np.eye(m), PRIMES[:m], np.zeros(m), RATE, size, np.random.default_rng(0))
    return w / (2 * RATE)


def uphill(epoch: Safe, m: int, size: int) -> str | None:
    """Each weight must move to its y; they are all positive."""
    if np.all(_felt(epoch, 2 * size, size) < 0):
        return "From w = 0 and with all y above 0, every forecast moves down."
    return None


def rows_dropped(epoch: Safe, m: int, size: int) -> str | None:
    """Every row must move its weight."""
    unused = int(np.sum(_felt(epoch, m, size) == 0))
    return f"Of {m} rows, {unused} move nothing in an epoch." if unused else None


def pairs_broken(epoch: Safe, m: int, size: int) -> str | None:
    """Each row must learn from its own y."""
    y = PRIMES[: 2 * size]
    felt = _felt(epoch, 2 * size, size) * size
    if np.allclose(np.sort(felt), y, rtol=1e-4) and not np.allclose(felt, y, rtol=1e-4):
        i = int(np.argmax(~np.isclose(felt, y, rtol=1e-4)))
        j = int(np.argmin(np.abs(y - felt[i])))
        return f"Row {i} of X learns from row {j} of y."
    return None


def summed(epoch: Safe, m: int, size: int) -> str | None:
    """The step is by the mean over the batch."""
    if np.allclose(_felt(epoch, 2 * size, size), PRIMES[: 2 * size], rtol=1e-4):
        return "Each step is longer than it should be by the number of rows in the batch."
    return None


def short_batch(epoch: Safe, m: int, size: int) -> str | None:
    """The mean of a short batch is over the rows that it has."""
    if m % size and np.allclose(_felt(epoch, m, size) * size, PRIMES[:m], rtol=1e-4):
        return f"The last batch holds {m % size} rows; its step is as if it held {size}."
    return None


def wrong_steps(epoch: Safe, m: int, size: int) -> str | None:
    """Whatever else: a row's move must be the one of the mean over its own batch, once."""
    felt, y = _felt(epoch, m, size), PRIMES[:m]
    full = np.isclose(felt * size, y, rtol=1e-4)
    short = np.isclose(felt * (m % size or size), y, rtol=1e-4)
    if np.all(full | short):
        return None
    i = int(np.argmin(full | short))
    return (
        f"With {m} rows and a batch size of {size}, row {i} moves its weight by "
        f"{2 * RATE * felt[i]:.4g}; in a full batch it should be {2 * RATE * y[i] / size:.4g}."
    )


def unshuffled(epoch: Safe, m: int, size: int) -> str | None:
    """Two seeds must bring two orders, and so two ends."""
    X, y = random_rows(m)
    ends = [epoch(X, y, np.zeros(2), RATE, size, np.random.default_rng(s))[0] for s in range(3)]
    if np.allclose(ends[0], ends[1]) and np.allclose(ends[0], ends[2]):
        return "Three seeds lead to the same weights."
    return None


def stale(epoch: Safe, m: int, size: int) -> str | None:
    """Each batch's slope is taken where the last step ended, in some order of the rows."""
    X, y = random_rows(4)
    (got,) = epoch(X, y, np.full(2, 0.3), RATE, 1, np.random.default_rng(0))
    for order in permutations(range(4)):
        w = np.full(2, 0.3)
        for i in order:
            w = w - RATE * lesson.gradient(X[[i]], y[[i]], w)
        if np.allclose(w, got, rtol=1e-4):
            return None
    return "With a batch size of 1, no order of four rows leads from w to the weights you return."
