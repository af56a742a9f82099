"""The numbers that are kept of a function's values, and what stands in the place of one."""

from typing import Any

import numpy as np

from ..running import Array
from .parts import ENTRIES

NUMBERS = (int, float, complex, np.number, np.ndarray, list, tuple)


def numeric(value: Any) -> Array | None:
    """Return a copy of a number or of an array or list of numbers; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, NUMBERS):
        return None
    if isinstance(value, (list, tuple)) and len(value) > ENTRIES:
        return None
    try:
        array = np.asarray(value)
        small = array.size <= ENTRIES and array.dtype.kind in "iufc"
        return np.array(array.real, dtype=np.float64) if small else None  # of a complex step
    except (TypeError, ValueError, OverflowError):
        return None


def in_form_of(value: Any, number: Array) -> Any:
    """Return what stands in place of a value, of the same kind."""
    if isinstance(value, (list, tuple)):
        return type(value)(number.reshape(np.shape(value)).tolist())
    if isinstance(value, int) and number.ndim == 0 and number == np.rint(number):
        return int(number)
    return number.copy() if isinstance(value, np.ndarray) or number.ndim else float(number)
