"""Small tools for syntax trees: copy a node, put one in another's place, list names."""

import ast
from collections.abc import Callable, Iterator

Change = Callable[[ast.AST], Iterator[ast.AST]]
ChangeLines = Callable[[list[ast.stmt], int], list[ast.stmt] | None]
Text = Iterator[str]


def copied(node: ast.AST, **fields: object) -> ast.AST:
    """Return a copy of a node with other fields."""
    own = {name: value for name, value in ast.iter_fields(node)}
    return ast.copy_location(type(node)(**{**own, **fields}), node)


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, Callable[[ast.AST], None]]]:
    """Give each expression that is evaluated, and how to put another one in its place."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                yield value, lambda new, parent=parent, name=name: setattr(parent, name, new)
            elif isinstance(value, list):
                for i, item in enumerate(value):
                    if isinstance(item, ast.AST):
                        yield item, lambda new, value=value, i=i: value.__setitem__(i, new)


def changed(tree: ast.Module, change: Change) -> Text:
    """Give the text of the tree with each single change that there is."""
    for node, put in list(places(tree)):
        for new in change(node):
            put(new)
            yield ast.unparse(tree)
            put(node)


def own_names(function: ast.AST) -> list[str]:
    """Return what a function's own names are: its arguments, and what it assigns."""
    found = [node.arg for node in ast.walk(function) if isinstance(node, ast.arg)]
    found += [
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    return list(dict.fromkeys(name for name in found if name != "_"))


def with_lines(tree: ast.Module, change: ChangeLines) -> Text:
    """Give the text with each block of lines changed at each of its lines."""
    for parent in ast.walk(tree):
        if isinstance(parent, ast.Module):
            continue
        for name in ("body", "orelse"):
            block = getattr(parent, name, None)
            for i in range(len(block) if isinstance(block, list) else 0):
                new = change(block, i)
                if new is not None:
                    setattr(parent, name, new)
                    yield ast.unparse(tree)
                    setattr(parent, name, block)
