"""How a wrong quantity relates to the right one: by a factor, in some entries, in its size."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .mistake import Finding
from .running import Array

Close = Callable[[Array, Array], bool]


def relation(
    name: str, mine: Sequence[Array], expected: Sequence[Array], close: Close
) -> Finding | None:
    """Say whether rounding, a sign, a transpose, a factor or a shift explains it at every point."""
    for places in (1, 2, 3, 4):
        if all(
            np.allclose(a, np.round(a, places), rtol=0, atol=1e-9)
            and np.all(np.abs(a - b) <= 10.0**-places)
            and not np.allclose(b, np.round(b, places), rtol=0, atol=1e-9)
            and np.any(a)
            for a, b in zip(mine, expected, strict=True)
        ):
            digits = f"{places} decimal{'s' * (places > 1)}"
            return Finding(
                "rounded", f"No entry of {name} has more than {digits}. Is something rounded?"
            )
    if all(close(a, -b) for a, b in zip(mine, expected, strict=True)):
        return Finding("wrong-sign", f"{name} has the wrong sign everywhere, and the right size.")
    if all(
        a.ndim == 2 and a.shape[0] == a.shape[1] and close(a.T, b)
        for a, b in zip(mine, expected, strict=True)
    ):
        return Finding("transposed", f"{name} is transposed: rows and columns are exchanged.")
    if any(len(np.atleast_1d(a)) > 1 for a in mine) and all(
        close(np.atleast_1d(a)[::-1], b) for a, b in zip(mine, expected, strict=True)
    ):
        return Finding("reversed", f"{name} has the right entries from the last to the first.")
    if len(mine) < 2:
        return None
    a = np.concatenate([np.ravel(part) for part in mine])
    b = np.concatenate([np.ravel(part) for part in expected])
    if a.size < 2:
        return None
    big = np.argmax(np.abs(b))
    factor = a[big] / b[big] if b[big] else 0.0
    # At each point by itself: beside the large numbers of one point those of others look alike.
    pairs = [(np.ravel(a), np.ravel(b)) for a, b in zip(mine, expected, strict=True)]
    if any(close(a, b) for a, b in pairs):
        return None
    if factor and abs(factor - 1) > 0.001 and all(close(a, factor * b) for a, b in pairs):
        return Finding("factor", f"{name} is {factor:.4g} times what it should be, at every point.")
    shift = a[0] - b[0]
    if all(close(a, b + shift) for a, b in pairs):
        return Finding("shift", f"{name} is off by the same amount, {shift:+.4g}, at every point.")
    return None


def swapped(
    q: int,
    names: Sequence[str],
    got: Sequence[Sequence[Array]],
    right: Sequence[Sequence[Array]],
    close: Close,
) -> Finding | None:
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
            says = f"In the place of {names[q]} your function returns {name}."
            if twice:
                return Finding("returned-twice", f"{says} It returns {name} twice.")
            return Finding("another-in-its-place", f"{says} The order is {', '.join(names)}.")
    return None


def near(
    name: str, mine: Sequence[Array], expected: Sequence[Array], starts: Sequence[Any] | None
) -> Finding | None:
    """Say whether all entries are within 1%: a small one beside large ones counts as well.

    Of a quantity that is an argument, too (`starts`, for each point), and moves a little, as a
    weight does in a step, any wrong answer is near: there the 1% are of the move.
    """
    for a, b, start in zip(mine, expected, starts or [()] * len(mine), strict=True):
        moved = b - np.reshape(start, b.shape) if np.size(start) == b.size else b
        size = np.minimum(np.abs(b), np.abs(moved))
        if np.any(np.abs(a - b) > 0.01 * size + 1e-9 * np.max(np.abs(b), initial=0.0)):
            return None
    return Finding(
        "nearly-right",
        f"{name} is within 1% at every point. Is something rounded, or a step too coarse, or a "
        "small part off?",
    )


def entries(name: str, mine: Array, expected: Array, close: Close) -> Finding | None:
    """Say which entry is the first that is wrong, where others are right."""
    wrong = [place for place in np.ndindex(mine.shape) if not close(mine[place], expected[place])]
    if mine.ndim == 0 or len(wrong) == mine.size:
        return None
    right, first = mine.size - len(wrong), ", ".join(map(str, wrong[0]))
    are = "is" if right == 1 else "are"
    return Finding(
        "some-entries",
        f"{right} of the {mine.size} entries of {name} {are} right; the first that is not is "
        f"{name}[{first}].",
    )


def sign_and_size(name: str, mine: Array, expected: Array) -> Finding:
    """Say what is expected (sign, size) without saying the value."""
    entry = np.unravel_index(np.argmax(np.abs(mine - expected)), expected.shape)
    a, b = float(mine[entry]), float(expected[entry])
    label = name if expected.ndim == 0 else f"{name}{[int(i) for i in entry]}"
    if np.sign(a) != np.sign(b):
        kind = {1.0: "positive", -1.0: "negative", 0.0: "zero"}[float(np.sign(b))]
        return Finding("wrong-sign-there", f"{label} should be {kind} there.")
    size = "larger" if abs(b) > abs(a) else "smaller"
    return Finding("size", f"{label} has the right sign there; it should be {size} in size.")
