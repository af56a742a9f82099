"""Whether a file is this lesson's at all."""

import re
from collections.abc import Sequence

from .cells import Cell
from .draft import Draft
from .loading import NotRepairable
from .slots import Role

ENOUGH = 0.25  # of the file's cells, or of the lesson's, are this lesson's word for word
SHARED = {"setup", "imports"}  # every lesson has these


def check_lesson(draft: Draft) -> Draft:
    """Needs recognised pieces, none of them found by likeness or place; gives them back.

    Raises NotRepairable for another lesson's notebook, and for one with nothing of this one.
    """
    cells, slots = draft.file.cells, draft.lesson
    filled = [(piece, piece.slot) for piece in draft.pieces if piece.slot]
    same = {
        slot.number
        for piece, slot in filled
        if piece.text == slot.released and slot.grade_id not in SHARED
    }
    ids = {slot.grade_id for slot in slots if slot.grade_id}
    foreign = [cell.claimed for cell in cells if cell.claimed and cell.claimed not in ids]
    if foreign and len(foreign) > len(same):
        named = ", ".join(foreign[:3])
        raise NotRepairable(f"The file looks like another lesson{_titled(cells)}, with {named}.")
    title, own = _title(cells), _title_of(slots[0].released) if slots else ""
    few = len(same) < ENOUGH * min(len(cells), len(slots))
    if few and title and own and title != own:
        raise NotRepairable(f"The file looks like another lesson{_titled(cells)}; this is “{own}”.")
    if not same and not any(slot.role is Role.ANSWER for _, slot in filled):
        raise NotRepairable("The notebook holds nothing of this lesson.")
    return draft


def _title(cells: Sequence[Cell]) -> str:
    titles = (_title_of(cell.source) for cell in cells if cell.kind == "markdown")
    return next(filter(None, titles), "")


def _title_of(source: str) -> str:
    found = re.search(r"^# +(\S[^\n]{0,99})", source, re.MULTILINE)
    return "".join(letter for letter in found[1] if letter.isprintable())[:60] if found else ""


def _titled(cells: Sequence[Cell]) -> str:
    title = _title(cells)
    return f", “{title}”" if title else ""
