"""What lesson 11 says in prose and pictures comes out of a computation, and nothing looks ahead.

Trained nets differ a little between machines, so numbers that come from them have a tolerance.
"""

import copy
import socket
from typing import Any

import numpy as np
import pytest

from helpers import figures, leaks, lookahead, scores, volatility_data
from helpers import volatility_study as study
from helpers.check import volatility as check
from helpers.check.messages import CheckFailed
from helpers.data import load_prices
from helpers.figures import volatility as pictures
from helpers.forecasts import har
from helpers.split import Scaler, chronological_split
from helpers.training import fit
from helpers.volatility import annualised, log_returns, parkinson, rolling_mean, rolling_variance

from .answers import bank
from .lesson import cells, read, run_check


@pytest.fixture(scope="module")
def everyone() -> dict[str, Any]:
    forecasts = study.rivals(load_prices(), study.snapshot())
    return forecasts | {study.NET: study.train_nets().forecasts.mean(axis=0)}


# ── No look-ahead ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("day", [70, 1000, 3000, 5029])
def test_no_feature_moves_when_the_future_does_and_the_target_must(day: int) -> None:
    prices = load_prices()
    assert lookahead.moved(volatility_data.features, prices, day).shape == (14,)
    assert not lookahead.moved(volatility_data.features, prices, day).any()
    assert lookahead.moved(volatility_data.target, prices, day)


def test_the_nudge_of_a_function_that_is_half_written_is_one_sentence() -> None:
    close = np.arange(1.0, 60)
    columns = {"close": close, "v": np.log(close)}

    def nudge(build: Any) -> str:
        return lookahead.told(build, ["today", "week", "move"], columns, 30, first=4)

    leaky, honest = check.mend_rows.unchanged, check.mend_rows.reference
    assert nudge(leaky) == "features that move: ['move']\nthe target moves:   True"
    assert nudge(honest) == "features that move: []\nthe target moves:   True"

    two_columns = np.column_stack([close, close])
    assert "it needs 3 columns" in nudge(lambda close, v: (two_columns, v))
    assert "doesn't return X and y yet" in nudge(lambda close, v: None)
    assert "(IndexError: " in nudge(lambda close, v: v[len(v)])


@pytest.mark.parametrize("column", ["high", "low", "close", "volume"])
def test_features_stay_whatever_the_later_days_become(column: str) -> None:
    prices = load_prices()
    before = volatility_data.features(prices)
    rng = np.random.default_rng(5)
    for evening in (100, 2500, 4700):
        changed = prices.copy()
        later = changed[column].to_numpy()[evening + 1 :]
        changed.iloc[evening + 1 :, changed.columns.get_loc(column)] = rng.permutation(later)
        after = volatility_data.features(changed)
        np.testing.assert_array_equal(after[: evening + 1], before[: evening + 1])
        assert not np.array_equal(after[evening + 1 :], before[evening + 1 :])


def test_each_feature_uses_today_or_days_before() -> None:
    """A nudge of day t moves what is called "today", and no row before t."""
    prices = {name: load_prices()[name].to_numpy()[:300].copy() for name in load_prices()}
    before = volatility_data.features(prices)
    changed = copy.deepcopy(prices)
    for name, factor in zip(changed, (1, 1.02, 0.97, 0.96, 1.5), strict=True):
        changed[name][200] *= factor
    moved = volatility_data.features(changed) != before
    moved &= ~np.isnan(before)
    assert not moved[:200].any()
    first = moved.argmax(axis=0) - 200
    assert first.tolist() == [0, 1, 2, 3, 4, 0, 0, 0, 0, 1, 0, 0, 0, 0]


def test_the_columns_are_what_their_names_say() -> None:
    prices, t = load_prices(), 2000
    row = dict(zip(volatility_data.COLUMNS, volatility_data.features(prices)[t], strict=True))
    v = np.log(parkinson(prices["high"], prices["low"]))
    r = np.log(prices["close"].to_numpy()[1:] / prices["close"].to_numpy()[:-1])
    volume = np.log(prices["volume"].to_numpy(dtype=float))
    assert row["ln V today"] == v[t]
    assert row["ln V 3 days ago"] == v[t - 3]
    assert row["mean ln V, 66 days"] == pytest.approx(v[t - 65 : t + 1].mean())
    assert row["return 1 day ago"] == pytest.approx(r[t - 2])  # r[0] is of day 1
    assert row["mean loss, 5 days"] == pytest.approx(np.minimum(r[t - 5 : t], 0).mean())
    assert row["volume, 5 days against 66"] == pytest.approx(
        volume[t - 4 : t + 1].mean() - volume[t - 65 : t + 1].mean()
    )
    assert volatility_data.target(prices)[t] == v[t + 1]


