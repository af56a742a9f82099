"""Learning curves of many small nets at once: the loss on rows that train and on others."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .many_networks import losses_and_gradients
from .optimizers import Adam
from .training import Progress, minibatches

Array = NDArray[np.float64]
Rows = tuple[Array, Array]


class Curves(NamedTuple):
    """Mean squared errors of k nets, (num_epochs + 1, k): before the first epoch and after each.

    Both are taken at the same moment, on all rows. (Keras takes the training loss on the way.)
    """

    train: Array
    validation: Array


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
        return losses_and_gradients(parameters, sizes, *rows, "relu", "linear")[0]

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
