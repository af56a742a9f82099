"""Many small networks at once: forward and backward as for one, with one axis in front.

A net of ten weights is too small to keep NumPy busy: most of its time goes into calling NumPy.
With k nets stacked, one call serves all of them, and what comes out is what k trainings give.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .layers import ACTIVATIONS, SLOPES_FROM_A
from .network import unpack

Array = NDArray[np.float64]


def losses_and_gradients(
    parameters: Array,
    sizes: Sequence[int],
    X: ArrayLike,
    y: ArrayLike,
    hidden: str,
    output: str,
) -> tuple[Array, Array]:
    """Return the mean squared error of each net (k,) and its gradients (k, n).

    Parameters
    ----------
    parameters : (k, n), a row each, laid out as in `network.pack`.
    sizes : units a layer, the same for all nets.
    X, y : (m, n_in) and (m, n_out), the same for all nets.
    hidden, output : names of the activations; no softmax.
    """
    weights, biases = unpack(parameters, sizes)
    activations = [np.broadcast_to(X, (len(parameters), *np.shape(X)))]
    names = [hidden] * (len(weights) - 1) + [output]
    for W, b, name in zip(weights, biases, names, strict=True):
        Z = activations[-1] @ W.mT + b[:, None, :]
        activations.append(ACTIVATIONS[name](Z))

    error = activations[-1] - np.asarray(y)
    dL_dA = 2 * error / error[0].size
    gradients = np.empty_like(parameters)
    dL_dW, dL_db = unpack(gradients, sizes)
    for layer in reversed(range(len(weights))):
        dL_dZ = dL_dA * SLOPES_FROM_A[names[layer]](activations[layer + 1])
        dL_dW[layer][:] = dL_dZ.mT @ activations[layer]
        dL_db[layer][:] = dL_dZ.sum(1)
        dL_dA = dL_dZ @ weights[layer]
    return np.asarray((error**2).mean((1, 2))), gradients
