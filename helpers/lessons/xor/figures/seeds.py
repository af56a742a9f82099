"""Picture of lesson 05: which starts succeed, a mark for each."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from helpers.drawing.picture import BACKWARD, Drawing, Picture, new_figure
from helpers.lessons import xor

from .. import Net

Films = Mapping[int, Sequence[Net]]


def strip_of_seeds(
    films: Mapping[int, Sequence[Net]], epochs: Sequence[int], epoch: int = 10_000
) -> Picture:
    """Return one mark a seed, solved or not, a panel for each number of hidden units.

    Parameters
    ----------
    films : by the number of hidden units, the stack of nets at each of `epochs`, see `xor.survey`.
    """
    given = deepcopy((films, epochs))
    draw = partial(_draw_strip_of_seeds, *given)
    return Picture(draw, partial(_describe_strip_of_seeds, *given)).move(epoch=epoch)


def _solved(films: Films, epochs: Sequence[int], epoch: int) -> dict[int, np.ndarray]:
    """Return which seeds have solved XOR (seeds,), by the number of hidden units."""
    return {h: xor.solved(film[list(epochs).index(epoch)]) for h, film in films.items()}


def _draw_strip_of_seeds(films: Films, epochs: Sequence[int]) -> Drawing:
    figure, axes = new_figure(7.8, 1.8, columns=len(films))
    marks = [_panel(ax) for ax in axes]

    def update(epoch: int) -> None:
        solved = _solved(films, epochs, epoch)
        for (h, is_solved), (ax, good, bad) in zip(solved.items(), marks, strict=True):
            seeds = np.arange(len(is_solved))
            spots = np.stack([seeds % 20, seeds // 20], axis=1)
            good.set_data(*spots[is_solved].T)
            bad.set_data(*spots[~is_solved].T)
            count, total = int(is_solved.sum()), len(is_solved)
            low, high = (100 * end for end in xor.interval(count, total))
            ax.set_title(
                f"2-{h}-1: {count} of {total} solved\n95% interval: {low:.0f} to {high:.0f}%",
                loc="left",
                fontsize=10,
            )

    return figure, update


def _describe_strip_of_seeds(films: Films, epochs: Sequence[int], epoch: int) -> str:
    said = [
        f"{int(is_solved.sum())} of {len(is_solved)} for 2-{h}-1"
        for h, is_solved in _solved(films, epochs, epoch).items()
    ]
    return f"After {epoch:,} epochs these starts have solved XOR: {', '.join(said)}."


def _panel(ax: Axes) -> tuple[Axes, Line2D, Line2D]:
    ax.set(xlim=(-1, 20), ylim=(10, -1), aspect="equal", xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    (good,) = ax.plot([], [], "s", color="#CCCCCC", markersize=5)
    (bad,) = ax.plot([], [], "X", color=BACKWARD, markersize=6.5, markeredgewidth=0)
    return ax, good, bad
