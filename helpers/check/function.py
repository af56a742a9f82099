"""The check of a function that a student writes.

callable -> signature -> runs -> type -> finite -> shape -> value -> known mistake. The first stage
that fails speaks. (That the name exists at all is seen to in `notebook`.)
"""

import copy
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

import numpy as np

from ..text import number
from . import lists
from .dependence import dependence
from .diagnosis import diagnose
from .messages import CheckFailed, Unchanged, passed
from .mistake import Mistake
from .notebook import up_to_date
from .stages import Array, as_function, outputs, quiet, run
from .wording import called, extent, split

Point = tuple[Any, ...]
Outputs = list[Array]
SMALL = 1e-6
ORDER = "The right values stand in another order."


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
    rtol, atol : relative and absolute tolerance of a value; float32 answers pass at 1e-5, and of
        an array at SMALL of its largest entry.
    exact_shape : whether (n,) and (n, 1) differ.
    lists : "forward" or "back" where each returned name is a list with one array a layer; the layer
        that disagrees is sought in this direction. "pairs", where it is one list with two arrays
        a layer. All points of a call have nets of one depth.
    pointers : a hint for each pattern that the message may contain, in place of its own hint.
    finding : says of one returned value and its arguments what is wrong, or None; asked where no
        known mistake matches.
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
    pointers: Mapping[str, str] = field(default_factory=dict)
    finding: Callable[..., str | None] = lambda value, *point: None

    def __call__(self, answer: object, *points: Point) -> None:
        """Check `answer` at the check's own points, or at `points` where some are given.

        Raises CheckFailed with a hint, NotAttempted for the stub. Returns None.
        """
        count = self.judge(answer, *points)
        passed(self.name, f"in all {count} tests" if count > 1 else "in one more test")

    def judge(self, answer: object, *points: Point) -> int:
        """Return in how many tests `answer` is right; raises as a call does, and prints nothing."""
        up_to_date(self.name)
        at = points or self.points
        try:
            self._compare(answer, at)
        except CheckFailed as failed:
            self._clarify(failed, answer)
            raise
        fault = self._fault(answer, at)
        if fault:
            raise CheckFailed(self.name, *fault)
        return len(at)

    def _clarify(self, failed: CheckFailed, answer: Any) -> None:
        """Say more of what is wrong than the stages and known mistakes do."""
        for pattern, hint in self.pointers.items():
            if re.search(pattern, str(failed)):
                failed.hint(hint)
                return

    def _fault(self, answer: Any, at: Sequence[Point]) -> Sequence[str]:
        """Return what is wrong with an answer whose values are right, in lines; none by default."""
        return ()

    def _compare(self, answer: object, at: Sequence[Point]) -> None:
        """Go through the stages; raises CheckFailed at the first that fails."""
        names = split(self.returns)
        calls = [self._call(point) for point in at]
        function = as_function(self.name, self.parameters, answer, at[0])
        values = [run(self.name, c, function, p) for c, p in zip(calls, at, strict=True)]
        self._count(values, at)
        returned, walk = values, split(self.walk or self.returns)
        if self.lists:
            with quiet():
                example = self.reference(*copy.deepcopy(at[0]))
            expected = example if len(names) > 1 else [example]
            lengths = [len(part) for part in expected]
            returned = [
                lists.opened(self.name, names, expected, self.lists, value) for value in values
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
            return
        if self.unchanged and self._same(got, self._values(self.unchanged, at)):
            raise Unchanged(self.name, "At every point it returns what the given code returns.")
        wrong = [not self._same([a], [b]) for a, b in zip(got, right, strict=True)].index(True)
        shown = names
        if self.lists:
            pairs = dict(zip(names, zip(got[wrong], right[wrong], strict=True), strict=True))
            shown = [next(n for n in walk if not self._close(*pairs[n]))]
        told = [f"{n} = {number(v)}" for n, v in zip(names, got[wrong], strict=True) if n in shown]
        where = f"At {calls[wrong]} you return {', '.join(told)}."
        for mistake in self.mistakes:
            if self._is(mistake, got, at):
                raise CheckFailed(self.name, where, f"Hint: {mistake.hint}")

        def nudge(q: int) -> dict[str, list[str]]:
            """Ask both functions at other points for one quantity."""
            mine, theirs = (
                ([found[q] for found in known], lambda at, f=f: [o[q] for o in self._values(f, at)])
                for known, f in ((got, function), (right, self.reference))
            )
            return dependence(split(self.parameters), at, mine, theirs)

        starts = dict(zip(split(self.parameters), zip(*at, strict=True), strict=True))
        says = diagnose(names, walk, got, right, calls, starts, self._close, nudge)
        raise CheckFailed(self.name, where, *says, *self._found(values, at))

    def _call(self, point: Point) -> str:
        return called(self.parameters, point)

    def _count(self, returned: Sequence[object], at: Sequence[Point]) -> None:
        if not all(np.isscalar(value) and np.isreal(value) for value in returned):
            return
        wanted = f"It must return {len(split(self.returns))} values, `return {self.returns}`."
        for mistake in self.miscounted:
            for variant in mistake.variants:
                if np.allclose(returned, [variant(*p) for p in at], self.rtol, self.atol):  # type: ignore[arg-type]
                    raise CheckFailed(self.name, wanted, f"Hint: {mistake.hint}")

    def _found(self, values: Sequence[object], at: Sequence[Point]) -> list[str]:
        """Return what `finding` says first, as a hint."""
        with quiet():
            found = [self.finding(value, *point) for value, point in zip(values, at, strict=True)]
        return [f"Hint: {says}" for says in found if says][:1]

    def _values(self, function: Callable[..., Any], at: Sequence[Point]) -> list[Outputs]:
        several = "," in self.returns or self.lists
        with quiet():
            values = [function(*copy.deepcopy(point)) for point in at]
        if self.lists:
            values = [lists.flat(split(self.returns), value) for value in values]
        return [
            [np.asarray(part, dtype=np.float64) for part in (value if several else [value])]
            for value in values
        ]

    def _is(self, mistake: Mistake, got: list[Outputs], at: Sequence[Point]) -> bool:
        return any(self._same(got, self._values(variant, at)) for variant in mistake.variants)

    def _shapes(self, names: list[str], got: Outputs, right: Outputs, call: str) -> str | None:
        """Say which output has another shape than it should, None where all have the right one."""
        for name, mine, expected in zip(names, got, right, strict=True):
            same = mine.shape == expected.shape
            if not self.exact_shape:
                same = mine.squeeze().shape == expected.squeeze().shape
            if not same:
                return f"At {call} {name} is {extent(mine)}; it should be {extent(expected)}."
        return None

    def _reordered(self, got: list[Outputs], right: list[Outputs]) -> bool:
        """Say whether all right values are there, and stand in another order."""
        if self.lists or len(got[0]) > 4:
            return False
        _, *others = permutations(range(len(got[0])))
        return any(self._same([[mine[i] for i in o] for mine in got], right) for o in others)

    def _close(self, a: Array, b: Array) -> bool:
        # Whoever computes in float32 has an entry that is small beside others less exactly.
        atol = max(self.atol, SMALL * np.max(np.abs(b), initial=0.0))
        return a.size == b.size and np.allclose(a.reshape(b.shape), b, rtol=self.rtol, atol=atol)

    def _same(self, got: list[Outputs], other: list[Outputs]) -> bool:
        return all(
            self._close(a, b)
            for mine, theirs in zip(got, other, strict=True)
            for a, b in zip(mine, theirs, strict=True)
        )
