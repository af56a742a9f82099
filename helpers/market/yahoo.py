"""What the second Python of `live` runs: ask yfinance, print a table or leave with a reason."""

import logging
import sys

from .cache import cache_folder


def main() -> None:
    """Print the prices that the command line asks for; on failure, leave with the reason."""
    ticker, start, end, timeout = sys.argv[1:]
    output, sys.stdout = sys.stdout, sys.stderr
    try:
        text = ask(ticker, start, end, float(timeout))
    except Exception as error:  # whatever it is, the parent reports it
        sys.exit(reason(error))
    output.write(text)


def ask(ticker: str, start: str, end: str, timeout: float) -> str:
    """Return yfinance's table as text: days without a time zone, names in small letters.

    `end` is left out, and so is today in the exchange's time zone: its prices still change.
    """
    import pandas as pd
    import yfinance

    logging.getLogger("yfinance").disabled = True
    yfinance.set_tz_cache_location(str(cache_folder() / "yfinance"))
    stock = yfinance.Ticker(ticker)
    # Otherwise yfinance asks for the time zone first, and when that fails hides why. A day more
    # at each end makes any zone do.
    stock._tz = "UTC"
    day = pd.Timedelta(days=1)
    table = stock.history(
        start=pd.Timestamp(start) - day,
        end=pd.Timestamp(end) + day,
        raise_errors=True,
        auto_adjust=False,
        actions=False,
        timeout=timeout,
    )
    if table.empty:
        raise ValueError("the table has no rows")
    today = pd.Timestamp.now(tz=table.index.tz).tz_localize(None).normalize()
    table = table.tz_localize(None).rename(columns=str.lower).rename_axis("date")
    inside = (table.index >= start) & (table.index < min(today, pd.Timestamp(end)))
    text: str = table[inside].to_csv(date_format="%Y-%m-%d", lineterminator="\n")
    return text


def reason(error: Exception) -> str:
    """Return why there are no prices, as one line that can follow "because"."""
    kind, said = type(error).__name__, " ".join(str(error).split(". See http")[0].split())
    page = getattr(error, "doc", None)  # what a JSON reader could not read
    if isinstance(page, str):
        return f"what came back is not price data (it starts with {page[:40]!r})"
    if kind == "YFRateLimitError":
        return "Yahoo says that it got too many requests (429)"
    if kind in ("YFPricesMissingError", "YFTzMissingError"):
        return f"Yahoo has no such prices ({said})"
    if isinstance(error, OSError):
        return f"Yahoo can't be reached ({said})"
    return f"yfinance could not use what came back ({kind}: {said})"
