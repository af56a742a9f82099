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
from .new_numbers import NUMBER, assignments, new_point
from .rungs import Draw
from .running import quiet
from .stages import RightValues, numbers, right_shape

ROUNDED = 6e-3  # relative: three digits, rounded, are enough

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
    point = new_point(check, draw, rng or np.random.default_rng())
    _asked[id(check)] = point
    wanted = _listed([f"`{name}`" for name in check.returns])
    print(f"{check.name} on new numbers. Work out {wanted} by hand, or line by line in a cell.")
    for line in assignments(check.parameters, point):
        print(f"    {line}")
    if not all(isinstance(value, NUMBER) for value in point):
        print("(In a cell, put these lines into a function: the lesson may use the same names.)")
    call = f"checks.{check.name}.again({', '.join(check.returns)})"
    print(f"Answer with `{call}`. Three digits are enough.")


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
        found = failed.mistake or failed.kind
        for symptom in c.check.symptoms:
            # A hint that is made of an answer's code has none to look at.
            if isinstance(symptom.hint, str) and symptom.shows(failed.lines, found):
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


def _listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
