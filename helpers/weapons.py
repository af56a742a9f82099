"""Lesson 12: the eight nets of lesson 10 that overfit a smile, with dropout or with L2."""

from functools import cache
from typing import NamedTuple

import numpy as np

from .activations import relu, relu_prime
from .curves import Array, Curves
from .dropout import draw_mask, dropout, dropout_prime
from .fit_hides import early_stopping
from .l2 import l2_gradient
from .network import unpack
from .optimizers import Adam
from .smile import GRID, LR, NUM_EPOCHS, rows, smile, starts

WIDTH = 64
SIZES = (1, WIDTH, 1)


class Nets(NamedTuple):
    """Eight trained nets. Losses are in points squared.

    Attributes
    ----------
    curves : (num_epochs, 8) each, after each epoch; dropout is off while a loss is taken.
    fits : (8, 121), what the nets say on the grid of strikes after the last epoch.
    kept : (8, 121), what they say with the weights that early stopping keeps.
    weights : (8, 64), the weights from the hidden units to the output.
    """

    curves: Curves
    fits: Array
    kept: Array
    weights: Array


@cache
def eight_nets(rate: float = 0.0, lam: float = 0.0, patience: int = 100) -> Nets:
    """Return the eight nets after 1,000 epochs, all rows a step, with the weapons asked for.

    Parameters
    ----------
    rate : of dropout on the hidden layer; each net, row and epoch has its own mask.
    lam : of L2, on a loss in units of the training quotes' variance.
    patience : of early stopping, for `kept`; the training itself runs on.
    """
    train, _ = rows()
    mean, scale = train[1].mean(), train[1].std()
    X, y = train[0], (train[1] - mean) / scale
    parameters = starts(WIDTH)
    (W1, W2), (b1, b2) = unpack(parameters, SIZES)
    gradients = np.empty_like(parameters)
    (dL_dW1, dL_dW2), (dL_db1, dL_db2) = unpack(gradients, SIZES)
    optimizer, rng = Adam(LR), np.random.default_rng(0)

    seen = []
    for _ in range(NUM_EPOCHS):
        Z = X @ W1.mT + b1[:, None, :]
        mask = draw_mask(Z.shape, rate, rng)
        A = dropout(relu(Z), mask, rate, training=True)
        dL_dout = 2 * (A @ W2.mT + b2[:, None, :] - y) / y.size
        dL_dZ = dL_dout @ W2 * dropout_prime(mask, rate, training=True) * relu_prime(Z)
        dL_dW2[:], dL_db2[:] = l2_gradient(dL_dout.mT @ A, W2, lam), dL_dout.sum(1)
        dL_dW1[:], dL_db1[:] = l2_gradient(dL_dZ.mT @ X, W1, lam), dL_dZ.sum(1)
        optimizer.step(parameters, gradients)
        seen.append(parameters.copy())

    def say(parameters: Array, X: Array) -> Array:
        (W1, W2), (b1, b2) = unpack(parameters, SIZES)
        return np.asarray(
            mean + scale * (relu(X @ W1.mT + b1[:, None, :]) @ W2[:, 0, :, None] + b2[:, None, :])
        )

    history = np.array(seen)
    curves = Curves(
        *(np.array([((say(p, x) - y) ** 2).mean((1, 2)) for p in history]) for x, y in rows())
    )
    best = [early_stopping(list(curve), patience)[1] for curve in curves.validation.T]
    kept = np.array([history[epoch, net] for net, epoch in enumerate(best)])
    return Nets(curves, say(parameters, GRID)[..., 0], say(kept, GRID)[..., 0], W2[:, 0].copy())


def off_the_smile(fits: Array) -> Array:
    """Return each net's mean squared distance from the true smile (8,), in points squared.

    No noise is in it: 0 is a net that knows the smile. In a market nobody can compute it.
    """
    return np.asarray(((fits - smile(GRID)[:, 0]) ** 2).mean(axis=1))
