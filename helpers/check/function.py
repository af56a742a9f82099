"""The check of a function that a student writes.

callable -> signature -> runs -> type -> finite -> shape -> value -> known mistake. The first stage
that fails speaks. (That the name exists at all is seen to in `notebook`.)
"""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np

from ..text import number
from . import lists
from .diagnosis import diagnose
from .messages import CheckFailed, Unchanged, passed
from .notebook import up_to_date
from .stages import Array, as_function, outputs, quiet, run

Point = tuple[Any, ...]
Outputs = list[Array]
LONG = 150  # characters
ORDER = "The right values stand in another order."


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer: its formula, and the hint for whoever wrote it.

    `variant` has the exercise's signature. It matches when it agrees with the student's answer in
    all returned values at all points.
    """

    hint: str
    variant: Callable[..., Any]


@dataclass(frozen=True)
class FunctionCheck:
    """The check of one exercise, called as `check.lesson.exercise(answer)`.

    Attributes
    ----------
    name : what the student's function is called.
    parameters, returns : names, in order.
    reference : the right values by another route than the answer's formula.
    points : argument tuples at which right and wrong differ.
    mistakes : known wrong answers, the most specific first.
    miscounted : known wrong answers that are one number where several are asked for.
    unchanged : the behaviour of the code that was given (a planted bug); it is "not attempted".
    walk : the returned names from the loss back, where that is not their order: the first that
        disagrees on this walk is where the error entered.
    rtol, atol : relative and absolute tolerance of a value; float32 answers pass at 1e-5.
    exact_shape : whether (n,) and (n, 1) differ.
    lists : "forward" or "back" where each returned name is a list with one array a layer; the layer
        that disagrees is sought in this direction. "pairs", where it is one list with two arrays
        a layer. All points of a call have nets of one depth.
    """

    name: str
    parameters: str
    returns: str
    reference: Callable[..., Any]
    points: Sequence[Point]
    mistakes: Sequence[Mistake] = ()
    miscounted: Sequence[Mistake] = ()
    unchanged: Callable[..., Any] | None = None
    walk: str = ""
    rtol: float = 1e-5
    atol: float = 1e-8
    exact_shape: bool = False
    lists: str = ""

    def __call__(self, answer: object, *points: Point) -> None:
        """Check `answer` at the check's own points, or at `points` where some are given.

        Raises CheckFailed with a hint, NotAttempted for the stub. Returns None.
        """
        up_to_date(self.name)
        at = points or self.points
        names = _names(self.returns)
        calls = [self._call(point) for point in at]
        function = as_function(self.name, self.parameters, answer, at[0])
        returned = [run(self.name, c, function, p) for c, p in zip(calls, at, strict=True)]
        self._count(returned, at)
        walk = _names(self.walk or self.returns)
        if self.lists:
            with quiet():
                example = self.reference(*copy.deepcopy(at[0]))
            expected = example if len(names) > 1 else [example]
            lengths = [len(part) for part in expected]
            returned = [
                lists.opened(self.name, names, expected, self.lists, value) for value in returned
            ]
            walk = lists.walk(names, lengths, self.lists)
            names = lists.labels(names, lengths)
        got = [
            outputs(self.name, names, call, value)
            for call, value in zip(calls, returned, strict=True)
        ]
        right = self._values(self.reference, at)
        for mine, expected, call in zip(got, right, calls, strict=True):
            misshaped = self._shapes(names, mine, expected, call)
            if misshaped:
                hints = [f"Hint: {m.hint}" for m in self.mistakes if self._is(m, got, at)]
                if self._reordered(got, right):
                    hints.append(f"Hint: {ORDER} It must end with `return {self.returns}`.")
                raise CheckFailed(self.name, misshaped, *hints[:1])
        if self._same(got, right):
            passed(self.name, f"in all {len(at)} tests" if len(at) > 1 else "in one more test")
            return
        if self.unchanged and self._same(got, self._values(self.unchanged, at)):
            raise Unchanged(self.name, "At every point it returns what the given code returns.")
        wrong = [not self._same([a], [b]) for a, b in zip(got, right, strict=True)].index(True)
        shown = names
        if self.lists:
            pairs = dict(zip(names, zip(got[wrong], right[wrong], strict=True), strict=True))
            shown = [next(n for n in walk if not self._close(*pairs[n]))]
        values = [
            f"{n} = {number(v)}" for n, v in zip(names, got[wrong], strict=True) if n in shown
        ]
        where = f"At {calls[wrong]} you return {', '.join(values)}."
        for mistake in self.mistakes:
            if self._is(mistake, got, at):
                raise CheckFailed(self.name, where, f"Hint: {mistake.hint}")
        raise CheckFailed(self.name, where, *diagnose(names, walk, got, right, calls, self._close))

    def _call(self, point: Point) -> str:
        """Return the arguments as text; where that is long, arrays by their shapes."""
        named = list(zip(_names(self.parameters), point, strict=True))
        text = ", ".join(f"{n}={number(v)}" for n, v in named)
        if len(text) <= LONG and "\n" not in text:
            return text
        return ", ".join(_shape(n, v) or f"{n}={number(v)}" for n, v in named)

    def _count(self, returned: Sequence[object], at: Sequence[Point]) -> None:
        if not all(np.isscalar(value) and np.isreal(value) for value in returned):
            return
        for mistake in self.miscounted:
            if np.allclose(returned, [mistake.variant(*p) for p in at], self.rtol, self.atol):  # type: ignore[arg-type]
                wanted = (
                    f"It must return {len(_names(self.returns))} values, `return {self.returns}`."
                )
                raise CheckFailed(self.name, wanted, f"Hint: {mistake.hint}")

    def _values(self, function: Callable[..., Any], at: Sequence[Point]) -> list[Outputs]:
        several = "," in self.returns or self.lists
        with quiet():
            values = [function(*copy.deepcopy(point)) for point in at]
        if self.lists:
            values = [lists.flat(_names(self.returns), value) for value in values]
        return [
            [np.asarray(part, dtype=np.float64) for part in (value if several else [value])]
            for value in values
        ]

    def _is(self, mistake: Mistake, got: list[Outputs], at: Sequence[Point]) -> bool:
        return self._same(got, self._values(mistake.variant, at))

    def _shapes(self, names: list[str], got: Outputs, right: Outputs, call: str) -> str | None:
        """Say which output has another shape than it should, None where all have the right one."""
        for name, mine, expected in zip(names, got, right, strict=True):
            same = mine.shape == expected.shape
            if not self.exact_shape:
                same = mine.squeeze().shape == expected.squeeze().shape
            if not same:
                return f"At {call} {name} {_extent(mine)}; it should be {_extent(expected)[3:]}."
        return None

    def _reordered(self, got: list[Outputs], right: list[Outputs]) -> bool:
        """Say whether all right values are there, and stand in another order."""
        if self.lists or len(got[0]) > 4:
            return False
        _, *others = permutations(range(len(got[0])))
        return any(self._same([[mine[i] for i in o] for mine in got], right) for o in others)

    def _close(self, a: Array, b: Array) -> bool:
        return a.size == b.size and np.allclose(
            a.reshape(b.shape), b, rtol=self.rtol, atol=self.atol
        )

    def _same(self, got: list[Outputs], other: list[Outputs]) -> bool:
        return all(
            self._close(a, b)
            for mine, theirs in zip(got, other, strict=True)
            for a, b in zip(mine, theirs, strict=True)
        )


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def _shape(name: str, value: Any) -> str | None:
    """Return an array, or a list of arrays, by its name and shape; None for anything else."""
    if isinstance(value, list) and value and all(np.ndim(part) for part in value):
        return f"{name} {', '.join(str(np.shape(part)) for part in value)}"
    return f"{name} {np.shape(value)}" if np.ndim(value) else None


def _extent(array: Array) -> str:
    """Say in plain words how many numbers an array holds."""
    if array.ndim == 0:
        return "is one number"
    if array.ndim == 1:
        return f"is a row of {array.size} number{'s' * (array.size != 1)}"
    return f"is an array of shape {array.shape}"
