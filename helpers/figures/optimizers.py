"""Pictures of lesson 09 in the ravine: the velocity, vanilla beside momentum, the race."""

from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import ravine
from ..optimizers import SGD, Array, Momentum
from ..text import number
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure

LR, BETA, STEPS = 0.018, 0.9, 60
RINGS = [0.5, 5, 15, 30, 50, 80, 120]
FOUR = [("AdaGrad", 0.6), ("momentum", 0.012), ("vanilla", 0.0185), ("Adam", 0.5)]
FLOOR = 5e-3  # where the race's vertical axis ends


def _ravine(ax: Axes, label: bool = True, right: float = 5) -> None:
    """Draw the ravine from above, to a = `right`; its vertical axis is stretched."""
    a, b = np.meshgrid(np.linspace(-10, right, 121), np.linspace(-1.25, 1.6, 81))
    ax.contour(a, b, 0.5 * (a**2 + ravine.STEEP * b**2), levels=RINGS, cmap="cividis",
               linewidths=0.9, alpha=0.45)  # fmt: skip
    ax.plot([0], [0], "+", color="black", markersize=10)
    ax.set(xlim=(-10, right), ylim=(-1.25, 1.25), yticks=[-1, 0, 1])
    if label:
        ax.set(xlabel="a: weight for calm days", ylabel="b: weight\nfor a crisis")


def _rows(height: float, rows: int) -> tuple[Figure, list[Axes]]:
    figure, (whole,) = new_figure(7.4, height)
    whole.remove()
    axes = list(figure.subplots(rows, 1, sharex=True))
    for ax in axes:
        ax.spines[["top", "right"]].set_visible(False)
    return figure, axes


