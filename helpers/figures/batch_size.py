"""Pictures of lesson 08: what a few days say, three walks, and the cloud of gradients."""

from functools import cache

import numpy as np

from .. import batch_size as lesson
from ..gradients import Array
from .picture import BACKWARD, CONTEXT, FORWARD, Picture, new_figure

DESKS, DRAWS = 30, 300
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.9}


def lines_from(days: int = 16) -> Picture:
    """Return tomorrow's range against today's, and the line that each of 30 desks would draw.

    Each desk fits both weights to `days` days drawn at random; its line is the forecast at an
    average return.
    """
    X, y = lesson.days()
    figure, (ax,) = new_figure(7.0, 3.8)
    ax.plot(X[:, 0], y, ".", color=CONTEXT, markersize=2, alpha=0.4)
    ends = np.array([-3.0, 4.0])
    ax.set(xlim=ends, ylim=(-3.6, 4.6))
    ax.set(xlabel="today's range (standard deviations from its mean)", ylabel="tomorrow's range")
    lines = [ax.plot([], [], color=FORWARD, linewidth=1, alpha=0.7)[0] for _ in range(DESKS)]
    everything = lesson.best(X, y)[0]
    ax.plot(ends, everything * ends, color="black", linestyle="--", linewidth=2.5)
    ax.text(3.9, -3.3, "dashed: all 4,096 days", ha="right", bbox=WHITE)
    title = ax.set_title("", fontsize=11, loc="left")

    def update(days: int) -> str:
        rng = np.random.default_rng(0)
        slopes = []
        for line in lines:
            rows = rng.choice(len(X), days, replace=False)
            slopes.append(lesson.best(X[rows], y[rows])[0])
            line.set_data(ends, slopes[-1] * ends)
        rise = sum(slope > 0 for slope in slopes)
        title.set_text(f"30 desks, each with {days} days: {rise} lines rise")
        return (
            f"With {days} days each, {rise} of {DESKS} desks find that a wide range today means a "
            f"wide one tomorrow; their slopes go from {min(slopes):.2f} to {max(slopes):.2f}. "
            f"All days together say {everything:.2f}."
        )

    return Picture(figure, update).move(days=days)


@cache
def _walk(size: int, num_epochs: int) -> Array:
    """Return the places of one walker, (1 + updates, 2); plain numbers, for one day at a time."""
    X, y = lesson.days()
    if size > 1:
        each = lesson.updates_per_epoch(len(X), size)
        return lesson.walks(size, num_epochs * each, num_seeds=1)[:, 0]
    rng, places, a, b = np.random.default_rng(0), [(0.0, 0.0)], 0.0, 0.0
    for _ in range(num_epochs):
        order = rng.permutation(len(X))
        for (x1, x2), target in zip(X[order].tolist(), y[order].tolist(), strict=True):
            slope = 2 * lesson.LR * (a * x1 + b * x2 - target)
            a, b = a - slope * x1, b - slope * x2
            places.append((a, b))
    return np.array(places)


def three_walks(epoch: int = 1) -> Picture:
    """Return the walks from (0, 0) with 1, 64 and all 4,096 days an update; the last epoch bold."""
    figure, axes = new_figure(8.0, 3.3, columns=3, sharey=True)
    w1, w2 = np.meshgrid(np.linspace(-0.15, 1.05, 60), np.linspace(-0.6, 0.35, 60))
    height = lesson.above_floor(np.stack([w1, w2], axis=-1))
    best = lesson.best(*lesson.days())
    artists = []
    for ax, size in zip(axes, (1, 64, lesson.NUM_DAYS), strict=True):
        ax.contour(w1, w2, height, levels=[0.01, 0.05, 0.12, 0.22, 0.35], cmap="cividis",
                   linewidths=0.8, alpha=0.5)  # fmt: skip
        ax.plot(*best, "+", color="black", markersize=11, markeredgewidth=2, zorder=5)
        ax.set(xlim=(-0.15, 1.05), ylim=(-0.6, 0.35), xlabel="w1", xticks=[0, 0.5, 1])
        (before,) = ax.plot([], [], color=CONTEXT, linewidth=0.5, alpha=0.7)
        (last,) = ax.plot([], [], color=FORWARD, linewidth=1)
        (end,) = ax.plot([], [], "o", color=BACKWARD, markersize=8, zorder=6)
        artists.append((size, before, last, end, ax.set_title("", fontsize=10, loc="left")))
    axes[2].lines[-2].set(marker=".", markersize=6)
    axes[2].lines[-3].set(marker=".", markersize=6)
    axes[2].text(best[0], best[1] - 0.07, "floor", ha="center", va="top", bbox=WHITE)
    axes[0].set(ylabel="w2", yticks=[-0.5, 0])

    def update(epoch: int) -> str:
        found = []
        for size, before, last, end, title in artists:
            each = lesson.updates_per_epoch(lesson.NUM_DAYS, size)
            path = _walk(size, epoch)
            shown = max(0, len(path) - 1 - each)
            before.set_data(*path[max(0, shown - 5 * lesson.NUM_DAYS) : shown + 1].T)
            last.set_data(*path[shown:].T)
            end.set_data([path[-1, 0]], [path[-1, 1]])
            above = float(lesson.above_floor(path[-1]))
            days = "1 day" if size == 1 else f"{size:,} days"
            steps = epoch * each
            title.set_text(f"{days} an update:\n{steps:,} update{'s' * (steps > 1)}")
            found.append(f"with {days} an update {above:.2g}")
        many = f"{epoch} epochs" if epoch > 1 else "one epoch"
        return f"After {many} the loss is above the floor by: {'; '.join(found)}."

    return Picture(figure, update).move(epoch=epoch)


def cloud(batch_size: int = 16) -> Picture:
    """Return 300 gradients at w = (0, 0), each of a random batch, around the full one."""
    full = lesson.gradient(*lesson.days(), (0, 0))
    figure, (ax,) = new_figure(5.4, 4.4)
    edge = 6
    ax.set(xlim=(-edge, edge), ylim=(-edge, edge), aspect="equal", box_aspect=1)
    ax.set(xlabel="slope by w1", ylabel="slope by w2")
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
    words = "arrow: full batch\nring: noise\nline: 90° to it"
    ax.text(edge - 0.1, -edge + 0.2, words, ha="right", va="bottom", bbox=WHITE)
    title = ax.set_title("", fontsize=11, loc="left")

    def update(batch_size: int) -> str:
        gradients = lesson.cloud(batch_size, DRAWS, seed=batch_size)
        noise = lesson.noise(gradients, full)
        dots.set_data(*gradients.T)
        ring.set_data(full[0] + noise * np.cos(turn), full[1] + noise * np.sin(turn))
        outside = int(np.sum(np.max(np.abs(gradients), axis=1) > edge))
        wrong = int(np.sum(gradients @ full < 0))
        days = "1 day" if batch_size == 1 else f"{batch_size} days"
        beyond = f" ({outside} dots outside)" if outside else ""
        title.set_text(f"{days} an update: noise {noise:.2f}{beyond}")
        return (
            f"With {days} an update the noise is {noise:.2f}; the full gradient is "
            f"{np.hypot(*full):.2f} long. {wrong} of {DRAWS} dots are more than 90° from "
            f"the arrow, so that a step against them leads uphill; {outside} lie outside the frame."
        )

    return Picture(figure, update).move(batch_size=batch_size)
