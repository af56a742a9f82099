"""Right and wrong answers for the checks of lesson 12.

The right ones go by loops and by nudging, never by the answers' formulas; none needs Keras.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from ..gradients import Array
from ..layers import forward_pass

Net = tuple[list[Array], list[Array]]


def net(sizes: Sequence[int], seed: int) -> Net:
    """Return weights and biases of a net, none of them 0 or 1."""
    rng = np.random.default_rng(seed)
    layers = list(pairwise(sizes))
    weights = [rng.normal(0, 0.8, (n_out, n_in)).round(2) for n_in, n_out in layers]
    return weights, [rng.normal(0, 0.5, n_out).round(2) + 0.005 for _, n_out in layers]


def keras_weights(weights: list[Array], biases: list[Array]) -> list[Array]:
    """Return kernels and biases, entry by entry: kernel[i, j] leads from input i to unit j."""
    flat = []
    for W, b in zip(weights, biases, strict=True):
        units, inputs = W.shape
        flat.append(np.array([[W[j, i] for j in range(units)] for i in range(inputs)]))
        flat.append(np.array(list(b)))
    return flat


def flat_by(pair: Callable[[Array, Array], Sequence[Array]]) -> Callable[..., list[Array]]:
    """Return a variant from what it makes of a layer's W and b."""
    return lambda weights, biases: [
        part for W, b in zip(weights, biases, strict=True) for part in pair(W, b)
    ]


def kernels_first(weights: list[Array], biases: list[Array]) -> list[Array]:
    """Return all kernels and then all biases."""
    return [*(W.T for W in weights), *biases]


def from_the_last(weights: list[Array], biases: list[Array]) -> list[Array]:
    """Return the right pairs, the last layer first."""
    return flat_by(lambda W, b: (W.T, b))(weights[::-1], biases[::-1])


def loss(X: Array, y: Array, weights: list[Array], biases: list[Array]) -> float:
    """Return the mean squared error over all entries of y."""
    return float(np.mean((forward_pass(X, weights, biases, "relu", "linear")[-1] - y) ** 2))


def gradients(X: Array, y: Array, weights: list[Array], biases: list[Array]) -> Net:
    """Return dL/dW and dL/db of every layer by nudging each entry."""
    h = 1e-5
    slopes: Net = ([np.zeros_like(W) for W in weights], [np.zeros_like(b) for b in biases])
    for parts, found in zip((weights, biases), slopes, strict=True):
        for part, slope in zip(parts, found, strict=True):
            for place in np.ndindex(part.shape):
                kept = part[place]
                part[place] = kept + h
                above = loss(X, y, weights, biases)
                part[place] = kept - h
                slope[place] = (above - loss(X, y, weights, biases)) / (2 * h)
                part[place] = kept
    return slopes


def adam(g: float) -> float:
    """Return Adam's first move for lr = 1, by its memories; ε as Keras has it."""
    m, v = 0.1 * g, 0.001 * g * g
    return (m / (1 - 0.9)) / (math.sqrt(v / (1 - 0.999)) + 1e-7)


def adam_by(under: Callable[[Array], Array]) -> Callable[[Array, float], Array]:
    """Return Adam's first step from what stands under its fraction."""
    return lambda g, lr: np.asarray(lr * g / under(g))


def rooted(epsilon: float) -> Callable[[Array], Array]:
    """Return what stands under the fraction where ε is inside the root."""
    return lambda g: np.asarray(np.sqrt(g**2 + epsilon))


def one_step_by(
    sgd: Callable[[Array, float], Any] = lambda g, lr: lr * g,
    first: Callable[[Array, float], Any] = lambda g, lr: lr * np.vectorize(adam)(g),
    scale: Callable[[Array], float] = lambda y: 1.0,
    starts: tuple[float, float] = (1.0, 1.0),
    bias: bool = True,
) -> Callable[..., Net]:
    """Return a variant from its steps; the blame is `scale` times what it should be.

    `starts` are the parts of the old weight that stay, with SGD and with Adam; `bias` says whether
    biases move.
    """

    def variant(
        X: Array, y: Array, weights: list[Array], biases: list[Array], lr: float, optimizer: str
    ) -> Net:
        dL_dW, dL_db = gradients(X, y, weights, biases)
        step = sgd if optimizer == "sgd" else first
        start = starts[optimizer != "sgd"]
        c = scale(y)
        return (
            [start * W - step(c * g, lr) for W, g in zip(weights, dL_dW, strict=True)],
            [
                start * b - step(c * g, lr) if bias else b
                for b, g in zip(biases, dL_db, strict=True)
            ],
        )

    return variant


