"""Right and wrong walks, sweeps and finders of lesson 07, for its checks.

What is right goes by another route than the answers: the closed form of a walk on a parabola, a
search for the limit by trying, one recursive step instead of a loop.
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
    """Return the slope of L = w⁴/4 − 8w, whose floor is at w = 2."""
    return w**3 - 8.0


@named("3eʷ − 6")
def curved(w: float) -> float:
    """Return the slope of L = 3eʷ − 6w, whose floor is at w = ln 2."""
    return float(3.0 * np.exp(w) - 6.0)


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


def right_walks(slope: Slope, start: float, rates: Sequence[float], num_steps: int) -> Array:
    """Return the walks, (number of rates, num_steps + 1)."""
    return np.array([places(slope, start, lr, num_steps) for lr in rates])


def limit_by_trying(slope: Slope, w: float) -> float:
    """Return the rate at which one step from beside the floor ends as far away as it began."""
    nudge, low, high = 1e-5, 0.0, 1e4
    for _ in range(200):
        lr = 0.5 * (low + high)
        ends = [abs(side - lr * slope(w + side)) for side in (nudge, -nudge)]
        low, high = (lr, high) if sum(ends) < 2 * nudge else (low, lr)
    return low


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
    sign, use_lr : of the step. highest : takes the highest loss for the best. lost : takes the
    first that is lost to nan, as np.argmin does.
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
            return np.array(table), float(rates[int(np.argmax(last))])
        if how.get("lost"):
            return np.array(table), float(rates[int(np.argmin(last))])
        return np.array(table), best_of(table, rates, how.get("column", -1))

    return sweep


def fresh_once_more(landscape: Landscape, start: Array, rates: Any, num_steps: int) -> Any:
    """Go back to the start before every step."""
    table = [[landscape(np.array(start))[0]] * num_steps for _ in rates]
    return np.array(table), float(rates[0])


def finder(
    pick: Callable[[Array, Array], float], change: Callable[..., Any] | None = None
) -> Callable[..., tuple[Array, float]]:
    """Return a finder that picks by pick(losses, rates) and steps by change(w, start, lr, g)."""
    move = change or (lambda w, start, lr, g: w - lr * g)

    def find(landscape: Landscape, w: Array, rates: Any) -> tuple[Array, float]:
        start, losses = w, []
        for lr in rates:
            loss, gradient = landscape(w)
            losses.append(loss)
            w = move(w, start, lr, gradient)
        values = np.array(losses)
        return values, float(pick(values, np.asarray(rates)))

    return find


def moving_finder(landscape: Landscape, w: Array, rates: Any) -> tuple[Array, float]:
    """Move the very array that it was given."""
    losses, _ = path(landscape, w, list(rates))
    for lr in rates:
        w -= lr * landscape(w)[1]
    return np.array(losses), float(rates[int(np.argmin(np.diff(losses)))])


def right_finder(landscape: Landscape, w: Array, rates: Any) -> tuple[Array, float]:
    """Return the losses and the rate of the step that lowers the loss most, by comparing pairs."""
    losses, _ = path(landscape, w, list(rates))
    pairs = [(losses[i] - losses[i + 1], rate) for i, rate in enumerate(list(rates)[:-1])]
    return np.array(losses), float(max(pairs)[1])
