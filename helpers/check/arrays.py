"""The check of a function that gets arrays: it may not overwrite them."""

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np

from .function import FunctionCheck, Point
from .stages import quiet
from .wording import split


class ArrayCheck(FunctionCheck):
    """A FunctionCheck that refuses an answer which overwrites its arguments."""

    def _fault(self, answer: Any, at: Sequence[Point]) -> Sequence[str]:
        changed = self._overwritten(answer, at)
        if not changed:
            return ()
        return (
            f"The values are right, but it overwrites its argument `{changed}`.",
            "Hint: Whoever calls it loses the old array. `a -= b` and `a[:] = b` change an array; "
            "`c = a - b` makes a new one.",
        )

    def _overwritten(self, answer: Any, at: Sequence[Point]) -> str:
        """Return the name of an argument that is another one after the call, or nothing."""
        for point in at:
            after = left_over(answer, point)
            if after is None:
                return ""
            for name, a, b in zip(split(self.parameters), point, after, strict=True):
                if not _same(a, b):
                    return name
        return ""


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
