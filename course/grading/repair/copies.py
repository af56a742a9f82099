"""Several cells for one answer: copies, of which one counts, or the pieces of a split cell."""

from collections.abc import Sequence
from dataclasses import replace

from ..mended import Mend, Mended
from .draft import Draft
from .joining import FAR_APART
from .loading import NotRepairable
from .pieces import How, Piece, candidates, exchanged
from .python import is_python
from .slots import Slot

Changes = dict[Piece, Piece]


def pick_copies(draft: Draft) -> Draft:
    """Needs pieces that were searched. Gives each answer one; copies are dropped, parts stay.

    Raises NotRepairable where a part is the rest of a function.
    """
    changes: Changes = {}
    mended: list[Mended] = []
    for slot in draft.answers:
        if there := candidates(draft.pieces, slot):
            edited = [p for p in there if not p.blank and p.text != slot.released]
            choose = _joined_prose if slot.written else _last_copy
            more, how = choose(there, edited, slot)
            changes |= more
            mended += how
    return draft.after(exchanged(draft.pieces, changes), *mended)


def _last_copy(
    there: Sequence[Piece], edited: list[Piece], slot: Slot
) -> tuple[Changes, list[Mended]]:
    # A stub counts only where no copy of it was edited; where pieces define nothing, it stays.
    whole = [piece for piece in edited if piece.answers(slot)]
    stubs = [piece for piece in there if piece.text == slot.released]
    main = (whole or stubs or edited[:1] or there)[-1]
    others = [piece for piece in there if piece is not main]
    copies = [p for p in others if p in whole or p not in edited or p.text == main.text]
    parts = [piece for piece in others if piece not in copies]
    if any(part.text.startswith((" ", "\t")) and not is_python(part.text) for part in parts):
        raise NotRepairable(FAR_APART)
    changes = {piece: piece.dropped_as(slot) for piece in copies}
    changes |= {piece: replace(piece, slot=None, found=None) for piece in parts}
    mended = [Mended(Mend.SPLIT, slot.named)] * len(parts)
    if copies and main.found and main.found.how is not How.NAMES:
        what = Mend.COPIES_EDITED if edited else Mend.COPIES
        mended.append(Mended(what, slot.named, len(copies) + 1))
    return changes, mended


def _joined_prose(
    there: Sequence[Piece], edited: list[Piece], slot: Slot
) -> tuple[Changes, list[Mended]]:
    """Join all that was written: a person reads it."""
    different = list({piece.text: piece for piece in edited}.values())
    main = (different or list(there))[0]
    changes = {piece: piece.dropped_as(slot) for piece in there if piece is not main}
    if len(different) > 1:
        attachments = {k: v for piece in different for k, v in piece.cell.attachments.items()}
        source = "\n\n".join(piece.text for piece in different)
        cell = replace(main.cell, source=source, attachments=attachments)
        changes[main] = replace(main, cell=cell)
    if len(there) == 1:
        return changes, []
    what = Mend.WRITTEN_JOINED if len(different) > 1 else Mend.WRITTEN_COPIES
    return changes, [Mended(what, slot.named, len(there))]
