"""Lesson 11: nets that memorise whether tomorrow's range is larger.

A net sees the 13 inputs of an evening in 2011. The validation rows are the evenings of 2012.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.market.dataset import rows
from helpers.market.prices import load_prices
from helpers.market.split import Scaler
from helpers.network import Network
from helpers.optimizers import Adam
from helpers.training import fit

YEARS = (2011, 2012)  # of the training and the validation rows
LR, BATCH_SIZE, NUM_STARTS = 0.01, 32, 5


class Accuracy(NamedTuple):
    """The share of right answers, from 0 to 1, a mean over the starts."""

    train: float
    validation: float


def _evenings() -> tuple[NDArray[np.float64], NDArray[np.float64], list[NDArray[np.bool_]]]:
    """Return X (m, 13) as it is, y (m, 1), 1 where tomorrow's range is larger, and both parts."""
    found = rows(load_prices())
    years = 1970 + found.dates.astype("datetime64[Y]").astype(int)
    parts = [years == year for year in YEARS]
    y = (found.y > found.X[:, 0]).astype(np.float64)[:, None]  # ln V tomorrow above ln V today
    return found.X, y, parts


def rule() -> Accuracy:
    """Return how often a rule is right: today's range below yesterday's, tomorrow's above today's.

    Nothing in it is fitted; `train` and `validation` are its shares in the two years.
    """
    X, y, parts = _evenings()
    right = (X[:, 0] < X[:, 1]) == (y[:, 0] > 0.5)
    return Accuracy(*(float(right[part].mean()) for part in parts))


@cache
def up_or_down(width: int, num_epochs: int) -> Accuracy:
    """Return how often nets with `width` hidden units are right: is tomorrow's range larger?"""
    X, y, parts = _evenings()
    X = Scaler.fit(X[parts[0]]).transform(X)
    shares = []
    for seed in range(NUM_STARTS):
        net = Network((X.shape[1], width, 1), output="sigmoid", seed=seed)
        fit(net, X[parts[0]], y[parts[0]], Adam(LR), num_epochs, BATCH_SIZE, seed=seed)
        right = (net.predict(X) > 0.5) == (y > 0.5)
        shares.append([right[part].mean() for part in parts])
    return Accuracy(*(float(share) for share in np.mean(shares, axis=0)))
