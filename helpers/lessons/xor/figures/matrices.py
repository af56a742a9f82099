"""A product of two matrices: which row meets which column, and the sum that they make.

drawing.show(matrices.matrix_product(X, W.T, ("X", "W.T", "X @ W.T")))
drawing.slide(matrices.matrix_product(X, W.T, ("X", "W.T", "X @ W.T")), row=[0, 1, 2, 3])
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray

from helpers.drawing.picture import BACKWARD, FORWARD, PARAMETER, Drawing, Picture, new_figure

Array = NDArray[np.float64]
GAP, CELL = 1.1, 0.46  # between matrices, and the height of a cell whose width is 1
MOST = 6


def matrix_product(
    left: ArrayLike, right: ArrayLike, names: tuple[str, str, str], row: int = 0, column: int = 0
) -> Picture:
    """Return `left @ right` with its numbers; its state is the `row` and `column` of one entry.

    The row on the left, the column on the right and their entry are framed, and the sum is written
    below. Each matrix has its name above it and its shape below it.

    Parameters
    ----------
    left, right : (m, k) and (k, n), 6 rows and 6 columns at most.
    names : of left, right and the product.

    Raises
    ------
    ValueError : the shapes don't fit or are too large. IndexError: no such row or column.
    """
    a, b = (np.array(one, dtype=np.float64) for one in (left, right))
    if a.ndim != 2 or b.ndim != 2 or a.shape[1] != b.shape[0]:
        raise ValueError(f"the shapes {a.shape} and {b.shape} have no product")
    if max(*a.shape, *b.shape) > MOST:
        raise ValueError(f"at most {MOST} rows and columns can be drawn")

    def describe(row: int, column: int) -> str:
        shapes = f"{names[0]} {a.shape} times {names[1]} {b.shape} makes {names[2]}"
        return (
            f"{shapes} {(len(a), b.shape[1])}. Row {row} and column {column}: "
            f"{_sum(a[row], b[:, column])}."
        )

    return Picture(lambda: _draw(a, b, names), describe).move(row=row, column=column)


def _draw(a: Array, b: Array, names: tuple[str, str, str]) -> Drawing:
    c = a @ b
    widths = [one.shape[1] for one in (a, b, c)]
    tallest = max(len(a), len(b)) * CELL
    right_end = sum(widths) + 2 * GAP
    middle = right_end / 2
    wide = max(right_end, 6.5)
    figure, (ax,) = new_figure(min(7.6, wide), tallest + 1.9)
    ax.set(xlim=(middle - wide / 2, middle + wide / 2), ylim=(-1.35, tallest + 0.55))
    ax.set_axis_off()
    starts = [0.0, widths[0] + GAP, widths[0] + widths[1] + 2 * GAP]
    colours = (FORWARD, PARAMETER, BACKWARD)
    bottoms = [(tallest - len(one) * CELL) / 2 for one in (a, b, c)]
    for one, x, y, name in zip((a, b, c), starts, bottoms, names, strict=True):
        _matrix(ax, one, x, y, name)
    for x, sign in zip(starts[1:], ("@", "="), strict=True):
        ax.text(x - GAP / 2, tallest / 2, sign, ha="center", va="center", size=16)
    frames = [
        Rectangle((0, 0), 1, 1, fill=False, edgecolor=colour, linewidth=3) for colour in colours
    ]
    for frame in frames:
        ax.add_patch(frame)
    below = ax.text(middle, -1.05, "", ha="center", va="center", size=12)

    def update(row: int, column: int) -> None:
        def top(k: int, at: int) -> float:
            return bottoms[k] + (len((a, b, c)[k]) - 1 - at) * CELL

        frames[0].set_bounds(starts[0], top(0, row), widths[0], CELL)
        frames[1].set_bounds(starts[1] + column, bottoms[1], 1, len(b) * CELL)
        frames[2].set_bounds(starts[2] + column, top(2, row), 1, CELL)
        below.set_text(f"row {row}: {_sum(a[row], b[:, column])}")

    return figure, update


def _matrix(ax: Axes, values: Array, x: float, y: float, name: str) -> None:
    """Draw a matrix with its lower left corner at (x, y)."""
    rows, columns = values.shape
    for i, line in enumerate(values):
        for j, value in enumerate(line):
            corner = (x + j, y + (rows - 1 - i) * CELL)
            ax.add_patch(Rectangle(corner, 1, CELL, facecolor="#F2F2F2", edgecolor="white"))
            ax.text(
                corner[0] + 0.5,
                corner[1] + CELL / 2,
                _text(value),
                ha="center",
                va="center",
                size=11,
            )
    middle, top = x + columns / 2, y + rows * CELL
    ax.text(middle, top + 0.22, name, ha="center", va="center", size=12, weight="bold")
    ax.text(middle, y - 0.26, str(values.shape), ha="center", va="center", size=11)


def _text(value: float) -> str:
    return f"{value + 0.0:.4g}".replace("-", "−")


def _factor(value: float) -> str:
    return f"({_text(value)})" if value < 0 else _text(value)


def _sum(row: Array, column: Array) -> str:
    terms = [
        f"{_text(r)} · {_factor(c)}" if k == 0 else f"{_factor(r)} · {_factor(c)}"
        for k, (r, c) in enumerate(zip(row, column, strict=True))
    ]
    return f"{' + '.join(terms)} = {_text(float(row @ column))}"
