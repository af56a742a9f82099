"""More pictures of lesson 08: the valley, a sweep, three curves to diagnose."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from matplotlib import colormaps
from matplotlib.ticker import NullFormatter

from helpers.drawing.picture import (
    BACKWARD,
    CONTEXT,
    FORWARD,
    PARAMETER,
    Drawing,
    Picture,
    new_figure,
    still,
)
from helpers.gradients import Array

from .. import walks
from ..three_curves import CURVES

START, NUM_STEPS, EDGE = (2.0, 0.5), 40, 5.5
LEVELS = (5, 20, 50, 100, 150)
SHADES = colormaps["cividis"](np.linspace(0.0, 0.7, len(LEVELS)))  # the palest are hard to see
LOWEST = 1e-8  # loss of a sweep that is drawn
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}


def rate_landscape(lr: float = 0.02) -> Picture:
    """Return 40 steps in the valley of lesson 03, as a map and as a loss curve, with rate lr."""
    return Picture(_draw_rate_landscape, _describe_rate_landscape).move(lr=lr)


def _path_on_the_map(lr: float) -> tuple[Array, Array]:
    """Return the walker's path (n, 3), and its part before it leaves the map."""
    path = walks.path(walks.valley, np.array(START), lr, NUM_STEPS)
    inside = np.all(np.abs(path[:, :2]) < EDGE, axis=1)
    return path, path if inside.all() else path[: int(np.argmin(inside))]


def _draw_rate_landscape() -> Drawing:
    figure, (left, right) = new_figure(8.0, 3.9, columns=2)
    w1, w2 = np.meshgrid(np.linspace(-EDGE, EDGE, 120), np.linspace(-EDGE, EDGE, 120))
    loss = 0.5 * (2.0 * w1 * w2 - 20.0) ** 2
    left.contour(w1, w2, loss, levels=LEVELS, colors=SHADES, linewidths=1)
    branch = np.linspace(10 / EDGE, EDGE, 100)
    for side in (1, -1):
        left.plot(side * branch, side * 10 / branch, color=CONTEXT, linestyle="--", linewidth=2)
    words = "dashed: minimum,\nw1·w2 = 10\nring: start\nlarge dot: last\nplace shown"
    left.text(-5.4, 5.3, words, ha="left", va="top", fontsize=9, bbox=WHITE)
    left.set(xlabel="w1", ylabel="w2", xlim=(-EDGE, EDGE), ylim=(-EDGE, EDGE), aspect="equal")
    (trail,) = left.plot([], [], "--o", color=PARAMETER, linewidth=1.2, markersize=3.5)
    left.plot(*START, "o", color=PARAMETER, markerfacecolor="white", markersize=6, zorder=3)
    (walker,) = left.plot([], [], "o", color=BACKWARD, markersize=8, zorder=4)
    title = left.set_title("", fontsize=10, loc="left")
    (curve,) = right.plot([], [], color=FORWARD, marker="o", markersize=3)
    right.set(xlim=(-1, NUM_STEPS + 1), yscale="log", ylim=(1e-8, 1e4))
    right.set(xlabel="step", ylabel="loss L", yticks=[1e-6, 1e-3, 1, 1e3])
    right.yaxis.set_minor_formatter(NullFormatter())

    def update(lr: float) -> None:
        path, seen = _path_on_the_map(lr)
        trail.set_data(seen[:, 0], seen[:, 1])
        walker.set_data(seen[-1:, 0], seen[-1:, 1])
        shown = np.where(np.isfinite(path[:, 2]), np.clip(path[:, 2], 1e-9, 1e5), np.nan)
        curve.set_data(np.arange(len(path)), shown)
        gone = f": off the map after {len(seen) - 1} steps" if len(seen) < len(path) else ""
        title.set_text(f"lr = {lr:g}{gone}")

    return figure, update


def _describe_rate_landscape(lr: float) -> str:
    path, seen = _path_on_the_map(lr)
    if len(seen) < len(path):
        return (
            f"With lr = {lr:g} the loss is {path[1, 2]:.2f} after one step; at step "
            f"{len(seen)} the walker leaves the map."
        )
    last = path[-4:, 2]
    end = "below 0.0001" if last.max() < 1e-4 else " and ".join(f"{v:.3g}" for v in last[2:])
    return (
        f"With lr = {lr:g} the loss is {path[1, 2]:.2f} after one step; after {NUM_STEPS - 1} "
        f"and {NUM_STEPS} steps it is {end}."
    )


