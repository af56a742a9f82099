"""More pictures of lesson 11: nets of several widths, five trainings, ten starts on returns."""

from functools import partial

import numpy as np

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
from helpers.drawing.styles import TRAIN, VALIDATION, WHITE
from helpers.market.smile import smile, smile_nets

from .. import return_curves
from ..five_trainings import five_trainings as trainings

MINUS = str.maketrans("-", "−")


def capacity(width: int = 1) -> Picture:
    """Return eight nets of one width on the quotes of a smile, and their curves with the median."""
    return Picture(partial(_draw_capacity, width), _describe_capacity).move(width=width)


def _units(width: int) -> str:
    return f"{width} hidden unit{'s' if width > 1 else ''}"


def _draw_capacity(width: int) -> Drawing:
    figure, (left, right) = new_figure(8.0, 3.7, columns=2)
    nets = smile_nets(width)
    left.plot(nets.grid, smile(nets.grid), color=CONTEXT, linewidth=2, linestyle=":")
    left.plot(*nets.train, "o", color=FORWARD, markersize=6)
    left.plot(*nets.validation, "D", color=BACKWARD, markersize=5, markerfacecolor="none")
    left.set(xlim=(-1.05, 1.05), ylim=(10, 42), xlabel="strike", ylabel="implied volatility (%)")
    left.text(1.0, 40.5, "● training quotes", color=FORWARD, ha="right", va="top")
    left.text(1.0, 38.3, "◇ validation quotes", color=BACKWARD, ha="right", va="top")
    left.text(1.0, 36.1, "··· true smile", color="#555555", ha="right", va="top")
    left.text(1.0, 33.9, "— nets", color=PARAMETER, ha="right", va="top")
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

    def update(width: int) -> None:
        nets = smile_nets(width)
        for line, fit in zip(fits, nets.fits, strict=True):
            line.set_data(nets.grid, fit)
        for (thin, bold, label), name, curve in zip(
            lines, ("training", "validation"), nets.curves, strict=True
        ):
            middle = np.median(curve, axis=1)
            epochs = np.arange(len(curve))
            for line, one in zip(thin, curve.T, strict=True):
                line.set_data(epochs, one)
            bold.set_data(epochs, middle)
            low = f"lowest {middle.min():.1f}, " if name == "validation" else ""
            label.set_text(f"{name}: {low}ends at {middle[-1]:.1f}")
        title.set_text(f"{len(nets.fits)} nets with {_units(width)}")

    return figure, update


def _describe_capacity(width: int) -> str:
    train, validation = (np.median(curve, axis=1) for curve in smile_nets(width).curves)
    low = int(validation.argmin())
    return (
        f"With {_units(width)} the median training loss ends at "
        f"{train[-1]:.1f} and the median validation loss at {validation[-1]:.1f}; the latter was "
        f"lowest after {low} epochs, at {validation[low]:.1f}."
    )


def five_trainings() -> Picture:
    """Return the curves of five trainings side by side, A to E, on one loss axis."""
    return Picture(_draw_five_trainings, _describe_five_trainings).move()


def _draw_five_trainings() -> Drawing:
    figure, axes = new_figure(8.0, 2.7, columns=5, sharey=True)
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
    axes[4].text(390, 1.03, "constant forecast", color="#555555", ha="right", fontsize=8)

    return figure, still


def _describe_five_trainings() -> str:
    ends = [
        f"{letter} ends at {curves.train[-1]:.2f} in training and "
        f"{curves.validation[-1]:.2f} in validation"
        for letter, (_, curves) in trainings().items()
    ]
    return f"Five trainings, a constant forecast being 1: {'; '.join(ends)}."


def ten_starts(epoch: int = 0) -> Picture:
    """Return the curves of ten starts on S&P 500 returns, their means, and a mark at `epoch`."""
    return Picture(_draw_ten_starts, _describe_ten_starts).move(epoch=epoch)


def _means(epoch: int) -> tuple[float, float]:
    """Return the means over the starts after `epoch` epochs, in training and in validation."""
    curves = return_curves()
    return float(curves.train[epoch].mean()), float(curves.validation[epoch].mean())


def _draw_ten_starts() -> Drawing:
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

    def update(epoch: int) -> None:
        mark.set_xdata([epoch, epoch])
        for dot, middle in dots:
            dot.set_data([epoch], [middle[epoch]])
        train, validation = _means(epoch)
        title.set_text(f"after {epoch} epochs: training {train:.2f}, validation {validation:.2f}")

    return figure, update


def _describe_ten_starts(epoch: int) -> str:
    train, validation = _means(epoch)
    spread = float(np.std(return_curves().validation[epoch], ddof=1))
    return (
        f"After {epoch} epochs the mean of ten starts is {train:.2f} in training and "
        f"{validation:.2f} in validation (standard deviation over the starts {spread:.2f}); "
        "a constant forecast has 1."
    )
