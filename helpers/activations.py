"""An activation and its slope, side by side. Each slope says what it takes: z, or the output a."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def as_floats(x: ArrayLike) -> NDArray[Any]:
    """Return `x` as an array: of float32 if it is one, else of float64. It is copied if need be."""
    array = np.asarray(x)
    # The letters of float64 and float32; a comparison of dtypes takes longer than a small sum.
    return array if array.dtype.char in "df" else np.asarray(array, dtype=np.float64)


def sigmoid(z: ArrayLike) -> Array:
    """Return σ(z) = 1 / (1 + e⁻ᶻ), entry by entry; no overflow at any z."""
    # Below 0 it is written eᶻ / (1 + eᶻ), the same number, so that no exponent is above 0.
    z = as_floats(z)
    return np.asarray(np.exp(np.minimum(z, 0.0)) / (1.0 + np.exp(-np.abs(z))))


def sigmoid_prime(z: ArrayLike) -> Array:
    """Return dσ/dz = σ(z)·(1 − σ(z)), entry by entry. It takes z, the value before the bend."""
    return sigmoid_prime_from_a(sigmoid(z))


def sigmoid_prime_from_a(a: ArrayLike) -> Array:
    """Return dσ/dz = a·(1 − a), the same slope from a = σ(z), where forward has kept a."""
    a = as_floats(a)
    return np.asarray(a * (1.0 - a))


def relu(z: ArrayLike) -> Array:
    """Return max(0, z), entry by entry."""
    return np.asarray(np.maximum(0.0, as_floats(z)))


def relu_prime(z: ArrayLike) -> Array:
    """Return 1 where z > 0 and 0 elsewhere (at z = 0 the slope is 0, as in Keras and PyTorch).

    It may be given a = ReLU(z) as well: a is above 0 in the same places.
    """
    z = as_floats(z)
    return np.asarray(z > 0, dtype=z.dtype)


def softmax(Z: ArrayLike) -> Array:
    """Return e^z / Σ e^z along the last axis: (m, k) scores to (m, k) probabilities.

    The largest score of a row is subtracted first; that changes no probability and no exponential
    overflows.
    """
    Z = as_floats(Z)
    exponentials = np.exp(Z - Z.max(axis=-1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))
