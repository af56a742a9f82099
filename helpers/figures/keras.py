"""Pictures of lesson 12 of `fit`: five fifths of days, two curves laid over, three batch sizes."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from ..fit_hides import FIFTH, NUM_DAYS, days, fifths
from ..training import History
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure

WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1}


def five_fifths() -> Picture:
    """Return five years of daily ranges in fifths, each with a constant forecast and its loss."""
    figure, (ax,) = new_figure(7.8, 3.3)
    y = days()[1][:, 0]
    ax.plot(np.arange(NUM_DAYS), y, ".", color=FORWARD, markersize=2.5, alpha=0.6)
    ax.set(xlim=(0, NUM_DAYS), ylim=(-4.4, 5.4), xticks=[], yticks=[-4, -2, 0, 2, 4])
    ax.set_ylabel("log of the day's range\n(standard deviations)")
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

    def update() -> str:
        said = "; ".join(f"{when}: {loss:.2f}" for when, loss in fifths())
        return (
            "Five years of the S&P 500's daily range (its log) in fifths, on each a dashed line "
            f"for a constant forecast, the mean of the other four, with its loss. {said}."
        )

    return Picture(figure, update).move()


def laid_over(ours: History, theirs: Mapping[str, Sequence[float]]) -> Picture:
    """Return our two loss curves as wide bands and Keras's (`history.history`) as thin lines."""
    figure, (ax,) = new_figure(7.4, 3.6)
    pairs = [
        ("training", ours.train_loss, theirs["loss"], FORWARD),
        ("validation", ours.validation_loss, theirs["val_loss"], BACKWARD),
    ]
    epochs = np.arange(1, len(ours.train_loss) + 1)
    for name, mine, keras, colour in pairs:
        ax.plot(epochs, mine, color=colour, linewidth=7, alpha=0.35, solid_capstyle="butt")
        ax.plot(epochs, keras, color="black", linewidth=1.3, linestyle="--")
        ax.text(epochs[-1] * 1.02, mine[-1], name, color=colour, va="center")
    ax.set(xlim=(1, epochs[-1] * 1.2), xlabel="epoch", ylabel="loss", ylim=(0, None))
    ax.set_xticks([1, *range(5, len(epochs) + 1, 5)])
    ax.spines["bottom"].set_bounds(1, epochs[-1])
    ax.text(0.97, 0.95, "wide: ours\ndashed: Keras's", transform=ax.transAxes, ha="right", va="top")

    def update() -> str:
        apart = max(float(np.max(np.abs(np.subtract(a, b)))) for _, a, b, _ in pairs)
        return (
            f"Over {len(epochs)} epochs our training curve and Keras's lie on each other, and so "
            f"do the validation curves: nowhere are they more than {apart:.0e} apart."
        )

    return Picture(figure, update).move()


def three_fits(histories: Mapping[int, Mapping[str, Any]]) -> Picture:
    """Return training and validation loss of Keras's `history.history` for each batch size."""
    figure, axes = new_figure(8.0, 3.4, columns=2, sharey=True)
    styles = zip((BACKWARD, FORWARD, PARAMETER), ("-", "--", "-."), strict=True)
    looks = dict(zip(histories, styles, strict=False))
    for ax, key, title in zip(axes, ("loss", "val_loss"), ("training", "validation"), strict=True):
        ends = _apart([history[key][-1] for history in histories.values()], 0.035)
        for (size, history), end in zip(histories.items(), ends, strict=True):
            colour, style = looks[size]
            epochs = np.arange(1, len(history[key]) + 1)
            ax.plot(epochs, history[key], color=colour, linestyle=style, linewidth=2)
            ax.text(epochs[-1] + 0.5, end, f"{size}", color=colour, va="center")
        ax.set(xlim=(1, epochs[-1] * 1.12), xlabel="epoch")
        ax.set_title(f"{title} loss, by batch size", fontsize=10, loc="left")
        ax.spines["bottom"].set_bounds(1, epochs[-1])

    def update() -> str:
        said = [
            f"{size}: {history['loss'][-1]:.2f} in training and {history['val_loss'][-1]:.2f} in "
            f"validation (lowest {min(history['val_loss']):.2f}, epoch "
            f"{int(np.argmin(history['val_loss'])) + 1})"
            for size, history in histories.items()
        ]
        return f"After the last epoch the losses by batch size are {'; '.join(said)}."

    return Picture(figure, update).move()


def _apart(heights: Sequence[float], gap: float) -> list[float]:
    """Return the heights of labels, moved up where they would lie on one another."""
    placed = list(heights)
    order = sorted(range(len(placed)), key=lambda k: placed[k])
    for low, high in pairwise(order):
        placed[high] = max(placed[high], placed[low] + gap)
    return placed
