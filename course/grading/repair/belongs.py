"""Whether a file is this lesson's at all."""

import re
from collections.abc import Sequence

from .cells import Cell
from .loading import NotRepairable
from .pieces import Piece
from .slots import Role, Slot

ENOUGH = 0.25  # of the file's cells, or of the lesson's, are this lesson's word for word
SHARED = {"setup", "imports"}  # every lesson has these
NAME = re.compile(r"[A-Za-z0-9_-]{1,56}")


def check_lesson(cells: Sequence[Cell], pieces: Sequence[Piece], slots: Sequence[Slot]) -> None:
    """Raise NotRepairable for another lesson's notebook, and for one with nothing of this one."""
    same = {
        piece.slot.number
        for piece in pieces
        if piece.slot and piece.text == piece.slot.released and piece.slot.grade_id not in SHARED
    }
    ids = {slot.grade_id for slot in slots if slot.grade_id}
    claims = [str(cell.claims["grade_id"]) for cell in cells if "grade_id" in cell.claims]
    foreign = [claim for claim in claims if claim not in ids and NAME.fullmatch(claim)]
    if foreign and len(foreign) > len(same):
        named = ", ".join(foreign[:3])
        raise NotRepairable(f"The file looks like another lesson{_titled(cells)}, with {named}.")
    answers = [piece for piece in pieces if piece.slot and piece.slot.role is Role.ANSWER]
    title, own = _title(cells), _title_of(slots[0].released) if slots else ""
    few = len(same) < ENOUGH * min(len(cells), len(slots))
    if few and title and own and title != own:
        raise NotRepairable(f"The file looks like another lesson{_titled(cells)}; this is “{own}”.")
    if not same and not answers:
        raise NotRepairable("The notebook holds nothing of this lesson.")


def _title(cells: Sequence[Cell]) -> str:
    titles = (_title_of(cell.source) for cell in cells if cell.kind == "markdown")
    return next(filter(None, titles), "")


def _title_of(source: str) -> str:
    found = re.search(r"^# +(\S[^\n]{0,99})", source, re.MULTILINE)
    return "".join(letter for letter in found[1] if letter.isprintable())[:60] if found else ""


def _titled(cells: Sequence[Cell]) -> str:
    title = _title(cells)
    return f", “{title}”" if title else ""
