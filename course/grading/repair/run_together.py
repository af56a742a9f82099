"""Text that was written again on the line where it ends: `return h, y_hatdef forward(x, w1, w2):`.

No line of Python holds the beginning of a function behind something else, so such a text is
damaged. What is there twice is left out where that is certain; where two versions stand so, a
person must say which one counts.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..mended import Mend, Mended
from . import squares
from .blocks import Block, begins_with, blocks, line_shapes
from .draft import Draft
from .loading import NotRepairable
from .python import MAX_TEXT, is_python
from .repeats import whose
from .similarity import bare, names

# So that work stays bounded: seams in a cell, letters of a line, blocks above a seam.
MOST, LONGEST_LINE, ABOVE = 20, 300, 50
HEAD = re.compile(r"(?:async[ \t]+)?def[ \t]+(?P<name>\w+)[ \t]*\(")
# What ends a value, so that a name can't go on with it: a number, a bracket, a quote, `...`.
VALUE = re.compile(r"(?:(?<!\w)\d[\w.]*|[)\]}\"']|\.\.\.)\Z")
STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
TWICE = re.compile(r"^(?=(def[ \t][^\n]*:)[ \t]*\n[ \t]+\1)[^\n]*\n[ \t]+", re.MULTILINE)
CUT_WORD = re.compile(
    r"^(?P<cut>[^\W\d]\w*)[ \t]*\n+(?=(?P<word>(?P=cut)\w+)[ \t]*(?P<sign>=(?!=))?)", re.MULTILINE
)
FIRST_WORDS = {"async", "class", "def", "from", "import"}
ASSIGNED = re.compile(r"^(\w+)(?=[ \t]*=(?!=))", re.MULTILINE)


@dataclass(frozen=True)
class Seam:
    """Where a function or an answer begins within a line.

    Attributes
    ----------
    certain : whether that can't be, for what stands before it is no comment and no string.
    """

    place: int
    name: str
    certain: bool


def separated(draft: Draft) -> Draft:
    """Needs `once`. Gives code without the parts that stand in it a second time on one line.

    Raises NotRepairable where two versions of a function or an answer are run together so.
    """
    stubs = {name: slot.released for slot in draft.lesson for name in slot.defines}
    known = {slot.released for slot in draft.lesson}
    pieces, mended = [], []
    for piece in draft.pieces:
        if piece.holds_code and piece.text not in known:
            text = bare(_apart(piece.text, stubs))
            if text != piece.text:
                piece = piece.holding(text)
                mended.append(Mended(Mend.PART_REPEATED, whose(piece, draft.lesson)))
        pieces.append(piece)
    return draft.after(tuple(pieces), *mended)


def beginnings(answers: Collection[str]) -> re.Pattern[str]:
    """Return what finds the beginning of a function (`name`) and of one of the `answers`."""
    either = "|".join(map(re.escape, sorted(answers))) or r"(?!)"
    return re.compile(rf"{HEAD.pattern}|(?P<answer>{either})[ \t]*=(?!=)")


def _apart(text: str, stubs: Mapping[str, str]) -> str:
    long = len(text) > MAX_TEXT
    if not long and is_python(text):
        return _named_once(text, stubs)
    if not long and (mended := squares.without_repeats(text, stubs)) is not None:
        return mended
    done = 0
    for _ in range(MOST):
        seam = next(_seams(text, stubs, done), None)
        if seam is None:
            _check_versions(text, stubs)
            if not long and not is_python(text) and (end := squares.repeated_end(text)):
                raise NotRepairable(
                    f"A line of a cell ends in `{end}` twice and is no Python: decide what counts."
                )
            return text
        if long and seam.certain:
            raise NotRepairable(
                f"A cell of {len(text):,} characters has `{seam.name}` twice, once within a line: "
                "too long to see which one counts."
            )
        shorter = _without_part(text, seam, stubs.get(seam.name, ""))
        if shorter is not None:
            text = shorter
        elif seam.certain:
            raise NotRepairable(
                f"A cell has two versions of `{seam.name}` run together on one line, and nothing "
                "says which one counts."
            )
        else:
            done = seam.place + 1
    raise NotRepairable(f"A cell has more than {MOST} pieces of code run together on one line.")


def _check_versions(text: str, stubs: Mapping[str, str]) -> None:
    """Raise NotRepairable where text that is no Python has an answer twice at the left edge."""
    found = Counter(name for block in blocks(text) for name in names(block.text) & stubs.keys())
    twice = next((name for name, times in found.items() if times > 1), None)
    if twice is not None and not is_python(text):
        raise NotRepairable(
            f"A cell has two versions of `{twice}` and is no Python, so nothing says which counts."
        )


def _seams(text: str, stubs: Mapping[str, str], start: int) -> Iterator[Seam]:
    """Find what begins within a line, and at the left edge too or there in part."""
    defined = names(text)
    for found in beginnings(defined & stubs.keys()).finditer(text, start):
        place = found.start()
        nearest = max(0, place - LONGEST_LINE)
        before = text[max(nearest, text.rfind("\n", nearest, place) + 1) : place]
        if not before.strip():
            continue
        name = found["name"] or found["answer"]
        at_edge = not before[0].isspace()
        if not found["name"] and not (at_edge and VALUE.search(before)):
            continue
        if name in defined or (at_edge and text.startswith(before, place)):
            rest = STRING.sub("", before)
            yield Seam(place, name, not any(sign in rest for sign in "#\"'"))


def _without_part(text: str, seam: Seam, stub: str) -> str | None:
    """Return the text without what stands beside a seam twice, or is a stub; None for others."""
    place = seam.place
    above = [block for block in blocks(text[:place]) if block.start < place]
    for block in [*above[:1], *above[-ABOVE:]]:
        if text.startswith(text[block.start : place].rstrip(), place):
            return text[: block.start] + text[place:]
    same = next((block for block in reversed(above) if seam.name in names(block.text)), None)
    if same is None:
        return None
    below = next(iter(blocks(text[place:])), Block(text[place:]))
    first, second = line_shapes(text[same.start : place]), below.shape
    if begins_with(second, first) or first == line_shapes(stub):
        return text[: same.start] + text[place:]
    if begins_with(first, second) or second == line_shapes(stub):
        return f"{text[:place].rstrip()}\n{text[place + len(below.text) :]}"
    return None


def _named_once(text: str, stubs: Mapping[str, str]) -> str:
    """Return Python with an answer's name, or a function's first line, once where it is twice.

    `matmatch_paths = 1` is Python, and so are `de` above `def f():` and a function that holds
    nothing but itself.
    """

    def no_cut(found: re.Match[str]) -> str:
        begins = found["word"] in (stubs.keys() if found["sign"] else FIRST_WORDS)
        if begins and len(re.findall(rf"\b{found['cut']}\b", text)) == 1:
            return ""
        return found[0]

    text = CUT_WORD.sub(no_cut, text)
    if TWICE.search(text) and is_python(shorter := TWICE.sub("", text)):
        text = shorter
    defined = names(text)

    def once(found: re.Match[str]) -> str:
        for name in stubs.keys() - defined:
            cut = found[1].removesuffix(name)
            if cut != found[1] and cut and name.startswith(cut):
                return name
        return found[1]

    return ASSIGNED.sub(once, text)
