"""Values as text, the same in messages, sliders and captions."""

import numpy as np


def number(value: object) -> str:
    """Return a number, an array or a short list as a student would write it."""
    if callable(value):
        return getattr(value, "__name__", "a function")
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return repr(value)
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        return repr(value)
    if array.ndim == 0:
        return f"{float(array):.6g}"
    if array.size > 12:
        return f"an array of shape {array.shape}"
    return np.array2string(array, precision=4, separator=", ").replace("\n", " ")


def said(guess: object) -> str:
    """Return what a student predicted, as a sentence to put before what came out."""
    if guess is ...:
        return "You made no guess."
    return f"You said {guess if isinstance(guess, tuple) else number(guess)}."
