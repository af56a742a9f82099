"""How lesson 07 calls an answer: what a plain call would miss, and hints on how it stops."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .function import FunctionCheck, Outputs, Point
from .messages import CheckFailed

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
    added : a hint for each phrase that the check's own message may contain.
    """

    calls: int = 1
    added: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, answer: object, *points: Point) -> None:
        """Check `answer`, as FunctionCheck does."""
        with_hints(self.added, super().__call__, self._tamed(answer), *points)

    def _tamed(self, function: Any) -> Any:
        return Tamed(function, self.calls) if callable(function) else function

    def _values(self, function: Callable[..., Any], at: Any) -> list[Outputs]:
        return super()._values(self._tamed(function), at)


@dataclass(frozen=True)
class HintedCheck(FunctionCheck):
    """A FunctionCheck with `added`: a hint for each phrase that its message may contain."""

    added: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, answer: object, *points: Point) -> None:
        """Check `answer`, as FunctionCheck does."""
        with_hints(self.added, super().__call__, answer, *points)


def with_hints(added: Mapping[str, str], check: Callable[..., None], *arguments: Any) -> None:
    """Run a check; where its message contains a phrase of `added`, say that hint too."""
    try:
        check(*arguments)
    except CheckFailed as failed:
        said = str(failed)
        hints = [f"Hint: {hint}" for phrase, hint in added.items() if phrase in said]
        if not hints:
            raise
        name = said.partition(":")[0]
        raise type(failed)(name, *said.splitlines()[1:], hints[0]) from None
