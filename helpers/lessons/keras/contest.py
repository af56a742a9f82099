"""Keras's nets against HAR and a line on lesson 12's evenings.

Whoever forecasts may use all rows before the test years: HAR and the line are fitted on training
and validation rows together, and a net keeps the last fifth of them aside to stop by.
"""

from functools import cache
from typing import Any

import numpy as np

from helpers.market import dataset, forecasts
from helpers.market.prices import load_prices
from helpers.market.scores import r2

Array = dataset.Array
HAR, LINE = "HAR", "line"


@cache
def _rows() -> tuple[dataset.Rows, dataset.Scaled]:
    found = dataset.rows(load_prices())
    return found, dataset.scaled(found)


def known_evenings() -> tuple[Array, Array]:
    """Return X (3972, 13) and y (3972, 1): training and validation rows in order, scaled.

    y is ln V of the day after, and every column has mean 0 and spread 1 on the training rows.
    """
    found, data = _rows()
    before = slice(0, found.parts[1].stop)
    return data.X[before].copy(), data.y[before].copy()


def r2_of_model(model: Any) -> float:
    """Return R² of a model's forecasts of ln V on the test rows; it has Keras's `predict`."""
    found, data = _rows()
    test = found.parts[2]
    said = data.scaler.inverse(np.asarray(model.predict(data.X[test], verbose=0)))[:, 0]
    return r2(found.y[test], said)


@cache
def rivals() -> dict[str, float]:
    """Return R² on the test rows of HAR and of least squares on all 13 columns, fitted before."""
    found, _ = _rows()
    before, test = slice(0, found.parts[1].stop), found.parts[2]
    v = dataset.log_variance(load_prices())
    known = v[: found.days[before][-1] + 2]  # up to the day of the last target before the test
    har = forecasts.har(v, forecasts.fit_har(known))[found.days]
    X = np.column_stack([np.ones(len(found.y)), found.X])
    line = X @ np.linalg.lstsq(X[before], found.y[before], rcond=None)[0]
    return {name: r2(found.y[test], said[test]) for name, said in ((HAR, har), (LINE, line))}
