"""Many small nets as one stack against one after the other: the same bits, in less time?"""

import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

import numpy as np

from helpers.lessons import loss_curves, xor
from helpers.lessons.volatility import study as volatility_study
from helpers.many_networks import learn
from helpers.market.dataset import scaled
from helpers.network import Network

from .tasks import Array, classification

Train = Callable[[], Array]


class Sweep(NamedTuple):
    """A sweep's time one after the other, over its time as a stack; and whether bits are equal."""

    name: str
    ratio: float
    identical: bool


def starts_of_xor() -> tuple[Train, Train]:
    """Lesson 05: 200 starts of 2-2-1, 30 steps."""
    seeds = range(200)

    def stack() -> Array:
        return xor.answers(xor.train(xor.starts(2, len(seeds)), 30))

    def loop() -> Array:
        nets = [xor.start(np.random.default_rng(seed), 2) for seed in seeds]
        return np.stack([xor.answers(xor.train(net, 30)) for net in nets])

    return stack, loop


def curves_of(
    sizes: tuple[int, ...], X: Array, y: Array, num_nets: int, lr: float, batch_size: int
) -> tuple[Train, Train]:
    """One epoch of nets with different starts on the same mini-batches, by `curves.learn`."""
    starts = np.stack([Network(sizes, seed=seed).parameters for seed in range(num_nets)])
    few = (X[:8], y[:8])  # the curves' losses are not what is timed

    def train(parameters: Array) -> Array:
        learn(parameters, sizes, (X, y), few, lr, 1, batch_size)
        return parameters

    def stack() -> Array:
        return train(starts.copy())

    def loop() -> Array:
        return np.concatenate([train(start[None].copy()) for start in starts])

    return stack, loop


def sweeps() -> dict[str, tuple[Train, Train]]:
    """Return each sweep as a stack and as a loop."""
    X, y = loss_curves.lagged(2012, 2015)
    rows = volatility_study.snapshot()
    data, train = scaled(rows), rows.parts[0]
    late, large = (classification(size) for size in (16, 256))
    return {
        "XOR, 200 starts of 2-2-1 (05)": starts_of_xor(),
        "returns, 10 nets 10-32-1, batches of 64 (11)": curves_of((10, 32, 1), X, y, 10, 0.003, 64),
        "volatility, 4 nets 13-16-1, batches of 64 (12)": curves_of(
            (13, 16, 1), data.X[train], data.y[train], 4, 0.001, 64
        ),
        "volatility, 4 nets 13-64-32-1, batches of 64 (12)": curves_of(
            (13, *volatility_study.WIDE, 1), data.X[train], data.y[train], 4, 0.001, 64
        ),
        "10 nets 20-32-1, batches of 16": curves_of((20, 32, 1), late.X, late.y, 10, 0.001, 16),
        "10 nets 20-32-1, batches of 256": curves_of((20, 32, 1), large.X, large.y, 10, 0.001, 256),
    }


def _seconds(train: Train) -> tuple[float, Array]:
    start = time.perf_counter()
    found = train()
    return time.perf_counter() - start, found


def measure(rounds: int) -> list[Sweep]:
    """Time both ways in turn."""
    found = []
    for name, (stack, loop) in sweeps().items():
        runs = [(_seconds(stack), _seconds(loop)) for _ in range(rounds)]
        stacked, one_by_one = (median(run[way][0] for run in runs) for way in (0, 1))
        identical = bool(np.array_equal(runs[0][0][1], runs[0][1][1]))
        found.append(Sweep(name, one_by_one / stacked, identical))
    return found
