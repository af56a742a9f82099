"""Live prices, through yfinance's own parser, from a server on this machine that misbehaves."""

import os
import re
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from helpers.market import cache, live, yahoo
from helpers.market.prices import load_prices

from .yahoo import TURN_TO, server

ASKED = {"start": "2024-01-02", "end": "2024-02-20", "live": True}
IN_SNAPSHOT = {"start": "2018-01-02", "end": "2018-12-31", "live": True}


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOWNHILL_CACHE", str(tmp_path))


@pytest.fixture
def here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let this process ask the server: what the second Python does, without its start."""
    pytest.importorskip("yfinance", reason="yfinance is not installed")
    import yfinance.base as base
    import yfinance.data as data
    import yfinance.scrapers.history as history
    import yfinance.scrapers.quote as quote

    def download(ticker: str, start: date, end: date, deadline: float) -> str:
        try:
            return yahoo.ask(ticker, str(start), str(end + timedelta(days=1)), deadline)
        except Exception as error:
            raise live.NoPrices(yahoo.reason(error)) from None

    with server(request.param) as url:
        for module in (base, history, quote):
            monkeypatch.setattr(module, "_BASE_URL_", url)
        monkeypatch.setattr(
            data.YfData, "_get_cookie_and_crumb", lambda self, timeout=30: (None, "basic")
        )
        monkeypatch.setattr(live, "download", download)
        yield request.param


@pytest.fixture
def second_python(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let the real second Python ask the server."""
    pytest.importorskip("yfinance", reason="yfinance is not installed")
    with server(request.param) as url:
        monkeypatch.setattr(live, "CHILD", TURN_TO.format(url=url) + live.CHILD)
        yield request.param


