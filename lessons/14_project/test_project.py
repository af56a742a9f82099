"""The project's template runs as it stands, and its self-checks see what they are there to see."""

import io
import re
from contextlib import redirect_stdout
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest
from nbclient import NotebookClient

from course import derived
from course.errors import CourseError
from course.grading import lesson
from helpers.lessons import project
from helpers.lessons.project import checks, figures
from helpers.market.forecasts import har_features, persistence
from helpers.market.future import moves, with_another_future
from helpers.market.prices import load_prices
from helpers.market.split import Scaler
from helpers.market.volatility import log_returns, rolling_mean
from tests.lesson import ROOT, drawn, read


@pytest.fixture(scope="module")
def prices() -> pd.DataFrame:
    return load_prices(start="2008-01-01", end="2014-12-31")


def said(check: Any, *arguments: Any) -> str:
    with redirect_stdout(io.StringIO()) as out:
        check(*arguments)
    return out.getvalue()


def honest(prices: pd.DataFrame) -> Any:
    r = log_returns(prices["close"])
    own = [r, np.minimum(r, 0), rolling_mean(np.abs(r), 10)]
    return np.column_stack([har_features(project.log_variance(prices)), *own])


def test_the_template_runs_to_its_end_and_says_what_is_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    notebook = nbformat.from_dict(read("notebooks", "14_project").copy())  # type: ignore[no-untyped-call]
    offline = "import sys\nsys.modules['yfinance'] = None"
    (switch,) = [c for c in notebook.cells if c.source == "open_test_rows = False"]
    switch.source = "open_test_rows = True"
    notebook.cells = [nbformat.v4.new_code_cell(offline), *notebook.cells]
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": ROOT}}).execute()
    printed = "".join(
        out.text for c in notebook.cells if c.cell_type == "code"
        for out in c.outputs if out.output_type == "stream" and out.name == "stdout"
    )  # fmt: skip
    assert "Using the snapshot of ^GSPC" in printed
    assert "TO DO  features: no leak in 3 columns" in printed
    assert "OK     split" in printed and "OK     scaling" in printed
    assert "OK     fitting" in printed and "TO DO  forecasts: line missing" in printed
    assert "OK     pipeline" in printed and "LOOK" not in printed
    assert printed.count("QLIKE") == 3  # the last table is of the test rows
    assert re.search(r"network against HAR, squared error: p-value [01]\.\d{3}\n", printed)


def test_the_future_is_another_and_the_past_is_not(prices: pd.DataFrame) -> None:
    day = 700
    later = with_another_future(prices, day)
    assert later[: day + 1].equals(prices[: day + 1].astype(float))
    changed = later[day + 1 :] != prices[day + 1 :]
    assert changed.all(axis=None)
    assert (later["high"] > later["low"]).all()


@pytest.mark.parametrize("day", [300, 900, 1700])
def test_no_honest_feature_moves_and_the_target_does(prices: pd.DataFrame, day: int) -> None:
    assert not moves(honest, prices, day).any()
    v = project.log_variance
    assert moves(lambda p: np.append(v(p)[1:], np.nan), prices, day).tolist() == [True]


