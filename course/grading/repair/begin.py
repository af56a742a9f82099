"""The pieces that a file begins with: its cells, and whose grade_id each of them bears."""

from .cells import Cell
from .draft import Draft
from .pieces import Piece

BADGE = "colab.research.google.com/assets/colab-badge"


def begin(draft: Draft) -> Draft:
    """Needs the file. Gives a piece for each cell, with the slot that its metadata claim.

    Where letters were lost, a text of the lesson's is known by its others.
    """
    ids = {slot.grade_id: slot for slot in draft.lesson if slot.grade_id}
    pieces = [Piece(cell, ids.get(cell.claimed)) for cell in draft.file.cells if not _badge(cell)]
    if draft.file.lossy:
        others = {_letters(slot.released): slot.released for slot in draft.lesson}
        known = [others.get(_letters(piece.text)) for piece in pieces]
        pieces = [
            piece if text is None else piece.holding(text)
            for piece, text in zip(pieces, known, strict=True)
        ]
    return draft.after(tuple(pieces))


def _badge(cell: Cell) -> bool:
    """Say whether Colab put this cell on top when it saved to GitHub."""
    return BADGE in cell.source and len(cell.source) <= 1_000


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and letter != "?")
