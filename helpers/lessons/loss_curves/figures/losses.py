"""Pictures of lesson 11: what counts in a week, a loss beside its slope, sure and wrong."""

from functools import cache

import numpy as np

from helpers.activations import sigmoid
from helpers.cross_entropy import (
    binary_cross_entropy_from_scores,
    binary_cross_entropy_from_scores_prime,
)
from helpers.drawing.picture import BACKWARD, CONTEXT, FORWARD, Drawing, Picture, new_figure, still
from helpers.gradients import Array
from helpers.losses import fund_loss, fund_loss_prime, mae, mae_prime, mse, mse_prime

from .. import crash_week as read_week

MINUS = str.maketrans("-", "−")
GREY = "#595959"
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
LOSSES = {
    "squared": (mse, mse_prime),
    "absolute": (mae, mae_prime),
    "fund": (fund_loss, fund_loss_prime),
}


def crash_week() -> Picture:
    """Return each day's share of the gradients' sizes, 13 to 17 October 2008, forecasts of 0."""
    return Picture(_draw_crash_week, _describe_crash_week).move()


week = cache(read_week)


def _parts(name: str) -> Array:
    """Return each day's share (5,) of the gradient's absolute values under one loss."""
    returns = week()[1]
    slopes: Array = np.abs(LOSSES[name][1](np.zeros(len(returns)), returns))
    return slopes / float(slopes.sum())


def _draw_crash_week() -> Drawing:
    days, returns = week()
    figure, axes = new_figure(7.5, 3.0, columns=2, sharey=True)
    for ax, name in zip(axes, ("squared", "absolute"), strict=True):
        parts = _parts(name)
        ax.bar(range(len(days)), 100 * parts, color=BACKWARD, width=0.6)
        for i, part in enumerate(parts):
            ax.text(i, 100 * part + 1, f"{100 * part:.0f}%", ha="center")
        labels = [f"{d}\n{r:+.1f}%".translate(MINUS) for d, r in zip(days, returns, strict=True)]
        ax.set_xticks(range(len(days)), labels)
        ax.set_title(f"{name} loss", fontsize=10, loc="left")
        ax.set(ylim=(0, 52), yticks=[])
        ax.spines["left"].set_visible(False)
    figure.supylabel("share of the gradients' sizes", fontsize=10)

    return figure, still


def _describe_crash_week() -> str:
    returns, parts = week()[1], _parts("squared")
    return (
        f"Five days of October 2008 and a forecast of 0. With the squared loss Monday "
        f"({returns[0]:+.1f}%) and Wednesday ({returns[2]:+.1f}%), whose gradients have opposite "
        f"signs, have about {round(5 * (parts[0] + parts[2]))} fifths of the sum of the sizes; "
        "with the absolute loss each day has 20%."
    )


def loss_and_slope(loss: str = "squared", error: float = -2.0) -> Picture:
    """Return the loss of one forecast against its error ŷ − y, and beside it the slope."""
    return Picture(_draw_loss_and_slope, _describe_loss_and_slope).move(loss=loss, error=error)


def _draw_loss_and_slope() -> Drawing:
    figure, (left, right) = new_figure(7.5, 3.5, columns=2)
    grid = np.linspace(-4, 4, 401)
    curves = {name: _curves(name, grid) for name in LOSSES}
    for ax, column, top, bottom in ((left, 0, 18, -1.2), (right, 1, 14, -9)):
        for name in LOSSES:
            ax.plot(grid, curves[name][column], color=CONTEXT, linewidth=1, alpha=0.6)
        ax.axhline(0, color=CONTEXT, linewidth=0.8)
        ax.axvline(0, color=CONTEXT, linewidth=0.8, linestyle=":")
        ax.set(xlim=(-4, 4), ylim=(bottom, top), xlabel="error ŷ − y (%)")
        ax.set_yticks(range(-5 if bottom < -5 else 0, 16, 5))
    places = {"squared": ((2.85, 6), (2.9, 4)), "absolute": ((2.65, 1), (2.65, -1.2)),
              "fund": ((2.4, 14), (2.05, 10.5))}  # fmt: skip
    for name, at in places.items():
        for ax, place in zip((left, right), at, strict=True):
            ax.text(*place, name, color=GREY, fontsize=8, va="center")
    title = left.set_title("", fontsize=10, loc="left")
    right.set_title("its derivative: how much it counts", fontsize=10, loc="left")
    lines = [
        left.plot([], [], color=FORWARD, linewidth=2.5)[0],
        right.plot([], [], color=BACKWARD, linewidth=2.5, linestyle="--")[0],
    ]
    points = [ax.plot([], [], "o", color=line.get_color(), markersize=9)[0]
              for ax, line in ((left, lines[0]), (right, lines[1]))]  # fmt: skip
    labels = [ax.text(0, 0, "", bbox=WHITE, color=line.get_color(), va="center")
              for ax, line in ((left, lines[0]), (right, lines[1]))]  # fmt: skip

    def update(loss: str, error: float) -> None:
        at = np.array([float(error)])
        values = [part[0] for part in _curves(loss, at)]
        for place, (line, point, label) in enumerate(zip(lines, points, labels, strict=True)):
            line.set_data(grid, curves[loss][place])
            point.set_data(at, [values[place]])
            inward = 1 if error < 0 else -1
            low, high = (left, right)[place].get_ylim()
            lift = (high - low) * 0.08
            if place:  # beside the line where it is steep, off it where it is flat
                lift *= np.sign(values[1]) * (loss == "absolute")
            label.set(
                position=(error + 0.3 * inward, np.clip(values[place] + lift, low + 1, high - 1)),
                text=f"{values[place]:g}".translate(MINUS),
                ha="left" if inward > 0 else "right",
            )
        title.set_text(f"{loss} loss: how wrong")

    return figure, update


