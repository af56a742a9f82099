"""Helpers to write kinds of question: they are functions of a random generator."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from .question import Question, QuestionKind

Make = Callable[[np.random.Generator], Question]
T = TypeVar("T")


def collector(kinds: list[QuestionKind]) -> Callable[[str, str], Callable[[Make], Make]]:
    """Return a decorator that adds a function to a list of kinds, under its name."""

    def about(lesson: str, section: str) -> Callable[[Make], Make]:
        def add(make: Make) -> Make:
            kinds.append(QuestionKind(make.__name__, lesson, section, make))
            return make

        return add

    return about


def whole(rng: np.random.Generator, low: int, high: int, signs: bool = False) -> int:
    """Return a whole number from low to high, both included, with either sign if `signs`."""
    return int(rng.integers(low, high + 1)) * (int(rng.choice([-1, 1])) if signs else 1)


def pick(rng: np.random.Generator, values: Sequence[T]) -> T:
    """Return one of the values."""
    return values[int(rng.integers(len(values)))]
