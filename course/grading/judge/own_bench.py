"""Tests of an instructor's own notebook, evaluated in the judge as nbgrader would score them.

They ask for whatever they like. Where a test gets something of the student's that stands for more
than could be sent, it is for the student's process to say how it ends.
"""

import ast
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import StringIO
from types import CodeType
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.lib.pretty import pretty

from ..own import OwnTests
from ..protocol import wire
from ..protocol.proxies import Function
from .checkcell import Bench, Fetch, Judged
from .guard import PATIENCE

LONGEST = 200  # characters of a last expression's text


@lru_cache(maxsize=4)
def _trusted(imports: tuple[str, ...], locked: tuple[str, ...], _: str) -> dict[str, Any]:
    """Return the names of a notebook's imports and of its locked cells, as far as these run here.

    What does not run here, such as a locked cell that calls an answer, is the student's to define.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(StringIO()), contextlib.redirect_stderr(StringIO()):
        for cell in (*imports, *locked):
            with contextlib.suppress(Exception):
                exec(compile(cell, "<locked>", "exec"), names)
    return names


@lru_cache(maxsize=256)
def _parts(source: str, grade_id: str) -> tuple[CodeType, CodeType | None, frozenset[str]]:
    """Return a test's code, that of its last expression, and the names of which it takes parts."""
    tree = ast.parse(source)
    of = {
        node.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    last, file = None, f"<{grade_id} {hash(source):x}>"
    shown = not DisplayHook.semicolon_at_end_of_expression(source)  # type: ignore[no-untyped-call]
    if tree.body and isinstance(tree.body[-1], ast.Expr) and shown:
        expression = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]
        last = compile(expression, file, "eval")
    return compile(tree, file, "exec"), last, frozenset(of)


@dataclass
class OwnBench(Bench):
    """Where the tests of one submission are evaluated.

    Attributes
    ----------
    tests : how they are judged.
    beside : tells one state of the files beside the notebook from another.
    """

    tests: OwnTests = field(default_factory=OwnTests)
    beside: str = ""
    _source: tuple[str, str] = ("", "")

    def judge(self, source: str, grade_id: str, fetch: Fetch, left: float = PATIENCE) -> Judged:
        """Evaluate a test, for which so many wall seconds are left."""
        given: dict[str, tuple[Any, bytes]] = {}

        def noted(name: str) -> tuple[bool, Any]:
            found, value = fetch(name)
            given[name] = value, _packed(value)
            return found, value

        self._source = source, grade_id
        done = super().judge(source, grade_id, noted, left)
        _, _, of = _parts(source, grade_id)
        for name, (value, before) in given.items():
            if isinstance(value, Function) and name in of:
                return replace(done, unclear=f"it looks into `{name}`")
            if before != _packed(value):
                return replace(done, unclear=f"it changes `{name}`")
        return done

    def trusted(self) -> dict[str, Any]:
        """Return the names that are the lesson's own."""
        found = _trusted(self.tests.imports, self.locked, self.beside)
        return {name: value for name, value in found.items() if name not in self.exercises}

    def run(self, code: CodeType, names: dict[str, Any]) -> str:
        """Run a test; return its last expression as a notebook shows it."""
        before, last, _ = _parts(*self._source)
        exec(before, names)
        value = None if last is None else eval(last, names)
        return "" if value is None else pretty(value)[:LONGEST]  # type: ignore[no-untyped-call]


def unclear(kinds: Sequence[str]) -> str:
    """Say that a test got things that could not be sent; "" where it did not."""
    return f"it asks for a `{kinds[0]}`, which can't leave the process" if kinds else ""


def _packed(value: Any) -> bytes:
    """Return what may be changed in place as bytes, to see whether it was."""
    try:
        return wire.pack_value(value, lambda _: (64, b""))
    except wire.Unsendable:
        return b""
