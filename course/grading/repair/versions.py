"""Several versions of an answer in one cell, one below the other: Python keeps the last."""

from ..mended import Mend, Mended
from .blocks import Block, begins_with, blocks
from .draft import Draft
from .loading import NotRepairable
from .pieces import Piece, candidates, exchanged
from .similarity import bare, names
from .slots import Slot

ASCII = frozenset(map(chr, range(128))) - {"?"}


def last_version(draft: Draft) -> Draft:
    """Needs chosen answers. Gives them without stubs and beginnings of themselves beside them.

    Raises NotRepairable where the last version is the beginning of another: then it is no version.
    """
    changes: dict[Piece, Piece] = {}
    mended: list[Mended] = []
    for slot in draft.answers:
        for piece in candidates(draft.pieces, slot):
            if piece.is_code and slot.defines and piece.text != slot.released:
                changed, how = _last(changes.get(piece, piece), slot)
                mended += how
                if changed is not piece:
                    changes[piece] = changed
    return draft.after(exchanged(draft.pieces, changes), *mended)


def _last(piece: Piece, slot: Slot) -> tuple[Piece, list[Mended]]:
    every = blocks(piece.text)
    all_versions = [block for block in every if names(block.text) & slot.defines]
    released = {_letters(b) for b in blocks(slot.released) if names(b.text) & slot.defines}
    versions = [block for block in all_versions if _letters(block) not in released]
    if versions and all_versions[-1] is not versions[-1]:
        stubs = [block for block in all_versions if block not in versions]
        return piece.holding(_without(piece.text, stubs)), [Mended(Mend.STUB, slot.named)]
    # Numbers and choices may well be assigned on the way; versions are all that such a cell has.
    others = [b for b in every if b not in all_versions and not b.text.startswith("#")]
    if len(versions) < 2 or (others and not all(block.function for block in versions)):
        return piece, []
    *older, last = versions
    if last.function and any(begins_with(block.shape, last.shape) for block in older):
        raise NotRepairable(
            f"The cell of `{slot.grade_id}` has a whole answer, and below it the beginning of one."
        )
    parts = [b for b in older if b.function and begins_with(last.shape, b.shape)]
    if parts:
        mended = [Mended(Mend.PART_REPEATED, slot.named)]
        return piece.holding(_without(piece.text, parts)), mended
    different = len({block.shape for block in (*older, last)})
    return piece, [Mended(Mend.VERSIONS, slot.named, different)] if different > 1 else []


def _letters(block: Block) -> str:
    """Return what is left of a block where other letters were lost."""
    lines = (line for _, line in block.shape)
    return "".join(letter for line in lines for letter in line if letter in ASCII)


def _without(text: str, gone: list[Block]) -> str:
    for block in reversed(gone):
        text = text[: block.start] + text[block.end :]
    return bare(text)
