"""The final project: prices of a ticker, and the scores of its table."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.market import scores
from helpers.market.dataset import log_variance as log_variance
from helpers.market.luck import diebold_mariano
from helpers.market.prices import SNAPSHOT_TICKER, load_prices

if TYPE_CHECKING:
    import pandas as pd

LEAST = 2500  # days, about ten years: the test rows are about 500


def prices_of(ticker: str) -> "pd.DataFrame":
    """Return daily prices of a ticker from Yahoo, or the course's S&P 500 where Yahoo gives none.

    Days on which nothing moved (the high is the low) or nothing was traded are left out: they have
    no ln V. It says in a sentence what it did.
    """
    try:
        prices = load_prices(ticker, live=True)
    except RuntimeError as error:
        print(f"{error} Using the snapshot of {SNAPSHOT_TICKER} instead.")
        prices = load_prices()
    usable = (prices["high"] > prices["low"]) & (prices["volume"] > 0)
    if not usable.all():
        print(f"{int((~usable).sum())} days without a range or without trades are left out.")
    if usable.sum() < LEAST:
        print(
            f"{int(usable.sum())} days are few for this project, and a small lead can't be told "
            f"from luck; try a ticker with {LEAST}."
        )
    return prices[usable]


def scores_table(y: ArrayLike, forecasts: dict[str, ArrayLike], rows: slice) -> None:
    """Print R² and RMSE of each forecast of ln V on some rows, and its error on the raw scale.

    QLIKE is taken of V and e^forecast after a factor that makes the forecast right on average on
    the rows before (a median becomes a mean); lower is better.
    """
    y = np.asarray(y, dtype=np.float64)
    print(f"{'forecast':20s} {'R²':>7s} {'RMSE':>7s} {'QLIKE':>7s}")
    for name, forecast in forecasts.items():
        said = np.asarray(forecast, dtype=np.float64)
        qlike = scores.qlike(np.exp(y[rows]), _variances(y, said, rows))
        r2, rmse = scores.r2(y[rows], said[rows]), scores.rmse(y[rows], said[rows])
        print(f"{name:20s} {r2:7.3f} {rmse:7.3f} {qlike:7.3f}")


def luck_table(y: ArrayLike, forecasts: dict[str, ArrayLike], rows: slice) -> None:
    """Print whether "network" is ahead of each other forecast on some rows, and the p-value.

    Once by squared error of ln V, once by QLIKE as in `scores_table`.
    """
    y = np.asarray(y, dtype=np.float64)
    losses = {}
    for name, forecast in forecasts.items():
        said = np.asarray(forecast, dtype=np.float64)
        qlike = scores.qlike_losses(np.exp(y[rows]), _variances(y, said, rows))
        losses[name] = ((y[rows] - said[rows]) ** 2, qlike)
    print(f"{'network against, p-value':24s} {'squared error':>15s} {'QLIKE':>15s}")
    network = losses.pop("network")
    for name, others in losses.items():
        line = f"{name:24s}"
        for one, other in zip(network, others, strict=True):
            test = diebold_mariano(one, other)
            side = "ahead" if test.statistic < 0 else "behind"
            p_value = f"{test.p_value:.3f}" if test.p_value >= 0.001 else "<0.001"
            line += f" {side:>8s} {p_value:>6s}"
        print(line)


def _variances(
    y: NDArray[np.float64], said: NDArray[np.float64], rows: slice
) -> NDArray[np.float64]:
    """Return V̂ on some rows: e^forecast, right on average on the rows before (a factor)."""
    before = slice(0, rows.start)
    return np.asarray(np.mean(np.exp(y[before] - said[before])) * np.exp(said[rows]))
