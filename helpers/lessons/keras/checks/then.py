"""A stage for nets of another depth, once the first points are right."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.checking.comparison import Comparison
from helpers.checking.function import FunctionCheck


@dataclass(frozen=True)
class Then:
    """The answer is right in further checks, too; they are not asked where points are given.

    Attributes
    ----------
    checks : asked in turn.
    """

    checks: Sequence[FunctionCheck]

    def __call__(self, c: Comparison) -> None:
        """Judge the same answer by the other checks."""
        if c.at is c.check.points:
            c.tests += sum(check.judge(c.answer) for check in self.checks)
