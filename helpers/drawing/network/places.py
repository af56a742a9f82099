"""Where the units, their words and the words of the edges stand, in inches from the lower left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from .passes import Array

Box = tuple[float, float, float, float]  # left, bottom, right, top
Size = tuple[float, float]
LINE = 0.165  # inches from one line of words to the next
HEAD, FOOT, SIDE, LOSS_WIDTH = 0.42, 0.38, 0.5, 1.15


@dataclass(frozen=True)
class Places:
    """The size of the figure and the centre of each unit, a list of (n, 2) arrays."""

    width: float
    height: float
    radius: float
    units: list[Array]
    loss: Array

    def ends(self, layer: int, j: int, i: int) -> tuple[Array, Array]:
        """Return the ends of the edge from unit i to unit j of the next layer, or to the loss."""
        start = self.units[layer][i]
        if layer == len(self.units) - 1:
            end = self.loss - np.array([LOSS_WIDTH / 2 - 0.04, 0])
            return start + self.radius * (end - start) / np.linalg.norm(end - start), end
        end = self.units[layer + 1][j]
        toward = (end - start) / np.linalg.norm(end - start)
        return start + self.radius * toward, end - self.radius * toward


def places(
    sizes: Sequence[int], radius: float, above: float, below: float, head: float, stretch: float
) -> Places:
    """Return the places for units with words above and below each circle, of these heights."""
    most = max(sizes)
    pitch = (2 * radius + above + below + 0.2) * (stretch if most > 1 else 1.0)
    height = head + FOOT + max(most * pitch, 1.3)
    gap = min(2.4, (8.0 - 2 * SIDE - LOSS_WIDTH / 2) / len(sizes))
    middle = FOOT + (height - head - FOOT) / 2
    shift = (below - above) / 2  # the circle in the middle of what belongs to it
    units = [
        np.stack(
            [
                np.full(size, SIDE + gap * layer),
                middle + shift + pitch * ((size - 1) / 2 - np.arange(size)),
            ],
            axis=1,
        )
        for layer, size in enumerate(sizes)
    ]
    loss = np.array([SIDE + gap * len(sizes), middle + shift])
    return Places(float(loss[0]) + LOSS_WIDTH / 2 + 0.05, height, radius, units, loss)


def around(centre: Array, size: Size) -> Box:
    """Return the box of that size around a place."""
    (x, y), (w, h) = centre, size
    return (x - w / 2, y - h / 2, x + w / 2, y + h / 2)


def around_unit(centre: Array, radius: float) -> list[Box]:
    """Return boxes that cover a circle and leave the corners of its square free."""
    shares = ((1.0, 0.45), (0.75, 0.75), (0.45, 1.0))
    return [around(centre, (2 * radius * w, 2 * radius * h)) for w, h in shares]


def overlap(one: Box, other: Box, gap: float = 0.02) -> bool:
    """Say whether two boxes are nearer than a gap."""
    return (
        one[0] < other[2] + gap
        and other[0] < one[2] + gap
        and one[1] < other[3] + gap
        and other[1] < one[3] + gap
    )


Edge = tuple[int, int]
Found = dict[Edge, tuple[Array, Array]]  # the centres of the two words of an edge


def beside_edges(
    where: Places,
    layer: int,
    sizes: Callable[[int, int], tuple[Size, Size]],
    taken: list[Box],
    strict: bool,
) -> Found | None:
    """Return places for the weight and the slope of each edge of a layer, all chosen alike.

    `sizes(j, i)` has the size of the two words; `taken` are the boxes of other words. Returns None
    where no choice keeps all of them apart; `strict`, also apart from other edges.
    """
    pairs = list(product(range(len(where.units[layer + 1])), range(len(where.units[layer]))))
    lines = {pair: where.ends(layer, *pair) for pair in pairs}
    middle = np.mean([line[0][1] + line[1][1] for line in lines.values()]) / 2
    for way in WAYS:
        found: Found = {}
        boxes: list[Box] = []
        for pair, line in lines.items():
            first, second = sizes(*pair)
            outer = 1 if line[0][1] + line[1][1] > 2 * middle else -1
            found[pair] = centres = _centres(line, way, first, second, outer)
            mine = [around(centres[0], first), around(centres[1], second)]
            others = [lines[other] for other in pairs if other != pair] if strict else []
            if (
                overlap(mine[0], mine[1], 0.0)
                or any(overlap(a, b) for a in mine for b in [*taken, *boxes])
                or any(_crosses(a, other) for a in mine for other in others)
            ):
                break
            boxes += mine
        else:
            return found
    return None


Way = tuple[str, float, float]  # how the words lie to the line, and at which shares of it
ALONG = (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75)
WAYS: list[Way] = [
    ("beside", 0.5, 0.5),
    *(("middle", t, u) for t, u in product((*ALONG[:6], 1 / 3), ALONG)),
    *(("outside", t, t) for t in ALONG),
    *(("stack", t, t) for t in ALONG),
    *(("on", t, u) for t, u in product(ALONG, ALONG) if abs(t - u) > 0.2),
    *(("beside", t, u) for t, u in product(ALONG, ALONG)),
]


def _centres(
    line: tuple[Array, Array], way: Way, first: Size, second: Size, outer: int
) -> tuple[Array, Array]:
    """Return the centres of the two words of an edge; `outer` is 1 if its outer side is above."""
    kind, t, u = way
    if kind == "middle":
        return _beside(line, t, 0, first), _beside(line, u, outer, second)
    if kind == "outside":
        both = (max(first[0], second[0]), first[1] + second[1] + 0.01)
        centre = _beside(line, t, outer, both)
        lift, drop = (both[1] - first[1]) / 2, (both[1] - second[1]) / 2
        return centre + np.array([0.0, lift]), centre - np.array([0.0, drop])
    if kind == "beside":
        return _beside(line, t, 1, first), _beside(line, u, -1, second)
    start, end = line
    up = np.array([0.0, 0.5])
    apart = (first[1] * up, second[1] * up) if kind == "stack" else (0 * up, 0 * up)
    return start + t * (end - start) + apart[0], start + u * (end - start) - apart[1]


def _beside(line: tuple[Array, Array], t: float, side: int, size: Size) -> Array:
    """Return the centre of words at the share t of a line, on it (0), above (1) or below (−1)."""
    start, end = line
    right, up = end - start
    # Far enough that no corner of the words touches the line.
    clear = size[1] / 2 + abs(up / right) * size[0] / 2 + 0.04
    at: Array = start + t * (end - start) + np.array([0.0, side * clear])
    return at


def _crosses(box: Box, line: tuple[Array, Array]) -> bool:
    points = line[0] + np.linspace(0, 1, 41)[:, np.newaxis] * (line[1] - line[0])
    x, y = points.T
    return bool(((box[0] < x) & (x < box[2]) & (box[1] < y) & (y < box[3])).any())
