"""A table of daily prices: read from text, and refused unless it is whole."""

import io
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

PRICES = ["open", "high", "low", "close"]
COLUMNS = [*PRICES, "volume"]


def read_prices(text: str) -> "pd.DataFrame":
    """Return the prices that stand in `text`, comma-separated, a day a line.

    Returns
    -------
    DataFrame with the columns open, high, low, close (float64) and volume (int64), and with the
    days as index, named date, without a time zone. Other columns of `text` are left out.

    Raises
    ------
    ValueError : a column is missing, there are no rows, the days are not in order, a price is
        missing or not a positive number, a volume is missing or negative, or a high is below a low.
    """
    import pandas as pd

    table = pd.read_csv(io.StringIO(text), dtype=str)  # Python's float reads every digit
    absent = [name for name in ("date", *COLUMNS) if name not in table]
    if absent:
        raise ValueError(f"the table has no column {absent[0]}")
    if table.empty:
        raise ValueError("the table has no rows")
    days = pd.DatetimeIndex(pd.to_datetime(table["date"], format="%Y-%m-%d"), name="date")
    prices = table[COLUMNS].astype("float64").set_axis(days.as_unit("ns"))
    whole = np.isfinite(prices).all(axis=1) & (prices[PRICES] > 0).all(axis=1)
    whole &= prices["volume"] >= 0
    if not whole.all():
        day = prices.index[~whole][0]
        raise ValueError(f"on {day:%Y-%m-%d} a number is missing or not positive")
    if (prices["high"] < prices["low"]).any():
        raise ValueError("on some day the high is below the low")
    if not (days.is_monotonic_increasing and days.is_unique):
        raise ValueError("the days are not in order, each once")
    return prices.astype({"volume": "int64"})


def span(prices: "pd.DataFrame") -> str:
    """Return the first and the last day as text."""
    return f"{prices.index[0]:%Y-%m-%d} to {prices.index[-1]:%Y-%m-%d}"
