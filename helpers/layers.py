"""The passes of lesson 06: forward keeps what backward needs; backward, four lines per layer."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .activations import (
    as_floats,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime_from_a,
    softmax,
)

Array = NDArray[np.float64]

ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "relu": relu,
    "sigmoid": sigmoid,
    "softmax": softmax,
    "linear": lambda z: z,
}
# Slopes written with the output a, which forward keeps: no z has to be stored beside it.
SLOPES_FROM_A: dict[str, Callable[[Array], Array]] = {
    "relu": relu_prime,
    "sigmoid": sigmoid_prime_from_a,
    "linear": np.ones_like,
}


def forward_pass(
    x: ArrayLike,
    weights: Sequence[Array],
    biases: Sequence[Array],
    hidden: str = "relu",
    output: str = "sigmoid",
) -> list[Array]:
    """Return the activations of all layers: x first, the prediction last.

    Parameters
    ----------
    x : one sample (n_in,) or a batch (m, n_in); the activations have the same form.
    weights, biases : one W (n_out, n_in) and one b (n_out,) per layer.
    hidden, output : names of the activations, see `ACTIVATIONS`.
    """
    a = as_floats(x)
    activations = [a]
    names = [hidden] * (len(weights) - 1) + [output]
    for W, b, name in zip(weights, biases, names, strict=True):
        z = a @ W.T + b
        a = ACTIVATIONS[name](z)
        activations.append(a)
    return activations


def backward_pass(
    dL_dZ: Array, activations: Sequence[Array], weights: Sequence[Array], hidden: str = "relu"
) -> tuple[list[Array], list[Array]]:
    """Return dL/dW and dL/db of every layer, in the order of the layers.

    Parameters
    ----------
    dL_dZ : the gradient at the logits, of the shape of the prediction. It is (ŷ − y) / m for
        softmax or sigmoid with its cross-entropy. The mean over the batch is in here, once.
    activations : what `forward_pass` returned.
    weights : the weights that it was given.
    hidden : name of the hidden layers' activation.

    Rumelhart, Hinton and Williams 1986, Learning Representations by Back-propagating Errors,
    eqs. 4 to 7, for all rows at once.
    """
    dL_dZ = np.atleast_2d(dL_dZ)
    dL_dW, dL_db = [], []
    for layer in reversed(range(len(weights))):
        A = np.atleast_2d(activations[layer])
        dL_dW.append(dL_dZ.T @ A)
        dL_db.append(dL_dZ.sum(0))
        if layer > 0:
            dL_dA = dL_dZ @ weights[layer]
            dL_dZ = dL_dA * SLOPES_FROM_A[hidden](A)
    return dL_dW[::-1], dL_db[::-1]
