"""Statements of a function with their values noted: what gets a value, is changed, or returned."""

import ast
from collections.abc import Sequence
from types import CodeType
from typing import Any

from .expressions import NotedExpressions, is_plain_name, names_read
from .parts import RETURN, Part
from .recompiled import TURN, call
from .text import line_of

LEFT = "·left"  # nobody writes this name


class NotedStatements(ast.NodeTransformer):
    """Rewrites a definition so that it notes the value of each line, and of all within it.

    Parameters
    ----------
    parts : the parts so far; those of this function are added.
    code : of the function.
    called : whether another function calls it, so that its arguments are values, too.
    outside : the names that it reads and does not make.
    """

    def __init__(
        self, parts: list[Part], code: CodeType, called: bool, outside: Sequence[str]
    ) -> None:
        self._within = NotedExpressions(parts, code.co_name)
        self._file, self._called, self._outside = code.co_filename, called, outside

    def rewritten(self, function: ast.FunctionDef) -> ast.FunctionDef:
        """Return the function with its body rewritten."""
        self._within.line, before = line_of(self._file, function), self._within.function
        self._within.function = function.name
        first = self._handed_in(function.args) if self._called else []
        self._called = True  # those in it are called by it
        first += self._read_outside(function.body)
        function.body = [*first, *self._block(function.body)]
        self._within.function = before
        return function

    def visit(self, node: ast.AST) -> Any:
        """Rewrite one node; an expression is left to what notes expressions."""
        if isinstance(node, ast.expr):
            return self._within.visit(node)
        if isinstance(node, ast.stmt):
            self._within.line = line_of(self._file, node)
        if isinstance(node, ast.FunctionDef):
            return self.rewritten(node)
        if isinstance(node, ast.ClassDef):
            return node
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            return self._called_alone(node, node.value)
        if isinstance(node, ast.Assign):
            return self._assigned(node)
        if isinstance(node, ast.AugAssign):
            return self._moved(node)
        if isinstance(node, ast.Return) and node.value is not None:
            node.value = self._returned(node.value)
            return node
        if isinstance(node, (ast.For, ast.While)):
            return self._loop(node)
        if isinstance(node, ast.If):
            line, node.test = self._within.line, self.visit(node.test)
            node.body, node.orelse = self._block(node.body, line), self._block(node.orelse, line)
            return node
        return self.generic_visit(node)

    def _loop(self, node: ast.For | ast.While) -> ast.stmt:
        """Note what a loop's variables are in each round; a round without values counts, too."""
        line, first = self._within.line, []
        if isinstance(node, ast.For):
            reads, text = names_read(node.iter), ast.unparse(node.iter)
            node.iter = self.visit(node.iter)
            names = [one for one in ast.walk(node.target) if is_plain_name(one)]
            first = [self._noted(name, text, reads) for name in names]
        else:
            node.test = self.visit(node.test)
        node.body = [*first, ast.Expr(call(TURN)), *self._block(node.body, line)]
        node.orelse = self._block(node.orelse, line)
        return node

    def _called_alone(self, node: ast.Expr, call: ast.Call) -> list[ast.stmt]:
        """Note what a list is after something was put into it, and what that is."""
        if not (isinstance(call.func, ast.Attribute) and is_plain_name(call.func.value)):
            node.value = self.visit(call)
            return [node]
        name, reads = call.func.value.id, names_read(call)
        text = ast.unparse(call)
        if len(call.args) == 1 and call.func.attr == "append":
            call.args = [self._within.given(call.args[0], f"{name}.append")]
            return [node, self._left(name, text, reads)]
        handed = [one.id for one in call.args if is_plain_name(one)]  # it may be changed in place
        node.value = self.visit(call)
        return [node, *(self._left(one, text, reads) for one in (name, *handed))]

    def _left(self, name: str, text: str, reads: tuple[str, ...]) -> ast.stmt:
        """Return a statement that notes what is left of what was changed in place."""
        return ast.Expr(self._within.seen(ast.Name(name, ast.Load()), text, name, reads, LEFT))

    def _block(self, body: list[ast.stmt], header: str = "") -> list[ast.stmt]:
        """Return statements rewritten; `header` is the line that decides whether they run."""
        before, done = self._within.under, list[ast.stmt]()
        self._within.under = (*before, header) if header else before
        for one in body:
            new = self.visit(one)
            done += new if isinstance(new, list) else [new]
        self._within.under = before
        return done

    def _assigned(self, node: ast.Assign) -> ast.stmt | list[ast.stmt]:
        target, value = node.targets[0], node.value
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        if isinstance(value, ast.Lambda) and is_plain_name(target):
            node.value = self._within.function_in_a_line(value, target.id)
            return node
        if isinstance(target, ast.Subscript) and is_plain_name(target.value):
            text, reads = ast.unparse(node), names_read(node)
            node.value = self._within.given(value, ast.unparse(target))
            return [node, self._left(target.value.id, text, reads)]
        if len(names) == 1:
            node.value = self._within.given(value, ast.unparse(target))
            return node
        if isinstance(value, ast.Tuple) and len(value.elts) == len(names):
            pairs = zip(value.elts, names, strict=True)
            value.elts = [self._within.given(one, ast.unparse(name)) for one, name in pairs]
            return node
        reads, text = names_read(value), ast.unparse(value)
        node.value = self._within.given(value, ast.unparse(target))
        return [node, *(self._noted(name, text, reads) for name in names if is_plain_name(name))]

    def _noted(self, target: ast.expr, text: str, reads: tuple[str, ...]) -> ast.stmt:
        """Return a statement that gives a name its value once more, noted."""
        name = ast.unparse(target)
        now = self._within.seen(ast.Name(name, ast.Load()), text, name, reads)
        return ast.Assign([ast.Name(name, ast.Store())], now)

    def _moved(self, node: ast.AugAssign) -> Any:
        text, reads = ast.unparse(node), names_read(node)
        node.value = self.visit(node.value)
        target = node.target
        if isinstance(target, ast.Subscript) and is_plain_name(target.value):
            return [node, self._left(target.value.id, text, reads)]
        return [node, self._noted(target, text, reads)] if is_plain_name(target) else node

    def _returned(self, value: ast.expr) -> ast.expr:
        if not isinstance(value, (ast.Tuple, ast.List)) or len(value.elts) < 2:
            return self._within.given(value, f"{RETURN}0")
        value.elts = [self._within.given(one, f"{RETURN}{i}") for i, one in enumerate(value.elts)]
        return value

    def _handed_in(self, arguments: ast.arguments) -> list[ast.stmt]:
        """Note what a function that another calls is called with."""
        names = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
        return [self._noted(ast.Name(name), name, ()) for name in names]

    def _read_outside(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """Note what a function has from outside of it, before it begins."""
        names, self._outside = self._outside, ()
        said = {name for one in body if isinstance(one, ast.Global) for name in one.names}
        seen = self._within.read_outside(names)
        both: list[ast.stmt] = [ast.Global(sorted(said))] if said else []
        body[:] = [one for one in body if not isinstance(one, ast.Global)]
        return [*both, *map(ast.Expr, seen)]
