"""Whether two answers are equal: compared at the check's own calls, and at many fresh inputs."""

import copy
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from benchmarks.confusion.inputs import Arguments, defined, fresh, recorded
from course.grading.run.sandbox.timer import OutOfTime, limited
from helpers.checking.stages import quiet

FRESH = 200
EQUAL = 1e-9
LEVELS = (EQUAL, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3)
# Where a task asks for an approximation, what it allows; see its check.
ALLOWED: dict[tuple[str, str], float] = {
    ("01_derivatives", "gradient"): 1e-3,
}


def agree(one: Any, other: Any, rtol: float) -> bool:
    """Say whether two returned values are equal, each of several for itself.

    Entries of one array may differ by `rtol` of the largest one; a dictionary has all its names.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(agree(one[k], other[k], rtol) for k in other)
    several = _several(one) and _several(other)
    if several and len(one) and (isinstance(one, tuple) or _several(one[0])):
        return _each(one, other, rtol)
    try:
        a, b = (np.asarray(value, dtype=np.float64).squeeze() for value in (one, other))
    except (TypeError, ValueError):
        if several:
            return _each(one, other, rtol)
        return bool(one is other or (isinstance(one, str) and one == other))
    except MemoryError:  # a mutant's list may be too long to be compared
        return False
    if a.shape != b.shape:
        return False
    size = np.max(np.abs(b), initial=0.0, where=np.isfinite(b))
    return np.allclose(a, b, rtol=rtol, atol=rtol * size + 1e-12, equal_nan=True)


def _several(value: Any) -> bool:
    return isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim > 0)


def _each(one: Any, other: Any, rtol: float) -> bool:
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(agree(x, y, rtol) for x, y in pairs)


class Equality:
    """Compares answers to one exercise, the first of them right, over many inputs."""

    def __init__(self, lesson: str, exercise: str, right: str, seed: int = 0) -> None:
        self.lesson, self.exercise = lesson, exercise
        self.calls = recorded(lesson, exercise, right)
        rng = np.random.default_rng(seed)
        self._right = defined(lesson, exercise, right)[exercise]
        self.inputs: list[tuple[Arguments, Any]] = []
        for attempt in range(20 * FRESH):
            if len(self.inputs) == FRESH:
                break
            drawn = fresh(self.calls[attempt % len(self.calls)], rng)
            value = self._value(self._right, drawn)
            if value is not None and _finite(value):
                self.inputs.append((drawn, value))
        self._least = ALLOWED.get((lesson, exercise), EQUAL)
        self._levels: dict[str, float] = {}

    def _value(self, answer: Callable[..., Any], arguments: Arguments) -> Any:
        """Return what an answer returns, None where it stops."""
        try:
            with quiet(), limited(1.0):
                return answer(*copy.deepcopy(arguments))
        except (Exception, OutOfTime):
            return None

    def equal(self, source: str, base: str) -> bool:
        """Say whether an answer agrees with the right one on all fresh inputs.

        It has to do so as exactly as the right answer `base` that it was made from; or to agree
        with that one, since many exercises have more than one right answer.
        """
        if self.same(base, source, more=FRESH):
            return True
        if base not in self._levels:
            met = (level for level in LEVELS if level >= self._least and self._agrees(base, level))
            self._levels[base] = next(met, LEVELS[-1])
        return self._agrees(source, self._levels[base])

    def _agrees(self, source: str, rtol: float) -> bool:
        answer = self._defined(source)
        return answer is not None and all(
            agree(self._value(answer, arguments), value, rtol) for arguments, value in self.inputs
        )

    def held(self, oracle: Callable[[Any], bool | None], source: str) -> bool | None:
        """Return what an oracle says of an answer, False where the answer stops."""
        try:
            with quiet(), limited(60.0):
                return oracle(self._defined(source))
        except (Exception, OutOfTime):
            return False

    def same(self, one: str, other: str, rtol: float = EQUAL, more: int = 20) -> bool:
        """Say whether two answers agree at the check's calls and on some fresh inputs."""
        first, second = self._defined(one), self._defined(other)
        if first is None or second is None:
            return False
        at: Sequence[Arguments] = [*self.calls, *(drawn for drawn, _ in self.inputs[:more])]
        return all(
            agree(self._value(first, given), self._value(second, given), rtol) for given in at
        )

    def _defined(self, source: str) -> Any:
        try:
            with quiet(), limited(1.0):
                return defined(self.lesson, self.exercise, source).get(self.exercise)
        except (Exception, OutOfTime):
            return None


def _finite(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_finite, value.values()))
    if isinstance(value, (list, tuple)):
        return all(map(_finite, value))
    try:
        return bool(np.all(np.isfinite(np.asarray(value, dtype=np.float64))))
    except (TypeError, ValueError):
        return True
