"""Pictures of lesson 05: where the hidden layer moves the corners, and which starts succeed."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from .. import xor
from ..xor import Array, Net
from .picture import BACKWARD, FORWARD, PARAMETER, Picture, new_figure
from .xor import EPOCHS, WHITE, plane

SEED = 6
ASIDE = [(-0.06, 0.0), (-0.02, 0.11), (-0.06, -0.06), (0.06, 0.0)]  # where a name stands by its dot
SIDES = ["right", "center", "right", "left"]
NAMES = [f"({a:.0f}, {b:.0f})" for a, b in xor.X]


def _sheet() -> Array:
    """Return the lines of a grid over the inputs, (n, 2), with NaN between the lines."""
    along = np.linspace(-0.2, 1.2, 41)
    lines = []
    for fixed in np.linspace(-0.2, 1.2, 8):
        for line in (
            np.stack([along, 0 * along + fixed], 1),
            np.stack([0 * along + fixed, along], 1),
        ):
            lines += [line, np.full((1, 2), np.nan)]
    return np.concatenate(lines)


@cache
def _training() -> list[Net]:
    return xor.film(xor.start(np.random.default_rng(SEED), 2), EPOCHS)


def _straight(w: Array, b: float) -> Array:
    """Return two far points of the line w[0]·x + w[1]·y + b = 0."""
    foot = -b * w / (w @ w)
    along = 9 * np.array([-w[1], w[0]]) / np.sqrt(w @ w)
    return np.array([foot - along, foot + along])


def moved_corners(epoch: int = 10_000) -> Picture:
    """Return the inputs with the two hidden units' lines, and where the hidden layer puts them.

    On the right the output unit buys in the shaded part.
    """
    figure, (left, right) = new_figure(7.8, 3.9, columns=2)
    sheet = _sheet()
    left.plot(*sheet.T, color="#C8C8C8", linewidth=1, zorder=0)
    plane(left)
    units = [
        left.plot([], [], color=PARAMETER, linestyle=style, linewidth=2)[0] for style in ("-", "--")
    ]
    left.set_title("inputs", fontsize=11, loc="left")
    (warped,) = right.plot([], [], color="#C8C8C8", linewidth=1, zorder=0)
    right.set(xlim=(-0.25, 1.35), ylim=(-0.25, 1.35), aspect="equal", xticks=[0, 1], yticks=[0, 1])
    right.set(xlabel="hidden unit 1 (solid line)", ylabel="hidden unit 2 (dashed)")
    (line,) = right.plot([], [], color=FORWARD, linewidth=2.5)
    (side,) = right.fill([0], [0], color=FORWARD, alpha=0.12, zorder=-1, linewidth=0)
    title = right.set_title("", fontsize=11, loc="left")
    dots, names = [], []
    for buys, name, at in zip(xor.y[:, 0], NAMES, SIDES, strict=True):
        face = "black" if buys else "white"
        dots += right.plot([], [], "o", color="black", markerfacecolor=face, markersize=11)
        names.append(right.text(0, 0, name, size=9.5, bbox=WHITE, va="center", ha=at))
    for (x1, x2), name in zip(xor.X, NAMES, strict=True):
        left.text(x1 + 0.08, x2 + 0.1, name, size=9.5, bbox=WHITE)

    def update(epoch: int) -> str:
        net = _training()[EPOCHS.index(epoch)]
        for unit, w, b in zip(units, net.W1, net.b1, strict=True):
            unit.set_data(*_straight(w, b).T)
        warped.set_data(*xor.forward(sheet, *net)[1].T)
        ends = _straight(net.W2[0], net.b2[0])
        line.set_data(*ends.T)
        far = 9 * net.W2[0] / np.sqrt(net.W2[0] @ net.W2[0])
        side.set_xy(np.concatenate([ends, ends[::-1] + far]))
        spots = xor.forward(xor.X, *net)[1]
        for dot, name, spot, aside in zip(dots, names, spots, ASIDE, strict=True):
            dot.set_data([spot[0]], [spot[1]])
            name.set_position((spot[0] + aside[0], spot[1] + aside[1]))
        title.set_text(f"hidden layer, epoch {epoch} (shaded: buy)")
        values = xor.answers(net)
        sides = int(((values > 0.5) == (xor.y[:, 0] > 0.5)).sum())
        gap = float(np.linalg.norm(spots[1] - spots[2]))
        return (
            f"After {epoch} epochs the hidden layer has (0, 1) and (1, 0) {gap:.2f} apart; "
            f"they started 1.41 apart. Its straight line is right for {sides} of 4 corners."
        )

    return Picture(figure, update).move(epoch=epoch)


def strip_of_seeds(
    films: Mapping[int, Sequence[Net]], epochs: Sequence[int], epoch: int = 10_000
) -> Picture:
    """Return one mark a seed, solved or not, a panel for each number of hidden units.

    Parameters
    ----------
    films : by the number of hidden units, the stack of nets at each of `epochs`, see `xor.survey`.
    """
    figure, axes = new_figure(7.8, 1.8, columns=len(films))
    marks = [_panel(ax) for ax in axes]

    def update(epoch: int) -> str:
        said = []
        for (h, film), (ax, good, bad) in zip(films.items(), marks, strict=True):
            is_solved = xor.solved(film[list(epochs).index(epoch)])
            seeds = np.arange(len(is_solved))
            spots = np.stack([seeds % 20, seeds // 20], axis=1)
            good.set_data(*spots[is_solved].T)
            bad.set_data(*spots[~is_solved].T)
            count, total = int(is_solved.sum()), len(is_solved)
            low, high = (100 * end for end in xor.interval(count, total))
            ax.set_title(
                f"2-{h}-1: {count} of {total} solved\n95% interval: {low:.0f} to {high:.0f}%",
                loc="left",
                fontsize=10,
            )
            said.append(f"{count} of {total} for 2-{h}-1")
        return f"After {epoch} epochs these starts have solved XOR: {', '.join(said)}."

    return Picture(figure, update).move(epoch=epoch)


def _panel(ax: Axes) -> tuple[Axes, Line2D, Line2D]:
    ax.set(xlim=(-1, 20), ylim=(10, -1), aspect="equal", xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    (good,) = ax.plot([], [], "s", color="#CCCCCC", markersize=5)
    (bad,) = ax.plot([], [], "X", color=BACKWARD, markersize=6.5, markeredgewidth=0)
    return ax, good, bad
