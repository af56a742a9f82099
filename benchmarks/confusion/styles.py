"""Right answers written in other ways: each style rewrites the source and keeps what it does.

What a rewrite does is compared with the right answer's outputs before it counts
(`Equality.same`), so a style may be simple: where it does not fit, its rewrite is dropped.
"""

import ast
import re
from collections.abc import Callable

from benchmarks.confusion import rewrites
from benchmarks.confusion.syntax import own_names

Style = Callable[[str, str], str | None]  # of a source and the function's name


def renamed(source: str, name: str) -> str:
    """Give other names to the arguments and to all that is assigned."""
    tree = ast.parse(source)
    own = {old: f"{old}_x" for f in tree.body for old in own_names(f) if old != name}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = own.get(node.id, node.id)
        elif isinstance(node, ast.arg):
            node.arg = own.get(node.arg, node.arg)
    return ast.unparse(tree)


def as_lambda(source: str, name: str) -> str | None:
    """Write a function of one line as a lambda."""
    function = ast.parse(rewrites.everywhere(source, rewrites.fewer_lines)).body[-1]
    body = getattr(function, "body", [])
    lines = [line for line in body if not (isinstance(line, ast.Expr) and _text(line.value))]
    if len(lines) != 1 or not isinstance(lines[0], ast.Return) or lines[0].value is None:
        return None
    return f"{name} = lambda {ast.unparse(function.args)}: {ast.unparse(lines[0].value)}"


def _text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


SINGLE = """
def _single(value):
    if isinstance(value, (list, tuple)):
        return type(value)(_single(part) for part in value)
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return value.astype(np.float32)
    return np.float32(value) if isinstance(value, float) else value
"""
ZERO = """
def _zero(value):
    if isinstance(value, tuple):
        return tuple(_zero(part) for part in value)
    return np.array(value) if isinstance(value, (int, float)) else value
"""


def wrapped(lines: str, before: str = "") -> Style:
    """Return a style that calls the answer as `_own(GIVEN)` in these lines."""

    def style(source: str, name: str) -> str | None:
        signature = re.search(rf"def {name}\((.*?)\)(?: ->[^:]*)?:", source, re.DOTALL)
        if not signature:
            return None
        given = ", ".join(part.partition("=")[0].strip() for part in signature[1].split(","))
        head = f"{source}\n{before}\n_own = {name}\ndef {name}({signature[1]}):\n    "
        return head + lines.replace("GIVEN", given)

    return style


def _by(rule: rewrites.Rule) -> Style:
    return lambda source, name: rewrites.everywhere(source, rule)


STYLES: dict[str, Style] = {
    "other names": renamed,
    "operands reordered": _by(rewrites.reordered),
    "NumPy's functions": _by(rewrites.as_numpy),
    "minus as plus": _by(rewrites.minus_as_plus),
    "turned comparisons": _by(rewrites.turned),
    "while": _by(rewrites.as_while),
    "map": _by(rewrites.mapped),
    "a line an operation": _by(rewrites.a_line_each),
    "fewer lines": _by(rewrites.fewer_lines),
    "a list comes back": _by(rewrites.listed),
    "lambda": as_lambda,
    "prints": wrapped("print(GIVEN)\n    return _own(GIVEN)"),
    "arrays without axes": wrapped("return _zero(_own(GIVEN))", ZERO),
    "float32 comes back": wrapped("return _single(_own(GIVEN))", SINGLE),
    "float32 goes in": wrapped("return _own(*_single((GIVEN,)))", SINGLE),
}
