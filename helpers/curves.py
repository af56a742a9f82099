"""Learning curves of many small nets at once: the loss on rows that train and on others."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .activations import relu
from .many_networks import losses_and_gradients
from .network import unpack
from .optimizers import Adam
from .training import Progress, minibatches

Array = NDArray[np.float64]
Rows = tuple[Array, Array]
BLOCK = 128


class Curves(NamedTuple):
    """Mean squared errors of k nets, (num_epochs + 1, k): before the first epoch and after each.

    Both are taken at the same moment, on all rows. (Keras takes the training loss on the way.)
    """

    train: Array
    validation: Array


def losses_of(parameters: Array, sizes: Sequence[int], X: Array, y: Array) -> Array:
    """Return the mean squared error of each ReLU net with a linear output, (k,); forward only.

    It takes `BLOCK` rows at a time: a larger product would be shared out among threads, and where
    other programs keep the processor busy, each share waits for its turn.
    """
    weights, biases = unpack(parameters, sizes)
    total = np.zeros(len(parameters))
    for start in range(0, len(X), BLOCK):
        rows = slice(start, start + BLOCK)
        A = np.broadcast_to(X[rows], (len(parameters), *X[rows].shape))
        for layer, (W, b) in enumerate(zip(weights, biases, strict=True), start=1):
            Z = A @ W.mT + b[:, None, :]
            A = relu(Z) if layer < len(weights) else Z
        total += ((A - y[rows]) ** 2).sum((1, 2))
    return total / np.size(y)


def learn(
    parameters: Array,
    sizes: Sequence[int],
    train: Rows,
    validation: Rows,
    lr: float,
    num_epochs: int,
    batch_size: int,
    progress: Progress | None = None,
) -> Curves:
    """Train k ReLU nets with a linear output in place, by Adam, and return their curves.

    Parameters
    ----------
    parameters : (k, n), a row each; all nets see the same mini-batches.
    train, validation : X (m, n_in) and y (m, 1) each.
    """
    optimizer, rng = Adam(lr), np.random.default_rng(0)

    def look(rows: Rows) -> Array:
        return losses_of(parameters, sizes, *rows)

    curves = Curves(np.array([look(train)]), np.array([look(validation)]))
    seen: list[tuple[Array, Array]] = []
    for epoch in range(num_epochs):
        for X, y in minibatches(*train, batch_size, rng):
            _, gradients = losses_and_gradients(parameters, sizes, X, y, "relu", "linear")
            optimizer.step(parameters, gradients)
        seen.append((look(train), look(validation)))
        if progress is not None:
            progress(epoch + 1, num_epochs)
    parts = zip(curves, zip(*seen, strict=True), strict=True)
    return Curves(*(np.vstack([first, *rest]) for first, rest in parts))
