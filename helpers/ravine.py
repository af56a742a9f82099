"""The loss of lesson 09: a long ravine over two weights, one for calm days and one for a crisis.

w = (a, b) says how far each weight is from its best value, so the lowest point is at (0, 0). In a
crisis signal and error are ten times as large as in calm days, and so the slope a hundred times.
"""

from collections.abc import Callable

import numpy as np

from .optimizers import SGD, AdaGrad, Adam, Array, Momentum, Optimizer, RMSprop

STEEP = 100.0
START = (-9.0, 0.9)
RULES: dict[str, Callable[[float], Optimizer]] = {
    "vanilla": SGD,
    "momentum": Momentum,
    "AdaGrad": AdaGrad,
    "RMSprop": RMSprop,
    "Adam": Adam,
}
RATES = 10 ** np.arange(-3, 1.01, 0.25)  # 0.001 to 10, four to a factor of ten
LOW = 1.0  # a rule has settled where its loss stays below


def shape(turn: float = 0.0) -> Array:
    """Return the curvatures (2, 2) of the ravine, turned by `turn` degrees."""
    angle = np.deg2rad(turn)
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-np.sin(angle), np.cos(angle)])
    return np.outer(along, along) + STEEP * np.outer(across, across)


def loss(w: Array, turn: float = 0.0) -> float:
    """Return L = ½(a² + 100·b²) for w = (a, b)."""
    return float(0.5 * w @ shape(turn) @ w)


def slope(w: Array, turn: float = 0.0) -> Array:
    """Return the gradient (2,), which is (a, 100·b) where the ravine is not turned."""
    return shape(turn) @ w


def walk(
    optimizer: Optimizer,
    num_steps: int,
    start: tuple[float, float] = START,
    turn: float = 0.0,
) -> Array:
    """Return the path (num_steps + 1, 2) of a new optimizer; the start turns with the ravine."""
    angle = np.deg2rad(turn)
    a, b = start
    w = np.array([a * np.cos(angle) - b * np.sin(angle), a * np.sin(angle) + b * np.cos(angle)])
    path = [w.copy()]
    for _ in range(num_steps):
        optimizer.step(w, slope(w, turn))
        path.append(w.copy())
    return np.array(path)


def losses(path: Array, turn: float = 0.0) -> Array:
    """Return the loss (n,) at each place of a path (n, 2)."""
    return np.array([loss(w, turn) for w in path])


def best_rate(rule: str, num_steps: int = 60, turn: float = 0.0) -> float:
    """Return the rate among RATES with which a rule stands lowest after `num_steps`."""
    with np.errstate(all="ignore"):  # too large a rate leads to inf or nan
        ends = [loss(walk(RULES[rule](rate), num_steps, turn=turn)[-1], turn) for rate in RATES]
    return float(RATES[int(np.nanargmin(ends))])


def settled(heights: Array) -> int | None:
    """Return the step from which the losses (n,) stay below LOW, None where the last isn't."""
    above = np.flatnonzero(heights >= LOW)
    first = int(above[-1]) + 1 if len(above) else 0
    return first if first < len(heights) else None


def race(turn: float = 0.0, num_steps: int = 60) -> dict[str, tuple[float, str]]:
    """Return each rule's best rate and, in words, from which step on its loss stays below LOW."""
    found = {}
    for rule, make in RULES.items():
        lr = best_rate(rule, num_steps, turn)
        step = settled(losses(walk(make(lr), num_steps, turn=turn), turn))
        found[rule] = (lr, "never" if step is None else f"from step {step}")
    return found
