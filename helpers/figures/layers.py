"""Pictures of lesson 06: crash and rally days, a shape puzzle, the blame in ten layers."""

from functools import cache

import numpy as np
from matplotlib.patches import Rectangle

from .. import deep, three_days
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure

WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1}


def crash_and_rally() -> Picture:
    """Return the number of rally days (up) and crash days (down) of each year."""
    days = three_days.load()
    years = np.unique(days.year)
    counts = np.stack([days.Y[days.year == year].sum(0) for year in years])
    figure, (ax,) = new_figure(7.6, 3.2)
    ax.bar(years, counts[:, 2], color=FORWARD, width=0.75)
    ax.bar(years, -counts[:, 0], color=BACKWARD, width=0.75, hatch="///", edgecolor="white")
    ax.axhline(0, color="black", linewidth=1)
    ax.set(xlim=(1998.3, 2018.7), ylim=(-46, 46), ylabel="days a year")
    ax.set_xticks(range(2000, 2019, 2))
    ax.set_yticks([-40, -20, 0, 20, 40], ["40", "20", "0", "20", "40"])
    ax.text(2010.8, 31, "rally: up more than 2%", color=FORWARD, va="center")
    ax.text(2010.8, -31, "crash: down more than 2%", color=BACKWARD, va="center")

    def update() -> str:
        most = int(np.argmax(counts[:, 0]))
        together = np.corrcoef(counts[:, 0], counts[:, 2])[0, 1]
        crashes, flats, rallies = counts.sum(0)
        return (
            f"Crash days and rally days of the S&P 500, {years[0]} to {years[-1]}: {crashes:.0f} "
            f"and {rallies:.0f} of {crashes + flats + rallies:.0f}. They come in the same years "
            f"({years[most]}: {counts[most, 0]:.0f} and {counts[most, 2]:.0f}); their yearly "
            f"numbers have a correlation of {together:.2f}."
        )

    return Picture(figure, update).move()


# The layer of the puzzle: 4 units feed 5, and the batch has 6 days.
PIECES = {"A": (6, 4), "W": (5, 4), "A.T": (4, 6), "W.T": (4, 5)}
UNIT = 0.22


def shape_puzzle(product: str = "A @ W") -> Picture:
    """Return two matrices as boxes beside each other, and whether their product fits."""
    figure, (ax,) = new_figure(7.2, 2.3)
    ax.set(xlim=(0.2, 6.6), ylim=(-1.0, 1.0), aspect="equal")
    ax.set_axis_off()
    colours = (FORWARD, PARAMETER, CONTEXT)
    boxes = [Rectangle((0, 0), 1, 1, alpha=0.85) for _ in colours]
    for box in boxes:
        ax.add_patch(box)
    grids = [ax.plot([], [], color="white", linewidth=1)[0] for _ in colours]
    names = [ax.text(0, 0, "", ha="center", va="center", size=12) for _ in colours]
    sizes = [ax.text(0, 0, "", ha="center", va="center", size=12) for _ in colours]
    signs = [ax.text(x, 0, "", ha="center", va="center", size=16) for x in (2.1, 4.3)]
    verdict = ax.text(5.4, 0, "", ha="center", va="center", size=12, color=BACKWARD)

    def place(k: int, x: float, shape: tuple[int, int] | None, name: str, colour: str) -> None:
        rows, columns = shape or (0, 0)
        width, height = columns * UNIT, rows * UNIT
        boxes[k].set_bounds(x - width / 2, -height / 2, width, height)
        boxes[k].set_facecolor(colour)
        lines = [
            ([x - width / 2 + i * UNIT] * 2, [-height / 2, height / 2]) for i in range(columns)
        ]
        lines += [
            ([x - width / 2, x + width / 2], [-height / 2 + i * UNIT] * 2) for i in range(rows)
        ]
        xs = [value for line in lines for value in (*line[0], np.nan)]
        ys = [value for line in lines for value in (*line[1], np.nan)]
        grids[k].set_data(xs, ys)
        names[k].set(x=x, y=height / 2 + 0.18, text=name)
        sizes[k].set(x=x, y=-height / 2 - 0.18, text=str(shape) if shape else "")

    def update(product: str) -> str:
        left, sign, right = product.split()
        a, b = PIECES[left], PIECES[right]
        fits = a[1] == b[0] if sign == "@" else a == b
        result = (a[0], b[1]) if fits else None
        place(0, 1.0, a, left, FORWARD if "A" in left else PARAMETER)
        place(1, 3.2, b, right, FORWARD if "A" in right else PARAMETER)
        place(2, 5.4, result, "the product" if result else "", CONTEXT)
        signs[0].set_text(sign.replace("*", "∗"))
        signs[1].set_text("=" if fits else "≠")
        inner = f"{a[1]} and {b[0]}" if sign == "@" else f"{a} and {b}"
        verdict.set_text("" if fits else f"does not fit:\n{inner} differ")
        return (
            f"{product} has the shapes {a} and {b}. "
            + (f"The inner numbers agree, so it fits and has the shape {result}. " if fits else "")
            + (f"It does not fit: {inner} differ. " if not fits else "")
            + "A holds 6 days of 4 values; W is (5, 4)."
        )

    return Picture(figure, update).move(product=product)


