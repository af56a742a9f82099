"""Pictures of lesson 12 of three weapons against overfitting: early stopping, dropout, L2."""

import numpy as np

from ..dropout import draw_mask, dropout
from ..fit_hides import early_stopping
from ..smile import GRID, rows, smile
from ..weapons import eight_nets, off_the_smile
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure

WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1}
NET = 4  # of the eight, the one whose validation loss has three low points
SHOWN = 500  # epochs
UNITS = np.array([0.8, 1.4, 0.5, 1.1, 0.9, 1.6, 0.7, 1.2, 1.0, 0.6])
RATE = 0.5


def early_stop(patience: int = 5) -> Picture:
    """Return a validation curve up to where early stopping ends it, and the epoch that is kept."""
    figure, (ax,) = new_figure(7.4, 3.6)
    losses = list(eight_nets().curves.validation[:, NET])
    ax.plot(losses[:SHOWN], color=CONTEXT, linewidth=1, linestyle=":")
    ax.text(SHOWN - 5, losses[SHOWN - 1] + 0.45, "never seen", color="#555555", ha="right")
    (seen,) = ax.plot([], [], color=BACKWARD, linestyle="--", linewidth=2.2)
    (kept,) = ax.plot([], [], "o", color=PARAMETER, markersize=10)
    stop = ax.axvline(0, color="black", linewidth=1)
    label = ax.text(0, 0, "", color=PARAMETER, va="top", bbox=WHITE)
    ax.set(xlim=(-6, SHOWN), ylim=(3.5, 12), xlabel="epoch", ylabel="validation loss (points²)")
    title = ax.set_title("", fontsize=10, loc="left")

    def update(patience: int) -> str:
        end, keep = early_stopping(losses, patience)
        seen.set_data(np.arange(end + 1), losses[: end + 1])
        kept.set_data([keep], [losses[keep]])
        stop.set_xdata([end, end])
        label.set(position=(keep + 8, 4.3), text=f"epoch {keep}: {losses[keep]:.2f}")
        title.set_text(f"patience {patience}: stops after epoch {end}, keeps epoch {keep}")
        return (
            f"With a patience of {patience} training stops after epoch {end} and keeps the weights "
            f"of epoch {keep}, with a validation loss of {losses[keep]:.2f}; the lowest of the "
            f"{SHOWN} that are drawn is {min(losses[:SHOWN]):.2f}."
        )

    return Picture(figure, update).move(patience=patience)


def failing_units(passes: int = 1) -> Picture:
    """Return ten units under dropout: the last training pass, the mean of all, and without."""
    figure, (ax,) = new_figure(7.4, 3.4)
    places = np.arange(len(UNITS))
    ax.bar(places, UNITS, width=0.8, facecolor="none", edgecolor="#555555", linewidth=1.4)
    bars = ax.bar(places, UNITS, width=0.5, color=FORWARD, alpha=0.75)
    (dots,) = ax.plot([], [], "D", color=PARAMETER, markersize=7)
    ax.set(xlim=(-0.6, 12.6), ylim=(0, 3.5), xlabel="unit", ylabel="activation")
    ax.set_xticks(places, [str(k + 1) for k in places])
    ax.spines["bottom"].set_bounds(-0.5, 9.5)
    for height, text, colour in (
        (3.1, "outline: no dropout", "#555555"),
        (2.75, "bar: the last pass", FORWARD),
        (2.4, "◆ mean of all passes", PARAMETER),
    ):
        ax.text(12.6, height, text, color=colour, ha="right")
    title = ax.set_title("", fontsize=10, loc="left")

    def update(passes: int) -> str:
        masks = draw_mask((passes, len(UNITS)), RATE, np.random.default_rng(12))
        outs = dropout(UNITS, masks, RATE, training=True)
        for bar, value in zip(bars, outs[-1], strict=True):
            bar.set_height(value)
        mean = outs.mean(axis=0)
        dots.set_data(places, mean)
        off = float(np.max(np.abs(mean / UNITS - 1)))
        many = f"{passes} training pass{'es' * (passes > 1)}"
        title.set_text(f"after {many}: the means are off by up to {100 * off:.0f}%")
        return (
            f"Dropout with rate {RATE}: in the last of {many} {int((outs[-1] == 0).sum())} of "
            f"{len(UNITS)} units give 0 and the others twice their value; the mean of all passes "
            f"is off by up to {100 * off:.0f}%."
        )

    return Picture(figure, update).move(passes=passes)


def shrunk(lam: float = 0.0) -> Picture:
    """Return eight nets' fits under L2, and how large their output weights are."""
    figure, (left, right) = new_figure(8.0, 3.6, columns=2)
    train, validation = rows()
    left.plot(GRID, smile(GRID), color=CONTEXT, linewidth=2, linestyle=":")
    left.plot(*train, "o", color=FORWARD, markersize=5)
    left.plot(*validation, "D", color=BACKWARD, markersize=4, markerfacecolor="none")
    left.set(
        xlim=(-1.05, 1.05),
        ylim=(10, 42),
        xlabel="strike (−1 lowest, 1 highest)",
        ylabel="implied volatility (%)",
    )
    left.text(1.0, 41, "● training quotes", color=FORWARD, ha="right", va="top")
    left.text(1.0, 38.6, "◇ validation quotes", color=BACKWARD, ha="right", va="top")
    left.text(1.0, 36.2, "··· true smile", color="#555555", ha="right", va="top")
    left.text(1.0, 33.8, "— eight nets", color=PARAMETER, ha="right", va="top")
    fits = [left.plot([], [], color=PARAMETER, linewidth=1.2, alpha=0.6)[0] for _ in range(8)]
    sizes = [right.plot([], [], color=PARAMETER, linewidth=1, alpha=0.5)[0] for _ in range(8)]
    right.set(xlim=(0, 63), ylim=(-0.1, 4.2), xlabel="output weights, by size", ylabel="size |W|")
    titles = [ax.set_title("", fontsize=10, loc="left") for ax in (left, right)]

    def update(lam: float) -> str:
        nets = eight_nets(lam=lam)
        for line, fit in zip(fits, nets.fits, strict=True):
            line.set_data(GRID[:, 0], fit)
        sorted_sizes = -np.sort(-np.abs(nets.weights), axis=1)
        for line, values in zip(sizes, sorted_sizes, strict=True):
            line.set_data(np.arange(len(values)), values)
        loss = float(np.median(nets.curves.validation[-1]))
        off = float(np.median(off_the_smile(nets.fits)))
        largest = float(sorted_sizes[:, 0].mean())
        titles[0].set_text(f"lam = {lam:g}: validation loss {loss:.2f}")
        titles[1].set_text(f"largest weight: {largest:.2f} on average")
        return (
            f"With lam = {lam:g} the median validation loss of eight nets is {loss:.2f}, their "
            f"median distance from the true smile {off:.2f}, and the largest output weight "
            f"{largest:.2f} on average."
        )

    return Picture(figure, update).move(lam=lam)
