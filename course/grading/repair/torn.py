"""A function whose second half stands in a cell that several answers were merged into."""

import re

from .blocks import Block, blocks
from .draft import Draft
from .joining import FAR_APART
from .loading import NotRepairable
from .python import is_python

INDENTED = re.compile(r"^[ \t]+(?=\S)", re.M)
RETURN = re.compile(r"^([ \t]+)return\b", re.M)
YIELD = re.compile(r"^[ \t].*\byield\b", re.M)


def check_torn(draft: Draft) -> Draft:
    """Needs parted pieces, before answers are taken out of merged ones; gives them back.

    Raises NotRepairable where joined cells are no Python, and where a function has lost its end to
    a cell with several answers. One half
    alone says little: students forget a `return`, and leave an old one below the new. Both at once,
    one of them in a merged cell, are a split that merging has hidden.
    """
    if any(piece.joined and not is_python(piece.text) for piece in draft.pieces):
        raise NotRepairable("A function was split over cells, and its parts do not fit together.")
    answers = [slot for slot in draft.answers if slot.defines]
    code = [piece for piece in draft.pieces if piece.is_code]
    merged = [p for p in code if sum(bool(p.defines & slot.defines) for slot in answers) > 1]
    if not any(_goes_on(block) for piece in merged for block in blocks(piece.text)):
        return draft
    solved = [block for slot in answers for block in blocks(slot.solved)]
    whole = {block.function for block in solved if _ends(block.text)}
    stubs = {slot.released for slot in answers}
    theirs = [block for p in code if p.text not in stubs for block in blocks(p.text)]
    if any(block.function in whole - {""} and not _ends(block.text) for block in theirs):
        raise NotRepairable(FAR_APART)
    return draft


def _ends(function: str) -> bool:
    """Say whether a function's last step is there; that of a generator may stand in a loop."""
    return bool(_last_steps(function) or YIELD.search(function))


def _goes_on(block: Block) -> bool:
    """Say whether a function has a second last step, or what is no function has one."""
    if block.function:
        return _last_steps(block.text) > 1
    return not block.text.startswith("class") and RETURN.search(block.text) is not None


def _last_steps(function: str) -> int:
    first = INDENTED.search(function)
    return RETURN.findall(function).count(first[0]) if first else 0
