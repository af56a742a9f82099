"""Squared error and cross-entropy of a sigmoid output over its pre-activation, for y = 0."""

import numpy as np

from helpers.activations import sigmoid, sigmoid_prime
from helpers.drawing.picture import BACKWARD, CONTEXT, FORWARD, Drawing, Picture, new_figure, still

Z = np.linspace(-8, 8, 161)
WRONG = 6.0  # where ŷ is near 1, and y is 0
REACH = 1.6  # of a tangent, to both sides


def two_losses() -> Picture:
    """Return both losses with their tangents where the prediction is sure and wrong."""
    return Picture(_draw, _describe).move()


def _square(z: float) -> tuple[float, float]:
    """Return ½(ŷ − 0)² and its derivative by z."""
    y_hat = float(sigmoid(z))
    return 0.5 * y_hat**2, y_hat * float(sigmoid_prime(z))


def _entropy(z: float) -> tuple[float, float]:
    """Return −log(1 − ŷ), which is log(1 + eᶻ), and its derivative by z."""
    return float(np.logaddexp(0, z)), float(sigmoid(z))


def _draw() -> Drawing:
    figure, axes = new_figure(7.6, 3.2, columns=2)
    ends = np.array([WRONG - REACH, WRONG + REACH])
    parts = [
        ("½(ŷ − y)²", _square, BACKWARD, (-0.05, 0.75)),
        ("cross-entropy", _entropy, FORWARD, (-0.5, 9.0)),
    ]
    for ax, (name, loss, colour, limits) in zip(axes, parts, strict=True):
        height, slope = loss(WRONG)
        ax.plot(Z, [loss(float(z))[0] for z in Z], color=CONTEXT, linewidth=1.5)
        ax.plot(ends, height + slope * (ends - WRONG), color=colour, linewidth=2.5)
        ax.plot(WRONG, height, color=colour, marker="o", markersize=7)
        ax.text(0.04, 0.9, f"dL/dz = {slope:.4f}", color=colour, transform=ax.transAxes)
        ax.set(xlim=(-8, 8), ylim=limits, xlabel="pre-activation z", ylabel="loss for y = 0")
        ax.set_xticks([-6, -3, 0, 3, 6])
        ax.set_title(name, fontsize=11, loc="left", color=colour)
    return figure, still


def _describe() -> str:
    return (
        f"At z = {WRONG:g} the prediction is {float(sigmoid(WRONG)):.3f}, and y = 0. dL/dz is "
        f"{_square(WRONG)[1]:.4f} for the squared error and {_entropy(WRONG)[1]:.4f} for "
        "cross-entropy. Far to the left both losses are flat."
    )
