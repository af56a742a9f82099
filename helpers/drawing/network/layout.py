"""How much of a network is written down, and where, so that no words meet at any stop."""

from collections.abc import Sequence
from functools import cache
from itertools import product

import numpy as np
from matplotlib.figure import Figure

from .names import Labels, steps
from .passes import Array, Passes, Training
from .places import (
    HEAD,
    LOSS_WIDTH,
    Places,
    Size,
    around,
    around_unit,
    beside_edges,
    places,
)
from .written import Key, Style, written_numbers

TRY = (True, False)
STRETCH = (1.0, 1.25, 1.5, 1.75, 2.0)  # how far units of one layer may be pulled apart
NOTED = HEAD + 0.2  # inches of a heading with a note below it
WRITTEN = 8  # up to so many units in a layer have their values written in them
ABOVE, BELOW = ("z", "b"), ("da", "dz")  # the lines at a unit, from it outwards
Written = dict[Key, str]


def lay_out(
    net: Training, labels: Labels, p: Passes, digits: int | None
) -> tuple[Style, Places, Written, dict[Key, Array]]:
    """Return how much can be written so that no words meet, and where.

    That is: the style, the places of the units, what is written at the last stop, and the centres
    of the words of the edges.
    """
    if max(net.sizes) <= 3 and sum(W.size for W in net.weights) <= 9:
        some = [digits] if digits else [4, 3]
        for strict, n, wrapped, stretch in product(TRY, some, reversed(TRY), STRETCH):
            style = Style(True, True, n, wrapped)
            said = _said(net, labels, p, style)
            where = _places(net, style, said[-1], stretch)
            if (edges := _edges(net, where, said, style, strict)) is not None:
                return style, where, said[-1], edges
    style = Style(False, max(net.sizes) <= WRITTEN, digits or 3)
    last = _said(net, labels, p, style)[-1]
    return style, _places(net, style, last, 1.0), last, {}


def _said(net: Training, labels: Labels, p: Passes, style: Style) -> list[Written]:
    """Return what is written at each stop."""
    return [written_numbers(net, labels, p, step, style) for step in steps(len(net.weights))]


def _places(net: Training, style: Style, last: Written, stretch: float) -> Places:
    """Return the places of the units, with room for as many lines as will be needed."""
    if not style.units:
        return places(net.sizes, min(0.2, 1.4 / max(net.sizes)), 0, 0, NOTED, 1.0)
    units = [(k, j) for k, size in enumerate(net.sizes[1:]) for j in range(size)]
    above, below = (
        style.line * max(_lines(last, kinds, *unit) for unit in units) for kinds in (ABOVE, BELOW)
    )
    radius, head = (0.34, HEAD) if style.edges else (0.28, NOTED)
    return places(net.sizes, radius, above, below, head, stretch)


def _lines(said: Written, kinds: Sequence[str], k: int, j: int) -> int:
    """Return how many lines of these kinds stand at a unit."""
    return sum(said[kind, k, j].count("\n") + 1 for kind in kinds if (kind, k, j) in said)


def stack(
    said: Written, k: int, j: int, y: float, radius: float, style: Style
) -> dict[Key, tuple[float, str]]:
    """Return at what height each line above and below a unit stands, and which way it grows."""
    found: dict[Key, tuple[float, str]] = {}
    for kinds, way, va in ((ABOVE, 1, "bottom"), (BELOW, -1, "top")):
        lines = 0
        for kind in kinds:
            if (kind, k, j) in said:
                found[kind, k, j] = (y + way * (radius + style.away + style.line * lines), va)
                lines += _lines(said, (kind,), k, j)
    return found


def _edges(
    net: Training, where: Places, said: list[Written], style: Style, strict: bool
) -> dict[Key, Array] | None:
    """Return where the words of all edges stand, or None if there is no room for them."""
    ruler = Figure(dpi=100).text(0, 0, "", size=9)

    @cache
    def size(key: Key) -> Size:
        boxes = []
        for text in sorted({stop[key] for stop in said if key in stop}):
            ruler.set_text(text)
            boxes.append(ruler.get_window_extent())
        return max(b.width for b in boxes) / 100 + 0.04, max(b.height for b in boxes) / 100 + 0.03

    taken = [around(where.loss, (LOSS_WIDTH, 1.1))]
    for layer, centres in enumerate(where.units):
        for i, (x, y) in enumerate(centres):
            taken += around_unit(np.array([x, y]), where.radius)
            for key, (at, va) in stack(said[-1], layer - 1, i, y, where.radius, style).items():
                w, h = size(key)
                low = at if va == "bottom" else at - h
                taken.append((x - w / 2, low, x + w / 2, low + h))
    found: dict[Key, Array] = {}
    for k in range(len(net.weights)):

        def of_edge(j: int, i: int, k: int = k) -> tuple[Size, Size]:
            return size(("w", k, j, i)), size(("dw", k, j, i))

        edges = beside_edges(where, k, of_edge, taken, strict)
        if edges is None:
            return None
        for (j, i), (first, second) in edges.items():
            found["w", k, j, i], found["dw", k, j, i] = first, second
    return found
