"""Whether an answer leaves an argument out on which the right values hang."""

import inspect
import re

from .comparison import Comparison
from .mistake import Finding
from .watching.local import run_at


def unused(c: Comparison) -> Finding | None:
    """Return which argument stands nowhere in the answer; None where that can't be told.

    Only one is said with another value of which the right values are others.
    """
    point, text = c.at[c.first_wrong], _text(c)
    try:
        own = list(inspect.signature(c.function).parameters.values())
    except (TypeError, ValueError):
        return None
    if not text or any(one.kind is not one.POSITIONAL_OR_KEYWORD for one in own):
        return None
    for i, one in enumerate(own[: len(point)]):
        if re.search(rf"\b{one.name}\b", text):
            continue
        others = [(*point[:i], other[i], *point[i + 1 :]) for other in c.at]
        try:
            values = c.values(c.check.reference, others)
        except Exception:  # made for the check's own points
            continue
        right = c.right[c.first_wrong]
        shapes = [part.shape for part in right]
        if any([part.shape for part in at] != shapes or not c.same([at], [right]) for at in values):
            return Finding("argument-unused", f"Your function never uses `{one.name}`.")
    return None


def _text(c: Comparison) -> str:
    """Return what a function's lines say, "" where they can't be found."""
    ran = run_at(c.function, c.at[c.first_wrong])
    if ran is None:
        return ""
    watch, events = ran
    parts = (text for one in watch.parts for text in (one.line, one.text, *one.under, *one.reads))
    return "\n".join(parts) if events else ""
