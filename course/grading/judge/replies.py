"""What a child replies, field by field: nothing is taken for what it should be."""

import math
import sys
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..run.limits import Limits
from ..run.parent import Ended
from ..run.sandbox.scan import Malformed
from . import descriptions

NAMES = ("stdout", "stderr", "display")
Output = list[tuple[str, str]]


@dataclass(frozen=True)
class Executed:
    """What came of a cell: processor seconds, output, error, whether the text could be compiled."""

    seconds: float
    output: Output
    error: Exception | None
    late: bool
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


def executed(parts: list[Any]) -> Executed:
    """Return the reply to "execute". Raises Malformed."""
    seconds, output, failure, compiled = _parts(parts, 4)
    return Executed(_seconds(seconds), _output(output), *_failure(failure), compiled is not False)


def fetched(parts: list[Any]) -> tuple[bool, Any]:
    """Return the reply to "fetch". Raises Malformed."""
    found, value = _parts(parts, 2)
    return found is True, value


def stepped(parts: list[Any]) -> Stepped:
    """Return the reply to "call" and "next". Raises Malformed."""
    seconds, output, failure, changed, value = _parts(parts, 5)
    if not isinstance(changed, list) or not all(
        isinstance(pair, list) and len(pair) == 2 and type(pair[0]) is int for pair in changed
    ):
        raise Malformed("no changes")
    pairs = [(place, now) for place, now in changed]
    return Stepped(_seconds(seconds), _output(output), *_failure(failure), pairs, value)


def code(parts: list[Any]) -> tuple[list[str], list[str]]:
    """Return the reply to "code". Raises Malformed."""
    names, steps = _parts(parts, 2)
    for part in (names, steps):
        if not isinstance(part, list) or not all(type(one) is str for one in part):
            raise Malformed("no code")
    return names, steps


def _parts(parts: list[Any], count: int) -> list[Any]:
    if len(parts) != count:
        raise Malformed("another reply than asked for")
    return parts


def _seconds(said: Any) -> float:
    if type(said) is not float or not math.isfinite(said) or said < 0:
        raise Malformed("no time")
    return said


def _output(said: Any) -> Output:
    if not isinstance(said, list) or len(said) > 2000:
        raise Malformed("no output")
    for piece in said:
        if not (isinstance(piece, list) and len(piece) == 2 and type(piece[1]) is str):
            raise Malformed("no output")
        if piece[0] not in NAMES:
            raise Malformed("no output")
    return [(name, text) for name, text in said]


def _failure(said: Any) -> tuple[Exception | None, bool]:
    if said is None:
        return None, False
    error = descriptions.error(said)
    return error, said[4] is True


def is_quiet() -> bool:
    """Say whether the judge is holding back warnings, as `helpers.check.stages.quiet` does."""
    return (
        bool(warnings.filters)
        and warnings.filters[0][0] == "ignore"
        and np.geterr()["invalid"] == "ignore"
    )


def show(output: Output) -> None:
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


def ending(ended: Ended, limits: Limits) -> str:
    """Say how a child ended by itself."""
    if ended.killed == "memory":
        return f"It took more than {limits.memory} MiB of memory."
    if ended.signal in (9, 24):
        return f"It was stopped by the system: more than {limits.total:g} seconds, or no memory."
    if ended.signal:
        return f"It crashed (signal {ended.signal})."
    return "It ended the program."
