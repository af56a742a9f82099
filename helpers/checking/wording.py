"""How the arguments of a call and the shape of an array are said in a message."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from helpers.text import number

from .running import Array

LONG = 150  # characters


def called(parameters: Sequence[str], point: Sequence[Any]) -> str:
    """Return the arguments as text; where that is long, arrays by their shapes."""
    named = list(zip(parameters, point, strict=True))
    text = ", ".join(f"{n}={number(v)}" for n, v in named)
    if len(text) <= LONG and "\n" not in text:
        return text
    return ", ".join(_shape(n, v) or f"{n}={number(v)}" for n, v in named)


def literal(point: Sequence[Any]) -> str:
    """Return arguments as Python writes them, in brackets; "" where that is long, or not all."""
    texts = list(map(_literal, point))
    text = f"({', '.join(texts)})"
    return text if all(texts) and len(text) <= LONG else ""


def _literal(value: Any) -> str:
    if isinstance(value, np.ndarray) and value.dtype.kind in "fi":
        return f"np.array({value.tolist()!r})"
    if type(value) in (list, tuple):  # of another kind the text may be for people
        parts = list(map(_literal, value))
        return repr(value) if all(parts) and "np." not in "".join(parts) else ""
    return repr(value) if type(value) in (int, float, str, bool) else ""


def extent(array: Array) -> str:
    """Say in plain words how many numbers an array holds."""
    if array.ndim == 0:
        return "one number"
    if array.ndim == 1:
        return f"a row of {array.size} number{'s' * (array.size != 1)}"
    return f"an array of shape {array.shape}"


def _shape(name: str, value: Any) -> str | None:
    """Return an array, or a list of arrays, by its name and shape; None for anything else."""
    if isinstance(value, list) and value and all(np.ndim(part) for part in value):
        return f"{name} {', '.join(str(np.shape(part)) for part in value)}"
    return f"{name} {np.shape(value)}" if np.ndim(value) else None
