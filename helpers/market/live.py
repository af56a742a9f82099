"""Prices from Yahoo Finance, by yfinance in a second Python that is stopped at a deadline.

yfinance's own time-outs hold for one request each, and it may make many: without an answer it can
take minutes. A second process can be stopped whatever it waits for, on every system, and its
messages and settings don't reach the notebook.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from . import cache, table

if TYPE_CHECKING:
    import pandas as pd

CHILD = "from helpers.market.yahoo import main; main()"


class NoPrices(Exception):  # noqa: N818 (it reads well: except NoPrices)
    """Yahoo gave no prices; the message is the end of a sentence, after "because"."""


def live_prices(ticker: str, start: date, end: date, deadline: float) -> tuple["pd.DataFrame", str]:
    """Return Yahoo's prices as `table.read_prices` does, and what else there is to say of them.

    A download is kept, and used again for half a day. The environment variable DOWNHILL_OFFLINE
    keeps it from asking: whoever makes a page wants the same page tomorrow.

    Parameters
    ----------
    ticker, start, end, deadline : as `download` takes them.

    Raises
    ------
    NoPrices : with the reason.
    """
    if os.environ.get("DOWNHILL_OFFLINE"):
        raise NoPrices("it runs without the network")
    path, news = cache.cache_file(ticker, str(start), str(end)), ""
    try:
        if text := cache.kept(path):
            return table.read_prices(text), " (a download of the last 12 hours)"
    except (OSError, ValueError) as error:
        news = f" (the kept download was not usable: {error})"
    text = download(ticker, start, end, deadline)
    try:
        prices = table.read_prices(text)
    except ValueError as error:
        raise NoPrices(f"what came back is not usable: {error}") from None
    try:
        cache.keep(path, text)
    except OSError as error:
        news = f" (not kept for later: {error})"
    return prices, news


def download(ticker: str, start: date, end: date, deadline: float) -> str:
    """Return Yahoo's daily prices from `start` to `end`, both included, as comma-separated text.

    Parameters
    ----------
    ticker : Yahoo's name, such as "^GSPC".
    deadline : seconds for all of it, the start of the second Python (about 2) included.

    Raises
    ------
    NoPrices : with the reason.
    """
    if importlib.util.find_spec("yfinance") is None:
        raise NoPrices("yfinance is not installed here")
    asked = [ticker, start.isoformat(), (end + timedelta(days=1)).isoformat(), str(deadline)]
    home = str(Path(__file__).parents[2])
    packages = os.pathsep.join([*filter(None, sys.path), home])  # the same ones as here
    # Files, not pipes: after a stop nothing has to be read to the end.
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-c", CHILD, *asked],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=messages,
                timeout=deadline,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows: no window
                env={**os.environ, "PYTHONPATH": packages, "PYTHONIOENCODING": "utf-8"},
            )
        except subprocess.TimeoutExpired:
            raise NoPrices(f"there was no full answer within {deadline:g} seconds") from None
        except OSError as error:
            raise NoPrices(f"no second Python could be started ({error})") from None
        output.seek(0)
        messages.seek(0)
        if done.returncode == 0:
            return output.read().decode("utf-8")
        said = messages.read().decode("utf-8", "replace").split("\n")
    last = next((line for line in reversed(said) if line.strip()), f"code {done.returncode}")
    raise NoPrices(last.strip())
