"""What the finished pieces say was mended: order, kernel, metadata, answers, locked cells."""

from collections.abc import Iterable
from typing import Any

from ...fixed_cells import SETUP
from ..cell_metadata import checksum
from ..mended import Mend, Mended
from .draft import Draft
from .pieces import How, Piece, Provenance
from .rebuild import in_order
from .slots import Role, Slot

KINDS = ("grade", "locked", "solution", "task")
RELEASED = Provenance(How.RELEASED)


def noted(draft: Draft) -> Draft:
    """Needs chosen answers. Gives the same pieces, and what they say of how they were found."""
    here = {piece.slot: piece for piece in draft.pieces if piece.slot and not piece.dropped}
    graded = [slot for slot in draft.lesson if slot.role is not Role.PLAIN]
    order = [] if in_order(draft.pieces) else [Mended(Mend.ORDER)]
    found = [*_metadata(here, graded), *_answers(here, draft.answers), *_locked(draft, here)]
    return draft.after(draft.pieces, *order, *found)


def _metadata(here: dict[Slot, Piece], graded: Iterable[Slot]) -> Iterable[Mended]:
    bare = [slot for slot in graded if slot in here and here[slot].claim is not slot]
    if bare:
        yield Mended(Mend.METADATA_GONE, number=len(bare))
    for slot in graded:
        piece = here.get(slot)
        if piece is None or piece.claim is not slot:
            continue
        metadata, right = piece.cell.metadata, slot.cell.metadata.nbgrader
        if "points" in metadata and metadata["points"] != right.get("points"):
            yield Mended(_points(piece, slot), slot.named, *_worth(right, metadata))
        other = any(key in metadata and metadata[key] != right.get(key, False) for key in KINDS)
        if other and not piece.cell.given_out(piece.cell.source):
            yield Mended(Mend.METADATA, slot.named)


def _points(piece: Piece, slot: Slot) -> Mend:
    """Return by whom points were changed; a student's answer hides what its cell's text was."""
    if piece.cell.given_out(piece.cell.source, slot.cell.source, slot.released):
        return Mend.COURSE_POINTS
    today = {checksum(slot.cell, text) for text in (slot.cell.source, slot.released)}
    mine = slot.role is Role.LOCKED or piece.cell.metadata.get("checksum") in today
    return Mend.POINTS if mine else Mend.OTHER_POINTS


def _worth(right: Any, metadata: dict[str, Any]) -> tuple[float, str]:
    """Return the points that a cell has, and in words those that it claims."""
    claimed = metadata["points"]
    number = isinstance(claimed, int | float)
    return float(right.get("points") or 0), f"{claimed:g}" if number else str(claimed)[:20]


def _answers(here: dict[Slot, Piece], answers: Iterable[Slot]) -> Iterable[Mended]:
    found = {slot: here[slot].found or RELEASED if slot in here else RELEASED for slot in answers}
    for how, what in ((How.NAMES, Mend.BY_NAMES), (How.PLACE, Mend.BY_PLACE)):
        if names := _named(slot for slot in found if found[slot].how is how):
            yield Mended(what, names)
    for slot, provenance in found.items():
        match provenance:
            case Provenance(How.RELEASED):
                yield Mended(Mend.PUT_BACK, slot.named)
            case Provenance(How.LIKENESS, likeness):
                yield Mended(Mend.BY_LIKENESS, slot.named, likeness)
            case Provenance(How.INSIDE, inside=other):
                yield Mended(Mend.INSIDE, slot.named, name=other)
        if slot in here and here[slot].cell.kind != slot.cell.cell_type:
            yield Mended(Mend.KIND, slot.named, name=slot.cell.cell_type)


def _locked(draft: Draft, here: dict[Slot, Piece]) -> Iterable[Mended]:
    locked = [slot for slot in draft.lesson if slot.role is Role.LOCKED]
    for slot in locked:
        if slot not in here:
            check = slot.cell.metadata.nbgrader.grade
            yield Mended(Mend.CHECK_PUT_BACK if check else Mend.LOCKED_PUT_BACK, slot.named)
        elif here[slot].text != slot.released and slot.grade_id != SETUP:
            # The set-up of a published lesson carries the helpers; nobody edited it.
            released = here[slot].cell.given_out(here[slot].cell.source)
            yield Mended(Mend.COURSE_CELL if released else Mend.LOCKED_EDITED, slot.named)
    dropped = {piece.slot for piece in draft.pieces if piece.dropped}
    if names := _named(slot for slot in locked if slot in dropped):
        yield Mended(Mend.LOCKED_TWICE, names)


def _named(slots: Iterable[Slot]) -> tuple[str, ...]:
    return tuple(slot.grade_id for slot in slots)
