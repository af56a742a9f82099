"""Pictures of lesson 05 that show its networks, and the product of its rows with the weights."""

import numpy as np

from helpers.drawing import network
from helpers.drawing.picture import Picture
from helpers.lessons import xor

from .. import Net
from . import matrices
from .planes import UNIT_START

STOPS = network.steps(2)
BY_HAND = Net(
    W1=np.full((2, 2), 10.0),
    b1=np.array([-5.0, -15.0]),
    W2=np.array([[10.0, -10.0]]),
    b2=np.array([-5.0]),
)
FIRST = Net(
    W1=np.array([[1.0, -1.0], [0.5, 2.0]]),
    b1=np.array([0.0, -1.0]),
    W2=np.array([[-2.0, 1.5]]),
    b2=np.array([0.5]),
)


def unit(step: str = "forward 1") -> Picture:
    """Return one sigmoid unit with its bias, for the row (0, 1)."""
    W, b = UNIT_START
    picture = network.network([W], xor.X[1], xor.y[1], biases=[b], output="sigmoid")
    return picture.move(step=step)


def product(row: int = 1) -> Picture:
    """Return X @ W.T of the four rows and the unit's weights, with the sum of one row."""
    return matrices.matrix_product(xor.X, UNIT_START[0].T, ("X", "W.T", "X @ W.T"), row)


def by_hand(step: str = "forward 2") -> Picture:
    """Return 2-2-1 with the weights set by hand, for the row (0, 1)."""
    return _net(BY_HAND).move(step=step)


def gradients(step: str = "backward 2") -> Picture:
    """Return 2-2-1 with first weights, for the row (0, 1), in one step of its training."""
    return _net(FIRST).move(step=step)


def _net(net: Net) -> Picture:
    return network.network(
        [net.W1, net.W2],
        xor.X[1],
        xor.y[1],
        biases=[net.b1, net.b2],
        hidden="sigmoid",
        output="sigmoid",
        lr=0.5,
    )
