"""Lesson 11: ten nets and their rivals on the S&P 500, from training to the test years.

Forecasts are of ln V, for all rows, (m,). What was fixed before the test rows were opened stands in
the constants below.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from . import forecasts, scores
from .curves import Curves, learn
from .data import load_prices
from .luck import DieboldMariano, diebold_mariano
from .network import Network
from .optimizers import Adam
from .training import History, Progress, fit
from .volatility import parkinson, rolling_mean
from .volatility_data import Array, Prices, Rows, Scaled, log_variance, rows, scaled

NUM_NETS, UNITS, WIDE = 10, 16, (64, 32)
LR, BATCH_SIZE, PATIENCE, MOST_EPOCHS = 0.001, 64, 10, 200
CURVE_STARTS, CURVE_EPOCHS = 4, 80
NET, LINE, HAR = "mean of 10 nets", "least squares", "HAR"


@cache
def snapshot() -> Rows:
    """Return the rows of the course's snapshot."""
    return rows(load_prices())


class Nets(NamedTuple):
    """Nets from several starts: their forecasts (k, m), and how each was trained."""

    forecasts: Array
    histories: list[History]


def one_net(data: Scaled, train: slice, validation: slice, seed: int) -> tuple[Array, History]:
    """Train a net with 16 hidden units, stopped early; return its forecasts and its history."""
    net = Network((data.X.shape[1], UNITS, 1), seed=seed)
    history = fit(
        net, data.X[train], data.y[train], Adam(LR), MOST_EPOCHS, BATCH_SIZE,
        validation=(data.X[validation], data.y[validation]), patience=PATIENCE, seed=seed,
    )  # fmt: skip
    return data.scaler.inverse(net.predict(data.X))[:, 0], history


_trained: dict[int, Nets] = {}


def train_nets(progress: Progress | None = None) -> Nets:
    """Return ten nets on the snapshot, from seeds 0 to 9. A second call is free."""
    if not _trained:
        data, (train, validation, _) = scaled(snapshot()), snapshot().parts
        done = []
        for seed in range(NUM_NETS):
            done.append(one_net(data, train, validation, seed))
            if progress is not None:
                progress(seed + 1, NUM_NETS)
        _trained[0] = Nets(np.stack([f for f, _ in done]), [h for _, h in done])
    elif progress is not None:
        progress(NUM_NETS, NUM_NETS)
    return _trained[0]


def rivals(prices: Prices, found: Rows) -> dict[str, Array]:
    """Return what each rival forecasts for the rows; HAR and the line are fitted on training rows.

    "EWMA of V" averages variances and takes the logarithm last, all others work in ln V.
    """
    v, train = log_variance(prices), found.parts[0]
    last = found.days[train][-1] + 1  # the day of the last training target
    simple = {
        "persistence": forecasts.persistence(v),
        "mean of 22 days": rolling_mean(v, 22),
        "EWMA of V": np.log(forecasts.ewma(parkinson(prices["high"], prices["low"]))),
        "EWMA of ln V": forecasts.ewma(v),
        HAR: forecasts.har(v, forecasts.fit_har(v[: last + 1])),
    }
    said = {name: forecast[found.days] for name, forecast in simple.items()}
    X = np.column_stack([np.ones(len(found.y)), found.X])
    said[LINE] = X @ np.linalg.lstsq(X[train], found.y[train], rcond=None)[0]
    return said


class Scores(NamedTuple):
    """RMSE, MAE and R² of ln V, and QLIKE of V after `scale`."""

    rmse: float
    mae: float
    r2: float
    qlike: float


def scale(found: Rows, forecast: Array) -> float:
    """Return the number that makes e^forecast right on average on the training rows.

    It is the mean of V / e^forecast there, and so the factor with the lowest QLIKE there. The
    exponential of a forecast of a logarithm is a median; a mean lies higher (Duan 1983, Smearing
    Estimate, Journal of the American Statistical Association 78).
    """
    train = found.parts[0]
    return float(np.mean(np.exp(found.y[train] - forecast[train])))


def variances(found: Rows, forecast: Array) -> Array:
    """Return the forecast of the daily variance V, (m,)."""
    return np.asarray(scale(found, forecast) * np.exp(forecast))


def score(found: Rows, forecast: Array, part: slice) -> Scores:
    """Return how good a forecast was on one part of the rows."""
    y, y_hat = found.y[part], forecast[part]
    return Scores(
        scores.rmse(y, y_hat),
        scores.mae(y, y_hat),
        scores.r2(y, y_hat),
        scores.qlike(np.exp(y), variances(found, forecast)[part]),
    )


def compare(found: Rows, one: Array, other: Array) -> dict[str, DieboldMariano]:
    """Return the test of Diebold and Mariano on the test rows, with squared errors and QLIKE."""
    test = found.parts[2]
    y = found.y[test]
    squares, other_squares = ((y - forecast[test]) ** 2 for forecast in (one, other))
    ratios, other_ratios = (
        scores.qlike_losses(np.exp(y), variances(found, forecast)[test])
        for forecast in (one, other)
    )
    return {
        "squared error": diebold_mariano(squares, other_squares),
        "QLIKE": diebold_mariano(ratios, other_ratios),
    }


_curves: dict[tuple[int, ...], Curves] = {}


def curves(*hidden: int, progress: Progress | None = None) -> Curves:
    """Return the losses of four nets that are not stopped early, 80 epochs; free at a second call.

    Losses are divided by that of a constant forecast, the mean of the training rows, on the same
    rows, as in lesson 10.
    """
    if hidden not in _curves:
        data, (train, validation, _) = scaled(snapshot()), snapshot().parts
        sizes = (data.X.shape[1], *hidden, 1)
        starts = np.stack([Network(sizes, seed=s).parameters for s in range(CURVE_STARTS)])
        first, second = ((data.X[part], data.y[part]) for part in (train, validation))
        found = learn(starts, sizes, first, second, LR, CURVE_EPOCHS, BATCH_SIZE, progress)
        bases = [np.mean(y**2) for _, y in (first, second)]
        _curves[hidden] = Curves(*(c / base for c, base in zip(found, bases, strict=True)))
    elif progress is not None:
        progress(CURVE_EPOCHS, CURVE_EPOCHS)
    return _curves[hidden]