LEAKS = {
    "tomorrow's return": lambda p: np.append(log_returns(p["close"])[1:], np.nan),
    "centred mean": lambda p: pd.Series(project.log_variance(p)).rolling(5, center=True).mean(),
    "scaled by all days": lambda p: Scaler.fit(project.log_variance(p)).transform(
        project.log_variance(p)
    ),
    "filled backwards": lambda p: pd.Series(log_returns(p["close"])).shift(-1).bfill(),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_each_leak_is_found(prices: pd.DataFrame, leak: str) -> None:
    def features(p: pd.DataFrame) -> Any:
        return np.column_stack([honest(p), LEAKS[leak](p)])

    says = said(checks.features, features, prices)
    assert says == "LOOK   features: columns [6] (from 0) know something of the future\n"


def test_the_other_replies_to_features(prices: pd.DataFrame) -> None:
    assert said(checks.features, honest, prices) == "OK     features: no leak in 6 columns\n"
    assert said(checks.features, lambda p: 1 / 0, prices).startswith("LOOK   features: they can't")
    short = said(checks.features, lambda p: honest(p)[5:], prices)
    assert "One row per day is wanted" in short


def test_the_replies_to_a_split() -> None:
    parts = slice(0, 60), slice(60, 80), slice(80, 100)
    assert said(checks.parts, *parts, 100).startswith("OK     split: 60 training, 20 validation")
    numbers = np.arange(100)
    given = [numbers[part] for part in parts]
    assert said(checks.parts, *given, 100) == said(checks.parts, *parts, 100)
    shuffled = np.split(np.random.default_rng(0).permutation(100), [60, 80])
    for wrong, says in (
        ((parts[2], parts[1], parts[0]), "not in order of time"),
        (shuffled, "not in order of time"),
        ((slice(0, 70), *parts[1:]), "0 rows are in no part, 10 in two"),
        ((slice(0, 50), *parts[1:]), "10 rows are in no part, 0 in two"),
        ((*parts[:2], slice(80, 90)), "10 rows are in no part"),
        ((slice(0, 60, 2), *parts[1:]), "30 rows are in no part"),
        ((slice(0, 60), slice(60, 100), slice(100, 100)), "a part has no rows"),
        ((*given[:2], given[2] + 20), "rows that are not there"),
    ):
        told = said(checks.parts, *wrong, 100)
        assert told.startswith("LOOK   split") and says in told


def test_the_replies_to_a_scaling() -> None:
    X = np.random.default_rng(0).normal(3, 2, size=(100, 2)).cumsum(axis=0)
    train = slice(0, 60)
    assert said(checks.scaled, Scaler.fit(X[train]).transform(X), train).startswith("OK")
    assert "by all rows" in said(checks.scaled, Scaler.fit(X).transform(X), train)
    assert said(checks.scaled, X, train).startswith("TO DO")


def test_the_replies_to_forecasts() -> None:
    all_three = dict.fromkeys(("persistence", "HAR", "line"), np.zeros(9))
    assert said(checks.forecasts, all_three, 9).startswith("OK")
    fewer = {name: all_three[name] for name in ("persistence", "HAR")}
    assert said(checks.forecasts, fewer, 9) == "TO DO  forecasts: line missing\n"
    for wrong in (np.zeros(8), np.zeros((9, 1)), ...):
        told = said(checks.forecasts, {**all_three, "line": wrong}, 9)
        assert told.startswith("LOOK   forecasts: their shape must be (9,), and here is line (")
    assert said(checks.forecasts, {**all_three, "line": np.full(9, np.nan)}, 9).startswith("LOOK")


def test_a_line_that_has_seen_the_test_rows_is_found() -> None:
    rng = np.random.default_rng(1)
    X, y = np.column_stack([np.ones(80), rng.normal(size=80)]), rng.normal(size=80)

    def line(rows: slice) -> Any:
        return X @ np.linalg.lstsq(X[rows], y[rows], rcond=None)[0]

    def with_line(build: Any) -> str:
        return said(
            checks.fitted,
            lambda rows: {"persistence": y, "HAR": line(rows), "line": build(rows)},
            80,
        )

    assert with_line(line).startswith("OK     fitting")
    for rows in (slice(0, 80), slice(0, 48)):  # all rows, or the training rows whatever is asked
        told = with_line(lambda _, rows=rows: line(rows))
        assert told == "LOOK   fitting: line learned from other rows than those in `fitted`\n"
    assert said(checks.fitted, lambda rows: {"HAR": line(rows)}, 80).startswith("OK")
    assert "it does not run (TypeError" in with_line(lambda: y)


def test_the_pipeline_with_all_rows_in_its_scaler_is_found(prices: pd.DataFrame) -> None:
    days = np.arange(1200, len(prices) - 1)

    def line(p: pd.DataFrame, until: int | None) -> Any:
        v = project.log_variance(p)
        X = np.column_stack([np.ones(len(v)), v])[:-1]
        return np.append(X @ np.linalg.lstsq(X[:until], v[1:][:until], rcond=None)[0], np.nan)

    assert said(checks.pipeline, lambda p: line(p, 1000), prices, days).startswith("OK")
    assert said(checks.pipeline, lambda p: line(p, None), prices, days).startswith("LOOK")
    assert "does not run" in said(checks.pipeline, lambda p: None, prices, days)


def test_prices_fall_back_and_odd_days_go(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none(ticker: str = "^GSPC", live: bool = False) -> pd.DataFrame:
        if live:
            raise RuntimeError("There are no prices of XYZ.")
        odd = load_prices(end="2000-12-31")
        odd.iloc[3, odd.columns.get_loc("high")] = odd.iloc[3]["low"]
        return odd

    monkeypatch.setattr(project, "load_prices", none)
    found = project.prices_of("XYZ")
    says = capsys.readouterr().out
    assert "Using the snapshot" in says and "1 days without a range" in says
    assert "few for this project" in says
    assert np.isfinite(project.log_variance(found)).all()


def test_the_table_has_a_line_per_forecast(prices: pd.DataFrame) -> None:
    v = project.log_variance(prices)
    y, forecast = v[1:], persistence(v)[:-1]
    printed = said(
        project.scores_table, y, {"persistence": forecast, "perfect": y}, slice(1000, 1200)
    )
    head, first, second = printed.splitlines()
    assert head.split() == ["forecast", "R²", "RMSE", "QLIKE"]
    assert first.startswith("persistence") and second.split() == [
        "perfect",
        "1.000",
        "0.000",
        "0.000",
    ]


def test_the_picture_says_both_scores(prices: pd.DataFrame) -> None:
    v = project.log_variance(prices)
    picture = drawn(figures.against(v[1:], v[:-1], v[1:]))
    assert "network R² 1.00" in picture.alt and "baseline R² 0." in picture.alt


def test_course_grade_does_not_take_it() -> None:
    with pytest.raises(CourseError, match="14_project is ungraded"):
        lesson.read_lesson(derived.settings(ROOT), "14_project")