def test_rows_are_in_order_and_belong_together() -> None:
    prices, rows = load_prices(), study.snapshot()
    train, validation, test = rows.parts
    assert train.stop == validation.start and validation.stop == test.start
    assert rows.dates[train][-1] < rows.dates[validation][0] < rows.dates[test][0]
    assert [len(rows.y[part]) for part in rows.parts] == [2979, 993, 993]
    assert list(rows.dates[test][[0, -1]].astype(str)) == ["2015-01-22", "2018-12-31"]
    np.testing.assert_array_equal(rows.y, volatility_data.log_variance(prices)[rows.days + 1])
    np.testing.assert_array_equal(rows.X, volatility_data.features(prices)[rows.days])


def test_the_scaler_sees_training_rows_only() -> None:
    rows = study.snapshot()
    train, *others = rows.parts
    data = volatility_data.scaled(rows)
    np.testing.assert_allclose(data.X[train].mean(axis=0), 0, atol=1e-10)
    np.testing.assert_allclose(data.X[train].std(axis=0), 1)
    changed = rows._replace(X=rows.X.copy(), y=rows.y.copy())
    for part in others:
        changed.X[part] += 5
        changed.y[part] += 5
    np.testing.assert_array_equal(volatility_data.scaled(changed).X[train], data.X[train])
    assert volatility_data.scaled(changed).scaler == data.scaler or np.array_equal(
        volatility_data.scaled(changed).scaler.mean, data.scaler.mean
    )


def test_no_rival_is_fitted_on_later_rows() -> None:
    prices, rows = load_prices(), study.snapshot()
    train = rows.parts[0]
    last = rows.days[train][-1] + 1
    changed = prices.copy()
    changed.iloc[last + 1 :, changed.columns.get_loc("high")] *= 1.05
    new = volatility_data.rows(changed)
    before, after = study.rivals(prices, rows), study.rivals(changed, new)
    for name, forecast in before.items():
        np.testing.assert_array_equal(after[name][train], forecast[train], err_msg=name)
        assert study.scale(new, after[name]) == study.scale(rows, forecast)


def test_nets_neither_train_nor_stop_by_test_rows() -> None:
    rows = study.snapshot()
    train, validation, test = rows.parts
    data = volatility_data.scaled(rows)
    first, history = study.one_net(data, train, validation, seed=0)
    data.y[test] = 99.0
    data.X[test] = 0.0
    second, _ = study.one_net(data, train, validation, seed=0)
    np.testing.assert_array_equal(first[: test.start], second[: test.start])
    np.testing.assert_array_equal(first, study.train_nets().forecasts[0])
    assert len(history.train_loss) == (history.best_epoch or 0) + 1 + study.PATIENCE


# ── What came out ────────────────────────────────────────────────────────────────────────────────


def test_twenty_years() -> None:
    prices = load_prices()
    yearly = annualised(parkinson(prices["high"], prices["low"]))
    of_day = {day: yearly[prices.index.get_loc(day)] for day in ("2008-10-10", "2017-11-24")}
    assert [round(float(v), 3) for v in of_day.values()] == [1.038, 0.014]
    v, r = volatility_data.log_variance(prices), log_returns(prices["close"])[1:]
    assert np.corrcoef(v[1:], v[:-1])[0, 1] > 0.6 > 0.1 > abs(np.corrcoef(r[1:], r[:-1])[0, 1])
    month = rolling_mean(v, 22)
    assert str(prices.index[np.nanargmax(month)])[:7] in ("2008-10", "2008-11")


def test_shuffling_puts_test_days_beside_training_days() -> None:
    shares = [np.mean(leaks.nearest_training_day(shuffled) == 1) for shuffled in (False, True)]
    assert shares[0] == 0 and round(float(shares[1]), 2) == 0.85
    for rows, share in (("in order", "0%"), ("shuffled", "85%")):
        assert f"rows {rows}, {share} of the test days" in figures.timeline(rows).alt
    moved = figures.timeline().move(rows="shuffled")
    assert moved.png() == figures.timeline("shuffled").png()


