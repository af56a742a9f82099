"""The first value of an answer that is nan or infinite."""

import inspect
import re

import numpy as np

from helpers.text import number

from ..comparison import Comparison
from ..running import Array, quiet
from ..watching.local import watch_of
from ..watching.parts import Part, TooLong
from .trace import LONG


def first_not_finite(c: Comparison, place: int) -> str:
    """Say which value is the first that is nan or infinite at a point; "" where none is met.

    It is in the first line whose own value is: np.where may leave out what is not finite in a line.
    """
    watch = watch_of(inspect.unwrap(c.function))
    if watch is None:
        return ""
    try:
        with quiet():
            runs = watch.runs([c.at[place]])
    except TooLong:
        return ""
    rounds = dict[int, int]()
    first: tuple[Part, Array, int] | None = None
    for k, value in next(iter(runs), None) or ():
        rounds[k] = rounds.get(k, 0) + 1
        part = watch.parts[k]
        if value is None:
            continue
        if np.all(np.isfinite(value)):
            first = None if part.name else first
            continue
        if part.text == part.name or re.search(r"\b(inf|nan)\b", part.text):
            return ""  # it was handed in, or is written so, as a first value to compare with
        first = first or (part, value, rounds[k])
        if part.name:
            part, value, turn = first
            where = f" in `{part.line[:LONG]}`" if part.text != part.line else ""
            again = f" in round {turn}" if turn > 1 else ""
            says = f"`{part.text[:LONG]}`{where} gives {number(value)}{again}"
            return f"The first value that is no finite number: {says}."
    return ""
