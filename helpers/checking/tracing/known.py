"""Which values of an answer are known to be right: by what they are, or by what hangs on them."""

from collections.abc import Sequence

import numpy as np

from .matches import Matches

ENTRIES = 12  # of a value that is tried out entry by entry


def is_known(m: Matches, j: int, counts: Sequence[int]) -> bool:
    """Say whether a part is what is met on the way to a right result.

    It must be what its name says, where that is known. In a loop it does not count that it is
    what the answer was called with: it may not move.
    """
    t = m.trace
    met, name = m.matched(j, counts), t.parts[j].name
    if not met:
        return False
    named = [one for one in t.expected if one.name == name and m.compares(one, j)]
    if named and all(one.name != name for one in met):
        return False
    # Nor does it where several names go into it: it may take the wrong one of them.
    turns = any("for " in header or "while " in header for header in t.parts[j].under)
    made = {one.name for one in t.parts}
    if turns or len(made & set(t.parts[j].reads)) > 1:
        met = [one for one in met if all(one is not given for given in t.arguments)]
    return bool(met)


def is_needed(m: Matches, k: int, turn: int) -> bool:
    """Say whether a right result hangs on what a part is in a turn."""
    t = m.trace
    if k not in t.own or m.is_another(k):
        return False
    mine = t.own[k][0]
    size = mine[turn].size
    if not 0 < size <= ENTRIES:
        return False
    nudges = np.eye(size).reshape(size, *mine[turn].shape) * (0.01 * abs(mine[turn]) + 1e-3)
    others = [-mine[turn], *(mine[turn] + nudge for nudge in nudges)]
    repairs = [{k: [*mine[:turn], other, *mine[turn + 1 :]]} for other in others]
    values = t.answer.repaired([t.points[0]] * len(others), repairs)
    place = t.places[0]
    right = t.c.right_ones(t.c.returned[place], place)
    return all(right - t.c.right_ones(value, place) for value in values)
