"""An answer beside the reference, at the points of a check: the one place where both are called."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from .messages import CheckFailed
from .mistake import Mistake
from .running import Array, Function, as_function, outputs, quiet, run

if TYPE_CHECKING:
    from .function import FunctionCheck

Point = tuple[Any, ...]
Outputs = list[Array]
SMALL = 1e-6


@dataclass(frozen=True)
class Tolerance:
    """When two arrays agree; float32 answers do at 1e-5.

    Attributes
    ----------
    rtol, atol : relative and absolute; of an array at least SMALL of its largest entry.
    same_shape : whether arrays of different shapes never agree, such as a transposed and a reshaped
        one.
    """

    rtol: float = 1e-5
    atol: float = 1e-8
    same_shape: bool = False

    def close(self, a: Array, b: Array) -> bool:
        """Say whether `a` agrees with `b`, which is of the right size."""
        if a.size != b.size or (self.same_shape and a.shape != b.shape):
            return False
        if a.size == 1:  # most are one number, and NumPy takes its time for each
            x, y = a.item(), b.item()
            return bool(abs(x - y) <= max(self.atol, SMALL * abs(y)) + self.rtol * abs(y))
        # Whoever computes in float32 has an entry that is small beside others less exactly.
        atol = max(self.atol, SMALL * np.max(np.abs(b), initial=0.0))
        return np.allclose(a.reshape(b.shape), b, rtol=self.rtol, atol=atol)


class Comparison:
    """An answer beside the reference; what is asked for is computed once.

    Attributes
    ----------
    check, answer : what is asked for, and what a student made.
    at : the arguments of each call.
    tests : how many calls were right, for the message of a right answer.
    """

    def __init__(self, check: "FunctionCheck", answer: object, at: Sequence[Point]) -> None:
        self.check, self.at, self.tests = check, at, len(at)
        self.answer = check.prepared(answer) if callable(answer) else answer

    @cached_property
    def calls(self) -> list[str]:
        """The arguments of each call as text."""
        return [self.check.called(point) for point in self.at]

    @cached_property
    def function(self) -> Function:
        """The answer. Raises CheckFailed if it is no function of the right arguments."""
        return as_function(self.check.name, self.check.parameters, self.answer, self.at[0])

    @cached_property
    def returned(self) -> list[Any]:
        """What came back at each point. Raises CheckFailed where the answer stops."""
        calls = zip(self.calls, self.given, strict=True)
        return [run(self.check.name, call, self.function, given) for call, given in calls]

    @cached_property
    def given(self) -> list[Point]:
        """The arguments that the answer is called with: copies, as the calls leave them."""
        return [copy.deepcopy(point) for point in self.at]

    @cached_property
    def _example(self) -> list[Any]:
        with quiet():
            value = self.check.reference(*copy.deepcopy(self.at[0]))
        return list(value) if len(self.check.returns) > 1 else [value]

    @cached_property
    def names(self) -> list[str]:
        """A name for each array of an output."""
        return self.check.reads.labels(self.check.returns, self._example)

    @cached_property
    def walk(self) -> list[str]:
        """The names from the loss back."""
        return self.check.reads.walk(self.check.returns, self._example)

    @cached_property
    def got(self) -> list[Outputs]:
        """The answer's arrays at each point. Raises CheckFailed for what are no finite numbers."""
        check, example = self.check, self._example
        opened = [
            check.reads.opened(check.name, check.returns, example, value) for value in self.returned
        ]
        return [
            outputs(check.name, self.names, call, value)
            for call, value in zip(self.calls, opened, strict=True)
        ]

    @cached_property
    def right(self) -> list[Outputs]:
        """The reference's arrays at each point."""
        return self.values(self.check.reference)

    def values(
        self, function: Callable[..., Any], at: Sequence[Point] | None = None
    ) -> list[Outputs]:
        """Return the arrays that a function gives, at the check's points or at others."""
        check = self.check
        prepared = check.prepared(function)
        with quiet():
            values = [prepared(*copy.deepcopy(point)) for point in (at or self.at)]
        return [
            [_real(part) for part in check.reads.flat(check.returns, value)] for value in values
        ]

    def opened(self, value: Any, place: int) -> Outputs | None:
        """Return as arrays what may have come back at a point; None if it is of another form."""
        if value is None:
            return None
        check = self.check
        try:
            prepared = check.prepared(lambda *_: value)(*self.at[place])
            parts = check.reads.opened(check.name, check.returns, self._example, prepared)
            return outputs(check.name, self.names, "", parts)
        except (CheckFailed, TypeError, ValueError):
            return None

    def right_ones(self, value: Any, place: int) -> set[int]:
        """Return the numbers of the quantities that are right in what may have come back."""
        return self._agreeing(self.opened(value, place) or (), self.right[place])

    @cached_property
    def all_right(self) -> set[int]:
        """The numbers of the quantities that the answer has right at every point."""
        return set.intersection(*map(self._agreeing, self.got, self.right))

    def _agreeing(self, mine: Sequence[Array], theirs: Sequence[Array]) -> set[int]:
        pairs = enumerate(zip(mine, theirs, strict=False))
        return {q for q, (a, b) in pairs if self.close(a, b)}

    def close(self, a: Array, b: Array) -> bool:
        """Say whether two arrays agree."""
        return self.check.tolerance.close(a, b)

    def same(self, got: Sequence[Outputs], other: Sequence[Outputs]) -> bool:
        """Say whether all arrays agree at all points."""
        return all(
            self.close(a, b)
            for mine, theirs in zip(got, other, strict=True)
            for a, b in zip(mine, theirs, strict=True)
        )

    def matches(self, mistake: Mistake) -> bool:
        """Say whether the answer is what a known mistake gives."""
        return any(self.same(self.got, self.values(variant)) for variant in mistake.variants)

    @cached_property
    def first_wrong(self) -> int:
        """The number of the point that is shown: the smallest at which the answer is wrong."""
        pairs = enumerate(zip(self.got, self.right, strict=True))
        wrong = [i for i, (a, b) in pairs if not self.same([a], [b])]
        return min(wrong, key=lambda i: (_entries(self.at[i]), i))


def _real(value: Any) -> Array:
    """Return numbers as an array; nan for complex ones, as an even root of a negative one is."""
    array = np.asarray(value)
    if np.iscomplexobj(array):
        return np.full(array.shape, np.nan)
    return np.asarray(array, dtype=np.float64)


def _entries(value: Any) -> int:
    """Return of how many entries something is, lists within lists included."""
    if isinstance(value, (list, tuple)):
        return sum(map(_entries, value))
    return int(np.size(value)) if isinstance(value, np.ndarray) else 1
