"""The network of lesson 03: one input, two weights in a row, no activation function.

x --w1--> h --w2--> ŷ, with the loss L = ½(ŷ − y)². All quantities are single numbers.
"""

from typing import NamedTuple

from helpers.losses import half_squared_error


class Epoch(NamedTuple):
    """One row of the training table: what was true before the update of this epoch."""

    epoch: int
    y_hat: float
    loss: float
    w1: float
    w2: float


def forward(x: float, w1: float, w2: float) -> tuple[float, float]:
    """Return h = w1·x and ŷ = w2·h."""
    h = w1 * x
    y_hat = w2 * h
    return h, y_hat


def gradients(x: float, y: float, w1: float, w2: float) -> tuple[float, float]:
    """Return dL/dw1 and dL/dw2 by backpropagation, one line per node of the graph."""
    h, y_hat = forward(x, w1, w2)
    dL_dy_hat = y_hat - y
    dL_dw2 = dL_dy_hat * h
    dL_dh = dL_dy_hat * w2
    dL_dw1 = dL_dh * x
    return dL_dw1, dL_dw2


def step(x: float, y: float, w1: float, w2: float, lr: float) -> tuple[float, float]:
    """Return both weights after one step of gradient descent, w − lr · dL/dw."""
    dL_dw1, dL_dw2 = gradients(x, y, w1, w2)
    return w1 - lr * dL_dw1, w2 - lr * dL_dw2


def train(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> list[Epoch]:
    """Return the table of a training: `num_epochs` steps, `num_epochs + 1` rows."""
    table = []
    for epoch in range(num_epochs + 1):
        _, y_hat = forward(x, w1, w2)
        table.append(Epoch(epoch, y_hat, float(half_squared_error(y_hat, y)), w1, w2))
        w1, w2 = step(x, y, w1, w2, lr)
    return table
