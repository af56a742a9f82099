"""The loss of lesson 10: a long ravine over two weights, one for calm days and one for a crisis.

w = (a, b) says how far each weight is from its best value, so the minimum is at (0, 0). In a crisis
signal and error are ten times as large as on calm days, and so the gradient a hundred times.
"""

import numpy as np

from helpers.optimizers import Array, Optimizer

CURVATURES = np.array([1.0, 100.0])  # along a and along b
START = (-9.0, 0.9)


def loss(w: Array) -> float:
    """Return L = ½(a² + 100·b²) for w = (a, b)."""
    return float(0.5 * w @ (CURVATURES * w))


def slope(w: Array) -> Array:
    """Return the gradient (2,), which is (a, 100·b)."""
    return CURVATURES * w


def walk(optimizer: Optimizer, num_steps: int, start: tuple[float, float] = START) -> Array:
    """Return the path (num_steps + 1, 2) of a new optimizer."""
    w = np.array(start)
    path = [w.copy()]
    for _ in range(num_steps):
        optimizer.step(w, slope(w))
        path.append(w.copy())
    return np.array(path)
