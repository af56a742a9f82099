"""Right and wrong ways through the exercises of lesson 07; the right ones are slow loops."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def clip_slowly(gradient: Array, max_norm: float) -> Array:
    """Return the gradient times the largest factor up to 1 that makes it short enough."""
    low, high = 0.0, 1.0
    if math.hypot(*gradient) <= max_norm:
        return np.asarray(gradient)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if math.hypot(*gradient * middle) > max_norm else (middle, high)
    return np.asarray(gradient * low)


def norm_slowly(Z: Array, gamma: Array, beta: Array) -> Array:
    """Return the normalised batch, column by column."""
    out = np.zeros(Z.shape)
    for unit, column in enumerate(Z.T):
        mean = math.fsum(column) / len(column)
        variance = math.fsum((z - mean) ** 2 for z in column) / len(column)
        for row, z in enumerate(column):
            out[row, unit] = gamma[unit] * (z - mean) / math.sqrt(variance + 1e-5) + beta[unit]
    return out


def norm_in_steps(Z: Array, gamma: Array, beta: Array) -> Array:
    """Return the normalised batch, in steps that a check can watch."""
    mean = Z.mean(axis=0)
    centred = Z - mean
    variance = np.mean(centred**2, axis=0)
    Z_hat = centred / np.sqrt(variance + 1e-5)
    return np.asarray(gamma * Z_hat + beta)


def norm(
    center: Callable[[Array], Any] = lambda Z: Z.mean(0),
    spread: Callable[[Array], Any] = lambda Z: np.sqrt(Z.var(0) + 1e-5),
    finish: Callable[..., Array] = lambda Z_hat, gamma, beta: gamma * Z_hat + beta,
) -> Callable[..., Array]:
    """Return a batch norm with another mean, spread or last line."""
    return lambda Z, gamma, beta: finish((Z - center(Z)) / spread(Z), gamma, beta)


def std_by_search(n_in: float, n_out: float, activation: str) -> float:
    """Return the standard deviation at which the text's condition holds, by halving."""

    def factor(std: float) -> float:
        variance = std**2
        forward, backward = n_in * variance, n_out * variance
        return forward / 2 if activation == "relu" else (forward + backward) / 2

    low, high = 0.0, 10.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if factor(middle) < 1 else (low, middle)
    return low


def predicted_slowly(batches: Sequence[Array], z: Array, gamma: Array, beta: Array) -> Array:
    """Return the layer's output for one row, with the running values as one weighted sum."""
    last = len(batches) - 1
    means, variances = np.zeros(len(z)), 0.9 ** len(batches) * np.ones(len(z))
    for place, batch in enumerate(batches):
        weight = 0.1 * 0.9 ** (last - place)
        for unit, column in enumerate(batch.T):
            mean = math.fsum(column) / len(column)
            means[unit] += weight * mean
            variances[unit] += weight * math.fsum((x - mean) ** 2 for x in column) / len(column)
    pairs = zip(z, means, variances, gamma, beta, strict=True)
    return np.array([g * (x - m) / math.sqrt(s + 1e-5) + b for x, m, s, g, b in pairs])


def predicted_in_steps(batches: Sequence[Array], z: Array, gamma: Array, beta: Array) -> Array:
    """Return the layer's output for one row, in steps that a check can watch."""
    running_mean, running_variance = np.zeros(len(z)), np.ones(len(z))
    for batch in batches:
        mean = batch.mean(axis=0)
        variance = batch.var(axis=0)
        running_mean = 0.9 * running_mean + 0.1 * mean
        running_variance = 0.9 * running_variance + 0.1 * variance
    z_hat = (z - running_mean) / np.sqrt(running_variance + 1e-5)
    return np.asarray(gamma * z_hat + beta)


def predicted(
    mean: Callable[[Array, Array], Any] = lambda old, batch: 0.9 * old + 0.1 * batch.mean(0),
    variance: Callable[[Array, Array], Any] = lambda old, batch: 0.9 * old + 0.1 * batch.var(0),
    finish: Callable[..., Array] = lambda z, m, s, gamma, beta: (
        gamma * (z - m) / np.sqrt(s + 1e-5) + beta
    ),
    start: tuple[float, float] = (0.0, 1.0),
) -> Callable[..., Array]:
    """Return `predict_one` with another update, another start or another last line."""

    def run(batches: Sequence[Array], z: Array, gamma: Array, beta: Array) -> Array:
        m, s = np.full(len(z), start[0]), np.full(len(z), start[1])
        for batch in batches:
            m, s = mean(m, batch), variance(s, batch)
        return finish(z, m, s, gamma, beta)

    return run


def predicted_around(after: bool) -> Callable[..., Array]:
    """Return `predict_one` with variances around the running mean, `after` its update or before."""

    def run(batches: Sequence[Array], z: Array, gamma: Array, beta: Array) -> Array:
        m, s = np.zeros(len(z)), np.ones(len(z))
        for batch in batches:
            new = 0.9 * m + 0.1 * batch.mean(0)
            s = 0.9 * s + 0.1 * ((batch - (new if after else m)) ** 2).mean(0)
            m = new
        return gamma * (z - m) / np.sqrt(s + 1e-5) + beta

    return run
