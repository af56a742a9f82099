"""Pictures of lesson 05: what hidden units ask, and where the hidden layer moves the corners."""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from helpers.drawing.picture import FORWARD, PARAMETER, Drawing, Picture, new_figure, still
from helpers.lessons import xor

from .. import Array, Net
from .nets import BY_HAND
from .planes import EPOCHS, WHITE, plane

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


def moved_corners(epoch: int = 300) -> Picture:
    """Return the inputs with the two hidden units' lines, and where the hidden layer puts them.

    On the right the output unit buys in the shaded part; the title counts the corners for which
    that is right.
    """
    return Picture(_draw_moved_corners, _describe_moved_corners).move(epoch=epoch)


def _draw_moved_corners() -> Drawing:
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

    def update(epoch: int) -> None:
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
        title.set_text(f"hidden layer, epoch {epoch:,}: right for {_right_corners(net)} of 4")

    return figure, update


def _describe_moved_corners(epoch: int) -> str:
    net = _training()[EPOCHS.index(epoch)]
    spots = xor.forward(xor.X, *net)[1]
    gap = float(np.linalg.norm(spots[1] - spots[2]))
    return (
        f"After {epoch:,} epochs the hidden layer has (0, 1) and (1, 0) {gap:.2f} apart; "
        f"they started 1.41 apart. Its straight line is right for {_right_corners(net)} of 4 "
        "corners."
    )


def _right_corners(net: Net) -> int:
    return int(((xor.answers(net) > 0.5) == (xor.y[:, 0] > 0.5)).sum())


def questions() -> Picture:
    """Return the lines of the hidden units, set by hand and trained, each with its yes-side."""
    return Picture(_draw_questions, _describe_questions).move()


def _asks(w: Array, b: float) -> str:
    """Return the question of a hidden unit: where its activation is above one half."""
    yes = (xor.X @ w + b > 0).tolist()
    return {
        (False, True, True, True): "at least one?",
        (False, False, False, True): "both?",
        (True, True, True, False): "not both?",
    }[tuple(yes)]


def _draw_questions() -> Drawing:
    figure, axes = new_figure(7.8, 3.9, columns=2)
    nets = (BY_HAND, "set by hand", (1.0, 1.17)), (_training()[-1], "trained", (0.0, 1.17))
    for ax, (net, title, second) in zip(axes, nets, strict=True):
        plane(ax)
        ax.set_title(title, fontsize=11, loc="left")
        _unit(ax, net.W1[0], net.b1[0], "-", (1.09, -0.22))
        _unit(ax, net.W1[1], net.b1[1], "--", second)
    return figure, still


def _unit(ax: Axes, w: Array, b: float, style: str, at: tuple[float, float]) -> None:
    """Draw a hidden unit's line, an arrow to its yes-side, and its question at `at`."""
    ax.plot(*_straight(w, b).T, color=PARAMETER, linestyle=style, linewidth=2)
    middle = float(-b / w.sum())  # the line meets the diagonal at (middle, middle)
    tip = middle + 0.24 * w / np.sqrt(w @ w)
    arrow = {"arrowstyle": "-|>", "color": PARAMETER, "linewidth": 2}
    ax.annotate("", (tip[0], tip[1]), (middle, middle), arrowprops=arrow)
    ax.text(*at, f"“{_asks(w, b)}”", size=10, color=PARAMETER, bbox=WHITE, ha="center")


def _describe_questions() -> str:
    says = [
        f"{name}: hidden unit 1 asks “{_asks(net.W1[0], net.b1[0])}”, "
        f"hidden unit 2 “{_asks(net.W1[1], net.b1[1])}”"
        for name, net in (("Set by hand", BY_HAND), ("trained", _training()[-1]))
    ]
    return f"{says[0]}; {says[1]}. The lines are nearly the same; the second arrow is turned round."
