"""The losses for classes and their slopes: each from probabilities and from scores.

A score z is what comes out of the last layer before its sigmoid or softmax. From scores nothing
has to be clipped and the slope is short: (ŷ − y) / m. `m` is the number of samples. One sample
may come without its row axis.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .activations import sigmoid, softmax
from .losses import mean, same_shape

Array = NDArray[np.float64]

CLIP = 1e-7  # as in Keras: probabilities are kept within [CLIP, 1 − CLIP], so that no log is of 0


def binary_cross_entropy(p: ArrayLike, y: ArrayLike) -> float:
    """Return the mean of −y·log p − (1 − y)·log(1 − p) over all entries, natural log.

    Parameters
    ----------
    p : probability of class 1, clipped to [1e-7, 1 − 1e-7]; so no entry costs more than 16.12.
    y : 0 or 1, of the shape of p; raises ValueError if it isn't.
    """
    p, y = same_shape(p, y)
    p = np.clip(p, CLIP, 1 - CLIP)
    return mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


def binary_cross_entropy_prime(p: ArrayLike, y: ArrayLike) -> Array:
    """Return dL/dp = (p − y) / (p(1 − p)) / (number of entries).

    Where the clip acts the loss is flat, so the slope is 0 and the worst mistakes teach nothing.
    """
    p, y = same_shape(p, y)
    inside = (p >= CLIP) & (p <= 1 - CLIP)
    p = np.clip(p, CLIP, 1 - CLIP)
    return np.asarray(inside * (p - y) / (p * (1 - p)) / y.size)


def binary_cross_entropy_from_scores(z: ArrayLike, y: ArrayLike) -> float:
    """Return the same loss with p = σ(z): the mean of log(1 + eᶻ) − y·z over all entries.

    log(1 + eᶻ), the softplus, is written max(z, 0) + log(1 + e^−|z|), which can't overflow.
    """
    z, y = same_shape(z, y)
    softplus = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
    return mean(softplus - y * z)


def binary_cross_entropy_from_scores_prime(z: ArrayLike, y: ArrayLike) -> Array:
    """Return dL/dz = (ŷ − y) / (number of entries) with ŷ = σ(z): both slopes in one."""
    z, y = same_shape(z, y)
    return np.asarray((sigmoid(z) - y) / y.size)


def binary_cross_entropy_and_slope(z: ArrayLike, y: ArrayLike) -> tuple[float, Array]:
    """Return the loss from scores and its slope by z, with σ(z) = e^(z − softplus)."""
    z, y = same_shape(z, y)
    softplus = np.logaddexp(0.0, z)
    return mean(softplus - y * z), np.asarray((np.exp(z - softplus) - y) / y.size)


def categorical_cross_entropy(P: ArrayLike, Y: ArrayLike) -> float:
    """Return the mean over the m rows of −Σ y·log p, natural log.

    Parameters
    ----------
    P : (m, k) probabilities, each row of sum 1, clipped to [1e-7, 1 − 1e-7]. (Keras divides each
        row by its sum first, which changes nothing here.)
    Y : (m, k), a 1 at the true class of each row; raises ValueError if the shapes differ.
    """
    P, Y = same_shape(P, Y)
    P = np.clip(P, CLIP, 1 - CLIP)
    return mean(-np.sum(Y * np.log(P), axis=-1))


def categorical_cross_entropy_prime(P: ArrayLike, Y: ArrayLike) -> Array:
    """Return dL/dP = −Y / P / m, each entry of P nudged alone; 0 where the clip acts."""
    P, Y = same_shape(P, Y)
    inside = (P >= CLIP) & (P <= 1 - CLIP)
    return np.asarray(inside * -Y / np.clip(P, CLIP, 1 - CLIP) / Y[..., 0].size)


def categorical_cross_entropy_from_scores(Z: ArrayLike, Y: ArrayLike) -> float:
    """Return the same loss with P = softmax(Z): the mean over rows of log(Σ eᶻ) − z of the class.

    The largest score of a row is taken out of the sum first (log-sum-exp), so nothing overflows.
    """
    Z, Y = same_shape(Z, Y)
    largest = Z.max(axis=-1)
    log_sum_exp = largest + np.log(np.sum(np.exp(Z - largest[..., None]), axis=-1))
    return mean(log_sum_exp - np.sum(Y * Z, axis=-1))


def categorical_cross_entropy_from_scores_prime(Z: ArrayLike, Y: ArrayLike) -> Array:
    """Return dL/dZ = (ŷ − y) / m with ŷ = softmax(Z): both slopes in one."""
    Z, Y = same_shape(Z, Y)
    return np.asarray((softmax(Z) - Y) / Y[..., 0].size)


def categorical_cross_entropy_and_slope(Z: ArrayLike, Y: ArrayLike) -> tuple[float, Array]:
    """Return the loss from scores and its slope by Z, with each e^z taken once."""
    Z, Y = same_shape(Z, Y)
    largest = Z.max(axis=-1, keepdims=True)
    exponentials = np.exp(Z - largest)
    total = exponentials.sum(axis=-1, keepdims=True)
    log_sum_exp = (largest + np.log(total))[..., 0]
    loss = mean(log_sum_exp - np.sum(Y * Z, axis=-1))
    return loss, np.asarray((exponentials / total - Y) / Y[..., 0].size)
