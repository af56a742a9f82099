"""What was mended, a sentence each: nothing is guessed silently."""

from collections.abc import Iterable, Sequence

from ...fixed_cells import SETUP
from .pieces import Piece
from .slots import Role, Slot

HOW = {
    "name": "found by the names that they define",
    "place": "found by their place between other cells",
}


def told(pieces: Sequence[Piece], slots: Sequence[Slot]) -> list[str]:
    """Return what the pieces say about copies, locked cells, metadata and lost answers."""
    here = {piece.slot: piece for piece in pieces if piece.slot and not piece.dropped}
    graded = [slot for slot in slots if slot.role is not Role.PLAIN]
    return [*_metadata(here, graded), *_answers(here, graded), *_locked(pieces, here, graded)]


def _metadata(here: dict[Slot, Piece], graded: Sequence[Slot]) -> Iterable[str]:
    bare = [slot for slot in graded if slot in here and here[slot].claim is not slot]
    if bare:
        yield f"nbgrader's metadata were gone from or wrong in {_cells(len(bare))}."
    for slot in graded:
        piece = here.get(slot)
        if piece is None or piece.claim is not slot:
            continue
        claims, right = piece.cell.claims, slot.cell.metadata.nbgrader
        if "points" in claims and claims["points"] != right.get("points"):
            yield f"The points of `{slot.grade_id}` were changed back."
        kinds = ("grade", "locked", "solution", "task")
        if any(key in claims and claims[key] != right.get(key, False) for key in kinds):
            yield f"nbgrader's metadata of `{slot.grade_id}` were changed back."


def _answers(here: dict[Slot, Piece], graded: Sequence[Slot]) -> Iterable[str]:
    answers = [slot for slot in graded if slot.role is Role.ANSWER]
    for kind, how in HOW.items():
        if names := [slot for slot in answers if slot in here and here[slot].found == kind]:
            yield f"Answers {how}: {_named(names)}."
    for slot in answers:
        piece = here.get(slot)
        if piece is None:
            yield f"The answer cell `{slot.grade_id}` was deleted and put back as it was released."
        elif piece.found.startswith("like:"):
            yield f"The answer `{slot.grade_id}` was found by likeness, {piece.found[5:]} of 1."
        elif piece.found.startswith("in:"):
            yield f"The answer `{slot.grade_id}` stood in the cell of `{piece.found[3:]}`."
        if piece is not None and piece.cell.kind != slot.cell.cell_type:
            yield f"The cell `{slot.grade_id}` is {slot.cell.cell_type} again."


def _locked(
    pieces: Sequence[Piece], here: dict[Slot, Piece], graded: Sequence[Slot]
) -> Iterable[str]:
    locked = [slot for slot in graded if slot.role is Role.LOCKED]
    for slot in locked:
        if slot not in here:
            what = "check" if slot.cell.metadata.nbgrader.grade else "locked cell"
            yield f"The {what} `{slot.grade_id}` was deleted or replaced, and was put back."
        elif here[slot].text != slot.released and slot.grade_id != SETUP:
            # The set-up of a published lesson carries the helpers; nobody edited it.
            yield f"The locked cell `{slot.grade_id}` had been edited and was restored."
    twice = {piece.slot for piece in pieces if piece.dropped and piece.slot in locked}
    if names := [slot for slot in locked if slot in twice]:
        yield f"Second copies of locked cells were left out: {_named(names)}."


def _named(slots: Iterable[Slot]) -> str:
    return ", ".join(f"`{slot.grade_id}`" for slot in slots)


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"
