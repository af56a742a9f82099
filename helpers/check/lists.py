"""Answers that are lists with one array a layer, such as all activations or all dL/dW."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from .messages import CheckFailed, NotAttempted

BACK, FORWARD, PAIRS = "back", "forward", "pairs"


def labels(names: Sequence[str], lengths: Sequence[int]) -> list[str]:
    """Return dL_dW[0], dL_dW[1], …, dL_db[0], …: a name for each array."""
    return [f"{name}[{i}]" for name, n in zip(names, lengths, strict=True) for i in range(n)]


def walk(names: Sequence[str], lengths: Sequence[int], direction: str) -> list[str]:
    """Return the same names in the order of the walk: layer by layer, from the last if "back"."""
    layers = range(max(lengths))
    order = reversed(layers) if direction == BACK else layers
    return [f"{name}[{i}]" for i in order for name in reversed(names)]


def flat(names: Sequence[str], value: Any) -> list[Any]:
    """Return all arrays of one list, or of several lists, in one list."""
    parts = value if len(names) > 1 else [value]
    return [array for part in parts for array in part]


def opened(
    check: str, names: Sequence[str], right: Sequence[Sequence[Any]], direction: str, value: Any
) -> list[Any]:
    """Return the arrays of an answer in one list; it must hold as many lists and arrays as asked.

    `right` are the right lists at the first point. Raises CheckFailed with what is missing,
    NotAttempted for an open gap.
    """
    wanted = f"`return {', '.join(names)}`"
    parts = value if len(names) > 1 else [value]
    if not isinstance(parts, (list, tuple)) or len(parts) != len(names):
        raise CheckFailed(check, f"It must return {len(names)} lists, {wanted}.")
    for name, part, expected in zip(names, parts, right, strict=True):
        if part is ...:
            raise NotAttempted(check, f"A gap `...` is still open; it comes back in {name}.")
        if not isinstance(part, (list, tuple)):
            kind = (
                f"one array of shape {part.shape}" if isinstance(part, np.ndarray) else repr(part)
            )
            raise CheckFailed(
                check,
                f"{name} must be a list with {_each(direction)}; it is {kind:.60}. "
                f"The last line should be {wanted}.",
            )
        if len(part) != len(expected):
            raise CheckFailed(check, *_count(name, part, expected, direction))
    return flat(names, value)


def _each(direction: str) -> str:
    return "two arrays a layer, a kernel and a bias" if direction == PAIRS else "one array a layer"


def _several(item: Any) -> bool:
    """Say whether an entry is no array but a pair or a list of arrays of different shapes."""
    if not isinstance(item, (list, tuple)):
        return False
    try:
        np.shape(item)
    except ValueError:
        return True
    return False


def _count(name: str, part: Sequence[Any], right: Sequence[Any], direction: str) -> list[str]:
    """Say how many arrays there should be, and which are there."""

    def same(a: Sequence[Any], b: Sequence[Any]) -> bool:
        pairs = list(zip(a, b, strict=False))
        return all(np.shape(x) == np.shape(y) and np.allclose(x, y) for x, y in pairs)

    which = {FORWARD: "x first, then one for each layer", PAIRS: _each(PAIRS)}
    layers = len(right) // 2 if direction == PAIRS else len(right) - (direction == FORWARD)
    says = [
        f"{name} holds {len(part)} array{'s' * (len(part) != 1)}; with {layers} layers it should "
        f"hold {len(right)}: {which.get(direction, 'one a layer')}."
    ]
    if any(map(_several, part)):
        return [*says, "Hint: Some entries hold several arrays. Each entry is to be one array."]
    if any(item is ... for item in part) or len(part) > len(right):
        return says
    if not part:
        says.append("Hint: It is empty. Where is an array put in?")
    elif same(part, right):
        says.append(
            "Hint: They are the first ones. Does `return` stand inside the loop? If not, does each "
            "turn put one in?"
        )
    elif same(part[::-1], right[::-1]):
        says.append("Hint: They are the last ones. Is the first left out, or the loop left early?")
    return says
