"""What a function does to its arguments: it may not overwrite them."""

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np

from .comparison import Comparison
from .messages import CheckFailed, Kind
from .mistake import Known
from .running import quiet

OVERWRITES = Known(
    "overwrites-argument",
    "Whoever calls it loses the old array. `a -= b` and `a[:] = b` change an array; `c = a - b` "
    "makes a new one.",
)


def arguments_kept(c: Comparison) -> None:
    """A stage: the answer leaves its arguments as they were."""
    _ = c.returned  # it is called now, if it was not before
    for point, after in zip(c.at, c.given, strict=True):
        keeps(c.check.name, c.check.parameters, point, after)


def keeps(
    name: str, parameters: Sequence[str], before: Sequence[Any], after: Sequence[Any] | None
) -> None:
    """Raise CheckFailed where a right answer leaves other arguments than it got; None for those.

    What an answer can't but change is left out, such as a generator that it draws from.
    """
    for parameter, a, b in zip(parameters, before, after or before, strict=True):
        if not _same(a, b):
            raise CheckFailed(
                name,
                f"The values are right, but it overwrites its argument `{parameter}`.",
                kind=Kind.SIDE_EFFECT,
                known=OVERWRITES,
            )


def left_over(answer: Any, point: Sequence[Any]) -> Sequence[Any] | None:
    """Return the arguments as a call leaves them; None where it stops or returns nothing."""
    given = copy.deepcopy(point)
    try:
        with quiet():
            value = answer(*given)
    except Exception:  # the check itself will say it
        return None
    return None if value is None else given


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(_same, before, after))
    if isinstance(before, dict):
        return [*before] == [*after] and all(map(_same, before.values(), after.values()))
    return not isinstance(before, np.ndarray) or np.array_equal(before, after, equal_nan=True)
