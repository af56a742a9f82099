"""How lesson 08 calls an answer that returns losses of walks that may diverge."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.checking.comparison import SMALL, Comparison, Tolerance
from helpers.checking.effects import left_over
from helpers.checking.function import FunctionCheck
from helpers.checking.messages import CheckFailed
from helpers.checking.running import Array, Function
from helpers.checking.stages import RightValues

LOST = 1e9  # stands for a loss that is larger than this, or no number


@dataclass(frozen=True)
class StartTolerance(Tolerance):
    """A tolerance for losses of walks that may diverge: measured at the first loss.

    The usual one is measured at the largest entry. One diverging walk makes that so large that all
    the other losses would agree with anything.
    """

    def close(self, a: Array, b: Array) -> bool:
        """Say whether `a` agrees with `b`, which is of the right size and begins at the start."""
        if a.size != b.size:
            return False
        first = float(np.abs(b.flat[0])) if b.size else 0.0
        atol = max(self.atol, SMALL * first)
        return np.allclose(a.reshape(b.shape), b, rtol=self.rtol, atol=atol)


START_TOLERANCE = StartTolerance()


class Tamed:
    """A function whose huge losses (in its first value) come back as LOST: walks diverge."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.__wrapped__ = function  # where `inspect` looks for the signature
        self.__code__ = getattr(function, "__code__", None)

    def __call__(self, *point: Any) -> Any:
        """Return what the function returns, the losses tamed."""
        value = self.__wrapped__(*point)
        if not isinstance(value, (tuple, list)) or len(value) != 2:
            return value
        try:
            losses = np.array(value[0], dtype=np.float64)
        except (TypeError, ValueError):
            return value
        return np.where(np.abs(losses) < LOST, losses, LOST), value[1]


@dataclass(frozen=True)
class LossesCheck(FunctionCheck):
    """A FunctionCheck of a function that returns losses and one thing more; it calls Tamed ones."""

    tolerance: Tolerance = START_TOLERANCE

    def prepared(self, function: Function) -> Function:
        """Return the function, tamed."""
        return Tamed(function)


def not_copied_once(c: Comparison) -> None:
    """A stage: every value is right, and a sweep that copies `start` once for all is told so.

    Its values are those of the given code; but the given code overwrites `start`.
    """
    unchanged = c.check.unchanged
    if unchanged is not None and c.same(c.got, c.values(unchanged)):
        start = c.at[0][1]
        after = left_over(c.answer, c.at[0])
        if after is not None and np.array_equal(after[1], start):
            raise CheckFailed(c.check.name, "`start` is kept, but all your rates share one copy.")
    RightValues()(c)
