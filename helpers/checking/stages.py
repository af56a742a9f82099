"""The stages of a check: each asks one thing of a comparison, and raises CheckFailed if it fails.

The first that fails speaks: function -> signature -> runs -> how many -> type -> finite -> shape ->
value -> known mistake.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np

from .comparison import Comparison, Outputs
from .dependence import dependence
from .diagnosis import diagnose
from .loops import whole_for_one
from .messages import CheckFailed, Kind, Unchanged
from .mistake import Finding, Known, Mistake
from .running import Array, quiet
from .steadiness import unsteady
from .unused import unused
from .wording import extent

Stage = Callable[[Comparison], None]
# What is found of a quantity that says how it is off and not where, and what needs no line.
SAYS_NO_LINE = {
    "wrong-sign", "transposed", "factor", "shift", "right-at-some-points", "returned-twice",
    "argument-unused",
}  # fmt: skip
SAYS_ALL = {"rounded", "nearly-right", "another-in-its-place"}
# What Python says of an answer that takes several things where one is wanted.
SEVERAL = {"several-where-one", "no-number-where-one", "no-such-attribute"}
ORDER = "The right values stand in another order."


def is_function(c: Comparison) -> None:
    """The answer is a function that takes the arguments."""
    _ = c.function


def runs(c: Comparison) -> None:
    """It runs at every point, and returns something."""
    try:
        _ = c.returned
    except CheckFailed as failed:
        known = whole_for_one(c, failed.lines[-1]) if failed.mistake in SEVERAL else None
        if known:
            failed.explain(known)
        raise


@dataclass(frozen=True)
class RightCount:
    """It does not return one number where several things are asked for.

    Attributes
    ----------
    mistakes : known wrong answers of that kind.
    """

    mistakes: Sequence[Mistake] = ()

    def __call__(self, c: Comparison) -> None:
        """Look for a known mistake; that something is missing is said by a later stage."""
        if not all(np.isscalar(value) and np.isreal(value) for value in c.returned):
            return
        returns, tolerance = c.check.returns, c.check.tolerance
        wanted = f"It must return {len(returns)} values, `return {', '.join(returns)}`."
        for mistake in self.mistakes:
            for variant in mistake.variants:
                values = [variant(*point) for point in c.at]
                if np.allclose(c.returned, values, tolerance.rtol, tolerance.atol):
                    known = mistake.known
                    raise CheckFailed(c.check.name, wanted, kind=Kind.COUNT, known=known)


def numbers(c: Comparison) -> None:
    """As many arrays come back as should, and all entries are finite numbers."""
    try:
        _ = c.got
    except CheckFailed as failed:
        if failed.kind is Kind.NOT_FINITE:
            place = next(
                i for i, call in enumerate(c.calls) if failed.lines[0].endswith(f"{call}.")
            )
            where = _first_not_finite(c, place)
            failed.lines = (*failed.lines, where) if where else failed.lines
        raise


def right_shape(c: Comparison) -> None:
    """Every array has the right shape."""
    found = enumerate(zip(c.got, c.right, c.calls, strict=True))
    misshaped = {place: text for place, at in found if (text := _misshaped(c, *at))}
    if not misshaped:
        return
    check = c.check
    known = next((one.known for one in check.mistakes if c.matches(one)), None)
    if not known and _reordered(c):
        order = f"{ORDER} It must end with `return {', '.join(check.returns)}`."
        known = Known("values-in-another-order", order)
    place = next(iter(misshaped))
    known = known or unsteady(c) or _of_other_length(c, c.got[place], c.right[place])
    how: list[Finding | None] = []
    if not known and not c.same(c.got, c.right):
        line = _first_wrong_line(c, whole=True)
        # A value is said of the first wrong point: so that one is shown.
        if line and line.id == "first-wrong-line":
            place = c.first_wrong
        how = [_transposed(c), line if place in misshaped else None]
    # These are no known mistake: a symptom of a wrong shape may say more.
    says = [misshaped.get(place) or next(iter(misshaped.values())), *(f.says for f in how if f)]
    raise CheckFailed(check.name, *says, kind=Kind.SHAPE, known=known)


@dataclass(frozen=True)
class RightValues:
    """Every value is right.

    Attributes
    ----------
    allowed : other references; an answer that agrees with one of them is right, too.
    finding : asked where no known mistake matches: returns what it knows of one returned value and
        its arguments, or None.
    asked : asked before that: returns what it knows of a comparison, or None.
    """

    allowed: Sequence[Callable[..., Any]] = ()
    finding: Callable[..., Known | None] | None = None
    asked: Callable[[Comparison], Known | None] | None = None

    def __call__(self, c: Comparison) -> None:
        """Compare; where the answer is wrong, look for a known mistake, and say what is known."""
        references = [c.right, *map(c.values, self.allowed)]
        if any(c.same(c.got, right) for right in references):
            return
        check = c.check
        if check.unchanged and c.same(c.got, c.values(check.unchanged)):
            raise Unchanged(check.name, "At every point it returns what the given code returns.")
        where = _where(c)
        for mistake in check.mistakes:
            if c.matches(mistake):
                raise CheckFailed(check.name, where, known=mistake.known)
        changing = unsteady(c)
        if changing:
            raise CheckFailed(check.name, where, known=changing)
        found = unused(c) or _diagnosis(c)
        all_is_said = found and found.id in SAYS_ALL
        known = None if all_is_said else self._found(c)
        no_line = found and found.id in SAYS_NO_LINE
        line = None if all_is_said else _first_wrong_line(c)
        if line and line.id == "reads-from-outside":
            known = None  # what is asked of a wrong value does not lead to where it comes from
        if line and not (known and no_line):
            if found and no_line:
                line = Finding(found.id, f"{found.says}\n{line.says}")
            found = line
        says = [found.says] if found else []
        known = known or (Known(found.id, "") if found else None)
        again = check.copied(c.at[c.first_wrong])
        call = [f"Run `{again}`."] if again else []
        raise CheckFailed(check.name, where, *says, *call, known=known)

    def _found(self, c: Comparison) -> Known | None:
        known = self.asked(c) if self.asked else None
        if known or self.finding is None:
            return known
        with quiet():
            calls = zip(c.returned, c.at, strict=True)
            found = [self.finding(value, *point) for value, point in calls]
        return next(filter(None, found), None)


def stages(
    miscounted: Sequence[Mistake] = (), values: Stage | None = None, first: Sequence[Stage] = ()
) -> tuple[Stage, ...]:
    """Return the stages in their order.

    Parameters
    ----------
    miscounted : known wrong answers that are one number where several are asked for.
    values : the last stage, in place of plain RightValues.
    first : stages before all others.
    """
    last = values or RightValues()
    return (*first, is_function, runs, RightCount(miscounted), numbers, right_shape, last)


STAGES = stages()


def _misshaped(c: Comparison, got: Outputs, right: Outputs, call: str) -> str | None:
    """Say which output has another shape than it should, None where all have the right one."""
    for name, mine, expected in zip(c.names, got, right, strict=True):
        same = mine.shape == expected.shape
        if not c.check.reads.exact_shape:
            same = mine.squeeze().shape == expected.squeeze().shape
        if not same:
            return f"At {call} {name} is {extent(mine)}; it should be {extent(expected)}."
    return None


def _reordered(c: Comparison) -> bool:
    """Say whether all right values are there, and stand in another order."""
    count = len(c.check.returns)
    if len(c.names) != count or count > 4:
        return False
    _, *others = permutations(range(count))
    return any(c.same([[mine[i] for i in order] for mine in c.got], c.right) for order in others)


def _transposed(c: Comparison) -> Finding | None:
    """Say which array is transposed at every point; none that is square."""
    for q, name in enumerate(c.names):
        pairs = [(mine[q], right[q]) for mine, right in zip(c.got, c.right, strict=True)]
        if all(
            mine.shape == right.shape[::-1] != right.shape and c.close(mine.T, right)
            for mine, right in pairs
        ):
            says = f"{name} is transposed: rows and columns are exchanged."
            return Finding("transposed", says)
    return None


def _first_wrong_line(c: Comparison, whole: bool = False) -> Finding | None:
    # By a wrong answer alone: a lesson is imported sooner.
    from .tracing.first_line import first_wrong_line

    return first_wrong_line(c, whole)


def _first_not_finite(c: Comparison, place: int) -> str:
    from .tracing.not_finite import first_not_finite

    return first_not_finite(c, place)


def _of_other_length(c: Comparison, got: Outputs, right: Outputs) -> Known | None:
    """Return what is known of an array of other length whose entries are the first or last ones."""
    for name, mine, expected in zip(c.names, got, right, strict=True):
        if not (mine.ndim == expected.ndim > 0 and mine.shape[1:] == expected.shape[1:]):
            continue
        n, m = len(mine), len(expected)
        if n < m and n and c.close(mine, expected[:n]):
            says = f"{name} has the first {n} of its {m} entries. Does `return` stand inside the "
            return Known("only-the-first-entries", f"{says}loop, or does the loop end too early?")
        if n == m - 1 and n and c.close(mine, expected[1:]):
            says = f"{name} has all its entries but the first. Is that one put in?"
            return Known("the-first-entry-missing", says)
        if n < m and n and c.close(mine, expected[m - n :]):
            says = f"{name} has the last {n} of its {m} entries. Is it begun anew in each turn of "
            return Known("only-the-last-entries", f"{says}the loop, or does the loop begin late?")
        if n > m and c.close(mine[:m], expected):
            says = f"{name} has all {m} entries that it should have, and {n - m} more after them."
            return Known("entries-too-many", says)
        if n > m and c.close(mine[n - m :], expected):
            says = f"{name} has all {m} entries that it should have, and {n - m} more before them."
            return Known("entries-too-many", says)
    return None


def _where(c: Comparison) -> str:
    """Return what came back at the first point that is wrong."""
    at, reads = c.first_wrong, c.check.reads
    pairs = dict(zip(c.names, zip(c.got[at], c.right[at], strict=True), strict=True))
    first = next(name for name in c.walk if not c.close(*pairs[name]))
    told = [f"{name} = {reads.text(pairs[name][0])}" for name in reads.shown(c.names, first)]
    return f"At {c.calls[at]} you return {', '.join(told)}."


def _diagnosis(c: Comparison) -> Finding | None:
    """Return what can be said of a wrong answer that is no known mistake."""
    parameters = c.check.parameters

    def nudge(q: int) -> dict[str, list[str]]:
        """Ask both functions at other points for one quantity."""

        def asked(known: list[Outputs], function: Callable[..., Any]) -> Any:
            values: Callable[[Any], list[Array]] = lambda at: [  # noqa: E731
                outputs[q] for outputs in c.values(function, at)
            ]
            return [known[shown][q]], values

        mine = asked(c.got, c.function)
        return dependence(parameters, [c.at[shown]], mine, asked(c.right, c.check.reference))

    shown = c.first_wrong
    starts = dict(zip(parameters, zip(*c.at, strict=True), strict=True))
    return diagnose(c.names, c.walk, c.got, c.right, c.calls, shown, starts, c.close, nudge)
