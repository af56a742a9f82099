"""The points at which the checks of lesson 05 ask: random nets and rows, of two digits each.

Rows, inputs and hidden units differ in number where a wrong product should not fit, and no point
has a 0, a 1 or equal weights.
"""

from typing import Any

import numpy as np

from helpers.gradients import Array


def _net(seed: int, m: int, n: int, h: int) -> tuple[Array, ...]:
    """Return X (m, n), y (m, 1), W1 (h, n), b1 (h,), W2 (1, h), b2 (1,), of two digits each."""
    rng = np.random.default_rng(seed)
    shapes = [(m, n), (m, 1), (h, n), (h,), (1, h), (1,)]
    X, y, *net = (np.round(rng.normal(0, 1.2, shape), 1) + 0.04 for shape in shapes)
    return (X, np.clip(y, 0.1, 0.9), *net)


def unit_point(seed: int, m: int, n: int, lr: float, num_epochs: int) -> tuple[Any, ...]:
    """Return the arguments of one training of a unit: m rows, n inputs."""
    X, y, W, b, *_ = _net(seed, m, n, 1)
    return X, y, W, b, lr, num_epochs


def backward_point(seed: int, m: int, n: int, h: int) -> tuple[Array, ...]:
    """Return the arguments of a backward sweep: m rows, n inputs, h hidden units."""
    return _net(seed, m, n, h)


def step_point(seed: int, m: int, h: int, lr: float) -> tuple[Any, ...]:
    """Return the arguments of one step: m rows, 2 inputs, h hidden units."""
    return (*_net(seed, m, 2, h), lr)
