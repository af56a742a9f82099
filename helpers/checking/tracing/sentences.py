"""The sentences on lines that are off, made last, of what has been found."""

import re
from collections.abc import Sequence

import numpy as np

from helpers.text import number

from ..comparison import Comparison
from ..mistake import Finding
from ..relations import sign_and_size
from ..running import Array
from ..watching.parts import Part
from .fixes import Fix, Goal, stands_still
from .mending import Mending
from .trace import LONG, Trace
from .turns import first_unlike

DIVIDED = re.compile(r"/ *([^\W\d]\w*)$")
SLOPE = re.compile(r"d([A-Za-z]+)_d(\w+)")
INPUT = "\nWhat goes into it is right"
MENDED = f"{INPUT}; "  # and what mends it


def line_off(t: Trace, goal: Goal, fix: Fix) -> Finding:
    """Say of a line that its value is off, what it should be, and that what goes in is right."""
    part = t.parts[fix.part]
    turn = first_unlike(t.c.close, t.own[fix.part][0], fix.turns[0])
    mine, right = t.own[fix.part][0][turn], fix.turns[0][turn]
    again = f" in round {turn + 1}" if len(fix.turns[0]) > 1 else ""
    if again and fix.ended:
        again = " in the end"
    beside = [one for one in t.parts if one.line == part.line and one.name]
    unpacked = sum(one.text == part.text for one in beside) > 1
    value = part.name if unpacked else part.text
    where = f"`{value[:LONG]}` in " if len(beside) > 1 else ""
    gives = f"{_first(goal)}: {where}`{part.line[:LONG]}` gives {number(mine)}"
    if stands_still(t, fix):
        says = (
            f"{gives} in round {turn + 1}, as in the round before.\n"
            "Which line should change what goes into it, and does it?"
        )
        return Finding("first-wrong-line", says)
    says = f"{gives}{again}.{_should(t, fix, mine, right)}{INPUT}{_and_then(part, goal)}."
    return Finding("first-wrong-line", says)


def among_lines(lines: Sequence[str], goal: Goal) -> Finding:
    """Say that a value is off in one of a few lines, or that one is missing near them."""
    those = ", ".join(f"`{line}`" for line in lines)
    where = "one of these lines, or where one is missing near them:" if len(lines) > 1 else ""
    near = "" if len(lines) > 1 else ", or where a line is missing near it"
    return Finding(
        "among-lines",
        f"{_first(goal)} arises in {where}{' ' * bool(where)}{those}{near}.\n"
        f"With another value in the last of them {_follows(goal)} right.",
    )


def unlike_its_name(t: Trace, k: int, name: str, mine: Array) -> Finding | None:
    """Say of a value that it is not what its name stands for, where the exercise says that."""
    words = _words(t.c, name)
    says = f"A value that is off: `{t.parts[k].line[:LONG]}` gives {number(mine)}"
    again = " in round 1" if len(t.own[k][0]) > 1 else ""
    found = Finding("first-wrong-line", f"{says}{again}. It should equal {words}.")
    return found if words else None


def changed_lines(lines: Sequence[str], mended: Mending) -> Finding:
    """Say that a value is off in one of a few lines, and what one small change makes right."""
    those = ", ".join(f"`{line[:LONG]}`" for line in lines)
    where = "one of these lines: " if len(lines) > 1 else ""
    each = "one of them" if len(lines) > 1 else "this line"
    each = f"`{mended.place}`" if mended.place and len(lines) == 1 else each
    first = "A value that is off" if mended.what else "The first value that is off"
    return Finding(
        "among-lines",
        f"{first} arises in {where}{those}.\n"
        f"One small change in {each} makes {mended.what or 'every value'} right.",
    )


def narrowed(traced: Finding, mended: Mending) -> Finding:
    """Return a finding on a line with the part of it that is to be changed."""
    if not mended.place or MENDED not in traced.says:
        return traced
    says, _, _ = traced.says.partition(MENDED)
    mends = f"one small change in `{mended.place}` makes {mended.what or 'every value'} right."
    return Finding(traced.id, f"{says}{MENDED}{mends}")


def names_line(found: Finding, line: str) -> bool:
    """Say whether a finding speaks of a line."""
    return f"`{line[:LONG]}`" in found.says


def _first(goal: Goal) -> str:
    """Begin a sentence on a line; what else is wrong may come from a line before."""
    return f"{'A' if goal.name else 'The first'} value that is off"


def _follows(goal: Goal) -> str:
    return f"{goal.name} is" if goal.name else "all that follows is"


def _and_then(part: Part, goal: Goal) -> str:
    """Continue a sentence on a line; a `return`, if it is off as a whole, ends its function."""
    if part.line == f"return {part.text}":
        return ""
    return f"; with another value here {_follows(goal)} right, too"


def _words(c: Comparison, name: str) -> str:
    """Return what the exercise, or the name of a derivative, says in words of a value."""
    slope = SLOPE.fullmatch(name)
    words = f"the derivative of {slope[1]} with respect to {slope[2]}" if slope else ""
    return c.check.intermediates.get(name, words)


def _should(t: Trace, fix: Fix, mine: Array, right: Array) -> str:
    if fix.solved:
        return ""
    if mine.shape != right.shape:
        return f" It should have the shape {right.shape}; yours is {mine.shape}."
    if t.c.close(mine, -right):
        return " It should have the other sign."
    words = _words(t.c, fix.name)
    if words:
        return f" It should equal {words}.{_divided(t, fix, mine, right)}"
    said = sign_and_size("X", mine, right).says.replace(" there", "")
    entry, _, should = said.removeprefix("X").partition(" ")
    should = should.replace("has the right sign; it ", "")
    names = t.parts[fix.part].name.strip("()").split(", ")
    if entry and len(names) == mine.size > 1:  # a tuple that is unpacked
        return f" `{names[int(entry.strip('[]'))]}` {should}"
    return f" Its entry {entry} {should}" if entry else f" It {should}"


def _divided(t: Trace, fix: Fix, mine: Array, right: Array) -> str:
    """Say by what a derivative is divided that should be multiplied by it."""
    found = DIVIDED.search(t.parts[fix.part].text)
    if not found:
        return ""
    name = found[1]
    named = [one.turns for one in t.arguments if one.name == name]
    named += [t.own[k] for k in t.own if t.parts[k].name == name]
    for turns in [turns for turns in named if len(turns[0]) == 1]:
        by = turns[0][0]
        product = mine * by * by if np.ndim(mine) >= np.ndim(by) else by
        if product.shape == right.shape and t.c.close(product, right):
            return f" It is divided by `{name}`: the chain rule makes products."
    return ""
