"""Dropout: in training each unit may fail at any moment, so no unit can rely on a single other."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def draw_mask(shape: tuple[int, ...], rate: float, rng: np.random.Generator) -> Array:
    """Return an array of `shape` with 0 for a dropped unit, at the share `rate`, and 1 for others.

    Each row of a batch has its own draw. Raises ValueError unless 0 <= rate < 1.
    """
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be from 0 to below 1, not {rate}")
    return np.asarray(rng.random(shape) >= rate, dtype=np.float64)


def dropout(a: ArrayLike, mask: ArrayLike, rate: float, training: bool) -> Array:
    """Return a·mask / (1 − rate) in training, and `a` itself at any other time.

    Parameters
    ----------
    a : activations of a layer, (m, n) or (n,).
    mask : 0 or 1 for each entry, see `draw_mask`.
    rate : the share that is dropped. Those that stay are enlarged, so that the mean over all masks
        is `a`, and nothing has to be done to the weights afterwards. (Srivastava et al. 2014,
        Dropout: A Simple Way to Prevent Neural Networks from Overfitting, section 10, last
        paragraph; their own way is to shrink the weights at test time. Keras and PyTorch do it as
        here; their mask is drawn inside.)
    """
    a = np.asarray(a, dtype=np.float64)
    return a * np.asarray(mask) / (1 - rate) if training else a


def dropout_prime(mask: ArrayLike, rate: float, training: bool) -> Array:
    """Return d out / d a, entry by entry: blame passes only where the signal did, as enlarged."""
    mask = np.asarray(mask, dtype=np.float64)
    return mask / (1 - rate) if training else np.ones_like(mask)
