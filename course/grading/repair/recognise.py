"""Which cell of the lesson each of the student's is: by the same text, then by its grade_id."""

from collections.abc import Sequence

from .pieces import Piece
from .similarity import alike
from .slots import Role, Slot

# A locked cell was edited if so much of it is still there; below, other text has its metadata.
STILL_THE_SAME = 0.5
# A plain cell was edited if so much of it is still there.
EDITED = 0.8


def recognise(pieces: Sequence[Piece], slots: Sequence[Slot]) -> None:
    """Give pieces their slots. A locked cell has at most one piece, an answer all its copies."""
    same: dict[str, list[Slot]] = {}
    for slot in slots:
        if slot.released:
            same.setdefault(slot.released, []).append(slot)
    filled: set[Slot] = set()
    # Those that bear the right grade_id first: an equal text may stand in two slots.
    for piece in sorted(pieces, key=lambda p: not (p.claim and p.text == p.claim.released)):
        equal = same.get(piece.text, [])
        if piece.claim in equal:
            equal = [piece.claim]
        if equal:
            _put(piece, next((slot for slot in equal if slot not in filled), equal[-1]), filled)
    at_home = {
        piece.claim for piece in pieces if piece.claim and piece.defines & piece.claim.defines
    }
    others = [slot for slot in slots if slot not in at_home]
    answered = {piece.claim for piece in pieces if piece.claim and piece.answers(piece.claim)}
    untouched = [slot for slot in slots if slot not in answered]
    for piece in pieces:
        if piece.own and piece.claim and _believed(piece, piece.claim, others, untouched):
            _put(piece, piece.claim, filled)
    for slot in slots:
        if slot.role is Role.PLAIN and slot not in filled:
            _edited(pieces, slot)


def _edited(pieces: Sequence[Piece], slot: Slot) -> None:
    """Find a plain cell that the student wrote something into."""
    for piece in pieces:
        same_kind = piece.cell.kind == slot.cell.cell_type
        if piece.own and same_kind and alike(piece.words, slot.texts[0]) >= EDITED:
            piece.slot = slot
            return


def _put(piece: Piece, slot: Slot, filled: set[Slot]) -> None:
    if slot not in filled or slot.role is Role.ANSWER:
        piece.slot = slot
    elif slot.role is Role.LOCKED:  # a second copy
        piece.dropped, piece.slot = True, slot
    filled.add(slot)


def _believed(piece: Piece, claim: Slot, others: Sequence[Slot], untouched: Sequence[Slot]) -> bool:
    """Say whether the text agrees with the grade_id; metadata move with copied and merged cells.

    `others` are the slots whose own cell does not define what it should: this may be that cell.
    `untouched` are they and those whose own cell has the stub: a locked cell may have the answer.
    """
    if claim.role is Role.LOCKED:
        of_untouched = any(piece.defines & slot.defines for slot in untouched)
        return not of_untouched and alike(piece.words, claim.texts[0]) >= STILL_THE_SAME
    of_others = any(piece.defines & slot.defines for slot in others if slot is not claim)
    if piece.defines & claim.defines:
        return True
    if claim.written:
        return piece.cell.kind != "code" or not of_others
    return piece.cell.kind == "code" and not of_others
