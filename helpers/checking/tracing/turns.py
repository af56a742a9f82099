"""The values of one part, turn by turn, and how those of another part are set beside them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..relations import Close
from ..running import Array
from ..watching.parts import Events

Turns = list[list[Array]]  # of one part: for each point, its value each time it runs


class Quantity(NamedTuple):
    """A value on the way to the right results, and its name, "" where it has none."""

    name: str
    turns: Turns
    varies: bool = True  # else it is one number everywhere, which many things may be


def folded(theirs: Turns, mine: Turns) -> Turns | None:
    """Return values turn by turn as another part has turns, None where they don't go together.

    A reference that takes a slope by nudging meets each value several times, a little changed.
    """
    found = []
    for a, b in zip(theirs, mine, strict=True):
        if not b or not a or len(a) % len(b):
            return None
        each = len(a) // len(b)
        groups = [a[i : i + each] for i in range(0, len(a), each)]
        if any(one.size != b[0].size for one in a) or len({one.size for one in b}) > 1:
            return None
        if not all(map(nearly_one, groups)):
            return None
        found.append([_middle(group) for group in groups])
    return found


def _middle(values: Sequence[Array]) -> Array:
    if len(values) == 1:
        return values[0]
    middle: Array = np.mean([one.ravel() for one in values], axis=0)
    return middle.reshape(values[0].shape)


def nearly_one(values: Sequence[Array]) -> bool:
    """Say whether values are nearly one, as those around a point at which a slope is taken."""
    if len(values) == 1:
        return True
    if len({one.size for one in values}) > 1:
        return False
    values = [one.ravel() for one in values]
    middle = np.mean(values, axis=0)
    most = 1e-3 * np.max(np.abs(middle), initial=1e-9)
    return all(np.all(np.abs(one - middle) <= most) for one in values)


def ended(theirs: Turns, mine: Turns) -> Turns | None:
    """Return values with another last one: of what is added up, turn by turn."""
    pairs = list(zip(theirs, mine, strict=True))
    if any(len(a) != 1 or len(b) < 2 or a[0].size != b[-1].size for a, b in pairs):
        return None
    return [[*b[:-1], a[0]] for a, b in pairs]


def turns_of(runs: Sequence[Events]) -> dict[int, Turns]:
    """Return the values of each part that is a number whenever it runs, and at every point."""
    found: dict[int, list[list[Array | None]]] = {}
    for place, events in enumerate(runs):
        for k, value in events:
            found.setdefault(k, [[] for _ in runs])[place].append(value)
    return {
        k: turns  # type: ignore[misc]
        for k, turns in found.items()
        if all(at and all(value is not None for value in at) for at in turns)
    }


def varies(turns: Turns) -> bool:
    """Say whether a quantity is more than one number everywhere."""
    return len({float(x) for at in turns for a in at for x in a.ravel()}) > 1


def first_unlike(close: Close, mine: Sequence[Array], theirs: Sequence[Array]) -> int:
    """Return the first turn in which values don't agree; the last one where they do."""
    pairs = enumerate(zip(mine, theirs, strict=True))
    return next((i for i, (a, b) in pairs if not close(a.ravel(), b.ravel())), len(mine) - 1)
