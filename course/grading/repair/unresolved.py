"""Git's conflict markers in a cell's text, where a tool that merges cells left both versions."""

from ..mended import Mend, Mended
from .conflicts import at_edge, has_markers, versions
from .draft import Draft
from .loading import NotRepairable
from .pieces import Piece
from .repeats import whose
from .similarity import bare
from .slots import Role


def without_markers(draft: Draft) -> Draft:
    """Needs pieces that are whole cells. Gives them without conflicts between equal versions.

    Beside a stub the other version counts. A locked cell is restored anyway. Raises NotRepairable
    for any other conflict.
    """
    known = {slot.released for slot in draft.lesson if slot.role is not Role.ANSWER}
    stubs = {slot.released for slot in draft.answers if slot.released}
    pieces: list[Piece] = []
    mended: list[Mended] = []
    for piece in draft.pieces:
        code = at_edge(piece.text) if piece.holds_code else None
        if code is not None or has_markers(piece.text):
            both = versions(piece.text if code is None else code, lone=code is not None)
            texts = [bare(text) for text in both or ()]
            text = next((text for text in texts if text in known or texts[0] == texts[1]), None)
            answered = [text for text in texts if text not in stubs]
            if text is None and len(answered) == 1:
                text = answered[0]
            cell = whose(piece, draft.lesson)
            locked = piece.claim is not None and piece.claim.role is Role.LOCKED
            if text is not None:
                piece = piece.holding(text)
                mended.append(Mended(Mend.CONFLICT_IN_CELL, cell))
            elif not locked and (texts or piece.is_code):
                where = f"The cell of `{cell[0]}`" if cell else "A cell"
                raise NotRepairable(
                    f"{where} has unresolved git conflict markers: decide what counts."
                )
        pieces.append(piece)
    return draft.after(tuple(pieces), *mended)
