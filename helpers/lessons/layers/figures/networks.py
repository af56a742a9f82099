"""Networks drawn: the desk's, and a small one whose gradients come back from several units."""

from helpers.drawing import network
from helpers.drawing.picture import Picture


def desk(step: str = "start") -> Picture:
    """Return the desk's network 2-5-4-3 with its initial weights, for one day that was a crash."""
    return network.network(
        network.start_weights([2, 5, 4, 3], seed=2, hidden="relu"),
        x=[-0.5, 1.5],
        y=[1, 0, 0],
        hidden="relu",
        output="softmax",
        loss="categorical_crossentropy",
        units=[["trend", "vol."], ["h"] * 5, ["h"] * 4, ["crash", "flat", "rally"]],
    ).move(step=step)


def two_gradients(step: str = "backward 2") -> Picture:
    """Return a network 2-2-2 in one step of training; gradients of two units add up at each h.

    The second hidden unit is off: its z is below 0.
    """
    return network.network(
        [[[0.8, -0.4], [-0.6, 0.5]], [[0.5, -0.3], [-0.2, 0.7]]],
        x=[2.0, 1.0],
        y=[0, 1],
        hidden="relu",
        output="softmax",
        loss="categorical_crossentropy",
        lr=0.5,
    ).move(step=step)
