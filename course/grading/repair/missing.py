"""Answers for which nothing was chosen: deleted, or somewhere in the file and not found."""

from collections.abc import Sequence

from .draft import Draft
from .loading import NotRepairable
from .pieces import How, Piece, candidates
from .search import UNLIKE, WORDS, likeness
from .slots import Role, Slot


def check_missing(draft: Draft) -> Draft:
    """Needs one piece for each answer that is there; gives all back.

    Raises NotRepairable where a missing answer may be elsewhere: it was deleted only where no text
    can be it and the file has its end.
    """
    for slot in draft.answers:
        there = candidates(draft.pieces, slot)
        # In a file that was cut short, what stands in an answer's place may be something else.
        guessed = any(piece.found and piece.found.how is How.PLACE for piece in there)
        if draft.file.cut and (not there or guessed):
            raise NotRepairable(
                f"The file is cut short, and its answer to `{slot.grade_id}` is gone."
            )
        if not there and _unplaced(draft.pieces, slot):
            raise NotRepairable(
                f"The answer to `{slot.grade_id}` is not in its place, and other cells may be it."
            )
    return draft


def check_letters(draft: Draft) -> Draft:
    """Needs chosen answers; gives all back. Raises NotRepairable where their code lost letters."""
    if draft.file.lossy:
        theirs = [p for p in draft.pieces if p.own or (p.slot and p.slot.role is Role.ANSWER)]
        if any(p.is_code and not p.dropped and "\ufffd" in p.text for p in theirs):
            raise NotRepairable("Bytes of the file are damaged, some in the student's code.")
    return draft


def _unplaced(pieces: Sequence[Piece], slot: Slot) -> bool:
    """Say whether a cell of the student's own may be this missing answer."""
    own = [piece for piece in pieces if piece.own and not piece.blank]
    if slot.written:
        prose = [piece for piece in own if not piece.is_code]
        above = [p for p in pieces if p.slot and p.slot.number == slot.number - 1]
        if any((p.cell.words - p.slot.texts[0]).total() >= WORDS for p in above if p.slot):
            return True
        return any(len(piece.text.split()) >= WORDS for piece in prose)
    code = [piece for piece in own if piece.is_code]
    return any("def " in piece.text or likeness(piece, slot) >= UNLIKE for piece in code)
