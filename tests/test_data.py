"""The snapshot is what data/README.md says, and load_prices reads it."""

import hashlib
import importlib.util
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from helpers.market import prices, table
from helpers.market.garch import gjr_garch
from helpers.market.prices import load_prices
from helpers.market.volatility import garman_klass, log_returns, parkinson

from .lesson import ROOT

README = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
SNAPSHOT = load_prices()


def maker(name: str = "make_snapshot") -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "data" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_file_is_the_one_that_was_checked() -> None:
    path = ROOT / "data" / "sp500.csv"
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    assert f"`{sha256}`" in README
    assert maker().complaints(path) == []


def test_its_check_finds_faults(tmp_path: Path) -> None:
    good = (ROOT / "data" / "sp500.csv").read_text(encoding="utf-8")
    path = tmp_path / "sp500.csv"
    path.write_text(good.replace("1248.810059", "1229.0"), encoding="utf-8", newline="\n")
    assert maker().complaints(path) == ["high the highest", "the sha256"]
    path.write_text(good.replace("1248.810059", ""), encoding="utf-8", newline="\n")
    assert "every number finite and above 0" in maker().complaints(path)


def test_arch_still_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("arch", reason="arch is not installed")
    maker().write(maker().snapshot(), tmp_path / "sp500.csv")
    assert (tmp_path / "sp500.csv").read_bytes() == (ROOT / "data" / "sp500.csv").read_bytes()


def test_the_forecasts_of_garch_are_the_ones_that_were_checked() -> None:
    path = ROOT / "data" / "gjr_garch.csv"
    assert f"`{hashlib.sha256(path.read_bytes()).hexdigest()}`" in README
    days = SNAPSHOT.index[SNAPSHOT.index >= "2007-02-12"]
    assert len(days) == len(path.read_text(encoding="utf-8").splitlines()) - 1 == 2993
    for window in (500, 1000, 2000, None):
        variance = gjr_garch(SNAPSHOT.index, window)
        assert np.isnan(variance[: -len(days)]).all()
        assert (variance[-len(days) :] > 0).all()
    with pytest.raises(ValueError, match="must be 500, 1000, 2000 or None"):
        gjr_garch(SNAPSHOT.index, 250)


def test_arch_still_forecasts_the_same() -> None:
    pytest.importorskip("arch", reason="arch is not installed")
    garch = maker("make_garch")
    garch.FITS_BEFORE = 0  # the fits from January 2015 on
    for name, window in garch.WINDOWS.items():
        made = garch.forecasts(SNAPSHOT["close"], window)
        assert f"{made.index[0]:%Y-%m-%d}" == "2015-01-22", name
        shipped = gjr_garch(made.index, window)
        np.testing.assert_allclose(made, shipped, rtol=0.01, err_msg=name)


def test_garch_forecasts_from_the_past_alone() -> None:
    pytest.importorskip("arch", reason="arch is not installed")
    garch = maker("make_garch")
    garch.FITS_BEFORE = 0
    later = SNAPSHOT["close"].copy()
    later[later.index > "2016-03-01"] *= np.linspace(1, 2, int((later.index > "2016-03-01").sum()))
    before, after = (garch.forecasts(close, 500) for close in (SNAPSHOT["close"], later))
    known = before.index <= "2016-03-02"  # for the 2nd of March, made on the 1st
    np.testing.assert_allclose(before[known], after[known])
    assert not np.allclose(before[~known], after[~known])


def test_the_snapshot_has_prices() -> None:
    assert SNAPSHOT.shape == (5031, 5)
    assert list(SNAPSHOT.columns) == ["open", "high", "low", "close", "volume"]
    assert SNAPSHOT.index.name == "date"
    assert SNAPSHOT.index.dtype == "datetime64[ns]"
    assert SNAPSHOT["volume"].dtype == np.int64
    assert SNAPSHOT.loc["2008-10-13", "close"] == 1003.349976


def test_the_gaps_are_holidays_and_nine_more_days() -> None:
    from dateutil.easter import easter
    from pandas.tseries import holiday

    rules = [
        holiday.Holiday("New Year", month=1, day=1, observance=holiday.sunday_to_monday),
        holiday.USMartinLutherKingJr,
        holiday.USPresidentsDay,
        holiday.USMemorialDay,
        holiday.Holiday("Independence", month=7, day=4, observance=holiday.nearest_workday),
        holiday.USLaborDay,
        holiday.USThanksgivingDay,
        holiday.Holiday("Christmas", month=12, day=25, observance=holiday.nearest_workday),
    ]
    span = SNAPSHOT.index[0], SNAPSHOT.index[-1]
    off = {day.date() for rule in rules for day in rule.dates(*span)}
    off |= {(pd.Timestamp(easter(y)) - pd.Timedelta(days=2)).date() for y in range(1999, 2019)}
    weekdays = {day.date() for day in pd.bdate_range(*span)}
    traded = {day.date() for day in SNAPSHOT.index}
    assert len(weekdays - traded) == 185
    assert len(weekdays & off) == 176
    assert not traded & off
    named = (
        "2001-09-11 2001-09-12 2001-09-13 2001-09-14 2004-06-11 2007-01-02 2012-10-29 2012-10-30"
    )
    assert sorted(map(str, weekdays - traded - off)) == [*named.split(), "2018-12-05"]


