"""A student's function, called: it must be one, take the arguments, run, and return numbers.

Each step returns what the next one needs, or raises CheckFailed or NotAttempted.
"""

import inspect
import os
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import (
    AbstractContextManager,
    contextmanager,
    nullcontext,
    redirect_stderr,
    redirect_stdout,
)
from io import StringIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.text import number

from .errors import NO_END, NOT_A_NUMBER, TEXT, TRUTH, known_error
from .messages import CheckFailed, Kind, NotAttempted
from .mistake import Known
from .streams import one_by_one
from .time_limit import CallTimedOut, allowed, time_limited
from .tracebacks import GAP_VALUE, Place, own_place

Array = NDArray[np.float64]
Function = Callable[..., Any]
ADDRESS = re.compile(r" at 0x[0-9a-f]+")  # it tells a student nothing


def as_function(
    name: str, parameters: Sequence[str], answer: object, point: Sequence[Any]
) -> Function:
    """Return `answer` if it is a function that takes the arguments of `point`."""
    if answer is ...:
        raise NotAttempted(name, "Replace the dots by your answer.")
    listed = ", ".join(parameters)
    wanted = f"`def {name}({listed}):`"
    if not callable(answer):
        says = f"It is {answer!r:.40}, not a function. Start with {wanted}"
        raise CheckFailed(name, says, kind=Kind.NO_FUNCTION)
    try:
        signature = inspect.signature(answer)
        signature.bind(*point)
    except TypeError:
        says = f"It must take {listed}: {wanted}"
        raise CheckFailed(name, says, kind=Kind.SIGNATURE) from None
    except ValueError:
        return answer  # some built-in functions have no signature; calling them tells
    named = list(signature.parameters)
    if named != list(parameters) and sorted(named) == sorted(parameters):
        says = f"Its arguments stand in another order. They are {listed}."
        raise CheckFailed(
            name, says, kind=Kind.SIGNATURE, known=Known("arguments-in-another-order", "")
        )
    return answer


def limit(function: Function) -> AbstractContextManager[None]:
    """Return a limit of time for a call; a function of another process has one of its own."""
    return time_limited() if hasattr(inspect.unwrap(function), "__globals__") else nullcontext()


def run(name: str, call: str, function: Function, point: Sequence[Any]) -> object:
    """Return what `function` returns at `point`, not None; `call` is the same point as text.

    The function may change what it is called with.
    """
    try:
        # What the answer prints or warns of is no part of it (nbgrader scores stderr with 0).
        with quiet() as printed, limit(function):
            value = function(*point)
    except CallTimedOut as error:
        line = own_place(inspect.unwrap(function), error).line
        raise CheckFailed(
            name,
            f"{name}({call}) does not come to an end. It was stopped after {allowed():g} seconds.",
            *([f"It was in the line `{line}`."] if line else []),
            kind=Kind.STOPS,
            known=NO_END,
        ) from None
    except NotImplementedError as error:
        other = _place(function, error).other
        if other:
            says = f"It calls your `{other}`, which is not written yet. Write `{other}` first."
            raise CheckFailed(name, says, kind=Kind.OPEN_GAP) from None
        raise NotAttempted(
            name, "Replace the line `raise NotImplementedError` by your code."
        ) from None
    except Exception as error:
        line, gaps, other, why = _place(function, error)
        open_gap = gaps or GAP_VALUE.search(str(error))
        if open_gap and other:
            says = f"It calls your `{other}`, in which a gap `...` is open. Fill that in first."
            raise CheckFailed(name, says, kind=Kind.OPEN_GAP) from None
        if open_gap:
            says = f"A gap `...` is still open{': ' if gaps else ''}{', '.join(gaps)}."
            raise NotAttempted(name, says, kind=Kind.OPEN_GAP) from None
        raise CheckFailed(
            name,
            f"{name}({call}) stops with {type(error).__name__}: {TERMINAL.sub('', str(error))}",
            *([f"It happens in the line `{line}`. {why}".rstrip()] if line else []),
            kind=Kind.STOPS,
            known=known_error(error, line),
        ) from None
    if value is None:
        shown = " `print` shows a value and does not hand it back." if printed.getvalue() else ""
        says = f"It returns None at {call}. Does every way through it end with a return?{shown}"
        raise CheckFailed(name, says, kind=Kind.RETURNS_NONE)
    return value


