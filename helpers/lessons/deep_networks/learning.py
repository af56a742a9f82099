"""What networks of two and of ten hidden layers learn of crash, flat and rally, for lesson 07.

Every network has hidden layers of 20 units and takes the same number of steps of gradient descent
on mini-batches of 128 days. Its loss is taken on all days.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from helpers.activations import sigmoid, sigmoid_prime_from_a, softmax
from helpers.cross_entropy import categorical_cross_entropy_from_scores
from helpers.initialisation import glorot
from helpers.market import three_days
from helpers.network import Network
from helpers.normalisation import batch_norm_backward, batch_norm_forward

Array = NDArray[np.float64]
Step = Callable[[Array, Array], None]
Loss = Callable[[Array, Array], float]

WIDTH, BATCH, LR = 20, 128, 0.5
STEPS = range(0, 401, 50)  # the steps before which the loss is taken
KEEPS = 0.9  # of a running mean or variance, at each batch


@cache
def losses(hidden: str, depth: int, seed: int = 0) -> Array:
    """Return the loss on all days before the steps `STEPS`.

    Parameters
    ----------
    hidden : "sigmoid", "ReLU" or "sigmoid, batch norm".
    depth : the number of hidden layers.
    seed : of the initial weights and of the mini-batches.
    """
    step, loss = (_normalised if "batch norm" in hidden else _plain)(hidden, depth, seed)
    days, rng, found = three_days.load(), np.random.default_rng(seed), []
    for number in range(STEPS[-1] + 1):
        if number in STEPS:
            found.append(loss(days.X, days.Y))
        rows = rng.integers(0, len(days.X), BATCH)
        step(days.X[rows], days.Y[rows])
    return np.array(found)


def same_every_day() -> float:
    """Return the loss of a forecast that gives each class its share of all days."""
    share = three_days.load().Y.mean(0)
    return float(-np.sum(share * np.log(share)))


def _network(hidden: str, depth: int, seed: int) -> Network:
    sizes = (2, *[WIDTH] * depth, len(three_days.NAMES))
    return Network(sizes, hidden=hidden.lower(), output="softmax", seed=seed)


def _plain(hidden: str, depth: int, seed: int) -> tuple[Step, Loss]:
    net = _network(hidden, depth, seed)

    def step(X: Array, Y: Array) -> None:
        net.parameters -= LR * net.loss_and_gradient(X, Y)[1]

    return step, net.loss


def _normalised(hidden: str, depth: int, seed: int) -> tuple[Step, Loss]:
    """Return the same for sigmoid layers with batch norm, whose β takes the place of the bias."""
    rng = np.random.default_rng(seed)
    inputs = [2] + [WIDTH] * (depth - 1)
    weights = [glorot(WIDTH, n_in, rng) for n_in in inputs]
    weights.append(glorot(len(three_days.NAMES), WIDTH, rng))
    last = np.zeros(len(three_days.NAMES))
    gammas, betas = np.ones((depth, WIDTH)), np.zeros((depth, WIDTH))
    means, variances = np.zeros((depth, WIDTH)), np.ones((depth, WIDTH))

    def step(X: Array, Y: Array) -> None:
        activations, kept = [X], []
        for layer in range(depth):
            Z = activations[-1] @ weights[layer].T
            means[layer] += (1 - KEEPS) * (Z.mean(0) - means[layer])
            variances[layer] += (1 - KEEPS) * (Z.var(0) - variances[layer])
            out, keep = batch_norm_forward(Z, gammas[layer], betas[layer])
            activations.append(sigmoid(out))
            kept.append(keep)
        dL_dZ = (softmax(activations[-1] @ weights[-1].T + last) - Y) / len(X)
        last[:] -= LR * dL_dZ.sum(0)
        for layer in reversed(range(depth + 1)):
            dL_dW = dL_dZ.T @ activations[layer]
            if layer > 0:
                dL_dA = dL_dZ @ weights[layer]
                dL_dout = dL_dA * sigmoid_prime_from_a(activations[layer])
                dL_dZ, dL_dgamma, dL_dbeta = batch_norm_backward(dL_dout, kept[layer - 1])
                gammas[layer - 1] -= LR * dL_dgamma
                betas[layer - 1] -= LR * dL_dbeta
            weights[layer] -= LR * dL_dW

    def loss(X: Array, Y: Array) -> float:
        A = X
        for layer in range(depth):
            Z = A @ weights[layer].T
            Z_hat = (Z - means[layer]) / np.sqrt(variances[layer] + 1e-5)
            A = sigmoid(gammas[layer] * Z_hat + betas[layer])
        return categorical_cross_entropy_from_scores(A @ weights[-1].T + last, Y)

    return step, loss
