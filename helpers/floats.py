"""What numbers the small module counts in: float64, unless it is given float32."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def as_floats(x: ArrayLike) -> NDArray[Any]:
    """Return `x` as an array: of float32 if it is one, else of float64. It is copied if need be."""
    array = np.asarray(x)
    return array if array.dtype == np.float32 else np.asarray(array, dtype=np.float64)
