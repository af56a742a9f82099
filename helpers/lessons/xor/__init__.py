"""The nets of lesson 05: one sigmoid unit, and 2-h-1, a layer of h sigmoid units before it.

The loss is L = ½ Σ (ŷ − y)², summed over the rows of X. Rows are samples; W is (n_out, n_in).
A `Net` may hold many nets at once: its arrays then have one more axis in front, one entry a net,
and every function here works on all of them together.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.activations import sigmoid, sigmoid_prime_from_a
from helpers.training import Progress

Array = NDArray[np.float64]

# Momentum up (1) or down (0), market stressed (1) or calm (0); buy (1) where the two differ.
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([[0.0], [1.0], [1.0], [0.0]])


class Net(NamedTuple):
    """What 2-h-1 learns: W1 (h, n), b1 (h,), W2 (1, h), b2 (1,), n = 2. Slopes look the same."""

    W1: Array
    b1: Array
    W2: Array
    b2: Array


def start(rng: np.random.Generator, n_hidden: int, scale: float = 1.0) -> Net:
    """Return a start whose every entry is drawn from a normal distribution of width `scale`."""
    shapes = [(n_hidden, 2), (n_hidden,), (1, n_hidden), (1,)]
    return Net(*(rng.normal(0.0, scale, shape) for shape in shapes))


def equal_start(n_hidden: int, value: float) -> Net:
    """Return a start whose every entry is `value`: all hidden units are alike."""
    shapes = [(n_hidden, 2), (n_hidden,), (1, n_hidden), (1,)]
    return Net(*(np.full(shape, value) for shape in shapes))


def starts(n_hidden: int, num_seeds: int, scale: float = 1.0) -> Net:
    """Return the starts of the seeds 0, 1, …, stacked: W1 (num_seeds, n_hidden, 2) and so on."""
    return stacked([start(np.random.default_rng(s), n_hidden, scale) for s in range(num_seeds)])


def stacked(nets: Sequence[Net]) -> Net:
    """Return many nets of one size as one `Net` whose arrays have an entry a net in front."""
    return Net(*(np.stack(parts) for parts in zip(*nets, strict=True)))


def forward(
    X: Array, W1: Array, b1: Array, W2: Array, b2: Array
) -> tuple[Array, Array, Array, Array]:
    """Return Z1 (m, h), A1 (m, h), Z2 (m, 1) and ŷ (m, 1) for the m rows of X."""
    Z1 = X @ W1.mT + b1[..., np.newaxis, :]  # .mT: .T of the last two axes, so a stack works too
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2.mT + b2[..., np.newaxis, :]
    y_hat = sigmoid(Z2)
    return Z1, A1, Z2, y_hat


def backward(X: Array, y: Array, W1: Array, b1: Array, W2: Array, b2: Array) -> Net:
    """Return the slopes of the loss, one line a factor of the chain rule."""
    _, A1, _, y_hat = forward(X, W1, b1, W2, b2)
    dL_dZ2 = (y_hat - y) * sigmoid_prime_from_a(y_hat)
    dL_dA1 = dL_dZ2 @ W2
    dL_dZ1 = dL_dA1 * sigmoid_prime_from_a(A1)
    return Net(W1=dL_dZ1.mT @ X, b1=dL_dZ1.sum(axis=-2), W2=dL_dZ2.mT @ A1, b2=dL_dZ2.sum(axis=-2))


def train(net: Net, num_epochs: int, lr: float = 0.5) -> Net:
    """Return the net, or the stack of nets, after `num_epochs` steps on the four corners."""
    for _ in range(num_epochs):
        slopes = backward(X, y, *net)
        net = Net(*(p - lr * slope for p, slope in zip(net, slopes, strict=True)))
    return net


def film(
    net: Net, epochs: Sequence[int], lr: float = 0.5, progress: Progress | None = None
) -> list[Net]:
    """Return the net as it is after each of `epochs` (rising numbers) of one training.

    `progress`, where there is one, is told (epochs done, epochs in all) at each of them.
    """
    frames, done = [], 0
    for epoch in epochs:
        net = train(net, epoch - done, lr)
        done = epoch
        frames.append(net)
        if progress:
            progress(done, epochs[-1])
    return frames


@cache
def _starts_after(n_hidden: int, num_seeds: int, epochs: tuple[int, ...]) -> Net:
    if not epochs:
        return starts(n_hidden, num_seeds)
    *before, last = epochs
    net = _starts_after(n_hidden, num_seeds, tuple(before))
    return train(net, last - (before[-1] if before else 0))


def film_of_starts(
    n_hidden: int, num_seeds: int, epochs: Sequence[int], progress: Progress | None = None
) -> list[Net]:
    """Return the film of `starts`; they are trained once in a process, however often it is asked.

    `progress` as in `film`.
    """
    frames = []
    for done, epoch in enumerate(epochs, 1):
        frames.append(_starts_after(n_hidden, num_seeds, tuple(epochs[:done])))
        if progress:
            progress(epoch, epochs[-1])
    return frames


def answers(net: Net) -> Array:
    """Return ŷ for the four corners, (4,) for one net and (num_seeds, 4) for a stack."""
    return forward(X, *net)[-1][..., 0]


def solved(net: Net, margin: float = 0.1) -> NDArray[np.bool_]:
    """Return whether all four answers are within `margin` of what they should be, for each net."""
    return np.asarray(np.all(np.abs(answers(net) - y[:, 0]) < margin, axis=-1))


def interval(count: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return the ends of Wilson's 95% interval for a share, of which `count` of `total` were seen.

    Wilson 1927, Probable Inference, the Law of Succession, and Statistical Inference.
    """
    share, shrink = count / total, 1 + z**2 / total
    middle = (share + z**2 / (2 * total)) / shrink
    half = z / shrink * math.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
    return middle - half, middle + half


def unit_answers(X: Array, W: Array, b: Array) -> Array:
    """Return ŷ = σ(X·Wᵀ + b) of one sigmoid unit, (m, 1), with W (1, 2) and b (1,)."""
    return sigmoid(X @ W.T + b)


def train_unit(
    X: Array, y: Array, W: Array, b: Array, lr: float, num_epochs: int
) -> tuple[Array, Array, Array]:
    """Return W, b and ŷ of one sigmoid unit after `num_epochs` steps."""
    for _ in range(num_epochs):
        y_hat = unit_answers(X, W, b)
        dL_dZ = (y_hat - y) * sigmoid_prime_from_a(y_hat)
        dL_dW = dL_dZ.T @ X
        dL_db = dL_dZ.sum(axis=0)
        W = W - lr * dL_dW
        b = b - lr * dL_db
    return W, b, unit_answers(X, W, b)
