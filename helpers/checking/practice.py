"""An exercise with new numbers: one call of its function, worked out by hand.

The check of the exercise judges it, with the same known mistakes and the same replies.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .comparison import Comparison, Point
from .function import FunctionCheck
from .messages import CheckFailed
from .mistake import Known, Mistake
from .rungs import Draw
from .running import quiet
from .stages import RightValues, numbers, right_shape

ROUNDED = 6e-3  # relative: three digits, rounded, are enough
APART = 2e-2  # relative: what a known mistake is away from the right values at least
DRAWS = 8
NUMBER = (int, float)

_asked: dict[int, Point] = {}  # by the check's id(): two lessons have a `gradients` each


class PracticeFailed(CheckFailed):
    """The answer to new numbers is not right; it is no attempt at the exercise."""

    verdict = "not right yet on these numbers."


class Given:
    """What a learner has worked out, as a function of the arguments that were asked."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __call__(self, *point: Any) -> Any:
        """Return it."""
        return self.value


def ask_new(check: Any, draw: Draw, rng: np.random.Generator | None = None) -> None:
    """Draw new numbers for an exercise and ask its question."""
    point = drawn(check, draw, rng or np.random.default_rng())
    _asked[id(check)] = point
    wanted = _listed([f"`{name}`" for name in check.returns])
    print(f"{check.name} on new numbers. Work out {wanted} by hand, or line by line in a cell.")
    for line in assignments(check.parameters, point):
        print(f"    {line}")
    if not all(isinstance(value, NUMBER) for value in point):
        print("(In a cell, put these lines into a function: the lesson may use the same names.)")
    call = f"checks.{check.name}.again({', '.join(check.returns)})"
    print(f"Answer with `{call}`. Three digits are enough.")


def drawn(check: FunctionCheck, draw: Draw, rng: np.random.Generator) -> Point:
    """Return the arguments of one call at which the known mistakes give other values.

    A mistake that no draw tells apart, such as one that several rows would show, is passed over:
    of the draws the one is taken that tells most.
    """
    apart = replace(check, tolerance=replace(check.tolerance, rtol=APART))
    best, least = draw(rng), len(check.mistakes) + 1
    for _ in range(DRAWS):
        point = draw(rng)
        comparison = Comparison(apart, check.reference, [point])
        same = sum(
            any(comparison.same(comparison.values(v), comparison.right) for v in mistake.variants)
            for mistake in check.mistakes
        )
        if same < least:
            best, least = point, same
        if not same:
            break
    return best


def judge_worked_out(check: Any, *answer: Any) -> None:
    """Check what was worked out for the numbers that were asked last.

    Raises PracticeFailed with the check's replies.
    """
    if id(check) not in _asked:
        print(f"{check.name}: call `checks.{check.name}.again()` first. It draws the numbers.")
        return
    point, count = _asked[id(check)], len(check.returns)
    values = answer[0] if len(answer) == 1 and count > 1 else answer
    if not isinstance(values, (tuple, list)) or len(values) != count:
        wanted = f"checks.{check.name}.again({', '.join(check.returns)})"
        raise PracticeFailed(check.name, f"It takes {count} values: `{wanted}`.")
    _look(Comparison(_practised(check), Given(values if count > 1 else values[0]), [point]))
    print(f"{check.name}: right. `checks.{check.name}.again()` draws other numbers.")


def _look(c: Comparison) -> None:
    """Raise PracticeFailed where an answer is wrong, with what the check knows of it."""
    try:
        with quiet():
            for stage in (numbers, right_shape, _right_values):
                stage(c)
    except CheckFailed as failed:
        for symptom in c.check.symptoms:
            # A hint that is made of an answer's code has none to look at.
            if isinstance(symptom.hint, str) and symptom.shows(failed.message):
                failed.explain(symptom.known(c.answer))
                break
        known = Known(failed.mistake, failed.hint)
        raise PracticeFailed(c.check.name, *failed.lines, kind=failed.kind, known=known) from None


def _right_values(c: Comparison) -> None:
    """A stage: all values are right. General findings are left out: one point tells too little."""
    asked = [stage for stage in c.check.stages if isinstance(stage, RightValues)]
    last = asked[-1] if asked else RightValues()
    if any(c.same(c.got, right) for right in (c.right, *map(c.values, last.allowed))):
        return
    pairs = dict(zip(c.names, zip(c.got[0], c.right[0], strict=True), strict=True))
    first = next(name for name in c.walk if not c.close(*pairs[name]))
    right = [name for name in c.names if c.close(*pairs[name])]
    says = [f"{first} = {c.check.reads.text(pairs[first][0])} is not right."]
    if right:
        says.append(f"{_listed(right)} {'is' if len(right) == 1 else 'are'}.")
    known = next((one.known for one in c.check.mistakes if c.matches(one)), None)
    if not known and last.finding:
        known = last.finding(c.returned[0], *c.at[0])
    raise CheckFailed(c.check.name, " ".join(says), known=known)


def _practised(check: FunctionCheck) -> FunctionCheck:
    """Return a check of rounded numbers; a planted bug is one more known mistake."""
    mistakes = list(check.mistakes)
    if check.unchanged:
        bug = Mistake("planted-bug", "The code with the bug gives this.", check.unchanged)
        mistakes.insert(0, bug)
    tolerance = replace(check.tolerance, rtol=max(ROUNDED, check.tolerance.rtol))
    return replace(check, tolerance=tolerance, mistakes=mistakes, unchanged=None)


def assignments(names: Sequence[str], point: Point) -> list[str]:
    """Return lines that can be copied into a cell; plain numbers stand in one line."""
    pairs = list(zip(names, point, strict=True))
    plain = [(name, value) for name, value in pairs if isinstance(value, NUMBER)]
    together = [", ".join(name for name, _ in plain), ", ".join(repr(value) for _, value in plain)]
    return [
        *([" = ".join(together)] if plain else []),
        *(f"{name} = {_written(value)}" for name, value in pairs if not isinstance(value, NUMBER)),
    ]


def _listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _written(value: Any) -> str:
    """Return an argument as Python writes it; a function by its name."""
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()!r})"
    if isinstance(value, (list, tuple)) and type(value) is not tuple:  # a tape is a list here
        return f"[{', '.join(map(_written, value))}]"
    return str(getattr(value, "__name__", repr(value)))
