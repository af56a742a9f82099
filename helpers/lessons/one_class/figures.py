"""Pictures of the one class."""

import numpy as np

from helpers.drawing.picture import BACKWARD, FORWARD, Drawing, Picture, new_figure

from . import NUM_STEPS, RATES, descent, parabola_loss

TOP = 40.0  # of the loss that is drawn


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