def test_a_part_has_the_colour_of_its_curve() -> None:
    colours = dict(pictures.PARTS)
    assert colours["train"] == pictures.TRAIN["color"]
    assert colours["validation"] == pictures.VALIDATION["color"]
    assert len(set(colours.values())) == 3


def test_what_qlike_costs() -> None:
    one = np.ones(1)
    assert round(scores.qlike(one, 0.5 * one), 3) == 0.307
    assert round(scores.qlike(one, 2 * one), 3) == 0.193


def test_the_scale_makes_a_forecast_right_on_average_and_is_the_best_there(
    everyone: dict[str, Any],
) -> None:
    rows = study.snapshot()
    train = rows.parts[0]
    for name, forecast in everyone.items():
        V, V_hat = np.exp(rows.y[train]), study.variances(rows, forecast)[train]
        assert np.mean(V / V_hat) == pytest.approx(1)
        assert study.scale(rows, forecast) > 1  # "V is skewed, so its mean is higher"
        best = scores.qlike(V, V_hat)
        assert best < min(scores.qlike(V, 0.95 * V_hat), scores.qlike(V, 1.05 * V_hat))
        raw = scores.qlike(V, np.exp(forecast[train]))
        assert best < raw, name


def test_the_scoreboard(everyone: dict[str, Any]) -> None:
    rows = study.snapshot()
    test = rows.parts[2]
    found = {name: study.score(rows, forecast, test) for name, forecast in everyone.items()}
    table = {
        "persistence": (1.066, 0.858, 0.280, 0.590),
        "mean of 22 days": (0.997, 0.795, 0.370, 0.599),
        "EWMA of V": (1.050, 0.854, 0.300, 0.520),
        "EWMA of ln V": (0.977, 0.776, 0.395, 0.583),
        study.HAR: (0.922, 0.737, 0.461, 0.474),
        study.LINE: (0.878, 0.703, 0.511, 0.434),
    }
    for name, numbers in table.items():
        np.testing.assert_allclose(found[name], numbers, atol=6e-4, err_msg=name)
    net = found[study.NET]
    np.testing.assert_allclose(net, (0.862, 0.689, 0.528, 0.425), atol=0.008)
    for name in table:  # "stands first in every column"
        assert net.r2 > found[name].r2
        assert max(np.subtract(net, found[name])[[0, 1, 3]]) < 0
    # Which EWMA is better depends on the score, on both parts.
    for part in rows.parts[1:]:
        V, ln_V = (study.score(rows, everyone[f"EWMA of {of}"], part) for of in ("V", "ln V"))
        assert ln_V.r2 > V.r2 and V.qlike < ln_V.qlike
    assert np.exp(net.rmse / 2) == pytest.approx(1.5, abs=0.06)
    way = (found[study.LINE].r2 - found[study.HAR].r2) / (net.r2 - found[study.HAR].r2)
    assert way == pytest.approx(0.75, abs=0.08)
    assert net.r2 - found[study.LINE].r2 == pytest.approx(0.02, abs=0.008)


def test_more_than_luck(everyone: dict[str, Any]) -> None:
    rows = study.snapshot()
    p: dict[str, list[float]] = {}
    for other in ("persistence", study.HAR, study.LINE):
        tests = study.compare(rows, everyone[study.NET], everyone[other])
        assert list(tests) == ["squared error", "QLIKE"]
        assert all(t.statistic < 0 for t in tests.values())
        p[other] = [t.p_value for t in tests.values()]
    assert max(p["persistence"]) < 1e-4
    assert p[study.HAR][0] < 1e-4 and 0.005 < p[study.HAR][1] < 0.05
    assert p[study.LINE][0] < 0.02 and 0.25 < p[study.LINE][1] < 0.6
    line = study.compare(rows, everyone[study.LINE], everyone[study.HAR])
    assert line["squared error"].p_value < 1e-4 and line["QLIKE"].p_value < 0.005


def test_single_nets(everyone: dict[str, Any]) -> None:
    rows, nets = study.snapshot(), study.train_nets()
    assert len(nets.forecasts) == 10
    r2 = [study.score(rows, forecast, rows.parts[2]).r2 for forecast in nets.forecasts]
    assert 0.49 < min(r2) < max(r2) < 0.55
    har_p = [study.compare(rows, f, everyone[study.HAR])["QLIKE"].p_value for f in nets.forecasts]
    assert 1 <= np.sum(np.array(har_p) < 0.05) < 5  # "a minority"
    line_p = [study.compare(rows, f, everyone[study.LINE]) for f in nets.forecasts]
    assert np.sum([t["squared error"].p_value < 0.05 for t in line_p]) <= 2  # "hardly ever"
    assert all(t["QLIKE"].p_value > 0.05 for t in line_p)