def rate_sweep(losses: np.ndarray, rates: Sequence[float]) -> Picture:
    """Return the curves of a sweep side by side on the same axes: `losses` (rates, steps)."""
    if not len(rates):
        raise ValueError("There is no learning rate to draw.")
    given = np.array(losses), list(rates)
    draw = partial(_draw_rate_sweep, *given)
    return Picture(draw, partial(_describe_rate_sweep, *given)).move()


def _draw_rate_sweep(losses: Array, rates: Sequence[float]) -> Drawing:
    columns = min(len(rates), 4) if len(rates) < 5 else 3
    rows = -(-len(rates) // columns)
    figure, (first,) = new_figure(8.0, 1.2 + 1.5 * rows)
    first.remove()
    grid = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True)
    low, high = LOWEST, 1e6
    for ax, lr, curve in zip(grid.flat, rates, losses, strict=False):
        ax.spines[["top", "right"]].set_visible(False)
        steps = np.arange(len(curve))
        for other in losses:
            ax.plot(steps, np.clip(other, low, high), color="#DDDDDD", linewidth=1)
        shown = np.clip(curve, low, high)
        ax.plot(steps, shown, color=FORWARD, linewidth=2)
        ax.set(yscale="log", ylim=(low / 3, high * 3), yticks=[1e-6, 1e-3, 1, 1e3, 1e6])
        ax.yaxis.set_minor_formatter(NullFormatter())
        ax.set_title(f"lr = {lr:g}", fontsize=10, loc="left")
    for ax in grid.flat[len(rates) :]:
        ax.remove()
    edges = "a curve below $10^{-8}$ or above $10^{6}$ is drawn at the edge; at nan it ends"
    figure.supxlabel(f"step          ({edges})", fontsize=10)
    figure.supylabel("loss L", fontsize=10)

    return figure, still


def _describe_rate_sweep(losses: Array, rates: Sequence[float]) -> str:
    ends = [f"{lr:g} ends {_end(curve)}" for lr, curve in zip(rates, losses, strict=False)]
    return f"Of {len(rates)} learning rates {', '.join(ends)}."


def _end(curve: Array) -> str:
    if not np.all(np.isfinite(curve)):
        return "beyond all numbers"
    return "at the minimum" if curve[-1] < LOWEST else f"at a loss of {curve[-1]:.2g}"


def three_curves(step: int = 40) -> Picture:
    """Return the losses A, B and C up to `step`, side by side on the same axes."""
    return Picture(_draw_three_curves, _describe_three_curves).move(step=step)


def _draw_three_curves() -> Drawing:
    figure, axes = new_figure(8.0, 2.9, columns=3, sharey=True)
    lines, points, notes = [], [], []
    for ax, name in zip(axes, CURVES, strict=True):
        ax.set(xlim=(-1, 41), ylim=(9, 200), yscale="log", xlabel="step")
        ax.set_yticks([10, 20, 50, 100, 200], ["10", "20", "50", "100", "200"])
        ax.yaxis.set_minor_formatter(NullFormatter())
        ax.set_title(f"curve {name}", fontsize=10, loc="left")
        lines += ax.plot([], [], color=FORWARD, linewidth=1.8)
        points += ax.plot([], [], "o", color=BACKWARD, markersize=6)
        notes.append(ax.text(40, 160, "", ha="right", va="center"))
    axes[0].set_ylabel("loss L")

    def update(step: int) -> None:
        for curve, line, point, note in zip(CURVES.values(), lines, points, notes, strict=True):
            line.set_data(np.arange(step + 1), curve[: step + 1])
            point.set_data([step], [curve[step]])
            note.set_text(f"last loss: {curve[step]:.1f}")

    return figure, update


def _describe_three_curves(step: int) -> str:
    values = [
        f"{name} {curve[step]:.1f} ({curve[max(step - 1, 0)]:.1f})"
        for name, curve in CURVES.items()
    ]
    return f"The losses after {step} of 40 steps, and one step before: {', '.join(values)}."
