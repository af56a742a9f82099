"""What where the parts of an answer stand tells, without another value tried out."""

import re
from collections.abc import Sequence

import numpy as np

from helpers.text import number

from ..mistake import Finding
from ..watching.parts import RETURN
from .trace import LONG, Trace


def reads_outside(t: Trace) -> Finding | None:
    """Return what the answer has from outside of it, and not from its arguments."""
    for k, turns in t.own.items():
        part = t.parts[k]
        if part.function:
            continue
        says = f"`{part.name}` is made outside of the function: "
        first, *others = [one for at in turns for one in at]
        if all(np.array_equal(first, one) for one in others):
            says += f"here it is {number(first)}, whatever the arguments are."
        else:
            says += "it keeps what a call before has left in it."
        return Finding("reads-from-outside", says)
    return None


def returned_early(t: Trace, lines: Sequence[str]) -> Finding | None:
    """Return that a line is a `return` that ends a loop in its first round."""
    for part in t.parts:
        inside = part.under and re.match("for |while ", part.under[-1])
        if inside and [part.line] == list(lines) and part.name.startswith(RETURN):
            says = f"`{part.line[:LONG]}` stands inside the loop `{part.under[-1][:LONG]}`"
            return Finding("return-inside-loop", f"{says} and ends it in its first round.")
    return None
