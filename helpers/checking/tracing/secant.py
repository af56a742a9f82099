"""A number sought in the place of a part, with which several results come right at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..running import Array
from .fixes import Fix, Goal
from .matches import Matches
from .trace import Trace
from .turns import Turns

STEPS = 7


def sought_number(m: Matches, goal: Goal, parts: Sequence[int]) -> list[Fix]:
    """Return the last part in whose place some one number makes several wrong results right.

    The number is sought by the secant method, at each point anew.
    """
    t = m.trace
    found: dict[int, Turns] = {
        k: []
        for k in parts
        if all(len(at) == 1 and at[0].size == 1 for at in t.own[k]) and not m.is_named_first(k)
    }
    for place, point in enumerate(t.points):
        start = _missed(t, t.c.returned[t.places[place]], place)
        if start is None or np.count_nonzero(start) < 2:
            return []
        mine = {k: float(t.own[k][place][0].item()) for k in found}
        now = _sought(t, mine, start, place)
        values = _with(t, now, point)
        found = {
            k: [*found[k], [np.array(now[k])]]
            for k, value in values.items()
            if t.comes_right(value, place, goal.results)
        }
    last = max(found, key=t.order.index, default=None)
    return [] if last is None else [Fix(last, "", found[last], solved=True)]


def _sought(t: Trace, mine: dict[int, float], start: Array, place: int) -> dict[int, float]:
    """Return for each part the number at which the entry that is most off may be right."""
    at = int(np.argmax(np.abs(start)))
    before = {k: (x, float(start[at])) for k, x in mine.items()}
    now = {k: x * 1.1 + 0.1 for k, x in mine.items()}
    for _ in range(STEPS):
        t.look_at_the_clock()
        values = _with(t, now, t.points[place])
        missed = {k: _missed(t, value, place) for k, value in values.items()}
        new = {}
        for k, miss in missed.items():
            if miss is None or not np.any(miss):
                new[k] = now[k]
                continue
            (x, y), end = before[k], float(miss[at])
            before[k] = now[k], end
            step = (now[k] - x) / (end - y) if end != y else 0.0
            new[k] = now[k] - end * step
        now = new
    return now


def _with(t: Trace, numbers: dict[int, float], point: Sequence[Any]) -> dict[int, Any]:
    repairs = [{k: [np.array(x)]} for k, x in numbers.items()]
    return dict(zip(numbers, t.answer.repaired([point] * len(repairs), repairs), strict=True))


def _missed(t: Trace, value: Any, place: int) -> Array | None:
    """Return by how much each entry of the results is off, 0 where it agrees."""
    at = t.places[place]
    arrays, right = t.c.opened(value, at), t.c.right[at]
    if arrays is None or any(a.size != b.size for a, b in zip(arrays, right, strict=True)):
        return None
    off = [
        np.zeros(b.size) if t.c.close(a, b) else a.ravel() - b.ravel()
        for a, b in zip(arrays, right, strict=True)
    ]
    return np.concatenate(off)
