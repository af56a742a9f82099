"""A known mistake: what a student may have written, and what helps."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

# How an id is written.
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Known(NamedTuple):
    """What is known of a wrong answer: a mistake's id, and what helps."""

    id: str
    hint: str


class Finding(NamedTuple):
    """What is found of a wrong answer where no mistake is known: its id, and a sentence."""

    id: str
    says: str


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer: its formula, and the hint for whoever wrote it.

    Attributes
    ----------
    id : says the misconception in a few words, as "w2-first"; a class is counted by it, so it stays
        when the hint is reworded.
    variant : has the exercise's signature. It matches when it agrees with the student's answer in
        all returned values at all points.
    others : other formulas that come of the same misconception and get the same hint.
    """

    id: str
    hint: str
    variant: Callable[..., Any]
    others: Sequence[Callable[..., Any]] = ()

    @property
    def known(self) -> Known:
        """What is known of an answer that matches."""
        return Known(self.id, self.hint)

    @property
    def variants(self) -> list[Callable[..., Any]]:
        """All formulas of this mistake."""
        return [self.variant, *self.others]


@dataclass(frozen=True)
class Symptom:
    """A mistake that shows in what a check found, and not in the values.

    Attributes
    ----------
    pattern : a regular expression for the lines that say what happened; a hint is none of them.
    hint : what is said in place of that hint; or a function that returns it for an answer.
    of : the mistake that was found, or the kind where none was; "" for any.
    """

    id: str
    pattern: str
    hint: str | Callable[[Any], str]
    of: str = ""

    def shows(self, lines: Sequence[str], found: str) -> bool:
        """Say whether it shows in the lines of a check, and is of what was found."""
        return self.of in ("", found) and bool(re.search(self.pattern, "\n".join(lines)))

    def known(self, answer: object) -> Known:
        """Return what is known of an answer that shows it."""
        return Known(self.id, self.hint if isinstance(self.hint, str) else self.hint(answer))


@dataclass(frozen=True)
class Case:
    """A known wrong answer that a condition tells.

    Attributes
    ----------
    applies : takes what the check hands over; the first case that applies speaks.
    """

    id: str
    applies: Callable[..., bool]
    hint: str

    @property
    def known(self) -> Known:
        """What is known of an answer to which it applies."""
        return Known(self.id, self.hint)
