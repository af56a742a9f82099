"""Right and wrong walks, sweeps and finders of lesson 08, for its checks.

What is right goes by another route than the answers: one recursive step instead of a loop.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Slope = Callable[[float], float]
Landscape = Callable[[Array], tuple[float, Array]]


def named(formula: str) -> Callable[[Any], Any]:
    """Name a function by its formula: that is how a message shows it."""

    def name(function: Any) -> Any:
        function.__name__ = formula
        return function

    return name


@named("4(w − 3)")
def steep(w: float) -> float:
    """Return the slope of L = 2(w − 3)²."""
    return 4.0 * (w - 3.0)


@named("0.7(w + 2)")
def gentle(w: float) -> float:
    """Return the slope of L = 0.35(w + 2)²."""
    return 0.7 * (w + 2.0)


@named("w³ − 8")
def bent(w: float) -> float:
    """Return the slope of L = w⁴/4 − 8w, whose minimum is at w = 2."""
    return w**3 - 8.0


@named("½(3a² + b²) + 0.4")
def bowl(w: Array) -> tuple[float, Array]:
    """Return L = ½(3a² + b²) + 0.4 and its gradient at w = (a, b)."""
    scale = np.array([3.0, 1.0])
    return float(0.5 * np.sum(scale * w**2) + 0.4), scale * w


@named("√(1 + 2a² + 0.5b²)")
def funnel(w: Array) -> tuple[float, Array]:
    """Return L = √(1 + 2a² + 0.5b²) and its gradient at w = (a, b): far out the slope is even."""
    scale = np.array([2.0, 0.5])
    loss = float(np.sqrt(1.0 + np.sum(scale * w**2)))
    return loss, scale * w / loss


@named("½(1.5·w1·w2 − 3)²")
def net(w: Array) -> tuple[float, Array]:
    """Return L = ½(1.5·w1·w2 − 3)² and its gradient at w = (w1, w2)."""
    error = 1.5 * w[0] * w[1] - 3.0
    return float(0.5 * error**2), 1.5 * error * np.array([w[1], w[0]])


def places(slope: Slope, w: float, lr: float, num_steps: int) -> list[float]:
    """Return where a walk stands after 0, 1, … steps, each step added to the one before."""
    if num_steps == 0:
        return [w]
    return [w, *places(slope, w - lr * slope(w), lr, num_steps - 1)]


def walks(change: Callable[[Slope, float, float, float], float], together: bool = False) -> Any:
    """Return three_walks whose step is change(slope, w, start, lr); `together`: no fresh start."""

    def three_walks(slope: Slope, start: float, rates: Sequence[float], num_steps: int) -> Array:
        out, w = [], start
        for lr in rates:
            w = w if together else start
            walk = [w]
            for _ in range(num_steps):
                w = change(slope, w, start, lr)
                walk.append(w)
            out.append(walk)
        return np.array(out)

    return three_walks


def overwritten(fill: Callable[[float], float]) -> Any:
    """Return three_walks that writes each new place over the old one; `fill` is in the rest."""

    def three_walks(slope: Slope, start: float, rates: Sequence[float], num_steps: int) -> Array:
        rows = []
        for lr in rates:
            row = [start, *[fill(start)] * num_steps]
            rows.append([*(w - lr * slope(w) for w in row[:-1]), row[-1]])
        return np.array(rows)

    return three_walks


def slope_of_the_counter(
    slope: Slope, start: float, rates: Sequence[float], num_steps: int
) -> Array:
    """Return three_walks that takes the slope at the number of the step."""
    slopes = [slope(float(step)) for step in range(num_steps)]
    return np.array([start - lr * np.cumsum([0.0, *slopes]) for lr in rates])


def right_walks(slope: Slope, start: float, rates: Sequence[float], num_steps: int) -> Array:
    """Return the walks, (number of rates, num_steps + 1)."""
    return np.array([places(slope, start, lr, num_steps) for lr in rates])


def one_list(fresh: bool) -> Any:
    """Return three_walks that appends all places to one list; `fresh`: each rate leaves `start`."""

    def three_walks(slope: Slope, start: float, rates: Sequence[float], num_steps: int) -> Array:
        row = [start]
        for lr in rates:
            row += places(slope, start if fresh else row[-1], lr, num_steps)[1:]
        return np.array([row] * len(rates))

    return three_walks


def path(landscape: Landscape, w: Array, lrs: Sequence[float]) -> tuple[list[float], Array]:
    """Return the loss before each step and where the walk ends; one step a rate."""
    if not lrs:
        return [], w
    loss, gradient = landscape(w)
    rest, end = path(landscape, w - lrs[0] * gradient, lrs[1:])
    return [loss, *rest], end


def best_of(losses: Any, rates: Sequence[float], column: int = -1) -> float:
    """Return the rate whose loss in `column` is lowest."""
    return float(rates[int(np.nanargmin(np.asarray(losses)[:, column]))])


def sweeps(**how: Any) -> Any:
    """Return a sweep with one thing wrong; without arguments a right one.

    fresh : each rate starts at `start`. after : losses after the step. column : judged there.
    sign, use_lr : of the step. highest : finds the highest loss, taken for the best. lost : takes
    the first that is lost to nan, as np.argmin does. anywhere : takes the lowest loss of all steps.
    """

    def sweep(
        landscape: Landscape, start: Array, rates: Sequence[float], num_steps: int
    ) -> tuple[Array, float]:
        w, table = np.array(start, dtype=np.float64), []
        for lr in rates:
            w = w if not how.get("fresh", True) else np.array(start, dtype=np.float64)
            rate = lr if how.get("use_lr", True) else 1.0
            steps = [how.get("sign", 1.0) * rate] * num_steps
            losses, end = path(landscape, w, steps)
            if how.get("after"):
                losses = [*losses[1:], landscape(end)[0]]
            w = end
            table.append(losses)
        last = np.array(table)[:, -1]
        if how.get("highest"):
            return np.array(table), float(rates[int(how["highest"](last))])
        if how.get("anywhere"):
            return np.array(table), float(rates[int(np.nanargmin(np.nanmin(table, axis=1)))])
        if how.get("lost"):
            return np.array(table), float(rates[int(np.argmin(last))])
        return np.array(table), best_of(table, rates, how.get("column", -1))

    return sweep


def from_the_lessons_start(landscape: Landscape, start: Array, rates: Any, num_steps: int) -> Any:
    """Begin at the start of the lesson's net, wherever the caller wants to begin."""
    return sweeps()(landscape, np.array([2.0, 0.5]), rates, num_steps)


def fresh_once_more(landscape: Landscape, start: Array, rates: Any, num_steps: int) -> Any:
    """Go back to the start before every step."""
    table = [[landscape(np.array(start))[0]] * num_steps for _ in rates]
    return np.array(table), float(rates[0])


def finder(pick: Callable[[Array, Array], float]) -> Callable[..., tuple[Array, float]]:
    """Return a finder that picks by pick(losses, rates)."""

    def find(landscape: Landscape, w: Array, rates: Any) -> tuple[Array, float]:
        losses = np.array(path(landscape, w, list(rates))[0])
        return losses, float(pick(losses, np.asarray(rates)))

    return find


def right_finder(landscape: Landscape, w: Array, rates: Any) -> tuple[Array, float]:
    """Return the losses and the rate of the step that lowers the loss most, by comparing pairs."""
    losses, _ = path(landscape, w, list(rates))
    pairs = [(losses[i] - losses[i + 1], rate) for i, rate in enumerate(list(rates)[:-1])]
    return np.array(losses), float(max(pairs)[1])
