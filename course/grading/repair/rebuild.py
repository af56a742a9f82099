"""The repaired notebook: the lesson's cells in the lesson's order, the student's among them."""

import copy
from collections.abc import Sequence

import nbformat
from nbformat import NotebookNode

from .pieces import Piece
from .slots import Role, Slot


def rebuild(pieces: Sequence[Piece], slots: Sequence[Slot], release: NotebookNode) -> NotebookNode:
    """Return the notebook; a slot's metadata are the lesson's, a student's own cell has none."""
    pieces = [piece for piece in pieces if not piece.dropped]
    there = {piece.slot.number: piece for piece in pieces if piece.slot}
    after: dict[int, list[Piece]] = {}
    for place, piece in enumerate(pieces):
        if piece.own:
            after.setdefault(anchor(pieces, place), []).append(piece)
    ids = {slot.cell.get("id") for slot in slots}
    cells = [_own(piece, ids) for piece in after.get(-1, [])]
    for slot in slots:
        if slot.role is not Role.PLAIN or slot.number in there:
            cells.append(_filled(slot, there.get(slot.number)))
        cells += [_own(piece, ids) for piece in after.get(slot.number, [])]
    made = nbformat.v4.new_notebook(cells=cells, metadata=copy.deepcopy(release.metadata))
    made.nbformat_minor = max(5, release.nbformat_minor)
    return made


def in_order(pieces: Sequence[Piece]) -> bool:
    """Say whether the lesson's cells stand in the lesson's order."""
    there = [piece for piece in pieces if not piece.dropped and not piece.copied]
    numbers = [piece.slot.number for piece in there if piece.slot]
    return numbers == sorted(numbers)


def anchor(pieces: Sequence[Piece], place: int) -> int:
    """Return the slot after which a cell of the student's own goes, -1 for the start.

    That is the one above it in the file. Where cells were moved, a cell above an answer stays so:
    it may hold what the answer needs.
    """
    above = next((p.slot for p in reversed(pieces[:place]) if p.slot and not p.copied), None)
    below = next((p.slot for p in pieces[place:] if p.slot and not p.copied), None)
    if below is not None and (
        above is None or (above.number > below.number and below.role is Role.ANSWER)
    ):
        return below.number - 1
    return above.number if above is not None else -1


def _filled(slot: Slot, piece: Piece | None) -> NotebookNode:
    cell = slot.cell
    if slot.role is not Role.LOCKED and piece is not None and piece.text != slot.released:
        cell.source = piece.cell.source
        if piece.cell.attachments and cell.cell_type != "code":
            cell.attachments = copy.deepcopy(piece.cell.attachments)
    return cell


def _own(piece: Piece, ids: set[str | None]) -> NotebookNode:
    number = 0
    while (name := f"student-{number:02}") in ids:
        number += 1
    ids.add(name)
    make = {
        "code": nbformat.v4.new_code_cell,
        "markdown": nbformat.v4.new_markdown_cell,
        "raw": nbformat.v4.new_raw_cell,
    }
    cell = make[piece.cell.kind](piece.cell.source, id=name)
    if piece.cell.attachments and piece.cell.kind != "code":
        cell.attachments = copy.deepcopy(piece.cell.attachments)
    return cell
