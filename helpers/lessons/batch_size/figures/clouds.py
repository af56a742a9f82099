"""Pictures of lesson 09: what a few days say, three walks, and the cloud of gradients."""

from functools import cache, lru_cache

import numpy as np
from matplotlib import colormaps

from helpers.drawing.picture import (
    BACKWARD,
    CONTEXT,
    FORWARD,
    Drawing,
    Picture,
    new_figure,
    still,
)
from helpers.gradients import Array
from helpers.lessons import batch_size as lesson

DESKS, DRAWS = 30, 300
WALKERS = (1, 64, lesson.NUM_DAYS)  # days per update
EDGE = 6  # of the cloud's frame
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.9}
SHADES = colormaps["cividis"](np.linspace(0.0, 0.7, 5))  # the palest are hard to see


def lines_from(days: int = 16) -> Picture:
    """Return tomorrow's range against today's, and the line that each of 30 desks would draw.

    Each desk fits both weights to `days` days drawn at random. Its line shows w1: it is the
    forecast for a day with an average return, x2 = 0.
    """
    return Picture(_draw_lines_from, _describe_lines_from).move(days=days)


def _draw_lines_from() -> Drawing:
    X, y = lesson.days()
    figure, (ax,) = new_figure(7.0, 3.8)
    ax.plot(X[:, 0], y, ".", color=CONTEXT, markersize=2, alpha=0.4)
    ends = np.array([-3.0, 4.0])
    ax.set(xlim=ends, ylim=(-3.6, 4.6))
    ax.set(xlabel="today's range (standard deviations from its mean)", ylabel="tomorrow's range")
    lines = [ax.plot([], [], color=FORWARD, linewidth=1, alpha=0.7)[0] for _ in range(DESKS)]
    everything = lesson.best(X, y)[0]
    ax.plot(ends, everything * ends, color="black", linestyle="--", linewidth=2.5)
    words = "a line: ŷ = w1·x1 of one desk\ndashed: all 4,096 days"
    ax.text(3.9, -3.4, words, ha="right", va="bottom", bbox=WHITE)
    title = ax.set_title("", fontsize=11, loc="left")

    def update(days: int) -> None:
        slopes = _slopes(days)
        for line, slope in zip(lines, slopes, strict=True):
            line.set_data(ends, slope * ends)
        rise = sum(slope > 0 for slope in slopes)
        title.set_text(f"30 desks, each with {days} days: {rise} lines rise")

    return figure, update


@lru_cache(maxsize=None, typed=True)
def _slopes(days: int) -> list[float]:
    """Return the slope that each desk finds."""
    X, y = lesson.days()
    rng, slopes = np.random.default_rng(0), []
    for _ in range(DESKS):
        rows = rng.choice(len(X), days, replace=False)
        slopes.append(lesson.best(X[rows], y[rows])[0])
    return slopes


def _describe_lines_from(days: int) -> str:
    slopes, everything = _slopes(days), lesson.best(*lesson.days())[0]
    rise = sum(slope > 0 for slope in slopes)
    return (
        f"With {days} days each, {rise} of {DESKS} desks find that a wide range today means a "
        f"wide one tomorrow; their slopes go from {min(slopes):.2f} to {max(slopes):.2f}. "
        f"All days together say {everything:.2f}."
    )


@cache
def _walk(size: int) -> Array:
    """Return the places of one walker in one epoch, (1 + updates, 2)."""
    return lesson.walks(size, lesson.updates_per_epoch(lesson.NUM_DAYS, size), num_seeds=1)[:, 0]


def three_walks() -> Picture:
    """Return one epoch's walks from (0, 0) with 1, 64 and all 4,096 days per update."""
    return Picture(_draw_three_walks, _describe_three_walks).move()


