"""An exception as the judge is told of it: kind, text, the student's own line, open gaps."""

from typing import Any

from helpers.checking.tracebacks import Place, cell_line, own_place

from .references import MAX_TEXT, name_of

MAX_MESSAGE = 2000
# kinds, text, line, gaps, another function that has them, what the line holds, if time was up
Failure = tuple[list[str], str, str, list[str], str, str, bool]


def describe_error(error: BaseException, function: Any = None, late: bool = False) -> Failure:
    """Return what the judge is told of `error`, which arose in `function`, if in one."""
    kinds = [name_of(kind) for kind in type(error).__mro__]
    try:
        text = str(error)
    except Exception:
        text = ""
    place = Place(cell_line(error)) if function is None else own_place(function, error)
    says = (place.line, place.other, place.why)
    line, other, why = (_sendable(part, MAX_TEXT) for part in says)
    return kinds, _sendable(text, MAX_MESSAGE), line, [*place.gaps[:20]], other, why, late


def _sendable(text: str, most: int) -> str:
    return text[:most].encode("utf-8", "replace").decode("utf-8")