@cache
def _norms(kind: str, scale: float) -> deep.Array:
    return deep.over_seeds(kind, scale)


def blame_by_layer(scale: float = 1.0) -> Picture:
    """Return the length of dL/dW in each layer of four nets, 20 seeds each, on a log axis.

    `scale` is a factor on the start weights of the hidden layers.
    """
    figure, axes = new_figure(8.0, 3.3, columns=4, sharey=True)
    layers = np.arange(1, deep.DEPTH + 2)
    low, high = 1e-10, 1e6
    colours = (BACKWARD, FORWARD, FORWARD, BACKWARD)
    seeds, medians, labels = [], [], []
    for ax, kind, colour in zip(axes, deep.KINDS, colours, strict=True):
        ax.set(yscale="log", ylim=(low, high), xlim=(0.5, deep.DEPTH + 1.5), xlabel="layer")
        ax.set_xticks([1, 5, 10])
        ax.set_yticks([1e-9, 1e-6, 1e-3, 1, 1e3, 1e6])
        ax.set_title(kind.replace(", ", ",\n"), fontsize=10, loc="left", color=colour)
        ax.axhline(1, color=CONTEXT, linestyle=":", linewidth=1)
        seeds.append([ax.plot([], [], color="#CCCCCC", linewidth=1)[0] for _ in range(20)])
        medians.append(ax.plot([], [], color=colour, marker="o", markersize=3.5, linewidth=2)[0])
        labels.append(ax.text(1.2, 1, "", size=9, color=colour, ha="left", bbox=WHITE))
    axes[0].set_ylabel("length of dL/dW")

    def update(scale: float) -> str:
        said = []
        for kind, lines, median, label in zip(deep.KINDS, seeds, medians, labels, strict=True):
            norms = _norms(kind, scale)
            for line, row in zip(lines, norms, strict=True):
                line.set_data(layers, row)
            middle = np.median(norms, axis=0)
            median.set_data(layers, middle)
            first = middle[0]
            below = 1e-8 < first < 1e-3 or first > 1e3
            away = 1e6 if first < 1e-8 else 0.03 if below else 25
            label.set(y=first * away, va="top" if below else "bottom", text=_short(first))
            least, most = norms[:, 0].min(), norms[:, 0].max()
            said.append(f"{kind} {_short(first)} ({_short(least)} to {_short(most)})")
        return (
            f"Start weights times {scale:g}. Length of dL/dW in layer 1, median of 20 seeds "
            f"(smallest to largest): {'; '.join(said)}."
        )

    return Picture(figure, update).move(scale=scale)


def _short(value: float) -> str:
    if 0.01 <= value < 1000:
        return f"{value:.2g}" if value < 100 else f"{value:.0f}"
    power = int(np.floor(np.log10(value)))
    digits = str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{value / 10**power:.1f}·10{digits}"
