"""One sample through a dense network: forward, loss, backward, update, with all that lies between.

What a picture of a network writes down. The formulas are those of `helpers.layers`; here every
part is kept by name, also the parts of a gradient that several units send back to one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_from_scores_prime,
    binary_cross_entropy_prime,
    categorical_cross_entropy,
    categorical_cross_entropy_from_scores_prime,
)
from helpers.dropout import dropout, dropout_prime
from helpers.layers import ACTIVATIONS, SLOPES_FROM_A
from helpers.losses import half_squared_error, half_squared_error_prime, mse, mse_prime

Array = NDArray[np.float64]


class Loss(NamedTuple):
    """A loss of one sample, its slope, and both as a reader sees them."""

    value: Callable[[Array, Array], float]
    slope: Callable[[Array, Array], Array] | None  # by ŷ; None: by z at once
    formula: str
    slope_formula: str


LOSSES = {
    "half_squared_error": Loss(
        lambda y_hat, y: float(half_squared_error(y_hat, y).sum()),
        half_squared_error_prime,
        "½(ŷ − y)²",
        "ŷ − y",
    ),
    "mse": Loss(mse, mse_prime, "(ŷ − y)²", "2(ŷ − y)"),
    "binary_crossentropy": Loss(
        binary_cross_entropy,
        binary_cross_entropy_prime,
        "−y·log ŷ − (1 − y)·log(1 − ŷ)",
        "(ŷ − y) / (ŷ(1 − ŷ))",
    ),
    "categorical_crossentropy": Loss(categorical_cross_entropy, None, "−log of ŷ where y is 1", ""),
}


def fits(output: str, loss: str) -> bool:
    """Say whether a loss can follow an output."""
    ends = {"binary_crossentropy": "sigmoid", "categorical_crossentropy": "softmax"}
    return output == ends[loss] if loss in ends else output != "softmax"


@dataclass(frozen=True)
class Training:
    """A network, one sample, its target, and how it is trained. Arrays as in `helpers.layers`."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    x: Array
    y: Array
    hidden: str
    output: str
    loss: str
    lr: float
    rate: float
    biased: bool  # without biases, `biases` are zeros that no step moves

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units per layer, from the inputs to the outputs."""
        return (len(self.x), *(len(W) for W in self.weights))

    def activation(self, layer: int) -> str:
        """Return the activation's name of the layer that `weights[layer]` leads to."""
        return self.output if layer == len(self.weights) - 1 else self.hidden


@dataclass(frozen=True)
class Passes:
    """All numbers of one forward and one backward pass. Lists have an entry per layer of weights.

    Attributes
    ----------
    z, dL_dz : (n_out,), pre-activations and the slopes of the loss by them.
    a : (n_out,), what goes on to the next layer, after dropout; `a[0]` is x, so it is one longer.
    dL_da : (n_out,), slopes by the activations; None at a softmax, where the loss's slope is by z.
    parts : (n_out, n_in), `parts[k][j, i]` is what unit j sends back to unit i: dL/dz_j · w_ji.
    dL_dW, dL_db : shaped as weights and biases.
    new_weights, new_biases : after one step of gradient descent.
    loss, new_loss : before and after that step.
    masks : (n_out,), 0 for each dropped unit and 1 for the others.
    """

    z: list[Array]
    a: list[Array]
    loss: float
    dL_dz: list[Array]
    dL_da: list[Array | None]
    parts: list[Array]
    dL_dW: list[Array]
    dL_db: list[Array]
    new_weights: tuple[Array, ...]
    new_biases: tuple[Array, ...]
    new_loss: float
    masks: list[Array]


def training_step(net: Training, masks: list[Array]) -> Passes:
    """Return all numbers of one training step; `masks` has 0 for each dropped unit of a layer."""
    z, a, whole = _forward(net, net.weights, net.biases, masks)
    dL_dW, dL_db, dL_dz, parts = [], [], [], []
    dL_da: list[Array | None] = []
    arriving, by_z = _slopes_at_the_end(net, z[-1], a[-1])
    for layer in reversed(range(len(net.weights))):
        if layer < len(net.weights) - 1:
            assert arriving is not None
            slope = SLOPES_FROM_A[net.activation(layer)](whole[layer])
            by_z = arriving * dropout_prime(masks[layer], net.rate, training=True) * slope
        dL_da.append(arriving)
        dL_dz.append(by_z)
        dL_dW.append(np.outer(by_z, a[layer]))
        dL_db.append(by_z)
        parts.append(by_z[:, np.newaxis] * net.weights[layer])
        arriving = parts[-1].sum(0)
    for found in (dL_dW, dL_db, dL_dz, dL_da, parts):
        found.reverse()
    new_weights = tuple(W - net.lr * g for W, g in zip(net.weights, dL_dW, strict=True))
    lr_b = net.lr if net.biased else 0.0
    new_biases = tuple(b - lr_b * g for b, g in zip(net.biases, dL_db, strict=True))
    new_y_hat = _forward(net, new_weights, new_biases, masks)[1][-1]
    loss = LOSSES[net.loss].value
    return Passes(
        z=z,
        a=a,
        loss=loss(a[-1], net.y),
        dL_dz=dL_dz,
        dL_da=dL_da,
        parts=parts,
        dL_dW=dL_dW,
        dL_db=dL_db,
        new_weights=new_weights,
        new_biases=new_biases,
        new_loss=loss(new_y_hat, net.y),
        masks=masks,
    )


def _forward(
    net: Training, weights: tuple[Array, ...], biases: tuple[Array, ...], masks: list[Array]
) -> tuple[list[Array], list[Array], list[Array]]:
    """Return z, a with x before it, and the activations before dropout."""
    z, a, whole = [], [net.x], []
    for layer, (W, b, mask) in enumerate(zip(weights, biases, masks, strict=True)):
        z.append(W @ a[-1] + b)
        whole.append(ACTIVATIONS[net.activation(layer)](z[-1]))
        last = layer == len(weights) - 1
        a.append(dropout(whole[-1], mask, net.rate, training=not last))
    return z, a, whole


def _slopes_at_the_end(net: Training, z: Array, y_hat: Array) -> tuple[Array | None, Array]:
    """Return dL/dŷ, if the loss has it, and dL/dz of the outputs."""
    slope = LOSSES[net.loss].slope
    if slope is None:
        return None, categorical_cross_entropy_from_scores_prime(z, net.y)
    by_y_hat = slope(y_hat, net.y)
    if net.loss == "binary_crossentropy":  # exact, also where ŷ is rounded to 0 or 1
        return by_y_hat, binary_cross_entropy_from_scores_prime(z, net.y)
    return by_y_hat, by_y_hat * SLOPES_FROM_A[net.output](y_hat)
