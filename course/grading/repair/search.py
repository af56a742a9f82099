"""Answers that no grade_id leads to: found by the names they define, by likeness, by place."""

from collections.abc import Sequence
from dataclasses import replace

from .draft import Draft
from .pieces import How, Piece, Pieces, Provenance, candidates, exchanged
from .rebuild import anchor
from .similarity import alike
from .slots import Role, Slot

# A cell is the answer from SURE on, where the next best is less like it by CLEAR. Between UNLIKE
# and SURE it may be the answer, and a person must say.
SURE, CLEAR, UNLIKE = 0.6, 0.1, 0.35
WORDS = 5  # from so many words on, Markdown that is not the lesson's may be an answer


def by_names(draft: Draft) -> Draft:
    """Needs pieces recognised by text and grade_id. Gives slots to those that define an answer.

    Where several answers stand in one cell, there is a copy of the piece for each.
    """
    pieces = draft.pieces
    for slot in draft.answers:
        if not any(piece.answers(slot) for piece in _edited(pieces, slot)):
            pieces = _named(pieces, slot, draft.lesson)
    return draft.after(pieces)


def by_likeness(draft: Draft) -> Draft:
    """Needs `by_names`. Gives a code answer without a cell the one that is most like it."""
    pieces = draft.pieces
    for slot in draft.answers:
        if not slot.written and not candidates(pieces, slot):
            pieces = _most_alike(pieces, slot, draft.answers)
    return draft.after(pieces)


def by_place(draft: Draft) -> Draft:
    """Needs `by_likeness`. Gives an answer that nobody edited what stands in its place."""
    pieces = draft.pieces
    for slot in draft.answers:
        if not _edited(pieces, slot):
            pieces = _between(pieces, slot)
    return draft.after(pieces)


def _edited(pieces: Pieces, slot: Slot) -> list[Piece]:
    there = candidates(pieces, slot)
    return [piece for piece in there if not piece.blank and piece.text != slot.released]


def _named(pieces: Pieces, slot: Slot, lesson: Sequence[Slot]) -> Pieces:
    named = [piece for piece in pieces if piece.slot is not slot and piece.answers(slot)]
    own = [piece for piece in named if piece.own]
    there = candidates(pieces, slot)
    if own:
        code = [piece for piece in own if piece.is_code]
        if there and any(_runs_before_the_check(pieces, piece, slot, lesson) for piece in code):
            return pieces  # where it stands it counts already
        last = (code or own)[-1]
        if _far_above(pieces, last, slot, lesson):
            return _with_copy(pieces, last, slot, Provenance(How.NAMES))
        return exchanged(pieces, {last: last.placed(slot, How.NAMES)})
    # Several answers in one cell: each gets a copy, so that its check finds it.
    for piece in reversed(named):
        if piece.slot and piece.slot.role is Role.ANSWER and not piece.dropped:
            inside = Provenance(How.INSIDE, inside=piece.slot.grade_id)
            return _with_copy(pieces, piece, slot, inside)
    return pieces


def _with_copy(pieces: Pieces, piece: Piece, slot: Slot, found: Provenance) -> Pieces:
    copy = Piece(replace(piece.cell, metadata={}), slot=slot, found=found, copied=True)
    place = pieces.index(piece) + 1
    return (*pieces[:place], copy, *pieces[place:])


def _far_above(pieces: Pieces, piece: Piece, slot: Slot, lesson: Sequence[Slot]) -> bool:
    """Say whether other graded cells come between a piece and the slot: they may need it too."""
    above = [p.slot.number for p in pieces[: pieces.index(piece)] if p.slot and not p.dropped]
    between = lesson[above[-1] + 1 if above else 0 : slot.number]
    return any(other.role is not Role.PLAIN for other in between)


def _runs_before_the_check(
    pieces: Pieces, piece: Piece, slot: Slot, lesson: Sequence[Slot]
) -> bool:
    """Say whether a piece will run between the slot and its check, as a cell of its own."""
    checks = (other.number for other in lesson[slot.number :] if other.role is Role.LOCKED)
    return slot.number <= anchor(pieces, pieces.index(piece)) < next(checks, len(lesson))


def _most_alike(pieces: Pieces, slot: Slot, answers: Sequence[Slot]) -> Pieces:
    code = [piece for piece in pieces if piece.own and piece.is_code]
    # A cell that defines what another answer should is that one, wherever it stands.
    own = [piece for piece in code if not any(piece.answers(other) for other in answers)]
    scores = sorted(((likeness(piece, slot), -n) for n, piece in enumerate(own)), reverse=True)
    if not scores or scores[0][0] < SURE:
        return pieces
    most, number = scores[0]
    best = own[-number]
    clear = len(scores) == 1 or most - scores[1][0] >= CLEAR
    if clear and all(likeness(best, other) <= most for other in answers):
        return exchanged(pieces, {best: best.placed(slot, How.LIKENESS, most)})
    return pieces


def likeness(piece: Piece, slot: Slot) -> float:
    """Return how like the answer's stub or its solution a piece is, from 0 to 1."""
    return max(alike(piece.cell.words, text) for text in slot.texts)


def _between(pieces: Pieces, slot: Slot) -> Pieces:
    """Take what stands between the cell before an answer and the cell after it."""
    there = {p.slot.number: n for n, p in enumerate(pieces) if p.slot and not p.dropped}
    start = there.get(slot.number - 1)
    end = there.get(slot.number + 1)
    if start is None and end is None:
        return pieces
    anchors = sorted(n for number, n in there.items() if number != slot.number)
    if start is None:
        start = max((n for n in anchors if n < end), default=-1)  # type: ignore[operator]
    if end is None:
        end = min((n for n in anchors if n > start), default=len(pieces))
    between = [p for p in pieces[start + 1 : end] if p.own and not p.blank]
    if slot.written:
        prose = [piece for piece in between if not piece.is_code]
        return exchanged(pieces, {piece: piece.placed(slot, How.PLACE) for piece in prose})
    if len(between) == 1 and between[0].is_code and not candidates(pieces, slot):
        return exchanged(pieces, {between[0]: between[0].placed(slot, How.PLACE)})
    return pieces
