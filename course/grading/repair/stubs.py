"""A stub in a cell with other answers: it would take the place of the answer that stands above."""

from collections.abc import Sequence

from ..mended import Mend, Mended
from .draft import Draft
from .pieces import Piece
from .similarity import bare
from .slots import Slot


def without_stubs(draft: Draft) -> Draft:
    """Needs parted pieces. Gives them without stubs in cells of others, if answered elsewhere."""
    pieces = draft.pieces
    asked = [slot for slot in draft.lesson if slot.defines]
    answered = [slot for slot in asked if any(piece.answers(slot) for piece in pieces)]
    found = [_without(piece, answered) for piece in pieces]
    return draft.after(
        tuple(piece for piece, _ in found), *(one for _, mended in found for one in mended)
    )


def _without(piece: Piece, answered: Sequence[Slot]) -> tuple[Piece, list[Mended]]:
    mended = []
    for slot in answered:
        more = slot.released in piece.text and piece.text != slot.released
        if more and not piece.answers(slot):
            piece = piece.holding(bare(piece.text.replace(slot.released, "")))
            mended.append(Mended(Mend.STUB, slot.named))
    return piece, mended
