"""Pictures of lesson 13 of two weapons against overfitting: early stopping and dropout."""

import numpy as np

from helpers.drawing import network
from helpers.drawing.picture import (
    BACKWARD,
    CONTEXT,
    PARAMETER,
    Drawing,
    Picture,
    new_figure,
)
from helpers.drawing.styles import WHITE
from helpers.market.smile import smile_nets

from ..fit_hides import early_stopping

WIDTH = 64  # hidden units of lesson 11's eight nets that overfit
NET = 4  # of the eight, the one whose validation loss has three low points
SHOWN = 500  # epochs
RATE = 0.5  # of dropout


def early_stop(patience: int = 5) -> Picture:
    """Return a validation curve up to where early stopping ends it, and the epoch that is kept."""
    return Picture(_draw_early_stop, _describe_early_stop).move(patience=patience)


def _losses() -> list[float]:
    return list(smile_nets(WIDTH).curves.validation[1:, NET])  # after each epoch


def _draw_early_stop() -> Drawing:
    figure, (ax,) = new_figure(7.4, 3.6)
    losses = _losses()
    ax.plot(losses[:SHOWN], color=CONTEXT, linewidth=1, linestyle=":")
    ax.text(SHOWN - 5, losses[SHOWN - 1] + 0.45, "never seen", color="#555555", ha="right")
    (seen,) = ax.plot([], [], color=BACKWARD, linestyle="--", linewidth=2.2)
    (kept,) = ax.plot([], [], "o", color=PARAMETER, markersize=10)
    stop = ax.axvline(0, color="black", linewidth=1)
    label = ax.text(0, 0, "", color=PARAMETER, va="top", bbox=WHITE)
    ax.set(
        xlim=(-6, SHOWN),
        ylim=(3.5, 12),
        xlabel="epoch",
        ylabel="validation loss (% points squared)",
    )
    title = ax.set_title("", fontsize=10, loc="left")

    def update(patience: int) -> None:
        end, keep = early_stopping(losses, patience)
        seen.set_data(np.arange(end + 1), losses[: end + 1])
        kept.set_data([keep], [losses[keep]])
        stop.set_xdata([end, end])
        label.set(position=(keep + 8, 4.3), text=f"epoch {keep}: {losses[keep]:.2f}")
        title.set_text(f"patience {patience}: stops after epoch {end}, keeps epoch {keep}")

    return figure, update


def _describe_early_stop(patience: int) -> str:
    losses = _losses()
    end, keep = early_stopping(losses, patience)
    return (
        f"With a patience of {patience} training stops after epoch {end} and keeps the weights "
        f"of epoch {keep}, with a validation loss of {losses[keep]:.2f}; the lowest of the "
        f"{SHOWN} that are drawn is {min(losses[:SHOWN]):.2f}."
    )


def dropped_net() -> Picture:
    """Return a network of six hidden units, of which h1, h3 and h5 are dropped and give 0."""
    weights = network.start_weights([3, 6, 1], 21)
    made = network.network(weights, x=[0.5, -1, 0.3], y=1, hidden="relu", rate=RATE)
    return made.move(step="forward 2", dropped="h1 h3 h5")
