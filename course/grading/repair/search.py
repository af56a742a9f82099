"""Answers that no grade_id leads to: found by the names they define, by likeness, by place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .pieces import Piece
from .rebuild import anchor
from .similarity import alike
from .slots import Role, Slot

# A cell is the answer from SURE on, where the next best is less like it by CLEAR. Between UNLIKE
# and SURE it may be the answer, and a person must say.
SURE, CLEAR, UNLIKE = 0.6, 0.1, 0.35
WORDS = 5  # from so many words on, Markdown that is not the lesson's may be an answer


def search(pieces: list[Piece], slots: Sequence[Slot]) -> None:
    """Give slots to the student's own pieces that hold an answer which is missing or untouched."""
    answers = [slot for slot in slots if slot.role is Role.ANSWER]
    for slot in answers:
        if not any(piece.answers(slot) for piece in _edited(pieces, slot)):
            _by_names(pieces, slot, slots)
    for slot in answers:
        if not slot.written and not _candidates(pieces, slot):
            _by_likeness(pieces, slot, answers)
    for slot in answers:
        if not _edited(pieces, slot):
            _by_place(pieces, slot)


def _candidates(pieces: Iterable[Piece], slot: Slot) -> list[Piece]:
    return [piece for piece in pieces if piece.slot is slot and not piece.dropped]


def _edited(pieces: Iterable[Piece], slot: Slot) -> list[Piece]:
    there = _candidates(pieces, slot)
    return [piece for piece in there if not piece.blank and piece.text != slot.released]


def _by_names(pieces: list[Piece], slot: Slot, slots: Sequence[Slot]) -> None:
    named = [piece for piece in pieces if piece.slot is not slot and piece.answers(slot)]
    own = [piece for piece in named if piece.own]
    there = _candidates(pieces, slot)
    if own:
        code = [piece for piece in own if piece.cell.kind == "code"]
        if there and any(_runs_before_the_check(pieces, piece, slot, slots) for piece in code):
            return  # where it stands it counts already
        own = code or own
        if _far_above(pieces, own[-1], slot, slots):
            _copied(pieces, own[-1], slot, "name")
        else:
            own[-1].slot, own[-1].found = slot, "name"
    else:
        # Several answers in one cell: each gets a copy, so that its check finds it.
        for piece in reversed(named):
            if piece.slot and piece.slot.role is Role.ANSWER and not piece.dropped:
                return _copied(pieces, piece, slot, f"in:{piece.slot.grade_id}")


def _copied(pieces: list[Piece], piece: Piece, slot: Slot, found: str) -> None:
    copy = Piece(replace(piece.cell, claims={}), slot=slot, found=found, copied=True)
    pieces.insert(pieces.index(piece) + 1, copy)


def _far_above(pieces: list[Piece], piece: Piece, slot: Slot, slots: Sequence[Slot]) -> bool:
    """Say whether other graded cells come between a piece and the slot: they may need it too."""
    above = [p.slot.number for p in pieces[: pieces.index(piece)] if p.slot and not p.dropped]
    between = slots[above[-1] + 1 if above else 0 : slot.number]
    return any(other.role is not Role.PLAIN for other in between)


def _runs_before_the_check(
    pieces: list[Piece], piece: Piece, slot: Slot, slots: Sequence[Slot]
) -> bool:
    """Say whether a piece will run between the slot and its check, as a cell of its own."""
    checks = (other.number for other in slots[slot.number :] if other.role is Role.LOCKED)
    return slot.number <= anchor(pieces, pieces.index(piece)) < next(checks, len(slots))


def _by_likeness(pieces: list[Piece], slot: Slot, answers: Sequence[Slot]) -> None:
    code = [piece for piece in pieces if piece.own and piece.cell.kind == "code"]
    # A cell that defines what another answer should is that one, wherever it stands.
    own = [piece for piece in code if not any(piece.answers(other) for other in answers)]
    scores = sorted(((likeness(piece, slot), -n) for n, piece in enumerate(own)), reverse=True)
    if not scores or scores[0][0] < SURE:
        return
    best = own[-scores[0][1]]
    clear = len(scores) == 1 or scores[0][0] - scores[1][0] >= CLEAR
    if clear and all(likeness(best, other) <= scores[0][0] for other in answers):
        best.slot, best.found = slot, f"like:{scores[0][0]:.2f}"


def likeness(piece: Piece, slot: Slot) -> float:
    """Return how like the answer's stub or its solution a piece is, from 0 to 1."""
    return max(alike(piece.words, text) for text in slot.texts)


def _by_place(pieces: list[Piece], slot: Slot) -> None:
    """Take what stands between the cell before an answer and the cell after it."""
    there = {p.slot.number: n for n, p in enumerate(pieces) if p.slot and not p.dropped}
    start = there.get(slot.number - 1)
    end = there.get(slot.number + 1)
    if start is None and end is None:
        return
    anchors = sorted(n for number, n in there.items() if number != slot.number)
    if start is None:
        start = max((n for n in anchors if n < end), default=-1)  # type: ignore[operator]
    if end is None:
        end = min((n for n in anchors if n > start), default=len(pieces))
    between = [p for p in pieces[start + 1 : end] if p.own and not p.blank]
    if slot.written:
        for piece in between:
            if piece.cell.kind != "code":
                piece.slot, piece.found = slot, "place"
    elif len(between) == 1 and between[0].cell.kind == "code" and not _candidates(pieces, slot):
        between[0].slot, between[0].found = slot, "place"


def unplaced(pieces: Sequence[Piece], slot: Slot) -> bool:
    """Say whether a cell of the student's own may be this missing answer."""
    own = [piece for piece in pieces if piece.own and not piece.blank]
    if slot.written:
        prose = [piece for piece in own if piece.cell.kind != "code"]
        above = [p for p in pieces if p.slot and p.slot.number == slot.number - 1]
        if any((p.words - p.slot.texts[0]).total() >= WORDS for p in above if p.slot):
            return True
        return any(len(piece.text.split()) >= WORDS for piece in prose)
    code = [piece for piece in own if piece.cell.kind == "code"]
    return any("def " in piece.text or likeness(piece, slot) >= UNLIKE for piece in code)
