"""Slopes by nudging the input: slow, obvious, and independent of any formula for the slope."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def central_difference(f: Callable[[float], float], x: float, h: float = 1e-5) -> float:
    """Return (f(x + h) - f(x - h)) / (2h), the slope of `f` at `x` up to an error of order h².

    Parameters
    ----------
    f : a function of one number.
    x : where the slope is wanted.
    h : the size of the nudge. Near 6e-6, the cube root of float64's 2.2e-16, truncation and
        rounding are about equal for a function of ordinary size (Nocedal and Wright 2006,
        Numerical Optimization, section 8.1).
    """
    return (f(x + h) - f(x - h)) / (2 * h)


def complex_step(f: Callable[..., complex], x: float, h: float = 1e-20) -> float:
    """Return Im f(x + ih) / h, the slope of `f` at `x` to full precision.

    There is no subtraction, so a tiny `h` does no harm. `f` must be analytic and take complex
    numbers (Squire and Trapp 1998, Using Complex Variables to Estimate Derivatives, eq. 6).
    """
    return float(np.imag(f(x + 1j * h)) / h)


def numerical_gradient(f: Callable[[Array], float], x: ArrayLike, h: float = 1e-5) -> Array:
    """Return the gradient of `f` at `x` by one central difference an entry.

    Parameters
    ----------
    f : takes an array of the shape of `x`, returns a number.
    x : array of any shape; it is not changed.
    h : the size of the nudge.

    Returns
    -------
    array of the shape of `x`; entry i is the partial derivative of `f` by x[i].
    """
    point = np.array(x, dtype=np.float64)
    gradient = np.empty_like(point)
    for i in np.ndindex(point.shape):
        kept = point[i]
        point[i] = kept + h
        above = f(point)
        point[i] = kept - h
        below = f(point)
        point[i] = kept
        gradient[i] = (above - below) / (2 * h)
    return gradient


def relative_error(a: ArrayLike, b: ArrayLike) -> float:
    """Return max |a - b| / max(|a|, |b|), the number that a gradient check looks at.

    Zero where both are zero. About 1e-7 or less says that two gradients agree; 1e-2 says that
    one of them is wrong (Stanford CS231n notes, Neural Networks Part 3, gradient checks).

    Raises
    ------
    ValueError : the shapes differ.
    """
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if a.shape != b.shape:
        raise ValueError(f"the shapes differ: {a.shape} and {b.shape}")
    scale = max(np.max(np.abs(a), initial=0.0), np.max(np.abs(b), initial=0.0))
    return float(np.max(np.abs(a - b), initial=0.0) / scale) if scale > 0 else 0.0
