"""Which cell of the lesson each of the student's is: by the same text, then by its grade_id."""

from collections.abc import Sequence

from .draft import Draft
from .pieces import How, Piece, exchanged
from .similarity import alike
from .slots import Role, Slot

# A locked cell was edited if so much of it is still there; below, other text has its metadata.
STILL_THE_SAME = 0.5
# A plain cell was edited if so much of it is still there.
EDITED = 0.8


def by_text(draft: Draft) -> Draft:
    """Needs parted pieces. Gives a slot to each piece with a released text.

    A locked cell has at most one piece, and second ones are dropped; an answer has all its copies.
    """
    same: dict[str, list[Slot]] = {}
    for slot in draft.lesson:
        if slot.released:
            same.setdefault(slot.released, []).append(slot)
    filled: set[Slot] = set()
    changes = {}
    # Those that bear the right grade_id first: an equal text may stand in two slots.
    for piece in sorted(draft.pieces, key=lambda p: not (p.claim and p.text == p.claim.released)):
        equal = same.get(piece.text, [])
        if piece.claim in equal:
            equal = [piece.claim]
        if equal:
            slot = next((slot for slot in equal if slot not in filled), equal[-1])
            changes[piece] = _placed(piece, slot, How.TEXT, filled)
    return draft.after(exchanged(draft.pieces, changes))


def by_id(draft: Draft) -> Draft:
    """Needs `by_text`. Gives slots to pieces whose text does not speak against their grade_id."""
    filled = {piece.slot for piece in draft.pieces if piece.slot}
    claimed = [(piece, piece.claim) for piece in draft.pieces if piece.claim]
    at_home = {claim for piece, claim in claimed if piece.defines & claim.defines}
    others = [slot for slot in draft.lesson if slot not in at_home]
    answered = {claim for piece, claim in claimed if piece.answers(claim)}
    untouched = [slot for slot in draft.lesson if slot not in answered]
    changes = {
        piece: _placed(piece, claim, How.ID, filled)
        for piece, claim in claimed
        if piece.own and _believed(piece, claim, others, untouched)
    }
    return draft.after(exchanged(draft.pieces, changes))


def edited_plain_cells(draft: Draft) -> Draft:
    """Needs `by_id`. Gives the lesson's plain cells the pieces that a student wrote into."""
    filled = {piece.slot for piece in draft.pieces if piece.slot}
    changes: dict[Piece, Piece] = {}
    for slot in draft.lesson:
        if slot.role is Role.PLAIN and slot not in filled:
            own = [piece for piece in draft.pieces if piece.own and piece not in changes]
            piece = next((piece for piece in own if _edited(piece, slot)), None)
            if piece is not None:
                changes[piece] = piece.placed(slot, How.TEXT)
    return draft.after(exchanged(draft.pieces, changes))


def _edited(piece: Piece, slot: Slot) -> bool:
    same_kind = piece.cell.kind == slot.cell.cell_type
    return same_kind and alike(piece.cell.words, slot.texts[0]) >= EDITED


def _placed(piece: Piece, slot: Slot, how: How, filled: set[Slot]) -> Piece:
    """Return the piece in its slot, which is filled then; a second locked one is dropped."""
    second = slot in filled and slot.role is not Role.ANSWER
    filled.add(slot)
    if not second:
        return piece.placed(slot, how)
    return piece.dropped_as(slot) if slot.role is Role.LOCKED else piece


def _believed(piece: Piece, claim: Slot, others: Sequence[Slot], untouched: Sequence[Slot]) -> bool:
    """Say whether the text agrees with the grade_id; metadata move with copied and merged cells.

    `others` are the slots whose own cell does not define what it should: this may be that cell.
    `untouched` are they and those whose own cell has the stub: a locked cell may have the answer.
    """
    if claim.role is Role.LOCKED:
        if piece.cell.given_out(piece.cell.source):
            return True  # the lesson's own cell, from before it was changed
        of_untouched = any(piece.defines & slot.defines for slot in untouched)
        return not of_untouched and alike(piece.cell.words, claim.texts[0]) >= STILL_THE_SAME
    of_others = any(piece.defines & slot.defines for slot in others if slot is not claim)
    if piece.defines & claim.defines:
        return True
    if claim.written:
        return not piece.is_code or not of_others
    return piece.is_code and not of_others
