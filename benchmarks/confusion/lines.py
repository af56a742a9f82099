"""Mutants by whole lines: dropped, in another order, inside or outside of a loop."""

import ast
from collections.abc import Iterator

from benchmarks.confusion.syntax import copied, with_lines


def _exchange(block: list[ast.stmt], i: int) -> list[ast.stmt] | None:
    two = block[i : i + 2]
    if len(two) < 2 or any(isinstance(line, ast.Return) for line in two):
        return None
    return [*block[:i], *two[::-1], *block[i + 2 :]]


def _without(block: list[ast.stmt], i: int) -> list[ast.stmt] | None:
    if isinstance(block[i], (ast.FunctionDef, ast.Return, ast.For, ast.While)):
        return None
    return [*block[:i], *([ast.Pass()] if len(block) == 1 else []), *block[i + 1 :]]


def _dedented(block: list[ast.stmt], i: int) -> list[ast.stmt] | None:
    """Return the block with the last line of a loop after it, or a line after it inside."""
    line, after = block[i], block[i + 1 : i + 2]
    if not isinstance(line, (ast.For, ast.While)) or not after:
        return None
    inside = copied(line, body=[*line.body, after[0]])
    return [*block[:i], inside, *block[i + 2 :]]  # type: ignore[list-item]


KINDS = {"stale": _exchange, "dropped line": _without, "off by one": _dedented}


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Give each mutant of `source` with the kind of its operator."""
    tree = ast.parse(source)
    for kind, change in KINDS.items():
        yield from ((kind, text) for text in with_lines(tree, change))
