"""The picture of lesson 08 that compares 16, 64 and 256 days an update, counted in two ways."""

from functools import cache

import numpy as np

from .. import batch_size as lesson
from ..gradients import Array
from .picture import BACKWARD, FORWARD, PARAMETER, Picture, new_figure

SIZES, EPOCHS, UPDATES, SEEDS = (16, 64, 256), 5, 320, 20
LOW, HIGH = 1e-6, 10.0
STYLES = {16: (FORWARD, "-"), 64: (PARAMETER, "--"), 256: (BACKWARD, "-.")}


@cache
def _runs(size: int, lr: float) -> tuple[Array, Array]:
    """Return the losses above the floor, 16 an epoch and one every 4 updates: (places, seeds)."""
    each = lesson.updates_per_epoch(lesson.NUM_DAYS, size)
    long = max(UPDATES, EPOCHS * each)
    losses = lesson.above_floor(lesson.walks(size, long, lr, SEEDS))
    losses = np.where(np.isfinite(losses), losses, 1e9)
    return losses[: EPOCHS * each + 1 : each // 16], losses[: UPDATES + 1 : 4]


def batch_curves(lr_256: float = lesson.LR) -> Picture:
    """Return the loss above the floor at equal epochs and at equal updates, over 20 seeds.

    Lines are means over the seeds, bands go from the 10th to the 90th percentile. 16 and 64 keep
    their learning rate, 0.02; `lr_256` is that of 256.
    """
    figure, axes = new_figure(8.0, 3.9, columns=2, sharey=True)
    across = np.arange(EPOCHS * 16 + 1) / 16, np.arange(0, UPDATES + 1, 4)
    axes[0].set(xlabel="epochs", xlim=(0, EPOCHS * 1.16), ylabel="loss above the floor")
    axes[1].set(xlabel="updates", xlim=(0, UPDATES * 1.16))
    axes[0].set(xticks=range(EPOCHS + 1), yscale="log", ylim=(LOW, HIGH))
    axes[1].set(xticks=[0, 80, 160, 240, 320])
    axes[0].set_title("equal epochs: the same days seen", fontsize=10, loc="left")
    axes[1].set_title("equal updates: the same steps taken", fontsize=10, loc="left")
    parts = {}
    for size, (color, style) in STYLES.items():
        for k, ax in enumerate(axes):
            (line,) = ax.plot([], [], color=color, linestyle=style, linewidth=2)
            band = ax.fill_between(across[k], LOW, LOW, color=color, alpha=0.18, linewidth=0)
            label = ax.text(across[k][-1] * 1.02, 1, str(size), color=color, va="center")
            parts[size, k] = line, band, label

    def update(lr_256: float) -> str:
        ends = {}
        for k in (0, 1):
            for size in SIZES:
                line, band, _ = parts[size, k]
                runs = _runs(size, lr_256 if size == 256 else lesson.LR)[k]
                mean = runs.mean(axis=1)
                line.set_data(across[k], np.clip(mean, LOW / 10, HIGH * 10))
                edges = np.clip(np.quantile(runs, [0.1, 0.9], axis=1), LOW / 10, HIGH * 10)
                forth = np.column_stack([across[k], edges[0]])
                back = np.column_stack([across[k], edges[1]])[::-1]
                band.set_verts([np.concatenate([forth, back])])
                ends[size, k] = float(mean[-1])
            places = _apart({size: ends[size, k] for size in SIZES})
            for size in SIZES:
                parts[size, k][2].set_y(places[size])
        by_epochs, by_updates = (
            ", ".join(f"{_says(ends[size, k])} for {size}" for size in SIZES) for k in (0, 1)
        )
        return (
            f"With lr {lr_256:g} for 256 and 0.02 for the others, the loss is above the floor by "
            f"{by_epochs} after {EPOCHS} epochs, and by {by_updates} after {UPDATES} updates "
            f"(means over {SEEDS} seeds)."
        )

    return Picture(figure, update).move(lr_256=lr_256)


def _says(value: float) -> str:
    if value > HIGH:
        return "more than 10"
    return f"{value:.5f}" if value > 5e-6 else "less than 0.00001"


def _apart(ends: dict[int, float]) -> dict[int, float]:
    """Return heights for the labels: at the ends of the lines, but not over each other."""
    gap, last, places = 0.45, -np.inf, {}
    for size, value in sorted(ends.items(), key=lambda item: item[1]):
        wanted = np.log10(np.clip(value, LOW * 1.5, HIGH / 1.5))
        last = max(wanted, last + gap)
        places[size] = float(10**last)
    return places
