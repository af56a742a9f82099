"""Whole lines: exchanged, left out, moved into a loop or out of it, or changed in what they do."""

import ast
import copy
from collections.abc import Iterator
from typing import Any

from ..watching.text import line_of
from .missing import ARITHMETIC, name_node

# The lines of a change, and last what is changed in the one line; "" for more than a part of it.
Lines = tuple[str, ...]


def line_changes(function: ast.FunctionDef, file: str) -> Iterator[tuple[Lines, ast.FunctionDef]]:
    """Yield a definition with lines exchanged, left out, moved into a loop or out of it."""
    for body, again in _blocks(function):
        for i, one in enumerate(body):
            line, next_one = (line_of(file, one),), body[i + 1 : i + 2]
            both = (*line, *(line_of(file, other) for other in next_one))
            if isinstance(one, ast.AugAssign):
                value = name_node(one.target.id) if isinstance(one.target, ast.Name) else None
                new: ast.stmt = ast.Assign([one.target], one.value)
                yield line, again([*body[:i], new, *body[i + 1 :]])
                for op in ARITHMETIC[:4]:
                    if value and not isinstance(one.op, op):
                        moved = ast.AugAssign(one.target, op(), one.value)
                        yield line, again([*body[:i], moved, *body[i + 1 :]])
            elif isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
                for sign in (ast.Add(), ast.Sub()):
                    moved = ast.AugAssign(one.targets[0], sign, one.value)
                    yield line, again([*body[:i], moved, *body[i + 1 :]])
            if next_one and not isinstance(one, (ast.Return, ast.FunctionDef)):
                if not isinstance(next_one[0], ast.Return):
                    yield both, again([*body[:i], next_one[0], one, *body[i + 2 :]])
                if isinstance(one, (ast.For, ast.While)):
                    inside = copy.copy(one)
                    inside.body = [*one.body, next_one[0]]
                    yield both[1:], again([*body[:i], inside, *body[i + 2 :]])
            if isinstance(one, (ast.For, ast.While)) and len(one.body) > 1:
                shorter, last = copy.copy(one), one.body[-1]
                shorter.body = one.body[:-1]
                outside = again([*body[:i], shorter, last, *body[i + 1 :]])
                yield (line_of(file, last),), outside
            if len(body) > 1 and not isinstance(one, (ast.Return, ast.FunctionDef, ast.For)):
                yield line, again([*body[:i], *body[i + 1 :]])


def _blocks(function: Any) -> Iterator[tuple[list[ast.stmt], Any]]:
    """Yield each block of a definition, and what makes the definition with another in its place."""

    def of(node: Any, again: Any) -> Iterator[tuple[list[ast.stmt], Any]]:
        for field in ("body", "orelse"):
            body = getattr(node, field, None)
            if not isinstance(body, list) or not body:
                continue

            def with_body(new: list[ast.stmt], field: str = field) -> Any:
                other = copy.copy(node)
                setattr(other, field, new)
                return again(other)

            yield body, with_body
            for i, one in enumerate(body):
                if isinstance(one, (ast.For, ast.While, ast.If)):
                    yield from of(
                        one,
                        lambda new, i=i, body=body, put=with_body: put(
                            [*body[:i], new, *body[i + 1 :]]
                        ),
                    )

    yield from of(function, lambda new: new)
