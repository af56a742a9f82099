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
from helpers.drawing.picture import BACKWARD, FORWARD
from helpers.lessons import project
from helpers.lessons.project import checks, figures
from helpers.market.forecasts import har_features, persistence
from helpers.market.future import moves, with_another_future
from helpers.market.prices import load_prices
from helpers.market.split import Scaler
from helpers.market.volatility import log_returns, rolling_mean
from tests.lesson import ROOT, drawn, read
from tests.overprint import overprints


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


# At the end everybody has learned from more rows than the training rows, and from no test row.
AT_THE_END = """
from helpers.market.future import with_another_future

def everyone(prices, fitted):
    known = project.log_variance(prices)
    coefficients = fit_har(known[: days[fitted][-1] + 2])
    starts = [forecast(prices, fitted, seed)[0][days] for seed in range(5)]
    return {"HAR": har(known, coefficients)[days], "network": np.mean(starts, axis=0)}

names = ["HAR", "network"]
choosing = everyone(prices, train)
later = everyone(with_another_future(prices, days[before][-1] + 1), before)
again = [n for n in names if not np.allclose(choosing[n], forecasts[n])]
test_seen = [n for n in names if not np.allclose(later[n][before], forecasts[n][before])]
print(f"learned again: {again}, from test rows: {test_seen}")
"""


def test_the_template_runs_to_its_end_and_says_what_is_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    notebook = nbformat.from_dict(read("notebooks", "14_project").copy())  # type: ignore[no-untyped-call]
    offline = "import sys\nsys.modules['yfinance'] = None"
    (switch,) = [c for c in notebook.cells if c.source == "open_test_rows = False"]
    switch.source = "open_test_rows = True"
    first, last = map(nbformat.v4.new_code_cell, (offline, AT_THE_END))
    notebook.cells = [first, *notebook.cells, last]
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
    assert re.search(r"OK     starts: 5, R² on validation 0\.\d{3}, spread 0\.0\d\d\n", printed)
    assert printed.count("QLIKE") == 4  # the last two tables are of the test rows
    assert (
        len(
            re.findall(r"^(persistence|HAR)( +(ahead|behind) +(<0|[01])\.\d{3}){2}$", printed, re.M)
        )
        == 2
    )
    assert "learned again: ['HAR', 'network'], from test rows: []" in printed


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


def log_range(prices: pd.DataFrame) -> Any:
    return pd.Series(project.log_variance(prices))


