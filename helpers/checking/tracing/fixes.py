"""Other values tried out in an answer: those with which its results come right."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from .matches import Matches
from .trace import Trace
from .turns import Turns, ended, first_unlike, folded

TRIALS = 300


class Goal(NamedTuple):
    """What is to come right: all results, or those that are right as it is and one more."""

    results: frozenset[int]
    name: str = ""  # of the one more; "" for all results


class Fix(NamedTuple):
    """What comes out right at every point in the place of what a part gives."""

    part: int
    name: str
    turns: Turns
    ended: bool = False  # whether it is the last value alone
    solved: bool = False  # whether it is a number that was sought, and maybe not the only one


def fixes(m: Matches, goal: Goal, parts: Sequence[int]) -> list[Fix]:
    """Return what comes out right in the place of parts, in the order in which they run."""
    t = m.trace
    tried = [
        Fix(k, one.name, turns, not m.folded(one, t.own[k]))
        for k in parts
        if not m.is_as_named(k)
        for one in t.expected
        if (one.varies and t.parts[k].reads) or one.name == t.parts[k].name
        for turns in [m.folded(one, t.own[k]) or ended(one.turns, t.own[k])]
        if turns and not m.same(t.own[k], turns)
    ]
    own_name_first = sorted(tried, key=lambda fix: fix.name != t.parts[fix.part].name)
    tried = _unlike(own_name_first)[:TRIALS]
    for place in range(len(t.points)):
        t.look_at_the_clock()
        repairs = [{fix.part: fix.turns[place]} for fix in tried]
        values = t.answer.repaired([t.points[place]] * len(tried), repairs)
        pairs = zip(tried, values, strict=True)
        tried = [fix for fix, value in pairs if t.comes_right(value, place, goal.results)]
    # What is right as it is may be changed to make up for several slips behind it.
    found = [
        fix
        for fix in tried
        if not _is_elsewhere(m, fix) and (fix.name or not m.is_named_first(fix.part))
    ]
    return sorted(found, key=lambda fix: t.order.index(fix.part))


def in_own_shape(t: Trace, goal: Goal, fix: Fix) -> Fix:
    """Return a fix in the shape that the answer gives, if that comes out right as well."""
    pairs = zip(t.own[fix.part], fix.turns, strict=True)
    both = [list(zip(mine, right, strict=False)) for mine, right in pairs]
    if any(a.size != b.size for at in both for a, b in at):
        return fix
    turns = [[b.reshape(a.shape) for a, b in at] for at in both]
    values = t.answer.repaired(t.points, [{fix.part: at} for at in turns])
    fits = all(t.comes_right(value, place, goal.results) for place, value in enumerate(values))
    return fix._replace(turns=turns) if fits else fix


def stands_still(t: Trace, fix: Fix) -> bool:
    """Say whether a part that is off in a round gives what it gave in the round before."""
    turns = t.own[fix.part][0]
    turn = first_unlike(t.c.close, turns, fix.turns[0])
    return turn > 0 and np.array_equal(turns[turn], turns[turn - 1])


def _is_elsewhere(m: Matches, fix: Fix) -> bool:
    """Say whether another part of this name is what the part should be."""
    t = m.trace
    name = t.parts[fix.part].name
    same = (t.own[k] for k in t.own if t.parts[k].name == name and k != fix.part)
    alike = (turns for turns in same if folded(fix.turns, turns))
    return any(m.same(turns, fix.turns) for turns in alike)


def _unlike(found: Sequence[Fix]) -> list[Fix]:
    """Return the fixes without those that are another over again; of like ones a named one."""
    kept: dict[Any, Fix] = {}
    for fix in found:
        key = fix.part, *(round(float(x), 9) for at in fix.turns for a in at for x in a.ravel())
        if key not in kept or (fix.name and not kept[key].name):
            kept[key] = fix
    return list(kept.values())
