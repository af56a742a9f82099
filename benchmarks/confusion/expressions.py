"""Mutants of the kinds that a general tool lacks: slips with arrays, indices and names."""

import ast
from collections.abc import Iterator
from itertools import combinations

from benchmarks.confusion.syntax import Change, Text, changed, copied, own_names

# A name that is easily taken for another one, as a function or as a method.
SIBLINGS = [
    ("sum", "mean"), ("std", "var"), ("argmin", "argmax"), ("nanargmin", "argmin"), ("max", "min"),
    ("exp", "log"), ("sqrt", "square"), ("abs", "sign"), ("zeros", "ones"), ("maximum", "minimum"),
    ("sigmoid", "sigmoid_prime"), ("relu", "relu_prime"), ("mean", "median"), ("normal", "random"),
    ("zeros_like", "ones_like"), ("permutation", "shuffle"), ("append", "extend"),
]  # fmt: skip


def _times(node: ast.expr, number: int) -> ast.expr:
    return ast.BinOp(node, ast.Add() if number > 0 else ast.Sub(), ast.Constant(abs(number)))


def _sign(node: ast.AST) -> Iterator[ast.AST]:
    """A value that is assigned, returned or added up turns its sign."""
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return)) and node.value is not None:
        plain = isinstance(node.value, (ast.BinOp, ast.Call, ast.Name, ast.UnaryOp))
        if plain:
            yield copied(node, value=ast.UnaryOp(ast.USub(), node.value))


def _dropped(node: ast.AST) -> Iterator[ast.AST]:
    """One side of an operation, or the function around a value, is left out."""
    if isinstance(node, ast.BinOp):
        yield node.left
        yield node.right
    if isinstance(node, ast.Call) and not any(isinstance(a, ast.Starred) for a in node.args):
        if len(node.args) == 1 and not _of(node, ("range", "len", "print", "append")):
            yield node.args[0]
        elif not node.args and isinstance(node.func, ast.Attribute):
            yield node.func.value
    if isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse


def _of(node: ast.Call, names: tuple[str, ...]) -> bool:
    """Say whether a call is of one of these functions or methods."""
    func = node.func
    return (isinstance(func, ast.Name) and func.id in names) or (
        isinstance(func, ast.Attribute) and func.attr in names
    )


def _transposed(node: ast.AST) -> Iterator[ast.AST]:
    """A matrix in a product is turned, or turned back."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        for side in ("left", "right"):
            inside = getattr(node, side)
            if not (isinstance(inside, ast.Attribute) and inside.attr == "T"):
                yield copied(node, **{side: ast.Attribute(inside, "T", ast.Load())})
        yield ast.Attribute(node, "T", ast.Load())


def _swapped(node: ast.AST) -> Iterator[ast.AST]:
    """Two arguments, two factors in a product or two values of a return change places."""
    if isinstance(node, ast.BinOp) and not isinstance(node.op, (ast.Add, ast.Mult)):
        yield copied(node, left=node.right, right=node.left)
    for name, kind in (("args", ast.Call), ("elts", ast.Tuple)):
        if isinstance(node, kind) and isinstance(
            getattr(node, "ctx", None), (ast.Load, type(None))
        ):
            parts = getattr(node, name)
            for i, j in combinations(range(len(parts)), 2):
                new = list(parts)
                new[i], new[j] = new[j], new[i]
                yield copied(node, **{name: new})


def _index(node: ast.AST) -> Iterator[ast.AST]:
    """An index or the end of a slice is one place off, or left out."""
    if not isinstance(node, ast.Subscript):
        return
    at = node.slice
    if isinstance(at, ast.Slice):
        for side in ("lower", "upper"):
            bound = getattr(at, side)
            if bound is not None:
                others = [_times(bound, 1), _times(bound, -1), None]
                yield from (copied(node, slice=copied(at, **{side: new})) for new in others)
    elif not isinstance(at, ast.Tuple):
        yield from (copied(node, slice=_times(at, by)) for by in (1, -1))


def _off_by_one(node: ast.AST) -> Iterator[ast.AST]:
    """A count is one too many or too few, or begins one later."""
    if not isinstance(node, ast.Call) or not node.args:
        return
    if _of(node, ("range", "arange", "enumerate")):
        first, *rest = node.args
        if not _of(node, ("enumerate",)):
            for i, argument in enumerate(node.args):
                for by in (1, -1):
                    yield copied(
                        node, args=[*node.args[:i], _times(argument, by), *node.args[i + 1 :]]
                    )
            if not rest:
                yield copied(node, args=[ast.Constant(1), first])
        elif not rest and not node.keywords:
            yield copied(node, args=[first, ast.Constant(1)])
    elif _of(node, ("len",)):
        yield from (_times(node, by) for by in (1, -1))


def _sibling(node: ast.AST) -> Iterator[ast.AST]:
    """Another function of the same family is called."""
    for pair in SIBLINGS:
        for name, other in (pair, pair[::-1]):
            if isinstance(node, ast.Attribute) and node.attr == name:
                yield copied(node, attr=other)
            elif isinstance(node, ast.Name) and node.id == name:
                yield copied(node, id=other)


EXPRESSIONS: dict[str, Change] = {
    "sign": _sign,
    "dropped term": _dropped,
    "transposed": _transposed,
    "swapped": _swapped,
    "index": _index,
    "off by one": _off_by_one,
    "other function": _sibling,
}


def _other_name(tree: ast.Module) -> Text:
    """Another name of the function is used in a place."""
    for function in tree.body:
        if not isinstance(function, (ast.FunctionDef, ast.Assign)):
            continue
        names = own_names(function)

        def other(node: ast.AST, names: list[str] = names) -> Iterator[ast.AST]:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
                yield from (ast.Name(name, ast.Load()) for name in names if name != node.id)

        yield from changed(ast.Module([function], []), other)


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Give each mutant of `source` with the kind of its operator."""
    tree = ast.parse(source)
    for kind, change in EXPRESSIONS.items():
        yield from ((kind, text) for text in changed(tree, change))
    yield from (("other variable", text) for text in _other_name(tree))
