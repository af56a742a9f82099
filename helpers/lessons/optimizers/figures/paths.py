"""The pictures of lesson 10 in the ravine: vanilla's zigzag, and a step of momentum in arrows."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

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
from helpers.optimizers import SGD, Array, Momentum

from .. import ravine

LR, BETA, NUM_VANILLA = 0.018, 0.9, 20
RINGS = [0.5, 5, 15, 30, 50, 80, 120]


def _ravine(ax: Axes) -> None:
    """Draw the ravine from above; b is stretched."""
    right, high = 5, 2.4  # the longest arrow from memory ends at b = −2.18
    a, b = np.meshgrid(np.linspace(-10, right, 121), np.linspace(-high, high, 241))
    ax.contour(a, b, 0.5 * (a**2 + 100 * b**2), levels=RINGS, cmap="cividis",
               linewidths=0.9, alpha=0.45)  # fmt: skip
    ax.plot([0], [0], "+", color="black", markersize=10)
    ax.set(xlim=(-10, right), ylim=(-high, high), yticks=[-2, -1, 0, 1, 2])
    ax.set(xlabel="a: weight for calm days", ylabel="b: weight\nfor a crisis")


def zigzag() -> Picture:
    """Return vanilla's first steps in the ravine."""
    return Picture(_draw_zigzag, _describe_zigzag).move()


def _draw_zigzag() -> Drawing:
    figure, (ax,) = new_figure(7.4, 2.4)
    _ravine(ax)
    ax.set(ylim=(-1.1, 1.1), yticks=[-1, 0, 1])
    path = ravine.walk(SGD(LR), NUM_VANILLA)
    ax.plot(*path.T, "o-", color=FORWARD, markersize=3.5, linewidth=1.2)
    ax.plot(*path[0], "o", color=FORWARD, markersize=8)
    ax.set_title(f"vanilla, lr = {LR:g}, {NUM_VANILLA} steps", fontsize=10, loc="left")
    return figure, still


def _describe_zigzag() -> str:
    (a, b), (end, _) = ravine.walk(SGD(LR), NUM_VANILLA)[[0, -1]]
    return (
        f"From a = {a:g}, b = {b:g} vanilla jumps across the ravine at every step. After "
        f"{NUM_VANILLA} steps the jumps have nearly died out, and along the floor it has come only "
        f"to a = {end:.2f}."
    )


def velocity(step: int = 5) -> Picture:
    """Return one step of momentum as two arrows that add up to a third. State: step, 1 to 24.

    lr = 0.018 and β = 0.9. The arrows are steps: −lr·β·velocity, −lr·gradient and their sum.
    """
    return Picture(_draw_velocity, _describe_velocity).move(step=step)


def _one_step(step: int) -> tuple[Array, Array, Array, Array]:
    """Return the path; a step's part from memory, from the gradient, and their sum, (2,)."""
    path = ravine.walk(Momentum(LR, BETA), 24)
    total = np.diff(path, axis=0)[step - 1]
    from_gradient = -LR * ravine.slope(path[step - 1])
    return path, total - from_gradient, from_gradient, total


def _draw_velocity() -> Drawing:
    figure, (ax,) = new_figure(7.4, 3.9)
    _ravine(ax)
    (trail,) = ax.plot([], [], "o-", color=CONTEXT, markersize=3.5, linewidth=1.2)
    style: dict[str, Any] = {"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 0, "mutation_scale": 14}
    looks = [(CONTEXT, "--", 2.0), (BACKWARD, ":", 2.2), (PARAMETER, "-", 2.6)]
    arrows = [
        ax.annotate(
            "",
            (0, 0),
            (0, 0),
            arrowprops={**style, "color": c, "ls": ls, "lw": lw},
            zorder=6 if c == BACKWARD else 5,
        )
        for c, ls, lw in looks
    ]
    words = ["from memory", "from the gradient", "the move"]
    for x, word, (colour, style_, width) in zip((-9.7, -5.2, -0.3), words, looks, strict=True):
        ax.plot([x, x + 0.9], [2.8, 2.8], color=colour, linestyle=style_, linewidth=width)
        ax.text(x + 1.1, 2.8, word, va="center", color="#555555" if colour == CONTEXT else colour)
    ax.set_ylim(-2.4, 3.1)
    (spot,) = ax.plot([], [], "o", color=FORWARD, markersize=8)
    title = ax.set_title("", fontsize=10, loc="left")

    def update(step: int) -> None:
        path, from_memory, from_gradient, total = _one_step(step)
        here = path[step - 1]
        ends = [(here, here + from_memory), (here + from_memory, path[step]), (here, path[step])]
        for arrow, (tail, tip) in zip(arrows, ends, strict=True):
            arrow.set_position(tuple(tail))
            arrow.xy = tuple(tip)
            arrow.set_visible(bool(np.abs(tip - tail).max() > 1e-12))
        trail.set_data(*path[:step].T)
        spot.set_data(*here[:, None])
        along = f"from memory {from_memory[0]:+.2f}, from the gradient {from_gradient[0]:+.3f}"
        title.set_text(f"step {step} along a: {along}, together {total[0]:+.2f}".replace("-", "−"))

    return figure, update


def _describe_velocity(step: int) -> str:
    path, from_memory, from_gradient, _ = _one_step(step)
    here = path[step - 1]
    return (
        f"Step {step} starts at a = {here[0]:.2f}, b = {here[1]:.2f}. Along the ravine memory "
        f"moves a by {from_memory[0]:+.2f} and the gradient by {from_gradient[0]:+.3f}. Across it "
        f"memory moves b by {from_memory[1]:+.2f} and the gradient by {from_gradient[1]:+.2f}."
    ).replace("+-", "-")
