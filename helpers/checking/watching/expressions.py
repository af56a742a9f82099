"""Expressions of a function put into calls that note their values."""

import ast
from collections.abc import Sequence
from typing import Any, TypeGuard

from .parts import RETURN, Part
from .recompiled import FOLLOW, call

FRAMES = ("super", "locals", "vars", "dir", "eval", "exec")  # these look at who calls them
SEE = "·see"  # nobody writes this name
WATCHED = (
    ast.BinOp, ast.UnaryOp, ast.Call, ast.IfExp, ast.Subscript, ast.Attribute, ast.ListComp,
)  # fmt: skip


class NotedExpressions(ast.NodeTransformer):
    """Puts each expression of a line into a call that notes its value, and lists it as a part.

    Attributes
    ----------
    line, function, under : of the parts that come next, as in `Part`.
    """

    def __init__(self, parts: list[Part], function: str) -> None:
        self._parts, self._handed = parts, frozenset[str]()
        self.line, self.function, self.under = "", function, tuple[str, ...]()

    def visit(self, node: ast.AST) -> Any:
        """Rewrite one node."""
        if isinstance(node, ast.JoinedStr):
            return node
        if isinstance(node, ast.Lambda):
            return self.function_in_a_line(node, "lambda")
        if isinstance(node, ast.Name) and node.id in self._handed:
            return self.seen(node, node.id, node.id)
        if isinstance(node, WATCHED) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            text = ast.unparse(node)
            return self.seen(self._inside(node), text)
        return self.generic_visit(node)

    def function_in_a_line(self, node: ast.Lambda, name: str) -> ast.Lambda:
        """Note what a lambda gives, and what it is called with."""
        before = self.function, self._handed
        self.function = name
        self._handed = before[1] | {one.arg for one in (*node.args.posonlyargs, *node.args.args)}
        node.body = self.given(node.body, f"{RETURN}0")
        self.function, self._handed = before
        return node

    def given(self, value: ast.expr, name: str) -> ast.expr:
        """Return the whole value of a line, noted, with all that is in it."""
        reads, text = names_read(value), ast.unparse(value)
        return self.seen(self._inside(value), text, name, reads)

    def seen(
        self,
        inside: ast.expr,
        text: str,
        name: str = "",
        reads: tuple[str, ...] = (),
        how: str = SEE,
    ) -> ast.expr:
        """Return the call that notes an expression's value, as that of a new part."""
        self._parts.append(Part(self.line, text, name, reads, self.function, self.under))
        return ast.copy_location(call(how, ast.Constant(len(self._parts) - 1), inside), inside)

    def read_outside(self, names: Sequence[str]) -> list[ast.expr]:
        """Return what notes the names that a function has from outside of it."""
        own, self.function = self.function, ""
        found = [self.seen(ast.Name(name, ast.Load()), name, name) for name in names]
        self.function = own
        return found

    def _inside(self, node: Any) -> Any:
        """Return an expression with all that is in it rewritten."""
        if not isinstance(node, WATCHED):
            return self.visit(node)
        if not isinstance(node, ast.Call):
            return self.generic_visit(node)
        if isinstance(node.func, ast.Attribute):  # what is called is no value of the line's
            node.func.value = self.visit(node.func.value)
        if not (isinstance(node.func, ast.Name) and node.func.id in FRAMES):
            node.func = call(FOLLOW, node.func)
        node.args = [self.visit(one) for one in node.args]
        node.keywords = [self.visit(one) for one in node.keywords]
        return node


def is_plain_name(node: ast.AST) -> TypeGuard[ast.Name]:
    """Say whether a node is a name alone."""
    return isinstance(node, ast.Name)


def names_read(node: ast.AST) -> tuple[str, ...]:
    """Return the names of which a value is made, without those that stand for something in it."""
    inside = list(ast.walk(node))
    own = {one.arg for one in inside if isinstance(one, ast.arg)}
    for one in inside:
        if isinstance(one, ast.comprehension):
            own |= {name.id for name in ast.walk(one.target) if is_plain_name(name)}
    found = (one.id for one in inside if is_plain_name(one) and one.id not in own)
    return tuple(dict.fromkeys(found))
