"""What git leaves in a file that two people changed: both versions, between markers.

A line that begins with a marker is no line of a notebook's JSON: there it begins with a bracket
or a blank. In a cell's text it is no Python, and a tool that merges cells may have put it there.
"""

import re
from itertools import pairwise

from .python import without_strings

# Git's markers have seven signs; `|||||||` begins what both versions came from. A lone ======= is a
# heading's underline in Markdown.
MARKER = re.compile(r"^(<{7}|>{7}|\|{7}|={7}(?=[ \t]*\r?$))(?:[ \t][^\n]*|\r?)$", re.MULTILINE)
ORDERS = ("<=>", "<|=>")
IN_CELL = re.compile(r"^[<>]{7}(?:[ \t]|$)", re.MULTILINE)
# In code outside of strings, all of these are no Python, at whatever depth.
IN_CODE = re.compile(r"^[ \t]*(?=(?:[<>|]{7}[ \t]|[<>|=]{7}$))", re.MULTILINE)


def has_markers(text: str) -> bool:
    """Say whether a line is a marker that stands in no other text."""
    return IN_CELL.search(text) is not None


def at_edge(code: str) -> str | None:
    """Return code with its markers at the left edge, where `versions` finds them; None without.

    What stands in a string is no marker, nor is it one in a cell of another language.
    """
    if code.startswith("%%"):
        return None
    marks = list(IN_CODE.finditer(without_strings(code)))
    for mark in reversed(marks):
        code = code[: mark.start()] + code[mark.end() :]
    return code if marks else None


def versions(text: str, lone: bool = False) -> tuple[str, str] | None:
    """Return what stands above and below the middle markers, None where one is missing.

    With `lone`, a middle marker without any other stands between two versions.
    """
    marks = list(MARKER.finditer(text))
    if lone and [mark[1][0] for mark in marks] == ["="]:
        return text[: marks[0].start()], text[marks[0].end() :]
    first: list[str] = []
    second: list[str] = []
    place = number = 0
    while number < len(marks):
        signs = "".join(mark[1][0] for mark in marks[number : number + 4])
        order = next((order for order in ORDERS if signs.startswith(order)), None)
        if order is None:
            return None
        conflict = marks[number : number + len(order)]
        number += len(order)
        between = [text[one.end() : other.start()] for one, other in pairwise(conflict)]
        common = text[place : conflict[0].start()]
        first += [common, between[0].removeprefix("\n")]
        second += [common, between[-1].removeprefix("\n")]
        place = min(conflict[-1].end() + 1, len(text))
    return "".join([*first, text[place:]]), "".join([*second, text[place:]])
