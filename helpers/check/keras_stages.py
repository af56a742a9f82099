"""A check in stages: nets of another depth, or slopes of another size, once the first are right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .arrays import ArrayCheck
from .function import FunctionCheck, Point
from .messages import CheckFailed
from .stages import Array


@dataclass(frozen=True)
class StagedCheck(ArrayCheck):
    """An ArrayCheck that goes on with further checks of the same answer.

    Attributes
    ----------
    then : checks that are asked in turn, once this one's own points are right.
    allowed : other references; an answer that agrees with one of them is right, too.
    """

    then: Sequence[FunctionCheck] = ()
    allowed: Sequence[Callable[..., Any]] = ()

    def judge(self, answer: object, *points: Point) -> int:
        """Judge `answer` at `points`, or at the check's own and then as `then` says."""
        count = super().judge(answer, *points)
        return count if points else count + sum(check.judge(answer) for check in self.then)

    def _compare(self, answer: object, at: Sequence[Point]) -> None:
        if not any(self._agrees(answer, reference, at) for reference in self.allowed):
            super()._compare(answer, at)

    def _agrees(self, answer: object, reference: Callable[..., Any], at: Sequence[Point]) -> bool:
        try:
            replace(self, reference=reference, allowed=())._compare(answer, at)
        except CheckFailed:
            return False
        return True


class ShapeCheck(StagedCheck):
    """A StagedCheck for which a transposed and a reshaped array are two mistakes."""

    def _close(self, a: Array, b: Array) -> bool:
        return a.shape == b.shape and super()._close(a, b)