def _draw_three_walks() -> Drawing:
    figure, axes = new_figure(8.0, 3.3, columns=3, sharey=True)
    w1, w2 = np.meshgrid(np.linspace(-0.15, 1.05, 60), np.linspace(-0.6, 0.35, 60))
    height = lesson.above_minimum(np.stack([w1, w2], axis=-1))
    best = lesson.best(*lesson.days())
    for ax, size in zip(axes, WALKERS, strict=True):
        ax.contour(w1, w2, height, levels=[0.01, 0.05, 0.12, 0.22, 0.35], colors=SHADES,
                   linewidths=0.8, alpha=0.5)  # fmt: skip
        ax.plot(*best, "+", color="black", markersize=11, markeredgewidth=2, zorder=5)
        ax.set(xlim=(-0.15, 1.05), ylim=(-0.6, 0.35), xlabel="w1", xticks=[0, 0.5, 1])
        path = _walk(size)
        ax.plot(*path.T, color=FORWARD, linewidth=1)
        ax.plot(*path[-1], "o", color=BACKWARD, markersize=8, zorder=6)
        steps = len(path) - 1
        title = f"{_days(size)} per update:\n{steps:,} update{'s' if steps > 1 else ''}"
        ax.set_title(title, fontsize=10, loc="left")
    axes[2].text(best[0], best[1] - 0.07, "minimum", ha="center", va="top", bbox=WHITE)
    axes[0].set(ylabel="w2", yticks=[-0.5, 0])
    axes[1].set_xlabel("w1 (dot: last place)")
    return figure, still


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _describe_three_walks() -> str:
    found = []
    for size in WALKERS:
        above = float(lesson.above_minimum(_walk(size)[-1]))
        found.append(f"with {_days(size)} per update {above:.2g}")
    return f"After one epoch the loss is above the minimum by: {'; '.join(found)}."


def cloud(batch_size: int = 16) -> Picture:
    """Return 300 gradients at w = (0, 0), each of a random batch, around the full one."""
    return Picture(_draw_cloud, _describe_cloud).move(batch_size=batch_size)


def _draw_cloud() -> Drawing:
    full = lesson.gradient(*lesson.days(), (0, 0))
    figure, (ax,) = new_figure(5.4, 4.4)
    edge = EDGE
    ax.set(xlim=(-edge, edge), ylim=(-edge, edge), aspect="equal", box_aspect=1)
    ax.set(xlabel="dL/dw1", ylabel="dL/dw2")
    ax.axhline(0, color=CONTEXT, linewidth=0.6)
    ax.axvline(0, color=CONTEXT, linewidth=0.6)
    (dots,) = ax.plot([], [], ".", color=FORWARD, markersize=5, alpha=0.4)
    across = np.array([-full[1], full[0]]) / np.hypot(*full)
    ax.plot(*np.outer(across, [-2 * edge, 2 * edge]), color="black", linewidth=0.8, zorder=4)
    arrow = {"arrowstyle": "-|>", "color": BACKWARD, "linewidth": 2.5, "shrinkA": 0, "shrinkB": 0}
    tip = float(full[0]), float(full[1])
    ax.annotate("", tip, (0, 0), zorder=6, arrowprops=arrow)
    turn = np.linspace(0, 2 * np.pi, 100)
    (ring,) = ax.plot([], [], "--", color="black", linewidth=1.5)
    words = "arrow: full batch\nradius of the ring: noise\nline: 90° to the arrow"
    ax.text(edge - 0.1, -edge + 0.2, words, ha="right", va="bottom", bbox=WHITE)
    title = ax.set_title("", fontsize=11, loc="left")

    def update(batch_size: int) -> None:
        gradients, noise, outside = _gradients(batch_size)
        dots.set_data(*gradients.T)
        ring.set_data(full[0] + noise * np.cos(turn), full[1] + noise * np.sin(turn))
        beyond = f" ({outside} dots outside)" if outside else ""
        title.set_text(f"{_days(batch_size)} per update: noise {noise:.2g}{beyond}")

    return figure, update


@lru_cache(maxsize=None, typed=True)
def _gradients(batch_size: int) -> tuple[Array, float, int]:
    """Return 300 gradients (300, 2), their noise, and how many lie outside the frame."""
    gradients = lesson.cloud(batch_size, DRAWS, seed=batch_size)
    noise = lesson.noise(gradients, lesson.gradient(*lesson.days(), (0, 0)))
    return gradients, noise, int(np.sum(np.max(np.abs(gradients), axis=1) > EDGE))


def _describe_cloud(batch_size: int) -> str:
    full = lesson.gradient(*lesson.days(), (0, 0))
    gradients, noise, outside = _gradients(batch_size)
    wrong = int(np.sum(gradients @ full < 0))
    return (
        f"With {_days(batch_size)} per update the noise is {noise:.2g}; the full gradient is "
        f"{np.hypot(*full):.2f} long. {wrong} of {DRAWS} dots are more than 90° from "
        f"the arrow, so that a step against them leads uphill; {outside} lie outside the frame."
    )
