"""What only the notebook knows: a name that is missing, and a cell that did not run.

Python evaluates `checks.forward(forward)` from the inside, so a missing `forward` fails
before any check is called; IPython lets one choose how an exception is shown. And when a cell with
a new `forward` has a syntax error, the old one is still there: a check would judge that.

A check is called without its notebook, so the open one is a context variable: each thread that
judges, and each kernel, has its own.
"""

import linecache
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from .messages import CheckFailed, Kind, NotFound


def in_check_cell(trace: TracebackType | None) -> bool:
    """Say whether an exception arose in the very line `checks.…` of a cell."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    if not trace or trace.tb_frame.f_code.co_name != "<module>":
        return False
    line = linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
    return line.strip().startswith("checks.")


def show_error(
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
    if not name or name == "checks" or not in_check_cell(trace):
        return None
    return NotFound(
        name, f"Run the cell that defines `{name}` first, and keep the name as it was given."
    )


def defined(cell: str) -> set[str]:
    """Return the names that a cell's text defines at its top level."""
    found = re.findall(r"^(?:def +(\w+)|(\w+) *=)", cell, re.MULTILINE)
    return {function or variable for function, variable in found}


class OpenNotebook:
    """Knows which names of a notebook are older than the cells that define them."""

    def __init__(self) -> None:
        self._outdated: set[str] = set()

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Have the checks that are called inside ask this notebook."""
        before = _open.set(self)
        try:
            yield
        finally:
            _open.reset(before)

    def note_run(self, cell: str) -> None:
        """Take a cell that is about to run as one that does."""
        self._outdated -= defined(cell)

    def note_broken(self, cell: str) -> None:
        """Note which names a cell was to define that a syntax error kept from running."""
        self._outdated |= defined(cell)

    def is_outdated(self, name: str) -> bool:
        """Say whether the last cell that was to define `name` has a syntax error."""
        return name in self._outdated

    def before(self, info: Any) -> None:
        """Do what is to be done before IPython runs a cell."""
        _open.set(self)
        self.note_run(info.raw_cell or "")

    def after(self, result: Any) -> None:
        """Do what is to be done after IPython ran a cell, or could not."""
        if result.error_before_exec:
            self.note_broken(result.info.raw_cell or "")


_open: ContextVar[OpenNotebook] = ContextVar("open_notebook")


def up_to_date(name: str) -> None:
    """Raise CheckFailed if the last cell that was to define `name` has a syntax error."""
    notebook = _open.get(None)
    if notebook and notebook.is_outdated(name):
        says = "The cell that defines it has a syntax error, so it did not run. Fix that first."
        raise CheckFailed(name, says, kind=Kind.NOT_RUN)


def install() -> None:
    """Have the running IPython, if there is one, work with the checks."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        shell.set_custom_exc((NameError,), show_error)
        notebook = OpenNotebook()
        shell.events.register("pre_run_cell", notebook.before)
        shell.events.register("post_run_cell", notebook.after)
