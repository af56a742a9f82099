"""Walks in the fog: gradient descent on a parabola and in the valley of lesson 03."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
LossAndGradient = Callable[[Array], tuple[float, Array]]

MINIMUM, CURVATURE = 3.0, 4.0


def parabola(w: ArrayLike) -> Array:
    """Return L = 2(w − 3)², for one place or for many."""
    return np.asarray(0.5 * CURVATURE * (np.asarray(w, dtype=np.float64) - MINIMUM) ** 2)


def parabola_slope(w: float) -> float:
    """Return the slope of the parabola, 4(w − 3)."""
    return CURVATURE * (w - MINIMUM)


def walk(slope: Callable[[float], float], start: float, lr: float, num_steps: int) -> Array:
    """Return the places of a walk downhill, (num_steps + 1,): the start and one a step."""
    places = [start]
    for _ in range(num_steps):
        places.append(places[-1] - lr * slope(places[-1]))
    return np.array(places)


@np.errstate(over="ignore", invalid="ignore")
def valley(w: Array) -> tuple[float, Array]:
    """Return L = ½(2·w1·w2 − 20)² and its gradient (2,): the net of lesson 03 at x = 2, y = 20."""
    error = 2.0 * w[0] * w[1] - 20.0
    return 0.5 * error**2, 2.0 * error * np.array([w[1], w[0]])


@np.errstate(over="ignore", invalid="ignore")
def path(loss_and_gradient: LossAndGradient, start: Array, lr: float, num_steps: int) -> Array:
    """Return w and the loss at each place of a walk, (num_steps + 1, n + 1)."""
    w = np.array(start, dtype=np.float64)
    rows = []
    for _ in range(num_steps + 1):
        loss, gradient = loss_and_gradient(w)
        rows.append([*w, loss])
        w = w - lr * gradient
    return np.array(rows)


def losses_of_rates(
    loss_and_gradient: LossAndGradient, start: Array, rates: Sequence[float], num_steps: int
) -> Array:
    """Return the losses before each step, (number of rates, num_steps), each rate from `start`."""
    return np.array([path(loss_and_gradient, start, lr, num_steps)[:-1, -1] for lr in rates])
