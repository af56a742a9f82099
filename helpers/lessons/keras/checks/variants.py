"""Right and wrong answers for the checks of lesson 13.

The right ones go by loops, never by the answers' formulas; none needs Keras.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from helpers.checking.mistake import Known
from helpers.gradients import Array

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


def other_units_or_factor(
    out: Any, a: Array, mask: Array, rate: float, training: bool
) -> Known | None:
    """Say so where training drops other units, or those that stay grow by a wrong factor."""
    out = np.asarray(out, dtype=np.float64)
    if not training or out.shape != a.shape:
        return None
    if not np.array_equal(out != 0, mask != 0):
        pairs = zip(out, a, strict=True)
        possible = all(np.isclose(value, (0, x, x / (1 - rate))).any() for value, x in pairs)
        return Known("own-mask", OWN_MASK) if possible else None
    factors = out[mask != 0] / a[mask != 0]
    if not np.allclose(factors, factors[0]):
        return None
    return Known(
        "other-factor",
        f"Each unit that stays is multiplied by {factors[0]:.3g}. With rate {rate:g} a share of "
        f"{1 - rate:g} stays: by which factor must it grow, so that the mean stays what it was?",
    )


OWN_MASK = "Other units are dropped than `mask` says. It is given: do you draw one of your own?"
