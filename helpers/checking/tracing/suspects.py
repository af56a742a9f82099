"""From a part in whose place another value makes right, up to the parts and lines that may be off.

A part is suspect if it is that one, or goes into a suspect and is not known to be right.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..watching.parts import Part
from .fixes import Fix
from .known import is_known, is_needed
from .matches import Matches
from .sources import caller, is_nudged, is_replaced_later, last_steps, name_sources
from .trace import LONG, Trace
from .turns import first_unlike

LINES = 3  # that are said together
# What a loop goes over that computes nothing: names, and lists of names.
TRANSPARENT = re.compile(r"(zip|enumerate)?[(\[][\w, ]+[)\]]")


class Suspects(NamedTuple):
    """Parts that may be off, in their order, and loops and branches that may go another way."""

    parts: list[int]
    heads: set[str]


def suspects(m: Matches, fix: Fix) -> Suspects:
    """Return what may be off; no parts where that can't be told.

    They are the part in whose place another value makes all right, and what it is made of as
    far back as that is not known to be right.
    """
    t = m.trace
    k, found, heads = fix.part, list[int](), set[str]()
    nothing = Suspects([], set())
    pairs = zip(t.own[k], fix.turns, strict=True)
    turns = [first_unlike(t.c.close, *pair) for pair in pairs]
    ends = [
        [i for i, one in enumerate(steps) if one == k][turn]
        for steps, turn in zip(t.steps, turns, strict=True)
    ]
    todo = [(k, ends)]
    while todo:
        k, ends = todo.pop()
        part = t.parts[k]
        if k in found:
            continue
        if k == fix.part or not TRANSPARENT.fullmatch(part.text):
            found.append(k)
        heads |= {header for header in part.under if not m.as_often(header)}
        for j in [j for name in part.reads for j in name_sources(t, name, k, ends[0])]:
            source = t.parts[j]
            if source.text == "[]" and part.text.startswith(f"{source.name}."):
                continue  # a list before the first entry is put into it
            counts = [s[:e].count(j) for s, e in zip(t.steps, ends, strict=True)]
            if is_replaced_later(t, j, ends[0]):
                return nothing
            known = is_known(m, j, counts) or is_needed(m, j, counts[0] - 1)
            if known and not is_nudged(t, j):
                continue
            if not source.reads and source.name == source.text:  # it was handed in
                if all(t.parts[one].function == part.function for one in found):
                    by = caller(t, part.function, ends)
                    if by is None:
                        return nothing
                    todo.append(by)
                continue  # by a line that has been found
            last = last_steps(t, j, ends)
            if last is None or len(found) + len(todo) > 2 * LINES:
                return nothing
            todo.append((j, last))
    if _is_name(t.parts[fix.part]) and t.parts[fix.part].text in t.c.names:
        return nothing
    return Suspects(sorted({*found, *_handed_on(t, fix)}, key=t.order.index), heads)


def doubtful(m: Matches, fix: Fix) -> list[int]:
    """Return what goes into a part and may be off: it, or where a line may be missing.

    That is what is known under another name only, and what the answer was called with and is to
    change, as its name says.
    """
    t = m.trace
    part, found = t.parts[fix.part], list[int]()
    for name in part.reads:
        sources = name_sources(t, name, fix.part, t.steps[0].index(fix.part))
        for j in sources:
            met = m.matched(j) if t.parts[j].reads else []
            other = met and all(one.name != t.parts[j].name for one in met)
            if other and not is_needed(m, j, len(t.own[j][0]) - 1):
                found.append(j)
        given = [one for one in t.arguments if one.name == name != part.name]
        to_be = [one for one in t.expected if one.name == name]
        if given and not sources and to_be and not m.same(given[0].turns, to_be[0].turns):
            found.append(fix.part)
    return found


def suspect_lines(t: Trace, parts: Sequence[int], heads: set[str]) -> list[str]:
    """Return the lines of parts, and those that decide whether they run.

    One that hands on a name or gives a sum its 0 is left out if others are there: every other
    name and number near it has been tried.
    """
    names = [one.name for one in t.parts]
    plain = {
        k
        for k in parts
        if _is_name(t.parts[k])
        or (t.parts[k].text in ("0", "0.0") and names.count(t.parts[k].name) > 1)
    }
    kept = [k for k in parts if k not in plain] or parts
    lines = [
        line
        for k in kept
        for line in (*(h for h in t.parts[k].under if h in heads), t.parts[k].line)
    ]
    return list(dict.fromkeys(line[:LONG] for line in lines))


def _handed_on(t: Trace, fix: Fix) -> list[int]:
    """Return the parts that hand on what another gives, where a step may be missing."""
    name = t.parts[fix.part].name
    if name == fix.name:
        return []
    return [k for k in t.own if k != fix.part and t.parts[k].text == name and t.parts[k].reads]


def _is_name(part: Part) -> bool:
    return part.text.isidentifier()
