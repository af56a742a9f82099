"""What only the notebook knows: a name that is missing, and a cell that did not run.

Python evaluates `check.two_weights.forward(forward)` from the inside, so a missing `forward` fails
before any check is called; IPython lets one choose how an exception is shown. And when a cell with
a new `forward` has a syntax error, the old one is still there: a check would judge that.
"""

import linecache
import re
import sys
from types import TracebackType
from typing import Any

from .messages import CheckFailed, NotFound

_outdated: set[str] = set()


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
    error = missing(error, trace) or error
    shell.showtraceback((type(error), error, trace), running_compiled_code=True)


def missing(error: BaseException, trace: TracebackType | None) -> NotFound | None:
    """Return what to say in place of the NameError of a check cell, None for any other error."""
    name = getattr(error, "name", None)
    if not name or name == "check" or not in_check_cell(trace):
        return None
    return NotFound(
        name, f"Run the cell that defines `{name}` first, and keep the name as it was given."
    )


def defined(cell: str) -> set[str]:
    """Return the names that a cell's text defines at its top level."""
    found = re.findall(r"^(?:def +(\w+)|(\w+) *=)", cell, re.MULTILINE)
    return {function or variable for function, variable in found}


def note_run(cell: str) -> None:
    """Take a cell that is about to run as one that does."""
    _outdated.difference_update(defined(cell))


def note_broken(cell: str) -> None:
    """Note which names a cell was to define that a syntax error kept from running."""
    _outdated.update(defined(cell))


def forget() -> None:
    """Start anew, as in a notebook of which no cell has run."""
    _outdated.clear()


def before(info: Any) -> None:
    """Do what is to be done before IPython runs a cell."""
    note_run(info.raw_cell or "")


def after(result: Any) -> None:
    """Do what is to be done after IPython ran a cell, or could not."""
    if result.error_before_exec:
        note_broken(result.info.raw_cell or "")


def up_to_date(name: str) -> None:
    """Raise CheckFailed if the last cell that was to define `name` has a syntax error."""
    if name in _outdated:
        raise CheckFailed(
            name, "The cell that defines it has a syntax error, so it did not run. Mend that first."
        )


def install() -> None:
    """Have the running IPython, if there is one, work with the checks."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        shell.set_custom_exc((NameError,), show)
        shell.events.register("pre_run_cell", before)
        shell.events.register("post_run_cell", after)
