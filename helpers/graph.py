"""A formula as boxes: values go forward through them, then slopes come back.

A quantity is a number with a name, such as z. A box takes quantities and makes one. A graph is a
list of boxes in which every box comes after those that it takes from.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

Values = dict[str, float]


class Box(NamedTuple):
    """One step of a formula.

    Attributes
    ----------
    makes, takes : the names of its output and of its inputs.
    label : what is written on the box.
    rule : the step; takes one number an input, returns the output.
    local_slopes : takes the same numbers, returns one slope an input: how far the output moves
        when that input alone moves by 1, at the rate it has here.
    """

    makes: str
    takes: tuple[str, ...]
    label: str
    rule: Callable[..., float]
    local_slopes: Callable[..., tuple[float, ...]]


Graph = Sequence[Box]


def entering(box: Box, values: Values) -> list[float]:
    """Return the numbers that enter a box, in the order in which it takes them."""
    return [values[name] for name in box.takes]


def forward(graph: Graph, inputs: Mapping[str, float]) -> Values:
    """Return the value of every quantity, the inputs included."""
    values = dict(inputs)
    for box in graph:
        numbers = entering(box, values)
        values[box.makes] = box.rule(*numbers)
    return values


def local_slopes(box: Box, values: Values) -> list[tuple[str, float]]:
    """Return each input of a box with the local slope by it, from what forward kept."""
    numbers = entering(box, values)
    return list(zip(box.takes, box.local_slopes(*numbers), strict=True))


def backward(graph: Graph, values: Values) -> Values:
    """Return the slope of the last output by every quantity, in one sweep from the end.

    Each box takes the blame that has come to its output and passes it on, times its own local
    slope. A quantity that feeds two boxes is blamed by both: contributions add.
    """
    slopes = {name: 0.0 for name in values}
    end = graph[-1].makes
    slopes[end] = 1.0  # dL/dL: the end moves as far as itself
    for box in reversed(graph):
        blame = slopes[box.makes]
        for name, local in local_slopes(box, values):
            slopes[name] += blame * local
    return slopes


def nudged(graph: Graph, inputs: Mapping[str, float], h: float = 1e-6) -> tuple[Values, int]:
    """Return the slope by every input, and how many forward runs that took.

    One run gives the value to compare with; then each input is nudged by `h`, alone and to one
    side, and the whole graph runs again. So n inputs take n + 1 runs.
    """
    end = graph[-1].makes
    before = forward(graph, inputs)[end]
    runs = 1
    slopes = {}
    for name in inputs:
        moved = dict(inputs)
        moved[name] += h
        after = forward(graph, moved)[end]
        runs += 1
        slopes[name] = (after - before) / h
    return slopes, runs


# One weight: z = w·x + b, a = z², L = ½(a − y)².
ONE_WEIGHT = [
    Box("z", ("w", "x", "b"), "w·x + b", lambda w, x, b: w * x + b, lambda w, x, b: (x, w, 1.0)),
    Box("a", ("z",), "z²", lambda z: z**2, lambda z: (2 * z,)),
    Box("L", ("a", "y"), "½(a − y)²", lambda a, y: 0.5 * (a - y) ** 2, lambda a, y: (a - y, y - a)),
]
ONE_WEIGHT_INPUTS = {"w": 2.0, "x": 1.5, "b": 1.0, "y": 13.0}

# A Swiss exporter: a dearer franc (fx, in USD) lowers its stock's price p (in CHF), and raises
# what each of those francs is worth. V is the stock's value in USD.
EXPORTER = [
    Box("p", ("fx",), "130 − 30·fx", lambda fx: 130 - 30 * fx, lambda fx: (-30.0,)),
    Box("V", ("p", "fx"), "p · fx", lambda p, fx: p * fx, lambda p, fx: (fx, p)),
]
EXPORTER_INPUTS = {"fx": 1.2}
