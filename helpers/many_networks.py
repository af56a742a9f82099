"""Many small networks trained at once: the same four lines, with one axis in front.

A net of ten weights is too small to keep NumPy busy: most of its time goes into calling NumPy.
With k nets stacked, one call serves all of them, and what comes out is what k trainings give.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .layers import ACTIVATIONS, SLOPES_FROM_A
from .network import unpack
from .optimizers import Optimizer
from .training import Progress

Array = NDArray[np.float64]


def losses_and_gradients(
    parameters: Array,
    sizes: Sequence[int],
    X: ArrayLike,
    y: ArrayLike,
    hidden: str = "sigmoid",
    output: str = "sigmoid",
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


@np.errstate(over="ignore", invalid="ignore")
def train_many(
    parameters: Array,
    sizes: Sequence[int],
    X: ArrayLike,
    y: ArrayLike,
    optimizer: Optimizer,
    num_epochs: int,
    hidden: str = "sigmoid",
    output: str = "sigmoid",
    progress: Progress | None = None,
) -> Array:
    """Train all nets in place on the full batch; return their losses before each step (epochs, k).

    200 starts are `np.stack([Network(sizes, "sigmoid", seed=s).parameters for s in range(200)])`.
    Each net may have its own rate: `SGD(rates[:, None])`.
    """
    losses = np.empty((num_epochs, len(parameters)))
    for epoch in range(num_epochs):
        losses[epoch], gradients = losses_and_gradients(parameters, sizes, X, y, hidden, output)
        optimizer.step(parameters, gradients)
        if progress is not None:
            progress(epoch + 1, num_epochs)
    return losses
