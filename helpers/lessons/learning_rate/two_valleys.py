"""A loss curve with two valleys: one local minimum, and the global one behind a barrier.

L = w⁴/4 − 5w³/3 + 2w² + 11, with the slope w(w − 1)(w − 4): it is 0 at the local minimum 0, on the
top of the barrier at 1, and at the global minimum 4. A number in lesson 09 is of it, too.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

LOCAL, BARRIER, GLOBAL = 0.0, 1.0, 4.0


def loss(w: ArrayLike) -> Array:
    """Return the loss at one place w or at many, in the same shape."""
    w = np.asarray(w, dtype=np.float64)
    return np.asarray(w**4 / 4 - 5 * w**3 / 3 + 2 * w**2 + 11)


def slope(w: ArrayLike) -> Array:
    """Return dL/dw at one place w or at many, in the same shape."""
    w = np.asarray(w, dtype=np.float64)
    return np.asarray(w * (w - BARRIER) * (w - GLOBAL))
