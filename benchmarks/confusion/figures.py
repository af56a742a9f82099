"""Counts and intervals of the confusion matrix."""

from collections.abc import Iterable, Sequence

from scipy.stats import binomtest

from benchmarks.confusion.cases import HAND, MUTANT
from benchmarks.confusion.hints import VAGUE, help_of
from benchmarks.confusion.runs import Result, wrong


def share(count: int, total: int) -> str:
    """Return a count, of how many, and the exact 95% interval of Clopper and Pearson."""
    if not total:
        return "–"
    low, high = binomtest(count, total).proportion_ci(method="exact")
    return f"{count} / {total} ({_percent(low)} to {_percent(high)})"


def percent(count: int, total: int) -> str:
    """Return a share in per cent."""
    return _percent(count / total) if total else "–"


def _percent(part: float) -> str:
    """Return two figures of a small share, and a tenth near 1: rounded, neither is 0 or 100."""
    percents = 100 * part
    if 0 < part < 0.1:
        return f"{percents:.2g}%"
    return f"{percents:.1f}%" if 0.99 <= part < 1 else f"{percents:.0f}%"


class Counts:
    """What is counted of some results."""

    def __init__(self, results: Iterable[Result]) -> None:
        results = list(results)
        self.right = [one for one in results if one.case.right]
        self.wrong = [one for one in results if wrong(one)]
        self.refused = [one for one in self.right if not one.verdict.accepted]
        self.accepted = [one for one in self.wrong if one.verdict.accepted]
        self.misconceptions = [one for one in self.wrong if one.case.origin == HAND]
        self.named = [one for one in self.misconceptions if named(one, self.misconceptions)]
        self.mutants = [one for one in self.wrong if one.case.origin == MUTANT]
        self.equivalent = [one for one in results if one.case.origin == MUTANT and not wrong(one)]

    def false_accept(self) -> str:
        """Return how many wrong answers are accepted."""
        return share(len(self.accepted), len(self.wrong))

    def false_refuse(self) -> str:
        """Return how many right answers are refused."""
        return share(len(self.refused), len(self.right))

    def told(self, results: Sequence[Result]) -> int:
        """Return how many are told more than "not equal"."""
        return sum(help_of(one.verdict) not in VAGUE for one in results)


def named(result: Result, others: Sequence[Result]) -> bool:
    """Say whether a misconception gets its own hint and no other's."""
    message = result.verdict.message
    strange = {
        one.case.hint
        for one in others
        if one.exercise == result.exercise and one.lesson == result.lesson
    } - {result.case.hint}
    return result.case.hint in message and not any(hint in message for hint in strange)
