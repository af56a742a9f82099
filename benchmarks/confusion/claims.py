"""Each general sentence of a refusal held against answer and reference, by plain arithmetic.

Nothing of what found the sentence is used here, so that one can be wrong and the other not. A
sentence says of which points it speaks: of the one that is shown, or of all at which was asked.
"""

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.running import quiet

Array = np.ndarray
NUDGES = (1e-3, 1e-4)  # of an argument's own size, other ones than the check takes
AGREE = 2e-4


class Claim(NamedTuple):
    """A sentence, and whether it is so."""

    says: str
    so: bool


@dataclass
class Scene:
    """An answer beside the reference: what each gives for each name at each point.

    Attributes
    ----------
    points : at which the check asked for the same names as at the shown one, and got something.
    shown : the number of the one that the message shows.
    """

    check: FunctionCheck
    answer: Callable[..., Any]
    points: Sequence[tuple[Any, ...]]
    shown: int

    def __post_init__(self) -> None:
        shown = self.points[self.shown]
        names = self.values(self.check.reference, shown).keys()
        self.mine, self.right, kept = [], [], []
        for point in self.points:
            right = self.values(self.check.reference, point)
            if right.keys() != names:
                continue  # a net of more layers: dL_db[1] is of another one there
            try:
                mine = self.values(self.answer, point)
            except Exception:
                if point is shown:
                    raise
                continue  # a sentence speaks of what is returned
            self.mine.append(mine)
            self.right.append(right)
            kept.append(point)
        self.points = kept
        self.shown = next(place for place, point in enumerate(kept) if point is shown)

    def values(self, function: Callable[..., Any], point: tuple[Any, ...]) -> dict[str, Array]:
        """Return what a function gives, an array for each name."""
        prepared = self.check.prepared(function)
        with quiet():
            value = prepared(*copy.deepcopy(point))
        returns, reads = self.check.returns, self.check.reads
        parts = [np.asarray(one, dtype=np.float64) for one in reads.flat(returns, value)]
        example = list(value) if len(returns) > 1 else [value]
        return dict(zip(reads.labels(returns, example), parts, strict=True))

    def pairs(self, name: str) -> list[tuple[Array, Array]]:
        """Return a quantity as it is and as it should be, at each point; of another size as nan."""
        pairs = [(m[name], r[name]) for m, r in zip(self.mine, self.right, strict=True)]
        return [
            (a, b.reshape(a.shape) if a.size == b.size else np.full(a.shape, np.nan))
            for a, b in pairs
        ]

    def pair(self, name: str) -> tuple[Array, Array]:
        """Return a quantity as it is and as it should be at the point that is shown."""
        return self.pairs(name)[self.shown]

    def moved(self, function: Callable[..., Any], parameter: str, name: str, by: float) -> Array:
        """Return how far a quantity moves when an argument grows by a share of itself."""
        point = self.points[self.shown]
        place = self.check.parameters.index(parameter)
        grown = (*point[:place], _grown(point[place], by), *point[place + 1 :])
        after = self.values(function, grown)[name]
        moved: Array = after.ravel() - self.values(function, point)[name].ravel()
        return moved


def _grown(value: Any, by: float) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(_grown(part, by * (1 + i / 7)) for i, part in enumerate(value))
    if isinstance(value, np.ndarray):
        return value * (1 + by * (1 + np.arange(value.size) / 7)).reshape(value.shape)
    return value * (1 + by)


def _near(a: Any, b: Any, rtol: float = AGREE) -> bool:
    size = float(np.max(np.abs(b), initial=0.0))
    return np.allclose(a, b, rtol=rtol, atol=max(1e-8, 2e-6 * size))


def _agree(s: Scene, names: str) -> bool:
    agree = max(AGREE, 2 * s.check.tolerance.rtol)
    return all(_near(*pair, agree) for name in names.split(" and ") for pair in s.pairs(name))


def _rounded(s: Scene, name: str, places: str) -> bool:
    return all(_near(a, np.round(a, int(places)), 1e-9) for a, _ in s.pairs(name))


def _sign(s: Scene, name: str) -> bool:
    return all(_near(a, -b, max(AGREE, 2 * s.check.tolerance.rtol)) for a, b in s.pairs(name))


def _transposed(s: Scene, name: str) -> bool:
    return all(_near(a.T, b) for a, b in s.pairs(name))


def _reversed(s: Scene, name: str) -> bool:
    return all(_near(np.atleast_1d(a)[::-1], np.atleast_1d(b)) for a, b in s.pairs(name))


def _factor(s: Scene, name: str, factor: str) -> bool:
    return all(_near(a, float(factor) * b, 2e-3) for a, b in s.pairs(name))


def _shift(s: Scene, name: str, shift: str) -> bool:
    by = float(shift)
    return all(np.allclose(a - b, by, rtol=2e-3, atol=1e-3 * abs(by)) for a, b in s.pairs(name))


def _instead(s: Scene, name: str, other: str) -> bool:
    places = zip(s.mine, s.right, strict=True)
    return all(_near(mine[name].ravel(), right[other].ravel()) for mine, right in places)


def _twice(s: Scene, name: str) -> bool:
    return _agree(s, name)


def _within(s: Scene, name: str) -> bool:
    return all(np.all(np.abs(a - b) <= 0.0101 * np.abs(b) + 1e-8) for a, b in s.pairs(name))


def _some(s: Scene, count: str, total: str, name: str, first: str) -> bool:
    a, b = s.pair(name)
    right = np.isclose(a, b, rtol=1e-5, atol=max(1e-8, 1e-6 * float(np.max(np.abs(b)))))
    entry = tuple(int(i) for i in re.findall(r"\d+", first[len(name) :]))
    wrong = list(zip(*np.nonzero(~right), strict=True))
    return (int(np.sum(right)), right.size, tuple(map(int, wrong[0]))) == (
        int(count),
        int(total),
        entry,
    )


