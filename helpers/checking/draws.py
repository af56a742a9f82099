"""Numbers for practice: few digits, so that one can work with them by hand."""

from typing import Any

import numpy as np

from .running import Array

SPECIAL = (0.0, 1.0, -1.0)  # wrong formulas agree with right ones there


def between(rng: np.random.Generator, low: float, high: float, step: float = 0.5) -> float:
    """Return a multiple of `step` from low to high; none of 0, 1 and −1, unless there is no other.

    `low` and `high` are multiples of `step`.
    """
    count = round((high - low) / step)
    every = [round(low + k * step, 10) for k in range(count + 1)]
    return float(rng.choice([one for one in every if one not in SPECIAL] or every))


def array(
    rng: np.random.Generator, *shape: int, low: float = -3, high: float = 3, step: float = 0.5
) -> Array:
    """Return an array of such numbers."""
    flat = [between(rng, low, high, step) for _ in range(int(np.prod(shape)))]
    return np.array(flat).reshape(shape)


def one_of(rng: np.random.Generator, *values: Any) -> Any:
    """Return one of the values."""
    return values[int(rng.integers(len(values)))]
