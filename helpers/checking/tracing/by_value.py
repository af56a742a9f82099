"""Which line is off: with another value in it the results come right, and what goes in is right."""

from collections.abc import Iterator, Sequence

from ..comparison import Comparison
from ..mistake import Finding
from .fixes import Fix, Goal, fixes, in_own_shape, stands_still
from .matches import Matches
from .secant import sought_number
from .sentences import among_lines, line_off
from .suspects import LINES, doubtful, suspect_lines, suspects


def off_by_value(m: Matches, confirmed: Sequence[str], whole: bool) -> Finding | None:
    """Return which line or lines are off, for all that is wrong or for one result of it.

    Parameters
    ----------
    confirmed : lines in which one small change mends something.
    whole : say only a line with which all results come right.
    """
    for goal in _goals(m.trace.c, whole):
        if found := _off(m, goal, confirmed):
            return found
    return None


def _goals(c: Comparison, whole: bool) -> Iterator[Goal]:
    every = frozenset(range(len(c.names)))
    yield Goal(every)
    for name in c.walk if len(c.names) > 1 and not whole else ():
        q = c.names.index(name)
        if q not in c.all_right:
            results = frozenset(c.all_right | {q})
            yield Goal(results, "" if results == every else name)


def _off(m: Matches, goal: Goal, confirmed: Sequence[str]) -> Finding | None:
    t = m.trace
    made = [k for k in t.order if k in t.own and t.parts[k].name and t.gives(t.parts[k])]
    found = fixes(m, goal, made) or sought_number(m, goal, made)
    for fix in found:
        parts, heads = suspects(m, fix)
        if parts and m.matched(fix.part):  # it may be right, and what comes of it off
            others = (one.part for one in found if not m.matched(one.part))
            parts = [*parts, *[k for k in others if k not in parts][:1]]
        if parts == [fix.part] and not heads:
            doubts = _doubts(m, fix, confirmed)
            if not doubts:
                return line_off(t, goal, in_own_shape(t, goal, fix))
            parts = sorted({*doubts, fix.part}, key=t.order.index)
        lines = suspect_lines(t, parts, heads)
        if 0 < len(lines) <= LINES:
            return among_lines(lines, goal)
    return None


def _doubts(m: Matches, fix: Fix, confirmed: Sequence[str]) -> list[int]:
    sure = m.trace.parts[fix.part].line in confirmed
    return [] if sure or stands_still(m.trace, fix) else doubtful(m, fix)
