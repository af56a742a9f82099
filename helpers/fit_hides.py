"""Lesson 12: five years of the S&P 500's daily range, and what `fit` does with them.

Keras itself is not imported here: whoever has it hands its arrays over.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .batch_size import days as all_days
from .data import load_prices

Array = NDArray[np.float64]
NUM_DAYS = 1280  # five fifths of 256
FIFTH = NUM_DAYS // 5


def days() -> tuple[Array, Array]:
    """Return X (1280, 2) and y (1280, 1), the last 1,280 days of lesson 08's table, in order.

    x1 is the log of today's range ln(high / low), x2 today's log return, y the log of tomorrow's
    range; each in standard deviations from its mean over lesson 08's 4,096 days.
    """
    X, y = all_days()
    return X[-NUM_DAYS:], y[-NUM_DAYS:, None]


def fifths() -> list[tuple[str, float]]:
    """Return for each fifth its first and last month, and the loss of a constant forecast on it.

    The constant is the mean of the other four fifths.
    """
    dates = load_prices().index[-NUM_DAYS:]  # of the days that are forecast
    y = days()[1]
    found = []
    for start in range(0, NUM_DAYS, FIFTH):
        inside = np.zeros(NUM_DAYS, dtype=bool)
        inside[start : start + FIFTH] = True
        first, last = dates[start], dates[start + FIFTH - 1]
        loss = float(np.mean((y[inside] - y[~inside].mean()) ** 2))
        found.append((f"{first:%b %Y} to {last:%b %Y}", loss))
    return found


def keras_weights(weights: Sequence[ArrayLike], biases: Sequence[ArrayLike]) -> list[Array]:
    """Return what `model.set_weights` takes: kernel, bias, kernel, bias, … in one flat list.

    Keras's kernel is (n_in, n_out), for Z = A @ kernel + b; our W is (n_out, n_in).
    """
    pairs = zip(weights, biases, strict=True)
    return [np.asarray(part) for W, b in pairs for part in (np.transpose(W), b)]


def attempt(one_step: Callable[..., Any], *arguments: Any) -> tuple[Any, Any]:
    """Return what a student's `one_step` returns, or (None, None) if it isn't written yet."""
    try:
        weights, biases = one_step(*arguments)
        [np.asarray(part, dtype=np.float64) for part in [*weights, *biases]]
    except Exception:  # the check says what is wrong with it
        return None, None
    return weights, biases


def apart(model: Any, weights: Any, biases: Any) -> str:
    """Say how far a Keras model's weights lie from ours at most."""
    if weights is None:
        return "not attempted yet"
    pairs = list(zip(model.get_weights(), keras_weights(weights, biases), strict=False))
    if any(np.shape(a) != np.shape(b) for a, b in pairs):
        return "not of the same shapes"
    largest = max(float(np.max(np.abs(np.subtract(a, b)))) for a, b in pairs)
    return f"at most {largest:.0e} apart"


def early_stopping(validation: Sequence[float], patience: int) -> tuple[int, int]:
    """Return the last epoch that is run and the epoch whose weights are kept, counted from 0.

    Training stops once `patience` epochs in a row have brought no new lowest loss, and the weights
    of the lowest so far are put back, as Keras's EarlyStopping does with restore_best_weights=True
    (its own default keeps the last ones).

    Prechelt 1998, Early Stopping: But When?, is the classic on how long to wait.
    """
    best = 0
    for epoch, loss in enumerate(validation):
        if loss < validation[best]:
            best = epoch
        if epoch - best >= patience:
            return epoch, best
    return len(validation) - 1, best
