"""An exception as the judge is told of it: kind, text, the student's own line, open gaps."""

import linecache
from typing import Any

from .references import MAX_TEXT, name_of

MAX_MESSAGE = 2000
# kinds, text, line, gaps, whether the time was up
Failure = tuple[list[str], str, str | None, list[str], bool]


def told(error: BaseException, function: Any = None, late: bool = False) -> Failure:
    """Return what the judge is told of `error`, which arose in `function`, if in one."""
    kinds = [name_of(kind) for kind in type(error).__mro__]
    try:
        text = str(error)
    except Exception:
        text = ""
    text = text[:MAX_MESSAGE].encode("utf-8", "replace").decode("utf-8")
    line, gaps = _own(error, function)
    return kinds, text, line, gaps, late


def _own(error: BaseException, function: Any) -> tuple[str | None, list[str]]:
    """Return the innermost line of the function's own file that was running, and names still `...`.

    As `helpers.check.stages` finds them where function and check share a process.
    """
    code = getattr(function, "__code__", None)
    trace, found = error.__traceback__, None
    while trace is not None:
        if code is not None and trace.tb_frame.f_code.co_filename == code.co_filename:
            found = trace
        trace = trace.tb_next
    if found is None:
        return None, []
    line = linecache.getline(found.tb_frame.f_code.co_filename, found.tb_lineno).strip()
    gaps = [name for name, value in found.tb_frame.f_locals.items() if value is ...]
    return line[:MAX_TEXT].encode("utf-8", "replace").decode("utf-8"), gaps[:20]