def test_whoever_makes_a_page_does_not_ask(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = cache.cache_file("^GSPC", IN_SNAPSHOT["start"], IN_SNAPSHOT["end"])
    kept.parent.mkdir(parents=True)
    kept.write_text("not to be read", encoding="utf-8")
    monkeypatch.setenv("DOWNHILL_OFFLINE", "1")
    monkeypatch.setattr(live, "download", lambda *asked: pytest.fail("it asked"))
    assert is_whole(load_prices(**IN_SNAPSHOT))
    assert "because it runs without the network." in capsys.readouterr().out


def is_whole(prices: pd.DataFrame) -> bool:
    return len(prices) > 0 and bool(np.isfinite(prices).all(axis=None))


@pytest.mark.parametrize("second_python", ["good"], indirect=True)
def test_a_good_answer(second_python: str, capsys: pytest.CaptureFixture[str]) -> None:
    prices = load_prices(**ASKED)
    said = capsys.readouterr().out
    assert said == "Using live prices of ^GSPC from Yahoo, 2024-01-02 to 2024-02-20.\n"
    assert list(prices.columns) == ["open", "high", "low", "close", "volume"]
    assert prices.index.name == "date"
    assert prices.index.tz is None
    assert prices.index.dtype == "datetime64[ns]"
    assert len(prices) == 36
    assert prices.loc["2024-01-03"].tolist() == [4701.75, 4713.25, 4694.25, 4703.25, 3000000001]
    assert prices["volume"].dtype == np.int64
    assert not list(Path(__file__).parents[1].glob("*.db"))


@pytest.mark.parametrize("second_python", ["dropped", "slow"], indirect=True)
def test_no_answer_takes_no_longer_than_the_deadline(
    second_python: str, capsys: pytest.CaptureFixture[str]
) -> None:
    started = time.monotonic()
    prices = load_prices(**IN_SNAPSHOT, deadline=3)
    assert time.monotonic() - started < 3 + 2
    assert is_whole(prices)
    assert capsys.readouterr().out == (
        "Using the snapshot of ^GSPC, 2018-01-02 to 2018-12-31, "
        "because there was no full answer within 3 seconds.\n"
    )


@pytest.mark.parametrize("second_python", ["429"], indirect=True)
def test_the_second_python_hands_its_reason_on(
    second_python: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert is_whole(load_prices(**IN_SNAPSHOT))
    assert "because Yahoo says that it got too many requests (429)." in capsys.readouterr().out


WHY = {
    "offline": r"Yahoo can't be reached \(.*127\.0\.0\.1.*\)",
    "429": r"Yahoo says that it got too many requests \(429\)",
    "404": r"Yahoo has no such prices \(.*No data found, symbol may be delisted.*\)",
    "portal": r"what came back is not price data \(it starts with '<html><body>Welcome .*'\)",
    "500": r"what came back is not price data \(it starts with 'Internal Server Error'\)",
    "no rows": r"Yahoo has no such prices \(.*no price data found.*\)",
    "no text": r"what came back is not price data \(it starts with ''\)",
    "no volume": r"yfinance could not use what came back \(KeyError: 'volume'\)",
    "no open": r"yfinance could not use what came back \(KeyError: 'open'\)",
    "a close missing": r"what came back is not usable: on 2024-01-11 a number is missing.*",
    "a close of 0": r"what came back is not usable: on 2024-01-11 a number is missing.*",
    "high below low": r"what came back is not usable: on some day the high is below the low",
}


@pytest.mark.parametrize(("here", "why"), WHY.items(), indirect=["here"])
def test_the_snapshot_stands_in_and_says_why(
    here: str, why: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    prices = load_prices(start="2018-01-02", live=True, deadline=10)
    assert is_whole(prices)
    assert len(prices) == 251
    said = capsys.readouterr()
    sentence = r"Using the snapshot of \^GSPC, 2018-01-02 to 2018-12-31, because " + why + r"\.\n"
    assert re.fullmatch(sentence, said.out), said.out
    assert said.err == ""
    assert not list(tmp_path.glob("prices/*"))


@pytest.mark.parametrize("here", ["429"], indirect=True)
def test_the_snapshot_stands_in_for_nothing_that_it_lacks(here: str) -> None:
    with pytest.raises(RuntimeError, match="no prices of AAPL, because Yahoo says"):
        load_prices("AAPL", live=True)
    with pytest.raises(ValueError, match=r"1999-01-04 to 2018-12-31, because Yahoo says"):
        load_prices(**ASKED)


@pytest.mark.parametrize("here", ["recent"], indirect=True)
def test_todays_unfinished_prices_are_left_out(here: str) -> None:
    prices = load_prices(live=True)
    today = datetime.now(ZoneInfo("America/New_York")).date()
    assert len(prices) == 2
    assert prices.index[-1].date() < today


@pytest.mark.parametrize("here", ["good"], indirect=True)
def test_a_download_is_kept_for_half_a_day(
    here: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_prices(**ASKED)
    assert capsys.readouterr().out.endswith("2024-02-20.\n")
    (path,) = (tmp_path / "prices").iterdir()
    fresh = live.download
    monkeypatch.setattr(live, "download", lambda *asked: pytest.fail("it was kept"))
    pd.testing.assert_frame_equal(load_prices(**ASKED), first)
    assert "(a download of the last 12 hours)" in capsys.readouterr().out
    monkeypatch.setattr(live, "download", fresh)
    path.write_text("date,open\n2024-01-02,1\n", encoding="utf-8")
    pd.testing.assert_frame_equal(load_prices(**ASKED), first)
    assert "(the kept download was not usable: the table has no column" in capsys.readouterr().out
    pd.testing.assert_frame_equal(load_prices(**ASKED), first)
    assert "last 12 hours" in capsys.readouterr().out
    old = time.time() - 13 * 3600
    os.utime(path, (old, old))
    load_prices(**ASKED)
    assert "last 12 hours" not in capsys.readouterr().out


@pytest.mark.parametrize("here", ["good"], indirect=True)
def test_a_cache_that_can_not_be_written_is_told_and_does_no_harm(
    here: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "prices").write_text("a file where the folder should be", encoding="utf-8")
    assert is_whole(load_prices(**ASKED))
    assert "(not kept for later: " in capsys.readouterr().out


def test_without_yfinance(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(live.importlib.util, "find_spec", lambda name: None)
    assert is_whole(load_prices(**IN_SNAPSHOT))
    assert "because yfinance is not installed here." in capsys.readouterr().out


def test_without_a_second_python(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(live.importlib.util, "find_spec", lambda name: name)
    monkeypatch.setattr(live.sys, "executable", str(tmp_path / "no such python"))
    assert is_whole(load_prices(**IN_SNAPSHOT))
    assert "because no second Python could be started" in capsys.readouterr().out


def test_the_cache_is_the_users_and_any_ticker_makes_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DOWNHILL_CACHE")
    assert Path(__file__).parents[1] not in cache.cache_folder().parents
    for ticker in ("^GSPC", "BRK-B", "EURUSD=X", "../..", "a/b:c*"):
        path = cache.cache_file(ticker, "2024-01-01", "2024-02-01")
        assert path.parent == cache.cache_folder() / "prices"
        assert not re.search(r'[:*?"<>|\\]', path.name)