one_step = one_step_by()


def early_stopping(validation: Sequence[float], patience: int) -> tuple[int, int]:
    """Return the first epoch with no new low in the last `patience`, and the lowest up to it."""
    for epoch in range(len(validation)):
        seen = list(validation[: epoch + 1])
        if epoch - seen.index(min(seen)) == patience:
            return epoch, seen.index(min(seen))
    return len(validation) - 1, list(validation).index(min(validation))


def stopping_by(
    better: Callable[[list[float], int, int], bool] = lambda v, epoch, best: v[epoch] < v[best],
    over: Callable[[int, int], bool] = lambda wait, patience: wait >= patience,
    reset: bool = True,
) -> Callable[[Sequence[float], int], tuple[int, int]]:
    """Return a variant of the loop: what is better, how long it waits, whether it starts anew."""

    def variant(validation: Sequence[float], patience: int) -> tuple[int, int]:
        losses = list(validation)
        best, wait = 0, 0
        for epoch in range(1, len(losses)):
            wait += 1
            if better(losses, epoch, best):
                best = epoch
                wait = 0 if reset else wait - 1
            if over(wait, patience):
                return epoch, best
        return len(losses) - 1, best

    return variant


def stopping_from(start: float, counted: int) -> Callable[[Sequence[float], int], tuple[int, int]]:
    """Return a variant whose lowest loss is `start` before the walk.

    `counted` is 1 where epoch 0 counts as one without a new low, 0 where it doesn't.
    """

    def variant(validation: Sequence[float], patience: int) -> tuple[int, int]:
        best, keep, wait = start, 0, counted - 1
        for epoch, loss in enumerate(validation):
            wait += 1
            if loss < best:
                best, keep, wait = loss, epoch, 0
            if wait >= patience:
                return epoch, keep
        return len(validation) - 1, keep

    return variant


def after(
    change: Callable[[Sequence[float], int, int, int], tuple[Any, Any]],
) -> Callable[[Sequence[float], int], tuple[Any, Any]]:
    """Return a variant that changes the right stop and keep."""
    return lambda validation, patience: change(
        validation, patience, *early_stopping(validation, patience)
    )


def dropout(a: Array, mask: Array, rate: float, training: bool) -> Array:
    """Return the activations unit by unit: gone, enlarged, or as they are outside of training."""
    if not training:
        return np.array(a)
    kept = [value / (1 - rate) if stays else 0.0 for value, stays in zip(a, mask, strict=True)]
    return np.array(kept)


def dropout_by(
    train: Callable[[Array, Array, float], Any] = lambda a, mask, rate: a * mask / (1 - rate),
    test: Callable[[Array, Array, float], Any] = lambda a, mask, rate: a,
) -> Callable[[Array, Array, float, bool], Any]:
    """Return a variant from what it does in training and at any other time."""
    return lambda a, mask, rate, training: (train if training else test)(a, mask, rate)


def own_mask(out: Any, a: Array, mask: Array, rate: float, training: bool) -> str | None:
    """Say so where other units are dropped than the mask says, and the rest is as it can be."""
    out = np.asarray(out, dtype=np.float64)
    if not training or out.shape != a.shape or np.array_equal(out != 0, mask != 0):
        return None
    if not all(
        np.isclose(value, (0, x, x / (1 - rate))).any() for value, x in zip(out, a, strict=True)
    ):
        return None
    return "Other units are dropped than `mask` says. It is given: do you draw one of your own?"


def l2_gradient(dL_dW: Array, W: Array, lam: float) -> Array:
    """Return the slope of Σ dL/dW·W + lam·Σ W² by nudging each entry of W."""
    out, h = np.zeros_like(W), 1e-4

    def total(V: Array) -> float:
        return math.fsum((dL_dW * V).ravel()) + lam * math.fsum((V * V).ravel())

    for place in np.ndindex(W.shape):
        nudge = np.zeros_like(W)
        nudge[place] = h
        out[place] = (total(W + nudge) - total(W - nudge)) / (2 * h)
    return out