def test_the_wide_net_turns_early_and_the_small_one_hardly() -> None:
    calls: list[tuple[int, int]] = []
    small = study.curves(study.UNITS).validation
    wide = study.curves(*study.WIDE, progress=lambda *c: calls.append(c)).validation
    study.curves(*study.WIDE, progress=lambda *c: calls.append(c))
    assert calls[-1] == (80, 80) and wide.shape == (81, 4)
    lowest = wide.argmin(axis=0)
    assert max(lowest) <= 40 and np.sum(lowest <= 20) == 3  # "three of four"
    mean = wide.mean(axis=1)
    assert mean[-1] / mean.min() == pytest.approx(1.12, abs=0.05)
    assert all(wide[-1] > 1.04 * wide.min(axis=0))
    mean = small.mean(axis=1)
    assert mean[-1] < 1.02 * mean.min()
    train = [study.curves(*hidden).train[-1].mean() for hidden in ((study.UNITS,), study.WIDE)]
    assert train[1] < 0.8 * train[0]
    assert "64 and 32 hidden units the mean validation loss is lowest after" in (
        figures.early_divergence().alt
    )


def test_the_test_years_as_a_picture(everyone: dict[str, Any]) -> None:
    rows = study.snapshot()
    picture = figures.forecast_years()
    assert "Persistence has a test R² of 0.28. In 2018 it fell short most on 2018-10-10" in (
        picture.alt
    )
    picture.move(forecast=study.NET, year=2015)
    assert "In 2015 it fell short most on 2015-08-24" in picture.alt
    assert picture.png() == figures.forecast_years(study.NET, 2015).png()
    for forecast in ("persistence", study.HAR, study.LINE, study.NET):
        for year in (2015, 2016, 2017, 2018):
            assert f"In {year} it fell short most" in picture.move(forecast=forecast, year=year).alt
    at = int(np.flatnonzero(rows.dates == np.datetime64("2015-08-25"))[0])
    said, came = annualised(np.exp([everyone[study.NET][at], rows.y[at]]))
    assert said == pytest.approx(0.23, abs=0.02)
    assert round(float(came), 2) == 0.40


# ── Leaks ────────────────────────────────────────────────────────────────────────────────────────


def test_what_each_leak_would_have_shown() -> None:
    calls: list[tuple[int, int]] = []
    found = leaks.all_switches(lambda *c: calls.append(c))
    assert calls[-1] == (6, 6) and list(found) == list(leaks.LEAKS)
    wanted = (0.52, 0.51, 0.61, 0.69, 0.80, 0.99)
    for (name, report), mean in zip(found.items(), wanted, strict=True):
        assert report.scores.mean() == pytest.approx(mean, abs=0.02), name
        assert report.scores[0] == pytest.approx(scores.r2(report.actual, report.forecast))
        assert f"{report.scores.min():.2f} to {report.scores.max():.2f}" in (
            figures.leak_switch(name).alt
        )
    honest = found["none"].scores
    assert found["scaling"].scores.mean() < honest.max()  # no measurable harm
    for name in leaks.LEAKS[2:]:
        assert found[name].scores.min() > honest.max() + 0.04
    moved = figures.leak_switch().move(leak="centring")
    assert moved.png() == figures.leak_switch("centring").png()


def test_the_nudge_finds_all_leaks_but_shuffling() -> None:
    prices = load_prices()
    rows = study.snapshot()
    evening = 3000
    changed = prices.copy()
    changed.iloc[evening + 1 :, [1, 3]] *= 1.07
    seen = rows.days <= evening

    def moves(leak: str) -> tuple[int, bool]:
        (X, y), (new_X, new_y) = (leaks.pipeline(leak, p) for p in (prices, changed))
        return int((X[seen] != new_X[seen]).any(axis=0).sum()), bool(y[seen][-1] != new_y[seen][-1])

    assert moves("none") == moves("shuffling") == (0, True)
    assert moves("tomorrow") == moves("centring") == (1, True)
    assert moves("today") == (0, False)
    X, new_X = (leaks.pipeline("none", p)[0] for p in (prices, changed))
    by_all = [Scaler.fit(table).transform(table)[seen] for table in (X, new_X)]
    assert not np.allclose(*by_all)  # it finds the scaler, too


