"""Exercises with many right answers: what the task asks for, tried out apart from the check.

A mutant that the check takes and that differs from the answer it was made from is held against
these. Other seeds, sizes and nets than the check's are used.
"""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from helpers.lessons import xor

Answer = Callable[..., Any]


def start(answer: Answer) -> bool | None:
    """At least half of the starts solve XOR in 3,000 epochs; None where it is a near thing."""
    nets = [xor.Net(*answer(np.random.default_rng(seed), 4)) for seed in range(1000, 1060)]
    again = answer(np.random.default_rng(1000), 4)
    if any(not np.array_equal(a, b) for a, b in zip(nets[0], again, strict=True)):
        return False
    share = float(np.mean(xor.solved(xor.train(xor.stacked(nets), 3000))))
    return None if 0.35 < share < 0.65 else share > 0.5


def minibatches(answer: Answer) -> bool:
    """Each row comes once, with its label, in batches that are full but the last; orders differ."""
    for m, size in ((17, 5), (12, 4), (9, 1), (6, 10), (31, 7)):
        X, y = np.arange(3.0 * m).reshape(m, 3), np.arange(m) + 0.5
        orders = []
        for seed in (3, 3, 4):
            batches = list(answer(X.copy(), y.copy(), size, np.random.default_rng(seed)))
            rows = np.concatenate([np.asarray(part)[:, 0] for part, _ in batches]) / 3
            labels = np.concatenate([np.ravel(part) for _, part in batches]) - 0.5
            lengths = [len(part) for part, _ in batches]
            full = [size] * (m // size) + ([m % size] if m % size else [])
            if (
                lengths != full
                or sorted(rows) != list(range(m))
                or not np.array_equal(rows, labels)
            ):
                return False
            orders.append(tuple(rows))
        if orders[0] != orders[1] or orders[0] == orders[2]:
            return False
    return True


def mend_epoch(answer: Answer) -> bool:
    """The weights are those of an epoch in some order of the rows, another for another seed."""
    for m, size, rng in ((5, 1, 0), (5, 2, 1), (6, 3, 2), (5, 7, 3)):
        data = np.random.default_rng(rng)
        X, y, w = data.normal(size=(m, 2)), data.normal(size=m), data.normal(size=2)
        ends = [
            answer(X.copy(), y.copy(), w.copy(), 0.1, size, np.random.default_rng(seed))
            for seed in range(6)
        ]
        possible = [_epoch(X, y, w, 0.1, size, list(order)) for order in permutations(range(m))]
        if not all(np.any(np.all(np.isclose(possible, end), axis=1)) for end in ends):
            return False
        if size < m and np.allclose(ends, ends[0]):
            return False
    return True


def _epoch(X: Any, y: Any, w: Any, lr: float, size: int, order: list[int]) -> Any:
    for first in range(0, len(X), size):
        rows = order[first : first + size]
        w = w - lr * 2 * X[rows].T @ (X[rows] @ w - y[rows]) / len(rows)
    return w


def plot_walks(answer: Answer) -> bool:
    """On a real axis there is one line per rate, through its walk, with its rate in the legend."""
    for seed, (rates, places) in enumerate((((0.2, 0.7), 4), ((0.03, 0.11, 0.6), 3))):
        walks = np.random.default_rng(seed).normal(size=(len(rates), places))
        axis = Figure().subplots()
        answer(axis.plot, walks.copy(), list(rates))
        if len(axis.lines) != len(rates):
            return False
        for walk, rate in zip(walks, rates, strict=True):
            own = [
                line
                for line in axis.lines
                if np.array_equal(line.get_xdata(), range(places))
                and np.allclose(line.get_ydata(), walk)
            ]
            if len(own) != 1:
                return False
            if [r for r in rates if f"{r:g}" in str(own[0].get_label())] != [rate]:
                return False
    return True


ORACLES: dict[tuple[str, str], Callable[[Answer], bool | None]] = {
    ("05_xor", "start"): start,
    ("08_learning_rate", "plot_walks"): plot_walks,
    ("09_batch_size", "minibatches"): minibatches,
    ("09_batch_size", "mend_epoch"): mend_epoch,
}
