"""Lesson 09: two weights forecast tomorrow's range of the S&P 500 from today's range and return.

ŷ = x1·w1 + x2·w2. One forecast a day, so y (m,) and w (2,) are plain rows of numbers.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.market.days import NUM_DAYS as NUM_DAYS
from helpers.market.days import days as days
from helpers.training import minibatches

Array = NDArray[np.float64]
LR = 0.02


def loss(X: Array, y: Array, w: ArrayLike) -> float:
    """Return the mean of (ŷ − y)² over the rows."""
    return float(np.mean((X @ np.asarray(w) - y) ** 2))


def gradient(X: Array, y: Array, w: ArrayLike) -> Array:
    """Return dL/dw (2,), the mean over the rows of 2(ŷ − y)·x."""
    return np.asarray(2 * X.T @ (X @ np.asarray(w) - y) / len(X))


def best(X: Array, y: Array) -> Array:
    """Return the w (2,) at the minimum of the loss, by least squares."""
    return np.asarray(np.linalg.lstsq(X, y, rcond=None)[0])


def updates_per_epoch(num_rows: int, batch_size: int) -> int:
    """Return in how many batches all rows go; the last may be shorter."""
    return -(-num_rows // batch_size)


def train(batch_size: int, num_epochs: float, seed: int, lr: float = LR) -> Array:
    """Return the loss on all days after each update of num_epochs of mini-batches, from (0, 0).

    A whole number may be a float, as np.floor gives it.

    Raises
    ------
    ValueError : num_epochs is not whole.
    """
    if num_epochs != int(num_epochs):
        raise ValueError(f"num_epochs must be a whole number, not {num_epochs}")
    X, y = days()
    rng, w, losses = np.random.default_rng(seed), np.zeros(2), []
    for _ in range(int(num_epochs)):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            w = w - lr * gradient(X_batch, y_batch, w)
            losses.append(loss(X, y, w))
    return np.array(losses)


def toy(batch_size: int, num_epochs: int, seed: int) -> Array:
    """Return num_epochs and seed² · batch_size / 32: no training, it tells how it was called."""
    return np.array([num_epochs, seed**2 * batch_size / 32], dtype=np.float64)


def cloud(
    batch_size: int, num_draws: int = 200, seed: int | Sequence[int] = 0, w: ArrayLike = (0, 0)
) -> Array:
    """Return the gradients at w of that many random batches, (num_draws, 2).

    Each batch is drawn with replacement, so that its days are independent of each other.
    """
    X, y = days()
    rows = np.random.default_rng(seed).integers(len(X), size=(num_draws, batch_size))
    error = X[rows] @ np.asarray(w) - y[rows]
    return np.asarray(2 * (error[:, None, :] @ X[rows])[:, 0] / batch_size)


def noise(gradients: Array, full: Array) -> float:
    """Return how far the gradients (k, n) lie from the full one (n,): root mean square distance."""
    return float(np.sqrt(np.mean(np.sum((gradients - full) ** 2, axis=1))))


def noise_slopes(batch_sizes: Sequence[int], num_seeds: int, num_draws: int = 1000) -> Array:
    """Return the slope of log noise against log batch size at w = (0, 0), one a seed."""
    full = gradient(*days(), (0, 0))
    noises = [
        [noise(cloud(size, num_draws, [seed, size]), full) for size in batch_sizes]
        for seed in range(num_seeds)
    ]
    return np.asarray(np.polyfit(np.log(batch_sizes), np.log(noises).T, 1)[0])


def noise_in_order(batch_size: int) -> float:
    """Return the noise at w = (0, 0) of batches cut from the calendar without a shuffle."""
    X, y = days()
    gradients = [gradient(*batch, (0, 0)) for batch in minibatches(X, y, batch_size)]
    return noise(np.array(gradients), gradient(X, y, (0, 0)))


@np.errstate(over="ignore", invalid="ignore")
def walks(
    batch_size: int,
    num_updates: int,
    lr: float | Callable[[int], float] = LR,
    num_seeds: int = 20,
    every: int = 1,
) -> Array:
    """Return where many walkers stand, (1 + num_updates // every, num_seeds, 2), from (0, 0).

    All walk at once, each through shuffles of its own, and each epoch is a new shuffle. `lr` may be
    a schedule, a function of the update.
    """
    X, y = days()
    rng, w = np.random.default_rng(batch_size), np.zeros((num_seeds, 2))
    per_epoch, places = updates_per_epoch(len(X), batch_size), [w]
    for update in range(num_updates):
        if update % per_epoch == 0:
            order = np.argsort(rng.random((num_seeds, len(X))), axis=1)
        start = update % per_epoch * batch_size
        rows = order[:, start : start + batch_size]
        error = (X[rows] @ w[:, :, None])[..., 0] - y[rows]
        rate = lr(update) if callable(lr) else lr
        w = w - rate * 2 * (error[:, None, :] @ X[rows])[:, 0] / rows.shape[1]
        if (update + 1) % every == 0:
            places.append(w)
    return np.array(places)


def above_minimum(w: Array) -> Array:
    """Return by how much the loss at each w (..., 2) exceeds the lowest one there is.

    The loss is a parabola in every direction, so this is (w − best)ᵀ (XᵀX / m) (w − best).
    """
    X, y = days()
    away = w - best(X, y)
    return np.asarray(np.sum(away @ (X.T @ X / len(X)) * away, axis=-1))
