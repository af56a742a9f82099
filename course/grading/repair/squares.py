"""A part of a text that follows itself at once, in a text that is no Python for that reason."""

import re
from collections.abc import Collection, Iterator

from .blocks import blocks
from .loading import NotRepairable
from .python import is_python

SAME = 8  # letters by which the beginning of a part is found again
# So that work stays bounded: parts that are compared, texts that are parsed, parts that one text
# may have twice, places where the beginning of a line is looked for, letters of a line.
PARTS, TRIES, DEPTH, PLACES, LONGEST_LINE = 5_000, 50, 3, 10, 300
HEAD = re.compile(r"(?:(?:async[ \t]+)?def|class|import|from)[ \t]|@")
WORD = re.compile(r"\w")
LINE = re.compile(r"^[ \t]*(?=\S)", re.MULTILINE)

TOO_MUCH = "A cell is no Python, and too much of it is there twice to see what was written."


def without_repeats(text: str, asked: Collection[str]) -> str | None:
    """Return the text with parts that follow themselves once, if that makes it Python; else None.

    A part begins with a line or ends with a block. `asked` are the names of answers: also a few
    letters of such a name or of `def` are a part. Raises NotRepairable where there is too much to
    compare.
    """
    left = iter(range(PARTS))
    level = [text]
    tried = {text}
    for _ in range(DEPTH):
        below = []
        for one in level:
            for shorter in _without_a_part(one, asked, left):
                if shorter in tried:
                    continue
                if len(tried) >= TRIES:
                    raise NotRepairable(TOO_MUCH)
                if is_python(shorter):
                    return shorter
                tried.add(shorter)
                below.append(shorter)
        level = below
    return None


def _without_a_part(text: str, asked: Collection[str], left: Iterator[int]) -> Iterator[str]:
    for found in LINE.finditer(text):
        start = found.end()
        for place in sorted({*_again(text, start), *_next_line(text, start)}, reverse=True):
            if next(left, None) is None:
                raise NotRepairable(TOO_MUCH)
            part = text[start:place].rstrip()
            if text.startswith(part, place) and _counts(part, text[place:], asked):
                yield text[:start] + text[place:]
    for block in blocks(text):
        end = block.start + len(block.text.rstrip())
        for place in _glued_lines(text, block.start, end):
            part = text[place:end].lstrip()
            if text[:place].endswith(part) and _counts(part, part, asked):
                yield text[:place] + text[end:]


def _again(text: str, start: int) -> Iterator[int]:
    """Find where the beginning of what stands at `start` stands again."""
    for place in range(start + 1, min(start + SAME, len(text))):
        if text.startswith(text[start:place], place):
            yield place
    beginning = text[start : start + SAME]
    place = start + SAME - 1
    for _ in range(PLACES):
        place = text.find(beginning, place + 1)
        if place < 0:
            return
        yield place


def _next_line(text: str, start: int) -> Iterator[int]:
    """Find the next line, where the line at `start` is its beginning: `def` above `def forward`."""
    end = text.find("\n", start)
    following = LINE.search(text, end + 1) if end >= 0 else None
    if following and text.startswith(text[start:end].rstrip(), following.end()):
        yield following.end()


def _glued_lines(text: str, start: int, end: int) -> Iterator[int]:
    """Find where the last line of a block ends, on a line that goes on."""
    last = text[start:end].rpartition("\n")[2].strip()
    half = len(last) // 2
    if last[half:] == last[:half]:
        yield end - half
    place = start - 1
    for _ in range(PLACES):
        place = text.find(last, place + 1, end)
        if not 0 <= place < end - len(last):
            return
        yield place + len(last)


def repeated_end(text: str) -> str | None:
    """Return what a block's last line ends in twice, if the text is Python without it; else None.

    No person writes `* x)* x)`, but many a bracket too much: a name must be in what is repeated.
    """
    tries = iter(range(TRIES))
    for block in blocks(text):
        end = block.start + len(block.text.rstrip())
        last = text[block.start : end].rpartition("\n")[2].strip()[-LONGEST_LINE:]
        for letters in range(2, len(last) // 2 + 1):
            part = last[-letters:]
            if not last[:-letters].endswith(part) or not WORD.search(part):
                continue
            if next(tries, None) is None:
                return None
            if is_python(text[: end - letters] + text[end:]):
                return part.strip()
    return None


def _counts(part: str, rest: str, asked: Collection[str]) -> bool:
    """Say whether a part that is there twice is no chance, such as the brackets of `((a)`."""
    if HEAD.match(rest) or any(re.match(rf"{re.escape(name)}[ \t]*=", rest) for name in asked):
        return True
    return "\n" in part.strip() or (SAME <= len(part) <= LONGEST_LINE and is_python(part))
