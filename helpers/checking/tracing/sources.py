"""Where a name in an answer has its value from, step by step."""

from collections.abc import Sequence

from ..watching.parts import RETURN
from .trace import Trace
from .turns import nearly_one


def name_sources(t: Trace, name: str, k: int, end: int) -> list[int]:
    """Return the part from which a name in part `k` has its value before a step."""
    function = t.parts[k].function
    before = [(j, t.parts[j]) for j in t.steps[0][:end] if j != k]
    called = [j for j, one in before if (one.function, one.name) == (name, f"{RETURN}0")]
    named = [(j, one.function) for j, one in before if one.name == name]
    own = [j for j, where in named if where == function]
    return called[-1:] or own[-1:] or [j for j, _ in named][-1:]


def last_steps(t: Trace, j: int, ends: Sequence[int]) -> list[int] | None:
    """Return the last step of a part before others, at each point; None where there is none."""
    last = [
        next((i for i in reversed(range(e)) if s[i] == j), None)
        for s, e in zip(t.steps, ends, strict=True)
    ]
    found = [one for one in last if one is not None]
    return found if len(found) == len(last) else None


def caller(t: Trace, function: str, ends: Sequence[int]) -> tuple[int, list[int]] | None:
    """Return the part that called a function, and its steps, None where it can't be told."""
    callers = [k for k in t.order if function in t.parts[k].reads and k in t.own]
    for k in callers:
        pairs = zip(t.steps, ends, strict=True)
        steps = [next((i for i in range(e, len(s)) if s[i] == k), None) for s, e in pairs]
        if None not in steps:
            return k, [one for one in steps if one is not None]
    return None


def is_replaced_later(t: Trace, j: int, end: int) -> bool:
    """Say whether a name gets another value below, outside of a loop: it may be too early."""
    part = t.parts[j]
    later = (t.parts[k] for k in t.steps[0][end + 1 :] if k != j)
    return not part.under and any(
        one.name == part.name and one.function == part.function and not one.under for one in later
    )


def is_nudged(t: Trace, k: int) -> bool:
    """Say whether a function is called again and again with nearly the same: a slope is taken.

    There it is not enough that its values are right within a tolerance.
    """
    turns = t.own.get(k, [[]])[0]
    return t.parts[k].name.startswith(RETURN) and len(turns) > 1 and nearly_one(turns)
