"""More pictures of lesson 10: nets of several widths, four trainings, ten starts on returns."""

from typing import Any

import numpy as np

from ..four_trainings import four_trainings as trainings
from ..loss_curves import return_curves
from ..smile import smile, smile_nets
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure

MINUS = str.maketrans("-", "−")
TRAIN: dict[str, Any] = {"color": FORWARD, "linestyle": "-"}
VALIDATION: dict[str, Any] = {"color": BACKWARD, "linestyle": "--"}
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1}


def capacity(width: int = 1) -> Picture:
    """Return eight nets of one width on the quotes of a smile, and their curves with the median."""
    figure, (left, right) = new_figure(8.0, 3.7, columns=2)
    nets = smile_nets(width)
    left.plot(nets.grid, smile(nets.grid), color=CONTEXT, linewidth=2, linestyle=":")
    left.plot(*nets.train, "o", color=FORWARD, markersize=6)
    left.plot(*nets.validation, "D", color=BACKWARD, markersize=5, markerfacecolor="none")
    left.set(xlim=(-1.05, 1.05), ylim=(10, 42), xlabel="strike", ylabel="implied volatility (%)")
    left.text(1.0, 40.5, "● training quotes", color=FORWARD, ha="right", va="top")
    left.text(1.0, 38.3, "◇ validation quotes", color=BACKWARD, ha="right", va="top")
    left.text(1.0, 36.1, "··· true smile", color="#555555", ha="right", va="top")
    fits = [left.plot([], [], color=PARAMETER, linewidth=1.2, alpha=0.6)[0] for _ in nets.fits]
    right.set(xlabel="epoch", ylabel="loss (points²)", yscale="log", ylim=(0.25, 60))
    right.set(xlim=(0, len(nets.curves.train) - 1))
    right.set_yticks([0.3, 1, 3, 10, 30], ["0.3", "1", "3", "10", "30"])
    right.minorticks_off()
    lines = [
        (
            [right.plot([], [], linewidth=0.7, alpha=0.4, **style)[0] for _ in nets.fits],
            right.plot([], [], linewidth=2.5, **style)[0],
            right.text(0.97, at, "", color=style["color"], ha="right", transform=right.transAxes),
        )
        for style, at in ((TRAIN, 0.9), (VALIDATION, 0.97))
    ]
    for _, _, label in lines:
        label.set(va="top", bbox=WHITE)
    title = left.set_title("", fontsize=10, loc="left")

    def update(width: int) -> str:
        nets = smile_nets(width)
        for line, fit in zip(fits, nets.fits, strict=True):
            line.set_data(nets.grid, fit)
        ends, lows = [], []
        for (thin, bold, label), name, curve in zip(
            lines, ("training", "validation"), nets.curves, strict=True
        ):
            middle = np.median(curve, axis=1)
            epochs = np.arange(len(curve))
            for line, one in zip(thin, curve.T, strict=True):
                line.set_data(epochs, one)
            bold.set_data(epochs, middle)
            ends.append(middle[-1])
            lows.append(int(middle.argmin()))
            label.set_text(f"{name}: ends at {middle[-1]:.1f}")
        title.set_text(f"{len(nets.fits)} nets with {width} hidden unit{'s' * (width > 1)}")
        low = np.median(nets.curves.validation, axis=1)[lows[1]]
        return (
            f"With {width} hidden unit{'s' * (width > 1)} the median training loss ends at "
            f"{ends[0]:.1f} and the median validation loss at {ends[1]:.1f}; the latter was lowest "
            f"after {lows[1]} epochs, at {low:.1f}."
        )

    return Picture(figure, update).move(width=width)


def four_trainings() -> Picture:
    """Return the curves of four trainings side by side, A to D, on one loss axis."""
    figure, axes = new_figure(8.0, 2.9, columns=4, sharey=True)
    for ax, (letter, (num_epochs, curves)) in zip(axes, trainings().items(), strict=True):
        epochs = np.linspace(0, num_epochs, len(curves.train))
        ax.plot(epochs, curves.train, linewidth=2, **TRAIN)
        ax.plot(epochs, curves.validation, linewidth=2, **VALIDATION)
        ax.axhline(1, color=CONTEXT, linewidth=1, linestyle=":")
        ax.set(xlim=(0, num_epochs), ylim=(0, 1.5), xlabel="epoch", xticks=[0, num_epochs])
        ax.set_title(letter, fontsize=11, loc="left", fontweight="bold")
    axes[0].set_ylabel("loss")
    axes[1].text(990, 1.42, "— training", color=FORWARD, ha="right", va="top")
    axes[1].text(990, 1.28, "- - validation", color=BACKWARD, ha="right", va="top")
    axes[3].text(395, 1.03, "constant forecast", color="#555555", ha="right", fontsize=9)

    def update() -> str:
        ends = [
            f"{letter} ends at {curves.train[-1]:.2f} in training and "
            f"{curves.validation[-1]:.2f} in validation"
            for letter, (_, curves) in trainings().items()
        ]
        return f"Four trainings, a constant forecast being 1: {'; '.join(ends)}."

    return Picture(figure, update).move()


def ten_starts(epoch: int = 0) -> Picture:
    """Return the curves of ten starts on S&P 500 returns, their means, and a mark at `epoch`."""
    curves = return_curves()
    figure, (ax,) = new_figure(7.5, 3.8)
    last = len(curves.train) - 1
    ax.set(
        xlim=(0, last * 1.2),
        ylim=(0.6, 1.6),
        xlabel="epoch",
        ylabel="loss",
        xticks=range(0, last + 1, 20),
    )
    ax.spines["bottom"].set_bounds(0, last)
    ax.plot([0, last], [1, 1], color=CONTEXT, linewidth=1.2, linestyle=":")
    ax.text(last * 1.01, 1.0, "constant forecast", color="#555555", va="center", bbox=WHITE)
    dots = []
    for curve, style, name in zip(
        curves, (TRAIN, VALIDATION), ("training", "validation"), strict=True
    ):
        ax.plot(curve, linewidth=0.7, alpha=0.35, **style)
        middle = curve.mean(axis=1)
        ax.plot(middle, linewidth=2.5, **style)
        ax.text(last * 1.01, middle[-1], name, color=style["color"], va="center")
        marker = "o" if name == "training" else "D"
        dots.append((ax.plot([], [], marker, color=style["color"], markersize=8)[0], middle))
    mark = ax.axvline(0, color="black", linewidth=1)
    title = ax.set_title("", fontsize=10, loc="left")

    def update(epoch: int) -> str:
        mark.set_xdata([epoch, epoch])
        for dot, middle in dots:
            dot.set_data([epoch], [middle[epoch]])
        train, validation = (float(middle[epoch]) for _, middle in dots)
        spread = float(np.std(curves.validation[epoch], ddof=1))
        title.set_text(f"after {epoch} epochs: training {train:.2f}, validation {validation:.2f}")
        return (
            f"After {epoch} epochs the mean of ten starts is {train:.2f} in training and "
            f"{validation:.2f} in validation (standard deviation over the starts {spread:.2f}); "
            "a constant forecast has 1."
        )

    return Picture(figure, update).move(epoch=epoch)
