"""What can be wrong with an epoch of steps: each function says it, or returns None.

They take the student's function and the number of rows and batch size. With X = identity, row i
moves weight i and no other, and the weights show which rows were used, with which y, how often.
"""

import dis
from itertools import permutations
from typing import Any, cast

import numpy as np

from helpers.checking.messages import CheckFailed, Unchanged
from helpers.checking.mistake import Known
from helpers.checking.properties import Property, PropertyCheck, Safe
from helpers.checking.running import Function
from helpers.gradients import Array
from helpers.lessons import batch_size as lesson

from .calls import unharmed

RATE = 0.1
ROW_NUMBERS = Known(
    "rows-for-row-numbers",
    "Row numbers are whole, and rows of X are not row numbers. Which array holds the numbers in "
    "the new order?",
)
PRIMES = np.array([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71.0])


def random_rows(m: int) -> tuple[Array, Array]:
    """Return X (m, 2) and y (m,) without zeros and without a plan."""
    rng = np.random.default_rng(m)
    return rng.normal(size=(m, 2)).round(2) + 0.003, rng.normal(size=m).round(2) + 0.003


def given(X: Array, y: Array, w: Array, lr: float, batch_size: int, rng: Any) -> Array:
    """Shuffle X and leave y: the code that the exercise gives, line for line."""
    X = X[rng.permutation(len(X))]
    for start in range(0, len(X), batch_size):
        X_batch = X[start : start + batch_size]
        y_batch = y[start : start + batch_size]
        error = X_batch @ w - y_batch
        w = w - lr * 2 * X_batch.T @ error / len(X_batch)
    return w


def _edited(answer: Any) -> bool:
    """Return whether a function does other steps than the given one."""
    code = getattr(answer, "__code__", None)
    # The code of a function in another process tells its steps by itself.
    steps = getattr(code, "steps", None) or [s.opname for s in dis.get_instructions(answer)]
    return list(steps) != [s.opname for s in dis.get_instructions(given)]


def _felt(epoch: Safe, m: int, size: int, seed: int = 0) -> Array:
    """Return for each row the y that it learnt from, over the number by which it was divided."""
    (w,) = epoch(np.eye(m), PRIMES[:m], np.zeros(m), RATE, size, np.random.default_rng(seed))
    return w / (2 * RATE)


class EpochCheck(PropertyCheck):
    """A PropertyCheck that also asks whether X, y and w stay as they were.

    An answer that was edited and still leaves y in its old order is told so.
    """

    def __call__(self, answer: object, *arguments: Any) -> None:
        """Check `answer`."""
        unharmed(self.name, self.parameters, answer, self.example)
        try:
            super().__call__(answer, *arguments)
        except Unchanged:
            left = _edited(answer) and y_left(self.safe(cast(Function, answer)), *self.arguments)
            if left:
                raise CheckFailed(self.name, left, known=Y_LEFT.known) from None
            raise

    def safe(self, function: Function) -> Safe:
        """Return the function as the properties call it; a wrong index is explained."""
        inner: Safe = super().safe(function)

        def safe(*point: Any) -> list[Array]:
            try:
                return inner(*point)
            except CheckFailed as failed:
                if "arrays used as indices" in failed.lines[0]:
                    failed.explain(ROW_NUMBERS)
                raise

        return safe


def not_repeatable(epoch: Safe, m: int, size: int) -> str | None:
    """The same seed must lead to the same weights."""
    X, y = random_rows(m)
    ends = [epoch(X, y, np.zeros(2), RATE, size, np.random.default_rng(7))[0] for _ in range(3)]
    if not (np.allclose(ends[0], ends[1]) and np.allclose(ends[0], ends[2])):
        return "Calls with the same seed lead to different weights."
    return None


def pairs_broken(epoch: Safe, m: int, size: int) -> str | None:
    """Each row must learn from its own y, by whatever factor."""
    y = PRIMES[: 2 * size]
    felt = _felt(epoch, 2 * size, size)
    felt = felt / (felt.sum() / y.sum() or 1)
    if np.allclose(np.sort(felt), y, rtol=1e-4) and not np.allclose(felt, y, rtol=1e-4):
        i = int(np.argmax(~np.isclose(felt, y, rtol=1e-4)))
        j = int(np.argmin(np.abs(y - felt[i])))
        return f"Row {i} of X learns from row {j} of y."
    found = np.isclose(_felt(epoch, 2 * size, size)[:, None] * size, y, rtol=1e-4)
    if found.any(axis=1).all() and not found.diagonal().all():
        i = int(np.argmin(found.diagonal()))  # one y may be used twice: drawn for each batch
        return f"Row {i} of X learns from row {int(np.argmax(found[i]))} of y."
    return None


def y_left(epoch: Safe, m: int, size: int) -> str | None:
    """X has a new order, and the batches still take y from the first row to the last."""
    runs = [_batch_of(epoch, 2 * size, size, seed).reshape(2, size) for seed in range(3)]
    if all(np.ptp(places, axis=1).max() == 0 for places in runs):
        return pairs_broken(epoch, m, size)
    return None


Y_LEFT = Property(
    "X has a new order, and y still has the old one. By which row numbers must y be picked?", y_left
)


def _used(epoch: Safe, size: int) -> int:
    """Return how many rows move their weight, of two full batches and one row."""
    return int(np.sum(_felt(epoch, 2 * size + 1, size) != 0))


