"""Lesson 13: five years of the S&P 500's daily range, and what `fit` does with them.

Keras itself is not imported here: whoever has it hands its arrays over.
"""

import random
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.market.days import days as all_days
from helpers.market.prices import load_prices

Array = NDArray[np.float64]
NUM_DAYS = 1280  # five fifths of 256
FIFTH = NUM_DAYS // 5


def last_days() -> tuple[Array, Array]:
    """Return X (1280, 2) and y (1280, 1), the last 1,280 days of lesson 09's table, in order.

    x1 is the log of today's range ln(high / low), x2 today's log return, y the log of tomorrow's
    range; each in standard deviations from its mean over lesson 09's 4,096 days.
    """
    X, y = all_days()
    return X[-NUM_DAYS:], y[-NUM_DAYS:, None]


def fifths() -> list[tuple[str, float]]:
    """Return for each fifth its first and last month, and the loss of a constant forecast on it.

    The constant is the mean of the other four fifths.
    """
    dates = load_prices().index[-NUM_DAYS:]  # of the days that are forecast
    y = last_days()[1]
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


def tried(
    written: Callable[..., Any], ours: Callable[..., Any], *arguments: Any
) -> tuple[Any, Any]:
    """Return the model and the history of a student's function, or of ours if it isn't ready.

    What theirs prints is held back: without verbose=0 Keras prints lines for every epoch. Ours
    draws what it would have drawn alone: Keras takes its seeds from `random`, its shuffles from
    `np.random`.
    """
    drawn = random.getstate(), np.random.get_state()
    try:
        with redirect_stdout(StringIO()):
            model, history = written(*arguments)
        if history.history["val_loss"] and callable(model.predict):
            return model, history
    except Exception:  # the check says what is wrong with it
        pass
    print("(with the lesson's own copy: yours is not ready)")
    random.setstate(drawn[0])
    np.random.set_state(drawn[1])
    model, history = ours(*arguments)
    return model, history


def apart(model: Any, weights: Sequence[ArrayLike], biases: Sequence[ArrayLike]) -> str:
    """Say how far a Keras model's weights lie from ours at most."""
    pairs = zip(model.get_weights(), keras_weights(weights, biases), strict=True)
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
