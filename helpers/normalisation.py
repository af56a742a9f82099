"""Two ways to keep numbers at a workable size: batch norm going forward, clipping going back."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Kept(NamedTuple):
    """What `batch_norm_backward` needs: Z at mean 0 and spread 1 (m, n), that spread (n,), γ."""

    Z_hat: Array
    spread: Array
    gamma: Array


def batch_norm_forward(
    Z: Array, gamma: Array, beta: Array, epsilon: float = 1e-5
) -> tuple[Array, Kept]:
    """Return γ·Ẑ + β, where each column of Ẑ has mean 0 and variance about 1, and what to keep.

    Parameters
    ----------
    Z : (m, n), a batch of pre-activations. One row alone becomes β: it is its own mean.
    gamma, beta : (n,), the spread and the mean that the layer learns.
    epsilon : added to the variance, so that a constant column doesn't divide by zero. 1e-5 is
        PyTorch's; Keras has 1e-3.

    Ioffe and Szegedy 2015, Batch Normalization, algorithm 1; the variance divides by m. At
    prediction means and variances of many training batches stand in their place (algorithm 2);
    lesson 07 keeps running ones, as frameworks do.
    """
    mean = Z.mean(0)
    spread = np.sqrt(Z.var(0) + epsilon)
    Z_hat = (Z - mean) / spread
    return gamma * Z_hat + beta, Kept(Z_hat, spread, gamma)


def batch_norm_backward(dL_dout: Array, kept: Kept) -> tuple[Array, Array, Array]:
    """Return dL/dZ (m, n), dL/dγ (n,) and dL/dβ (n,) from the upstream gradient (m, n).

    Every row moved the mean and the spread, so each row's gradient loses what all rows share: the
    mean of the gradient, and its part along Ẑ. (The paper's slopes in section 3, taken together.)
    """
    Z_hat, spread, gamma = kept
    dL_dbeta = dL_dout.sum(0)
    dL_dgamma = (dL_dout * Z_hat).sum(0)
    dL_dZ_hat = dL_dout * gamma
    shared = dL_dZ_hat.mean(0) + Z_hat * (dL_dZ_hat * Z_hat).mean(0)
    return (dL_dZ_hat - shared) / spread, dL_dgamma, dL_dbeta


def clip_by_norm(gradient: Array, max_norm: float) -> Array:
    """Return the gradient, shortened to length `max_norm` if it is longer; its direction stays.

    Parameters
    ----------
    gradient : all slopes together, of any shape. Clipped one layer at a time, it would turn.
    max_norm : the longest length allowed, above 0; raises ValueError otherwise.

    Pascanu, Mikolov and Bengio 2013, On the Difficulty of Training Recurrent Neural Networks,
    algorithm 1. Keras's `global_clipnorm`; PyTorch's `clip_grad_norm_` adds 1e-6 to the length.
    """
    if not max_norm > 0:
        raise ValueError(f"max_norm must be above 0, not {max_norm}")
    norm = np.linalg.norm(gradient)
    return gradient * (max_norm / norm) if norm > max_norm else gradient
