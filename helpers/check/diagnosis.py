"""What can be said of a wrong answer that is no known mistake: which quantity is off, and how."""

import re
from collections.abc import Callable, Sequence

import numpy as np

from .stages import Array
from .wording import LONG

Close = Callable[[Array, Array], bool]


def diagnose(
    names: Sequence[str],
    walk: Sequence[str],
    got: Sequence[Sequence[Array]],
    right: Sequence[Sequence[Array]],
    calls: Sequence[str],
    close: Close,
) -> list[str]:
    """Return a sentence on the first quantity on the `walk` that disagrees.

    Parameters
    ----------
    names : the returned quantities, in order.
    walk : the same from the loss back.
    got, right : for each point, one array a quantity.
    calls : the arguments of each point, as text.
    close : whether two arrays agree.
    """
    for place, name in enumerate(walk):
        q = names.index(name)
        mine = [outputs[q] for outputs in got]
        expected = [outputs[q].reshape(o[q].shape) for outputs, o in zip(right, got, strict=True)]
        wrong = [i for i, (a, b) in enumerate(zip(mine, expected, strict=True)) if not close(a, b)]
        if not wrong:
            continue
        agree = " and ".join(walk[:place])
        before = f"{agree} agree{'s' if place == 1 else ''}. " if place else ""
        says = _relation(name, mine, expected, close) or _swapped(q, names, got, right, close)
        if says:
            return [f"{before}{says}"]
        first = wrong[0]
        if len(wrong) < len(mine):
            fine = next(i for i in range(len(mine)) if i not in wrong)
            here, there = _told_apart(calls[fine], calls[first])
            return [f"{before}{name} is right at {here} and wrong at {there}."]
        return [f"{before}{_size(name, mine[first], expected[first])}"]
    return []


def _told_apart(one: str, other: str) -> tuple[str, str]:
    """Return the arguments of two calls; where those are long, only the ones that differ."""
    pairs = [re.split(r", (?=[A-Za-z_]\w*[ =])", call) for call in (one, other)]
    if len(one) + len(other) <= LONG or len(pairs[0]) != len(pairs[1]) or one == other:
        return one, other
    differ = [(a, b) for a, b in zip(*pairs, strict=True) if a != b]
    return ", ".join(a for a, _ in differ), ", ".join(b for _, b in differ)


def _relation(
    name: str, mine: Sequence[Array], expected: Sequence[Array], close: Close
) -> str | None:
    """Say whether rounding, one factor, one shift or a transpose explains it at every point."""
    if all(  # entry by entry: a small one beside large ones counts as well
        np.all(np.abs(a - b) <= 0.01 * np.abs(b) + 1e-9 * np.max(np.abs(b), initial=0.0))
        for a, b in zip(mine, expected, strict=True)
    ):
        return f"{name} is within 1% at every point. Is something rounded, or a step too coarse?"
    for places in (1, 2, 3, 4):
        if all(
            np.allclose(a, np.round(a, places), rtol=0, atol=1e-9)
            and np.all(np.abs(a - b) <= 10.0**-places)
            and not np.allclose(b, np.round(b, places), rtol=0, atol=1e-9)
            and np.any(a)
            for a, b in zip(mine, expected, strict=True)
        ):
            digits = f"{places} decimal{'s' * (places > 1)}"
            return f"No entry of {name} has more than {digits}. Is something rounded?"
    if all(close(a, -b) for a, b in zip(mine, expected, strict=True)):
        return f"{name} has the wrong sign everywhere, and the right size."
    if all(
        a.ndim == 2 and a.shape[0] == a.shape[1] and close(a.T, b)
        for a, b in zip(mine, expected, strict=True)
    ):
        return f"{name} is transposed: rows and columns are exchanged."
    if len(mine) < 2:
        return None
    a = np.concatenate([np.ravel(part) for part in mine])
    b = np.concatenate([np.ravel(part) for part in expected])
    if a.size < 2:
        return None
    big = np.argmax(np.abs(b))
    factor = a[big] / b[big] if b[big] else 0.0
    if factor and close(a, factor * b):
        return f"{name} is {factor:.4g} times what it should be, at every point."
    shift = a[0] - b[0]
    if close(a, b + shift):
        return f"{name} is off by the same amount, {shift:+.4g}, at every point."
    return None


def _swapped(
    q: int,
    names: Sequence[str],
    got: Sequence[Sequence[Array]],
    right: Sequence[Sequence[Array]],
    close: Close,
) -> str | None:
    """Say whether another quantity stands in the place of quantity `q`."""
    mine = [outputs[q] for outputs in got]
    for other, name in enumerate(names):
        theirs = [outputs[other] for outputs in right]
        if other != q and all(
            a.size == b.size and close(a, b) for a, b in zip(mine, theirs, strict=True)
        ):
            twice = all(
                o[other].size == r[other].size and close(o[other], r[other])
                for o, r in zip(got, right, strict=True)
            )
            end = f"{name} stands twice." if twice else "Look at the order."
            return f"Where {names[q]} should stand, {name} stands. {end}"
    return None


def _size(name: str, mine: Array, expected: Array) -> str:
    """Say what is expected (sign, size) without saying the value."""
    entry = np.unravel_index(np.argmax(np.abs(mine - expected)), expected.shape)
    a, b = float(mine[entry]), float(expected[entry])
    label = name if expected.ndim == 0 else f"{name}{[int(i) for i in entry]}"
    if np.sign(a) != np.sign(b):
        kind = {1.0: "positive", -1.0: "negative", 0.0: "zero"}[float(np.sign(b))]
        return f"{label} should be {kind} there."
    size = "larger" if abs(b) > abs(a) else "smaller"
    return f"{label} has the right sign there; it should be {size} in size."
