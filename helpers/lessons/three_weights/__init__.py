"""The network of lesson 04: two inputs, three weights, a hidden and an output sigmoid.

z1 = w1·x1 + w2·x2,  h1 = σ(z1),  z2 = w3·h1,  ŷ = σ(z2),  with the loss L = ½(ŷ − y)².
`x` holds (x1, x2) and `w` holds (w1, w2, w3); all else are single numbers.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.activations import sigmoid, sigmoid_prime

Array = NDArray[np.float64]


class Epoch(NamedTuple):
    """One row of the training table: what was true before the update of this epoch."""

    epoch: int
    y_hat: float
    error: float
    w1: float
    w2: float
    w3: float


def forward(x: ArrayLike, w: ArrayLike) -> tuple[float, float, float, float]:
    """Return z1 = w1·x1 + w2·x2, h1 = σ(z1), z2 = w3·h1 and ŷ = σ(z2)."""
    x1, x2 = np.asarray(x, dtype=np.float64)
    w1, w2, w3 = np.asarray(w, dtype=np.float64)
    z1 = w1 * x1 + w2 * x2
    h1 = sigmoid(z1)
    z2 = w3 * h1
    y_hat = sigmoid(z2)
    return float(z1), float(h1), float(z2), float(y_hat)


def output_blame(z2: float, y: float) -> float:
    """Return dL/dz2, the error signal of the output. It takes z2, not ŷ."""
    dL_dy_hat = sigmoid(z2) - y
    return float(dL_dy_hat * sigmoid_prime(z2))


def gradients(x: ArrayLike, y: float, w: ArrayLike) -> Array:
    """Return dL/dw1, dL/dw2 and dL/dw3 as one array, (3,), one line per node of the graph."""
    x1, x2 = np.asarray(x, dtype=np.float64)
    _, _, w3 = np.asarray(w, dtype=np.float64)
    z1, h1, z2, _ = forward(x, w)
    dL_dz2 = output_blame(z2, y)
    dL_dw3 = dL_dz2 * h1
    dL_dh1 = dL_dz2 * w3
    dL_dz1 = dL_dh1 * sigmoid_prime(z1)
    dL_dw1 = dL_dz1 * x1
    dL_dw2 = dL_dz1 * x2
    return np.array([dL_dw1, dL_dw2, dL_dw3])


def colleagues_gradients(x: ArrayLike, y: float, w: ArrayLike) -> Array:
    """Return what `gradients` returns, but with both slopes taken at outputs: the planted bug."""
    x1, x2 = np.asarray(x, dtype=np.float64)
    _, _, w3 = np.asarray(w, dtype=np.float64)
    _, h1, _, y_hat = forward(x, w)
    dL_dz2 = (y_hat - y) * sigmoid_prime(y_hat)
    dL_dz1 = dL_dz2 * w3 * sigmoid_prime(h1)
    return np.array([dL_dz1 * x1, dL_dz1 * x2, dL_dz2 * h1])


def train(x: ArrayLike, y: float, w: ArrayLike, lr: float, num_epochs: int) -> list[Epoch]:
    """Return the table of a training: `num_epochs` steps, `num_epochs + 1` rows."""
    w = np.array(w, dtype=np.float64)
    table = []
    for epoch in range(num_epochs + 1):
        *_, y_hat = forward(x, w)
        table.append(Epoch(epoch, y_hat, y_hat - y, *(float(weight) for weight in w)))
        w = w - lr * gradients(x, y, w)
    return table
