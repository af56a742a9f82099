"""An exception as the judge is told of it: kind, text, the student's own line, open gaps."""

from typing import Any

from helpers.checking.tracebacks import own_place

from .references import MAX_TEXT, name_of

MAX_MESSAGE = 2000
# kinds, text, line, gaps, whether the time was up
Failure = tuple[list[str], str, str, list[str], bool]


def describe_error(error: BaseException, function: Any = None, late: bool = False) -> Failure:
    """Return what the judge is told of `error`, which arose in `function`, if in one."""
    kinds = [name_of(kind) for kind in type(error).__mro__]
    try:
        text = str(error)
    except Exception:
        text = ""
    line, gaps = own_place(function, error)
    return kinds, _sendable(text, MAX_MESSAGE), _sendable(line, MAX_TEXT), gaps[:20], late


def _sendable(text: str, most: int) -> str:
    return text[:most].encode("utf-8", "replace").decode("utf-8")
