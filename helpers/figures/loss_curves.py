"""Pictures of lesson 10: who shouts in a week, a loss beside its slope, sure and wrong."""

import numpy as np

from ..activations import sigmoid
from ..cross_entropy import (
    binary_cross_entropy_from_scores,
    binary_cross_entropy_from_scores_prime,
)
from ..gradients import Array
from ..loss_curves import crash_week as week
from ..losses import mae, mae_prime, mse, mse_prime, return_loss, return_loss_prime
from .picture import BACKWARD, CONTEXT, FORWARD, Picture, new_figure

MINUS = str.maketrans("-", "−")
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
LOSSES = {
    "squared": (mse, mse_prime),
    "absolute": (mae, mae_prime),
    "return": (return_loss, return_loss_prime),
}


def crash_week() -> Picture:
    """Return each day's part of the blame, 13 to 17 October 2008, for a forecast of 0 every day."""
    days, returns = week()
    figure, axes = new_figure(7.5, 3.0, columns=2, sharey=True)
    parts = {}
    for ax, name in zip(axes, ("squared", "absolute"), strict=True):
        slopes = np.abs(LOSSES[name][1](np.zeros(len(returns)), returns))
        parts[name] = slopes / slopes.sum()
        ax.bar(range(len(days)), 100 * parts[name], color=BACKWARD, width=0.6)
        for i, part in enumerate(parts[name]):
            ax.text(i, 100 * part + 1, f"{100 * part:.0f}%", ha="center")
        labels = [f"{d}\n{r:+.1f}%".translate(MINUS) for d, r in zip(days, returns, strict=True)]
        ax.set_xticks(range(len(days)), labels)
        ax.set_title(f"{name} loss", fontsize=10, loc="left")
        ax.set(ylim=(0, 52), yticks=[])
        ax.spines["left"].set_visible(False)
    figure.supylabel("part of the week's blame", fontsize=10)

    def update() -> str:
        loud = parts["squared"][0] + parts["squared"][2]
        return (
            f"Five days of October 2008 and a forecast of 0. With the squared loss Monday "
            f"({returns[0]:+.1f}%) and Wednesday ({returns[2]:+.1f}%) carry about "
            f"{round(5 * loud)} fifths of the blame; with the absolute loss each day carries 20%."
        )

    return Picture(figure, update).move()


def loss_and_slope(loss: str = "squared", miss: float = -2.0) -> Picture:
    """Return the loss of one forecast against its miss ŷ − y, and beside it the slope."""
    figure, (left, right) = new_figure(7.5, 3.5, columns=2)
    grid = np.linspace(-4, 4, 401)
    curves = {name: _curves(name, grid) for name in LOSSES}
    for ax, column, top, bottom in ((left, 0, 18, -1.2), (right, 1, 14, -9)):
        for name in LOSSES:
            ax.plot(grid, curves[name][column], color=CONTEXT, linewidth=1, alpha=0.6)
        ax.axhline(0, color=CONTEXT, linewidth=0.8)
        ax.axvline(0, color=CONTEXT, linewidth=0.8, linestyle=":")
        ax.set(xlim=(-4, 4), ylim=(bottom, top), xlabel="miss ŷ − y (%)")
        ax.set_yticks(range(-5 if bottom < -5 else 0, 16, 5))
    title = left.set_title("", fontsize=10, loc="left")
    right.set_title("its slope by ŷ: how loud", fontsize=10, loc="left")
    lines = [
        left.plot([], [], color=FORWARD, linewidth=2.5)[0],
        right.plot([], [], color=BACKWARD, linewidth=2.5, linestyle="--")[0],
    ]
    points = [ax.plot([], [], "o", color=line.get_color(), markersize=9)[0]
              for ax, line in ((left, lines[0]), (right, lines[1]))]  # fmt: skip
    labels = [ax.text(0, 0, "", bbox=WHITE, color=line.get_color(), va="center")
              for ax, line in ((left, lines[0]), (right, lines[1]))]  # fmt: skip

    def update(loss: str, miss: float) -> str:
        at = np.array([float(miss)])
        values = [part[0] for part in _curves(loss, at)]
        for place, (line, point, label) in enumerate(zip(lines, points, labels, strict=True)):
            line.set_data(grid, curves[loss][place])
            point.set_data(at, [values[place]])
            inward = 1 if miss < 0 else -1
            low, high = (left, right)[place].get_ylim()
            lift = (high - low) * 0.08
            if place:  # beside the line where it is steep, off it where it is flat
                lift *= np.sign(values[1]) * (loss == "absolute")
            label.set(
                position=(miss + 0.3 * inward, np.clip(values[place] + lift, low + 1, high - 1)),
                text=f"{values[place]:g}".translate(MINUS),
                ha="left" if inward > 0 else "right",
            )
        title.set_text(f"{loss} loss: how wrong")
        return (
            f"The {loss} loss of a miss of {miss:g} is {values[0]:g}; its slope by the forecast is "
            f"{values[1]:g}."
        )

    return Picture(figure, update).move(loss=loss, miss=miss)


def _curves(name: str, miss: Array) -> tuple[Array, Array]:
    """Return loss and slope of one forecast for each miss."""
    loss, prime = LOSSES[name]
    zero = np.zeros(1)
    pairs = [(loss(np.array([e]), zero), prime(np.array([e]), zero)[0]) for e in miss]
    return np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])


def sure_and_wrong(score: float = -4.0) -> Picture:
    """Return what an up-day costs against the score z, and the slope: two losses after σ."""
    figure, (left, right) = new_figure(7.5, 3.3, columns=2)
    grid, up = np.linspace(-8, 4, 241), np.ones(1)

    def cross(z: Array) -> tuple[Array, Array]:
        pairs = [
            (
                binary_cross_entropy_from_scores(np.array([s]), up),
                binary_cross_entropy_from_scores_prime(np.array([s]), up)[0],
            )
            for s in z
        ]
        return np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])

    def squared(z: Array) -> tuple[Array, Array]:
        p = sigmoid(z)
        return (p - 1) ** 2, 2 * (p - 1) * p * (1 - p)

    styles = {
        "cross-entropy": (cross, FORWARD, "-", "o"),
        "squared": (squared, BACKWARD, "--", "D"),
    }
    points = []
    for name, (function, colour, style, marker) in styles.items():
        for ax, values in zip((left, right), function(grid), strict=True):
            ax.plot(grid, values, color=colour, linestyle=style, linewidth=2)
            points.append((ax.plot([], [], marker, color=colour, markersize=8)[0], function, ax))
        height = {"cross-entropy": (6.2, -0.86), "squared": (1.5, -0.13)}[name]
        left.text(-4.6 if name == "cross-entropy" else -7.8, height[0], name, color=colour)
        right.text(-7.8, height[1], name, color=colour)
    for ax, title in ((left, "loss of an up-day"), (right, "slope by the score z")):
        ax.set_title(title, fontsize=10, loc="left")
        ax.set(xlim=(-8, 4), xlabel="score z    (p = σ(z), from “surely down” to “up”)")
        ax.axhline(0, color=CONTEXT, linewidth=0.8)

    def update(score: float) -> str:
        at = np.array([float(score)])
        for point, function, ax in points:
            point.set_data(at, function(at)[0 if ax is left else 1])
        slopes = [cross(at)[1][0], squared(at)[1][0]]
        return (
            f"On an up-day a score of {score:g} says p = {sigmoid(score):.2g}. Cross-entropy "
            f"blames it with {slopes[0]:.2g}, the squared loss with {slopes[1]:.2g}."
        )

    return Picture(figure, update).move(score=score)
