"""How much is kept of any text that comes from a child; whatever is longer is cut, here only."""

from typing import Any

from .wire import Malformed

NAME, LINE, TEXT = 80, 300, 2000  # characters
KINDS, GAPS, NAMES, STEPS, PARAMETERS = 50, 20, 500, 5000, 255  # entries of a list
PIECES, RUNS = 1000, 500  # of one cell's output, of one function that is watched
CHANGES = 1000  # of a function's lines, tried out


def bounded_text(said: Any, most: int) -> str:
    """Return the beginning of a text. Raises Malformed for what is none."""
    if type(said) is not str:
        raise Malformed("no text")
    return said[:most]


def texts(said: Any, count: int, most: int = NAME) -> list[str]:
    """Return the beginnings of the first texts of a list. Raises Malformed for what is none."""
    if type(said) is not list:
        raise Malformed("no list")
    return [bounded_text(one, most) for one in said[:count]]


def bounded_output(said: Any, names: tuple[str, ...], most: int) -> list[tuple[str, str]]:
    """Return what was printed, `(name, text)` each, up to so many characters. Raises Malformed."""
    if type(said) is not list or len(said) > PIECES:
        raise Malformed("no output")
    kept, left = list[tuple[str, str]](), most
    for piece in said:
        if type(piece) is not list or len(piece) != 2 or piece[0] not in names:
            raise Malformed("no output")
        beginning = bounded_text(piece[1], left)
        left -= len(beginning)
        if beginning:
            kept.append((piece[0], beginning))
    return kept
