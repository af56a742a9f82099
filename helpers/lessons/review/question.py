"""A question with numbers of its own: the right answer, and slips that have a reply each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

Answer = float | str | tuple[float, ...]
TOLERANCE = 0.006  # relative: three digits, rounded, are enough
APART = 0.02  # relative: what a slip is away from the right answer at least


@dataclass(frozen=True)
class Slip:
    """A known wrong answer, and what to reply to it."""

    value: Answer
    reply: str


@dataclass(frozen=True)
class Question:
    """What is asked, with its numbers in the text.

    Attributes
    ----------
    text : the question; its last sentence says what to give.
    right : a number, numbers in a tuple, or a letter.
    slips : the wrong answers that are known.
    given : the numbers that were drawn, by name.
    """

    text: str
    right: Answer
    slips: tuple[Slip, ...]
    given: Mapping[str, object] = field(default_factory=dict)

    @property
    def clear(self) -> bool:
        """Say whether no two of the right answer and the slips' values can be mixed up."""
        values = [self.right, *(slip.value for slip in self.slips)]
        return not any(
            equal(one, other, APART) for k, one in enumerate(values) for other in values[:k]
        )


@dataclass(frozen=True)
class QuestionKind:
    """How a question is made, and where in which lesson its answer is taught.

    `lesson` is such as "02", `section` a heading of it, `make` draws the numbers.
    """

    name: str
    lesson: str
    section: str
    make: Callable[[np.random.Generator], Question]

    def draw(self, rng: np.random.Generator) -> Question:
        """Return a question with new numbers; unclear ones are drawn again.

        Raises RuntimeError where a thousand draws give no clear one: the kind is badly made.
        """
        for _ in range(1000):
            question = self.make(rng)
            if question.clear:
                return question
        raise RuntimeError(f"no clear question of kind {self.name} in a thousand draws")


def equal(one: Answer, other: Answer, relative: float) -> bool:
    """Say whether two answers agree, numbers within a share of the larger one."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    first, second = np.atleast_1d(one), np.atleast_1d(other)
    if first.shape != second.shape:
        return False
    room = relative * np.maximum(abs(first), abs(second)) + 1e-12
    return bool((abs(first - second) <= room).all())


def say(value: object) -> str:
    """Return a number, numbers or a word as the questions write them: −0.25, (3, 4)."""
    if isinstance(value, str):
        return value
    if isinstance(value, (tuple, list)):
        return f"({', '.join(map(say, value))})"
    rounded = round(float(value), 15) + 0.0  # type: ignore[arg-type]  # + 0.0: no −0
    return f"{rounded:.4g}".replace("-", "−")


def plus(value: float) -> str:
    """Return a number with its sign as an operator: "+ 3" or "− 3"."""
    return f"{'−' if value < 0 else '+'} {say(abs(value))}"
