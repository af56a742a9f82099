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
    for point in c.at:
        after = left_over(c.answer, point)
        if after is None:
            return
        for name, a, b in zip(c.check.parameters, point, after, strict=True):
            if not _same(a, b):
                raise CheckFailed(
                    c.check.name,
                    f"The values are right, but it overwrites its argument `{name}`.",
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
    return callable(before) or bool(np.array_equal(before, after))
