"""A cell's whole text, twice or more often in one cell: programs that merge what several people
or windows typed write it so, with a line break between or with none.
"""

from collections.abc import Collection
from itertools import pairwise

from ..mended import Mend, Mended
from .blocks import blocks, line_shapes
from .draft import Draft
from .pieces import Piece
from .python import is_python
from .similarity import bare, names
from .slots import Slot

PROSE = 20  # letters: a shorter text may well be there twice on purpose


def once(draft: Draft) -> Draft:
    """Needs whole functions. Gives those pieces their text once that have it several times.

    Statements that are repeated on lines of their own stay: `total += 1` twice is another program.
    """
    known = {slot.released for slot in draft.lesson if slot.released}
    pieces, mended = [], []
    for piece in draft.pieces:
        if piece.text not in known and (found := _once(piece, known)):
            text, times = found
            piece = piece.holding(text)
            mended.append(Mended(Mend.TEXT_REPEATED, whose(piece, draft.lesson), times))
        pieces.append(piece)
    return draft.after(tuple(pieces), *mended)


def functions_once(draft: Draft) -> Draft:
    """Needs text that is not run together. Gives cells that define no function in the same words.

    Both definitions do the same, and the second is left out.
    """
    pieces, mended = [], []
    for piece in draft.pieces:
        shorter = _defined_once(piece.text) if piece.holds_code else piece.text
        if shorter != piece.text and is_python(piece.text):
            piece = piece.holding(shorter)
            mended.append(Mended(Mend.PART_REPEATED, whose(piece, draft.lesson)))
        pieces.append(piece)
    return draft.after(tuple(pieces), *mended)


def whose(piece: Piece, lesson: Collection[Slot]) -> tuple[str, ...]:
    """Return the grade_id of the lesson's cell that a piece seems to be."""
    if piece.claim:
        return piece.claim.named
    return next((slot.named for slot in lesson if piece.defines & slot.defines), ())


def _once(piece: Piece, known: Collection[str]) -> tuple[str, int] | None:
    """Return a text that is there several times, and how often; None for any other."""
    parts = _parts(piece.text)
    if len(parts) < 2:
        return None
    released = next((text for part in parts if (text := bare(part)) in known), None)
    if released is not None:
        return released, len(parts)
    if not piece.holds_code:
        return (bare(parts[-1]), len(parts)) if len(parts[0].strip()) >= PROSE else None
    runs = [parts[0]]
    for above, part in pairwise(parts):
        if above.endswith("\n"):
            runs[-1] += part
        else:  # on one line: no statement goes on so
            runs.append(part)
    same = len({line_shapes(run) for run in runs}) == 1
    text = bare(runs[-1])
    if len(runs) > 1 and same and ("\n" in text or names(text)):
        return bare(_defined_once(text)), len(runs)
    return None


def _parts(text: str) -> list[str]:
    """Return the shortest text whose repetition is this text, blanks aside, each time as it is."""
    letters = "".join(text.split())
    period = (letters + letters).find(letters, 1)
    if not letters or period == len(letters):
        return [text]
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    starts = [0]
    for place in places[period::period]:
        line = text.rfind("\n", 0, place) + 1
        starts.append(place if text[line:place].strip() else line)
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def _defined_once(text: str) -> str:
    """Return the text without functions that stand above in the same words already."""
    shapes: dict[str, object] = {}
    kept, above = text, ""
    gone = 0
    for block in blocks(text):
        name = block.function
        if name and shapes.get(name) == block.shape and not above.startswith("@"):
            kept = kept[: block.start - gone] + kept[block.end - gone :]
            gone += len(block.text)
            continue
        for other in names(block.text):
            shapes.pop(other, None)
        if name and not above.startswith("@"):
            shapes[name] = block.shape
        above = block.text
    return bare(kept)
