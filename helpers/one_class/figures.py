"""Pictures of the one class: its own, and two of lessons 08 and 10."""

from collections.abc import Mapping, Sequence
from functools import partial
from math import ceil

import numpy as np
from matplotlib.ticker import MaxNLocator

from helpers.drawing.picture import BACKWARD, FORWARD, PARAMETER, Drawing, Picture, new_figure

from ..lessons.learning_rate.figures import parabola as parabola
from ..lessons.optimizers.figures import zigzag as zigzag
from . import NUM_STEPS, RATES, descent, parabola_loss

TOP = 40.0  # of the loss that is drawn
STYLES = ((FORWARD, "-"), (PARAMETER, "--"), (BACKWARD, ":"))  # of three batch sizes
Losses = Mapping[int, Sequence[float]]
Numbers = Sequence[float] | np.ndarray
Lines = Mapping[str, tuple[Numbers, Numbers]]


def lines(lines: Lines, xlabel: str, ylabel: str) -> Picture:
    """Return lines with a mark at each point; `lines` has x and y of each by its name."""
    return Picture(
        partial(_draw_lines, lines, xlabel, ylabel), partial(_describe_lines, lines)
    ).move()


def _draw_lines(lines: Lines, xlabel: str, ylabel: str) -> Drawing:
    figure, (ax,) = new_figure(7.0, 3.2)
    for (name, (x, y)), (color, style) in zip(lines.items(), STYLES, strict=False):
        ax.plot(x, y, style, marker="o", markersize=3.5, color=color, label=name)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(lines), frameon=False)
    return figure, lambda: None


def _describe_lines(lines: Lines) -> str:
    ends = ", ".join(f"{name} at ({x[-1]:.4g}, {y[-1]:.2f})" for name, (x, y) in lines.items())
    return f"The lines end so: {ends}."


def three_letters(step: int = NUM_STEPS) -> Picture:
    """Return the losses of three learning rates, A to C, up to `step`, on the same axes."""
    return Picture(_draw_three_letters, _describe_three_letters).move(step=step)


def _losses(name: str) -> np.ndarray:
    return parabola_loss(descent(RATES[name]))


def _draw_three_letters() -> Drawing:
    figure, axes = new_figure(8.0, 2.7, columns=3, sharey=True)
    lines, points = [], []
    for ax, name in zip(axes, RATES, strict=True):
        ax.set(xlim=(-0.7, NUM_STEPS + 0.7), ylim=(-1.5, TOP), xlabel="step")
        ax.set_title(f"curve {name}", fontsize=11, loc="left")
        lines += ax.plot([], [], color=FORWARD, linewidth=1.8)
        points += ax.plot([], [], "o", color=BACKWARD, markersize=6)
    axes[0].set_ylabel("loss")

    def update(step: int) -> None:
        for name, line, point in zip(RATES, lines, points, strict=True):
            curve = _losses(name)
            line.set_data(np.arange(step + 1), curve[: step + 1])
            point.set_data([step], [curve[step]])

    return figure, update


def _describe_three_letters(step: int) -> str:
    values = [f"{name} {_losses(name)[step]:.2f}" for name in RATES]
    return f"After {step} of {NUM_STEPS} steps the losses are: {', '.join(values)}."


def three_batches(losses: Losses, num_rows: int, axis: str = "epochs") -> Picture:
    """Return the curves of three trainings that differ in their batch size.

    Parameters
    ----------
    losses : the loss after each epoch, by batch size.
    num_rows : of an epoch.
    axis : along which the curves are drawn: "epochs", or "updates" up to twice as many as the
        largest batch took.
    """
    draw = partial(_draw_three_batches, losses, num_rows)
    return Picture(draw, partial(_describe_three_batches, losses, num_rows)).move(axis=axis)


def _updates(losses: Losses, num_rows: int) -> dict[int, np.ndarray]:
    """Return how many updates there were after each epoch, by batch size."""
    return {
        size: ceil(num_rows / size) * np.arange(1, len(curve) + 1) for size, curve in losses.items()
    }


def _draw_three_batches(losses: Losses, num_rows: int) -> Drawing:
    figure, (ax,) = new_figure(7.0, 3.4)
    updates = _updates(losses, num_rows)
    fewest = min(int(count[-1]) for count in updates.values())
    lines = {}
    for (size, curve), (color, style) in zip(losses.items(), STYLES, strict=True):
        (line,) = ax.plot([], curve[:0], style, color=color, label=f"{size} rows")
        line.set(marker="o", markersize=3.5)
        lines[size] = line
    mark = ax.axvline(fewest, color="black", linewidth=0.8, visible=False)
    ax.set(ylabel="validation loss")
    ax.set_ylim(0.9 * min(map(min, losses.values())), 1.05 * max(map(max, losses.values())))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 4, 10]))
    ax.legend(loc="upper right")

    def update(axis: str) -> None:
        for size, line in lines.items():
            epochs = np.arange(1, len(losses[size]) + 1)
            line.set_data(epochs if axis == "epochs" else updates[size], losses[size])
        most = max(map(len, losses.values())) if axis == "epochs" else 2 * fewest
        ax.set(xlabel=axis, xlim=(0, 1.02 * most))
        mark.set_visible(axis == "updates")

    return figure, update


def _describe_three_batches(losses: Losses, num_rows: int, axis: str) -> str:
    updates = _updates(losses, num_rows)
    if axis == "epochs":
        most = max(map(len, losses.values()))
        ends = ", ".join(f"{curve[-1]:.2f} for {size} rows" for size, curve in losses.items())
        return f"After {most} epochs the validation loss is {ends} in a batch."
    fewest = min(int(count[-1]) for count in updates.values())
    ends = ", ".join(
        f"{np.interp(fewest, updates[size], curve):.2f} for {size} rows"
        for size, curve in losses.items()
    )
    return f"After {fewest} updates, at the thin line, the validation loss is {ends} in a batch."
