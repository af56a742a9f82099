"""Pictures of lesson 05 over the inputs: one straight line, and a boundary that bends.

Axes: momentum (0 down, 1 up) across, market (0 calm, 1 stressed) upwards.
"""

from functools import cache

import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes

from .. import xor
from ..xor import Array
from .picture import BACKWARD, FORWARD, Picture, new_figure

EDGE = 0.4
SIDE = np.linspace(-EDGE, 1 + EDGE, 73)  # 0 and 1 are among them
PLANE = np.stack(np.meshgrid(SIDE, SIDE), axis=-1).reshape(-1, 2)
UNIT_START = np.array([[0.9, -0.3]]), np.array([0.4])
EPOCHS = (0, 100, 300, 500, 700, 1000, 2000, 5000, 10_000)
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
    figure, (ax,) = new_figure(4.2, 3.9)
    plane(ax)
    for (x1, x2), buys in zip(xor.X, xor.y[:, 0], strict=True):
        word = "buy" if buys else "out"
        ax.text(x1, x2 - 0.09, word, ha="center", va="top", size=10, bbox=WHITE, zorder=4)
    (line,) = ax.plot([], [], color=FORWARD, linewidth=2.5)
    (side,) = ax.fill([0], [0], color=FORWARD, alpha=0.12, zorder=0, linewidth=0)
    (missed,) = ax.plot([], [], "x", color=BACKWARD, markersize=22, markeredgewidth=3, zorder=5)
    title = ax.set_title("", fontsize=11, loc="left")

    def update(angle: float, shift: float) -> str:
        turn = np.deg2rad(angle)
        across = np.array([np.cos(turn), np.sin(turn)])
        along = 9 * np.array([-across[1], across[0]])
        foot = 0.5 + shift * across
        line.set_data(*np.array([foot - along, foot + along]).T)
        far = foot + 9 * across
        side.set_xy(np.array([foot - along, foot + along, far + along, far - along]))
        depth = (xor.X - foot) @ across  # how far inside the blue part
        wrong = np.where(xor.y[:, 0] > 0.5, depth, -depth) < 1e-9
        missed.set_data(*xor.X[wrong].T)
        right = 4 - int(wrong.sum())
        title.set_text(f"buy in the shaded part: right for {right} of 4")
        return (
            f"The line is turned by {angle:g}° and moved by {shift:g}. It is right for {right} of "
            "the 4 corners; the others are crossed."
            + (" A corner on the line is on neither side." if np.any(abs(depth) < 1e-9) else "")
        ).replace("-", "−")

    return Picture(figure, update).move(angle=angle, shift=shift)


@cache
def _bending() -> tuple[list[Array], list[Array]]:
    """Return ŷ over the plane at each of EPOCHS, for the unit and for 2-4-1 with seed 1."""
    unit = [xor.train_unit(xor.X, xor.y, *UNIT_START, 0.5, epoch) for epoch in EPOCHS]
    nets = xor.film(xor.start(np.random.default_rng(1), 4), EPOCHS)
    shape = (len(SIDE), len(SIDE))
    return (
        [xor.unit_answers(PLANE, W, b).reshape(shape) for W, b, _ in unit],
        [xor.forward(PLANE, *net)[-1].reshape(shape) for net in nets],
    )


def _half(heights: Array) -> Array:
    """Return the curve along which ŷ = 0.5, (n, 2), with NaN between its parts."""
    if np.ptp(heights) < 1e-3:
        return np.full((1, 2), np.nan)
    parts = contour_generator(SIDE, SIDE, heights).lines(0.5)
    gap = np.full((1, 2), np.nan)
    return np.concatenate([gap, *(piece for part in parts for piece in (part, gap))])


def bent_boundary(epoch: int = 10_000) -> Picture:
    """Return ŷ over the inputs for one unit and for 2-4-1, with the boundary ŷ = 0.5 of each."""
    figure, axes = new_figure(7.8, 3.5, columns=2)
    figure.set_layout_engine("none")  # one place for all epochs
    for ax, left in zip(axes, (0.06, 0.49), strict=True):
        ax.set_position((left, 0.15, 0.36, 0.76))
    artists = []
    for ax, name in zip(axes, ("one unit", "2-4-1"), strict=True):
        ends = (-EDGE, 1 + EDGE, -EDGE, 1 + EDGE)
        image = ax.imshow(
            np.zeros((2, 2)),
            extent=ends,
            origin="lower",
            cmap="cividis",
            vmin=0,
            vmax=1,
            interpolation="bilinear",
        )
        plane(ax)
        (curve,) = ax.plot([], [], color="white", linewidth=3)
        marks = [
            ax.text(x1, x2 - 0.1, "", ha="center", va="top", size=10, bbox=WHITE)
            for x1, x2 in xor.X
        ]
        artists.append((name, image, curve, marks, ax.set_title("", fontsize=11, loc="left")))
    scale = figure.add_axes((0.88, 0.2, 0.02, 0.66))
    figure.colorbar(image, cax=scale, label="answer ŷ (white line: 0.5)", ticks=[0, 0.5, 1])

    def update(epoch: int) -> str:
        place = EPOCHS.index(epoch)
        found = []
        for (name, image, curve, marks, title), frames in zip(artists, _bending(), strict=True):
            heights = frames[place]
            image.set_data(heights)
            curve.set_data(*_half(heights).T)
            corners = [
                float(heights[np.isclose(SIDE, x2)][0, np.isclose(SIDE, x1)][0]) for x1, x2 in xor.X
            ]
            for mark, value in zip(marks, corners, strict=True):
                mark.set_text(f"{value:.2f}")
            right = sum((a > 0.5) == (b > 0.5) for a, b in zip(corners, xor.y[:, 0], strict=True))
            title.set_text(f"{name}, epoch {epoch}")
            says = "and no line is left" if np.ptp(heights) < 1e-3 else f"{right} of 4 right"
            found.append(f"{name} answers {', '.join(f'{v:.2f}' for v in corners)}, {says}")
        return f"After {epoch} epochs {found[0]}; {found[1]}."

    return Picture(figure, update).move(epoch=epoch)
