"""A reply to the plot of lesson 10: what a student's figure shows, and what it lacks."""

import numpy as np
from matplotlib.axes import Axes

from helpers.optimizers import SGD, Momentum

from . import ravine

LR, NUM_STEPS = 0.018, 60


def two_paths(ax: Axes) -> str:
    """Return in a sentence which of the paths are drawn in `ax`, and whether all has its name.

    A figure in which nothing is drawn is closed, so that no empty one is shown.
    """
    if not ax.lines:
        import matplotlib.pyplot as plt  # here, since a lesson's first cell waits for its modules

        plt.close(ax.figure)  # type: ignore[arg-type]
        return "Nothing is drawn in `ax` yet."
    right = {
        "vanilla": ravine.walk(SGD(LR), NUM_STEPS),
        "momentum": ravine.walk(Momentum(LR), NUM_STEPS),
    }
    missing = [name for name, path in right.items() if not _holds(ax, path)]
    if missing:
        near = [_near(ax, name, right[name]) for name in missing]
        if any(near):
            return " ".join(filter(None, near))
        return (
            f"No line of yours is the path of {' or of '.join(missing)}. Is a the first column, "
            f"and are lr = {LR}, {NUM_STEPS} steps and the start right?"
        )
    if not (ax.get_xlabel() and ax.get_ylabel()):
        return "Both paths are right. Which axis is a, and which is b? Name them."
    in_words = bool(ax.texts)  # the names may stand beside the lines
    unnamed = any(str(line.get_label()).startswith("_") for line in ax.lines)  # matplotlib's own
    if unnamed and not in_words:
        return "Both paths are right. Who looks at your figure: which line is which?"
    if ax.get_legend() is None and not ax.figure.legends and not in_words:
        return "Both paths are right. Your labels don't show yet: call `ax.legend()`."
    ends = ", ".join(f"{name} {ravine.loss(path[-1]):.2f}" for name, path in right.items())
    return (
        "Both paths are right, and everything has its name. "
        f"The loss after {NUM_STEPS} steps: {ends}."
    )


def _drawn(ax: Axes) -> list[np.ndarray]:
    return [np.asarray(line.get_xydata(), dtype=np.float64) for line in ax.lines]


def _holds(ax: Axes, path: np.ndarray) -> bool:
    return any(xy.shape == path.shape and np.allclose(xy, path) for xy in _drawn(ax))


def _near(ax: Axes, name: str, path: np.ndarray) -> str:
    """Return what sets a line apart from the path, where it is nearly that; "" otherwise."""
    if _holds(ax, path[:, ::-1]):
        return f"The path of {name} has a and b exchanged: a, the first column, lies along x."
    for xy in _drawn(ax):
        both = min(len(xy), len(path))
        if len(xy) != len(path) and both > 2 and np.allclose(xy[:both], path[:both]):
            steps = len(xy) - 1
            return f"The path of {name} has {steps} steps; {len(path) - 1} are asked for."
    return ""
