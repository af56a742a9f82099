"""Lesson 08: two weights forecast tomorrow's range of the S&P 500 from today's range and return.

ŷ = x1·w1 + x2·w2. One forecast a day, so y (m,) and w (2,) are plain rows of numbers.
"""

import time
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .data import load_prices
from .split import Scaler
from .training import minibatches
from .volatility import log_returns

Array = NDArray[np.float64]
NUM_DAYS, LR = 4096, 0.02
NUM_GRADIENTS = 1000


@cache
def _days() -> tuple[Array, Array]:
    prices = load_prices()
    log_range = np.log(np.log(prices["high"] / prices["low"]).to_numpy())
    table = np.column_stack([log_range, log_returns(prices["close"].to_numpy())])
    X, y = table[:-1][-NUM_DAYS:], log_range[1:][-NUM_DAYS:]
    return Scaler.fit(X).transform(X), Scaler.fit(y).transform(y)


def days() -> tuple[Array, Array]:
    """Return X (4096, 2) and y (4096,), the last 4,096 days of the snapshot that have a tomorrow.

    x1 is the log of today's range ln(high / low), x2 today's log return, y the log of tomorrow's
    range; each moved to mean 0 and standard deviation 1, so that no bias is needed.
    """
    X, y = _days()
    return X.copy(), y.copy()


def loss(X: Array, y: Array, w: ArrayLike) -> float:
    """Return the mean of (ŷ − y)² over the rows."""
    return float(np.mean((X @ np.asarray(w) - y) ** 2))


def gradient(X: Array, y: Array, w: ArrayLike) -> Array:
    """Return dL/dw (2,), the mean over the rows of 2(ŷ − y)·x."""
    return np.asarray(2 * X.T @ (X @ np.asarray(w) - y) / len(X))


def best(X: Array, y: Array) -> Array:
    """Return the w (2,) on the floor of the bowl, by least squares."""
    return np.asarray(np.linalg.lstsq(X, y, rcond=None)[0])


def updates_per_epoch(num_rows: int, batch_size: int) -> int:
    """Return in how many batches all rows go; the last may be shorter."""
    return -(-num_rows // batch_size)


def train(batch_size: int, num_epochs: int, seed: int, lr: float = LR) -> float:
    """Return the loss on all days after num_epochs of mini-batches from w = (0, 0)."""
    X, y = _days()
    rng, w = np.random.default_rng(seed), np.zeros(2)
    for _ in range(num_epochs):
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            w = w - lr * gradient(X_batch, y_batch, w)
    return loss(X, y, w)


def toy(batch_size: int, num_epochs: int, seed: int) -> float:
    """Return num_epochs + seed² · batch_size / 32: no training, it tells how it was called."""
    return num_epochs + seed**2 * batch_size / 32


def cloud(
    batch_size: int, num_draws: int = 200, seed: int | Sequence[int] = 0, w: ArrayLike = (0, 0)
) -> Array:
    """Return the gradients at w of that many random batches, (num_draws, 2).

    Each batch is drawn with replacement, so that its days are independent of each other.
    """
    X, y = _days()
    rows = np.random.default_rng(seed).integers(len(X), size=(num_draws, batch_size))
    error = X[rows] @ np.asarray(w) - y[rows]
    return np.asarray(2 * (error[:, None, :] @ X[rows])[:, 0] / batch_size)


def noise(gradients: Array, full: Array) -> float:
    """Return how far the gradients (k, n) lie from the full one (n,): root mean square distance."""
    return float(np.sqrt(np.mean(np.sum((gradients - full) ** 2, axis=1))))


def noise_slopes(batch_sizes: Sequence[int], num_seeds: int, num_draws: int = 1000) -> Array:
    """Return the slope of log noise against log batch size at w = (0, 0), one a seed."""
    full = gradient(*_days(), (0, 0))
    noises = [
        [noise(cloud(size, num_draws, [seed, size]), full) for size in batch_sizes]
        for seed in range(num_seeds)
    ]
    return np.asarray(np.polyfit(np.log(batch_sizes), np.log(noises).T, 1)[0])


def noise_in_order(batch_size: int) -> float:
    """Return the noise at w = (0, 0) of batches cut from the calendar without a shuffle."""
    X, y = _days()
    gradients = [gradient(*batch, (0, 0)) for batch in minibatches(X, y, batch_size)]
    return noise(np.array(gradients), gradient(X, y, (0, 0)))


@np.errstate(over="ignore", invalid="ignore")
def walks(
    batch_size: int, num_updates: int, lr: float = LR, num_seeds: int = 20, every: int = 1
) -> Array:
    """Return where many walkers stand, (1 + num_updates // every, num_seeds, 2), from (0, 0).

    All walk at once, each through shuffles of its own, and each epoch is a new shuffle.
    """
    X, y = _days()
    rng, w = np.random.default_rng(batch_size), np.zeros((num_seeds, 2))
    per_epoch, places = updates_per_epoch(len(X), batch_size), [w]
    for update in range(num_updates):
        if update % per_epoch == 0:
            order = np.argsort(rng.random((num_seeds, len(X))), axis=1)
        start = update % per_epoch * batch_size
        rows = order[:, start : start + batch_size]
        error = (X[rows] @ w[:, :, None])[..., 0] - y[rows]
        w = w - lr * 2 * (error[:, None, :] @ X[rows])[:, 0] / rows.shape[1]
        if (update + 1) % every == 0:
            places.append(w)
    return np.array(places)


def above_floor(w: Array) -> Array:
    """Return by how much the loss at each w (..., 2) exceeds the lowest one there is.

    The loss is a bowl, so this is (w − best)ᵀ (XᵀX / m) (w − best).
    """
    X, y = _days()
    away = w - best(X, y)
    return np.asarray(np.sum(away @ (X.T @ X / len(X)) * away, axis=-1))


class TradeOff(NamedTuple):
    """One batch size: what an epoch costs and what it brings."""

    batch_size: int
    updates: int
    seconds: float
    kilobytes: float
    noise: float


def trade_off(batch_size: int) -> TradeOff:
    """Measure one batch size: the best of three epochs, a batch's bytes, the noise at w = (0, 0).

    The noise is measured over shuffled epochs, without replacement: 0 for the full batch.
    """
    X, y = _days()
    full, rng = gradient(X, y, (0, 0)), np.random.default_rng(0)
    seconds: list[float] = []
    seen: list[Array] = []
    for _ in range(3):
        w, began = np.zeros(2), time.perf_counter()
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            w = w - LR * gradient(X_batch, y_batch, w)
        seconds.append(time.perf_counter() - began)
    while len(seen) < NUM_GRADIENTS:
        seen += [gradient(*batch, (0, 0)) for batch in minibatches(X, y, batch_size, rng)]
    size = (X[:batch_size].nbytes + y[:batch_size].nbytes) / 1000
    spread = noise(np.array(seen), full)
    return TradeOff(batch_size, updates_per_epoch(len(X), batch_size), min(seconds), size, spread)


def table(sizes: Sequence[int]) -> str:
    """Return the trade-offs of some batch sizes, measured now, the full batch last, as a table."""
    bills = [trade_off(size) for size in sizes]
    rows = [
        f"{b.batch_size:5d} {b.updates:9d} {b.seconds / bills[-1].seconds:14.1f} "
        f"{b.kilobytes:13.3f} kB {b.noise:9.2f}"
        for b in bills
    ]
    return "\n".join(
        [
            "    B   updates   time of an epoch   memory of   noise at",
            "        an epoch  (full batch = 1)   a batch     the start",
            *rows,
        ]
    )
