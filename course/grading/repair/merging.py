"""A student's cells parted from what they were merged with, and joined where they were split."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from textwrap import dedent

from .cells import Cell
from .loading import NotRepairable
from .pieces import Piece
from .similarity import bare, find_lines
from .slots import Role, Slot

BROKEN_OFF = re.compile(r"(?:^[ \t][^\n]*|[:,(\[{\\])\Z", re.MULTILINE)
TORN = re.compile(r"^(?:return|[ \t]*yield)\b", re.MULTILINE)
# Jupyter runs a cell that is indented as a whole; such a one is no function's second half.
WHOLE = re.compile(r"^(?:(?:def|class|import|from|async)\b|@)", re.MULTILINE)
LEFT_EDGE = re.compile(r"^(?=\S)", re.MULTILINE)
FAR_APART = "A function was split, and its parts are far from each other."
BADGE = "colab.research.google.com/assets/colab-badge"


def pieces(
    cells: Sequence[Cell], slots: Sequence[Slot], how: list[str], lossy: bool
) -> list[Piece]:
    """Return the pieces of a file; what was parted or joined is added to `how`.

    Where letters were lost, a text of the lesson's is known by its others.
    """
    ids = {slot.grade_id: slot for slot in slots if slot.grade_id}
    whole = []
    for cell in cells:
        claim = cell.claims.get("grade_id")
        if BADGE not in cell.source or len(cell.source) > 1_000:  # Colab's, when saved to GitHub
            whole.append(Piece(cell, ids.get(claim) if isinstance(claim, str) else None))
    known = {slot.released for slot in slots}
    if lossy:
        others = {_letters(text): text for text in known}
        for piece in whole:
            piece.text = others.get(_letters(piece.text), piece.text)
    whole = _joined(whole, known, how)
    there = {piece.text for piece in whole}
    lost = [slot for slot in _partable(slots) if slot.released not in there]
    return [
        part
        for piece in whole
        for part in (_parted(piece, lost, how) if piece.text not in known else [piece])
    ]


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and letter != "?")


def _partable(slots: Sequence[Slot]) -> Iterable[Slot]:
    """Return locked cells, and the questions above written answers: students answer in them."""
    for slot, following in zip(slots, [*slots[1:], None], strict=True):
        question = slot.role is Role.PLAIN and following is not None and following.written
        if slot.released and (slot.role is Role.LOCKED or question):
            yield slot


def _joined(whole: list[Piece], known: set[str], how: list[str]) -> list[Piece]:
    """Join a cell that goes on inside the function of the cell above.

    Raises NotRepairable where the cell above does not look like its beginning.
    """
    joined: list[Piece] = []
    for piece in whole:
        above, head = joined[-1] if joined else None, _head(piece)
        half = _indented(piece) and piece.cell.kind == "code" and not WHOLE.search(head)
        goes_on = (
            half
            and above is not None
            and above.cell.kind == "code"
            and above.text not in known  # a stub is whole
            and piece.claim in (None, above.claim)
            and BROKEN_OFF.search(above.text) is not None
        )
        if above is None or not goes_on:
            if half and TORN.search(head):
                raise NotRepairable(FAR_APART)
            if above is not None and _ends_in_prose(above, piece, head):
                raise NotRepairable("A function was split, and a part of it is no code any more.")
            joined.append(piece)
            continue
        source = f"{above.cell.source.rstrip()}\n{piece.cell.source}"
        joined[-1] = Piece(replace(above.cell, source=source), above.claim)
        how.append(f"A function{_of(above.claim)} was split over two cells, which were joined.")
    return joined


def _indented(piece: Piece) -> bool:
    return piece.text.startswith((" ", "\t"))


def _ends_in_prose(above: Piece, piece: Piece, head: str) -> bool:
    """Say whether prose holds the `return` that the function above it lacks."""
    function = above.text.rpartition("def ")[2]
    lacks = BROKEN_OFF.search(function) is not None and "return" not in function
    prose = _indented(piece) and piece.cell.kind != "code"
    return lacks and prose and TORN.search(head) is not None


def _head(piece: Piece) -> str:
    """Return what stands above a piece's first line at the left edge; other cells may follow it."""
    return dedent(LEFT_EDGE.split(piece.text, maxsplit=1)[0])


def _parted(piece: Piece, lost: list[Slot], how: list[str]) -> list[Piece]:
    """Part a piece from the lost cells that stand in it whole."""
    lines = piece.text.split("\n")
    for slot in lost:
        part = slot.released.split("\n")
        if (slot.cell.cell_type == "code") != (piece.cell.kind == "code"):
            continue
        start = find_lines(lines, part)
        if start is None:
            continue
        lost = [other for other in lost if other is not slot]
        sides = ("\n".join(lines[:start]), "\n".join(lines[start + len(part) :]))
        if piece.claim is slot:
            how.append(f"Text added to the cell{_of(slot)} was kept in a cell of its own.")
        else:
            how.append(f"The cell{_of(slot)} was parted from the text that it was merged with.")
        middle = Piece(Cell(piece.cell.kind, slot.released), slot)
        before, after = (_side(piece, side, slot) for side in sides)
        if after and before and after.claim:  # one of the two is the answer
            below = after.defines & after.claim.defines and not before.defines & after.claim.defines
            (before if below else after).claim = None
        return [
            *(_parted(before, lost, how) if before else []),
            middle,
            *(_parted(after, lost, how) if after else []),
        ]
    return [piece]


def _side(piece: Piece, text: str, slot: Slot) -> Piece | None:
    claim = piece.claim if piece.claim and piece.claim.role is Role.ANSWER else None
    made = Piece(replace(piece.cell, source=bare(text)), claim)
    return None if made.blank else made


def _of(slot: Slot | None) -> str:
    return f" `{slot.grade_id}`" if slot and slot.grade_id else ""
