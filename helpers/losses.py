"""A loss for numbers and its slope, side by side. Cross-entropies are in cross_entropy.py.

`half_squared_error` works entry by entry. The others give one number for the whole batch, the mean
over all entries, as in Keras; the mean is inside the slope too, and is taken nowhere else.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .activations import as_floats

Array = NDArray[np.float64]


def half_squared_error(y_hat: ArrayLike, y: ArrayLike) -> Array:
    """Return L = ½(ŷ − y)², entry by entry. The ½ is there so that the slope is ŷ − y."""
    return 0.5 * np.subtract(y_hat, y, dtype=np.float64) ** 2


def half_squared_error_prime(y_hat: ArrayLike, y: ArrayLike) -> Array:
    """Return dL/dŷ = ŷ − y, entry by entry: how far the forecast is too high."""
    return np.subtract(y_hat, y, dtype=np.float64)


def same_shape(y_hat: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    """Return both as arrays of floats.

    Raises
    ------
    ValueError : the shapes differ. NumPy would stretch (m,) minus (m, 1) to (m, m) in silence.
    """
    y_hat, y = as_floats(y_hat), as_floats(y)
    if y_hat.shape != y.shape:
        raise ValueError(f"the forecast has shape {y_hat.shape}, the target y has {y.shape}")
    return y_hat, y


def mean(entries: Array) -> float:
    """Return the mean of all entries. On a small batch np.mean takes twice as long."""
    return float(entries.sum() / entries.size)


def mse(y_hat: ArrayLike, y: ArrayLike) -> float:
    """Return the mean of (ŷ − y)² over all entries. Shapes: ŷ and y alike; raises if not."""
    y_hat, y = same_shape(y_hat, y)
    return mean((y_hat - y) ** 2)


def mse_prime(y_hat: ArrayLike, y: ArrayLike) -> Array:
    """Return dL/dŷ = 2(ŷ − y) / (number of entries), of the shape of ŷ."""
    y_hat, y = same_shape(y_hat, y)
    return np.asarray(2 * (y_hat - y) / y.size)


def mse_and_slope(y_hat: ArrayLike, y: ArrayLike) -> tuple[float, Array]:
    """Return `mse` and `mse_prime`, with the errors taken once."""
    y_hat, y = same_shape(y_hat, y)
    error = y_hat - y
    return mean(error**2), np.asarray(2 * error / y.size)


def mae(y_hat: ArrayLike, y: ArrayLike) -> float:
    """Return the mean of |ŷ − y| over all entries. Shapes: ŷ and y alike; raises if not."""
    y_hat, y = same_shape(y_hat, y)
    return mean(np.abs(y_hat - y))


def mae_prime(y_hat: ArrayLike, y: ArrayLike) -> Array:
    """Return dL/dŷ = ±1 / (number of entries): + where ŷ is too high; 0 where it is exact."""
    y_hat, y = same_shape(y_hat, y)
    return np.asarray(np.sign(y_hat - y) / y.size)


def fund_loss(y_hat: ArrayLike, y: ArrayLike, lost: float = 3.0, missed: float = 1.0) -> float:
    """Return the mean of cost · (ŷ − y)² over all entries: a loss for forecasts of returns.

    Parameters
    ----------
    y_hat, y : forecast and actual return, of one shape and in one unit; raises if shapes differ.
    lost : the cost where ŷ > y. The forecast promised too much, and who bought on it lost money.
    missed : the cost where ŷ < y. The forecast promised too little: a missed rally.

    With lost = missed = 1 it is `mse`. The constant forecast that makes it smallest is an expectile
    of the returns (Newey and Powell 1987, Asymmetric Least Squares Estimation and Testing, with
    τ = missed / (missed + lost)): below the mean if lost > missed.
    """
    y_hat, y = same_shape(y_hat, y)
    cost = np.where(y_hat > y, lost, missed)
    return mean(cost * (y_hat - y) ** 2)


def fund_loss_prime(
    y_hat: ArrayLike, y: ArrayLike, lost: float = 3.0, missed: float = 1.0
) -> Array:
    """Return dL/dŷ = 2 · cost · (ŷ − y) / (number of entries); it has no jump at ŷ = y."""
    y_hat, y = same_shape(y_hat, y)
    cost = np.where(y_hat > y, lost, missed)
    return np.asarray(2 * cost * (y_hat - y) / y.size)
