"""What can be said of a wrong quantity by nudging one argument at a time, as lesson 01 does.

Where no known mistake matches, an answer may still not listen to an argument, listen to one too
many, or go up where it should go down: that tells the box in which the slip sits.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers.gradients import Array

from .mistake import Finding

Point = tuple[Any, ...]
Values = Callable[[Sequence[Point]], list[Array]]  # of one quantity, an array a point
NUDGE = 1e-2  # of the argument's own size
SAYS = {
    "deaf": Finding("ignores-an-argument", "move, and yours stays"),
    "nosy": Finding("follows-an-argument", "stay, and yours moves"),
    "turned": Finding("moves-the-other-way", "move the other way than yours does"),
}
STILL = 1e-5  # of the quantity's size; references by differences have some noise
UNMOVED = 1e-10  # the same of an answer, of which is said that it stays


def perturbed(value: Any, size: float = NUDGE) -> Any:
    """Return a number, an array or a list of them a little larger in size, None for others.

    The entries grow by different parts: some functions don't see it when all grow alike.
    """
    if isinstance(value, (list, tuple)):
        parts = [perturbed(part, size) for part in value]
        return None if not parts or any(part is None for part in parts) else type(value)(parts)
    if not isinstance(value, float) and getattr(value, "dtype", np.dtype(int)).kind != "f":
        return None
    array = np.asarray(value, dtype=np.float64)
    if array.ndim and set(np.unique(array)) <= {0, 1}:
        return None  # these are labels: one right answer looks at their place, another at them
    grown = array * (1 + size * (1 + np.arange(array.size) / 7).reshape(array.shape))
    return grown if array.ndim else float(grown)


def _moves(values: Values, before: Sequence[Array], points: Sequence[Point]) -> list[Array] | None:
    """Return how far a quantity moves at each point; None where it can't be said."""
    try:
        after = values(points)
    except Exception:  # made for the check's own points, or for no others
        return None
    same = all(
        a.shape == b.shape and np.all(np.isfinite(a)) for a, b in zip(after, before, strict=True)
    )
    return [a - b for a, b in zip(after, before, strict=True)] if same else None


def _smooth(moves: Sequence[Array], less: Sequence[Array] | None, at: Sequence[Array]) -> bool:
    """Say whether half the nudge moves the reference about half as far: no jump, no corner."""
    return less is not None and all(
        np.allclose(b / 2, half, rtol=0.1, atol=STILL * np.max(np.abs(value), initial=1e-9))
        for b, half, value in zip(moves, less, at, strict=True)
    )


def _still(moves: Sequence[Array], at: Sequence[Array], most: float = STILL) -> bool:
    return all(
        np.all(np.abs(move) <= most * np.max(np.abs(value), initial=1e-9))
        for move, value in zip(moves, at, strict=True)
    )


def dependence(
    parameters: Sequence[str],
    points: Sequence[Point],
    mine: tuple[Sequence[Array], Values],
    right: tuple[Sequence[Array], Values],
) -> dict[str, list[str]]:
    """Return how a quantity answers to each argument, as lists of arguments.

    `mine` and `right` are what it is at the points, and how to get it at others. An argument that
    can't be nudged, or at which an answer stops when it is, stands in no list.
    """
    found: dict[str, list[str]] = {says: [] for says in (*SAYS, "off", "stuck", "fine", "still")}
    for place, parameter in enumerate(parameters):
        moved, less = (
            [(*point[:place], perturbed(point[place], by), *point[place + 1 :]) for point in points]
            for by in (NUDGE, NUDGE / 2)
        )
        if any(point[place] is None for point in moved):
            continue
        a, b = _moves(mine[1], mine[0], moved), _moves(right[1], right[0], moved)
        if a is None or b is None or any(x.size != y.size for x, y in zip(a, b, strict=True)):
            continue
        if not _smooth(b, _moves(right[1], right[0], less), right[0]):
            continue
        found[_answer(a, b, mine[0], right[0])].append(parameter)
    return found


def plainly(name: str, found: dict[str, list[str]]) -> Finding | None:
    """Return a sentence on the first argument to which quantity `name` answers plainly wrongly."""
    for how, says in SAYS.items():
        if found[how]:
            sentence = f"Change only `{found[how][0]}` a little: {name} should {says.says}."
            return Finding(says.id, sentence)
    return None


def partly(name: str, found: dict[str, list[str]]) -> Finding | None:
    """Return to which arguments quantity `name` answers rightly and to which not, if to both."""
    if not found["fine"] or not (found["off"] or found["stuck"]):
        return None
    sentences = [f"Change {_either(found['fine'])} a little: {name} moves as it should."]
    if found["off"]:
        off = _either(found["off"])
        sentences.append(f"Change {off} a little: it moves, but not by the right amount.")
    if found["stuck"]:
        sentences.append(f"Change {_either(found['stuck'])} a little: it does not move.")
    return Finding("uses-an-argument-wrongly", " ".join(sentences))


def _answer(
    a: Sequence[Array], b: Sequence[Array], mine: Sequence[Array], right: Sequence[Array]
) -> str:
    """Say how a quantity answers to a nudge: by `a`, where it should be by `b`."""
    mine_still, right_still = _still(a, mine, UNMOVED), _still(b, right)
    if mine_still and not right_still:
        # Said of every point, so it must be so at every point: a derivative of x² + y² with
        # respect to x does not move with y, that of x³ − 2xy³ does.
        everywhere = not any(_still([move], [value]) for move, value in zip(b, right, strict=True))
        return "deaf" if everywhere else "stuck"
    if right_still:
        return "still" if _still(a, mine, 10 * STILL) else "nosy"
    if all(map(_against, a, b)):
        return "turned"
    close = all(
        np.allclose(x.ravel(), y.ravel(), rtol=1e-2, atol=1e-2 * np.max(np.abs(y)))
        for x, y in zip(a, b, strict=True)
    )
    return "fine" if close else "off"


def _against(a: Array, b: Array) -> bool:
    """Say whether each entry moves the other way."""
    return bool(np.all(a.ravel() * b.ravel() <= 0) and np.any(a.ravel() * b.ravel() < 0))


def _either(names: Sequence[str]) -> str:
    *most, last = [f"`{name}`" for name in names]
    return f"{', '.join(most)} or {last}" if most else last