def outputs(name: str, returns: Sequence[str], call: str, value: object) -> list[Array]:
    """Return what came back as one array for each name in `returns`, all finite."""
    wanted = f"`return {', '.join(returns)}`"
    stream = one_by_one(value)
    if stream and len(returns) > 1:
        says = f"It must return {len(returns)} values, {wanted}."
        raise CheckFailed(name, says, kind=Kind.COUNT, known=stream)
    parts = [value] if len(returns) == 1 else _parts(value)
    gaps = [label for label, part in zip(returns, parts, strict=False) if _is_gap(part)]
    if gaps:
        says = f"A gap `...` is still open; it comes back in {', '.join(gaps)}."
        raise NotAttempted(name, says, kind=Kind.OPEN_GAP)
    if len(parts) != len(returns):
        says = f"It must return {len(returns)} values, {wanted}."
        raise CheckFailed(name, says, kind=Kind.COUNT)
    arrays = []
    for label, part in zip(returns, parts, strict=True):
        if part is None:
            says = f"{label} is None at {call}. Does it get a value on every way through?"
            raise CheckFailed(name, says, kind=Kind.RETURNS_NONE)
        try:
            if isinstance(part, (bool, np.bool_, str, bytes, complex)):
                raise TypeError
            if np.asarray(part).dtype.kind in "USO":  # NumPy reads numbers out of text
                raise TypeError
            array = np.asarray(part, dtype=np.float64)
        except (TypeError, ValueError):
            shown = ADDRESS.sub("", repr(part))
            says = f"{label} must be a number or an array; it is {shown:.60}."
            known = TEXT if isinstance(part, str) else one_by_one(part)
            known = TRUTH if isinstance(part, (bool, np.bool_)) else known
            raise CheckFailed(name, says, kind=Kind.TYPE, known=known) from None
        if not np.all(np.isfinite(array)):
            says = f"{label} is {number(array)} at {call}."
            known = NOT_A_NUMBER if np.isnan(array).any() else None
            raise CheckFailed(name, says, kind=Kind.NOT_FINITE, known=known)
        arrays.append(array)
    return arrays


@contextmanager
def quiet() -> Iterator[StringIO]:
    """Hold back prints and warnings; the prints are handed over."""
    printed = StringIO()
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        redirect_stdout(printed),
        redirect_stderr(StringIO()),
    ):
        warnings.simplefilter("ignore")
        yield printed


@contextmanager
def libraries_quiet() -> Iterator[None]:
    """Hold back what a library in C or Fortran prints past `sys.stdout`, as LAPACK does of nan."""
    try:
        kept = os.dup(1)
    except OSError:  # a process without a standard output
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


# Codes by which a library makes words bold in a terminal; a notebook shows them as they are.
TERMINAL = re.compile(r"\x1b\[[\d;]*m")


def _is_gap(value: object) -> bool:
    return value is ... or (isinstance(value, (list, tuple)) and any(map(_is_gap, value)))


def _parts(value: object) -> list[Any]:
    if isinstance(value, (tuple, list)) or (isinstance(value, np.ndarray) and value.ndim > 0):
        return list(value)
    return [value]


def _place(function: Function, error: BaseException) -> Place:
    """Return where in the student's own code an error arose."""
    # An error from another process knows it by itself: it has no frames here.
    known: Place | None = getattr(error, "student_place", None)
    return known or own_place(inspect.unwrap(function), error)
