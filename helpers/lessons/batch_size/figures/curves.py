"""The picture of lesson 09 that compares 16, 64 and 256 days per update at equal epochs."""

from functools import cache

import numpy as np

from helpers.drawing.picture import BACKWARD, FORWARD, PARAMETER, Drawing, Picture, new_figure
from helpers.gradients import Array
from helpers.lessons import batch_size as lesson

SIZES, EPOCHS, SEEDS = (16, 64, 256), 5, 20
LOW, HIGH = 1e-6, 10.0
STYLES = {16: (FORWARD, "-"), 64: (PARAMETER, "--"), 256: (BACKWARD, "-.")}


@cache
def _runs(size: int, lr: float) -> Array:
    """Return losses above the minimum, 16 per epoch: (places, seeds)."""
    each = lesson.updates_per_epoch(lesson.NUM_DAYS, size)
    losses = lesson.above_minimum(lesson.walks(size, EPOCHS * each, lr, SEEDS, each // 16))
    return np.where(np.isfinite(losses), losses, 1e9)


def _all_runs(lr_256: float) -> dict[int, Array]:
    return {size: _runs(size, lr_256 if size == 256 else lesson.LR) for size in SIZES}


def batch_curves(lr_256: float = lesson.LR) -> Picture:
    """Return the loss above the minimum over five epochs, for 20 seeds.

    Lines are means over the seeds, bands go from the 10th to the 90th percentile. 16 and 64 keep
    their learning rate, 0.02; `lr_256` is that of 256.
    """
    return Picture(_draw_batch_curves, _describe_batch_curves).move(lr_256=lr_256)


def _draw_batch_curves() -> Drawing:
    figure, (ax,) = new_figure(6.4, 3.8)
    across = np.arange(EPOCHS * 16 + 1) / 16
    ax.set(xlabel="epochs", xlim=(0, EPOCHS * 1.12), ylabel="loss above the minimum")
    ax.set(xticks=range(EPOCHS + 1), yscale="log", ylim=(LOW, HIGH))
    title = ax.set_title("", fontsize=10, loc="left")
    parts = {}
    for size, (color, style) in STYLES.items():
        (line,) = ax.plot([], [], color=color, linestyle=style, linewidth=2)
        band = ax.fill_between(across, LOW, LOW, color=color, alpha=0.18, linewidth=0)
        label = ax.text(across[-1] * 1.02, 1, f"B = {size}", color=color, va="center")
        parts[size] = line, band, label

    def update(lr_256: float) -> None:
        title.set_text(f"learning rate: {lr_256:g} for 256, 0.02 for 16 and 64")
        every = _all_runs(lr_256)
        places = _apart({size: float(runs[-1].mean()) for size, runs in every.items()})
        for size, runs in every.items():
            line, band, label = parts[size]
            line.set_data(across, np.clip(runs.mean(axis=1), LOW / 10, HIGH * 10))
            edges = np.clip(np.quantile(runs, [0.1, 0.9], axis=1), LOW / 10, HIGH * 10)
            forth = np.column_stack([across, edges[0]])
            back = np.column_stack([across, edges[1]])[::-1]
            band.set_verts([np.concatenate([forth, back])])
            label.set_y(places[size])

    return figure, update


def _describe_batch_curves(lr_256: float) -> str:
    every = _all_runs(lr_256)
    ends = ", ".join(f"{_says(runs[-1].mean())} for {size}" for size, runs in every.items())
    # One place alone goes up and down by chance.
    late = ", ".join(f"{_says(runs[-32:].mean())} for {size}" for size, runs in every.items())
    return (
        f"With lr {lr_256:g} for 256 and 0.02 for the others, the loss is above the minimum by "
        f"{ends} after {EPOCHS} epochs (means over {SEEDS} seeds). On average over the last two "
        f"epochs it is {late}."
    )


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
