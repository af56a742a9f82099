"""A student's function, called: it must be one, take the arguments, run, and return numbers.

Each step returns what the next one needs, or raises CheckFailed or NotAttempted.
"""

import copy
import inspect
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

from .messages import CheckFailed, Kind, NotAttempted
from .mistake import Known
from .time_limit import CallTimedOut, allowed, time_limited
from .tracebacks import own_place

Array = NDArray[np.float64]
Function = Callable[..., Any]


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
    """Return what `function` returns at `point`, not None; `call` is the same point as text."""
    try:
        # What the answer prints or warns of is no part of it (nbgrader scores stderr with 0).
        with quiet() as printed, limit(function):
            value = function(*copy.deepcopy(point))
    except CallTimedOut as error:
        line, _ = own_place(inspect.unwrap(function), error)
        raise CheckFailed(
            name,
            f"{name}({call}) does not come to an end. It was stopped after {allowed():g} seconds.",
            *([f"It was in the line `{line}`."] if line else []),
            kind=Kind.STOPS,
            known=NO_END,
        ) from None
    except NotImplementedError:
        raise NotAttempted(
            name, "Replace the line `raise NotImplementedError` by your code."
        ) from None
    except Exception as error:
        line, gaps = _place(function, error)
        if gaps or GAP.search(str(error)):
            says = f"A gap `...` is still open{': ' if gaps else ''}{', '.join(gaps)}."
            raise NotAttempted(name, says, kind=Kind.OPEN_GAP) from None
        raise CheckFailed(
            name,
            f"{name}({call}) stops with {type(error).__name__}: {TERMINAL.sub('', str(error))}",
            *([f"It happens in the line `{line}`."] if line else []),
            kind=Kind.STOPS,
            known=_known(error, line),
        ) from None
    if value is None:
        shown = " `print` shows a value and does not hand it back." if printed.getvalue() else ""
        says = f"It returns None at {call}. Does every way through it end with a return?{shown}"
        raise CheckFailed(name, says, kind=Kind.RETURNS_NONE)
    return value


def outputs(name: str, returns: Sequence[str], call: str, value: object) -> list[Array]:
    """Return what came back as one array for each name in `returns`, all finite."""
    wanted = f"`return {', '.join(returns)}`"
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
            says = f"{label} must be a number or an array; it is {part!r:.60}."
            raise CheckFailed(name, says, kind=Kind.TYPE) from None
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


NO_END = Known(
    "loop-without-end",
    "Which line changes what the loop's condition looks at? Does the condition ever become false?",
)
# What nan stands for.
NOT_A_NUMBER = Known(
    "not-a-number",
    "nan is what comes of 0/0, of 0·∞, of the root or log of a negative number, and of "
    "the mean of an empty slice.",
)
# Codes by which a library makes words bold in a terminal; a notebook shows them as they are.
TERMINAL = re.compile(r"\x1b\[[\d;]*m")
# How an error speaks of `...` as a value. (NumPy names an ellipsis among what may be an index.)
GAP = re.compile(r"'ellipsis'|ellipsis object|(type|not) ellipsis|to ellipsis\.")
# What Python and NumPy say of a slip that learners make often, and what helps.
KNOWN = {
    r"matmul|broadcast|not aligned": Known(
        "shapes-do-not-fit",
        "Write the shape under each factor. With @ the two inner numbers must agree; with * and + "
        "the whole shapes must, or one of them is 1.",
    ),
    r"for \^:|bitwise_xor": Known("power-by-caret", "In Python a power is `**`, not `^`."),
    r"'(function|method|builtin_function_or_method|numpy\.ufunc)'|of type function": Known(
        "function-without-brackets",
        "A function stands where a number is wanted. Put its input in round brackets right behind "
        "its name, as in `np.exp(t)`.",
    ),
    # Of a list, a tuple and a text Python says the same here.
    r"sequence by non-int|operand.*'str'|concatenate str": Known(
        "no-number-where-one",
        "Somewhere a list, a tuple or a text stands where one number is wanted. Which name in "
        "that line holds no number?",
    ),
    r"'tuple'|'list'": Known(
        "several-where-one",
        "Somewhere several numbers stand where one is wanted. Unpack them, or make them an array.",
    ),
    r"'(int|float|numpy\.float64)' object is not callable": Known(
        "star-missing",
        "A number stands right before a bracket, so Python tries to call it. Is a `*` missing?",
    ),
    r"'numpy\.ndarray' object is not callable": Known(
        "round-brackets-behind-an-array",
        "An array stands right before a round bracket, so Python tries to call it. Square brackets "
        "take values from an array, and `*` multiplies it.",
    ),
    r"'(int|float|numpy\.float64)' object is not iterable": Known(
        "loop-over-a-number",
        "One number stands where several are wanted. A loop of n turns is `for k in range(n):`.",
    ),
    r"cannot access local variable|referenced before assignment": Known(
        "used-before-it-has-a-value",
        "In this line the name has no value yet: the function gives it one only later, or in a "
        "branch that did not run.",
    ),
    r"'NoneType'": Known(
        "none-in-the-middle",
        "Something is None: does a function that you call return nothing?",
    ),
}


# What asks for one answer where an array holds many, by what the student's line holds.
ONE_ANSWER = {
    r"(?<![\w.])(max|min|sorted)\(": Known(
        "pythons-max-on-an-array",
        "Python's `max` and `min` compare whole rows here. NumPy's compare the entries: they take "
        "axis=… and keepdims=….",
    ),
    r"\b(not|and|or)\b": Known(
        "one-answer-for-an-array",
        "`not`, `and` and `or` take one answer, and here stands one for each entry. Entry by entry "
        "it is `~` in place of `not`, `&` in place of `and`, `|` in place of `or`.",
    ),
    r"\b(if|elif|while)\b": Known(
        "if-on-an-array",
        "An `if` takes one answer, and here stands one for each entry. np.where decides entry by "
        "entry.",
    ),
    "": Known(
        "one-answer-for-an-array",
        "This line needs one answer, and here stands one for each entry.",
    ),
}


# How the symbols of the text are written in code.
NAMES_OF_SYMBOLS = {
    "ŷ": "y_hat", "η": "lr", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon",
    "λ": "lam", "ρ": "rho", "σ": "sigmoid",
}  # fmt: skip
SYMBOL = re.compile(rf"name '(\w*[{''.join(NAMES_OF_SYMBOLS)}]\w*)' is not defined")


def _known(error: Exception, line: str) -> Known:
    """Return what is known of an error in a line: its type at least."""
    if symbol := SYMBOL.search(str(error)):
        name = "".join(NAMES_OF_SYMBOLS.get(letter, letter) for letter in symbol[1])
        hint = f"`{symbol[1]}` is how the text writes it; in code it is `{name}`."
        return Known("symbol-for-a-name", hint)
    if "truth value of an array" in str(error):
        return next(known for says, known in ONE_ANSWER.items() if re.search(says, line))
    found = [known for says, known in KNOWN.items() if re.search(says, str(error))]
    return (found or [Known(f"stops-with-{type(error).__name__}", "")])[0]


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
