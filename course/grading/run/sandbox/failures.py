"""An exception as the judge is told of it: kind, text, the student's own line, open gaps."""

import linecache
from typing import Any

from helpers.checking.tracebacks import own_place

from .references import MAX_TEXT, name_of

MAX_MESSAGE = 2000
# kinds, text, line, gaps, whether the time was up
Failure = tuple[list[str], str, str, list[str], bool]


def describe_error(error: BaseException, function: Any = None, late: bool = False) -> Failure:
    """Return what the judge is told of `error`, which arose in `function`, else in a cell."""
    kinds = [name_of(kind) for kind in type(error).__mro__]
    try:
        text = str(error)
    except Exception:
        text = ""
    line, gaps = own_place(function, error) if function else (cell_line(error), [])
    return kinds, _sendable(text, MAX_MESSAGE), _sendable(line, MAX_TEXT), gaps[:20], late


def cell_line(error: BaseException) -> str:
    """Return the innermost line of a cell that ran, or can't be read; "" where there is none."""
    if isinstance(error, SyntaxError):
        return error.text.strip() if isinstance(error.text, str) else ""
    trace, cell, line = error.__traceback__, "", ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if not cell and code.co_name == "<module>":
            cell = code.co_filename
        if code.co_filename == cell:
            line = linecache.getline(cell, trace.tb_lineno).strip()
        trace = trace.tb_next
    return line


def _sendable(text: str, most: int) -> str:
    return text[:most].encode("utf-8", "replace").decode("utf-8")
