"""The first value of an answer that is nan or infinite."""

import re

import numpy as np

from helpers.text import number

from ..comparison import Comparison
from ..running import Array
from ..watching.local import run_at
from ..watching.parts import Part
from .trace import LONG


def first_not_finite(c: Comparison, place: int) -> str:
    """Say which value is the first that is nan or infinite at a point; "" where none is met.

    It is in the first line whose own value is: np.where may leave out what is not finite in a line.
    """
    ran = run_at(c.function, c.at[place])
    if ran is None:
        return ""
    watch, events = ran
    rounds = dict[int, int]()
    first: tuple[Part, Array, int] | None = None
    for k, value in events or ():
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
