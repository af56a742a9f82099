"""Where in an answer the first value is off, for one that is no known mistake.

The answer and the reference are watched at the same points. A value of the answer is right if the
reference has it as well, or if a right result hangs on it. A line is said to be off only if all
results come out right with another value in its place, and if what the line is made of is right.
Both are tried out, so it is so whatever the names are, and whatever way the answer takes.
"""

import inspect
import re
import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from helpers.text import number

from .changing import changes_of
from .comparison import Comparison
from .mistake import Finding
from .own_work import OwnWork
from .relations import sign_and_size
from .running import Array, libraries_quiet, quiet
from .watching import RETURN, Events, Part, TooLong, Watch, numeric, watch_of

POINTS, TRIALS, STEPS, ENTRIES, LINES, LONG = 3, 300, 7, 12, 3, 100
# What a loop goes over that computes nothing: names, and lists of names.
EMPTY = re.compile(r"(np\.)?(zeros|ones|empty|full)(_like)?\(|\[\]$")  # what is still to be filled
BARE = re.compile(r"return \(?\w+(, *\w+)*\)?\s*(#|$)")
DIVIDED = re.compile(r"/ *([^\W\d]\w*)$")
SLOPE = re.compile(r"d([A-Za-z]+)_d(\w+)")
TRANSPARENT = re.compile(r"(zip|enumerate)?[(\[][\w, ]+[)\]]")
SIZE = re.compile(r"[\d.]+$")
SECONDS = 0.15  # of the processor, for all that is looked for
Turns = list[list[Array]]  # of one part: for each point, its value each time it runs


class Quantity(NamedTuple):
    """A value on the way to the right results, and its name, "" where it has none."""

    name: str
    turns: Turns
    varies: bool = True  # else it is one number everywhere, which many things may be


class Fix(NamedTuple):
    """What comes out right at every point in the place of what a part gives."""

    part: int
    name: str
    turns: Turns
    ended: bool = False  # whether it is the last value alone
    solved: bool = False  # whether it is a number that was sought, and maybe not the only one


@libraries_quiet()  # other values in its lines may be nan to a library
def first_wrong_line(c: Comparison, whole: bool = False) -> Finding | None:
    """Return in which line the first value is off, None where that can't be said surely.

    With `whole`, only a line is said with which all results come right: where one result has a
    wrong shape, what is made of it tells nothing of another result.
    """
    mended, what = _mending(c)
    lines, place = _lines_among(mended), _place(mended)
    if whole and what:
        lines = []
    trace = _trace(c, lines)
    cleared, off = trace.cleared() if trace else (set[str](), None)
    traced = trace.finding_of(whole) if trace else None
    lines = [line for line in lines if line not in cleared]
    named = [line for line in lines if traced and f"`{line[:LONG]}`" in traced.says]
    if traced and (not lines or traced.id == "reads-from-outside"):
        return traced
    # Where a change mends one result only, it may make up for a line above that is off.
    if traced and (named or what) and traced.id == "first-wrong-line":
        return _narrowed(traced, place, what) if named and named == lines else traced
    if trace and trace.all_known(lines):
        return traced  # a change makes up for two slips in what comes of these lines
    named = named if len(lines) > LINES else lines
    if not 0 < len(named) <= LINES:
        return traced or off
    return (trace and trace.returned_early(named)) or _changed(named, what, place)


def _trace(c: Comparison, confirmed: Sequence[str]) -> "Trace | None":
    places = [c.first_wrong, *(i for i in range(len(c.at)) if i != c.first_wrong)][:POINTS]
    answer = watch_of(inspect.unwrap(c.function))
    runs = answer.runs([c.at[i] for i in places]) if answer else ()
    events = [run for run in runs if run]
    if answer is None or len(events) < len(places):
        return None
    with quiet():
        return Trace(c, places, answer, events, confirmed)


def first_not_finite(c: Comparison, place: int) -> str:
    """Say which value is the first that is nan or infinite at a point; "" where none is met.

    It is in the first line whose own value is: np.where may leave out what is not finite in a line.
    """
    watch = watch_of(inspect.unwrap(c.function))
    try:
        with quiet():
            runs = watch.runs([c.at[place]]) if watch else ()
    except TooLong:
        return ""
    rounds = dict[int, int]()
    first: tuple[Part, Array, int] | None = None
    for k, value in next(iter(runs), None) or ():
        rounds[k] = rounds.get(k, 0) + 1
        part = watch.parts[k] if watch else None
        if part is None or value is None:
            continue
        if np.all(np.isfinite(value)):
            first = None if part.name else first
            continue
        if part.text == part.name or re.search(r"\b(inf|nan)\b", part.text):
            return ""  # it was handed in, or is written so, as a first value to compare with
        first = first or (part, value, rounds[k])
        if part.name:
            part, value, turn = first
            where = f" in `{part.line[:LONG]}`" if part.text != part.line else ""
            again = f" in round {turn}" if turn > 1 else ""
            says = f"`{part.text[:LONG]}`{where} gives {number(value)}{again}"
            return f"The first value that is no finite number: {says}."
    return ""


