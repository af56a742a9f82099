"""A text of code in blocks: a line at the left edge, with all below it that is indented.

No parser: students' text is no Python at times, and this is the trusted side.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

# A line that closes a bracket goes with the block above it.
BLOCK = re.compile(r"^[^\s)\]}][^\n]*\n(?:(?:[ \t)\]}][^\n]*)?\n)*", re.MULTILINE)
FUNCTION = re.compile(r"(?:async[ \t]+)?def[ \t]+(\w+)")
Shape = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Block:
    """A block, and where it begins in its text."""

    text: str
    start: int = 0

    @property
    def function(self) -> str:
        """The name of the function that it is, "" for another block."""
        found = FUNCTION.match(self.text)
        return found[1] if found else ""

    @property
    def end(self) -> int:
        """Where it ends in its text."""
        return self.start + len(self.text)

    @cached_property
    def shape(self) -> Shape:
        """What `line_shapes` returns for it."""
        return line_shapes(self.text)


def blocks(text: str) -> list[Block]:
    """Return the blocks of a text, in order; what is indented above the first is in none."""
    return [Block(found[0], found.start()) for found in BLOCK.finditer(text + "\n")]


def line_shapes(text: str) -> Shape:
    """Return each line's depth and its letters: the same for two texts that differ in blanks.

    A tab counts as four blanks; how many blanks make a step in does not count.
    """
    found, depths = [], [0]
    for line in filter(str.strip, text.split("\n")):
        wide = line.expandtabs(4)
        depth = len(wide) - len(wide.lstrip())
        while depth < depths[-1]:
            depths.pop()
        if depth > depths[-1]:
            depths.append(depth)
        found.append((len(depths), "".join(line.split())))
    return tuple(found)


def begins_with(whole: Shape, part: Sequence[tuple[int, str]]) -> bool:
    """Say whether a shape begins with another, which may break off within a line."""
    if not part or len(part) > len(whole):
        return False
    *before, (depth, last) = part
    there = whole[len(before)]
    same = list(whole[: len(before)]) == before
    return same and there[0] == depth and there[1].startswith(last)
