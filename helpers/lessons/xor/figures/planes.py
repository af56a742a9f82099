"""Pictures of lesson 05 over the inputs: one straight line, and a boundary that bends.

Axes: momentum (0 down, 1 up) across, market (0 calm, 1 stressed) upwards.
"""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from helpers.drawing.picture import BACKWARD, FORWARD, Drawing, Picture, new_figure, still
from helpers.lessons import xor

from .. import Array

EDGE = 0.4
SIDE = np.linspace(-EDGE, 1 + EDGE, 73)  # 0 and 1 are among them
PLANE = np.stack(np.meshgrid(SIDE, SIDE), axis=-1).reshape(-1, 2)
UNIT_START = np.array([[0.9, -0.3]]), np.array([0.4])
LAST = 10_000
EPOCHS = (0, 100, 200, 300, 400, 500, 600, 700, 1000, 2000, 5000, LAST)
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.2, "alpha": 0.9}


def plane(ax: Axes) -> None:
    """Put the four corners into `ax`: filled where the rule buys, hollow where it stays out."""
    ax.set(xlim=(-EDGE, 1 + EDGE), ylim=(-EDGE, 1 + EDGE), aspect="equal")
    ax.set(xticks=[0, 1], yticks=[0, 1], xlabel="momentum")
    ax.set_xticklabels(["down 0", "up 1"])
    ax.set_yticklabels(["calm 0", "stress 1"], rotation=90, va="center")
    for (x1, x2), buys in zip(xor.X, xor.y[:, 0], strict=True):
        ax.plot(x1, x2, "o", color="black", markerfacecolor="black" if buys else "white", ms=11)


def one_line(angle: float = 0, shift: float = 0.0) -> Picture:
    """Return the four corners and one straight line, turned by `angle` degrees, moved by `shift`.

    The shaded side is bought; a corner on the wrong side, or on the line, is crossed.
    """
    return Picture(_draw_one_line, _describe_one_line).move(angle=angle, shift=shift)


def _sides(angle: float, shift: float) -> tuple[Array, Array, Array, Array]:
    """Return the way across the line, its middle, how deep each corner is in, and is it wrong."""
    turn = np.deg2rad(angle)
    across = np.array([np.cos(turn), np.sin(turn)])
    foot = 0.5 + shift * across
    depth = (xor.X - foot) @ across
    return across, foot, depth, np.where(xor.y[:, 0] > 0.5, depth, -depth) < 1e-9


def _draw_one_line() -> Drawing:
    figure, (ax,) = new_figure(4.2, 3.9)
    plane(ax)
    for (x1, x2), buys in zip(xor.X, xor.y[:, 0], strict=True):
        word = "buy" if buys else "out"
        ax.text(x1, x2 - 0.09, word, ha="center", va="top", size=10, bbox=WHITE, zorder=4)
    (line,) = ax.plot([], [], color=FORWARD, linewidth=2.5)
    (side,) = ax.fill([0], [0], color=FORWARD, alpha=0.12, zorder=0, linewidth=0)
    (missed,) = ax.plot([], [], "x", color=BACKWARD, markersize=22, markeredgewidth=3, zorder=5)
    title = ax.set_title("", fontsize=11, loc="left")

    def update(angle: float, shift: float) -> None:
        across, foot, _, wrong = _sides(angle, shift)
        along = 9 * np.array([-across[1], across[0]])
        line.set_data(*np.array([foot - along, foot + along]).T)
        far = foot + 9 * across
        side.set_xy(np.array([foot - along, foot + along, far + along, far - along]))
        missed.set_data(*xor.X[wrong].T)
        title.set_text(f"buy in the shaded part: right for {4 - int(wrong.sum())} of 4")

    return figure, update


def _describe_one_line(angle: float, shift: float) -> str:
    _, _, depth, wrong = _sides(angle, shift)
    right = 4 - int(wrong.sum())
    return (
        f"The line is turned by {angle:g}° and moved by {shift:g}. It is right for {right} of "
        "the 4 corners; the others are crossed."
        + (" A corner on the line is on neither side." if np.any(abs(depth) < 1e-9) else "")
    ).replace("-", "−")


@cache
def _predictions() -> list[tuple[str, Array]]:
    """Return ŷ over the plane after LAST epochs, for the unit and for 2-4-1 with seed 1."""
    W, b, _ = xor.train_unit(xor.X, xor.y, *UNIT_START, 0.5, LAST)
    net = xor.train(xor.start(np.random.default_rng(1), 4), LAST)
    shape = (len(SIDE), len(SIDE))
    return [
        ("one unit", xor.unit_answers(PLANE, W, b).reshape(shape)),
        ("2-4-1", xor.forward(PLANE, *net)[-1].reshape(shape)),
    ]


def bent_boundary() -> Picture:
    """Return ŷ over the inputs for one unit and for 2-4-1, with the boundary ŷ = 0.5 of each."""
    return Picture(_draw_bent_boundary, _describe_bent_boundary).move()


def _flat(heights: Array) -> bool:
    return bool(np.ptp(heights) < 1e-3)


def _at_corners(heights: Array) -> list[float]:
    return [float(heights[np.isclose(SIDE, x2)][0, np.isclose(SIDE, x1)][0]) for x1, x2 in xor.X]


def _draw_bent_boundary() -> Drawing:
    figure, axes = new_figure(7.8, 3.5, columns=2)
    for ax, (name, heights) in zip(axes, _predictions(), strict=True):
        image = ax.imshow(
            heights,
            extent=(-EDGE, 1 + EDGE, -EDGE, 1 + EDGE),
            origin="lower",
            cmap="cividis",
            vmin=0,
            vmax=1,
            interpolation="bilinear",
        )
        plane(ax)
        if not _flat(heights):
            ax.contour(SIDE, SIDE, heights, levels=[0.5], colors="white", linewidths=3)
        for (x1, x2), value in zip(xor.X, _at_corners(heights), strict=True):
            ax.text(x1, x2 - 0.1, f"{value:.2f}", ha="center", va="top", size=10, bbox=WHITE)
        ax.set_title(f"{name}, epoch {LAST:,}", fontsize=11, loc="left")
    figure.colorbar(image, ax=axes, label="prediction ŷ (white line: 0.5)", ticks=[0, 0.5, 1])
    return figure, still


def _describe_bent_boundary() -> str:
    found = []
    for name, heights in _predictions():
        corners = _at_corners(heights)
        right = sum((a > 0.5) == (b > 0.5) for a, b in zip(corners, xor.y[:, 0], strict=True))
        says = "and no line is left" if _flat(heights) else f"{right} of 4 right"
        found.append(f"{name} predicts {', '.join(f'{v:.2f}' for v in corners)}, {says}")
    return f"After {LAST:,} epochs {found[0]}; {found[1]}."
