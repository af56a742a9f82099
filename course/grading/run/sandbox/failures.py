"""An exception as the judge is told of it: kind, text, the student's own line, open gaps."""

from typing import Any

from helpers.checking.tracebacks import Place, cell_line, own_place

from .references import MAX_TEXT, name_of

MAX_MESSAGE = 2000
# kinds, text, line, gaps, another function that has them, whether the time was up
Failure = tuple[list[str], str, str, list[str], str, bool]


def describe_error(error: BaseException, function: Any = None, late: bool = False) -> Failure:
    """Return what the judge is told of `error`, which arose in `function`, if in one."""
    kinds = [name_of(kind) for kind in type(error).__mro__]
    try:
        text = str(error)
    except Exception:
        text = ""
    place = Place(cell_line(error)) if function is None else own_place(function, error)
    line, other = (_sendable(part, MAX_TEXT) for part in (place.line, place.other))
    return kinds, _sendable(text, MAX_MESSAGE), line, [*place.gaps[:20]], other, late


def _sendable(text: str, most: int) -> str:
    return text[:most].encode("utf-8", "replace").decode("utf-8")
