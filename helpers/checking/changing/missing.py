"""What may be missing in an expression: a sign, a factor, a term, a power, a call around it."""

import ast
from collections.abc import Iterator, Sequence

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)


def more(node: ast.expr, names: Sequence[str]) -> Iterator[ast.expr]:
    """Yield a line's value with a factor, a term, a power or a sign that may be missing."""
    if isinstance(node, (ast.Tuple, ast.List)):
        for i, one in enumerate(node.elts):
            for other in more(one, names):
                yield type(node)([*node.elts[:i], other, *node.elts[i + 1 :]], ast.Load())
        return
    yield minus(node)
    yield from (operation(node, ast.Mult(), ast.Constant(c)) for c in (2, 0.5))
    yield operation(node, ast.Pow(), ast.Constant(2))
    yield operation(ast.Constant(1), ast.Sub(), node)
    yield from in_a_call(node)
    for name in names:
        yield from (operation(node, op(), name_node(name)) for op in ARITHMETIC[:4])


def in_a_call(node: ast.expr) -> Iterator[ast.expr]:
    """Yield an expression inside a call that may be missing."""
    for name in ("log", "sqrt", "abs", "exp"):
        yield ast.Call(ast.Attribute(name_node("np"), name, ast.Load()), [node], [])


def in_a_term(node: ast.BinOp, names: Sequence[str]) -> Iterator[ast.expr]:
    """Yield a sum or product with a factor or power that may be missing in one part of it."""
    for one in (node.left, node.right):
        mended = [operation(one, ast.Pow(), ast.Constant(2))]
        if isinstance(node.op, (ast.Add, ast.Sub)):
            more = (operation(one, op(), name_node(n)) for n in names for op in (ast.Mult, ast.Div))
            mended += [operation(one, ast.Mult(), ast.Constant(2)), *more]
        for new in mended:
            pair = (new, node.right) if one is node.left else (node.left, new)
            yield operation(pair[0], node.op, pair[1])


def operation(left: ast.expr, op: ast.operator, right: ast.expr) -> ast.expr:
    """Return what an operator makes of two expressions."""
    return ast.BinOp(left, op, right)


def minus(node: ast.expr) -> ast.expr:
    """Return an expression with the other sign."""
    return ast.UnaryOp(ast.USub(), node)


def name_node(name: str) -> ast.Name:
    """Return what reads a name."""
    return ast.Name(name, ast.Load())
