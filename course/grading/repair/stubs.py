"""A stub in a cell with other answers: it would take the place of the answer that stands above."""

from collections.abc import Sequence
from dataclasses import replace

from .pieces import Piece
from .similarity import bare
from .slots import Slot


def without_stubs(pieces: Sequence[Piece], lesson: Sequence[Slot], how: list[str]) -> list[Piece]:
    """Return the pieces without stubs in merged cells whose answer is in another cell."""
    answered = [slot for slot in lesson if any(piece.answers(slot) for piece in pieces)]
    return [_without(piece, answered, how) for piece in pieces]


def _without(piece: Piece, answered: Sequence[Slot], how: list[str]) -> Piece:
    for slot in answered:
        more = slot.released in piece.text and piece.text != slot.released
        if more and not piece.answers(slot):
            source = bare(piece.text.replace(slot.released, ""))
            piece = Piece(replace(piece.cell, source=source), piece.claim)
            how.append(f"A stub of `{slot.grade_id}` was left out of a cell with more in it.")
    return piece
