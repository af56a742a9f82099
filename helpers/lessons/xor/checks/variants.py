"""Right and wrong ways through the nets of lesson 05, for its checks.

The right ones take the forward pass in slow loops, and the slopes by central differences of it.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.activations import sigmoid, sigmoid_prime
from helpers.gradients import numerical_gradient
from helpers.lessons import xor

from .. import Array

Slopes = Callable[..., tuple[Array, ...]]


def _bend(z: float) -> float:
    return (1 + math.tanh(z / 2)) / 2  # the same curve, and no overflow


def _layer(A: Array, W: Array, b: Array) -> Array:
    """Return the scores of a layer, one multiplication at a time."""
    Z = np.zeros((len(A), len(W)))
    for row in range(len(A)):
        for unit in range(len(W)):
            Z[row, unit] = b[unit] + sum(W[unit, i] * A[row, i] for i in range(A.shape[1]))
    return Z


def forward(X: Array, *parameters: Array) -> tuple[Array, ...]:
    """Return Z and σ(Z) of each layer in turn; parameters are W and b of each layer."""
    found: list[Array] = []
    A = X
    for W, b in zip(parameters[::2], parameters[1::2], strict=True):
        Z = _layer(A, W, b)
        A = np.vectorize(_bend)(Z)
        found += [Z, A]
    return tuple(found)


def slopes(X: Array, y: Array, *parameters: Array) -> tuple[Array, ...]:
    """Return the slope of ½ Σ (ŷ − y)² by each parameter, nudging each entry."""

    def loss_at(place: int) -> Callable[[Array], float]:
        def loss(p: Array) -> float:
            moved = (*parameters[:place], p, *parameters[place + 1 :])
            return float(0.5 * np.sum((forward(X, *moved)[-1] - y) ** 2))

        return loss

    return tuple(numerical_gradient(loss_at(i), p) for i, p in enumerate(parameters))


def step(X: Array, y: Array, *rest: Any) -> tuple[Array, ...]:
    """Return the parameters after one right step; the last of `rest` is the learning rate."""
    *parameters, lr = rest
    return tuple(p - lr * s for p, s in zip(parameters, slopes(X, y, *parameters), strict=True))


def unit_loop(
    one_step: Callable[..., tuple[Array, ...]] = step,
    predict: Callable[[Array, Array, Array], Array] = lambda X, W, b: forward(X, W, b)[-1],
) -> Callable[..., Any]:
    """Return a training of one unit by `one_step`."""

    def train_unit(X: Array, y: Array, W: Array, b: Array, lr: float, num_epochs: int) -> Any:
        for _ in range(num_epochs):
            W, b = one_step(X, y, W, b, lr)
        return W, b, predict(X, W, b)

    return train_unit


def first_epoch(X: Array, y: Array, W: Array, b: Array, lr: float, num_epochs: int) -> Any:
    """Return a training of one unit that ends after its first epoch."""
    return unit_loop()(X, y, W, b, lr, 1)


def flat(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function` with each of its arrays in one row: right numbers, wrong shapes."""
    return lambda *at: [np.ravel(part) for part in function(*at)]


def unit_by(
    dL_dZ: Callable[[Array, Array, Array], Array] = lambda Z, a, y: (a - y) * sigmoid_prime(Z),
    dL_db: Callable[[Array, Array], Any] = lambda d, error: d.sum(axis=0),
    scale: Callable[[Array], float] = lambda X: 1.0,
    dL_dW: Callable[[Array, Array, Array], Any] = lambda d, X, error: d.T @ X,
) -> Callable[..., Any]:
    """Return a training of one unit with one of its lines changed; `error` is ŷ − y."""

    def one_step(X: Array, y: Array, W: Array, b: Array, lr: float) -> tuple[Array, ...]:
        Z = X @ W.T + b
        a = sigmoid(Z)
        d = dL_dZ(Z, a, y) * scale(X)
        return W - lr * dL_dW(d, X, a - y), b - lr * dL_db(d, a - y)

    # As the given last line has it: W or b of a wrong shape is broadcast there.
    return unit_loop(one_step, lambda X, W, b: sigmoid(X @ W.T + b))


def back(
    dL_dA1: Callable[..., Array] = lambda d2, W2, error: d2 @ W2,
    hidden_slope: Callable[..., Any] = lambda Z1, A1, Z2: sigmoid_prime(Z1),
    finish: Callable[[Array, Array, Array], tuple[Any, Any]] = lambda d1, X, dA1: (
        d1.T @ X,
        d1.sum(axis=0),
    ),
    dL_dW2: Callable[..., Array] = lambda d2, A1, Z1, error: d2.T @ A1,
) -> Slopes:
    """Return a backward pass with one of its lines changed; `error` is ŷ − y."""

    def backward(X: Array, y: Array, W1: Array, b1: Array, W2: Array, b2: Array) -> Any:
        Z1, A1, Z2, y_hat = xor.forward(X, W1, b1, W2, b2)
        d2 = (y_hat - y) * sigmoid_prime(Z2)
        dA1 = dL_dA1(d2, W2, y_hat - y)
        d1 = dA1 * hidden_slope(Z1, A1, Z2)
        return *finish(d1, X, dA1), dL_dW2(d2, A1, Z1, y_hat - y), d2.sum(axis=0)

    return backward


def step_by(backward: Slopes, lr_sign: float = 1.0) -> Slopes:
    """Return one step of gradient descent by the slopes of `backward`."""

    def one_step(X: Array, y: Array, *rest: Any) -> tuple[Array, ...]:
        *parameters, lr = rest
        found = backward(X, y, *parameters)
        return tuple(p - lr_sign * lr * s for p, s in zip(parameters, found, strict=True))

    return one_step


def output_first(
    X: Array, y: Array, W1: Array, b1: Array, W2: Array, b2: Array, lr: float
) -> tuple[Array, ...]:
    """Move the output layer, then send the gradient back through the moved W2."""
    *_, dW2, db2 = back()(X, y, W1, b1, W2, b2)
    moved = W2 - lr * dW2
    dW1, db1, *_ = back(lambda d2, _, error: d2 @ moved)(X, y, W1, b1, W2, b2)
    return W1 - lr * dW1, b1 - lr * db1, moved, b2 - lr * db2


def b1_by(new_b1: Callable[[Array, Array, float], Any]) -> Slopes:
    """Return a step that is right but for its line of b1, `new_b1(b1, delta1, lr)`."""

    def one_step(X: Array, y: Array, *rest: Any) -> tuple[Array, ...]:
        W1, b1, W2, b2, lr = rest
        d1 = back(finish=lambda d1, X, dA1: (d1, 0))(X, y, W1, b1, W2, b2)[0]
        moved = step_by(back())(X, y, *rest)
        return moved[0], new_b1(b1, d1, lr), *moved[2:]

    return one_step


def output_delta(X: Array, y: Array, *rest: Any) -> tuple[Array, ...]:
    """Step rightly, but move b1 by the gradient of b2."""
    _, b1, _, b2, _ = rest
    moved = step_by(back())(X, y, *rest)
    return moved[0], b1 + (moved[3] - b2), *moved[2:]


wrong_axis = step_by(back(finish=lambda d1, X, dA1: (d1.T @ X, d1.sum(axis=1))))
