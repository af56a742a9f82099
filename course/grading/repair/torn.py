"""A function whose second half stands in a cell that several answers were merged into."""

import re
from collections.abc import Sequence

from .loading import NotRepairable
from .pieces import Piece
from .slots import Role, Slot

# Its name, and what follows: the line, and all below that is indented or closes a bracket. No
# parser: students' text is no Python at times, and this is the trusted side.
FUNCTION = re.compile(r"^(?:async[ \t]+)?def[ \t]+(\w+)([^\n]*\n(?:(?:[ \t)][^\n]*)?\n)*)", re.M)
INDENTED = re.compile(r"^[ \t]+(?=\S)", re.M)
RETURN = re.compile(r"^([ \t]+)return\b", re.M)


def check_torn(pieces: Sequence[Piece], lesson: Sequence[Slot]) -> None:
    """Raise NotRepairable where a function has lost its end to a cell with several answers.

    One half alone says little: students forget a `return`, and leave an old one below the new. Both
    at once, one of them in a merged cell, are a split that merging has hidden.
    """
    answers = [slot for slot in lesson if slot.role is Role.ANSWER and slot.defines]
    code = [piece for piece in pieces if piece.cell.kind == "code"]
    merged = [p for p in code if sum(bool(p.defines & slot.defines) for slot in answers) > 1]
    if not any(_goes_on(function) for p in merged for _, function in _functions(p.text)):
        return
    whole = {name for slot in answers for name, text in _functions(slot.solved) if "return" in text}
    stubs = {slot.released for slot in answers}
    theirs = [function for p in code if p.text not in stubs for function in _functions(p.text)]
    if any(name in whole and "return" not in text for name, text in theirs):
        raise NotRepairable("A function was split, and its parts are far from each other.")


def _functions(text: str) -> list[tuple[str, str]]:
    """Return a cell's functions: name and text."""
    return FUNCTION.findall(text + "\n")


def _goes_on(function: str) -> bool:
    """Say whether a function has a second last step."""
    first = INDENTED.search(function)
    return first is not None and RETURN.findall(function).count(first[0]) > 1