def _describe_loss_and_slope(loss: str, error: float) -> str:
    value, slope = (part[0] for part in _curves(loss, np.array([float(error)])))
    return (
        f"The {loss} loss of an error of {error:g} is {value:g}; its derivative with respect to "
        f"the "
        f"forecast is {slope:g}."
    )


def _curves(name: str, error: Array) -> tuple[Array, Array]:
    """Return loss and derivative of one forecast for each error."""
    loss, prime = LOSSES[name]
    zero = np.zeros(1)
    pairs = [(loss(np.array([e]), zero), prime(np.array([e]), zero)[0]) for e in error]
    return np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])


def sure_and_wrong(logit: float = -4.0) -> Picture:
    """Return what an up-day costs against the logit z, and the derivative: two losses after σ."""
    return Picture(_draw_sure_and_wrong, _describe_sure_and_wrong).move(logit=logit)


def _cross(z: Array) -> tuple[Array, Array]:
    """Return cross-entropy and slope of an up-day for each logit."""
    up = np.ones(1)
    pairs = [
        (
            binary_cross_entropy_from_scores(np.array([s]), up),
            binary_cross_entropy_from_scores_prime(np.array([s]), up)[0],
        )
        for s in z
    ]
    return np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])


def _squared(z: Array) -> tuple[Array, Array]:
    """Return squared loss and slope of an up-day for each logit."""
    p = sigmoid(z)
    return (p - 1) ** 2, 2 * (p - 1) * p * (1 - p)


def _draw_sure_and_wrong() -> Drawing:
    figure, (left, right) = new_figure(7.5, 3.3, columns=2)
    grid = np.linspace(-8, 4, 241)
    styles = {
        "cross-entropy": (_cross, FORWARD, "-", "o"),
        "squared": (_squared, BACKWARD, "--", "D"),
    }
    points = []
    for name, (function, colour, style, marker) in styles.items():
        for ax, values in zip((left, right), function(grid), strict=True):
            ax.plot(grid, values, color=colour, linestyle=style, linewidth=2)
            points.append((ax.plot([], [], marker, color=colour, markersize=8)[0], function, ax))
        height = {"cross-entropy": (6.2, -0.86), "squared": (1.5, -0.13)}[name]
        left.text(-4.6 if name == "cross-entropy" else -7.8, height[0], name, color=colour)
        right.text(-7.8, height[1], name, color=colour)
    for ax, title in ((left, "loss of an up-day"), (right, "derivative with respect to z")):
        ax.set_title(title, fontsize=10, loc="left")
        ax.set(xlim=(-8, 4), xlabel="logit z    (p = σ(z), from “surely down” to “up”)")
        ax.axhline(0, color=CONTEXT, linewidth=0.8)

    def update(logit: float) -> None:
        at = np.array([float(logit)])
        for point, function, ax in points:
            point.set_data(at, function(at)[0 if ax is left else 1])

    return figure, update


def _describe_sure_and_wrong(logit: float) -> str:
    at = np.array([float(logit)])
    slopes = [_cross(at)[1][0], _squared(at)[1][0]]
    return (
        f"On an up-day a logit of {logit:g} says p = {sigmoid(logit):.2g}. The derivative of "
        f"cross-entropy is {slopes[0]:.2g}, that of the squared loss {slopes[1]:.2g}."
    )