def test_most_of_the_rise_by_shuffling_is_another_test_set() -> None:
    rows = study.snapshot()
    train, _, test = rows.parts
    X = np.column_stack([np.ones(len(rows.y)), rows.X])

    def line(fitted: Any) -> Any:
        return X @ np.linalg.lstsq(X[fitted], rows.y[fitted], rcond=None)[0]

    honest, gains, rises = line(train), [], []
    for seed in range(20):
        order = np.random.default_rng(seed).permutation(len(rows.y))
        first, _, last = (order[part] for part in chronological_split(len(order)))
        shuffled, both = line(first), last[last >= test.start]
        gains.append(
            scores.r2(rows.y[both], shuffled[both]) - scores.r2(rows.y[both], honest[both])
        )
        rises.append(
            scores.r2(rows.y[last], shuffled[last]) - scores.r2(rows.y[test], honest[test])
        )
    assert np.mean(gains) == pytest.approx(0.02, abs=0.005)
    assert np.mean(gains) < 0.5 * np.mean(rises)


def test_the_planted_leak_is_one() -> None:
    prices, rows = load_prices(), study.snapshot()
    train, _, test = rows.parts
    close, v = prices["close"].to_numpy(), volatility_data.log_variance(prices)
    days = np.arange(4, len(v) - 1)
    found = []
    for build in (check.mend_rows.unchanged, check.mend_rows.reference):
        assert build is not None
        X, y = (np.asarray(part) for part in build(close, v))
        X = np.column_stack([np.ones(len(X)), X])
        seen, judged = days <= rows.days[train][-1], days >= rows.days[test][0]
        fitted = np.linalg.lstsq(X[seen], y[seen], rcond=None)[0]
        found.append(scores.r2(y[judged], X[judged] @ fitted))
        moved = lookahead.moved(
            lambda c, build=build: build(c["close"], c["v"])[0], {"close": close, "v": v}, 3000, 4
        )
        assert moved.tolist() == [False, False, build is check.mend_rows.unchanged]
    assert [round(r2, 2) for r2 in found] == [0.59, 0.45]
    har_r2 = study.score(rows, study.rivals(prices, rows)[study.HAR], test).r2
    assert found[1] < har_r2


def test_the_newsletter_forecasts_what_is_over() -> None:
    rows = study.snapshot()
    test = rows.parts[2]
    month = rolling_mean(volatility_data.log_variance(load_prices()), 22)
    assert round(scores.r2(month[rows.days + 1][test], month[rows.days][test]), 2) == 0.99


# ── The exercises ────────────────────────────────────────────────────────────────────────────────


def test_the_worked_examples_are_the_first_points() -> None:
    (close,) = check.yearly_volatility.points[0]
    r, volatility = check.yearly_volatility.reference(close)
    assert list(close) == [100, 103, 99, 101] and round(volatility, 4) == 0.5950
    assert [round(x, 5) for x in r] == [0.02956, -0.03961, 0.02]
    v, lags = check.features_and_target.points[0]
    assert (list(v), lags) == ([5, 1, 4, 2, 8], 2)
    assert check.features_and_target.reference(v, lags) == ([[1, 5], [4, 1], [2, 4]], [4, 2, 8])
    X, *numbers = check.split_and_scale.points[0]
    assert (list(X[:, 0]), numbers) == ([1, 3, 2, 6, 9, 5, 7, 8], [4, 2])
    column = [part[:, 0].round(3).tolist() for part in check.split_and_scale.reference(X, 4, 2)]
    assert column == [[-1.069, 0, -0.535, 1.604], [3.207, 1.069], [2.138, 2.673]]
    v, t, c = check.baselines.points[0]
    assert (list(v), t) == ([i**2 / 100 for i in range(40)], 30)
    assert list(c) == [-0.6, 0.3, 0.4, 0.25]
    np.testing.assert_allclose(check.baselines.reference(v, t, c), (9, 6.29525))
    _, losses, _, patience, _ = check.early_stopping.points[0]
    assert losses.losses[:7] == (5, 4, 4.4, 4.1, 4.2, 4.3, 3) and patience == 3
    assert check.early_stopping.reference(*check.early_stopping.points[0])[1:] == (2, 5)
    close, v = check.mend_rows.points[0]
    X, y = check.mend_rows.reference(close, v)
    assert list(close) == [100, 103, 99, 101, 96, 104, 98]
    assert list(v) == [-9, -8.2, -9.6, -8.8, -7.9, -9.1, -8.4]
    assert [round(x, 4) for x in X[0]] == [-7.9, -8.7, 0.0508] and y == [-9.1, -8.4]


