"""One drawing of a neural network, a stop of a slider per step: forward, loss, backward, update.

    from helpers.drawing import network

    def net(step: str = "start") -> Picture:
        return network.network([[[2.0]], [[0.5]]], x=[2.0], y=[20.0], lr=0.01).move(step=step)

and in the lesson `drawing.slide(figures.net(), step=network.steps(2))`.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from helpers.layers import ACTIVATIONS
from helpers.network import Network

from ..picture import Drawing, Picture
from .draw import draw
from .names import Labels, Names, labels
from .names import steps as steps
from .passes import LOSSES, Array, Passes, Training, fits, training_step
from .words import finding

MOST_UNITS = 30


def network(
    weights: Sequence[ArrayLike],
    x: ArrayLike,
    y: ArrayLike,
    *,
    biases: Sequence[ArrayLike] | None = None,
    hidden: str = "linear",
    output: str = "linear",
    loss: str = "half_squared_error",
    lr: float = 0.1,
    units: Names | None = None,
    weight_names: Sequence[str] | None = None,
    rate: float = 0.0,
    digits: int | None = None,
) -> Picture:
    """Return a network in one step of training on one sample; its state is `step` and `dropped`.

    Forward values are blue, gradients orange, weights green. With up to 9 weights, and where their
    words find room, each edge has its weight and later its gradient in numbers, and each unit its
    pre-activation, its value and what arrives on the way back. Else thickness is the size (of the
    weight, and on the way back of its gradient, at the edges that it has passed) and a dashed edge
    is negative; units keep their numbers up to 8 in a layer. The labels are laid out for all stops
    together, so that none overprints.

    Parameters
    ----------
    weights : W (n_out, n_in) per layer. A single number stands for one weight: `[2.0, 0.5]` is a
        chain of two.
    x, y : the inputs (n_in,) and the target (n_out,); a number stands for one.
    biases : b (n_out,) per layer, or a number for one. Left out, there are none.
    hidden, output : activations: "linear", "relu" or "sigmoid"; the output may be "softmax".
    loss : "half_squared_error" (summed over the outputs), "mse" (their mean),
        "binary_crossentropy" (a sigmoid output), "categorical_crossentropy" (a softmax output).
    lr : the learning rate η of the update.
    units : names of the units, a list per layer, the inputs first: `[["x"], ["h"], ["ŷ"]]`.
    weight_names : one name per weight, layer by layer and row by row; else w1, w2, …
    rate : dropout's rate. Where units are dropped, the hidden units that stay are divided by
        1 − rate.
    digits : significant digits. Left out, the words have 4, and the picture has 4 or, where there
        is little room, 3.

    Notes
    -----
    `step` is one of `steps(number of layers)`. `dropped` is "none", or names of hidden units with
    a space between them: `.move(dropped="h1 h3")`. Both may have a slider.

    Raises
    ------
    ValueError : shapes or names don't fit, a layer has over 30 units, or an activation, a loss, a
        step or a unit has an unknown name. A step or a unit is looked up when the picture is moved.
    """
    net = _net(weights, x, y, biases, hidden, output, loss, lr, rate)
    named = labels(net, units, weight_names)

    @cache
    def compute(dropped: str) -> Passes:
        return training_step(
            net if dropped else replace(net, rate=0.0), _masks(net, named, dropped)
        )

    def describe(step: str, dropped: str) -> str:
        stops = steps(len(net.weights))
        if step not in stops:
            raise ValueError(f"no step {step!r}; there are {stops}")
        gone = _off(dropped)
        return finding(net, named, compute(gone), step, gone, digits or 4)

    def drawing() -> Drawing:
        figure, update = draw(net, named, compute, digits)
        return figure, lambda step, dropped: update(step, _off(dropped))

    return Picture(drawing, describe).move(step="start", dropped="none")


def start_weights(sizes: Sequence[int], seed: int = 0, hidden: str = "sigmoid") -> list[Array]:
    """Return random weights W (n_out, n_in) for layers of so many units, inputs first.

    Glorot's start, or He's with `hidden="relu"`, as in `helpers.network.Network`.
    """
    return [W.copy() for W in Network(sizes, hidden, seed=seed).weights]


def _net(
    weights: Sequence[ArrayLike],
    x: ArrayLike,
    y: ArrayLike,
    biases: Sequence[ArrayLike] | None,
    hidden: str,
    output: str,
    loss: str,
    lr: float,
    rate: float,
) -> Training:
    W = tuple(np.atleast_2d(np.asarray(one, dtype=np.float64)) for one in weights)
    if biases is None:
        b = tuple(np.zeros(len(one)) for one in W)
    else:
        b = tuple(np.atleast_1d(np.asarray(one, dtype=np.float64)) for one in biases)
    inputs, target = (np.atleast_1d(np.asarray(v, dtype=np.float64)) for v in (x, y))
    net = Training(W, b, inputs, target, hidden, output, loss, lr, rate, biases is not None)
    shapes = [one.shape for one in W]
    if not W or shapes != list(zip(net.sizes[1:], net.sizes[:-1], strict=True)):
        raise ValueError(f"weights of shapes {shapes} don't follow {len(inputs)} inputs")
    if [one.shape for one in b] != [(size,) for size in net.sizes[1:]]:
        raise ValueError(f"biases of shapes {[one.shape for one in b]} don't fit {net.sizes}")
    if target.shape != (net.sizes[-1],):
        raise ValueError(f"{len(target)} targets for {net.sizes[-1]} outputs")
    if max(net.sizes) > MOST_UNITS:
        raise ValueError(f"at most {MOST_UNITS} units per layer can be drawn, not {net.sizes}")
    if hidden not in ACTIVATIONS or hidden == "softmax" or output not in ACTIVATIONS:
        raise ValueError(f"no hidden layers {hidden!r} with output {output!r}")
    if loss not in LOSSES or not fits(output, loss):
        raise ValueError(f"no loss {loss!r} with output {output!r}")
    if not 0 <= rate < 1:
        raise ValueError(f"rate must be from 0 to below 1, not {rate}")
    return net


def _off(dropped: str) -> str:
    """Return the names of the dropped units, an empty string for none."""
    return "" if dropped == "none" else dropped


def _masks(net: Training, named: Labels, dropped: str) -> list[Array]:
    """Return 1 for each unit that stays and 0 for the others, per layer of weights."""
    masks = [np.ones(size) for size in net.sizes[1:]]
    for name in dropped.split():
        layer, place = named.place(name)
        masks[layer][place] = 0.0
    return masks
