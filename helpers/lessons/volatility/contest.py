"""The contest: baselines and nets, fitted again as a forecaster would, and their scores.

Everything is chosen on the validation rows; `everyone` and what takes its answers are the only
code of the lesson that looks at the test rows.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np

from helpers.market import forecasts, scores
from helpers.market.dataset import Array, Prices, Rows, log_variance
from helpers.market.luck import DieboldMariano, diebold_mariano
from helpers.market.prices import load_prices
from helpers.market.volatility import parkinson
from helpers.training import Progress

from .nets import trained
from .study import NUM_NETS, snapshot
from .walk import (
    HAR_COLUMNS,
    YEAR,
    Fit,
    Forecast,
    at_level,
    fit_once,
    fixed,
    garch,
    line,
    walk_forward,
)

HAR, GARCH, LINE, LINE_ONCE = "HAR", "GJR-GARCH", "line", "line, fitted once"
NET, NETS, NETS_ONCE = "one net", "ten nets", "ten nets, fitted once"
WINDOWS = (500, 1000, 2000, None)
CHOSEN = {HAR: 500, GARCH: 500, LINE: 500, NETS: 2000}  # the lowest QLIKE on the validation rows


class Scores(NamedTuple):
    """R² of ln V, and QLIKE of V."""

    r2: float
    qlike: float


def score(found: Rows, said: Forecast, part: slice) -> Scores:
    """Return how good forecasts were on one part of the rows."""
    y = found.y[part]
    return Scores(scores.r2(y, said.log[part]), scores.qlike(np.exp(y), said.variance[part]))


def simple(prices: Prices, found: Rows) -> dict[str, Fit]:
    """Return the baselines with nothing to fit but, for EWMA, a mean of V, its level."""
    smooth = forecasts.ewma(parkinson(prices["high"], prices["low"]))
    return {
        "persistence": fixed(forecasts.persistence(log_variance(prices))[found.days]),
        "EWMA": at_level(found, smooth[found.days]),
    }


def fit_of(name: str, window: int | None = None) -> Fit:
    """Return how HAR, GARCH, LINE or NETS is fitted on the snapshot's rows.

    `window` is for GARCH, which was fitted beforehand; the others take the rows that they get.
    """
    found = snapshot()
    if name == GARCH:
        return garch(found, window)
    if name == NETS:
        return _mean_of_nets
    return line(found, {HAR: HAR_COLUMNS, LINE: None}[name])


def _mean_of_nets(known: slice) -> Array:
    return np.asarray(trained(known.start, known.stop).forecasts.mean(axis=0))


def _net(k: int) -> Fit:
    return lambda known: trained(known.start, known.stop).forecasts[k]


@cache
def by_window(name: str) -> dict[int | None, Scores]:
    """Return the scores on the validation rows for each window. (Ten nets take ten seconds.)"""
    found, part = snapshot(), snapshot().parts[1]
    walks = {w: walk_forward(found, part, fit_of(name, w), w) for w in WINDOWS}
    return {w: score(found, said, part) for w, said in walks.items()}


def single_nets() -> list[Forecast]:
    """Return each of the ten nets alone on the test rows, fitted again every year."""
    found, part = snapshot(), snapshot().parts[2]
    return [walk_forward(found, part, _net(k), CHOSEN[NETS]) for k in range(NUM_NETS)]


_everyone: dict[str, Forecast] = {}


def everyone(progress: Progress | None = None) -> dict[str, Forecast]:
    """Return all forecasts of the test rows, by name. A second call is free."""
    found = snapshot()
    train, _, test = found.parts
    if not _everyone:
        starts = list(range(test.start, test.stop, YEAR))
        for count, start in enumerate(starts):
            trained(start - CHOSEN[NETS], start)
            if progress is not None:
                progress(count + 1, len(starts) + 1)

        def every_year(name: str) -> Forecast:
            return walk_forward(found, test, fit_of(name, CHOSEN[name]), CHOSEN[name])

        for name, rule in simple(load_prices(), found).items():
            _everyone[name] = walk_forward(found, test, rule)
        _everyone.update({name: every_year(name) for name in (HAR, GARCH)})
        _everyone[LINE_ONCE] = fit_once(found, test, fit_of(LINE), train)
        _everyone[LINE] = every_year(LINE)
        _everyone[NETS_ONCE] = fit_once(found, test, fit_of(NETS), slice(0, test.start))
        _everyone[NET] = single_nets()[0]
        _everyone[NETS] = every_year(NETS)
    if progress is not None:
        progress(1, 1)
    return dict(_everyone)


def compare(found: Rows, one: Forecast, other: Forecast) -> dict[str, DieboldMariano]:
    """Return the test of Diebold and Mariano on the test rows, with squared errors and QLIKE."""
    test = found.parts[2]
    y = found.y[test]
    squares = ((y - said.log[test]) ** 2 for said in (one, other))
    ratios = (scores.qlike_losses(np.exp(y), said.variance[test]) for said in (one, other))
    first, second = squares
    third, fourth = ratios
    return {
        "squared error": diebold_mariano(first, second),
        "QLIKE": diebold_mariano(third, fourth),
    }


def luck(pairs: Iterable[tuple[str, str]]) -> str:
    """Return a table: who of two is ahead on each loss, on the test rows, and the p-values."""
    forecasts_ = everyone()
    rows = [f"{'p-value on':44s}{'squared error of ln V':>21s}{'QLIKE':>18s}"]
    for one, other in pairs:
        row = f"{one:21s} against {other:17s}"
        for test in compare(snapshot(), forecasts_[one], forecasts_[other]).values():
            side = "ahead" if test.statistic < 0 else "behind"
            p_value = f"{test.p_value:.4f}" if test.p_value >= 1e-4 else "< 0.0001"
            row += f"{side:>9s} {p_value:>8s}"
        rows.append(row)
    return "\n".join(rows)
