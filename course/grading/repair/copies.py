"""Several cells for one answer: copies, of which one counts, or the pieces of a split cell."""

from collections.abc import Sequence
from dataclasses import replace

from .pieces import Piece
from .slots import Slot


def choose(there: Sequence[Piece], slot: Slot, how: list[str]) -> Piece | None:
    """Leave an answer one piece, which is returned; copies are dropped, other pieces stay."""
    if not there:
        return None
    edited = [piece for piece in there if not piece.blank and piece.text != slot.released]
    if slot.written:
        return _prose(there, edited, slot, how)
    # A stub counts only where no copy of it was edited; where pieces define nothing, it stays.
    whole = [piece for piece in edited if piece.answers(slot)]
    stubs = [piece for piece in there if piece.text == slot.released]
    main = (whole or stubs or edited[:1] or there)[-1]
    copies = 1
    for piece in there:
        if piece is main:
            continue
        if piece in whole or piece not in edited or piece.text == main.text:
            piece.dropped = True
            copies += 1
        else:
            piece.slot = None
            how.append(f"The answer `{slot.grade_id}` was split; both pieces were kept, in order.")
    if copies > 1 and main.found != "name":
        which = "the last one that differs from the stub" if edited else "one"
        how.append(f"There were {copies} copies of `{slot.grade_id}`: {which} was taken.")
    return main


def _prose(there: Sequence[Piece], edited: list[Piece], slot: Slot, how: list[str]) -> Piece:
    """Join all that was written: a person reads it."""
    different = list({piece.text: piece for piece in edited}.values())
    main = (different or list(there))[0]
    for piece in there:
        piece.dropped = piece is not main
    if len(different) > 1:
        source = "\n\n".join(piece.text for piece in different)
        attachments = {k: v for piece in different for k, v in piece.cell.attachments.items()}
        main.cell = replace(main.cell, source=source, attachments=attachments)
        main.text = source
    if len(there) > 1:
        what = "their texts were joined" if len(different) > 1 else "the one with text was taken"
        how.append(
            f"There were {len(there)} cells of the written answer `{slot.grade_id}`: {what}."
        )
    return main
