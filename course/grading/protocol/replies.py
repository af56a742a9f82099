"""What a child replies, field by field: nothing is taken for what it should be."""

import math
import sys
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.checking.changing.order import Lines
from helpers.checking.watching.parts import ENTRIES, EVENTS, PARTS, Events, Part

from . import bounds, descriptions
from .wire import Malformed

NAMES = ("stdout", "stderr", "display", "result")
Output = list[tuple[str, str]]


@dataclass(frozen=True)
class Executed:
    """What came of a cell: processor seconds, output, error, whether the text could be compiled."""

    seconds: float
    output: Output
    error: Exception | None
    late: str  # why, where its time was up, else ""
    compiled: bool


@dataclass(frozen=True)
class Stepped:
    """What came of a call: value or error, and the arguments that were changed in place."""

    seconds: float
    output: Output
    error: Exception | None
    late: bool
    changed: list[tuple[int, Any]]
    value: Any


def executed(most: int, parts: list[Any]) -> Executed:
    """Return the reply to "execute", up to so many characters of output. Raises Malformed."""
    seconds, said, failure, compiled = _parts(parts, 4)
    output = bounds.bounded_output(said, NAMES, most)
    error, late = _failure(failure)
    why = "Its time was up." if late else ""
    return Executed(_seconds(seconds), output, error, why, compiled is not False)


def fetched(parts: list[Any]) -> tuple[bool, Any]:
    """Return the reply to "fetch". Raises Malformed."""
    found, value = _parts(parts, 2)
    return found is True, value


def stepped(most: int, parts: list[Any]) -> Stepped:
    """Return the reply to "call" and "next", as `executed` does. Raises Malformed."""
    seconds, said, failure, changed, value = _parts(parts, 5)
    output = bounds.bounded_output(said, NAMES, most)
    if not isinstance(changed, list) or not all(
        isinstance(pair, list) and len(pair) == 2 and type(pair[0]) is int for pair in changed
    ):
        raise Malformed("no changes")
    pairs = [(place, now) for place, now in changed]
    return Stepped(_seconds(seconds), output, *_failure(failure), pairs, value)


def nothing(parts: list[Any]) -> None:
    """Take the reply to "beside", in which nothing stands. Raises Malformed."""
    _parts(parts, 0)


def code(parts: list[Any]) -> tuple[list[str], list[str]]:
    """Return the reply to "code". Raises Malformed."""
    names, steps = _parts(parts, 2)
    return bounds.texts(names, bounds.NAMES), bounds.texts(steps, bounds.STEPS)


def followed(parts: list[Any]) -> tuple[float, list[Part], list[Events | None]]:
    """Return the reply to "runs": seconds, parts, what happens in each run. Raises Malformed."""
    seconds, said, runs = _parts(parts, 3)
    if type(said) is not list or len(said) > PARTS or type(runs) is not list:
        raise Malformed("no runs")
    found = [_part(one) for one in said]
    return _seconds(seconds), found, [_events(run, len(found)) for run in runs[: bounds.RUNS]]


def repaired(parts: list[Any]) -> tuple[float, list[Any]]:
    """Return the reply to "repaired": seconds, what came back each time. Raises Malformed."""
    seconds, values = _parts(parts, 2)
    if type(values) is not list or len(values) > bounds.RUNS:
        raise Malformed("no values")
    return _seconds(seconds), values


def changed(parts: list[Any]) -> tuple[float, list[Lines], list[Any]]:
    """Return the reply to "changed": seconds, lines, what came back. Raises Malformed."""
    seconds, lines, values = _parts(parts, 3)
    if any(type(one) is not list or len(one) > bounds.CHANGES for one in (lines, values)):
        raise Malformed("no changes")
    told = [tuple(bounds.texts(one, 3, bounds.LINE)) for one in lines]
    if any(len(one) < 2 for one in told):
        raise Malformed("a change without a line")
    return _seconds(seconds), told, values


def _part(said: Any) -> Part:
    if type(said) is not list or len(said) != 6:
        raise Malformed("no part")
    line, text, name, reads, function, under = said
    return Part(
        bounds.bounded_text(line, bounds.LINE),
        bounds.bounded_text(text, bounds.LINE),
        bounds.bounded_text(name, bounds.NAME),
        tuple(bounds.texts(reads, bounds.KINDS)),
        bounds.bounded_text(function, bounds.NAME),
        tuple(bounds.texts(under, bounds.KINDS, bounds.LINE)),
    )


def _events(run: Any, count: int) -> Events | None:
    if run is None:
        return None
    if type(run) is not list or len(run) > EVENTS:
        raise Malformed("no run")
    return [_event(one, count) for one in run]


def _event(said: Any, count: int) -> tuple[int, Any]:
    number, value = said if type(said) is list and len(said) == 2 else (None, None)
    if type(number) is not int or not 0 <= number < count:
        raise Malformed("no part")
    plain = type(value) is np.ndarray and value.dtype == np.float64 and value.size <= ENTRIES
    if value is not None and not plain:
        raise Malformed("no number")
    return number, value


def _parts(parts: list[Any], count: int) -> list[Any]:
    if len(parts) != count:
        raise Malformed("another reply than asked for")
    return parts


def _seconds(said: Any) -> float:
    if type(said) is not float or not math.isfinite(said) or said < 0:
        raise Malformed("no time")
    return said


def _failure(said: Any) -> tuple[Exception | None, bool]:
    if said is None:
        return None, False
    error = descriptions.described_error(said)
    return error, said[-1] is True


def is_quiet() -> bool:
    """Say whether the judge is holding back warnings, as `helpers.checking.stages.quiet` does."""
    return (
        bool(warnings.filters)
        and warnings.filters[0][0] == "ignore"
        and np.geterr()["invalid"] == "ignore"
    )


def print_output(output: Output) -> None:
    """Print what a call printed, as it would have been printed in the judge."""
    for name, text in output:
        (sys.stderr if name == "stderr" else sys.stdout).write(text)


def restore(given: list[Any], changed: list[tuple[int, Any]]) -> None:
    """Change arguments in place as the student's function has changed its copies."""
    for place, now in changed:
        if 0 <= place < len(given):
            _become(given[place], now)


def _become(old: Any, new: Any) -> bool:
    """Make `old` equal to `new` in place; return whether that is possible."""
    if isinstance(old, np.ndarray) and isinstance(new, np.ndarray):
        if old.shape != new.shape or old.dtype != new.dtype or not old.flags.writeable:
            return False
        old[...] = new
    elif isinstance(old, list) and isinstance(new, list):
        kept = len(old) == len(new)
        pairs = zip(old, new, strict=True) if kept else ((None, part) for part in new)
        old[:] = [a if _become(a, b) else b for a, b in list(pairs)]
    elif isinstance(old, (dict, set)) and type(old) is type(new):
        old.clear()
        old.update(new)
    elif isinstance(old, np.random.Generator) and isinstance(new, np.random.Generator):
        old.bit_generator.state = new.bit_generator.state
    else:
        return False
    return True
