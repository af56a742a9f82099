"""The student's own HAR and QLIKE on the S&P 500: a row below those of the lesson's copies."""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.checking.running import quiet
from helpers.market.dataset import Array, log_variance
from helpers.market.forecasts import persistence
from helpers.market.prices import load_prices

from .contest import WINDOWS
from .study import snapshot
from .walk import HAR_COLUMNS, Fit, fixed, walk_forward


def by_window(fit_har: Callable[..., Any], qlike: Callable[..., Any]) -> str:
    """Return as text what `qlike` says on the validation rows of HAR by `fit_har`, and persistence.

    Parameters
    ----------
    fit_har, qlike : answers to these exercises; they may be half written.
    """
    found, part = snapshot(), snapshot().parts[1]
    V = np.exp(found.y[part])
    rules = {
        "your HAR": _har(fit_har),
        "persistence": fixed(persistence(log_variance(load_prices()))[found.days]),
    }
    rows = []
    for name, fit in rules.items():
        try:
            with quiet():
                walks = [walk_forward(found, part, fit, window).variance for window in WINDOWS]
                scores = [float(qlike(V.copy(), V_hat[part])) for V_hat in walks]
        except Exception as error:  # a student's function: one sentence, no traceback
            why = type(error).__name__  # the exercise's check says more
            rows.append(f"{name:11s} no score yet: fit_har and qlike must give numbers ({why}).")
        else:
            rows.append(f"{name:11s} {' '.join(f'{score:7.3f}' for score in scores)}")
    return "\n".join(rows)


def _har(fit_har: Callable[..., Any]) -> Fit:
    features = snapshot().X[:, HAR_COLUMNS]

    def fit(known: slice) -> Array:
        # One evening more than rows: its v is the target of the last one.
        day, week, month = features[known.start : known.stop + 1].T.copy()
        c = np.asarray(fit_har(day, week, month), dtype=np.float64)
        if c.shape != (4,):
            raise ValueError(f"c has the shape {c.shape}")
        return np.asarray(c[0] + features @ c[1:])

    return fit
