"""A shape puzzle: two matrices as boxes beside each other, and whether their product fits."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers.drawing.picture import (
    BACKWARD,
    CONTEXT,
    FORWARD,
    PARAMETER,
    Drawing,
    Picture,
    new_figure,
)

# The layer of the puzzle: 4 units feed 5, and the batch has 6 days.
PIECES = {"A": (6, 4), "W": (5, 4), "A.T": (4, 6), "W.T": (4, 5)}
UNIT = 0.22


def shape_puzzle(product: str = "A @ W") -> Picture:
    """Return two matrices as boxes beside each other, and whether their product fits."""
    return Picture(_draw_shape_puzzle, _describe_shape_puzzle).move(product=product)


Shape = tuple[int, int]


def _fit(product: str) -> tuple[Shape, Shape, Shape | None, str]:
    """Return the shapes of both pieces and of their product, and the numbers that must agree."""
    left, sign, right = product.split()
    a, b = PIECES[left], PIECES[right]
    if sign == "@":
        return a, b, (a[0], b[1]) if a[1] == b[0] else None, f"{a[1]} and {b[0]}"
    return a, b, a if a == b else None, f"{a} and {b}"


def _draw_shape_puzzle() -> Drawing:
    figure, (ax,) = new_figure(7.2, 2.3)
    ax.set(xlim=(0.2, 6.6), ylim=(-1.0, 1.0), aspect="equal")
    ax.set_axis_off()
    colours = (FORWARD, PARAMETER, CONTEXT)
    boxes = [Rectangle((0, 0), 1, 1, alpha=0.85) for _ in colours]
    for box in boxes:
        ax.add_patch(box)
    grids = [ax.plot([], [], color="white", linewidth=1)[0] for _ in colours]
    names = [ax.text(0, 0, "", ha="center", va="center", size=12) for _ in colours]
    sizes = [ax.text(0, 0, "", ha="center", va="center", size=12) for _ in colours]
    signs = [ax.text(x, 0, "", ha="center", va="center", size=16) for x in (2.1, 4.3)]
    verdict = ax.text(5.4, 0, "", ha="center", va="center", size=12, color=BACKWARD)

    def place(k: int, x: float, shape: tuple[int, int] | None, name: str, colour: str) -> None:
        rows, columns = shape or (0, 0)
        width, height = columns * UNIT, rows * UNIT
        boxes[k].set_bounds(x - width / 2, -height / 2, width, height)
        boxes[k].set_facecolor(colour)
        lines = [
            ([x - width / 2 + i * UNIT] * 2, [-height / 2, height / 2]) for i in range(columns)
        ]
        lines += [
            ([x - width / 2, x + width / 2], [-height / 2 + i * UNIT] * 2) for i in range(rows)
        ]
        xs = [value for line in lines for value in (*line[0], np.nan)]
        ys = [value for line in lines for value in (*line[1], np.nan)]
        grids[k].set_data(xs, ys)
        names[k].set(x=x, y=height / 2 + 0.18, text=name)
        sizes[k].set(x=x, y=-height / 2 - 0.18, text=str(shape) if shape else "")

    def update(product: str) -> None:
        left, sign, right = product.split()
        a, b, result, inner = _fit(product)
        place(0, 1.0, a, left, FORWARD if "A" in left else PARAMETER)
        place(1, 3.2, b, right, FORWARD if "A" in right else PARAMETER)
        place(2, 5.4, result, "the product" if result else "", CONTEXT)
        signs[0].set_text(sign.replace("*", "∗"))
        signs[1].set_text("=" if result else "")
        verdict.set_text("" if result else f"does not fit:\n{inner} differ")

    return figure, update


def _describe_shape_puzzle(product: str) -> str:
    a, b, result, inner = _fit(product)
    return (
        f"{product} has the shapes {a} and {b}. "
        + (f"The inner numbers agree, so it fits and has the shape {result}. " if result else "")
        + (f"It does not fit: {inner} differ. " if not result else "")
        + "A holds 6 days of 4 values; W is (5, 4)."
    )
