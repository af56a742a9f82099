"""The final project: prices of a ticker, and the scores of its table."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from helpers.market import scores
from helpers.market.dataset import log_variance as log_variance
from helpers.market.prices import SNAPSHOT_TICKER, load_prices

if TYPE_CHECKING:
    import pandas as pd

LEAST = 1500  # days, about six years


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
        print(f"{int(usable.sum())} days are few for this project; try a ticker with {LEAST}.")
    return prices[usable]


def scores_table(y: ArrayLike, forecasts: dict[str, ArrayLike], rows: slice) -> None:
    """Print R² and RMSE of each forecast of ln V on some rows, and its error on the raw scale.

    QLIKE is taken of V and e^forecast after a factor that makes the forecast right on average on
    the rows before (a median becomes a mean); lower is better.
    """
    y, before = np.asarray(y, dtype=np.float64), slice(0, rows.start)
    print(f"{'forecast':20s} {'R²':>7s} {'RMSE':>7s} {'QLIKE':>7s}")
    for name, forecast in forecasts.items():
        said = np.asarray(forecast, dtype=np.float64)
        scale = np.mean(np.exp(y[before] - said[before]))
        qlike = scores.qlike(np.exp(y[rows]), scale * np.exp(said[rows]))
        r2, rmse = scores.r2(y[rows], said[rows]), scores.rmse(y[rows], said[rows])
        print(f"{name:20s} {r2:7.3f} {rmse:7.3f} {qlike:7.3f}")
