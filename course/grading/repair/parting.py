"""A student's cell parted from the lesson's cells that it was merged with."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..mended import Mend, Mended
from .cells import Cell
from .draft import Draft
from .pieces import Piece
from .similarity import bare, find_lines
from .slots import Role, Slot


def split_off(draft: Draft) -> Draft:
    """Needs whole functions. Gives a lesson's cell that stands in another a piece of its own."""
    known = {slot.released for slot in draft.lesson}
    there = {piece.text for piece in draft.pieces}
    lost = [slot for slot in _partable(draft.lesson) if slot.released not in there]
    pieces: list[Piece] = []
    mended: list[Mended] = []
    for piece in draft.pieces:
        parts, how = ([piece], []) if piece.text in known else _parted(piece, lost)
        pieces += parts
        mended += how
    return draft.after(tuple(pieces), *mended)


def _partable(slots: Sequence[Slot]) -> Iterable[Slot]:
    """Return locked cells, and the questions above written answers: students answer in them."""
    for slot, following in zip(slots, [*slots[1:], None], strict=True):
        question = slot.role is Role.PLAIN and following is not None and following.written
        if slot.released and (slot.role is Role.LOCKED or question):
            yield slot


def _parted(piece: Piece, lost: Sequence[Slot]) -> tuple[list[Piece], list[Mended]]:
    """Part a piece from the first of the lost cells that stands in it whole, and so on."""
    lines = piece.text.split("\n")
    for slot in lost:
        part = slot.released.split("\n")
        if (slot.cell.cell_type == "code") != piece.is_code:
            continue
        start = find_lines(lines, part)
        if start is None:
            continue
        what = Mend.TEXT_ADDED if piece.claim is slot else Mend.PARTED
        texts = "\n".join(lines[:start]), "\n".join(lines[start + len(part) :])
        sides = _sides(piece, *texts)
        middle = Piece(Cell(piece.cell.kind, slot.released), slot)
        others = [other for other in lost if other is not slot]
        (above, first), (below, then) = (
            _parted(side, others) if side else ([], []) for side in sides
        )
        return [*above, middle, *below], [Mended(what, slot.named), *first, *then]
    return [piece], []


def _sides(piece: Piece, *texts: str) -> list[Piece | None]:
    """Return what stands above and below; an answer's claim goes to the one that defines it."""
    claim = piece.claim if piece.claim and piece.claim.role is Role.ANSWER else None
    made = [piece.holding(bare(text), claim=claim) for text in texts]
    before, after = (None if side.blank else side for side in made)
    if before and after and claim:
        if after.defines & claim.defines and not before.defines & claim.defines:
            before = replace(before, claim=None)
        else:
            after = replace(after, claim=None)
    return [before, after]