LEAKS = {
    "tomorrow's return": lambda p: np.append(log_returns(p["close"])[1:], np.nan),
    "centred mean": lambda p: pd.Series(project.log_variance(p)).rolling(5, center=True).mean(),
    "scaled by all days": lambda p: Scaler.fit(project.log_variance(p)).transform(
        project.log_variance(p)
    ),
    "gap at the start": lambda p: log_range(p).rolling(60).mean().bfill(),
    "gap with the mean": lambda p: log_range(p).rolling(60).mean().fillna(log_range(p).mean()),
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
    fewer = said(checks.features, lambda p: honest(p)[:, :3], prices)
    assert fewer == "TO DO  features: no leak in 3 columns; add 3 of your own to HAR's 3\n"
    others = said(checks.features, lambda p: np.tile(honest(p)[:, 2:], 2), prices)
    assert others == "TO DO  features: no leak, but 1 of HAR's 3 columns; keep all three\n"


def test_means_of_fewer_days_at_the_start_are_hars_columns_too(prices: pd.DataFrame) -> None:
    def features(p: pd.DataFrame) -> Any:
        means = [log_range(p).rolling(days, min_periods=1).mean() for days in (1, 5, 22)]
        return np.column_stack([*means, honest(p)[:, 3:]])

    assert said(checks.features, features, prices) == "OK     features: no leak in 6 columns\n"


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
    of_pandas = pd.DataFrame(np.tile(X, (20, 1)))  # its std divides by m − 1
    scaled = (of_pandas - of_pandas[:1000].mean()) / of_pandas[:1000].std()
    assert said(checks.scaled, scaled, slice(0, 1000)).startswith("OK")


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


TRAIN, BEFORE = slice(0, 1000), slice(0, 1300)


def line(p: pd.DataFrame, fitted: slice) -> Any:
    """Return a line's forecasts (m,), and no curves."""
    v = project.log_variance(p)
    X = np.column_stack([np.ones(len(v)), v])[:-1]
    c = np.linalg.lstsq(X[fitted], v[1:][fitted], rcond=None)[0]
    return np.append(X @ c, np.nan), ([], [])


def of_pipeline(forecast: Any, prices: pd.DataFrame) -> str:
    days = np.arange(len(prices) - 1)
    return said(checks.pipeline, forecast, prices, days, TRAIN, BEFORE).removeprefix("LOOK   ")


def test_the_pipeline_with_all_rows_in_its_scaler_is_found(prices: pd.DataFrame) -> None:
    assert of_pipeline(line, prices).startswith("OK")
    told = of_pipeline(lambda p, fitted: line(p, slice(None)), prices)
    assert told == "pipeline: forecasts made before a day move with the prices after it\n"
    assert "does not run" in of_pipeline(lambda p: None, prices)
    assert "return two things" in of_pipeline(lambda p, fitted: line(p, fitted)[0], prices)


def test_a_network_that_keeps_to_the_training_rows_is_found(prices: pd.DataFrame) -> None:
    told = of_pipeline(lambda p, fitted: line(p, TRAIN), prices)
    assert told == "pipeline: it learned from other rows than those in `fitted`\n"


@pytest.mark.parametrize("seed", [None, 3])
def test_a_network_without_a_seed_is_not_called_a_leak(
    prices: pd.DataFrame, seed: int | None
) -> None:
    def forecast(p: pd.DataFrame, fitted: slice) -> Any:
        out, curves = line(p, fitted)
        return out + np.random.default_rng(seed).normal(size=len(out)), curves

    told = of_pipeline(forecast, prices)
    if seed is None:
        assert told == "pipeline: two runs on the same prices differ: set a seed\n"
    else:
        assert told.startswith("OK")


def test_the_replies_to_starts() -> None:
    rng = np.random.default_rng(0)
    y = rng.normal(size=50)
    found, rows = y + 0.1 * rng.normal(size=(5, 50)), slice(20, 40)
    r2 = [1 - np.sum((y - f)[rows] ** 2) / np.sum((y[rows] - y[rows].mean()) ** 2) for f in found]
    mean, spread = np.mean(r2), np.std(r2)
    assert said(checks.starts, found, y, rows) == (
        f"OK     starts: 5, R² on validation {mean:.3f}, spread {spread:.3f}\n"
    )
    assert said(checks.starts, found[:4], y, rows).startswith("TO DO  starts: 4")
    assert "does `forecast` use `seed`?" in said(checks.starts, found[[0, 1, 2, 3, 0]], y, rows)
    assert "the shape must be (5, 50)" in said(checks.starts, found[0], y, rows)
    assert "not a finite number" in said(checks.starts, np.full((5, 50), np.nan), y, rows)


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


def test_a_wrong_level_shows_in_r2_and_not_in_qlike(prices: pd.DataFrame) -> None:
    v = project.log_variance(prices)
    y, one = v[1:], persistence(v)[:-1]
    printed = said(project.scores_table, y, {"one": one, "level": one + 3}, slice(1000, 1200))
    (_, r2, rmse, qlike), (_, *level) = (row.split() for row in printed.splitlines()[1:])
    assert level[2] == qlike and float(level[0]) < float(r2) and float(level[1]) > float(rmse)


def test_the_table_of_luck_has_each_baseline(prices: pd.DataFrame) -> None:
    v = project.log_variance(prices)
    y, one = v[1:], persistence(v)[:-1]
    found = {"network": (y + one) / 2, "persistence": one, "better": 0.9 * y + 0.1 * one}
    rows = slice(1000, 1200)
    head, first, second = said(project.luck_table, y, found, rows).splitlines()
    assert head.split()[-3:] == ["squared", "error", "QLIKE"]
    assert first.split() == ["persistence", "ahead", "<0.001", "ahead", "<0.001"]
    assert second.split()[::2] == ["better", "<0.001", "<0.001"]
    assert second.split()[1::2] == ["behind", "behind"]
    assert [*found] == ["network", "persistence", "better"]  # as it was given


def test_the_picture_names_days_and_says_both_scores(prices: pd.DataFrame) -> None:
    v, dates = project.log_variance(prices), prices.index[1:]
    network = v[1:].copy()
    network[[-200, -100, -3]] += 4
    picture = drawn(figures.against(dates, v[1:], v[:-1], network))
    assert "baseline R² 0." in picture.alt and "network R² " in picture.alt
    far = [f"{day:%Y-%m-%d}" for day in dates[[-200, -100, -3]]]
    assert picture.alt.endswith(f"farthest off on {', '.join(far)}.")
    assert f"{dates[-250]:%Y-%m-%d} to {dates[-1]:%Y-%m-%d}" in picture.alt
    (ax,) = picture.figure.axes
    actual, _, said_line, rings = ax.lines
    # As in lesson 12: dots that no line joins for what came, a blue line for what was said.
    assert (actual.get_linestyle(), actual.get_color()) == ("None", BACKWARD)
    assert (said_line.get_linestyle(), said_line.get_color()) == ("-", FORWARD)
    assert not overprints(picture)
    assert list(rings.get_xdata()) == list(dates[[-200, -100, -3]].to_numpy("datetime64[D]"))


def test_the_loss_curves_name_the_best_epoch() -> None:
    curves = [([3, 2, 1, 1], [3, 2, 4, 5]), ([3, 2, 1], [4, 1, 3])]  # the second stopped early
    picture = drawn(figures.loss_curves(curves))
    assert picture.alt == (
        "The mean validation loss of 2 starts is lowest after 2 epochs, at 1.500, "
        "and ends at 3.500."
    )
    assert len(picture.figure.axes[0].lines) == 2 * (2 + 1) + 1
    assert not overprints(picture)


@pytest.mark.parametrize("ends", [(0.5, 0.5), (0.5, 0.51), (0.51, 0.5), (0.1, 0.9)])
def test_the_words_at_the_curves_stand_apart(ends: tuple[float, float]) -> None:
    fall = np.exp(-np.arange(40) / 5)
    curves = [tuple(end + fall * start for end in ends) for start in (1, 2)]
    assert not overprints(figures.loss_curves(curves))


def test_minutes_and_points_of_the_brief_add_up_and_are_the_rubrics() -> None:
    text = "\n".join(c.source for c in read("notebooks", "14_project").cells)
    brief = re.findall(r"^\| (\w+) \| .* \| (\d+) \| (\d+) \|$", text, re.M)
    rubric = re.findall(
        r"^\| (\w+) \((\d)\) \|", (ROOT / "docs/instructor.md").read_text("utf-8"), re.M
    )
    assert [(part, points) for part, points, _ in brief] == rubric
    assert sum(int(points) for _, points in rubric) == 20
    assert f"About {sum(int(minutes) for *_, minutes in brief)} minutes" in text


def test_keras_is_imported_as_in_its_lesson() -> None:
    """A plain `import keras` asks for TensorFlow, which the course does without."""
    ours, lesson = (
        "\n".join(c.source for c in read("notebooks", name).cells)
        for name in ("14_project", "13_keras")
    )
    (line,) = re.findall("`(from .* import keras)`", ours)
    assert re.search(f"^{line}(, .*)?$", lesson, re.M)


def test_course_grade_does_not_take_it() -> None:
    with pytest.raises(CourseError, match="14_project is ungraded"):
        lesson.read_lesson(derived.settings(ROOT), "14_project")
