"""Many nets with 81 weights and biases: what a finder sees, and what comes of a rate.

Every step uses all days of `ranges.table`, so nothing here is random but the start.
"""

import numpy as np
from numpy.typing import NDArray

from helpers.learning_rate import Finder, learning_rate_finder
from helpers.network import Network
from helpers.training import Progress

from . import ranges

Array = NDArray[np.float64]
SIZES = (3, 16, 1)
LOWEST, HIGHEST, NUM_RATES = 1e-4, 10.0, 51


def finder(seed: int) -> Finder:
    """Return what a learning-rate finder sees from the start `seed`, with all days at each step."""
    X, y = ranges.table()
    return learning_rate_finder(
        Network(SIZES, seed=seed), X, y,
        lowest=LOWEST, highest=HIGHEST, num_updates=NUM_RATES, batch_size=len(X), fade=0.0,
    )  # fmt: skip


@np.errstate(over="ignore", invalid="ignore")
def train(lr: float, seed: int, num_steps: int = 100) -> float:
    """Return the loss on all days after `num_steps` of gradient descent; nan if it diverged."""
    X, y = ranges.table()
    net = Network(SIZES, seed=seed)
    for _ in range(num_steps):
        loss, gradient = net.loss_and_gradient(X, y)
        if not np.isfinite(loss):
            return float("nan")
        net.parameters -= lr * gradient
    return net.loss(X, y)


def picks(found: Finder) -> tuple[float, float]:
    """Return the rate of the step that lowered the loss most, and the rate at the lowest loss."""
    falls = found.losses[:-1] - found.losses[1:]
    return float(found.rates[np.argmax(falls)]), float(found.rates[np.argmin(found.losses)])


def ends_of_ten_nets(told: Progress) -> dict[str, list[float]]:
    """Return the losses after 100 steps of the nets with the seeds 0 to 9, for three rates.

    Each net trains with the two `picks` of its own curve and with 0.1. `told` is called with the
    number of nets that are done and with 10.
    """
    ends: dict[str, list[float]] = {"steepest fall": [], "lowest point": [], "0.1": []}
    for seed in range(10):
        for losses, lr in zip(ends.values(), (*picks(finder(seed)), 0.1), strict=True):
            losses.append(train(lr, seed))
        told(seed + 1, 10)
    return ends
