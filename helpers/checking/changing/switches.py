"""A definition with the changes of each expression beside it, and a number that chooses one."""

import ast
import copy
import linecache
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..watching.recompiled import FOLLOW, TURN, call
from ..watching.text import line_of
from .instead import instead
from .missing import in_a_term, more, name_node
from .order import Lines

WHICH = "·which"  # nobody writes this name
MOST, NAMES = 1000, 12  # changes that are tried, names that an expression is changed to
# What has a whole value, and in which field.
WHOLE: dict[type[ast.AST], str] = {
    ast.Assign: "value", ast.AugAssign: "value", ast.Return: "value", ast.Lambda: "body",
    ast.ListComp: "elt", ast.GeneratorExp: "elt",
}  # fmt: skip
FILLS = {"append", "extend", "insert"}
ROOM = {"zeros", "ones", "empty", "full", "eye", "arange", "linspace", "repeat", "tile"}


class Change(NamedTuple):
    """A change: how likely it is (the smaller the likelier), which one, in which lines."""

    rank: int
    number: int
    lines: Lines


class Switches:
    """Puts the changes of each expression beside it; none where none are to be found."""

    def __init__(
        self, found: list[Change] | None, numbers: Iterator[int], file: str, names: Sequence[str]
    ) -> None:
        self._found, self._numbers, self._file, self._line = found, numbers, file, ""
        self._names = list(dict.fromkeys(names))[:NAMES]

    def function(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Return a definition with all of its changes."""
        new = copy.copy(node)
        new.body = self._block(node.body)
        return new

    def _block(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        done = []
        for one in body:
            new = self._copied(one)
            if isinstance(new, (ast.For, ast.While)):
                new.body = [ast.Expr(call(TURN)), *new.body]
            done.append(new)
        return done

    def _copied(self, node: Any) -> Any:
        """Return a copy; what is in it stays what it was, for the changes hold it as well."""
        if isinstance(node, ast.stmt) and self._found is not None:
            self._line = line_of(self._file, node)
        if isinstance(node, (ast.JoinedStr, ast.ClassDef, ast.arguments)) or _makes_room(node):
            return node
        if isinstance(node, (ast.Slice, ast.Starred)):
            return self._parts(node)
        line, new = self._line, self._parts(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            new.func = call(FOLLOW, node.func)
        field = WHOLE.get(type(node), "")
        if field and getattr(node, field):
            self._line, whole = line, more(getattr(node, field), self._names)
            setattr(new, field, self._beside(getattr(new, field), whole, 2, ""))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "append":
            whole = more(node.args[0], self._names)
            new.args = [self._beside(new.args[0], whole, 2, ""), *new.args[1:]]
        if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            self._line, text = line, self._text(node)
            new = self._beside(new, instead(node, self._names), 1, text)
            if isinstance(node, ast.BinOp):
                new = self._beside(new, in_a_term(node, self._names), 3, text)
        return new

    def _parts(self, node: Any) -> Any:
        new = copy.copy(node)
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "ctx", "op", "ops", "returns"):
                continue
            if field in ("targets", "target") and not _is_place(value):
                continue
            if field == "func" and not isinstance(value, ast.Attribute):
                continue
            if isinstance(value, ast.AST):
                setattr(new, field, self._copied(value))
            elif isinstance(value, list):
                statements = value and isinstance(value[0], ast.stmt)
                parts = self._block(value) if statements else None
                setattr(new, field, parts or [
                    self._copied(one) if isinstance(one, ast.AST) else one for one in value
                ])  # fmt: skip
        return new

    def _text(self, node: ast.expr) -> str:
        """Return an expression as it is written; "" for one of several lines."""
        if self._found is None or node.end_lineno != node.lineno:
            return ""
        line = linecache.getline(self._file, node.lineno).encode()
        return line[node.col_offset : node.end_col_offset].decode(errors="ignore")

    def _beside(self, node: ast.expr, others: Iterator[ast.expr], rank: int, text: str) -> ast.expr:
        if self._found is None:
            return node
        for other in others:
            number = next(self._numbers)
            if number >= 3 * MOST:
                return node
            self._found.append(Change(rank, number, (self._line, text)))
            chosen = ast.Compare(name_node(WHICH), [ast.Eq()], [ast.Constant(number)])
            node = ast.IfExp(chosen, other, node)
        return node


def _makes_room(node: ast.AST) -> bool:
    """Say whether it is a call whose arguments say how much memory is taken."""
    function = getattr(node, "func", None)
    return getattr(function, "attr", getattr(function, "id", "")) in ROOM


def _is_place(target: Any) -> bool:
    """Say whether what gets a value is an entry of something, whose place may be off."""
    return isinstance(target[0] if isinstance(target, list) else target, ast.Subscript)


def own_names(node: ast.FunctionDef) -> list[str]:
    """Return the names of a definition's arguments, and those that get a number in it.

    A list that is filled is no number, and within itself or another one it has no end.
    """
    inside = list(ast.walk(node))
    arguments = [one.arg for one in inside if isinstance(one, ast.arg)]
    given = [
        one.id for one in inside if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    ]
    lists = {"_"}
    for one in inside:
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            lists |= {one.value.id} if one.attr in FILLS else set()
        if isinstance(one, ast.Assign) and isinstance(one.value, (ast.List, ast.ListComp)):
            lists |= {name.id for name in one.targets if isinstance(name, ast.Name)}
    return [name for name in dict.fromkeys([*arguments, *given]) if name not in lists]
