"""Which of an answer's parts are, turn by turn, what is met on the way to the right results."""

from collections.abc import Sequence
from typing import Any

from .trace import Trace
from .turns import Quantity, Turns, ended, folded


class Matches:
    """The parts of a trace beside what is expected, by value, turn and name; each look is kept."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._folds: dict[Any, Turns | None] = {}

    def matched(self, k: int, counts: Sequence[int] | None = None) -> list[Quantity]:
        """Return what a part is the first so many times at each point. Raises TooLong."""
        t = self.trace
        t.look_at_the_clock()
        if k not in t.own:
            return []
        mine, found = t.own[k], list[Quantity]()
        all_of_them = counts is None or (
            min(counts) > 1 and [*counts] == [len(turns) for turns in mine]
        )
        for one in [*t.expected, *t.arguments]:
            if not one.varies and one.name != t.parts[k].name:
                continue
            turns = self.folded(one, mine) or (ended(one.turns, mine) if all_of_them else None)
            if turns and self.same(mine, turns, counts):
                found.append(one)
        return found

    def folded(self, one: Quantity, mine: Turns) -> Turns | None:
        """Return `folded` of a quantity; it looks at what `mine` is made of, not at its values."""
        sizes = tuple((len(b), *{a.size for a in b}) for b in mine)
        if (id(one), sizes) not in self._folds:
            self._folds[id(one), sizes] = folded(one.turns, mine)
        return self._folds[id(one), sizes]

    def same(self, mine: Turns, theirs: Turns, counts: Sequence[int] | None = None) -> bool:
        """Say whether values agree, the first so many at each point."""
        counts = counts or [len(turns) for turns in mine]
        return all(
            self.trace.c.close(a.ravel(), b.ravel())
            for at, other, count in zip(mine, theirs, counts, strict=True)
            for a, b in zip(at[:count], other[:count], strict=True)
        )

    def is_as_named(self, k: int) -> bool:
        """Say whether a part is what its name says."""
        t = self.trace
        known = [*t.expected, *t.arguments]
        named = (one for one in known if one.name == t.parts[k].name)
        turns = (self.folded(one, t.own[k]) for one in named)
        return any(one and self.same(t.own[k], one) for one in turns)

    def is_named_first(self, k: int) -> bool:
        """Say whether a part is the first that is what a reference calls by a name on its way."""
        t = self.trace
        results = ("", *t.c.names)
        named = [one for one in self.matched(k) if one.name not in results]
        above = t.order[: t.order.index(k)]
        before = [one for j in above for one in self.matched(j)]
        return any(all(one is not other for other in before) for one in named)

    def is_another(self, k: int) -> bool:
        """Say whether a part is not what its name says, or has the other sign of what is met."""
        t = self.trace
        mine, name = t.own[k], t.parts[k].name
        for one in t.expected:
            if not one.varies:
                continue
            turns = self.folded(one, mine)
            other = turns and [[-a for a in at] for at in turns]
            if (turns and one.name == name) or (other and self.same(mine, other)):
                return True  # what is as its name says has been matched before
        return False

    def compares(self, one: Quantity, j: int) -> bool:
        """Say whether a quantity can be set beside a part: it is met as often, of whatever size."""
        mine = self.trace.own[j]
        pairs = zip(one.turns, mine, strict=True)
        return bool(self.folded(one, mine)) or all(len(a) == len(b) for a, b in pairs)

    def as_often(self, header: str) -> bool:
        """Say whether a value within a loop or a branch is met as often as it should be."""
        t = self.trace
        first = [1] * len(t.points)
        inside = (k for k in t.own if header in (*t.parts[k].under, t.parts[k].line))
        several = (k for k in inside if header.startswith("if") or len(t.own[k][0]) > 1)
        return any(self.matched(k, first) for k in several)

    def all_known(self, lines: Sequence[str]) -> bool:
        """Say whether lines give nothing but what a reference calls by a name on its way.

        What another line gave before does not count: a line may hand on what it should change.
        """
        t = self.trace
        inside = [k for k in t.order if t.parts[k].line in lines and t.parts[k].name]
        return bool(inside) and all(map(self.is_named_first, inside))
