"""A known mistake: what a student may have written, and what helps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer: its formula, and the hint for whoever wrote it.

    Attributes
    ----------
    variant : has the exercise's signature. It matches when it agrees with the student's answer in
        all returned values at all points.
    others : other formulas that come of the same misconception and get the same hint.
    """

    hint: str
    variant: Callable[..., Any]
    others: Sequence[Callable[..., Any]] = ()

    @property
    def variants(self) -> list[Callable[..., Any]]:
        """All formulas of this mistake."""
        return [self.variant, *self.others]
