"""Pictures of lesson 13 of `fit`: five fifths of days, two curves laid over."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache, partial

import numpy as np

from helpers.drawing.picture import (
    BACKWARD,
    CONTEXT,
    FORWARD,
    Drawing,
    Picture,
    new_figure,
    still,
)
from helpers.training import History

from ..fit_hides import FIFTH, NUM_DAYS, last_days
from ..fit_hides import fifths as find_fifths

fifths = cache(find_fifths)


def five_fifths() -> Picture:
    """Return five years of daily ranges in fifths, each with a constant forecast and its loss."""
    return Picture(_draw_five_fifths, _describe_five_fifths).move()


def _draw_five_fifths() -> Drawing:
    figure, (ax,) = new_figure(7.8, 3.3)
    y = last_days()[1][:, 0]
    ax.plot(np.arange(NUM_DAYS), y, ".", color=FORWARD, markersize=2.5, alpha=0.6)
    ax.set(xlim=(0, NUM_DAYS), ylim=(-4.4, 5.4), xticks=[], yticks=[-4, -2, 0, 2, 4])
    ax.set_ylabel("log of the day's range, in standard\ndeviations from its mean")
    for k, (when, loss) in enumerate(fifths()):
        inside = slice(k * FIFTH, (k + 1) * FIFTH)
        constant = np.delete(y, inside).mean()
        ax.plot([inside.start, inside.stop], [constant] * 2, "--", color="black", linewidth=1.6)
        if k:
            ax.axvline(k * FIFTH, color=CONTEXT, linewidth=0.8)
        middle = (k + 0.5) * FIFTH
        ax.text(middle, 4.4, f"loss {loss:.2f}", ha="center", size=11, color=BACKWARD)
        first, last = when.split(" to ")
        ax.text(middle, -4.1, f"{first} to\n{last}", ha="center", size=9, color="#555555")

    return figure, still


def _describe_five_fifths() -> str:
    said = "; ".join(f"{when}: {loss:.2f}" for when, loss in fifths())
    return (
        "Five years of the S&P 500's daily range (its log) in fifths, on each a dashed line "
        f"for a constant forecast, the mean of the other four, with its loss. {said}."
    )


def laid_over(ours: History, theirs: Mapping[str, Sequence[float]]) -> Picture:
    """Return our two loss curves as wide bands and Keras's (`history.history`) as thin lines."""
    pairs = deepcopy(
        {
            "training": (ours.train_loss, theirs["loss"]),
            "validation": (ours.validation_loss, theirs["val_loss"]),
        }
    )
    return Picture(partial(_draw_laid_over, pairs), partial(_describe_laid_over, pairs)).move()


Pairs = Mapping[str, tuple[Sequence[float], Sequence[float]]]  # ours and Keras's


def _draw_laid_over(pairs: Pairs) -> Drawing:
    figure, (ax,) = new_figure(7.4, 3.6)
    epochs = np.arange(1, len(pairs["training"][0]) + 1)
    for (name, (mine, keras)), colour in zip(pairs.items(), (FORWARD, BACKWARD), strict=True):
        ax.plot(epochs, mine, color=colour, linewidth=7, alpha=0.35, solid_capstyle="butt")
        ax.plot(epochs, keras, color="black", linewidth=1.3, linestyle="--")
        ax.text(epochs[-1] * 1.02, mine[-1], name, color=colour, va="center")
    ax.set(xlim=(1, epochs[-1] * 1.2), xlabel="epoch", ylabel="loss", ylim=(0, None))
    ax.set_xticks([1, *range(5, len(epochs) + 1, 5)])
    ax.spines["bottom"].set_bounds(1, epochs[-1])
    ax.text(0.97, 0.95, "wide: ours\ndashed: Keras's", transform=ax.transAxes, ha="right", va="top")

    return figure, still


def _describe_laid_over(pairs: Pairs) -> str:
    apart = max(float(np.max(np.abs(np.subtract(a, b)))) for a, b in pairs.values())
    return (
        f"Over {len(pairs['training'][0])} epochs our training curve and Keras's lie on each "
        "other, and so do the validation curves: nowhere are they more than "
        f"{apart:.0e} apart."
    )
