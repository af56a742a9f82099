"""The nets that are trained: rows, start weights, batches, loss and optimizer of each."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from helpers.layers import forward_pass
from helpers.lessons import xor
from helpers.network import MATCHING_LOSS, Network, unpack

Array = NDArray[np.float64]

# The packages put Adam's ε in different places; this small it weighs nothing in any of them.
EPSILON = 1e-14
ROWS, FEATURES, CLASSES = 1024, 784, 10


@dataclass(frozen=True)
class Task:
    """One training.

    Attributes
    ----------
    sizes, hidden, output : as of `helpers.network.Network`; hidden "linear" has no bend.
    biases : whether there are any.
    X, y : (m, n_in) and (m, n_out), in the order in which they are cut into batches.
    start : the start weights, laid out as in `helpers.network.pack`.
    batch_size, epochs : of one timed training.
    optimizer : "sgd" or "adam".
    most : how often the floor it may take at most; None where nothing is aimed at.
    halves : the loss is ½ Σ (ŷ − y)² over the batch, as in lessons 03 and 05, else what goes with
        the output: mse, binary or categorical cross-entropy.
    """

    name: str
    sizes: tuple[int, ...]
    hidden: str
    output: str
    X: Array
    y: Array
    start: Array
    batch_size: int
    epochs: int
    optimizer: str
    lr: float
    biases: bool = True
    halves: bool = False
    most: float | None = None

    def batches(self) -> list[slice]:
        """Return the rows of each batch of an epoch; the last may be shorter."""
        return [slice(s, s + self.batch_size) for s in range(0, len(self.X), self.batch_size)]

    def layers(self) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
        """Return the start weights and biases, a layer each; biases of 0 where there are none."""
        if self.biases:
            return unpack(self.start, self.sizes)
        weights = tuple(np.full((1, 1), w) for w in self.start)  # lesson 03's net
        return weights, tuple(np.zeros(1) for _ in weights)

    def loss(self, weights: list[Array], biases: list[Array]) -> float:
        """Return the loss of some weights on all rows, computed here for every peer alike."""
        if self.halves:
            y_hat = forward_pass(self.X, weights, biases, self.hidden, self.output)[-1]
            return float(0.5 * np.sum((y_hat - self.y) ** 2))
        scores = forward_pass(self.X, weights, biases, self.hidden, "linear")[-1]
        return MATCHING_LOSS[self.output](scores, self.y)[0]


def two_weights() -> Task:
    """Lesson 03: x = 2, y = 20, w1 = 2, w2 = 0.5; with its lr of 0.01 all would end at 0."""
    X, y, start = np.array([[2.0]]), np.array([[20.0]]), np.array([2.0, 0.5])
    return Task(
        "two weights (03)", (1, 1, 1), "linear", "linear", X, y, start, 1, 200, "sgd", 1e-4,
        biases=False, halves=True,
    )  # fmt: skip


def exclusive_or() -> Task:
    """Lesson 05: 2-2-1 on the four corners."""
    start = np.random.default_rng(0).normal(size=9)
    return Task(
        "XOR, 2-2-1 (05)", (2, 2, 1), "sigmoid", "sigmoid", xor.X, xor.y, start, 4, 100, "sgd", 0.5,
        halves=True,
    )  # fmt: skip


def classification(batch_size: int) -> Task:
    """Lesson 13's `make_classification`: its 1,024 training rows, 20-32-1."""
    from sklearn.datasets import make_classification

    X, label = make_classification(
        n_samples=1280, n_features=20, n_informative=5, n_redundant=5, flip_y=0.1, random_state=12
    )
    net = Network((20, 32, 1), output="sigmoid", seed=1)
    X, y = X[:ROWS], label[:ROWS, None].astype(np.float64)
    return Task(
        f"make_classification, 20-32-1, batches of {batch_size}",
        net.sizes, "relu", "sigmoid", X, y, net.parameters, batch_size, 5, "adam", 0.001,
        most={32: 4.6, 256: 3.4}.get(batch_size),
    )  # fmt: skip


def volatility() -> Task:
    """Lesson 12: the net on its training rows."""
    from helpers.lessons.volatility import study as volatility_study
    from helpers.market import dataset

    rows = volatility_study.snapshot()
    data, train = dataset.scaled(rows), rows.parts[0]
    net = Network((13, volatility_study.UNITS, 1), seed=0)
    return Task(
        "volatility, 13-16-1, batches of 64 (12)", net.sizes, "relu", "linear", data.X[train],
        data.y[train], net.parameters, volatility_study.BATCH_SIZE, 5, "adam", volatility_study.LR,
    )  # fmt: skip


def large() -> Task:
    """Larger than any net of a lesson: 784-256-128-10 on noise, batches of 64."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(ROWS, FEATURES))
    y = np.eye(CLASSES)[rng.integers(0, CLASSES, ROWS)]
    net = Network((FEATURES, 256, 128, CLASSES), output="softmax", seed=0)
    return Task(
        "784-256-128-10, batches of 64", net.sizes, "relu", "softmax", X, y, net.parameters, 64, 1,
        "adam", 0.001, most=2.1,
    )  # fmt: skip


TASKS: dict[str, Callable[[], Task]] = {
    "two weights": two_weights,
    "XOR": exclusive_or,
    **{
        f"classification {size}": lambda size=size: classification(size)
        for size in (16, 32, 64, 256)
    },
    "volatility": volatility,
    "large": large,
}
