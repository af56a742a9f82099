"""Answers with slips that no check was written for, made by rules alone.

Two slips at once, a slip written in another style, a line of another exercise of the lesson, a line
of the lesson's text.
"""

import ast
import re
from collections.abc import Iterator

import numpy as np

from benchmarks.confusion.cases import MUTANT, Case, bare, is_function, mutants
from benchmarks.confusion.styles import STYLES
from tests.lesson import read

TWO, STYLED, OTHER, TEXT = "two slips", "in another style", "of another exercise", "of the text"
CODE = re.compile(r"`([^`\n]+ = [^`\n]+)`|^ {4}(\w+ = .+)$", re.M)


def slips(
    lesson: str, exercise: str, bases: list[str], others: dict[str, str], seed: int, most: int
) -> list[Case]:
    """Return at most so many answers of each kind; `base` is what each is compared with."""
    rng = np.random.default_rng(seed)
    made = {
        TWO: _two(bases, seed, most),
        STYLED: _styled(exercise, bases, seed, most),
        OTHER: _with_lines(bases, [line for one in others.values() for line in _lines(one)]),
        TEXT: _with_lines(bases, said(lesson)),
    }
    found: list[Case] = []
    for how, pairs in made.items():
        unique = list(dict.fromkeys(pairs))
        kept = [unique[i] for i in sorted(rng.permutation(len(unique))[:most])]
        found += [Case(source, False, MUTANT, how, base=base) for source, base in kept]
    return found


def _two(bases: list[str], seed: int, most: int) -> Iterator[tuple[str, str]]:
    for i, first in enumerate(mutants(bases, seed, most)):
        for second in mutants([first.source], seed + i, 2):
            if _shape(second.source) != _shape(first.base):
                yield second.source, first.base


def _styled(exercise: str, bases: list[str], seed: int, most: int) -> Iterator[tuple[str, str]]:
    styles = [style for how, style in STYLES.items() if "float32" not in how and how != "prints"]
    for i, case in enumerate(mutants(bases, seed, 2 * most)):
        style = styles[i % len(styles)]
        try:
            before, after = style(bare(case.base), exercise), style(case.source, exercise)
        except (SyntaxError, ValueError, TypeError, AttributeError):
            continue  # the style has no form for this answer
        if before and after and _shape(before) != _shape(after):
            yield after, before


def said(lesson: str) -> list[str]:
    """Return the assignments that a lesson's text and its other cells show."""
    notebook = read("notebooks", lesson)
    texts = [cell.source for cell in notebook.cells if "nbgrader" not in cell.metadata]
    lines = ["".join(pair) for text in texts for pair in CODE.findall(text)]
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return [*lines, *(line for text in code for line in _lines(text))]


def _lines(source: str) -> list[str]:
    """Return the lines of a cell that give a name a value, wherever they stand."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    ]


def _with_lines(bases: list[str], lines: list[str]) -> Iterator[tuple[str, str]]:
    """Give each answer with the value of one line taken from another line.

    That line gives the same name a value, or is made of names that the answer has.
    """
    given: dict[str, set[str]] = {}
    for line in lines:
        try:
            node = ast.parse(line.strip()).body[0]
        except (SyntaxError, IndexError):
            continue
        if not isinstance(node, ast.Assign) or ast.unparse(node.value) == "...":
            continue  # a gap that a stub of the text leaves is no answer
        if isinstance(node.targets[0], ast.Name):
            given.setdefault(node.targets[0].id, set()).add(ast.unparse(node.value))
    for base in filter(is_function, bases):
        tree = ast.parse(bare(base))
        known = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}
        known |= {one.arg for one in ast.walk(tree) if isinstance(one, ast.arg)}
        fitting = {other for some in given.values() for other in some if _names(other) <= known}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)):
                continue
            own, text = node.value, ast.unparse(node.value)
            for other in sorted((fitting | given.get(node.targets[0].id, set())) - {text}):
                node.value = ast.parse(other, mode="eval").body
                yield ast.unparse(tree), base
            node.value = own


def _names(expression: str) -> set[str]:
    return {one.id for one in ast.walk(ast.parse(expression)) if isinstance(one, ast.Name)}


def _shape(source: str) -> str:
    return ast.dump(ast.parse(bare(source)))
