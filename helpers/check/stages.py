"""The stages before a value can be compared: callable, signature, runs, type, finite.

Each stage returns what the next one needs, or raises CheckFailed or NotAttempted.
"""

import copy
import inspect
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..text import number
from ..tracebacks import own_place
from .messages import CheckFailed, NotAttempted

Array = NDArray[np.float64]
Function = Callable[..., Any]


def as_function(name: str, parameters: str, answer: object, point: Sequence[Any]) -> Function:
    """Return `answer` if it is a function that takes the arguments of `point`."""
    if answer is ...:
        raise NotAttempted(name, "Replace the dots by your answer.")
    wanted = f"`def {name}({parameters}):`"
    if not callable(answer):
        raise CheckFailed(name, f"It is {answer!r:.40}, not a function. Start with {wanted}")
    try:
        signature = inspect.signature(answer)
        signature.bind(*point)
    except TypeError:
        raise CheckFailed(name, f"It must take {parameters}: {wanted}") from None
    except ValueError:
        return answer  # some built-in functions have no signature; calling them tells
    names = parameters.split(", ")
    if list(signature.parameters) != names and sorted(signature.parameters) == sorted(names):
        raise CheckFailed(name, f"Its arguments stand in another order. They are {parameters}.")
    return answer


def run(name: str, call: str, function: Function, point: Sequence[Any]) -> object:
    """Return what `function` returns at `point`, not None; `call` is the same point as text."""
    try:
        # What the answer prints or warns of is no part of it (nbgrader scores stderr with 0).
        with quiet() as printed:
            value = function(*copy.deepcopy(point))
    except NotImplementedError:
        raise NotAttempted(
            name, "Replace the line `raise NotImplementedError` by your code."
        ) from None
    except Exception as error:
        line, gaps = _place(function, error)
        if gaps or GAP.search(str(error)):
            raise NotAttempted(
                name, f"A gap `...` is still open{': ' if gaps else ''}{', '.join(gaps)}."
            ) from None
        raise CheckFailed(
            name,
            f"{name}({call}) stops with {type(error).__name__}: {error}",
            *([f"It happens in the line `{line}`."] if line else []),
            *_hint(error),
        ) from None
    if value is None:
        shown = " `print` shows a value and does not hand it back." if printed.getvalue() else ""
        raise CheckFailed(
            name, f"It returns None at {call}. Does every way through it end with a return?{shown}"
        )
    return value


def outputs(name: str, returns: Sequence[str], call: str, value: object) -> list[Array]:
    """Return what came back as one array for each name in `returns`, all finite."""
    wanted = f"`return {', '.join(returns)}`"
    parts = [value] if len(returns) == 1 else _parts(value)
    gaps = [label for label, part in zip(returns, parts, strict=False) if _is_gap(part)]
    if gaps:
        raise NotAttempted(name, f"A gap `...` is still open; it comes back in {', '.join(gaps)}.")
    if len(parts) != len(returns):
        raise CheckFailed(name, f"It must return {len(returns)} values, {wanted}.")
    arrays = []
    for label, part in zip(returns, parts, strict=True):
        if part is None:
            raise CheckFailed(
                name, f"{label} is None at {call}. Does it get a value on every way through?"
            )
        try:
            if isinstance(part, (bool, np.bool_, str, bytes, complex)):
                raise TypeError
            if np.asarray(part).dtype.kind in "USO":  # NumPy reads numbers out of text
                raise TypeError
            array = np.asarray(part, dtype=np.float64)
        except (TypeError, ValueError):
            raise CheckFailed(
                name, f"{label} must be a number or an array; it is {part!r:.60}."
            ) from None
        if not np.all(np.isfinite(array)):
            raise CheckFailed(name, f"{label} is {number(array)} at {call}.", *_not_a_number(array))
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


def _not_a_number(array: Array) -> list[str]:
    """Return what nan stands for, where there is one."""
    if not np.isnan(array).any():
        return []
    return [
        "Hint: nan is what comes of 0/0, of 0·∞, of the root or log of a negative number, and of "
        "the mean of an empty slice."
    ]


# How an error speaks of `...` as a value. (NumPy names an ellipsis among what may be an index.)
GAP = re.compile(r"'ellipsis'|ellipsis object|(type|not) ellipsis|to ellipsis\.")
# What Python and NumPy say of a slip that learners make often, and what helps.
HINTS = {
    r"matmul|broadcast|not aligned": "Write the shape under each factor. With @ the two inner "
    "numbers must agree; with * and + the whole shapes must, or one of them is 1.",
    r"for \^:|bitwise_xor": "In Python a power is `**`, not `^`.",
    r"'tuple'|'list'|sequence by non-int": "Somewhere several numbers stand where one is "
    "wanted. Unpack them, or make them an array.",
    r"truth value of an array": "An `if` takes one answer, and here stands one for each entry. "
    "np.where decides entry by entry.",
    r"'NoneType'": "Something is None: does a function that you call return nothing?",
}


def _hint(error: Exception) -> list[str]:
    return [f"Hint: {hint}" for says, hint in HINTS.items() if re.search(says, str(error))][:1]


def _is_gap(value: object) -> bool:
    return value is ... or (isinstance(value, (list, tuple)) and any(map(_is_gap, value)))


def _parts(value: object) -> list[Any]:
    if isinstance(value, (tuple, list)) or (isinstance(value, np.ndarray) and value.ndim > 0):
        return list(value)
    return [value]


def _place(function: Function, error: BaseException) -> tuple[str, list[str]]:
    """Return the line of the student's own code that stopped, and its names still `...`."""
    # An error from another process knows them by itself: it has no frames here.
    gaps = getattr(error, "open_gaps", None)
    return (
        own_place(function, error) if gaps is None else (getattr(error, "student_line", ""), gaps)
    )
