"""The dense network as one vector of parameters, with weights and biases as views into it."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from . import cross_entropy, losses
from .initialisation import glorot, he
from .layers import ACTIVATIONS, SLOPES_FROM_A, backward_pass, forward_pass

Array = NDArray[np.float64]
Loss = tuple[Callable[[Array, Array], float], Callable[[Array, Array], Array]]

# The loss that goes with an output, and its slope, both from the scores: the output's z.
MATCHING_LOSS: dict[str, Callable[[Array, Array], tuple[float, Array]]] = {
    "linear": losses.mse_and_slope,
    "sigmoid": cross_entropy.binary_cross_entropy_and_slope,
    "softmax": cross_entropy.categorical_cross_entropy_and_slope,
}


def pack(weights: Sequence[Array], biases: Sequence[Array]) -> Array:
    """Return all numbers in one vector: W row by row, then b, layer by layer."""
    return np.concatenate([part.ravel() for Wb in zip(weights, biases, strict=True) for part in Wb])


def unpack(vector: Array, sizes: Sequence[int]) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    """Return weights and biases as views into `vector`: change one and you change the other.

    Axes before the last are kept: vectors (k, n) give W (k, n_out, n_in) and b (k, n_out).
    """
    weights, biases, start = [], [], 0
    for n_in, n_out in pairwise(sizes):
        middle, end = start + n_out * n_in, start + n_out * n_in + n_out
        weights.append(vector[..., start:middle].reshape(*vector.shape[:-1], n_out, n_in))
        biases.append(vector[..., middle:end])
        start = end
    return tuple(weights), tuple(biases)


class Network:
    """A dense network whose parameters are one vector, so that an update is one line.

    Parameters
    ----------
    sizes : units a layer from input to output, such as (3, 4, 2).
    hidden : "relu" or "sigmoid".
    output : "linear", "sigmoid" or "softmax".
    loss : a loss and its slope, both of (ŷ, y), such as (mse, mse_prime), for a linear or sigmoid
        output. Left out, it is what goes with the output: mse, binary or categorical
        cross-entropy.
    seed : of the start weights: He for ReLU layers, Glorot for the others; biases are 0.
    dtype : what it counts in, float64 or float32. Rows of another kind are converted; seven digits
        are enough for training, and float32 takes half the memory and about half the time.

    Raises
    ------
    ValueError : fewer than two sizes, one below 1, another dtype, or names that don't go together.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        hidden: str = "relu",
        output: str = "linear",
        loss: Loss | None = None,
        seed: int = 0,
        dtype: DTypeLike = np.float64,
    ) -> None:
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError(f"sizes must be two or more numbers from 1 up, not {sizes}")
        if hidden not in ("relu", "sigmoid") or output not in MATCHING_LOSS:
            raise ValueError(f"no hidden layers {hidden!r} with output {output!r}")
        if loss is not None and output == "softmax":
            raise ValueError("a softmax output has its own loss, categorical cross-entropy")
        if dtype not in (np.float64, np.float32):
            raise ValueError(f"a network counts in np.float64 or np.float32, not in {dtype}")
        self.sizes, self.hidden, self.output, self.loss_pair = tuple(sizes), hidden, output, loss
        rng = np.random.default_rng(seed)
        layers = [(n_out, n_in) for n_in, n_out in pairwise(self.sizes)]
        starts = [he if hidden == "relu" else glorot] * (len(layers) - 1) + [glorot]
        weights = [start(*layer, rng) for start, layer in zip(starts, layers, strict=True)]
        start = pack(weights, [np.zeros(n_out) for n_out, _ in layers])
        self.parameters = start.astype(dtype)

    @property
    def weights(self) -> tuple[Array, ...]:
        """W (n_out, n_in) of each layer, views into `parameters`."""
        return unpack(self.parameters, self.sizes)[0]

    @property
    def biases(self) -> tuple[Array, ...]:
        """The b (n_out,) of each layer, views into `parameters`."""
        return unpack(self.parameters, self.sizes)[1]

    def predict(self, X: ArrayLike) -> Array:
        """Return ŷ (m, n_out) for X (m, n_in), or (n_out,) for one sample (n_in,)."""
        return self._forward(X, self.output)[-1]

    def loss(self, X: ArrayLike, y: ArrayLike) -> float:
        """Return the loss for y (m, n_out), averaged over the batch."""
        return self.loss_and_blame(self._forward(X, "linear")[-1], self.in_its_floats(y))[0]

    def loss_and_gradient(self, X: ArrayLike, y: ArrayLike) -> tuple[float, Array]:
        """Return the loss for y (m, n_out) and its slope by `parameters`, a vector of that length.

        Raises ValueError if y hasn't the shape of the prediction. `unpack(gradient, sizes)` gives
        the slopes layer by layer. `fit` has the same from `passes.BatchPasses`, in less time.
        """
        activations = self._forward(X, "linear")
        loss, dL_dZ = self.loss_and_blame(activations[-1], self.in_its_floats(y))
        return loss, pack(*backward_pass(dL_dZ, activations, self.weights, self.hidden))

    def loss_and_blame(self, Z: Array, y: Array) -> tuple[float, Array]:
        """Return the loss and its slope by the output's z, which has the shape of y."""
        if self.loss_pair is None:
            return MATCHING_LOSS[self.output](Z, y)
        loss, loss_prime = self.loss_pair
        y_hat = ACTIVATIONS[self.output](Z)
        blame = loss_prime(y_hat, y) * SLOPES_FROM_A[self.output](y_hat)
        return loss(y_hat, y), self.in_its_floats(blame)

    def in_its_floats(self, rows: ArrayLike) -> Array:
        """Return `rows` as an array of the kind of float that the network counts in."""
        return np.asarray(rows, dtype=self.parameters.dtype)

    def _forward(self, X: ArrayLike, output: str) -> list[Array]:
        X = self.in_its_floats(X)
        return forward_pass(X, self.weights, self.biases, self.hidden, output)
