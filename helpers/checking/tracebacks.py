"""Where an error arose in the code that a student wrote."""

import linecache
from types import TracebackType
from typing import Any


def own_place(function: Any, error: BaseException) -> tuple[str, list[str]]:
    """Return the innermost line of the function's own file that ran, and its names still `...`.

    Both are empty where the error arose elsewhere, or where `function` has no code.
    """
    found = _own(function, error)
    if found is None:
        return "", []
    line = linecache.getline(found.tb_frame.f_code.co_filename, found.tb_lineno).strip()
    return line, [name for name, value in found.tb_frame.f_locals.items() if value is ...]


def _own(function: Any, error: BaseException) -> TracebackType | None:
    code = getattr(function, "__code__", None)
    trace, found = error.__traceback__, None
    while trace is not None:
        if code is not None and trace.tb_frame.f_code.co_filename == code.co_filename:
            found = trace
        trace = trace.tb_next
    return found
