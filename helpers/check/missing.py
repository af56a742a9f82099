"""A check of a name that does not exist: a sentence in place of Python's traceback.

Python evaluates `check.two_weights.forward(forward)` from the inside, so a missing `forward` fails
before any check is called. IPython lets one choose how an exception is shown.
"""

import linecache
import sys
from types import TracebackType
from typing import Any

from .messages import NotFound


def in_check_cell(trace: TracebackType | None) -> bool:
    """Say whether an exception arose in the very line `check.…` of a cell."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    if not trace or trace.tb_frame.f_code.co_name != "<module>":
        return False
    line = linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
    return line.strip().startswith("check.")


def show(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    """Show a NameError of a check cell as a sentence, any other as IPython does."""
    name = getattr(error, "name", None)
    if name and name != "check" and in_check_cell(trace):
        error = NotFound(
            name, f"Run the cell that defines `{name}` first, and keep the name as it was given."
        )
    shell.showtraceback((type(error), error, trace), running_compiled_code=True)


def install() -> None:
    """Have the running IPython, if there is one, show missing names of check cells our way."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        shell.set_custom_exc((NameError,), show)