def test_the_references_agree_with_the_helpers() -> None:
    for (close,) in check.yearly_volatility.points:
        r, volatility = check.yearly_volatility.reference(close)
        np.testing.assert_allclose(r, log_returns(close)[1:])
        variance = rolling_variance(close, len(close) - 1)[-1]
        assert volatility == pytest.approx(float(annualised(variance)))
    for X, num_train, num_validation in check.split_and_scale.points:
        parts = np.split(X, [num_train, num_train + num_validation])
        scaler = Scaler.fit(parts[0])
        for mine, part in zip(
            check.split_and_scale.reference(X, num_train, num_validation), parts, strict=True
        ):
            np.testing.assert_allclose(mine, scaler.transform(part), atol=1e-9)
    for v, t, c in check.baselines.points:
        np.testing.assert_allclose(check.baselines.reference(v, t, c), (v[t], har(v, c)[t]))


def test_early_stopping_is_what_fit_does(monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.network import Network
    from helpers.optimizers import SGD

    for run_epoch, losses, weights, patience, most in check.early_stopping.points:
        best, epoch, count = check.early_stopping.reference(
            run_epoch, losses, weights, patience, most
        )
        network, told = Network((1, 1)), iter(losses.losses)
        monkeypatch.setattr(Network, "loss", lambda *_, told=told: next(told))
        X = np.ones((2, 1))
        history = fit(network, X, X, SGD(0.1), most, validation=(X, X), patience=patience)
        assert (history.best_epoch or 0) + 1 == epoch and len(history.train_loss) == count
        np.testing.assert_allclose(best, weights + np.array([epoch, epoch / 2]))


def _says(exercise: str, source: str) -> str:
    with pytest.raises(CheckFailed) as caught:
        run_check("11_volatility", exercise, source)
    return str(caught.value)


@pytest.mark.parametrize(
    ("exercise", "how", "one", "same"),
    [
        ("mend_rows", "from the first", "moves[days - 4]", "moves[:len(days)]"),
        ("early_stopping", "sign of the waiting", "best_epoch - epoch >= patience", "False"),
        ("split_and_scale", "retaken", "(b - train.mean(0)) / train.std(0)", "b"),
        ("split_and_scale", "retaken", "(c - train.mean(0)) / train.std(0)", "c"),
        (
            "features_and_target", "no list",
            "column_stack(v[days - k] for k in range(lags))", "column_stack(v[days], v[days - 1])",
        ),
    ],
)  # fmt: skip
def test_two_ways_to_one_mistake_get_one_hint(exercise: str, how: str, one: str, same: str) -> None:
    wrong = bank("11_volatility")[exercise].wrong[how]
    assert one in wrong.source
    assert wrong.hint in _says(exercise, wrong.source.replace(one, same))


def test_a_small_column_beside_a_large_one_is_not_called_close() -> None:
    right = bank("11_volatility")["mend_rows"].right["index"]
    for move in ("moves[days - 4]", "0 * moves[days]", "moves[days - 1] * 1.1"):
        assert "within 1%" not in _says("mend_rows", right.replace("moves[days - 1]", move))
    says = _says("mend_rows", right.replace("moves[days - 1]", "moves[days - 1] * 1.004"))
    assert "X is within 1% at every point" in says


# ── The notebook ─────────────────────────────────────────────────────────────────────────────────


def test_the_live_cell_is_off_and_needs_no_network(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = read("notebooks", "11_volatility")
    (cell,) = [c for c in notebook.cells if c.source.startswith("live = ")]
    assert cell.source.startswith("live = False\n") and "nbgrader" not in cell.metadata

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    names: dict[str, Any] = {}
    exec(cells(notebook)["imports"].source, names)
    exec(cell.source, names)
    assert "test targets: 2016-04-05 to 2018-12-31" in capsys.readouterr().out


def test_grading_uses_the_snapshot_or_nothing() -> None:
    for room in ("solutions", "notebooks"):
        for name, cell in cells(read(room, "11_volatility")).items():
            if name.endswith("-check"):
                assert "load_prices" not in cell.source and "study" not in cell.source
    text = read("solutions", "11_volatility").cells[0].source
    assert "Nothing here is investment advice." in text
