"""Right and wrong ways through the net of lesson 03, for its checks.

The right ones go by central differences of the loss, never by the answers' formulas.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.gradients import numerical_gradient

Pair = tuple[float, float]
Factor = Callable[[float, float, float, float], float]  # of x, y, w1, w2


def slopes(x: float, y: float, w1: float, w2: float) -> Pair:
    """Return dL/dw1 and dL/dw2 by central differences; exact here, L is quadratic in each."""

    def loss(w: np.ndarray) -> float:
        return float(0.5 * (x * w[0] * w[1] - y) ** 2)

    slope1, slope2 = numerical_gradient(loss, [w1, w2], h=1e-4)
    return float(slope1), float(slope2)


def step(x: float, y: float, w1: float, w2: float, lr: float) -> Pair:
    """Return the weights after a right step."""
    slope1, slope2 = slopes(x, y, w1, w2)
    return w1 - lr * slope1, w2 - lr * slope2


def back(
    error: Factor = lambda x, y, w1, w2: x * w1 * w2 - y,
    at_w2: Factor = lambda x, y, w1, w2: w1 * x,
    through: Factor = lambda x, y, w1, w2: w2,
    at_w1: Factor = lambda x, y, w1, w2: x,
) -> Callable[..., Pair]:
    """Return a backward pass, `gradients(x, y, w1, w2)`, with one factor or another replaced."""

    def walk(*net: float) -> Pair:
        start = error(*net)
        return start * through(*net) * at_w1(*net), start * at_w2(*net)

    return walk


def along(walk: Callable[..., Any]) -> Callable[..., Pair]:
    """Return a step by the derivatives that a backward pass gives."""

    def move(x: float, y: float, w1: float, w2: float, lr: float) -> Pair:
        slope1, slope2 = walk(x, y, w1, w2)
        return w1 - lr * slope1, w2 - lr * slope2

    return move


def w2_first(x: float, y: float, w1: float, w2: float, lr: float) -> Pair:
    """Move w2, then let w1 see the new w2."""
    error = x * w1 * w2 - y
    w2 = w2 - lr * error * w1 * x
    return w1 - lr * error * w2 * x, w2


def w1_first(x: float, y: float, w1: float, w2: float, lr: float) -> Pair:
    """Move w1, then let w2 see the new w1."""
    error = x * w1 * w2 - y
    w1 = w1 - lr * error * w2 * x
    return w1, w2 - lr * error * w1 * x


def forward_between(x: float, y: float, w1: float, w2: float, lr: float) -> Pair:
    """Move w2, go forward again, then move w1."""
    w2 = w2 - lr * (x * w1 * w2 - y) * w1 * x
    return w1 - lr * (x * w1 * w2 - y) * w2 * x, w2


def forward_between_w1_first(x: float, y: float, w1: float, w2: float, lr: float) -> Pair:
    """Move w1, go forward again, then move w2."""
    w1 = w1 - lr * (x * w1 * w2 - y) * w2 * x
    return w1, w2 - lr * (x * w1 * w2 - y) * w1 * x


def uphill(x: float, y: float, w1: float, w2: float, lr: float) -> Pair:
    """Step along the gradient."""
    return step(x, y, w1, w2, -lr)


def minus_new_weights(x: float, y: float, w1: float, w2: float, lr: float) -> Pair:
    """Take the new weights for derivatives, and step by them."""
    a, b = step(x, y, w1, w2, lr)
    return w1 - lr * a, w2 - lr * b


def no_lr(x: float, y: float, w1: float, w2: float, lr: float) -> Pair:
    """Step by the whole slope; it explodes, so by the formula: no difference is fine enough."""
    error = x * w1 * w2 - y
    return w1 - error * w2 * x, w2 - error * w1 * x


def half_square(h: float, y_hat: float, y: float) -> float:
    """Return the loss."""
    return 0.5 * (y_hat - y) ** 2


def loop(
    move: Callable[..., Pair] = step,
    after: bool = False,
    note: Callable[[float, float, float], float] = half_square,
) -> Callable[..., tuple[Any, ...]]:
    """Return a training by `move`; what is noted of h, ŷ and y, before or `after` the move."""

    def train(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> Any:
        losses = []
        for _ in range(num_epochs):
            before = note(x * w1, x * w1 * w2, y)
            w1, w2 = move(x, y, w1, w2, lr)
            losses.append(note(x * w1, x * w1 * w2, y) if after else before)
        return w1, w2, np.array(losses)

    return train


def stale(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> Any:
    """Train with the slopes of the start at every step."""
    first = slopes(x, y, w1, w2)
    return loop(lambda x, y, a, b, lr: (a - lr * first[0], b - lr * first[1]))(
        x, y, w1, w2, lr, num_epochs
    )


def no_half(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> Any:
    """Train rightly, and record the square without its ½."""
    a, b, losses = loop()(x, y, w1, w2, lr, num_epochs)
    return a, b, 2 * losses


def from_start(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> Any:
    """Go back to the start in every epoch, so that only one step counts."""
    a, b = step(x, y, w1, w2, lr)
    return a, b, np.full(num_epochs, 0.5 * (x * w1 * w2 - y) ** 2)


def unmoved(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> Any:
    """Take the losses and never move."""
    return w1, w2, np.full(num_epochs, 0.5 * (x * w1 * w2 - y) ** 2)


def first_epoch_only(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> Any:
    """Leave the loop after one epoch."""
    return loop()(x, y, w1, w2, lr, 1)


def loss_of_the_example(
    x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int
) -> Any:
    """Train rightly, and note the loss for the x and y of the lesson's example."""
    losses = []
    for _ in range(num_epochs):
        losses.append(0.5 * (2 * w1 * w2 - 20) ** 2)
        w1, w2 = step(x, y, w1, w2, lr)
    return w1, w2, np.array(losses)


def nothing_noted(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> Any:
    """Train rightly, and note no loss."""
    a, b, _ = loop()(x, y, w1, w2, lr, num_epochs)
    return a, b, np.array([])


def last_loss_only(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> Any:
    """Train rightly, and keep the last loss only."""
    a, b, losses = loop()(x, y, w1, w2, lr, num_epochs)
    return a, b, losses[-1:]


def one_more(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> Any:
    """Train for one epoch too many."""
    return loop()(x, y, w1, w2, lr, num_epochs + 1)


def one_more_loss(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> Any:
    """Train rightly, and add the loss after the last step."""
    a, b, losses = loop()(x, y, w1, w2, lr, num_epochs)
    return a, b, np.append(losses, 0.5 * (x * a * b - y) ** 2)


def forward_once(x: float, y: float, w1: float, w2: float, lr: float, num_epochs: int) -> Any:
    """Move rightly, and take the loss of the start each time."""
    a, b, _ = loop()(x, y, w1, w2, lr, num_epochs)
    return a, b, np.full(num_epochs, 0.5 * (x * w1 * w2 - y) ** 2)
