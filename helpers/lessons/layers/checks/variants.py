"""Right and wrong ways through the layers of lesson 06, for its checks.

The right ones are slow: loops over samples and units, one way forward for each parameter, and
central differences. None uses the answers' formulas.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.activations import relu, relu_prime, sigmoid
from helpers.gradients import numerical_gradient

Array = NDArray[np.float64]
Lists = tuple[list[Array], list[Array]]


def forward_slowly(x: Array, weights: Sequence[Array], biases: Sequence[Array]) -> list[Array]:
    """Return all activations, one unit of one sample at a time."""
    found = [np.asarray(x, dtype=np.float64)]
    for layer, (W, b) in enumerate(zip(weights, biases, strict=True)):
        rows = np.atleast_2d(found[-1])
        out = np.zeros((len(rows), len(W)))
        for place in np.ndindex(*out.shape):
            row, unit = place
            z = float(b[unit]) + math.fsum(w * a for w, a in zip(W[unit], rows[row], strict=True))
            last = layer == len(weights) - 1
            out[place] = (1 + math.tanh(z / 2)) / 2 if last else (z if z > 0 else 0.0)
        found.append(out.reshape(*found[-1].shape[:-1], len(W)))
    return found


def forward(
    hidden: Callable[[Array], Any] = relu,
    last: Callable[[Array], Any] = sigmoid,
    score: Callable[..., Array] = lambda a, W, b: a @ W.T + b,
    keep: str = "a",
    late: bool = False,
) -> Callable[..., list[Array]]:
    """Return a forward pass with other activation functions, another z, or another thing kept.

    `late` adds the bias after the activation function.
    """

    def run(x: Array, weights: Sequence[Array], biases: Sequence[Array]) -> list[Array]:
        a = np.asarray(x, dtype=np.float64)
        kept = [a]
        for layer, (W, b) in enumerate(zip(weights, biases, strict=True)):
            activation = last if layer == len(weights) - 1 else hidden
            z = score(a, W, b)
            a = activation(z - b) + b if late else activation(z)
            kept.append(z if keep == "z" else a)
        return kept

    return run


def backward_slowly(dL_dZ: Array, activations: Sequence[Array], weights: Sequence[Array]) -> Lists:
    """Return every derivative by a forward pass of its own: change one parameter, follow it."""

    def arrives(layer: int, unit: int, nudge: Array) -> float:
        moved = np.zeros((len(nudge), len(weights[layer])))
        moved[:, unit] = nudge
        for after in range(layer + 1, len(weights)):
            moved = np.where(activations[after] > 0, moved, 0.0) @ weights[after].T
        return float(np.sum(dL_dZ * moved))

    dL_dW = [np.zeros(W.shape) for W in weights]
    dL_db = [np.zeros(len(W)) for W in weights]
    for layer, W in enumerate(weights):
        for unit, source in np.ndindex(*W.shape):
            dL_dW[layer][unit, source] = arrives(layer, unit, activations[layer][:, source])
        for unit in range(len(W)):
            dL_db[layer][unit] = arrives(layer, unit, np.ones(len(activations[0])))
    return dL_dW, dL_db


def backward(
    for_W: Callable[[Array, Array], Array] = lambda dZ, A: dZ.T @ A,
    for_b: Callable[[Array], Array] = lambda dZ: dZ.sum(0),
    back: Callable[[Array, Array], Any] = lambda dA, A: dA * relu_prime(A),
    turned: bool = False,
    into: Callable[[int], int] = lambda layer: layer,
    behind: Callable[[int], int] = lambda layer: layer,
) -> Callable[..., Lists]:
    """Return a backward pass with one or more lines exchanged; `turned`: last layer first.

    `into` and `behind` say which activations the line of dL_dW takes, and which that of ReLU.
    """

    def run(dL_dZ: Array, activations: Sequence[Array], weights: Sequence[Array]) -> Lists:
        dL_dW, dL_db = [], []
        for layer in reversed(range(len(weights))):
            dL_dW.append(for_W(dL_dZ, activations[into(layer)]))
            dL_db.append(for_b(dL_dZ))
            if layer > 0:
                dL_dZ = back(dL_dZ @ weights[layer], activations[behind(layer)])
        return (dL_dW, dL_db) if turned else (dL_dW[::-1], dL_db[::-1])

    return run


def loss_slowly(Z: Array, Y: Array) -> tuple[Array, float, Array]:
    """Return P and the loss by loops, and the gradient by small changes of each logit."""

    def row(z: Array) -> list[float]:
        total = math.fsum(math.exp(v) for v in z)
        return [math.exp(v) / total for v in z]

    def loss(scores: Array) -> float:
        true = [int(np.argmax(y)) for y in Y]
        return -math.fsum(math.log(row(z)[c]) for z, c in zip(scores, true, strict=True)) / len(Y)

    return np.array([row(z) for z in Z]), loss(Z), numerical_gradient(loss, Z)


def by_row(Z: Array) -> Array:
    """Return the softmax of each row."""
    return np.asarray(np.exp(Z) / np.exp(Z).sum(1, keepdims=True))


def output(
    P: Callable[[Array], Array] = by_row,
    loss: Callable[[Array, Array], Any] = lambda P, Y: -np.sum(Y * np.log(P)) / len(Y),
    slope: Callable[[Array, Array], Array] = lambda P, Y: (P - Y) / len(Y),
) -> Callable[..., tuple[Array, Any, Array]]:
    """Return P, loss and gradient with one or more lines exchanged."""

    def run(Z: Array, Y: Array) -> tuple[Array, Any, Array]:
        found = P(Z)
        return found, loss(found, Y), slope(found, Y)

    return run


def softmax_slowly(Z: Array) -> Array:
    """Return the softmax of each row: p_k is 1 over the sum of e^(z − z_k), a sum without ratio."""

    def share(row: Array, own: float) -> float:
        with np.errstate(over="ignore"):
            return float(1 / np.sum(np.exp(row - own)))

    return np.array([[share(row, own) for own in row] for row in Z])
