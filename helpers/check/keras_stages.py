"""A check in stages: nets of another depth, or slopes of another size, once the first are right."""

from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any

from ..gradients import Array
from .function import FunctionCheck, Point
from .layers_check import ArrayCheck
from .messages import CheckFailed, passed


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

    def __call__(self, answer: object, *points: Point) -> None:
        """Check `answer` at `points`, or at the check's own and then as `then` says."""
        if any(self._agrees(answer, reference, points) for reference in self.allowed):
            passed(self.name, "in all that was tried")
            return
        if points or not self.then:
            super().__call__(answer, *points)
            return
        with redirect_stdout(StringIO()):  # it says once that all are right
            super().__call__(answer)
            for check in self.then:
                check(answer)
        count = len(self.points) + sum(len(check.points) for check in self.then)
        passed(self.name, f"in all {count} tests")

    def _agrees(self, answer: object, reference: Callable[..., Any], points: Any) -> bool:
        try:
            with redirect_stdout(StringIO()):
                replace(self, reference=reference, allowed=(), then=())(answer, *points)
        except CheckFailed:
            return False
        return True


@dataclass(frozen=True)
class ShapeCheck(StagedCheck):
    """A StagedCheck for which a transposed and a reshaped array are two mistakes."""

    def _close(self, a: Array, b: Array) -> bool:
        return a.shape == b.shape and super()._close(a, b)
