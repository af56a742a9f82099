"""Many small networks at once: forward and backward as for one, with one axis in front.

A net of ten weights is too small to keep NumPy busy: most of its time goes into calling NumPy.
With k nets stacked, one call serves all of them, and what comes out is what k trainings give.
Their learning curves are the loss on rows that train and on others.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .activations import relu
from .layers import ACTIVATIONS, SLOPES_FROM_A
from .network import unpack
from .optimizers import Adam, Optimizer
from .training import Progress, minibatches

Array = NDArray[np.float64]
Rows = tuple[Array, Array]
BLOCK = 128


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


class Curves(NamedTuple):
    """Mean squared errors of k nets, (num_epochs + 1, k): before the first epoch and after each.

    Both are taken at the same moment, on all rows. (Keras takes the training loss on the way.)
    """

    train: Array
    validation: Array


def losses_of(parameters: Array, sizes: Sequence[int], X: Array, y: Array) -> Array:
    """Return the mean squared error of each ReLU net with a linear output, (k,); forward only.

    It takes `BLOCK` rows at a time: a larger product would be shared out among threads, and where
    other programs keep the processor busy, each share waits for its turn.
    """
    weights, biases = unpack(parameters, sizes)
    total = np.zeros(len(parameters))
    for start in range(0, len(X), BLOCK):
        rows = slice(start, start + BLOCK)
        A = np.broadcast_to(X[rows], (len(parameters), *X[rows].shape))
        for layer, (W, b) in enumerate(zip(weights, biases, strict=True), start=1):
            Z = A @ W.mT + b[:, None, :]
            A = relu(Z) if layer < len(weights) else Z
        total += ((A - y[rows]) ** 2).sum((1, 2))
    return total / np.size(y)


@np.errstate(over="ignore", invalid="ignore")  # steps too long show in the curves, as inf or nan
def learn(
    parameters: Array,
    sizes: Sequence[int],
    train: Rows,
    validation: Rows,
    lr: float | Array,
    num_epochs: int,
    batch_size: int,
    progress: Progress | None = None,
    make_optimizer: Callable[..., Optimizer] = Adam,
    schedule: Callable[[int], float] | None = None,
) -> Curves:
    """Train k ReLU nets with a linear output in place and return their curves.

    Parameters
    ----------
    parameters : (k, n), a row each; all nets see the same mini-batches.
    train, validation : X (m, n_in) and y (m, 1) each.
    lr : the learning rate, one for all nets or one for each, (k, 1).
    make_optimizer : from a learning rate, such as the class SGD or Adam.
    schedule : the share of lr with which an epoch is trained, given its number from 0 on; without
        it the rate is constant.
    """
    optimizer, rng = make_optimizer(lr), np.random.default_rng(0)

    def look(rows: Rows) -> Array:
        return losses_of(parameters, sizes, *rows)

    curves = Curves(np.array([look(train)]), np.array([look(validation)]))
    seen: list[tuple[Array, Array]] = []
    for epoch in range(num_epochs):
        if schedule is not None:
            optimizer.lr = lr * schedule(epoch)  # type: ignore[assignment]  # an array serves, too
        for X, y in minibatches(*train, batch_size, rng):
            _, gradients = losses_and_gradients(parameters, sizes, X, y, "relu", "linear")
            optimizer.step(parameters, gradients)
        seen.append((look(train), look(validation)))
        if progress is not None:
            progress(epoch + 1, num_epochs)
    parts = zip(curves, zip(*seen, strict=True), strict=True)
    return Curves(*(np.vstack([first, *rest]) for first, rest in parts))
