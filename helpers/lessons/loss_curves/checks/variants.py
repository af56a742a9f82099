"""Right and wrong losses and slopes for the checks of lesson 11.

The right ones go by loops and central differences, never by the answers' formulas.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.gradients import Array, numerical_gradient

Pair = tuple[Any, Any]


def slopes(y_hat: Array, y: Array) -> Pair:
    """Return the slopes of the mean squared and the mean absolute error, by small changes."""
    target = y.reshape(y_hat.shape)

    def mean(each: Callable[[Array], Array]) -> Array:
        return numerical_gradient(lambda p: float(np.mean(each(p - target))), y_hat, h=1e-4)

    return mean(np.square), mean(np.abs)


def slopes_by(
    first: Callable[[Array, int], Any],
    second: Callable[[Array, int], Any] = lambda e, m: np.sign(e) / m,
    stretch: bool = False,
) -> Callable[[Array, Array], Pair]:
    """Return both slopes from the errors e and their number m; `stretch` leaves (m, 1) − (m,)."""

    def variant(y_hat: Array, y: Array) -> Pair:
        e = y_hat - y if stretch else y_hat - y.reshape(y_hat.shape)
        return first(e, y.size), second(e, y.size)

    return variant


def right_squared(e: Array, m: int) -> Array:
    """Return the right slope of the mean squared error, for variants with the other one wrong."""
    return 2 * e / m


def fund_loss(y_hat: Array, y: Array, lost: float, missed: float) -> Pair:
    """Return loss and slope, forecast by forecast and by small changes."""

    def loss(p: Array) -> float:
        total = 0.0
        for forecast, outcome in zip(p, y, strict=True):
            short, long = max(outcome - forecast, 0), max(forecast - outcome, 0)
            total += missed * short**2 + lost * long**2
        return total / len(p)

    return loss(y_hat), numerical_gradient(loss, y_hat, h=1e-4)


def fund_loss_in_steps(y_hat: Array, y: Array, lost: float, missed: float) -> Pair:
    """Return loss and slope, in steps that a check can watch."""
    error = y_hat - y
    cost = np.where(error > 0, lost, missed)
    each = cost * error**2
    return each.mean(), 2 * cost * error / len(y)


def fund_loss_by(
    cost: Callable[[Array, Array, float, float], Any] = lambda p, y, a, b: np.where(p > y, a, b),
    loss: Callable[[Array, Any], Any] = lambda e, c: np.mean(c * e**2),
    slope: Callable[[Array, Any], Any] = lambda e, c: 2 * c * e / e.size,
) -> Callable[..., Pair]:
    """Return a variant from the cost of each forecast, the loss and the slope."""

    def variant(y_hat: Array, y: Array, lost: float, missed: float) -> Pair:
        c = cost(y_hat, y, lost, missed)
        return loss(y_hat - y, c), slope(y_hat - y, c)

    return variant


def bce(p: Array, y: Array) -> float:
    """Return the mean binary cross-entropy, entry by entry; p is kept from 0 and 1 by 1e-7."""
    total = 0.0
    for says, up in zip(p, y, strict=True):
        says = min(max(float(says), 1e-7), 1 - 1e-7)
        total -= math.log(says) if up == 1 else math.log(1 - says)
    return total / len(p)


def each_bce(p: Array, y: Array) -> Array:
    """Return what each entry costs without any guard: inf and nan where a log is of 0."""
    with np.errstate(all="ignore"):
        return np.asarray(-y * np.log(p) - (1 - y) * np.log(1 - p))


def bce_given(p: Array, y: Array) -> float:
    """Return what the planted bug returns: capped at 10, and without what is no number."""
    return float(np.nanmean(np.minimum(each_bce(p, y), 10)))


def bce_clipped(
    low: float = 1e-7,
    high: float | None = None,
    cap: float = np.inf,
    part: Callable[[Array, Array], Array] = each_bce,
    mean: Callable[[Array], Any] = np.nanmean,
) -> Callable[[Array, Array], Any]:
    """Return a variant that clips p to [low, 1 − high], caps what an entry costs, and averages."""

    def variant(p: Array, y: Array) -> Any:
        kept = np.clip(p, low, 1 - (low if high is None else high))
        return mean(np.minimum(part(kept, y), cap))

    return variant


def bce_added(eps: float) -> Callable[[Array, Array], Any]:
    """Return a variant that adds `eps` inside each logarithm and keeps p as it is."""
    return lambda p, y: np.mean(-y * np.log(p + eps) - (1 - y) * np.log(1 - p + eps))


def bce_exact_ends(p: Array, y: Array) -> Any:
    """Return the mean where only p = 0 and p = 1 are moved by 1e-7."""
    return np.mean(each_bce(np.where(p == 0, 1e-7, np.where(p == 1, 1 - 1e-7, p)), y))


def bce_swapped_limits(p: Array, y: Array) -> Any:
    """Return the mean where np.clip has its limits in the wrong order: every p becomes 1e-7."""
    return np.mean(each_bce(np.clip(p, 1 - 1e-7, 1e-7), y))
