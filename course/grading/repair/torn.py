"""A function whose second half stands in a cell that several answers were merged into."""

import re
from collections.abc import Sequence

from .loading import NotRepairable
from .merging import FAR_APART
from .pieces import Piece
from .slots import Role, Slot

# A line at the left edge and all below it that is indented or closes a bracket. No parser:
# students' text is no Python at times, and this is the trusted side.
BLOCK = re.compile(r"^[^\s)][^\n]*\n(?:(?:[ \t)][^\n]*)?\n)*", re.M)
FUNCTION = re.compile(r"(?:async[ \t]+)?def[ \t]+(\w+)")
INDENTED = re.compile(r"^[ \t]+(?=\S)", re.M)
RETURN = re.compile(r"^([ \t]+)return\b", re.M)
YIELD = re.compile(r"^[ \t].*\byield\b", re.M)


def check_torn(pieces: Sequence[Piece], lesson: Sequence[Slot]) -> None:
    """Raise NotRepairable where a function has lost its end to a cell with several answers.

    One half alone says little: students forget a `return`, and leave an old one below the new. Both
    at once, one of them in a merged cell, are a split that merging has hidden.
    """
    answers = [slot for slot in lesson if slot.role is Role.ANSWER and slot.defines]
    code = [piece for piece in pieces if piece.cell.kind == "code"]
    merged = [p for p in code if sum(bool(p.defines & slot.defines) for slot in answers) > 1]
    if not any(_goes_on(block) for piece in merged for block in _blocks(piece.text)):
        return
    whole = {_name(block) for slot in answers for block in _blocks(slot.solved) if _ends(block)}
    stubs = {slot.released for slot in answers}
    theirs = [block for p in code if p.text not in stubs for block in _blocks(p.text)]
    if any(_name(block) in whole - {""} and not _ends(block) for block in theirs):
        raise NotRepairable(FAR_APART)


def _blocks(text: str) -> list[str]:
    return BLOCK.findall(text + "\n")


def _name(block: str) -> str:
    """Return the name of the function that a block is, nothing for another block."""
    found = FUNCTION.match(block)
    return found[1] if found else ""


def _ends(function: str) -> bool:
    """Say whether a function's last step is there; that of a generator may stand in a loop."""
    return bool(_last_steps(function) or YIELD.search(function))


def _goes_on(block: str) -> bool:
    """Say whether a function has a second last step, or what is no function has one."""
    if _name(block):
        return _last_steps(block) > 1
    return not block.startswith("class") and RETURN.search(block) is not None


def _last_steps(function: str) -> int:
    first = INDENTED.search(function)
    return RETURN.findall(function).count(first[0]) if first else 0
