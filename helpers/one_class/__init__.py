"""The one class: gradient descent on the parabola L = (w − 2)², plain and with momentum."""

import numpy as np

from helpers.gradients import Array

MINIMUM, START = 2.0, -2.0
RATES = {"A": 1.03, "B": 0.02, "C": 0.3}  # too large, too small, about right
NUM_STEPS = 20


def parabola_loss(w: Array) -> Array:
    """Return the loss (w − 2)² at each weight."""
    return (np.asarray(w, dtype=np.float64) - MINIMUM) ** 2


def descent(lr: float, num_steps: int = NUM_STEPS) -> Array:
    """Return the weight before each step and after the last one: `num_steps` + 1 numbers."""
    found = [START]
    for _ in range(num_steps):
        found.append(found[-1] - lr * 2 * (found[-1] - MINIMUM))
    return np.array(found)
