"""Lesson 12, step by slow step: the references, and builders of answers with one thing wrong."""

from collections.abc import Callable
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Made = Callable[..., Any]
OF_ROWS = ("today", "week", "move")


def series(seed: int, days: int) -> Array:
    """Return a rough series of logarithms of variances."""
    return np.asarray(np.random.default_rng(seed).normal(-9.4, 1.1, days).round(2))


def aligned(v: Array, lags: int) -> tuple[list[list[float]], list[float]]:
    """Return a row of `lags` values, latest first, and the next value, popping from a list."""
    seen: list[float] = []
    X, y = [], []
    for value in v:
        if len(seen) >= lags:
            X.append(seen[: -lags - 1 : -1])
            y.append(float(value))
        seen.append(float(value))
    return X, y


def latest_first(v: Any, t: int, lags: int) -> list[float]:
    """Return today's value, yesterday's and so on."""
    return [v[t - k] for k in range(lags)]


def aligned_by(
    X: Made = latest_first,
    y: Made = lambda v, t: v[t + 1],
) -> Made:
    """Return an answer to `features_and_target` from one row and one target; places wrap."""

    def variant(v: Array, lags: int) -> tuple[Any, Any]:
        ring = _Ring(v)
        days = range(lags - 1, len(v) - 1)
        return np.array([X(ring, t, lags) for t in days]), np.array([y(ring, t) for t in days])

    return variant


class _Ring:
    """Values whose places go round, as np.roll has them."""

    def __init__(self, values: Array) -> None:
        self.values = values

    def __getitem__(self, place: int) -> float:
        return float(self.values[place % len(self.values)])


def parted(X: Array, num_train: int, num_validation: int) -> list[Array]:
    """Return three parts scaled as the first, column by column."""
    parts = np.split(np.array(X, dtype=np.float64), [num_train, num_train + num_validation])
    for column in range(X.shape[1]):
        values = [float(x) for x in X[:num_train, column]]
        mean = sum(values) / num_train
        spread = sqrt(sum(x * x for x in values) / num_train - mean * mean)
        for part in parts:
            part[:, column] = (part[:, column] - mean) / spread
    return parts


def parted_by(
    fitted: Made = lambda X, a, b: X[:a],
    how: Made = lambda part, seen: (part - seen.mean(0)) / seen.std(0),
) -> Made:
    """Return an answer to `split_and_scale` whose scaler sees `fitted` rows."""

    def variant(X: Array, num_train: int, num_validation: int) -> list[Any]:
        seen = fitted(X, num_train, num_train + num_validation)
        parts = np.split(X, [num_train, num_train + num_validation])
        return [how(part, seen) for part in parts]

    return variant


def parted_from(mean: Made = lambda X, a, b: X[:a], std: Made = lambda X, a, b: X[:a]) -> Made:
    """Return an answer to `split_and_scale` whose mean and std come from rows of their own."""

    def variant(X: Array, num_train: int, num_validation: int) -> list[Any]:
        ends = num_train, num_train + num_validation
        Z = (X - mean(X, *ends).mean(0)) / std(X, *ends).std(0)
        return np.split(Z, ends)

    return variant


def parted_own(which: str) -> Made:
    """Return an answer to `split_and_scale` that scales one part, "validation" or "test", alone."""
    place = ("train", "validation", "test").index(which)

    def variant(X: Array, num_train: int, num_validation: int) -> list[Any]:
        found: list[Any] = parted(X, num_train, num_validation)
        found[place] = parted_alone(X, num_train, num_validation)[place]
        return found

    return variant


def parted_alone(X: Array, num_train: int, num_validation: int) -> list[Array]:
    """Scale each part by itself."""
    parts = np.split(X, [num_train, num_train + num_validation])
    return [(part - part.mean(0)) / part.std(0) for part in parts]


def parted_train_only(X: Array, num_train: int, num_validation: int) -> list[Array]:
    """Scale the training rows and leave the others."""
    train, validation, test = np.split(X, [num_train, num_train + num_validation])
    return [(train - train.mean(0)) / train.std(0), validation, test]


def rows(close: Array, v: Array) -> tuple[list[list[float]], list[float]]:
    """Return the rows of `mend_rows` without a leak, evening by evening."""
    X, y = [], []
    for t in range(4, len(v) - 1):
        move = abs(log(close[t]) - log(close[t - 1]))
        X.append([float(v[t]), sum(float(v[t - k]) for k in range(5)) / 5, move])
        y.append(float(v[t + 1]))
    return X, y


def rows_by(
    move: Made = lambda c, t: abs(log(c[t] / c[t - 1])),
    week: Made = lambda v, t: v[t - 4 : t + 1].mean(),
    today: Made = lambda v, t: v[t],
    y: Made = lambda v, t: v[t + 1],
    order: tuple[int, ...] = (0, 1, 2),
) -> Made:
    """Return an answer to `mend_rows` from its columns; `order` says which comes first."""

    def variant(close: Array, v: Array) -> tuple[Array, Array]:
        days = range(4, len(v) - 1)
        X = [[today(v, t), week(v, t), move(close, t)] for t in days]
        return np.array(X)[:, order], np.array([y(v, t) for t in days])

    return variant


def leaky_rows(close: Array, v: Array) -> Any:
    """Return the rows of the code that the exercise gives."""
    return rows_by(move=lambda c, t: abs(log(c[t + 1] / c[t])))(close, v)
