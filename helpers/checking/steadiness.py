"""Whether an answer returns the same when it is called again with the same arguments."""

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np

from .comparison import Comparison
from .mistake import Known
from .own_work import names_in
from .running import Function, quiet

# What is drawn at random, by the names of NumPy and of Python's own module.
DRAWS = {
    "random", "rand", "randn", "randint", "integers", "normal", "uniform", "choice", "shuffle",
    "permutation", "permuted", "sample", "default_rng",
}  # fmt: skip
RANDOM = Known(
    "draws-at-random",
    "Called twice with the same arguments, it returns different values: something is drawn at "
    "random, or shuffled. Which line does that?",
)
KEPT = Known(
    "keeps-from-call-to-call",
    "Called twice with the same arguments, it returns different values: something is left over "
    "from the call before. Give it its first value inside the function.",
)


def unsteady(c: Comparison) -> Known | None:
    """Return what is known of an answer that returns something else the second time."""
    try:
        with quiet():
            # What comes back may be one list both times, and grow.
            first = copy.deepcopy(c.function(*copy.deepcopy(c.at[0])))
            same = _same(first, c.function(*copy.deepcopy(c.at[0])))
    except Exception:  # of what kind, another stage says
        return None
    if same:
        return None
    code = getattr(c.function, "__code__", None)
    return RANDOM if code is not None and DRAWS & set(names_in(code)) else KEPT


def grows(function: Function, point: Sequence[Any]) -> Known | None:
    """Return what is known of a function that returns more the second time; it may draw."""
    try:
        with quiet():
            first = copy.deepcopy(function(*copy.deepcopy(point)))
            second = function(*copy.deepcopy(point))
    except Exception:  # the check has said what it does where it was called
        return None
    both = isinstance(first, (list, tuple)) and isinstance(second, (list, tuple))
    return KEPT if both and len(first) != len(second) else None


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, Sequence) and isinstance(b, Sequence):
        return len(a) == len(b) and all(map(_same, a, b))
    return np.shape(a) == np.shape(b) and np.allclose(a, b, equal_nan=True)
