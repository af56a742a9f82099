"""A chain of five sigmoid units: each factor on the way back is written at its unit."""

from helpers.drawing import network
from helpers.drawing.picture import Picture

UNITS = 5


def sigmoid_chain(step: str = "backward 1") -> Picture:
    """Return the chain with all weights 1, x = 1 and y = 0, in one step of training."""
    return network.network(
        [1.0] * UNITS, x=1.0, y=0.0, hidden="sigmoid", output="sigmoid", lr=0.5, digits=2
    ).move(step=step)
