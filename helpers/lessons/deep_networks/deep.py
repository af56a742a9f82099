"""How long the gradient is at each layer of a deep network, for lesson 07.

Each network reads 20 inputs, has hidden layers of 20 units and ends in a softmax over 3 classes.
The batch is 64 rows of noise: nothing is learned here, only the first backward pass is measured.
"""

import numpy as np
from numpy.typing import NDArray

from helpers.activations import relu, relu_prime, sigmoid, sigmoid_prime_from_a, softmax
from helpers.initialisation import glorot, he
from helpers.normalisation import batch_norm_backward, batch_norm_forward, clip_by_norm

Array = NDArray[np.float64]

DEPTH, WIDTH, ROWS, CLASSES = 10, 20, 64, 3
KINDS = ("sigmoid", "ReLU", "ReLU, clipped", "sigmoid, batch norm")


def gradient_norms(
    kind: str, scale: float = 1.0, seed: int = 0, depth: int = DEPTH, max_norm: float = 5.0
) -> Array:
    """Return the norm of dL/dW of each layer, the output layer's last: (depth + 1,).

    Parameters
    ----------
    kind : one of `KINDS`. ReLU layers start with He's rule, sigmoid layers with Glorot's.
    scale : a factor on the initial weights of the hidden layers.
    seed : of the weights and of the batch.
    depth : the number of hidden layers.
    max_norm : the norm to which "ReLU, clipped" shortens the whole gradient, all layers together.
    """
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(ROWS, WIDTH))
    Y = np.eye(CLASSES)[rng.integers(0, CLASSES, ROWS)]
    activation, derivative, start = (
        (relu, relu_prime, he) if "ReLU" in kind else (sigmoid, sigmoid_prime_from_a, glorot)
    )
    weights = [scale * start(WIDTH, WIDTH, rng) for _ in range(depth)]
    weights.append(start(CLASSES, WIDTH, rng))

    activations, kept = [X], []
    for W in weights[:-1]:
        Z = activations[-1] @ W.T
        if "batch norm" in kind:
            Z, keep = batch_norm_forward(Z, np.ones(WIDTH), np.zeros(WIDTH))
            kept.append(keep)
        activations.append(activation(Z))

    dL_dZ = (softmax(activations[-1] @ weights[-1].T) - Y) / ROWS
    dL_dW = []
    for layer in reversed(range(depth + 1)):
        dL_dW.append(dL_dZ.T @ activations[layer])
        if layer > 0:
            dL_dZ = dL_dZ @ weights[layer] * derivative(activations[layer])
            if "batch norm" in kind:
                dL_dZ = batch_norm_backward(dL_dZ, kept[layer - 1])[0]

    norms = np.array([np.linalg.norm(part) for part in reversed(dL_dW)])
    return clip_by_norm(norms, max_norm) if "clipped" in kind else norms


def over_seeds(kind: str, scale: float = 1.0, depth: int = DEPTH, num_seeds: int = 20) -> Array:
    """Return the norms for the seeds 0, 1, …, one row per seed: (num_seeds, depth + 1)."""
    return np.stack([gradient_norms(kind, scale, seed, depth) for seed in range(num_seeds)])
