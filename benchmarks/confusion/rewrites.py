"""Rewrites of a syntax tree that keep what it does: each rule takes a node and returns one."""

import ast
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from benchmarks.confusion.syntax import copied

Rule = Callable[[Any], Any]  # of a node, after those below it; returns a node or several
NUMPY = {
    ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide",
    ast.Pow: "power", ast.MatMult: "matmul", ast.FloorDiv: "floor_divide",
}  # fmt: skip
TURNED = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}


class _Everywhere(ast.NodeTransformer):
    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def visit(self, node: ast.AST) -> Any:
        return self.rule(self.generic_visit(node))


def everywhere(source: str, rule: Rule) -> str:
    """Return the source with a rule applied to each node, from the leaves up."""
    tree = _Everywhere(rule).visit(ast.parse(source))
    return ast.unparse(ast.fix_missing_locations(tree))


def reordered(node: Any) -> Any:
    """Write b + a for a + b, and so with products."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult)):
        return copied(node, left=node.right, right=node.left)
    return node


def as_numpy(node: Any) -> Any:
    """Write np.add(a, b) for a + b."""
    if not isinstance(node, ast.BinOp) or type(node.op) not in NUMPY:
        return node
    function = ast.Attribute(ast.Name("np", ast.Load()), NUMPY[type(node.op)], ast.Load())
    return ast.Call(function, [node.left, node.right], [])


def minus_as_plus(node: Any) -> Any:
    """Write a + -1 * b for a - b, 0.5 * a for a / 2, and a * a for a ** 2."""
    if not isinstance(node, ast.BinOp):
        return node
    number = node.right.value if isinstance(node.right, ast.Constant) else None
    if isinstance(node.op, ast.Sub):
        return ast.BinOp(node.left, ast.Add(), ast.BinOp(ast.Constant(-1), ast.Mult(), node.right))
    if isinstance(node.op, ast.Div) and isinstance(number, (int, float)) and number:
        return ast.BinOp(ast.Constant(1 / number), ast.Mult(), node.left)
    if isinstance(node.op, ast.Pow) and number == 2:
        return ast.BinOp(node.left, ast.Mult(), deepcopy(node.left))
    return node


def turned(node: Any) -> Any:
    """Write b > a for a < b, and turn each `if` with its two ways."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in TURNED:
        return ast.Compare(node.comparators[0], [TURNED[type(node.ops[0])]()], [node.left])
    if isinstance(node, (ast.IfExp, ast.If)):
        swapped = (node.orelse or [ast.Pass()], node.body)
        return type(node)(ast.UnaryOp(ast.Not(), node.test), *swapped)
    return node


def as_while(node: Any) -> Any:
    """Write a `while` with a place that is counted up for a `for`."""
    if not isinstance(node, ast.For):
        return node
    some, place = f"items{node.lineno}", f"place{node.lineno}"
    text = (
        f"{some} = list(0)\n{place} = 0\n"
        f"while {place} < len({some}):\n    _ = {some}[{place}]\n    {place} += 1"
    )
    first: Any
    loop: Any
    first, second, loop = ast.parse(text).body
    first.value.args = [node.iter]
    loop.body[0].targets = [node.target]
    loop.body += node.body
    return [first, second, loop]


def mapped(node: Any) -> Any:
    """Write list(map(lambda x: f(x), xs)) for [f(x) for x in xs]."""
    if not isinstance(node, ast.ListComp):
        return node
    loop = node.generators[0]
    if len(node.generators) > 1 or loop.ifs or not isinstance(loop.target, ast.Name):
        return node
    call: Any = ast.parse(f"list(map(lambda {loop.target.id}: 0, 0))", mode="eval").body
    call.args[0].args[0].body = node.elt
    call.args[0].args[1] = loop.iter
    return call


def a_line_each(node: Any) -> Any:
    """Give each operation and each call in a line a line and a name of its own."""
    if not isinstance(node, (ast.Assign, ast.AugAssign, ast.Return)) or node.value is None:
        return node
    lines: list[ast.stmt] = []

    def named(part: Any) -> Any:
        value = opened(part)
        if not isinstance(part, (ast.BinOp, ast.Call)):
            return value
        name = f"part{node.lineno}_{len(lines)}"
        lines.append(ast.Assign([ast.Name(name, ast.Store())], value))
        return ast.Name(name, ast.Load())

    def opened(part: Any) -> Any:
        if isinstance(part, ast.BinOp):
            return copied(part, left=named(part.left), right=named(part.right))
        if isinstance(part, (ast.Tuple, ast.List)):
            return copied(part, elts=[named(one) for one in part.elts])
        if isinstance(part, ast.Call) and not any(isinstance(a, ast.Starred) for a in part.args):
            return copied(part, args=[named(one) for one in part.args])
        return part

    node.value = opened(node.value)
    return [*lines, node]


def fewer_lines(node: Any) -> Any:
    """Put the value for a name that only the next line uses, and once."""
    if not isinstance(node, ast.FunctionDef):
        return node
    uses = [name.id for name in ast.walk(node) if isinstance(name, ast.Name)]
    for parent in ast.walk(node):
        for block in (getattr(parent, "body", None), getattr(parent, "orelse", None)):
            for i in reversed(range(len(block) - 1 if isinstance(block, list) else 0)):
                line, after = block[i], block[i + 1]
                if not isinstance(line, ast.Assign) or not isinstance(
                    after, ast.Assign | ast.Return
                ):
                    continue
                target = line.targets[0]
                if not isinstance(target, ast.Name) or uses.count(target.id) != 2:
                    continue
                if target.id in [n.id for n in ast.walk(after) if isinstance(n, ast.Name)]:
                    block[i : i + 2] = [_with_value(after, target.id, line.value)]
    return node


def _with_value(line: ast.stmt, name: str, value: ast.expr) -> Any:
    def put(node: Any) -> Any:
        return value if isinstance(node, ast.Name) and node.id == name else node

    return _Everywhere(put).visit(line)


def listed(node: Any) -> Any:
    """Return several values in a list, not in a tuple."""
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        return ast.Return(ast.List(node.value.elts, ast.Load()))
    return node
