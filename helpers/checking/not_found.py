"""What is said of a name that a check cell asks for and that is not there.

Python evaluates `checks.forward(forward)` from the inside, so a missing `forward` fails
before any check is called; IPython lets one choose how an exception is shown.
"""

import difflib
import linecache
from types import TracebackType
from typing import Any

from .messages import NotFound
from .mistake import Known
from .notebook import OpenNotebook, current, shell

ALIKE = 0.7  # of difflib's ratio


def in_check_cell(trace: TracebackType | None) -> bool:
    """Say whether an exception arose in the very line `checks.…` of a cell."""
    end = _end(trace)
    if not end or end.tb_frame.f_code.co_name != "<module>":
        return False
    line = linecache.getline(end.tb_frame.f_code.co_filename, end.tb_lineno)
    return line.strip().startswith("checks.")


def missing(error: BaseException, trace: TracebackType | None) -> NotFound | None:
    """Return what to say in place of the NameError of a check cell, None for any other error."""
    name, end = getattr(error, "name", None), _end(trace)
    if not name or name == "checks" or end is None or not in_check_cell(trace):
        return None
    notebook = current()
    halt = notebook.halted(name) if notebook else None
    if halt:
        return NotFound(name, halt.says, known=halt.known)
    known = _renamed(name, end.tb_frame.f_globals.get("checks"), notebook) if notebook else None
    if known:
        return NotFound(name, known.hint, known=Known(known.id, ""))
    return NotFound(
        name, f"Run the cell that defines `{name}` first, and keep the name as it was given."
    )


def _renamed(name: str, checks: Any, notebook: OpenNotebook) -> Known | None:
    """Return what to say where a cell gives another name to what seems to be asked for."""
    others = [one for one in reversed(notebook.ran) if not hasattr(checks, one)]
    wanted = tuple(getattr(getattr(checks, name, None), "parameters", ()))
    small = {one.lower(): one for one in reversed(others)}
    alike = [small[one] for one in difflib.get_close_matches(name.lower(), small, 1, ALIKE)]
    same = [one for one in others if wanted and notebook.ran[one] == wanted]
    last = [one for one in others if notebook.last == [one]]
    for one in (*alike, *same, *last):
        begin = f"def {name}({', '.join(wanted)}):" if wanted else f"{name} = …"
        says = f"A cell defines `{one}`; the check asks for `{name}`. Begin with `{begin}`."
        return Known("another-name", says)
    return None


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


def install() -> None:
    """Have the running IPython, if there is one, work with the checks."""
    running = shell()
    if running is not None:
        running.set_custom_exc((NameError,), show_error)
        notebook = OpenNotebook()
        running.events.register("pre_run_cell", notebook.before)
        running.events.register("post_run_cell", notebook.after)


def _end(trace: TracebackType | None) -> TracebackType | None:
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace
