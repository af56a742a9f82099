"""What only the notebook knows: which cells ran, which did not, and where those stopped.

When a cell with a new `forward` does not run to its end, the old one is still there: a check
would judge that. What is said of a name that is not there at all stands in `not_found`.

A check is called without its notebook, so the open one is a context variable: each thread that
judges, and each kernel, has its own.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, NamedTuple

from .errors import known_syntax
from .messages import CheckFailed, Kind
from .mistake import Known
from .tracebacks import cell_line

SHORT = 10_000  # characters of a cell whose names are remembered
MOST = 200  # characters of a line, or of what Python says
# How a cell that can't be parsed gives names: of a function, or of one or several variables.
GIVES = re.compile(r"^(?:(?:async +)?def +(\w+)|((?:\w+ *, *)*\w+) *(?::[^=\n]+)?=(?!=))", re.M)


class Halt(NamedTuple):
    """Why a cell did not run to its end: what a student reads, and what is known of it."""

    says: str
    known: Known | None


def defined(cell: str) -> Mapping[str, tuple[int, tuple[str, ...] | None]]:
    """Return the names that a cell defines, outside of functions: the line, and the arguments.

    The arguments are None for what is no function.
    """
    return _kept(cell) if len(cell) <= SHORT else _defined(cell)


def _defined(cell: str) -> Mapping[str, tuple[int, tuple[str, ...] | None]]:
    found: dict[str, tuple[int, tuple[str, ...] | None]] = {}
    try:
        todo: list[ast.AST] = [ast.parse(cell)]
    except (SyntaxError, ValueError):
        for match in GIVES.finditer(cell):
            line = cell.count("\n", 0, match.start()) + 1
            names = [match[1]] if match[1] else re.findall(r"\w+", match[2])
            found |= {name: (line, None) for name in names}
        return found
    end = 0  # of the last statement: a value of several lines may stop in any of them
    while todo:
        node = todo.pop(0)
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            end = node.end_lineno or 0
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found[node.name] = (node.lineno, tuple(one.arg for one in node.args.args))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found[node.id] = (max(node.lineno, end), None)
        elif not isinstance(node, (ast.Lambda, ast.ClassDef, ast.comprehension)):
            todo = [*ast.iter_child_nodes(node), *todo]
    return found


# A grader meets the lesson's own cells in every notebook.
_kept = lru_cache(maxsize=256)(_defined)


class OpenNotebook:
    """Knows which cells of a notebook ran, and which names are older than their cells.

    Attributes
    ----------
    ran : the names that cells have given, and the arguments of functions; the last cell's last.
    last : the names that the last cell gave that gave any.
    """

    def __init__(self) -> None:
        self._halted: dict[str, Halt] = {}
        self.ran: dict[str, tuple[str, ...] | None] = {}
        self.last: list[str] = []

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
        given = defined(cell)
        for name, (_, arguments) in given.items():
            self._halted.pop(name, None)
            self.ran.pop(name, None)
            self.ran[name] = arguments
        self.last = list(given) or self.last

    def note_broken(self, cell: str, error: BaseException | None = None) -> None:
        """Note which names a cell was to define that a syntax error kept from running."""
        says = ["The cell that defines it has a syntax error, so it did not run. Fix that first."]
        line = cell_line(error)
        if line:
            said = _said(error)
            end = "" if said.endswith("?") else "."
            says.append(f"Python stops reading at `{line[:MOST]}`: {said}{end}")
        self._note(defined(cell), Halt("\n".join(says), known_syntax(error, line)))

    def note_stopped(self, cell: str, error: BaseException | None) -> None:
        """Note which names a cell was to define below the line in which it stopped."""
        line = cell_line(error)
        rows = [n for n, row in enumerate(cell.splitlines(), 1) if row.strip() == line]
        if not line or not rows:
            return
        name = type(error).__name__
        says = (
            f"The cell that defines it stops before that, in the line `{line[:MOST]}`, with "
            f"{name}: {_said(error)}. What stands below did not run."
        )
        below = {k: given for k, given in defined(cell).items() if given[0] >= rows[0]}
        self._note(below, Halt(says, _known(cell, error)))

    def _note(self, names: Mapping[str, Any], halt: Halt) -> None:
        for name in names:
            self._halted[name] = halt
            self.ran.pop(name, None)
        self.last = [name for name in self.last if name in self.ran]

    def halted(self, name: str) -> Halt | None:
        """Return why the last cell that was to define `name` did not; None where it did."""
        return self._halted.get(name)

    def before(self, info: Any) -> None:
        """Do what is to be done before IPython runs a cell."""
        _open.set(self)
        self.note_run(info.raw_cell or "")

    def after(self, result: Any) -> None:
        """Do what is to be done after IPython ran a cell, or could not."""
        cell = result.info.raw_cell or ""
        if result.error_before_exec:
            self.note_broken(cell, result.error_before_exec)
        elif result.error_in_exec:
            self.note_stopped(cell, result.error_in_exec)


def _said(error: BaseException | None) -> str:
    """Return what Python says, in one line, of a syntax error without its place."""
    text = error.msg if isinstance(error, SyntaxError) and error.msg else str(error)
    text = re.sub(r" \(<?[^()]*, line \d+\)$", "", " ".join(text.split()))
    return text[:MOST].removesuffix(".")


def _known(cell: str, error: BaseException | None) -> Known | None:
    """Return what helps against an error in a cell, outside of functions."""
    name = re.search(r"name '(\w+)' is not defined", str(error))
    if name and name[1] in _bare(cell):
        hint = f'Text stands between quotation marks: "{name[1]}". Without them Python takes it '
        return Known("text-without-quotes", f"{hint}for the name of a value.")
    if name and name[1] in defined(cell):
        hint = (
            f"`{name[1]}` has no value yet: this cell gives it one only there or below. Move that "
        )
        return Known("used-above-its-definition", f"{hint}line down, or give it a value above.")
    if "No module named" in str(error):
        return Known("module-not-there", "No exercise needs it: leave that line out.")
    return None


def _bare(cell: str) -> set[str]:
    """Return the names that stand in a cell where a text may stand: alone, or as an entry."""
    try:
        tree = ast.parse(cell)
    except (SyntaxError, ValueError):
        return set()
    places: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            places.append(node.value)
        elif isinstance(node, ast.Dict):
            places += [*node.keys, *node.values]
        elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            places += node.elts
    return {one.id for one in places if isinstance(one, ast.Name)}


_open: ContextVar[OpenNotebook] = ContextVar("open_notebook")


def current() -> OpenNotebook | None:
    """Return the notebook of whoever asks, None outside of one."""
    return _open.get(None)


def up_to_date(name: str) -> None:
    """Raise CheckFailed if the last cell that was to define `name` did not get so far."""
    notebook = current()
    halt = notebook.halted(name) if notebook else None
    if halt:
        raise CheckFailed(name, halt.says, kind=Kind.NOT_RUN, known=halt.known)


def shell() -> Any:
    """Return the running IPython, None where there is none."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
