"""A check cell, evaluated in the judge: the lesson's names are the judge's own, others fetched."""

import ast
import builtins
import contextlib
import linecache
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from io import StringIO
from types import CodeType
from typing import Any

from helpers.checking.messages import CheckFailed, NotAttempted, NotFound
from helpers.checking.not_found import missing
from helpers.checking.notebook import OpenNotebook

from ..cell_metadata import exercise
from ..parcels import State
from ..protocol.stopped import Stopped
from .guard import PATIENCE, guarded

MAX_TEXT = 20_000
Fetch = Callable[[str], tuple[bool, Any]]


@dataclass(frozen=True)
class Judged:
    """What a check cell did: its state, what it says, and what it printed.

    Attributes
    ----------
    kind : the name of the exception, where there was one.
    mistake : its id, where the check knows it.
    about : the name that is not right or not there, where there was a check's exception.
    result : the text of its last expression, by which it may give a part of its points.
    unclear : why it may end otherwise in the student's process; for an instructor's own notebook.
    """

    state: State
    message: str
    out: str = ""
    err: str = ""
    kind: str = ""
    mistake: str = ""
    about: str = ""
    result: str = ""
    unclear: str = ""


@lru_cache(maxsize=256)
def compiled(source: str, grade_id: str) -> tuple[CodeType, frozenset[str], frozenset[str]]:
    """Return a cell's code, the names that it loads and those that it stores."""
    tree = ast.parse(source)
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    loaded = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    file = f"<{grade_id} {hash(source):x}>"  # another lesson's cell may have the same grade_id
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    return compile(tree, file, "exec"), frozenset(loaded), frozenset(stored)


@lru_cache(maxsize=8)
def _trusted(cells: tuple[str, ...]) -> dict[str, Any]:
    """Return the names that a lesson's locked cells define."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(StringIO()), contextlib.redirect_stderr(StringIO()):
        for cell in cells:
            exec(compile(cell, "<locked>", "exec"), names)
    return names


@dataclass
class Bench:
    """Where the check cells of one submission are evaluated.

    Attributes
    ----------
    locked : the sources of the lesson's locked cells.
    exercises : the names of the answers; these are the student's whatever else has the name.
    notebook : what the checks may ask of the notebook.
    """

    locked: tuple[str, ...]
    exercises: frozenset[str]
    notebook: OpenNotebook
    _kept: dict[str, Any] = field(default_factory=dict)

    def judge(self, source: str, grade_id: str, fetch: Fetch, left: float = PATIENCE) -> Judged:
        """Evaluate a check cell, for which so many wall seconds are left.

        Raises what is wrong with the lesson itself only.
        """
        code, loaded, stored = compiled(source, grade_id)
        names = {**self.trusted(), **self._kept}
        out, err = StringIO(), StringIO()
        name, about, result = exercise(grade_id), "", ""
        try:
            with (
                contextlib.redirect_stdout(out),
                contextlib.redirect_stderr(err),
                warnings.catch_warnings(),
                self.notebook.opened(),
                guarded(left),
            ):
                for wanted in sorted(loaded):
                    own = wanted in names or hasattr(builtins, wanted)
                    if wanted in self.exercises or not own:
                        found, value = fetch(wanted)
                        if found:
                            names[wanted] = value
                result = self.run(code, names)
            state, says, kind, mistake = State.RIGHT, out.getvalue().rstrip(), "", ""
            if err.getvalue():
                state, mistake = State.WRONG, "writes-to-stderr"
                says = f"{name}: not right yet.\nIt works, but it warns or writes to stderr."
        except Stopped as stopped:
            state, says, kind, mistake = (
                stopped.state,
                stopped_message(name, stopped),
                "Stopped",
                "",
            )
        except Exception as error:
            with self.notebook.opened():
                error = missing(error, error.__traceback__) or error
            state, says, mistake = _state(error), *_said(name, error)
            kind = type(error).__name__
            about = error.exercise if isinstance(error, CheckFailed) else ""
        self._kept |= {key: names[key] for key in stored - self.exercises if key in names}
        printed, warned = (stream.getvalue()[:MAX_TEXT] for stream in (out, err))
        said = says[:MAX_TEXT], printed, warned, kind, mistake, about
        return Judged(state, *said, result=result)

    def trusted(self) -> dict[str, Any]:
        """Return the names that are the lesson's own."""
        return _trusted(self.locked)

    def run(self, code: CodeType, names: dict[str, Any]) -> str:
        """Run a check; return the text of its last expression where that counts."""
        exec(code, names)
        return ""


def stopped_message(name: str, stopped: Stopped) -> str:
    """Return what a student may read of code that had to be stopped."""
    return f"{name}: {stopped.state}.\n{stopped.why}"


def _state(error: Exception) -> State:
    if isinstance(error, NotFound):
        return State.NOT_FOUND
    return State.NOT_ATTEMPTED if isinstance(error, NotAttempted) else State.WRONG


def _said(name: str, error: Exception) -> tuple[str, str]:
    """Return what a student may read, and the mistake's id.

    The text of other errors than a check's may quote hidden tests.
    """
    if isinstance(error, CheckFailed):
        return error.message, error.mistake or error.kind
    kind = type(error).__name__
    return f"{name}: not right yet.\nOne more test fails ({kind}).", f"check-stops-with-{kind}"
