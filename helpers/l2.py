"""L2, also called weight decay in its simplest use: every weight costs its square."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def l2_penalty(weights: Sequence[ArrayLike], lam: float) -> float:
    """Return lam · Σ W², what is added to the loss; over the weights of all layers, no biases.

    There is no ½ and no mean, as in Keras's `regularizers.L2`. (Krogh and Hertz 1992, A Simple
    Weight Decay Can Improve Generalization, have ½ lam.)
    """
    return float(sum(lam * np.sum(np.asarray(W, dtype=np.float64) ** 2) for W in weights))


def l2_gradient(dL_dW: ArrayLike, W: ArrayLike, lam: float) -> Array:
    """Return the slope of loss + lam · Σ W² by W: dL/dW + 2 · lam · W, of the shape of W.

    With vanilla gradient descent each step then shrinks W to the share 1 − 2 · lr · lam.
    """
    return np.asarray(dL_dW, dtype=np.float64) + 2 * lam * np.asarray(W, dtype=np.float64)
