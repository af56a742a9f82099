"""A function that was split over two cells, joined again."""

import re
from collections.abc import Collection
from textwrap import dedent

from ..mended import Mend, Mended
from .draft import Draft
from .loading import NotRepairable
from .pieces import Piece

BROKEN_OFF = re.compile(r"(?:^[ \t][^\n]*|[:,(\[{\\])\Z", re.MULTILINE)
TORN = re.compile(r"^(?:return|[ \t]*yield)\b", re.MULTILINE)
# Jupyter runs a cell that is indented as a whole; such a one is no function's second half.
WHOLE = re.compile(r"^(?:(?:def|class|import|from|async)\b|@)", re.MULTILINE)
LEFT_EDGE = re.compile(r"^(?=\S)", re.MULTILINE)
FAR_APART = "A function was split, and its parts are far from each other."


def joined(draft: Draft) -> Draft:
    """Needs pieces with claims, none of them parted. Gives each split function one piece.

    Raises NotRepairable where a function's second half stands below no beginning.
    """
    known = {slot.released for slot in draft.lesson}
    pieces: list[Piece] = []
    mended = []
    for piece in draft.pieces:
        above, head = pieces[-1] if pieces else None, _head(piece)
        half = _indented(piece) and piece.is_code and not WHOLE.search(head)
        if above is not None and half and _goes_on(above, piece, known):
            source = f"{above.cell.source.rstrip()}\n{piece.cell.source}"
            pieces[-1] = above.holding(source, joined=True)
            mended.append(Mended(Mend.JOINED, above.claim.named if above.claim else ()))
            continue
        if half and TORN.search(head):
            raise NotRepairable(FAR_APART)
        if above is not None and _ends_in_prose(above, piece, head):
            raise NotRepairable("A function was split, and a part of it is no code any more.")
        pieces.append(piece)
    return draft.after(tuple(pieces), *mended)


def _goes_on(above: Piece, half: Piece, known: Collection[str]) -> bool:
    """Say whether a function's second half goes on where the piece above it breaks off."""
    whole = above.text in known  # a stub is
    fits = above.is_code and not whole and half.claim in (None, above.claim)
    return fits and BROKEN_OFF.search(above.text) is not None


def _indented(piece: Piece) -> bool:
    return piece.text.startswith((" ", "\t"))


def _ends_in_prose(above: Piece, piece: Piece, head: str) -> bool:
    """Say whether prose holds the `return` that the function above it lacks."""
    function = above.text.rpartition("def ")[2]
    lacks = BROKEN_OFF.search(function) is not None and "return" not in function
    prose = _indented(piece) and not piece.is_code
    return lacks and prose and TORN.search(head) is not None


def _head(piece: Piece) -> str:
    """Return what stands above a piece's first line at the left edge; other cells may follow it."""
    return dedent(LEFT_EDGE.split(piece.text, maxsplit=1)[0])
