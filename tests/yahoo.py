"""A server on this machine that answers yfinance as Yahoo does, or fails as a network can."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# Everything in yfinance that would go elsewhere: the addresses, and the cookie, whose are fixed.
TURN_TO = """
import yfinance.base, yfinance.data, yfinance.scrapers.history, yfinance.scrapers.quote
for module in (yfinance.base, yfinance.scrapers.history, yfinance.scrapers.quote):
    module._BASE_URL_ = {url!r}
yfinance.data.YfData._get_cookie_and_crumb = lambda self, timeout=30: (None, "basic")
"""
FIRST = datetime(2024, 1, 2, 14, 30, tzinfo=UTC)
WEEKDAYS = [d for k in range(56) if (d := FIRST + timedelta(days=k)).weekday() < 5]

Quote = dict[str, list[Any]]


def quote(days: list[datetime]) -> Quote:
    """Return made-up prices, close to each other's but never equal."""
    close = [4700 + 3.25 * k for k in range(len(days))]
    return {
        "open": [c - 1.5 for c in close],
        "high": [c + 10 for c in close],
        "low": [c - 9 for c in close],
        "close": close,
        "volume": [3_000_000_000 + k for k in range(len(days))],
    }


def chart(change: Callable[[Quote], object] = len, days: list[datetime] = WEEKDAYS) -> str:
    """Return Yahoo's answer for `days`, after `change` has spoiled the prices."""
    stamps, prices = [int(day.timestamp()) for day in days], quote(days)
    period = {
        "timezone": "EST",
        "start": stamps[-1],
        "end": stamps[-1] + 23400,
        "gmtoffset": -18000,
    }
    meta = {
        "currency": "USD",
        "symbol": "^GSPC",
        "instrumentType": "INDEX",
        "exchangeTimezoneName": "America/New_York",
        "timezone": "EST",
        "gmtoffset": -18000,
        "regularMarketTime": stamps[-1],
        "regularMarketPrice": prices["close"][-1],
        "priceHint": 2,
        "dataGranularity": "1d",
        "validRanges": ["1d", "1mo", "max"],
        "currentTradingPeriod": {"pre": period, "regular": period, "post": period},
    }
    adjusted = [{"adjclose": list(prices["close"])}]
    change(prices)
    indicators = {"quote": [prices], "adjclose": adjusted}
    result = {"meta": meta, "timestamp": stamps, "indicators": indicators}
    return json.dumps({"chart": {"result": [result], "error": None}})


def recent() -> str:
    """Return an answer that ends with an unfinished today."""
    return chart(days=[datetime.now(UTC) - timedelta(days=back) for back in (2, 1, 0)])


UNKNOWN = {"code": "Not Found", "description": "No data found, symbol may be delisted"}
ANSWERS = {  # status and text
    "good": (200, chart()),
    "429": (429, "Too Many Requests"),
    "404": (404, json.dumps({"chart": {"result": None, "error": UNKNOWN}})),
    "portal": (200, "<html><body>Welcome to the guest network</body></html>"),
    "500": (500, "Internal Server Error"),
    "no rows": (200, json.dumps({"chart": {"result": [], "error": None}})),
    "no text": (200, ""),
    "no volume": (200, chart(lambda prices: prices.pop("volume"))),
    "no open": (200, chart(lambda prices: prices.pop("open"))),
    "a close missing": (200, chart(lambda prices: prices["close"].__setitem__(7, None))),
    "a close of 0": (200, chart(lambda prices: prices["close"].__setitem__(7, 0.0))),
    "high below low": (200, chart(lambda prices: prices["high"].__setitem__(7, 4000.0))),
}


@contextmanager
def server(condition: str) -> Iterator[str]:
    """Yield the address of a server in this condition: a key of ANSWERS, or one of those below."""
    if condition in ("offline", "dropped"):
        with socket.socket() as port:
            port.bind(("127.0.0.1", 0))
            if condition == "dropped":
                port.listen(8)  # connections are taken, and then nothing happens
            yield f"http://127.0.0.1:{port.getsockname()[1]}"
        return
    status, text = (200, recent()) if condition == "recent" else ANSWERS.get(condition, (200, ""))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            if condition == "slow":  # a byte now and then, without an end
                self.end_headers()
                for _ in range(300):
                    self.wfile.write(b" ")
                    time.sleep(0.1)
                return
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                self.close_connection = True  # the other side was stopped, as it should be

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        http.block_on_close = False
        threading.Thread(target=http.serve_forever, args=[0.02], daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()
