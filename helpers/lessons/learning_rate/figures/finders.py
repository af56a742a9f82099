"""Pictures of lesson 08: what a learning-rate finder sees."""

from collections.abc import Mapping
from copy import deepcopy
from functools import partial

import numpy as np

from helpers.drawing.picture import BACKWARD, FORWARD, Drawing, Picture, new_figure, still
from helpers.learning_rate import Finder

WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}


def finder_curve(found: Finder, marks: Mapping[str, float] | None = None) -> Picture:
    """Return a finder's curve, the loss against a growing rate, with lettered `marks` on it."""
    found = deepcopy(found)
    spots = {name: (rate, _loss_at(found, rate)) for name, rate in (marks or {}).items()}
    draw = partial(_draw_finder_curve, found, spots)
    return Picture(draw, partial(_describe_finder_curve, found)).move()


def _loss_at(found: Finder, rate: float) -> float:
    return float(np.interp(np.log(rate), np.log(found.rates), found.losses))


def _draw_finder_curve(found: Finder, spots: Mapping[str, tuple[float, float]]) -> Drawing:
    figure, (ax,) = new_figure(7.5, 3.5)
    ax.plot(found.rates, found.losses, color=FORWARD, linewidth=2.2)
    top = float(np.max(found.losses)) * 1.25
    ax.set(xscale="log", ylim=(0, top), xlabel="learning rate of the step", ylabel="loss L")
    for name, (rate, loss) in spots.items():
        ax.plot([rate], [loss], "o", color=BACKWARD, markersize=8)
        ax.text(
            rate,
            loss + top * 0.05,
            name,
            color=BACKWARD,
            ha="center",
            va="bottom",
            fontsize=12,
            fontweight="bold",
            bbox={**WHITE, "alpha": 0.7},
        )
    return figure, still


def _describe_finder_curve(found: Finder) -> str:
    low = float(np.min(found.losses))
    return (
        f"As the learning rate grows from {found.rates[0]:.2g} to {found.rates[-1]:.2g}, the "
        f"loss goes from {found.losses[0]:.2f} down to {low:.2f} and up again."
    )
