"""All answers to an exercise that are judged: right and wrong ones, and where they come from."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import numpy as np

from benchmarks.confusion import expressions, lines, standard
from benchmarks.confusion.equality import Equality
from benchmarks.confusion.rewrites import everywhere
from benchmarks.confusion.styles import STYLES
from tests.bank import bank
from tests.sample_class.students import right_answers

HAND, STYLE, OPTION, MUTANT = "handwritten", "rewritten", "option", "mutant"
MOST = 400  # mutants an exercise


@dataclass(frozen=True)
class Case:
    """An answer: its text, what it is, and the phrase that the bank asks for.

    `how` names the style, the mistake or the mutation's kind; `base` is what a mutant was made of.
    """

    source: str
    right: bool
    origin: str
    how: str
    hint: str = ""
    base: str = ""


def _unseen(node: Any) -> Any:
    """Leave out what no check looks at: docstrings and prints."""
    value = node.value if isinstance(node, ast.Expr) else None
    text = isinstance(value, ast.Constant) and isinstance(value.value, str)
    printed = isinstance(value, ast.Call) and ast.unparse(value.func) == "print"
    return None if text or printed else node


def bare(source: str) -> str:
    """Return an answer without docstrings, prints and comments."""
    return everywhere(source, _unseen)


def is_function(source: str) -> bool:
    """Say whether an answer is a function."""
    return any(
        isinstance(node, (ast.FunctionDef, ast.Lambda)) for node in ast.walk(ast.parse(source))
    )


def handwritten(lesson: str, exercise: str) -> Iterator[Case]:
    """Give the model answer and the answers of the bank."""
    yield Case(right_answers(lesson)[exercise], True, HAND, "model answer")
    found = bank(lesson)[exercise]
    for how, source in found.right.items():
        yield Case(source, True, HAND, how)
    for how, wrong in found.wrong.items():
        yield Case(wrong.source, False, HAND, how, wrong.hint)


def rewritten(exercise: str, bases: list[str], equality: Equality) -> Iterator[Case]:
    """Give each right answer in each style, where it does the same as before."""
    seen = set()
    for base in bases:
        for how, style in STYLES.items():
            try:
                source = style(base, exercise)
            except (SyntaxError, ValueError, TypeError, AttributeError):
                continue  # the style has no form for this answer
            if not source or source in seen or ast.unparse(ast.parse(base)) == source:
                continue
            seen.add(source)
            if equality.same(base, source, rtol=1e-6 if "float32" in how else 1e-9):
                yield Case(source, True, STYLE, how)


def mutants(bases: list[str], seed: int, most: int = MOST) -> list[Case]:
    """Return at most so many mutants, the kinds in turn, each drawn at random."""
    known = {_shape(base) for base in bases}
    kinds: dict[str, list[tuple[str, str]]] = {}
    for base in bases:
        plain = bare(base)
        for make in (standard.mutants, expressions.mutants, lines.mutants):
            for kind, source in make(plain):
                try:
                    shape = _shape(source)
                except SyntaxError:
                    continue
                if shape not in known:
                    known.add(shape)
                    kinds.setdefault(kind, []).append((source, base))
    rng = np.random.default_rng(seed)
    drawn = [
        [(kind, sources[i]) for i in rng.permutation(len(sources))]
        for kind, sources in kinds.items()
    ]
    order = [one for row in zip_longest(*drawn) for one in row if one is not None]
    return [Case(source, False, MUTANT, kind, base=base) for kind, (source, base) in order[:most]]


def _shape(source: str) -> str:
    return ast.dump(ast.parse(source))
