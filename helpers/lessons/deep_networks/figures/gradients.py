"""The norm of dL/dW in each layer of deep networks, 20 seeds each, on a log axis."""

from collections.abc import Callable
from functools import cache

import numpy as np
from matplotlib.figure import Figure

from helpers.drawing.picture import BACKWARD, CONTEXT, FORWARD, Drawing, Picture, new_figure
from helpers.drawing.styles import WHITE
from helpers.lessons.deep_networks import deep

SEED = "#CCCCCC"
LOW, HIGH = 1e-11, 1e7
STYLES = {
    "sigmoid": (BACKWARD, "-"),
    "ReLU": (FORWARD, "-"),
    "ReLU, clipped": (FORWARD, "--"),
    "sigmoid, batch norm": (BACKWARD, "--"),
}


def vanishing(depth: int = deep.DEPTH) -> Picture:
    """Return sigmoid beside ReLU for a number of hidden layers."""
    kinds = ("sigmoid", "ReLU")

    def draw() -> Drawing:
        figure, redraw = _panels(kinds)
        return figure, lambda depth: redraw(1.0, depth)

    def describe(depth: int) -> str:
        said = "; ".join(
            f"{kind} {_short(first)} in layer 1, {_short(last)} in the last"
            for kind, first, last in ((k, *_ends(k, 1.0, depth)) for k in kinds)
        )
        return f"{depth} hidden layers. Norm of dL/dW, median of 20 seeds: {said}."

    return Picture(draw, describe).move(depth=depth)


def clipping(scale: float = 1.0) -> Picture:
    """Return ReLU beside ReLU with clipping; `scale` multiplies the initial hidden weights."""
    return _scaled(("ReLU", "ReLU, clipped"), scale)


def normalised(scale: float = 1.0) -> Picture:
    """Return sigmoid beside sigmoid with batch norm; `scale` as in `clipping`."""
    return _scaled(("sigmoid", "sigmoid, batch norm"), scale)


def _scaled(kinds: tuple[str, str], scale: float) -> Picture:
    def draw() -> Drawing:
        figure, redraw = _panels(kinds)
        return figure, lambda scale: redraw(scale, deep.DEPTH)

    def describe(scale: float) -> str:
        said = "; ".join(f"{kind} {_short(_ends(kind, scale, deep.DEPTH)[0])}" for kind in kinds)
        median = "Norm of dL/dW in layer 1, median of 20 seeds"
        return f"Initial weights times {scale:g}. {median}: {said}."

    return Picture(draw, describe).move(scale=scale)


@cache
def _norms(kind: str, scale: float, depth: int) -> deep.Array:
    return deep.over_seeds(kind, scale, depth)


def _ends(kind: str, scale: float, depth: int) -> tuple[float, float]:
    """Return the median norm in the first and in the last layer."""
    middle = np.median(_norms(kind, scale, depth), axis=0)
    return float(middle[0]), float(middle[-1])


def _panels(kinds: tuple[str, ...]) -> tuple[Figure, Callable[[float, int], None]]:
    """Return a figure with one panel for each kind, and what moves it to a scale and a depth."""
    figure, axes = new_figure(7.6, 3.4, columns=len(kinds), sharey=True)
    seeds, medians, labels, leads = [], [], [], []
    for ax, kind in zip(axes, kinds, strict=True):
        colour, style = STYLES[kind]
        ax.set(yscale="log", ylim=(LOW, HIGH), xlabel="layer")
        ax.set_yticks([1e-9, 1e-6, 1e-3, 1, 1e3, 1e6])
        ax.set_title(kind, fontsize=11, loc="left", color=colour)
        ax.axhline(1, color=CONTEXT, linestyle=(0, (1, 4)), linewidth=1)
        seeds.append([ax.plot([], [], color=SEED, linewidth=1)[0] for _ in range(20)])
        medians.append(ax.plot([], [], color=colour, linestyle=style, marker="o", markersize=4)[0])
        # From the label, which stands clear of the thin lines, to the point that it names.
        leads.append(ax.plot([], [], color=colour, linestyle=":", linewidth=1)[0])
        labels.append(ax.text(1, 1, "", size=10, color=colour, ha="left", bbox=WHITE))
    axes[0].set_ylabel("norm of dL/dW")

    def redraw(scale: float, depth: int) -> None:
        layers = np.arange(1, depth + 2)
        for ax, kind, lines, median, label, lead in zip(
            axes, kinds, seeds, medians, labels, leads, strict=True
        ):
            norms = _norms(kind, scale, depth)
            for line, row in zip(lines, norms, strict=True):
                line.set_data(layers, row)
            middle = np.median(norms, axis=0)
            median.set_data(layers, middle)
            if ax.get_xlim() != (limits := (0.5, depth + 1.5)):  # a set axis is drawn anew
                ax.set_xlim(limits)
                ax.set_xticks(layers if depth <= 12 else layers[::2])
            first = float(middle[0])
            above = norms[:, : max(2, depth // 2)].max() * 4
            below = norms[:, : max(2, depth // 2)].min() / 4
            high = above < HIGH / 30
            lead.set_data([1, 1], [first, above if high else below])
            label.set(
                x=1, y=above if high else below, va="bottom" if high else "top", text=_short(first)
            )

    return figure, redraw


def _short(value: float) -> str:
    if 0.01 <= value < 1000:
        return f"{value:.2g}" if value < 100 else f"{value:.0f}"
    power = int(np.floor(np.log10(value)))
    digits = str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{value / 10**power:.1f}·10{digits}"