def lines_to_change(c: Comparison) -> tuple[list[str], str]:
    """Return lines in each of which one small change makes right, and what: "" for all values.

    At all points; if no change makes all values right, one of them that was wrong.
    """
    mended, what = _mending(c)
    return _lines_among(mended), what


def _lines_among(mended: Sequence[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(line for *lines, _ in mended for line in lines))


def _place(mended: Sequence[tuple[str, ...]]) -> str:
    """Return in which part of one line all of the changes are; "" where that says nothing more.

    Of a line with a slip in a part another change may make up for it as a whole: no part is of it.
    """
    places = {one[-1] for one in mended} - {""}
    if len(_lines_among(mended)) != 1 or not places:
        return ""
    line = mended[0][0]
    # A number says little without what it stands in.
    smallest, *larger = sorted(places, key=len)
    smallest = larger[0] if larger and smallest in larger[0] and SIZE.match(smallest) else smallest
    once = line.count(smallest) == 1 and len(smallest) < len(line) / 2
    return smallest if once and all(smallest in one or one in smallest for one in places) else ""


def _mending(c: Comparison) -> tuple[list[tuple[str, ...]], str]:
    """Return the changes that make right, as in `lines_to_change`, and what."""
    changes = changes_of(inspect.unwrap(c.function))
    if changes is None:
        return [], ""
    kept: dict[int, set[int]] | None = None
    lines: list[tuple[str, ...]] = []
    with quiet():
        for place in [c.first_wrong, *(i for i in range(len(c.at)) if i != c.first_wrong)]:
            numbers = None if kept is None else list(kept)
            found, values = changes.changed(c.at[place], numbers)
            lines = lines or found
            before = {number: set(range(len(c.names))) for number in range(len(lines))}
            kept = {
                number: right
                for (number, old), value in zip((kept or before).items(), values, strict=True)
                if value is not None and c.all_right < (right := old & c.right_ones(value, place))
            }
            if not kept:
                return [], ""
    whole = [number for number, right in (kept or {}).items() if len(right) == len(c.names)]
    q = next(q for q, name in enumerate(c.names) if name == c.walk[0])
    for name in c.walk if not whole else ():
        q = c.names.index(name)
        whole = [number for number, right in (kept or {}).items() if q in right - c.all_right]
        if whole:
            break
    right_now = (kept or {})[whole[0]]
    return [lines[number] for number in whole], "" if len(right_now) == len(c.names) else c.names[q]


class Trace:
    """An answer's values beside the reference's."""

    def __init__(
        self,
        c: Comparison,
        places: Sequence[int],
        answer: Watch,
        events: Sequence[Events],
        confirmed: Sequence[str] = (),
    ) -> None:
        self._confirmed = confirmed  # lines in which one small change mends something
        self._end = time.thread_time() + SECONDS
        self.c, self.places, self.answer = c, places, answer
        self.points = [c.at[i] for i in places]
        self.parts: Sequence[Part] = answer.parts
        self.steps = [[k for k, _ in run] for run in events]
        self.own = _turns(events)
        self.order = list(dict.fromkeys(self.steps[0]))
        self._folds: dict[Any, Turns | None] = {}
        self._heads = set[str]()  # of loops and branches that may go another way than they should
        self.goal = frozenset(range(len(c.names)))  # the quantities that a fix makes right

    def finding_of(self, whole: bool) -> Finding | None:
        """Return `finding`, or else what comes from outside; None where that takes too long."""
        try:
            with quiet():
                return self.finding(whole) or self.outside()
        except (TooLong, ValueError, TypeError):
            return None  # an answer's values may be of any kind; a check goes on with what it knows

    def all_known(self, lines: Sequence[str]) -> bool:
        """Say whether lines give nothing but what a reference calls by a name on its way.

        What another line gave before does not count: a line may hand on what it should change.
        """
        inside = [k for k in self.order if self.parts[k].line in lines and self.parts[k].name]
        try:
            with quiet():
                return bool(inside) and all(map(self._is_named_first, inside))
        except (TooLong, ValueError, TypeError):
            return False

    def _is_named_first(self, k: int) -> bool:
        results = ("", *self.c.names)
        named = [one for one in self.matched(k) if one.name not in results]
        above = self.order[: self.order.index(k)]
        before = [one for j in above for one in self.matched(j)]
        return any(all(one is not other for other in before) for one in named)

    def returned_early(self, lines: Sequence[str]) -> Finding | None:
        """Return that a line is a `return` that ends a loop in its first round."""
        for part in self.parts:
            inside = part.under and re.match("for |while ", part.under[-1])
            if inside and [part.line] == list(lines) and part.name.startswith(RETURN):
                says = f"`{part.line[:LONG]}` stands inside the loop `{part.under[-1][:LONG]}`"
                return Finding("return-inside-loop", f"{says} and ends it in its first round.")
        return None

    def finding(self, whole: bool = False) -> Finding | None:
        """Return which line or lines are off, for all that is wrong or for one result of it."""
        found = self._found()
        for name in self.c.walk if len(self.c.names) > 1 and not whole else ():
            q = self.c.names.index(name)
            if found:
                return found
            if q not in self.c.all_right:
                self.goal = frozenset(self.c.all_right | {q})
                found = self._found()
        return found

    def _found(self) -> Finding | None:
        made = [
            k
            for k in self.order
            if k in self.own and self.parts[k].name and self._gives(self.parts[k])
        ]
        fixes = self.fixes(made) or self.solved(made)
        for fix in fixes:
            suspects = self.suspects(fix)
            if suspects and self.matched(fix.part):  # it may be right, and what comes of it off
                others = (one.part for one in fixes if not self.matched(one.part))
                suspects = [*suspects, *[k for k in others if k not in suspects][:1]]
            sure = self.parts[fix.part].line in self._confirmed
            if suspects == [fix.part] and not self._heads:
                doubtful = [] if sure or self._stands_still(fix) else self._doubtful(fix)
                if not doubtful:
                    return self._line(fix)
                suspects = sorted({*doubtful, fix.part}, key=self.order.index)
            lines = self._lines_of(suspects)
            if 0 < len(lines) <= LINES:
                return _lines(lines, self._first, self._follows)
        return None

    def _gives(self, part: Part) -> bool:
        """Say whether a part gives a value of its own: not one handed in, nor one to start from."""
        if part.reads:
            return not EMPTY.match(part.text)
        same = [one for one in self.parts if (one.name, one.function) == (part.name, part.function)]
        return part.text != part.name and len(same) == 1

    def outside(self) -> Finding | None:
        """Return what the answer has from outside of it, and not from its arguments."""
        for k, turns in self.own.items():
            part = self.parts[k]
            if part.function:
                continue
            says = f"`{part.name}` is made outside of the function: "
            first, *others = [one for at in turns for one in at]
            if all(np.array_equal(first, one) for one in others):
                says += f"here it is {number(first)}, whatever the arguments are."
            else:
                says += "it keeps what a call before has left in it."
            return Finding("reads-from-outside", says)
        return None

    def fixes(self, parts: Sequence[int]) -> list[Fix]:
        """Return what comes out right in the place of parts, in the order in which they run."""
        tried = [
            Fix(k, one.name, turns, not self.folded(one, self.own[k]))
            for k in parts
            if not self._is_as_named(k)
            for one in self.expected
            if (one.varies and self.parts[k].reads) or one.name == self.parts[k].name
            for turns in [self.folded(one, self.own[k]) or ended(one.turns, self.own[k])]
            if turns and not self._same(self.own[k], turns)
        ]
        own_name_first = sorted(tried, key=lambda fix: fix.name != self.parts[fix.part].name)
        tried = _unlike(own_name_first)[:TRIALS]
        for place in range(len(self.points)):
            self._look_at_the_clock()
            repairs = [{fix.part: fix.turns[place]} for fix in tried]
            values = self.answer.repaired([self.points[place]] * len(tried), repairs)
            pairs = zip(tried, values, strict=True)
            tried = [fix for fix, value in pairs if self._is_right(value, place)]
        # What is right as it is may be changed to make up for several slips behind it.
        found = [
            fix
            for fix in tried
            if not self._is_elsewhere(fix) and (fix.name or not self._is_named_first(fix.part))
        ]
        return sorted(found, key=lambda fix: self.order.index(fix.part))

    def _is_elsewhere(self, fix: Fix) -> bool:
        """Say whether another part of this name is what the part should be."""
        name = self.parts[fix.part].name
        same = (self.own[k] for k in self.own if self.parts[k].name == name and k != fix.part)
        alike = (turns for turns in same if folded(fix.turns, turns))
        return any(self._same(turns, fix.turns) for turns in alike)

    def _is_as_named(self, k: int) -> bool:
        """Say whether a part is what its name says."""
        known = [*self.expected, *self.arguments]
        named = (one for one in known if one.name == self.parts[k].name)
        turns = (self.folded(one, self.own[k]) for one in named)
        return any(one and self._same(self.own[k], one) for one in turns)

    def cleared(self) -> tuple[set[str], Finding | None]:
        """Return `by_name`; nothing where that takes too long."""
        try:
            with quiet():
                return self.by_name()
        except (TooLong, ValueError, TypeError):
            return set(), None

    def by_name(self) -> tuple[set[str], Finding | None]:
        """Return the lines that are right by their names, and the first value that is not.

        A line is right whose values are what their names say, until another's is off: what a small
        change of it makes right, it may make right for another line.
        """
        right, turn = set[str](), dict[int, int]()
        made = [(one.name, one.function) for one in self.parts if self._gives(one)]
        for k in self.steps[0]:
            turn[k] = turn.get(k, -1) + 1
            part = self.parts[k]
            if k not in self.own or not self._gives(part):
                continue
            if made.count((part.name, part.function)) > 1:
                continue  # before its last step it is something else
            named = [one for one in self.expected if one.name == part.name and one.varies]
            folds = [fold for one in named if (fold := self.folded(one, self.own[k]))]
            mine = self.own[k][0][turn[k]]
            if not folds:
                continue
            if any(self.c.close(mine.ravel(), fold[0][turn[k]].ravel()) for fold in folds):
                right.add(part.line)
                continue
            right.discard(part.line)
            right |= {one.line for one in self.parts if BARE.match(one.line)}  # they hand it on
            return right, self._unlike_its_name(k, named[0].name, mine)
        return right, None

    def _unlike_its_name(self, k: int, name: str, mine: Array) -> Finding | None:
        """Say of a value that it is not what its name stands for, where the exercise says that."""
        slope = SLOPE.fullmatch(name)
        words = f"the derivative of {slope[1]} with respect to {slope[2]}" if slope else ""
        words = self.c.check.intermediates.get(name, words)
        says = f"A value that is off: `{self.parts[k].line[:LONG]}` gives {number(mine)}"
        again = " in round 1" if len(self.own[k][0]) > 1 else ""
        found = Finding("first-wrong-line", f"{says}{again}. It should equal {words}.")
        return found if words else None

    def solved(self, parts: Sequence[int]) -> list[Fix]:
        """Return the last part in whose place some one number makes several wrong results right.

        The number is sought by the secant method, at each point anew.
        """
        single = [
            k
            for k in parts
            if all(len(at) == 1 and at[0].size == 1 for at in self.own[k])
            and not self._is_named_first(k)
        ]
        found: dict[int, Turns] = {k: [] for k in single}
        for place, point in enumerate(self.points):
            mine = {k: float(self.own[k][place][0].item()) for k in found}
            start = self._missed(self.c.returned[self.places[place]], place)
            if start is None or np.count_nonzero(start) < 2:
                return []
            at = int(np.argmax(np.abs(start)))
            before = {k: (x, float(start[at])) for k, x in mine.items()}
            now = {k: x * 1.1 + 0.1 for k, x in mine.items()}
            for _ in range(STEPS):
                self._look_at_the_clock()
                values = self._with(now, point)
                missed = {k: self._missed(value, place) for k, value in values.items()}
                new = {}
                for k, miss in missed.items():
                    if miss is None or not np.any(miss):
                        new[k] = now[k]
                        continue
                    (x, y), end = before[k], float(miss[at])
                    before[k] = now[k], end
                    step = (now[k] - x) / (end - y) if end != y else 0.0
                    new[k] = now[k] - end * step
                now = new
            values = self._with(now, point)
            found = {
                k: [*found[k], [np.array(now[k])]]
                for k, value in values.items()
                if self._is_right(value, place)
            }
        last = max(found, key=self.order.index, default=None)
        return [] if last is None else [Fix(last, "", found[last], solved=True)]

    def _with(self, numbers: dict[int, float], point: Sequence[Any]) -> dict[int, Any]:
        repairs = [{k: [np.array(x)]} for k, x in numbers.items()]
        return dict(
            zip(numbers, self.answer.repaired([point] * len(repairs), repairs), strict=True)
        )

    def _missed(self, value: Any, place: int) -> Array | None:
        """Return by how much each entry of the results is off, 0 where it agrees."""
        at = self.places[place]
        arrays, right = self.c.opened(value, at), self.c.right[at]
        if arrays is None or any(a.size != b.size for a, b in zip(arrays, right, strict=True)):
            return None
        off = [
            np.zeros(b.size) if self.c.close(a, b) else a.ravel() - b.ravel()
            for a, b in zip(arrays, right, strict=True)
        ]
        return np.concatenate(off)

    def suspects(self, fix: Fix) -> list[int]:
        """Return the parts that may be off, in their order; none where that can't be told.

        They are the part in whose place another value makes all right, and what it is made of as
        far back as that is not known to be right.
        """
        k, found = fix.part, list[int]()
        self._heads = set[str]()
        pairs = zip(self.own[k], fix.turns, strict=True)
        turns = [_first_unlike(self.c, *pair) for pair in pairs]
        ends = [
            [i for i, one in enumerate(steps) if one == k][turn]
            for steps, turn in zip(self.steps, turns, strict=True)
        ]
        todo = [(k, ends)]
        while todo:
            k, ends = todo.pop()
            part = self.parts[k]
            if k in found:
                continue
            if k == fix.part or not TRANSPARENT.fullmatch(part.text):
                found.append(k)
            self._heads |= {header for header in part.under if not self._as_often(header)}
            for j in [j for name in part.reads for j in self._sources(name, k, ends[0])]:
                source = self.parts[j]
                if source.text == "[]" and part.text.startswith(f"{source.name}."):
                    continue  # a list before the first entry is put into it
                counts = [s[:e].count(j) for s, e in zip(self.steps, ends, strict=True)]
                if self._is_replaced_later(j, ends[0]):
                    return []
                known = self._known(j, counts) or self._needed(j, counts[0] - 1)
                if known and not self._is_nudged(j):
                    continue
                if not source.reads and source.name == source.text:  # it was handed in
                    if all(self.parts[one].function == part.function for one in found):
                        by = self._call_of(part.function, ends)
                        if by is None:
                            return []
                        todo.append(by)
                    continue  # by a line that has been found
                last = [_last(s, j, e) for s, e in zip(self.steps, ends, strict=True)]
                if None in last or len(found) + len(todo) > 2 * LINES:
                    return []
                todo.append((j, [one for one in last if one is not None]))
        if _is_name(self.parts[fix.part]) and self.parts[fix.part].text in self.c.names:
            return []
        return sorted({*found, *self._handed_on(fix)}, key=self.order.index)

    def _known(self, j: int, counts: Sequence[int]) -> bool:
        """Say whether a part is what is met on the way to a right result.

        It must be what its name says, where that is known. In a loop it does not count that it is
        what the answer was called with: it may not move.
        """
        met, name = self.matched(j, counts), self.parts[j].name
        if not met:
            return False
        named = [one for one in self.expected if one.name == name and self._compares(one, j)]
        if named and all(one.name != name for one in met):
            return False
        # Nor does it where several names go into it: it may take the wrong one of them.
        turns = any("for " in header or "while " in header for header in self.parts[j].under)
        made = {one.name for one in self.parts}
        if turns or len(made & set(self.parts[j].reads)) > 1:
            met = [one for one in met if all(one is not given for given in self.arguments)]
        return bool(met)

    def _compares(self, one: Quantity, j: int) -> bool:
        """Say whether a quantity can be set beside a part: it is met as often, of whatever size."""
        pairs = zip(one.turns, self.own[j], strict=True)
        return bool(self.folded(one, self.own[j])) or all(len(a) == len(b) for a, b in pairs)

    def _call_of(self, function: str, ends: Sequence[int]) -> tuple[int, list[int]] | None:
        """Return the part that called a function, and its steps, None where it can't be told."""
        callers = [k for k in self.order if function in self.parts[k].reads and k in self.own]
        for k in callers:
            pairs = zip(self.steps, ends, strict=True)
            steps = [next((i for i in range(e, len(s)) if s[i] == k), None) for s, e in pairs]
            if None not in steps:
                return k, [one for one in steps if one is not None]
        return None

    def _stands_still(self, fix: Fix) -> bool:
        """Say whether a part that is off in a round gives what it gave in the round before."""
        turns = self.own[fix.part][0]
        turn = _first_unlike(self.c, turns, fix.turns[0])
        return turn > 0 and np.array_equal(turns[turn], turns[turn - 1])

    def _doubtful(self, fix: Fix) -> list[int]:
        """Return what goes into a part and may be off: it, or where a line may be missing.

        That is what is known under another name only, and what the answer was called with and is to
        change, as its name says.
        """
        part, found = self.parts[fix.part], list[int]()
        for name in part.reads:
            sources = self._sources(name, fix.part, self.steps[0].index(fix.part))
            for j in sources:
                met = self.matched(j) if self.parts[j].reads else []
                other = met and all(one.name != self.parts[j].name for one in met)
                if other and not self._needed(j, len(self.own[j][0]) - 1):
                    found.append(j)
            given = [one for one in self.arguments if one.name == name != part.name]
            to_be = [one for one in self.expected if one.name == name]
            if given and not sources and to_be and not self._same(given[0].turns, to_be[0].turns):
                found.append(fix.part)
        return found

    def _lines_of(self, suspects: Sequence[int]) -> list[str]:
        """Return the lines of parts, and those that decide whether they run.

        One that hands on a name or gives a sum its 0 is left out if others are there: every other
        name and number near it has been tried.
        """
        names = [one.name for one in self.parts]
        plain = {
            k
            for k in suspects
            if _is_name(self.parts[k])
            or (self.parts[k].text in ("0", "0.0") and names.count(self.parts[k].name) > 1)
        }
        kept = [k for k in suspects if k not in plain] or suspects
        lines = [
            line
            for k in kept
            for line in (*(h for h in self.parts[k].under if h in self._heads), self.parts[k].line)
        ]
        return list(dict.fromkeys(line[:LONG] for line in lines))

    def _handed_on(self, fix: Fix) -> list[int]:
        """Return the parts that hand on what another gives, where a step may be missing."""
        name = self.parts[fix.part].name
        if name == fix.name:
            return []
        return [
            k
            for k in self.own
            if k != fix.part and self.parts[k].text == name and self.parts[k].reads
        ]

    def _is_nudged(self, k: int) -> bool:
        """Say whether a function is called again and again with nearly the same: a slope is taken.

        There it is not enough that its values are right within a tolerance.
        """
        turns = self.own.get(k, [[]])[0]
        return self.parts[k].name.startswith(RETURN) and len(turns) > 1 and _alike(turns)

    def _is_replaced_later(self, j: int, end: int) -> bool:
        """Say whether a name gets another value below, outside of a loop: it may be too early."""
        part = self.parts[j]
        later = (self.parts[k] for k in self.steps[0][end + 1 :] if k != j)
        return not part.under and any(
            one.name == part.name and one.function == part.function and not one.under
            for one in later
        )

    def _sources(self, name: str, k: int, end: int) -> list[int]:
        """Return the part from which a name in part `k` has its value before a step."""
        function = self.parts[k].function
        before = [(j, self.parts[j]) for j in self.steps[0][:end] if j != k]
        called = [j for j, one in before if (one.function, one.name) == (name, f"{RETURN}0")]
        named = [(j, one.function) for j, one in before if one.name == name]
        own = [j for j, where in named if where == function]
        return called[-1:] or own[-1:] or [j for j, _ in named][-1:]

    def _as_often(self, header: str) -> bool:
        """Say whether a value within a loop or a branch is met as often as it should be."""
        first = [1] * len(self.points)
        inside = (k for k in self.own if header in (*self.parts[k].under, self.parts[k].line))
        several = (k for k in inside if header.startswith("if") or len(self.own[k][0]) > 1)
        return any(self.matched(k, first) for k in several)

    def matched(self, k: int, counts: Sequence[int] | None = None) -> list[Quantity]:
        """Return what a part is the first so many times at each point. Raises TooLong."""
        self._look_at_the_clock()
        if k not in self.own:
            return []
        mine, found = self.own[k], list[Quantity]()
        all_of_them = counts is None or (
            min(counts) > 1 and [*counts] == [len(turns) for turns in mine]
        )
        for one in [*self.expected, *self.arguments]:
            if not one.varies and one.name != self.parts[k].name:
                continue
            turns = self.folded(one, mine) or (ended(one.turns, mine) if all_of_them else None)
            if turns and self._same(mine, turns, counts):
                found.append(one)
        return found

    def _look_at_the_clock(self) -> None:
        if time.thread_time() > self._end:
            raise TooLong

    def folded(self, one: Quantity, mine: Turns) -> Turns | None:
        """Return `folded` of a quantity; it looks at what `mine` is made of, not at its values."""
        sizes = tuple((len(b), *{a.size for a in b}) for b in mine)
        if (id(one), sizes) not in self._folds:
            self._folds[id(one), sizes] = folded(one.turns, mine)
        return self._folds[id(one), sizes]

    def _same(
        self,
        mine: Turns,
        theirs: Turns,
        counts: Sequence[int] | None = None,
    ) -> bool:
        counts = counts or [len(turns) for turns in mine]
        return all(
            self.c.close(a.ravel(), b.ravel())
            for at, other, count in zip(mine, theirs, counts, strict=True)
            for a, b in zip(at[:count], other[:count], strict=True)
        )

    def _needed(self, k: int, turn: int) -> bool:
        """Say whether a right result hangs on what a part is in a turn."""
        if k not in self.own or self._is_another(k):
            return False
        mine = self.own[k][0]
        size = mine[turn].size
        if not 0 < size <= ENTRIES:
            return False
        nudges = np.eye(size).reshape(size, *mine[turn].shape) * (0.01 * abs(mine[turn]) + 1e-3)
        others = [-mine[turn], *(mine[turn] + nudge for nudge in nudges)]
        repairs = [{k: [*mine[:turn], other, *mine[turn + 1 :]]} for other in others]
        values = self.answer.repaired([self.points[0]] * len(others), repairs)
        place = self.places[0]
        right = self.c.right_ones(self.c.returned[place], place)
        return all(right - self.c.right_ones(value, place) for value in values)

    def _is_another(self, k: int) -> bool:
        """Say whether a part is not what its name says, or has the other sign of what is met."""
        mine, name = self.own[k], self.parts[k].name
        for one in self.expected:
            if not one.varies:
                continue
            turns = self.folded(one, mine)
            other = turns and [[-a for a in at] for at in turns]
            if (turns and one.name == name) or (other and self._same(mine, other)):
                return True  # what is as its name says has been matched before
        return False

    def _is_right(self, value: Any, place: int) -> bool:
        return self.goal <= self.c.right_ones(value, self.places[place])

    @cached_property
    def expected(self) -> list[Quantity]:
        """What is met on the way to the right results, and those."""
        check = self.c.check
        models = [check.reference, *check.ways]
        for stage in check.afterwards:
            models += stage.copies if isinstance(stage, OwnWork) else []
        found = [one for model in models for one in self._met(model)]
        results = [self.c.right[i] for i in self.places]
        found += [Quantity(n, [[at[q]] for at in results]) for q, n in enumerate(self.c.names)]
        if len(self.c.names) > 1 and all(len({a.shape for a in at}) == 1 for at in results):
            found.append(Quantity("", [[np.array(at)] for at in results]))  # in one array
        found = [one._replace(varies=_varies(one.turns)) for one in found]
        return [one for one in found if one.varies or one.name]

    @cached_property
    def arguments(self) -> list[Quantity]:
        """What the answer is called with."""
        named = zip(self.c.check.parameters, zip(*self.points, strict=True), strict=True)
        arrays = {name: [numeric(value) for value in values] for name, values in named}
        return [
            Quantity(name, [[array] for array in values if array is not None])
            for name, values in arrays.items()
            if all(array is not None for array in values)
        ]

    def _met(self, model: Any) -> Iterator[Quantity]:
        """Yield what a function meets that takes the same arguments."""
        model = inspect.unwrap(model)
        watch = watch_of(model)
        if watch is None or len(inspect.signature(model).parameters) != len(self.points[0]):
            return
        runs = [run for run in watch.runs(self.points) if run]
        if len(runs) < len(self.points):
            return
        for k, turns in _turns(runs).items():
            name = watch.parts[k].name
            if not watch.parts[k].function:
                continue
            yield Quantity("" if name.startswith(RETURN) else name, turns)
            if all(len(at) == 1 and at[0].ndim and len(at[0]) > 1 for at in turns):
                yield Quantity("", [list(at[0]) for at in turns])

    def _in_own_shape(self, fix: Fix) -> Fix:
        """Return a fix in the shape that the answer gives, if that comes out right as well."""
        pairs = zip(self.own[fix.part], fix.turns, strict=True)
        both = [list(zip(mine, right, strict=False)) for mine, right in pairs]
        if any(a.size != b.size for at in both for a, b in at):
            return fix
        turns = [[b.reshape(a.shape) for a, b in at] for at in both]
        values = self.answer.repaired(self.points, [{fix.part: at} for at in turns])
        fits = all(self._is_right(value, place) for place, value in enumerate(values))
        return fix._replace(turns=turns) if fits else fix

    def _line(self, fix: Fix) -> Finding:
        fix, part = self._in_own_shape(fix), self.parts[fix.part]
        turn = _first_unlike(self.c, self.own[fix.part][0], fix.turns[0])
        mine, right = self.own[fix.part][0][turn], fix.turns[0][turn]
        again = f" in round {turn + 1}" if len(fix.turns[0]) > 1 else ""
        if again and fix.ended:
            again = " in the end"
        beside = [one for one in self.parts if one.line == part.line and one.name]
        unpacked = sum(one.text == part.text for one in beside) > 1
        value = part.name if unpacked else part.text
        where = f"`{value[:LONG]}` in " if len(beside) > 1 else ""
        if self._stands_still(fix):
            says = (
                f"{self._first}: {where}`{part.line[:LONG]}` gives {number(mine)} in "
                f"round {turn + 1}, as in the round before.\n"
                "Which line should change what goes into it, and does it?"
            )
            return Finding("first-wrong-line", says)
        says = (
            f"{self._first}: {where}`{part.line[:LONG]}` gives {number(mine)}{again}."
            f"{self._should(fix, mine, right)}\n"
            f"What goes into it is right{self._and_then(part)}."
        )
        return Finding("first-wrong-line", says)

    @property
    def _whole(self) -> bool:
        """Whether a fix makes all results right."""
        return len(self.goal) == len(self.c.names)

    @property
    def _first(self) -> str:
        """Begin a sentence on a line; what else is wrong may come from a line before."""
        return f"{'The first' if self._whole else 'A'} value that is off"

    @property
    def _follows(self) -> str:
        if self._whole:
            return "all that follows is"
        (name,) = (self.c.names[q] for q in self.goal - self.c.all_right)
        return f"{name} is"

    def _and_then(self, part: Part) -> str:
        """Continue a sentence on a line; a `return`, if it is off as a whole, ends its function."""
        if part.line == f"return {part.text}":
            return ""
        return f"; with another value here {self._follows} right, too"

    def _should(self, fix: Fix, mine: Array, right: Array) -> str:
        if fix.solved:
            return ""
        if mine.shape != right.shape:
            return f" It should have the shape {right.shape}; yours is {mine.shape}."
        if self.c.close(mine, -right):
            return " It should have the other sign."
        slope = SLOPE.fullmatch(fix.name)
        words = f"the derivative of {slope[1]} with respect to {slope[2]}" if slope else ""
        words = self.c.check.intermediates.get(fix.name, words)
        if words:
            return f" It should equal {words}.{self._divided(fix, mine, right)}"
        said = sign_and_size("X", mine, right).says.replace(" there", "")
        entry, _, should = said.removeprefix("X").partition(" ")
        should = should.replace("has the right sign; it ", "")
        names = self.parts[fix.part].name.strip("()").split(", ")
        if entry and len(names) == mine.size > 1:  # a tuple that is unpacked
            return f" `{names[int(entry.strip('[]'))]}` {should}"
        return f" Its entry {entry} {should}" if entry else f" It {should}"

    def _divided(self, fix: Fix, mine: Array, right: Array) -> str:
        """Say by what a derivative is divided that should be multiplied by it."""
        found = DIVIDED.search(self.parts[fix.part].text)
        if not found:
            return ""
        name = found[1]
        named = [one.turns for one in self.arguments if one.name == name]
        named += [self.own[k] for k in self.own if self.parts[k].name == name]
        for turns in [turns for turns in named if len(turns[0]) == 1]:
            by = turns[0][0]
            product = mine * by * by if np.ndim(mine) >= np.ndim(by) else by
            if product.shape == right.shape and self.c.close(product, right):
                return f" It is divided by `{name}`: the chain rule makes products."
        return ""


def folded(theirs: Turns, mine: Turns) -> Turns | None:
    """Return values turn by turn as another part has turns, None where they don't go together.

    A reference that takes a slope by nudging meets each value several times, a little changed.
    """
    found = []
    for a, b in zip(theirs, mine, strict=True):
        if not b or not a or len(a) % len(b):
            return None
        each = len(a) // len(b)
        groups = [a[i : i + each] for i in range(0, len(a), each)]
        if any(one.size != b[0].size for one in a) or len({one.size for one in b}) > 1:
            return None
        if not all(map(_alike, groups)):
            return None
        found.append([_middle(group) for group in groups])
    return found


def _middle(values: Sequence[Array]) -> Array:
    if len(values) == 1:
        return values[0]
    middle: Array = np.mean([one.ravel() for one in values], axis=0)
    return middle.reshape(values[0].shape)


def _alike(values: Sequence[Array]) -> bool:
    """Say whether values are nearly one, as those around a point at which a slope is taken."""
    if len(values) == 1:
        return True
    if len({one.size for one in values}) > 1:
        return False
    values = [one.ravel() for one in values]
    middle = np.mean(values, axis=0)
    most = 1e-3 * np.max(np.abs(middle), initial=1e-9)
    return all(np.all(np.abs(one - middle) <= most) for one in values)


def ended(theirs: Turns, mine: Turns) -> Turns | None:
    """Return values with another last one: of what is added up, turn by turn."""
    pairs = list(zip(theirs, mine, strict=True))
    if any(len(a) != 1 or len(b) < 2 or a[0].size != b[-1].size for a, b in pairs):
        return None
    return [[*b[:-1], a[0]] for a, b in pairs]


def _turns(runs: Sequence[Events]) -> dict[int, Turns]:
    """Return the values of each part that is a number whenever it runs, and at every point."""
    found: dict[int, list[list[Array | None]]] = {}
    for place, events in enumerate(runs):
        for k, value in events:
            found.setdefault(k, [[] for _ in runs])[place].append(value)
    return {
        k: turns  # type: ignore[misc]
        for k, turns in found.items()
        if all(at and all(value is not None for value in at) for at in turns)
    }


def _varies(turns: Turns) -> bool:
    """Say whether a quantity is more than one number everywhere."""
    return len({float(x) for at in turns for a in at for x in a.ravel()}) > 1


def _unlike(fixes: Sequence[Fix]) -> list[Fix]:
    """Return the fixes without those that are another over again; of like ones a named one."""
    found: dict[Any, Fix] = {}
    for fix in fixes:
        key = fix.part, *(round(float(x), 9) for at in fix.turns for a in at for x in a.ravel())
        if key not in found or (fix.name and not found[key].name):
            found[key] = fix
    return list(found.values())


def _first_unlike(c: Comparison, mine: Sequence[Array], theirs: Sequence[Array]) -> int:
    pairs = enumerate(zip(mine, theirs, strict=True))
    return next((i for i, (a, b) in pairs if not c.close(a.ravel(), b.ravel())), len(mine) - 1)


def _is_name(part: Part) -> bool:
    return part.text.isidentifier()


def _last(steps: Sequence[int], k: int, end: int) -> int | None:
    return next((i for i in reversed(range(end)) if steps[i] == k), None)


def _narrowed(traced: Finding, place: str, what: str) -> Finding:
    """Return a finding with the part of the line that is to be changed."""
    if not place or "\nWhat goes into it is right; " not in traced.says:
        return traced
    says, _, _ = traced.says.partition("\nWhat goes into it is right; ")
    mends = f"one small change in `{place}` makes {what or 'every value'} right."
    return Finding(traced.id, f"{says}\nWhat goes into it is right; {mends}")


def _changed(lines: Sequence[str], what: str, place: str = "") -> Finding:
    those = ", ".join(f"`{line[:LONG]}`" for line in lines)
    where = "one of these lines: " if len(lines) > 1 else ""
    each = "one of them" if len(lines) > 1 else "this line"
    each = f"`{place}`" if place and len(lines) == 1 else each
    first = "A value that is off" if what else "The first value that is off"
    return Finding(
        "among-lines",
        f"{first} arises in {where}{those}.\n"
        f"One small change in {each} makes {what or 'every value'} right.",
    )


def _lines(lines: Sequence[str], first: str, follows: str) -> Finding:
    those = ", ".join(f"`{line}`" for line in lines)
    where = "one of these lines, or where one is missing near them:" if len(lines) > 1 else ""
    near = "" if len(lines) > 1 else ", or where a line is missing near it"
    return Finding(
        "among-lines",
        f"{first} arises in {where}{' ' * bool(where)}{those}{near}.\n"
        f"With another value in the last of them {follows} right.",
    )
