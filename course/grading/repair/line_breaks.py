"""Code that lost the line break above it: `return h, w1 * xdef gradients(x, w1, w2):`.

What stands so is there once, so nothing is left out: the break is put back.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..mended import Mend, Mended
from .draft import Draft
from .loading import NotRepairable
from .python import MAX_TEXT, is_python, without_strings
from .repeats import whose
from .run_together import VALUE, beginnings
from .similarity import bare


@dataclass(frozen=True)
class Glued:
    """Where code begins within a line, its name, and whether a comment stands before it."""

    place: int
    name: str
    in_comment: bool


def with_line_breaks(draft: Draft) -> Draft:
    """Needs `separated`. Gives code that lost a line break above a function or an answer with it.

    Raises NotRepairable where an answer stands so and breaking the line does not mend the text.
    """
    asked = frozenset[str]().union(*(slot.defines for slot in draft.lesson))
    pieces, mended = [], []
    for piece in draft.pieces:
        if piece.holds_code:
            text = _broken(piece.text, asked)
            if text != piece.text:
                piece = piece.holding(text)
                mended.append(Mended(Mend.RUN_TOGETHER, whose(piece, draft.lesson)))
        pieces.append(piece)
    return draft.after(tuple(pieces), *mended)


def _broken(text: str, asked: Collection[str]) -> str:
    long = len(text) > MAX_TEXT
    if not long and is_python(text):
        return text
    glued = list(_glued(text, asked))
    broken = text
    for one in reversed(glued):
        broken = f"{broken[: one.place].rstrip()}\n\n\n{broken[one.place :]}"
    if glued and not long and is_python(broken):
        return bare(broken)
    lost = next((one for one in glued if one.name in asked and not one.in_comment), None)
    if lost is not None:
        raise NotRepairable(
            f"A cell has `{lost.name}` behind other code on one line and is no Python, so nothing "
            "says what was written."
        )
    return text


def _glued(text: str, asked: Collection[str]) -> Iterator[Glued]:
    """Find functions, and answers that are no functions, behind something else on a line.

    A head behind `# ` was commented out; one behind the last letter of a comment was not.
    """
    code = without_strings(text)
    for found in beginnings(asked).finditer(code):
        place = found.start()
        before = code[code.rfind("\n", 0, place) + 1 : place]
        in_comment = "#" in before
        if not before.strip() or (in_comment and before[-1] in "# \t"):
            continue
        if found["name"] or (not in_comment and VALUE.search(before)):
            yield Glued(place, found["name"] or found["answer"], in_comment)
