"""How much two sources have in common: the same text, the same names, the same words."""

import re
from collections import Counter

TOKEN = re.compile(r"\w+|[^\w\s]")
NAME = re.compile(
    r"^(?:async[ \t]+)?def[ \t]+(?P<function>\w+)"
    r"|^class[ \t]+(?P<class>\w+)"
    r"|^(?P<several>[^\W\d]\w*(?:[ \t]*,[ \t]*[^\W\d]\w*)*)[ \t]*(?::[^=\n]*)?=(?!=)",
    re.MULTILINE,
)


def bare(source: str) -> str:
    """Return the source without blank lines at its ends and blanks at its lines' ends."""
    return "\n".join(line.rstrip() for line in source.split("\n")).strip("\n")


def names(source: str) -> frozenset[str]:
    """Return the names that a cell defines at its left edge, even where it is no valid Python."""
    found: set[str] = set()
    for match in NAME.finditer(source):
        found |= {name.strip() for name in (match[match.lastgroup or 0]).split(",")}
    return frozenset(found)


def word_counts(source: str) -> Counter[str]:
    """Return how often each word and sign is in a source."""
    return Counter(TOKEN.findall(source))


def alike(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words and signs that two sources have in common, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def find_lines(whole: list[str], part: list[str]) -> int | None:
    """Return where the lines of `part` stand in `whole`, one after another, or None."""
    for start in range(len(whole) - len(part) + 1):
        if whole[start] == part[0] and whole[start : start + len(part)] == part:
            return start
    return None