def nothing_moves(epoch: Safe, m: int, size: int) -> str | None:
    """The epoch must lead somewhere."""
    return "After the epoch the weights are as they were." if _used(epoch, size) == 0 else None


def same_few_rows(epoch: Safe, m: int, size: int) -> str | None:
    """The rows that move are not the first few, whatever the seed."""
    m = 2 * size + 1
    moved = [np.flatnonzero(_felt(epoch, m, size, seed)).tolist() for seed in range(3)]
    count = len(moved[0])
    if count < m and all(rows == list(range(count)) for rows in moved):
        first = f"the first {count} rows move" if count > 1 else "the first row moves"
        return f"Of {m} rows in batches of {size}, only {first} anything, whatever the seed."
    return None


def first_batch_only(epoch: Safe, m: int, size: int) -> str | None:
    """The epoch does not end after its first batch."""
    if size > 1 and _used(epoch, size) == size:
        return f"Of {2 * size + 1} rows in batches of {size}, only {size} move anything."
    return None


def last_batch_only(epoch: Safe, m: int, size: int) -> str | None:
    """The steps of all batches are kept."""
    if _used(epoch, size) == 1:
        return "Only the last batch moves anything."
    return None


def uphill(epoch: Safe, m: int, size: int) -> str | None:
    """Each weight must move to its y; they are all positive."""
    felt = _felt(epoch, 2 * size, size)
    if np.all(felt <= 0) and np.any(felt < 0):
        return "From w = 0 and with all y above 0, every forecast moves down."
    return None


def redrawn(epoch: Safe, m: int, size: int) -> str | None:
    """No row twice while others don't come; two full batches, so that none is cut off."""
    factor = _felt(epoch, 2 * size, size) / PRIMES[: 2 * size]
    unused = int(np.sum(factor == 0))
    used = factor[factor != 0]
    if unused and used.size and not np.allclose(used, used[0], rtol=1e-4):
        return f"Of {2 * size} rows, {unused} move nothing, and others move more than once."
    return None


def rows_dropped(epoch: Safe, m: int, size: int) -> str | None:
    """Every row must move its weight, also one that is left alone."""
    for rows, each in ((m, size), (2 * size + 1, size), (size, 1)):
        unused = int(np.sum(_felt(epoch, rows, each) == 0))
        if unused:
            move = "moves" if unused == 1 else "move"
            return f"Of {rows} rows in batches of {each}, {unused} {move} nothing in an epoch."
    return None


def own_rate(epoch: Safe, m: int, size: int) -> str | None:
    """Another learning rate leads elsewhere."""
    X, y = np.eye(2 * size), PRIMES[: 2 * size]
    ends = [
        epoch(X, y, np.zeros(2 * size), lr, size, np.random.default_rng(0))[0] for lr in (0.1, 0.05)
    ]
    return (
        "Learning rates 0.1 and 0.05 lead to the same weights."
        if np.allclose(ends[0], ends[1])
        else None
    )


def scaled(epoch: Safe, m: int, size: int) -> str | None:
    """One factor on every step, with full batches only."""
    factor = _felt(epoch, 2 * size, size) * size / PRIMES[: 2 * size]
    if np.allclose(factor, factor[0], rtol=1e-4) and not np.isclose(factor[0], 1, rtol=1e-4):
        return f"Each step is {factor[0]:.4g} times as long as it should be."
    return None


def rotated(epoch: Safe, m: int, size: int) -> str | None:
    """No batch may be a run of neighbouring days, nor the whole epoch a turned calendar."""
    for rows, each in ((12, 1), (4 * size, size)):
        runs = [_batch_of(epoch, rows, each, seed) for seed in range(3)]
        if all(_neighbours(places, each) for places in runs):
            return "The days that come one after the other are still neighbours in the calendar."
    return None


def _batch_of(epoch: Safe, m: int, size: int, seed: int) -> Array:
    """Return for each row the place of its batch. The later it comes, the more of it is left."""
    moves = [
        epoch(np.ones((m, 1)), y, np.zeros(1), 0.25, size, np.random.default_rng(seed))[0][0]
        for y in np.eye(m)
    ]
    return np.asarray(np.round(m // size - 1 + np.log2(np.maximum(moves, 1e-12) * 2 * size)))


def _neighbours(places: Array, size: int) -> bool:
    """Return whether each batch holds neighbours, round the corner too."""
    step = np.abs(np.roll(places, -1) - places)
    if size > 1:
        return int(np.sum(step != 0)) <= len(np.unique(places))
    return int(np.sum((step == 1) | (step == len(places) - 1))) >= len(places) - 2


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


def rng_unused(epoch: Safe, m: int, size: int) -> str | None:
    """The order is not the calendar's, and yet it is the same for all seeds."""
    X, y = random_rows(m)
    calendar = np.zeros(2)
    for start in range(0, m, size):
        rows = slice(start, start + size)
        calendar = calendar - RATE * lesson.gradient(X[rows], y[rows], calendar)
    ends = [epoch(X, y, np.zeros(2), RATE, size, np.random.default_rng(s))[0] for s in range(3)]
    same = np.allclose(ends[0], ends[1]) and np.allclose(ends[0], ends[2])
    if same and not np.allclose(ends[0], calendar):
        return "Three seeds lead to the same weights, though the rows are shuffled."
    return None


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