def _entry(s: Scene, label: str) -> tuple[float, float]:
    name = max((one for one in s.mine[0] if label.startswith(one)), key=len)
    a, b = s.pair(name)
    entry = tuple(int(i) for i in re.findall(r"\d+", label[len(name) :]))
    return float(a[entry]), float(b[entry])


def _is(s: Scene, label: str, kind: str) -> bool:
    mine, right = _entry(s, label)
    wanted = {"positive": 1.0, "negative": -1.0, "zero": 0.0}[kind]
    return bool(np.sign(right) == wanted != np.sign(mine))


def _larger(s: Scene, label: str, size: str) -> bool:
    mine, right = _entry(s, label)
    larger = abs(right) > abs(mine)
    return bool(np.sign(mine) == np.sign(right)) and larger == (size == "larger")


def _right_here(s: Scene, name: str, here: str, there: str) -> bool:
    calls = [s.check.called(point) for point in s.points]
    wrong = [
        i
        for i, pair in enumerate(s.pairs(name))
        if not _near(*pair, max(1e-5, s.check.tolerance.rtol))
    ]
    fine = [i for i in range(len(calls)) if i not in wrong and here in calls[i]]
    return s.shown in wrong and there in calls[s.shown] and bool(fine)


def _still(move: Array, size: float) -> bool:
    return bool(np.all(np.abs(move) <= 1e-6 * size))


def _nudged(s: Scene, parameter: str, name: str, how: str) -> bool:
    """Hold a sentence on a nudge against two others, each on the way to none."""
    size = float(np.max(np.abs(s.pair(name)[1]), initial=1e-9))
    found = []
    for by in NUDGES:
        a = s.moved(s.answer, parameter, name, by)
        b = s.moved(s.check.reference, parameter, name, by)
        found.append(
            {
                # What takes a slope by differences has some noise.
                "move, and yours stays": not _still(b, size * by)
                and (_still(a, size * by) or np.max(np.abs(a)) <= 1e-4 * np.max(np.abs(b))),
                "stay, and yours moves": not _still(a, size * by) and _still(b, size * 10),
                "move the other way than yours does": bool(np.sum(a * b) < 0),
                "moves as it should": np.allclose(a, b, rtol=5e-2, atol=5e-2 * np.max(np.abs(b))),
                "it moves, but not by the right amount": not _still(a, size * by)
                and not np.allclose(a, b, rtol=1e-3, atol=1e-3 * np.max(np.abs(b))),
                "it does not move": _still(a, size * by),
            }[how]
        )
    return all(found)


def _several(how: str) -> Callable[[Scene, str, str], bool]:
    def so(s: Scene, parameters: str, name: str) -> bool:
        return all(_nudged(s, one, name, how) for one in re.findall(r"`(\w+)`", parameters))

    return so


def _changes(s: Scene) -> bool:
    first, second = (s.values(s.answer, s.points[0]) for _ in range(2))
    return not all(_near(first[name], second[name], 1e-9) for name in first)


N = r"((?:\w|\[|\]|')+)"  # a quantity's name, as dL_dW[0] or gradients['k']
SENTENCES: dict[str, Callable[..., bool]] = {
    rf"({N}(?: and {N})*) agrees?\.": lambda s, names, *_: _agree(s, names),
    rf"No entry of {N} has more than (\d) decimals?": _rounded,
    rf"{N} has the wrong sign everywhere": _sign,
    rf"{N} is transposed": _transposed,
    rf"{N} has the right entries from the last to the first": _reversed,
    rf"{N} is ([-+.\de]+) times what it should be": _factor,
    rf"{N} is off by the same amount, ([-+.\de]+),": _shift,
    rf"In the place of {N} your function returns {N}\.": _instead,
    rf"It returns {N} twice": _twice,
    rf"{N} is within 1% at every point": _within,
    rf"(\d+) of the (\d+) entries of {N} (?:is|are) right; the first that is not is (.+)\.": _some,
    r"(\S+(?:, \d+\])?) should be (positive|negative|zero) there": _is,
    r"(\S+(?:, \d+\])?) has the right sign there; it should be (larger|smaller)": _larger,
    rf"{N} is right at (.+) and wrong at (.+)\.$": _right_here,
    rf"Change only `(\w+)` a little: {N} should (move, and yours stays|stay, and yours moves|"
    r"move the other way than yours does)": _nudged,
    rf"Change (`.*`) a little: {N} moves as it should": _several("moves as it should"),
    r"Called twice with the same arguments, it returns different values": _changes,
}  # fmt: skip
PARTLY = {
    r"Change ([^:]*) a little: (it moves, but not by the right amount)",
    r"Change ([^:]*) a little: (it does not move)",
}


def claims(
    message: str,
    check: FunctionCheck,
    answer: Callable[..., Any],
    points: Sequence[tuple[Any, ...]],
) -> Iterator[Claim]:
    """Give each sentence of a message that can be held against something, and whether it is so."""
    calls = [check.called(point) for point in points]
    shown = [i for i, call in enumerate(calls) if f"At {call} you" in message]
    if not shown:
        return
    scene = Scene(check, answer, points, shown[0])
    lines = [line for line in message.splitlines() if not line.startswith(("At ", "Run "))]
    for says, so in SENTENCES.items():
        for line in lines:
            for found in re.finditer(says, line):
                yield Claim(found[0], bool(so(scene, *found.groups())))
    name = re.search(rf"a little: {N} moves as it should", message)
    for says in PARTLY:
        for found in re.finditer(says, message):
            if name:
                yield Claim(found[0], _several(found[2])(scene, found[1], name[1]))
