"""The loss curves of a version of the student's network, several starts of it."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.drawing.picture import BACKWARD, Drawing, Picture, new_figure, still
from helpers.drawing.styles import TRAIN, VALIDATION, WHITE

Lines = Sequence[Sequence[NDArray[np.float64]]]  # of training and validation, a curve a start


def loss_curves(curves: Sequence[tuple[ArrayLike, ArrayLike]] | None = None) -> Picture:
    """Return training and validation losses by epoch: thin lines are starts, thick their mean.

    Parameters
    ----------
    curves : of each start its training and validation loss, (epochs,) each, which may differ in
        length; without them, a made-up example.
    """
    if curves is None:
        fall = 0.6 * np.exp(-np.arange(30) / 8)
        curves = [(0.4 + fall * start, 0.5 + fall * start) for start in (1, 1.1, 1.2)]
    lines = [
        [np.array(curve, dtype=np.float64) for curve in kind] for kind in zip(*curves, strict=True)
    ]
    return Picture(partial(_draw, lines), partial(_describe, lines)).move()


def _mean(curves: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the mean of the starts, up to the epoch that all of them reached."""
    shortest = min(map(len, curves))
    return np.asarray(np.mean([curve[:shortest] for curve in curves], axis=0))


def _lowest(validation: Sequence[NDArray[np.float64]]) -> tuple[int, float]:
    """Return the epoch, from 1, at which the mean is lowest, and that mean."""
    mean = _mean(validation)
    return int(mean.argmin()) + 1, float(mean.min())


def _draw(lines: Lines) -> Drawing:
    figure, (ax,) = new_figure(7.0, 3.2)
    ends = [_mean(curves)[-1] for curves in lines]
    for curves, style, name, end in zip(
        lines, (TRAIN, VALIDATION), ("training", "validation"), ends, strict=True
    ):
        for curve in curves:
            ax.plot(np.arange(1, len(curve) + 1), curve, linewidth=1, alpha=0.5, **style)
        mean = _mean(curves)
        ax.plot(np.arange(1, len(mean) + 1), mean, linewidth=2.4, **style)
        above = (name == "validation") == (ends[1] >= ends[0])
        ax.annotate(
            f"{name}: {end:.3f}", (len(mean), end), (0, 12 if above else -12),
            textcoords="offset points", ha="right", va="bottom" if above else "top",
            color=style["color"], bbox=WHITE,
        )  # fmt: skip
    low, lowest = _lowest(lines[1])
    ax.plot(low, lowest, "D", color=BACKWARD, markersize=7)
    # The first quarter of the epochs is high, and would hide what comes later.
    late = np.concatenate([curve[len(curve) // 4 :] for kind in lines for curve in kind])
    if np.ptp(late) > 0:
        room = 0.15 * np.ptp(late)
        ax.set_ylim(late.min() - room, late.max() + room)
    ax.set(xlabel="epoch", ylabel="loss")
    title = f"{len(lines[0])} starts, thick: their mean; ◆ its lowest, after {low} epochs"
    ax.set_title(title, fontsize=10.5, loc="left")
    return figure, still


def _describe(lines: Lines) -> str:
    epoch, lowest = _lowest(lines[1])
    end = float(_mean(lines[1])[-1])
    return (
        f"The mean validation loss of {len(lines[1])} starts is lowest after {epoch} epochs, at "
        f"{lowest:.3f}, and ends at {end:.3f}."
    )
