"""How lesson 07 calls an answer that returns losses: lost walks are tamed, a second call counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .function import FunctionCheck, Outputs, Point

LOST = 1e9  # stands for a loss that is larger than this, or no number


class Tamed:
    """A function whose lost losses (its first value) come back as LOST, for walks may be lost.

    `calls` says how often it is called, with the same objects; the last call counts. An answer that
    moves what it was given shows it at the second.
    """

    def __init__(self, function: Callable[..., Any], calls: int = 1) -> None:
        self.__wrapped__, self.calls = function, calls  # where `inspect` looks for the signature
        self.__code__ = getattr(function, "__code__", None)

    def __call__(self, *point: Any) -> Any:
        """Return what the function returns, the losses tamed."""
        for _ in range(self.calls):
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
    """A FunctionCheck of a function that returns losses and one thing more; it calls Tamed ones.

    Attributes
    ----------
    calls : see Tamed.
    """

    calls: int = 1

    def judge(self, answer: object, *points: Point) -> int:
        """Judge `answer`, tamed."""
        return super().judge(self._tamed(answer), *points)

    def _tamed(self, function: Any) -> Any:
        return Tamed(function, self.calls) if callable(function) else function

    def _values(self, function: Callable[..., Any], at: Any) -> list[Outputs]:
        return super()._values(self._tamed(function), at)
