"""Daily prices: the course's snapshot, or live ones. Also the two tools of `split`."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from . import table
from .live import NoPrices, live_prices
from .split import Scaler, chronological_split

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Scaler", "chronological_split", "load_prices"]

SNAPSHOT = Path(__file__).parents[2] / "data" / "sp500.csv"
SNAPSHOT_TICKER = "^GSPC"
LIVE_START = date(1999, 1, 1)


def load_prices(
    ticker: str = SNAPSHOT_TICKER,
    start: str | date | None = None,
    end: str | date | None = None,
    live: bool = False,
    deadline: float = 20.0,
) -> "pd.DataFrame":
    """Return daily prices and volume, from the course's snapshot unless you ask for live ones.

    Parameters
    ----------
    ticker : Yahoo's name. The snapshot has "^GSPC", the S&P 500, only.
    start, end : the first and the last day, both included, such as "2015-12-31"; None means all
        that there is (live: from 1999 on).
    live : ask Yahoo Finance, by the package yfinance. One printed sentence says which prices you
        got and why: if Yahoo gives none, those of the snapshot.
    deadline : seconds that the live prices may take in all.

    Returns
    -------
    DataFrame, a row a trading day, index `date` without a time zone, columns
        open, high, low, close : index points, or the currency of a share; adjusted for splits,
            not for dividends.
        volume : shares traded on the day.

    Raises
    ------
    ValueError : not a day, no prices between the days, a ticker that the snapshot lacks.
    RuntimeError : live prices of a ticker that the snapshot lacks, and Yahoo gives none.
    FileNotFoundError : the snapshot is missing.

    Notes
    -----
    The snapshot's source, gaps and oddities stand in data/README.md. Live prices end yesterday,
    since today's still change, and are kept for half a day in `market.cache.cache_folder()`.
    """
    ticker = ticker.upper()
    first, last = _day("start", start), _day("end", end)
    if first and last and first > last:
        raise ValueError(f"start, {first}, comes after end, {last}.")
    why = ""
    if live:
        try:
            prices, news = live_prices(ticker, first or LIVE_START, last or date.today(), deadline)
        except NoPrices as error:
            why = f", because {error}"
        else:
            print(f"Using live prices of {ticker} from Yahoo, {table.span(prices)}{news}.")
            return prices
    if ticker != SNAPSHOT_TICKER:
        if live:
            raise RuntimeError(f"There are no prices of {ticker}{why}.")
        raise ValueError(
            f"The snapshot has {SNAPSHOT_TICKER} only; "
            f"load_prices({ticker!r}, live=True) asks Yahoo."
        )
    everything = _snapshot()
    prices = everything.loc[first and str(first) : last and str(last)].copy()
    if prices.empty:
        raise ValueError(
            f"No prices from {first or 'the start'} to {last or 'the end'}: "
            f"the snapshot has {table.span(everything)}{why}."
        )
    if live:
        print(f"Using the snapshot of {ticker}, {table.span(prices)}{why}.")
    elif (first and first < everything.index[0].date()) or (
        last and last > everything.index[-1].date()
    ):
        print(f"The snapshot has {table.span(everything)} only.")
    return prices


def _day(name: str, value: str | date | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value.date() if isinstance(value, datetime) else value))
    except ValueError:
        raise ValueError(f"{name} is {value!r}; write a day like 2015-12-31.") from None


def _snapshot() -> "pd.DataFrame":
    if not SNAPSHOT.is_file():
        raise FileNotFoundError(
            f"{SNAPSHOT} is missing: put the course's folder data next to its folder helpers."
        )
    return table.read_prices(SNAPSHOT.read_text(encoding="utf-8"))