def test_the_oddities_are_as_the_readme_measures_them() -> None:
    previous = SNAPSHOT["close"].shift()
    same = (SNAPSHOT["open"] == previous)[1:]
    row = re.search(r"days on which the open equals the previous close \|(.*)\|", README)
    assert row
    spans = "1999:2005 2006:2006 2007:2007 2008:2010 2011:2011 2012:2012 2013:2013 2014:2015"
    shares = [f"{same[slice(*span.split(':'))].mean():.1%}" for span in spans.split()]
    assert [cell.strip() for cell in row[1].split("|")] == [*shares, "none"]
    assert not same["2016":].any()

    outside = ((previous > SNAPSHOT["high"]) | (previous < SNAPSHOT["low"]))[1:]
    assert f"{outside[:'2005'].mean():.1%} of days" in README
    assert f"in 2008–2018 on {outside['2008':].mean():.1%}" in README

    o, h, low, c = (SNAPSHOT[name] for name in ("open", "high", "low", "close"))
    day = {"pk": parkinson(h, low), "gk": garman_klass(o, h, low, c), "r2": log_returns(c) ** 2}
    frame = pd.DataFrame(day, index=SNAPSHOT.index)
    for name, label in (("pk", "Parkinson (high and low)"), ("gk", "Garman–Klass (all four)")):
        ratios = [
            frame[name][first:last].mean() / frame["r2"][first:last].mean()
            for first, last in (("1999", "2005"), ("2006", "2013"), ("2014", "2018"))
        ]
        assert f"| {label} | " + " | ".join(f"{ratio:.2f}" for ratio in ratios) in README


def test_the_odd_volumes_are_where_the_readme_says() -> None:
    volume = SNAPSHOT["volume"]
    assert (volume % 10_000 == 0).all()
    same = volume.index[volume == volume.shift()]
    assert len(same) == 10
    assert pd.Timestamp("2011-01-21") in same
    assert 0.24 < volume["2008-08-05"] / volume["2008-08-04":"2008-08-06":2].mean() < 0.26
    usual = volume["2011-02-01":"2011-02-15"].median()
    odd = volume["2011-02-16":"2011-03-02"].drop(pd.Timestamp("2011-02-25")) / usual
    assert len(odd) == 9
    assert odd.between(0.25, 0.51).all()
    unmoved = SNAPSHOT.index[SNAPSHOT["close"] == SNAPSHOT["close"].shift()]
    assert all(f"{day:%Y-%m-%d}" in README for day in unmoved)
    assert len(unmoved) == 3


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2008-09-14", "2008-09-19"),
        (date(2008, 9, 15), datetime(2008, 9, 19, 17, 30)),
        (pd.Timestamp("2008-09-15"), np.datetime64("2008-09-20")),
    ],
)
def test_both_days_are_included(start: object, end: object) -> None:
    prices = load_prices(start=start, end=end)  # type: ignore[arg-type]
    assert [f"{day:%d}" for day in prices.index] == ["15", "16", "17", "18", "19"]


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"ticker": "AAPL"}, r"The snapshot has \^GSPC only; load_prices\('AAPL', live=True\)"),
        ({"start": "2018-13-01"}, "start is '2018-13-01'; write a day like 2015-12-31"),
        ({"start": 2018}, "start is 2018; write a day"),
        ({"end": "31/12/2015"}, "end is '31/12/2015'; write a day"),
        ({"end": pd.NaT}, "end is NaT; write a day"),
        ({"start": "2016-01-01", "end": "2015-01-01"}, "2016-01-01, comes after end, 2015-01-01"),
        ({"start": "2020-01-01"}, "the snapshot has 1999-01-04 to 2018-12-31"),
        ({"start": "2001-09-11", "end": "2001-09-14"}, "No prices from 2001-09-11 to 2001-09-14"),
    ],
)
def test_a_wrong_request_is_told_in_a_sentence(asked: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        load_prices(**asked)  # type: ignore[arg-type]


def test_it_says_so_when_the_snapshot_is_shorter(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(load_prices("^gspc", end="2018-12-31")) == 5031
    assert capsys.readouterr().out == ""
    load_prices(end="2020-01-01")
    assert capsys.readouterr().out == "The snapshot has 1999-01-04 to 2018-12-31 only.\n"


def test_a_missing_snapshot_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prices, "SNAPSHOT", tmp_path / "data" / "sp500.csv")
    with pytest.raises(FileNotFoundError, match="put the course's folder data next to its folder"):
        load_prices()


def test_it_is_found_beside_helpers_from_any_folder(tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    code += "from helpers.market.prices import load_prices\n"
    code += "print(len(load_prices()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "5031\n"


GOOD = "date,open,high,low,close,volume\n2024-01-02,2,3,1,2,5\n2024-01-03,2,3,1,2,0\n"


@pytest.mark.parametrize(
    ("spoiled", "complaint"),
    [
        ("", "No columns"),
        (GOOD.replace("volume", "Volume"), "no column volume"),
        (GOOD.splitlines()[0], "no rows"),
        (GOOD.replace("2024-01-03,2", "2024-01-03,"), "on 2024-01-03 a number is missing"),
        (GOOD.replace("2,5", "inf,5"), "on 2024-01-02 a number is missing"),
        (GOOD.replace("2,5", "2,-5"), "on 2024-01-02 a number is missing"),
        (GOOD.replace("3,1,2,0", "3,4,2,0"), "the high is below the low"),
        (GOOD.replace("01-03", "01-02"), "not in order"),
        (GOOD.replace("2024-01-03", "03.01.2024"), "03.01.2024"),
        (GOOD.replace("2,5", "two,5"), "two"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(spoiled: str, complaint: str) -> None:
    assert len(table.read_prices(GOOD)) == 2
    with pytest.raises(ValueError, match=complaint):
        table.read_prices(spoiled)


def test_importing_the_data_side_takes_numpy_only() -> None:
    code = (
        "import sys\n"
        "from helpers.market import dataset, forecasts, garch, live, luck, prices\n"
        "from helpers.market import scores, split, volatility, yahoo\n"
        "print(sorted({'pandas', 'yfinance', 'matplotlib', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"
