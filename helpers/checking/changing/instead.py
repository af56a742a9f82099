"""What may have been meant in the place of an expression."""

import ast
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from .missing import ARITHMETIC, in_a_call, minus, name_node, operation

LIKE = (
    ("sum", "mean", "prod", "cumsum"), ("max", "min", "maximum", "minimum"), ("exp", "log"),
    ("argmax", "argmin"), ("sqrt", "square", "abs"), ("log", "log2", "log10", "log1p"),
    ("var", "std"), ("sin", "cos"), ("zeros", "ones"), ("mean", "median"), ("sqrt", "log", "exp"),
    ("nanmin", "nanmax"), ("nanargmin", "nanargmax"), ("multiply", "dot"), ("add", "subtract"),
    ("multiply", "divide", "add", "subtract", "power"), ("sigmoid", "sigmoid_prime"),
)  # fmt: skip
COMPARED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)


def instead(node: ast.expr, names: Sequence[str]) -> Iterator[ast.expr]:
    """Yield what may have been meant in the place of an expression."""
    if isinstance(node, ast.BinOp):
        yield from _operations(node)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Name) and node.id in names:
        yield from (name_node(name) for name in names if name != node.id)
        yield minus(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        c = node.value
        others = dict.fromkeys((c - 1, c + 1, -c, 2 * c, c / 2, 0, 1, 2, 3, 0.5, c - 2, c + 2))
        yield from (ast.Constant(other) for other in others if other != c)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for op in COMPARED:
            if not isinstance(node.ops[0], op) and isinstance(node.ops[0], COMPARED):
                yield ast.Compare(node.left, [op()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        yield from node.values
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Subscript):
        yield from _places(node)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, (ast.Tuple, ast.List)) and 1 < len(node.elts) < 5:
        for i in range(len(node.elts) - 1):
            elements = [*node.elts[:i], node.elts[i + 1], node.elts[i], *node.elts[i + 2 :]]
            yield type(node)(elements, ast.Load())


def _operations(node: ast.BinOp) -> Iterator[ast.expr]:
    left, op, right = node.left, node.op, node.right
    if isinstance(op, ast.MatMult):
        transposed = [ast.Attribute(one, "T", ast.Load()) for one in (left, right)]
        yield operation(transposed[0], op, right)
        yield operation(left, op, transposed[1])
        yield from (operation(left, ast.Mult(), right), ast.Attribute(node, "T", ast.Load()))
    others = ARITHMETIC if isinstance(right, ast.Constant) else ARITHMETIC[:4]
    yield from (operation(left, one(), right) for one in others if not isinstance(op, one))
    if isinstance(op, ast.Mult):
        yield operation(left, ast.MatMult(), right)
    if not isinstance(op, (ast.Add, ast.Mult)):
        yield operation(right, op, left)
    for one in ARITHMETIC[:4]:  # brackets, and what they hang on
        if isinstance(left, ast.BinOp):
            yield operation(left.left, left.op, operation(left.right, one(), right))
            yield operation(left.left, one(), operation(left.right, op, right))
        if isinstance(right, ast.BinOp):
            yield operation(operation(left, op, right.left), one(), right.right)
    yield from (left, right, minus(node))


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    like = chain(*(some for some in LIKE if name in some))
    for other in dict.fromkeys(like):
        if other != name:
            plain = isinstance(node.func, ast.Name)
            value: Any = getattr(node.func, "value", None)
            function = name_node(other) if plain else ast.Attribute(value, other, ast.Load())
            yield ast.Call(function, node.args, node.keywords)
    arguments = node.args
    if len(arguments) == 1 and not node.keywords and not isinstance(arguments[0], ast.Starred):
        yield arguments[0]
        yield from (ast.Call(node.func, [one], []) for one in in_a_call(arguments[0]))
    yield from (
        ast.Call(node.func, arguments, [*node.keywords[:i], *node.keywords[i + 1 :]])
        for i in range(len(node.keywords))
    )
    for i in range(len(arguments) - 1):
        turned = [*arguments[:i], arguments[i + 1], arguments[i], *arguments[i + 2 :]]
        yield ast.Call(node.func, turned, node.keywords)
    if name == "range" and arguments:
        *first, last = arguments
        one = ast.Constant(1)
        yield from (
            ast.Call(node.func, [*first, operation(last, op(), one)], [])
            for op in (ast.Sub, ast.Add)
        )
        if not first:
            yield ast.Call(node.func, [one, last], [])
            yield ast.Call(node.func, [one, operation(last, ast.Add(), one)], [])


def _places(node: ast.Subscript) -> Iterator[ast.expr]:
    place = node.slice
    yield node.value
    if isinstance(place, ast.Slice):
        one, minus = ast.Constant(1), ast.Constant(-1)
        for first, last in ((place.lower, None), (None, place.upper), (one, None), (None, minus)):
            yield ast.Subscript(node.value, ast.Slice(first, last, place.step), ast.Load())
    elif not isinstance(place, ast.Tuple):
        for op in (ast.Add, ast.Sub):
            moved = operation(place, op(), ast.Constant(1))
            yield ast.Subscript(node.value, moved, ast.Load())
