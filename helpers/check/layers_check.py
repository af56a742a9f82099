"""The check of lesson 06: a FunctionCheck that says more of what goes wrong with whole arrays."""

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .function import FunctionCheck, Point
from .messages import CheckFailed, Unchanged
from .stages import quiet

SHAPE = re.compile(r"\[(\d+\.(?:, +\d+\.)*)\]")  # [5., 4.], as NumPy prints the shape (5, 4)


@dataclass(frozen=True)
class ArrayCheck(FunctionCheck):
    """A FunctionCheck that refuses an answer which overwrites its arguments.

    Attributes
    ----------
    pointers : a hint for each pattern of an error's text, in place of the general one.
    finding : says of one output and its arguments what is wrong, or None; asked where no known
        mistake matches.
    tuples : whether the answers are shapes, to be shown as (5, 4).
    """

    pointers: Mapping[str, str] = field(default_factory=dict)
    finding: Callable[..., str | None] = lambda value, *point: None
    tuples: bool = False

    def __call__(self, answer: object, *points: Point) -> None:
        """Check `answer` as FunctionCheck does."""
        at = points or self.points
        changed = self._overwritten(answer, at)
        try:
            if not changed:
                super().__call__(answer, *points)
                return
            with quiet():
                super().__call__(answer, *points)
        except Unchanged:
            raise
        except CheckFailed as failed:
            failed.args = (self._clearer(str(failed), answer, at),)
            raise
        raise CheckFailed(
            self.name,
            f"The values are right, but it overwrites its argument `{changed}`.",
            "Hint: Whoever calls it loses the old array. `a -= b` and `a[:] = b` change an array; "
            "`c = a - b` makes a new one.",
        )

    def _overwritten(self, answer: object, at: Any) -> str:
        """Return the name of an argument that is another one after the call, or nothing."""
        for point in at:
            given = copy.deepcopy(point)
            try:
                with quiet():
                    answer(*given)  # type: ignore[operator]
            except Exception:  # the check itself will say it
                return ""
            for name, before, after in zip(self.parameters.split(", "), point, given, strict=True):
                if not _same(before, after):
                    return name
        return ""

    def _clearer(self, message: str, answer: Any, at: Any) -> str:
        if self.tuples:
            message = SHAPE.sub(_as_tuple, message)
        for pattern, hint in self.pointers.items():
            if re.search(pattern, message):
                return f"{message.partition(chr(10) + 'Hint:')[0]}\nHint: {hint}"
        if "Hint:" in message or "you return" not in message:
            return message
        with quiet():
            found = [self.finding(answer(*copy.deepcopy(point)), *point) for point in at]
        says = [finding for finding in found if finding]
        return f"{message}\nHint: {says[0]}" if says else message


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(_same, before, after))
    return bool(np.array_equal(before, after))


def _as_tuple(found: re.Match[str]) -> str:
    numbers = found[1].replace(".", "")
    return f"({numbers})" if "," in numbers else f"({numbers},)"
