"""The numbers of a practice: known mistakes show at them, and they can be copied into a cell."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .comparison import Comparison, Point
from .function import FunctionCheck
from .rungs import Draw

APART = 2e-2  # relative: what a known mistake is away from the right values at least
DRAWS = 8
NUMBER = (int, float)


def new_point(check: FunctionCheck, draw: Draw, rng: np.random.Generator) -> Point:
    """Return the arguments of one call at which the known mistakes give other values.

    A mistake that no draw tells apart, such as one that several rows would show, is passed over:
    of the draws the one is taken that tells most.
    """
    apart = replace(check, tolerance=replace(check.tolerance, rtol=APART))
    best, least = draw(rng), len(check.mistakes) + 1
    for _ in range(DRAWS):
        point = draw(rng)
        comparison = Comparison(apart, check.reference, [point])
        same = sum(
            any(comparison.same(comparison.values(v), comparison.right) for v in mistake.variants)
            for mistake in check.mistakes
        )
        if same < least:
            best, least = point, same
        if not same:
            break
    return best


def assignments(names: Sequence[str], point: Point) -> list[str]:
    """Return lines that can be copied into a cell; plain numbers stand in one line."""
    pairs = list(zip(names, point, strict=True))
    plain = [(name, value) for name, value in pairs if isinstance(value, NUMBER)]
    together = [", ".join(name for name, _ in plain), ", ".join(repr(value) for _, value in plain)]
    return [
        *([" = ".join(together)] if plain else []),
        *(f"{name} = {_written(value)}" for name, value in pairs if not isinstance(value, NUMBER)),
    ]


def _written(value: Any) -> str:
    """Return an argument as Python writes it; a function by its name."""
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()!r})"
    if isinstance(value, (list, tuple)) and type(value) is not tuple:  # a tape is a list here
        return f"[{', '.join(map(_written, value))}]"
    return str(getattr(value, "__name__", repr(value)))