def velocity(step: int = 5) -> Picture:
    """Return one step of momentum as two arrows that add up to a third. State: step, 1 to 24.

    lr = 0.018 and β = 0.9. The arrows are steps: −lr·β·velocity, −lr·gradient and their sum.
    """
    path = ravine.walk(Momentum(LR, BETA), 24)
    steps = np.diff(path, axis=0)
    figure, (ax,) = new_figure(7.4, 3.6)
    _ravine(ax)
    (trail,) = ax.plot([], [], "o-", color=CONTEXT, markersize=3.5, linewidth=1.2)
    style: dict[str, Any] = {"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 0, "mutation_scale": 14}
    looks = [(CONTEXT, "--", 2.0), (BACKWARD, ":", 2.2), (PARAMETER, "-", 2.6)]
    arrows = [
        ax.annotate("", (0, 0), (0, 0), arrowprops={**style, "color": c, "ls": ls, "lw": lw})
        for c, ls, lw in looks
    ]
    words = ["from memory", "from the slope", "the move"]
    for x, word, (colour, style_, width) in zip((-9.7, -5.2, -0.3), words, looks, strict=True):
        ax.plot([x, x + 0.9], [1.4, 1.4], color=colour, linestyle=style_, linewidth=width)
        ax.text(x + 1.1, 1.4, word, va="center", color="#555555" if colour == CONTEXT else colour)
    ax.set_ylim(-1.25, 1.55)
    (spot,) = ax.plot([], [], "o", color=FORWARD, markersize=8)
    title = ax.set_title("", fontsize=10, loc="left")

    def update(step: int) -> str:
        here, total = path[step - 1], steps[step - 1]
        from_slope = -LR * ravine.slope(here)
        from_memory = total - from_slope
        ends = [(here, here + from_memory), (here + from_memory, path[step]), (here, path[step])]
        for arrow, (tail, tip) in zip(arrows, ends, strict=True):
            arrow.set_position(tuple(tail))
            arrow.xy = tuple(tip)
            arrow.set_visible(bool(np.abs(tip - tail).max() > 1e-12))
        trail.set_data(*path[:step].T)
        spot.set_data(*here[:, None])
        along = f"from memory {from_memory[0]:+.2f}, from the slope {from_slope[0]:+.3f}"
        title.set_text(f"move {step} along a: {along}, together {total[0]:+.2f}".replace("-", "−"))
        return (
            f"Step {step} starts at a = {here[0]:.2f}, b = {here[1]:.2f}. Along the ravine memory "
            f"moves a by {from_memory[0]:+.2f} and the slope by {from_slope[0]:+.3f}. Across it "
            f"memory moves b by {from_memory[1]:+.2f} and the slope by {from_slope[1]:+.2f}."
        ).replace("+-", "-")

    return Picture(figure, update).move(step=step)


def side_by_side(beta: float = 0.9) -> Picture:
    """Return 60 steps of vanilla and of momentum, both with lr = 0.018. State: beta."""
    figure, (top, bottom) = _rows(4.4, 2)
    for ax in (top, bottom):
        _ravine(ax, right=9)
    top.set_xlabel("")
    plain = ravine.walk(SGD(LR), STEPS)
    plain_loss = ravine.losses(plain)[-1]
    top.plot(*plain.T, "o-", color=CONTEXT, markersize=3, linewidth=1)
    top.plot(*plain[-1:].T, "o", color=FORWARD, markersize=8)
    top.set_title(f"vanilla: loss {plain_loss:.2f} after {STEPS} steps", fontsize=10, loc="left")
    (trail,) = bottom.plot([], [], "o-", color=PARAMETER, markersize=3, linewidth=1)
    (spot,) = bottom.plot([], [], "o", color=FORWARD, markersize=8)
    title = bottom.set_title("", fontsize=10, loc="left")

    def update(beta: float) -> str:
        path = ravine.walk(Momentum(LR, beta), STEPS)
        loss = ravine.losses(path)[-1]
        trail.set_data(*path.T)
        spot.set_data(*path[-1:].T)
        title.set_text(f"momentum, β = {beta:g}: loss {loss:.3g} after {STEPS} steps")
        far = path[:, 0].max()
        reach = f"past the lowest point, to a = {far:.2f}" if far > 0 else f"only to a = {far:.2f}"
        return (
            f"With lr = {LR:g} for both, vanilla has a loss of {plain_loss:.2f} after {STEPS} "
            f"steps and momentum with β = {beta:g} one of {loss:.3g}. It went {reach}."
        )

    return Picture(figure, update).move(beta=beta)


def race(step: int = 60) -> Picture:
    """Return the paths of all five rules and their losses, each at its best rate. State: step."""
    rates = {rule: ravine.best_rate(rule, STEPS) for rule in ravine.RULES}
    paths = {rule: ravine.walk(ravine.RULES[rule](lr), STEPS) for rule, lr in rates.items()}
    heights = {rule: ravine.losses(path) for rule, path in paths.items()}
    figure, (whole,) = new_figure(7.8, 5.6)
    whole.remove()
    grid = figure.add_gridspec(5, 2, width_ratios=[1, 1.25])
    right = figure.add_subplot(grid[:, 1])
    right.spines[["top", "right"]].set_visible(False)
    right.set(xlim=(0, STEPS + 19), ylim=(FLOOR, 1e4), yscale="log", xlabel="step", ylabel="loss")
    right.set_xticks(range(0, STEPS + 1, 10))
    right.plot([0, STEPS], [ravine.LOW] * 2, ":", color=CONTEXT, linewidth=1)
    styles: list[Any] = ["-", "--", "-.", ":", (0, (7, 1, 1, 1, 1, 1))]
    colours = ["#333333", PARAMETER, "#8A3F72", FORWARD, BACKWARD]
    trails, spots, curves, ends = [], [], [], []
    for row, (rule, path) in enumerate(paths.items()):
        ax = figure.add_subplot(grid[row, 0])
        _ravine(ax, label=False)
        ax.spines[["top", "right"]].set_visible(False)
        ax.set(yticks=[], xticks=[-9, 0] if row == 4 else [])
        ax.set_title(
            f"{rule}, lr = {number(round(rates[rule], 3))}", fontsize=10, loc="left", pad=3
        )
        trails += ax.plot(*path.T, "o-", color=colours[row], markersize=2.5, linewidth=0.9)
        spots += ax.plot([], [], "o", color="black", markersize=6)
        curves += right.plot([], [], ls=styles[row], color=colours[row], linewidth=2)
        ends.append(right.text(0, 1, rule, color=colours[row], va="center"))

    def update(step: int) -> str:
        now = {rule: float(height[step]) for rule, height in heights.items()}
        places = _apart(np.log10([max(value, 1.3 * FLOOR) for value in now.values()]), 0.25)
        for i, (rule, path) in enumerate(paths.items()):
            trails[i].set_data(*path[: step + 1].T)
            spots[i].set_data(*path[step : step + 1].T)
            curves[i].set_data(np.arange(step + 1), heights[rule][: step + 1])
            seen = int(np.flatnonzero(heights[rule][: step + 1] >= FLOOR)[-1])
            low = float(np.log10(1.3 * FLOOR))
            ends[i].set_position((seen + 1.5, float(10 ** (places[i] if seen == step else low))))
        order = sorted(now, key=lambda rule: now[rule])
        return f"After {step} steps the losses are, from the lowest: " + ", ".join(
            f"{rule} {_tiny(now[rule])}" for rule in order
        ) + "."  # fmt: skip

    return Picture(figure, update).move(step=step)


def four_paths() -> Picture:
    """Return four paths of 25 steps from another start, with letters in place of names."""
    figure, axes = _rows(5.6, 4)
    for ax, letter, (rule, lr) in zip(axes, "ABCD", FOUR, strict=True):
        _ravine(ax, label=False, right=3)
        path = ravine.walk(ravine.RULES[rule](lr), 25, start=(-8.0, -1.0))
        ax.plot(*path.T, "o-", color=FORWARD, markersize=3.5, linewidth=1)
        ax.set_title(f"{letter}   lr = {lr:g}", fontsize=11, loc="left", pad=3)
        ax.set_xticks(range(-10, 4))
        ax.grid(axis="x", color=CONTEXT, linewidth=0.4, alpha=0.6)

    def update() -> str:
        rates = ", ".join(f"{x} lr = {lr:g}" for x, (_, lr) in zip("ABCD", FOUR, strict=True))
        return (
            "Four paths in the ravine, 25 steps each from a = −8, b = −1, where the lowest point "
            f"is at (0, 0): {rates}."
        )

    return Picture(figure, update).move()


def _tiny(loss: float) -> str:
    return f"{loss:.2g}" if loss >= 1e-6 else "less than a millionth"


def _apart(heights: Array, gap: float) -> Array:
    """Return the heights, moved up where needed, so that no two are nearer than `gap`."""
    order = np.argsort(heights)
    places = np.array(heights, dtype=np.float64)
    for below, above in pairwise(order):
        places[above] = max(places[above], places[below] + gap)
    return places
