"""Whether a line takes all that a loop goes over where it is to take one of them."""

import ast
import re
from collections.abc import Iterator

from .comparison import Comparison
from .mistake import Known
from .watching.local import run_at

LINE = re.compile(r"It happens in the line `(.*)`\.")
COUNTED = {"len", "range", "zip", "enumerate", "reversed", "sorted"}  # these take all of them


def whole_for_one(c: Comparison, says: str) -> Known | None:
    """Return what is known of an answer that stops in a line, by what is said of that.

    A loop `for one in several` is meant, around the line or in it, with `several` used there.
    """
    found = LINE.search(says)
    ran = run_at(c.function, c.at[0]) if found else None
    if found is None or ran is None:
        return None
    (watch, _), line = ran, found[1]
    around = {header for part in watch.parts if part.line == line for header in part.under}
    used = _used(line)
    for text in (*around, line):
        for several, one in _pairs(text):
            if several in used:
                hint = f"`{several}` holds all of them; the loop hands them out one at a time, as "
                return Known("whole-list-for-one", f"{hint}`{one}`. Which of the two belongs here?")
    return None


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield what the loops of a line go over, and what they call one of it."""
    for node in ast.walk(_parsed(text)):
        if not isinstance(node, (ast.For, ast.comprehension)):
            continue
        over, target = node.iter, node.target
        function = getattr(getattr(over, "func", None), "id", "")
        if isinstance(over, ast.Call) and isinstance(target, ast.Tuple):
            first = 1 if function == "enumerate" else 0
            pairs = list(zip(over.args, target.elts[first:], strict=False))
            pairs = pairs if function in ("zip", "enumerate") else []
        else:
            pairs = [(over, target)]
        for several, one in pairs:
            if isinstance(several, ast.Name) and isinstance(one, ast.Name):
                yield several.id, one.id


def _used(line: str) -> set[str]:
    """Return the names that a line uses, without those that it counts or takes an entry of."""
    tree = _parsed(line)
    aside = set[int]()
    for node in ast.walk(tree):
        if isinstance(node, (ast.For, ast.comprehension)):
            aside.add(id(node.iter))
        elif isinstance(node, ast.Subscript):
            aside.add(id(node.value))
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in COUNTED:
            aside.update(map(id, node.args))
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return {node.id for node in names if id(node) not in aside}


def _parsed(line: str) -> ast.AST:
    """Return a line's tree, with nothing in it for a part of a statement."""
    try:
        return ast.parse(f"{line} pass" if line.endswith(":") else line)
    except SyntaxError:
        return ast.Module([], [])
