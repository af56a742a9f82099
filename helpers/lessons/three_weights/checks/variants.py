"""Right and wrong ways through the net of lesson 04, for its checks.

The right ones go by complex steps of the loss, with the sigmoid written as ½(1 + tanh(z/2)): never
by the answers' formulas. The wrong ones walk back as the answers do, with one factor replaced.
"""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.gradients import complex_step

Array = NDArray[np.float64]
Vector = Sequence[Any] | NDArray[Any]
Factor = Callable[[SimpleNamespace], Any]

# No input is 0 or 1, no z is 0, no two inputs are equal: wrong and right would agree.
# With z1 = −2.9 and 3.6 two nets are far from the middle: a slope taken at a is far off.
NETS = [
    ((2.0, 3.0), 1.0, (0.5, -0.5, 0.5)),
    ((-1.5, 2.4), 0.0, (1.3, -0.4, 2.2)),
    ((1.6, 0.7), 1.0, (1.9, 0.8, -1.7)),
]


def sigma(z: Any) -> Any:
    """Return the sigmoid of a real or complex number."""
    return 0.5 * (1 + np.tanh(z / 2))


def slope(z: float) -> float:
    """Return the slope of the sigmoid at z."""
    return complex_step(sigma, z)


def forward(x: Vector, w: Vector) -> tuple[Any, Any, Any, Any]:
    """Return z1, h1, z2 and ŷ; weights may be complex."""
    z1 = np.dot(np.asarray(x), np.asarray(w)[:2])
    h1 = sigma(z1)
    return z1, h1, w[2] * h1, sigma(w[2] * h1)


def output_blame(z2: float, y: float) -> float:
    """Return dL/dz2 of L = ½(σ(z2) − y)²."""
    return complex_step(lambda z: 0.5 * (sigma(z) - y) ** 2, z2)


def gradients(x: Vector, y: float, w: Vector) -> Array:
    """Return the slopes of the loss by the three weights."""

    def loss(k: int, weight: complex) -> Any:
        moved = [weight if k == i else other for i, other in enumerate(w)]
        return 0.5 * (forward(x, moved)[3] - y) ** 2

    return np.array([complex_step(lambda v, k=k: loss(k, v), float(w[k])) for k in range(3)])


def back(
    error: Factor = lambda n: n.y_hat - n.y,
    bend2: Factor = lambda n: slope(n.z2),
    at_w3: Factor = lambda n: n.h1,
    through: Factor = lambda n: n.w3,
    bend1: Factor = lambda n: slope(n.z1),
    at_w1: Factor = lambda n: n.x1,
    at_w2: Factor = lambda n: n.x2,
) -> Callable[..., Array]:
    """Return a backward pass, `gradients(x, y, w)`, with the factors given here.

    Each factor is a function of what the forward pass has made: z1, h1, z2, y_hat, x1, x2, y and
    the weights, and `blame`, the gradient that has come so far. Those at the weights know `at_z2`
    and `at_z1`, too.
    """

    def walk(x: Vector, y: float, w: Vector) -> Array:
        z1, h1, z2, y_hat = forward(x, w)
        n = SimpleNamespace(x1=x[0], x2=x[1], y=y, w1=w[0], w2=w[1], w3=w[2])
        n.z1, n.h1, n.z2, n.y_hat = z1, h1, z2, y_hat
        n.blame = error(n)
        n.at_z2 = n.blame = n.blame * bend2(n)
        n.blame = n.blame * through(n)
        n.at_z1 = n.blame * bend1(n)
        return np.array([n.at_z1 * at_w1(n), n.at_z1 * at_w2(n), n.at_z2 * at_w3(n)])

    return walk
