"""What can be said of a wrong answer that is no known mistake: which quantity is off, and how."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .dependence import partly, plainly
from .mistake import Finding
from .relations import Close, entries, near, relation, sign_and_size, swapped
from .running import Array
from .wording import LONG


def diagnose(
    names: Sequence[str],
    walk: Sequence[str],
    got: Sequence[Sequence[Array]],
    right: Sequence[Sequence[Array]],
    calls: Sequence[str],
    first: int,
    starts: Mapping[str, Sequence[Any]],
    close: Close,
    nudge: Callable[[int], dict[str, list[str]]],
) -> Finding | None:
    """Return what is found of the first quantity on the `walk` that disagrees at the shown point.

    Parameters
    ----------
    names : the returned quantities, in order.
    walk : the same from the loss back.
    got, right : for each point, one array a quantity.
    calls : the arguments of each point, as text.
    first : the number of the point that is shown.
    starts : the argument of that name at each point, for a quantity that is an argument, too.
    close : whether two arrays agree.
    nudge : says of a quantity, by its number, how it answers to each argument at that point.
    """
    outputs = {name: _outputs(names.index(name), got, right) for name in walk}
    wrong = {
        name: [i for i, pair in enumerate(zip(*both, strict=True)) if not close(*pair)]
        for name, both in outputs.items()
    }
    name = next((name for name in walk if first in wrong[name]), None)
    if name is None:
        return None
    q, (mine, expected) = names.index(name), outputs[name]
    agree = [other for other in walk[: walk.index(name)] if not wrong[other]]
    before = f"{' and '.join(agree)} agree{'s' if len(agree) == 1 else ''}. " if agree else ""
    # What is far off may have moved what is nearly right.
    nearly = [near(one, *outputs[one], starts.get(one)) for one in walk if wrong[one]]
    says = (
        relation(name, mine, expected, close)
        or (near(name, mine, expected, starts.get(name)) if all(nearly) else None)
        or swapped(q, names, got, right, close)
    )
    if not says and len(wrong[name]) < len(mine):
        fine = next(i for i in range(len(mine)) if i not in wrong[name])
        here, there = _told_apart(calls[fine], calls[first])
        sentence = f"{name} is right at {here} and wrong at {there}."
        says = Finding("right-at-some-points", sentence)
    if not says:
        answers, a, b = nudge(q), mine[first], expected[first]
        says = (
            plainly(name, answers)
            or entries(name, a, b, close)
            or partly(name, answers)
            or sign_and_size(name, a, b)
        )
    return Finding(says.id, f"{before}{says.says}")


def _outputs(
    q: int, got: Sequence[Sequence[Array]], right: Sequence[Sequence[Array]]
) -> tuple[list[Array], list[Array]]:
    """Return quantity `q` at each point, as it is and as it should be, in one shape."""
    mine = [outputs[q] for outputs in got]
    return mine, [outputs[q].reshape(a.shape) for outputs, a in zip(right, mine, strict=True)]


def _told_apart(one: str, other: str) -> tuple[str, str]:
    """Return the arguments of two calls; where those are long, only the ones that differ."""
    pairs = [re.split(r", (?=[A-Za-z_]\w*[ =])", call) for call in (one, other)]
    if len(one) + len(other) <= LONG or len(pairs[0]) != len(pairs[1]) or one == other:
        return one, other
    differ = [(a, b) for a, b in zip(*pairs, strict=True) if a != b]
    return ", ".join(a for a, _ in differ), ", ".join(b for _, b in differ)
