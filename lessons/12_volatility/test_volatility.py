"""What lesson 12 says in prose and pictures comes out of a computation, and nothing looks ahead.

Trained nets differ a little between machines, so numbers that come from them have a tolerance.
"""

import copy
import socket
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from helpers.checking.messages import CheckFailed
from helpers.layers import forward_pass
from helpers.lessons.volatility import (
    checks,
    contest,
    figures,
    later,
    leaks,
    nets,
    study,
    walk,
    yours,
)
from helpers.lessons.volatility import figures as pictures
from helpers.many_networks import losses_and_gradients
from helpers.market import dataset, future, scores
from helpers.market.forecasts import ewma, fit_har, har
from helpers.market.prices import load_prices
from helpers.market.split import Scaler
from helpers.market.volatility import (
    annualised,
    log_returns,
    parkinson,
    rolling_mean,
)
from helpers.network import Network, unpack
from helpers.optimizers import Adam
from helpers.training import fit, minibatches
from tests.bank import bank
from tests.lesson import cells, drawn, read, run_check

PROSE = " ".join(
    cell.source for cell in read("solutions", "12_volatility").cells if cell.cell_type == "markdown"
)
FITTED = (contest.HAR, contest.GARCH, contest.LINE)


@pytest.fixture(scope="module")
def everyone() -> dict[str, walk.Forecast]:
    return contest.everyone()


def on_test(name: str) -> contest.Scores:
    rows = study.snapshot()
    return contest.score(rows, contest.everyone()[name], rows.parts[2])


# ── No look-ahead ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("day", [70, 1000, 3000, 5029])
def test_no_feature_moves_when_the_future_does_and_the_target_must(day: int) -> None:
    prices = load_prices()
    assert future.moves(dataset.features, prices, day).shape == (13,)
    assert not future.moves(dataset.features, prices, day).any()
    assert future.moves(dataset.target, prices, day)


def test_the_small_change_of_a_function_that_is_half_written_is_one_sentence() -> None:
    prices = load_prices()

    def change(build: Any) -> str:
        return leaks.small_change(build, prices, 3000)

    leaky, honest = checks.mend_rows.unchanged, checks.mend_rows.reference
    assert change(leaky) == "features that move: ['move']\nthe target moves:   True"
    assert change(honest) == "features that move: []\nthe target moves:   True"

    def half_written(close: Any, v: Any) -> Any:
        return np.column_stack([close, close])[4:-1], v[5:]

    for build in (half_written, lambda close, v: None, lambda close, v: v[len(v)]):
        says = change(build)
        assert says.startswith("No test yet: the function doesn't return X, three columns, and y")
        assert "\n" not in says
    assert "(IndexError: " in says

    def one_row_less(close: Any, v: Any) -> Any:
        X, y = honest(close, v)
        return X[:-1], y[:-1]

    assert f"{len(prices) - 6} rows for {len(prices) - 5} evenings" in change(one_row_less)


@pytest.mark.parametrize("column", ["high", "low", "close", "volume"])
def test_features_stay_whatever_the_later_days_become(column: str) -> None:
    prices = load_prices()
    before = dataset.features(prices)
    rng = np.random.default_rng(5)
    for evening in (100, 2500, 4700):
        changed = prices.copy()
        later = changed[column].to_numpy()[evening + 1 :]
        changed.iloc[evening + 1 :, changed.columns.get_loc(column)] = rng.permutation(later)
        after = dataset.features(changed)
        np.testing.assert_array_equal(after[: evening + 1], before[: evening + 1])
        assert not np.array_equal(after[evening + 1 :], before[evening + 1 :])


def test_each_feature_uses_today_or_days_before() -> None:
    """A nudge of day t moves what is called "today", and no row before t."""
    prices = {name: load_prices()[name].to_numpy()[:300].copy() for name in load_prices()}
    before = dataset.features(prices)
    changed = copy.deepcopy(prices)
    for name, factor in zip(changed, (1, 1.02, 0.97, 0.96, 1.5), strict=True):
        changed[name][200] *= factor
    moved = dataset.features(changed) != before
    moved &= ~np.isnan(before)
    assert not moved[:200].any()
    first = moved.argmax(axis=0) - 200
    assert first.tolist() == [0, 1, 2, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0]


def test_the_columns_are_what_their_names_say() -> None:
    prices, t = load_prices(), 2000
    row = dict(zip(dataset.COLUMNS, dataset.features(prices)[t], strict=True))
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
    assert dataset.target(prices)[t] == v[t + 1]


def test_rows_are_in_order_and_belong_together() -> None:
    prices, rows = load_prices(), study.snapshot()
    train, validation, test = rows.parts
    assert train.stop == validation.start and validation.stop == test.start
    assert rows.dates[train][-1] < rows.dates[validation][0] < rows.dates[test][0]
    assert [len(rows.y[part]) for part in rows.parts] == [2979, 993, 993]
    assert list(rows.dates[test][[0, -1]].astype(str)) == ["2015-01-22", "2018-12-31"]
    np.testing.assert_array_equal(rows.y, dataset.log_variance(prices)[rows.days + 1])
    np.testing.assert_array_equal(rows.X, dataset.features(prices)[rows.days])


def test_the_scaler_sees_training_rows_only() -> None:
    rows = study.snapshot()
    train, *others = rows.parts
    data = dataset.scaled(rows)
    np.testing.assert_allclose(data.X[train].mean(axis=0), 0, atol=1e-10)
    np.testing.assert_allclose(data.X[train].std(axis=0), 1)
    changed = rows._replace(X=rows.X.copy(), y=rows.y.copy())
    for part in others:
        changed.X[part] += 5
        changed.y[part] += 5
    np.testing.assert_array_equal(dataset.scaled(changed).X[train], data.X[train])
    assert dataset.scaled(changed).scaler == data.scaler or np.array_equal(
        dataset.scaled(changed).scaler.mean, data.scaler.mean
    )


def test_no_column_follows_from_the_others() -> None:
    rows = study.snapshot()
    train = rows.parts[0]
    X = Scaler.fit(rows.X[train]).transform(rows.X)
    assert X.shape[1] == np.linalg.matrix_rank(np.column_stack([np.ones(len(X)), X])) - 1 == 13
    assert "13 features" in PROSE


@pytest.mark.parametrize("name", [*FITTED, "EWMA"])
def test_no_forecast_knows_a_later_day(name: str) -> None:
    """What is forecast for row t stays when all targets from t on change."""
    rows = study.snapshot()
    test = rows.parts[2]
    cut = test.start + 400
    y = rows.y.copy()
    y[cut:] += 3
    fits = {
        contest.HAR: lambda found: walk.line(found, walk.HAR_COLUMNS),
        contest.GARCH: lambda found: walk.garch(found, 500),
        contest.LINE: walk.line,
        "EWMA": lambda found: contest.simple(load_prices(), found)["EWMA"],
    }
    before, after = (
        walk.walk_forward(found, test, fits[name](found), 500)
        for found in (rows, rows._replace(y=y))
    )
    for one, other in zip(before, after, strict=True):
        np.testing.assert_array_equal(one[test.start : cut], other[test.start : cut])
        assert np.any(one[cut : test.stop] != other[cut : test.stop])
        assert np.isnan(one[: test.start]).all() and np.isfinite(one[test]).all()


def test_walk_forward_is_the_obvious_loop() -> None:
    rows = study.snapshot()
    test = rows.parts[2]
    said = walk.walk_forward(rows, test, walk.line(rows), 500)
    for row in (test.start, test.start + 249, test.start + 250, test.stop - 1):
        fitted_at = test.start + 250 * ((row - test.start) // 250)
        known = range(fitted_at - 500, fitted_at)
        A = np.array([[1, *rows.X[k]] for k in known])
        b = np.array([rows.y[k] for k in known])
        c = np.linalg.solve(A.T @ A, A.T @ b)
        forecast = float(c @ np.array([1, *rows.X[row]]))
        assert said.log[row] == pytest.approx(forecast)
        smear = np.mean(np.exp(b - A @ c))
        assert said.variance[row] == pytest.approx(smear * np.exp(forecast))
    expanding = walk.walk_forward(rows, test, walk.line(rows))
    first = walk.fit_once(rows, test, walk.line(rows), slice(0, test.start))
    inside = slice(test.start, test.start + 250)
    np.testing.assert_array_equal(expanding.log[inside], first.log[inside])


def test_har_of_the_rows_is_har() -> None:
    prices, rows = load_prices(), study.snapshot()
    v, known = dataset.log_variance(prices), slice(0, 2000)
    by_rows = walk.line(rows, walk.HAR_COLUMNS)(known)
    first, last = rows.days[0] - 21, rows.days[known][-1] + 1
    by_days = har(v[first:], fit_har(v[first : last + 1]))[rows.days - first]
    np.testing.assert_allclose(by_rows, by_days, rtol=1e-8)


def test_nets_neither_train_nor_stop_by_later_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = study.snapshot()
    start, stop = 3000, 3400
    changed = rows._replace(X=rows.X.copy(), y=rows.y.copy())
    changed.X[stop:], changed.y[stop:] = 0.0, 99.0
    changed.X[:start], changed.y[:start] = 0.0, 99.0
    first = nets.trained.__wrapped__(start, stop)
    monkeypatch.setattr(nets, "snapshot", lambda: changed)
    second = nets.trained.__wrapped__(start, stop)
    np.testing.assert_array_equal(first.forecasts[:, start:stop], second.forecasts[:, start:stop])
    np.testing.assert_array_equal(first.best_epochs, second.best_epochs)


def test_ten_nets_at_once_stop_as_one_does() -> None:
    """Each net of the stack is what `fit` makes of it, with the shuffling that all share."""
    rows = study.snapshot()
    start, stop = 3000, 3400
    fitted, watched = slice(start, start + 300), slice(start + 300, stop)
    X = Scaler.fit(rows.X[fitted]).transform(rows.X)
    scaler = Scaler.fit(rows.y[fitted, None])
    y = scaler.transform(rows.y[:, None])
    found = nets.trained.__wrapped__(start, stop)
    for k in (0, 7):
        net = Network((13, study.UNITS, 1), seed=k)
        history = fit(
            net, X[fitted], y[fitted], Adam(study.LR), study.MOST_EPOCHS, study.BATCH_SIZE,
            validation=(X[watched], y[watched]), patience=study.PATIENCE, seed=0,
        )  # fmt: skip
        assert (history.best_epoch or 0) + 1 == found.best_epochs[k]
        np.testing.assert_allclose(scaler.inverse(net.predict(X))[:, 0], found.forecasts[k])


def test_the_factor_makes_a_forecast_right_on_average_and_is_the_best_there() -> None:
    rows = study.snapshot()
    known = rows.parts[0]
    forecast = walk.line(rows)(known)[known]
    V, factor = np.exp(rows.y[known]), walk.factor(rows.y[known], forecast)
    assert np.mean(V / (factor * np.exp(forecast))) == pytest.approx(1)
    assert factor > 1  # "V is skewed, so its mean is higher"
    best, *others = (scores.qlike(V, f * factor * np.exp(forecast)) for f in (1, 0.95, 1.05))
    assert best < min(others)


def test_no_rival_is_at_another_level() -> None:
    """What is moved is right on average on the known rows, so R² asks all for the same thing."""
    rows = study.snapshot()
    known = slice(2000, 2500)
    smooth = contest.simple(load_prices(), rows)["EWMA"]
    for fit_ in (smooth, walk.garch(rows, 500), walk.line(rows)):
        assert np.mean(fit_(known)[known] - rows.y[known]) == pytest.approx(0, abs=1e-9)
    as_it_is = np.log(ewma(parkinson(load_prices()["high"], load_prices()["low"])))[rows.days]
    assert np.ptp(smooth(known) - as_it_is) < 1e-9 < 0.1 < np.mean(as_it_is[known] - rows.y[known])


# ── What came out ────────────────────────────────────────────────────────────────────────────────


def test_twenty_years() -> None:
    prices = load_prices()
    V = parkinson(prices["high"], prices["low"])
    yearly = annualised(V)
    of_day = {day: yearly[prices.index.get_loc(day)] for day in ("2008-10-10", "2017-11-24")}
    assert [round(float(v), 3) for v in of_day.values()] == [1.038, 0.014]
    assert "From 1.4% to 104%" in PROSE
    v, r = dataset.log_variance(prices), log_returns(prices["close"])[1:]
    assert np.corrcoef(v[1:], v[:-1])[0, 1] > 0.6 > 0.1 > abs(np.corrcoef(r[1:], r[:-1])[0, 1])
    month = rolling_mean(v, 22)
    assert str(prices.index[np.nanargmax(month)])[:7] in ("2008-10", "2008-11")
    mean, by_close = (f"{float(x):.0%}" for x in (annualised(V.mean()), r.std() * np.sqrt(252)))
    assert f"the mean of V is a volatility of {mean} a year, and closes give {by_close}." in PROSE


def test_ln_v_is_a_logarithm_of_the_range() -> None:
    prices = load_prices()
    ranges = np.log(np.log(prices["high"] / prices["low"]))
    assert np.ptp(dataset.log_variance(prices) - 2 * ranges) < 1e-9


def test_shuffling_puts_test_days_beside_training_days() -> None:
    shares = [np.mean(leaks.nearest_training_day(shuffled) == 1) for shuffled in (False, True)]
    assert shares[0] == 0 and round(float(shares[1]), 2) == 0.85
    for rows, share in (("in order", "0%"), ("shuffled", "85%")):
        assert f"rows {rows}, {share} of the test days" in figures.timeline(rows).alt
    moved = drawn(figures.timeline()).move(rows="shuffled")
    assert moved.png() == figures.timeline("shuffled").png()


def test_a_part_has_the_colour_of_its_curve() -> None:
    colours = dict(pictures.PARTS)
    assert colours["train"] == pictures.TRAIN["color"]
    assert colours["validation"] == pictures.VALIDATION["color"]
    assert len(set(colours.values())) == 3


def test_what_qlike_costs() -> None:
    one = np.ones(1)
    costs = [scores.qlike(one, factor * one) for factor in (0.5, 2)]
    assert f"half of V costs {costs[0]:.3f}, to forecast twice V costs {costs[1]:.3f}" in PROSE


def test_ewma_weighs_as_the_text_says() -> None:
    one, other = (ewma(np.eye(30)[day])[-1] for day in (20, 21))
    assert one / other == pytest.approx(0.94)


def test_the_wide_net_turns_early_and_the_small_one_hardly() -> None:
    calls: list[tuple[int, int]] = []
    small = study.curves(study.UNITS).validation
    wide = study.curves(*study.WIDE, progress=lambda *c: calls.append(c)).validation
    study.curves(*study.WIDE, progress=lambda *c: calls.append(c))
    assert calls[-1] == (80, 80) and wide.shape == (81, 4)
    assert max(wide.argmin(axis=0)) < 25  # "The wide net overfits"
    mean = wide.mean(axis=1)
    assert mean[-1] / mean.min() == pytest.approx(1.08, abs=0.03)
    mean = small.mean(axis=1)
    assert mean[-1] < 1.02 * mean.min()
    # What 1 is in validation, and the same loss measured from the validation rows' own mean.
    rows = study.snapshot()
    train_y, own = (rows.y[part] for part in rows.parts[:2])
    base = np.mean((own - train_y.mean()) ** 2)
    assert base > 1.15 * train_y.var() > train_y.var() > own.var()
    lowest = mean.min() * base / own.var()
    assert (mean.min(), lowest) == pytest.approx((0.41, 0.53), abs=0.012)
    assert "the small net's 0.41 is 0.53, an R² of 0.47 in part 3." in PROSE
    train = [study.curves(*hidden).train[-1].mean() for hidden in ((study.UNITS,), study.WIDE)]
    assert train[1] < 0.8 * train[0]
    assert "64 and 32 hidden units the mean validation loss is lowest after" in (
        figures.small_and_wide().alt
    )


def test_what_was_fixed_is_what_the_text_says() -> None:
    assert f"has {study.UNITS} hidden units" in PROSE
    assert f"after {study.PATIENCE} epochs without a new lowest validation loss" in PROSE
    assert f"if epoch - best_epoch >= {study.PATIENCE}:" in PROSE
    assert f"for epoch in range(1, {study.MOST_EPOCHS + 1}):" in PROSE
    assert f"a rate of {study.LR} and batches of {study.BATCH_SIZE}" in PROSE
    assert f"two hidden layers, of {study.WIDE[0]} and {study.WIDE[1]} units" in PROSE
    assert f"Both run {study.CURVE_EPOCHS} epochs" in PROSE
    assert f"fits again every {walk.YEAR} evenings" in PROSE
    assert nets.TO_FIT == 0.75 and "Three quarters of these train" in PROSE
    assert study.NUM_NETS == 10 and "from ten starts" in PROSE
    rows = study.snapshot()
    train, _, test = rows.parts
    assert "nothing after February 2011" in PROSE
    assert str(rows.dates[train][-1])[:7] == "2011-02"
    assert f"{len(rows.y[test])} days are few" in PROSE
    known = slice(0, test.start)  # the split of ten nets, fitted once, is 60 : 20
    assert round(nets.TO_FIT * (known.stop - known.start)) == train.stop


# ── The contest ──────────────────────────────────────────────────────────────────────────────────


def test_each_window_has_the_lowest_qlike_on_the_validation_rows() -> None:
    found = {name: contest.by_window(name) for name in contest.CHOSEN}
    for name, by_window in found.items():
        assert list(by_window) == [500, 1000, 2000, None]
        lowest = min(by_window, key=lambda window: by_window[window].qlike)
        assert lowest == contest.CHOSEN[name], name
    assert {contest.CHOSEN[name] for name in FITTED} == {500}
    of_nets = [s.qlike for s in found[contest.NETS].values()]
    np.testing.assert_allclose(of_nets, (0.361, 0.342, 0.338, 0.343), atol=0.006)
    assert "of 0.361 (500 rows), 0.342 (1,000), 0.338 (2,000) and 0.343 (all)" in PROSE
    line = found[contest.LINE][500].qlike
    assert f"with 0.338 against {line:.3f} for the line" in PROSE
    assert of_nets[2] < line - 0.002  # "the ten nets lead"


def test_the_scoreboard(everyone: dict[str, walk.Forecast]) -> None:
    table = {
        "persistence": (0.280, 0.590),
        "EWMA": (0.416, 0.521),
        contest.HAR: (0.472, 0.456),
        contest.GARCH: (0.306, 0.554),
        contest.LINE_ONCE: (0.511, 0.434),
        contest.LINE: (0.544, 0.408),
    }
    for name, numbers in table.items():
        np.testing.assert_allclose(on_test(name), numbers, atol=6e-4, err_msg=name)
    trained = {
        contest.NETS_ONCE: (0.530, 0.424),
        contest.NET: (0.509, 0.443),
        contest.NETS: (0.540, 0.412),
    }
    for name, numbers in trained.items():
        np.testing.assert_allclose(on_test(name), numbers, atol=0.012, err_msg=name)
    assert list(everyone) == [*list(table)[:6], *trained]
    assert contest.everyone(lambda *_: None).keys() == everyone.keys()
    line, ten = on_test(contest.LINE), on_test(contest.NETS)
    assert abs(line.r2 - ten.r2) < 0.015
    # "The line is a little ahead, ... and by R² as well"
    others = [on_test(name) for name in everyone if name != contest.LINE]
    assert line.qlike < min(s.qlike for s in others) and line.r2 > max(s.r2 for s in others)
    assert f"a QLIKE of {line.qlike:.3f} against 0.412 for ten nets" in PROSE
    assert "ten nets forecast ln V 0.10 too high on average." in PROSE.replace("Ten", "ten")
    rows = study.snapshot()
    test = rows.parts[2]
    off = everyone[contest.NETS].log[test] - rows.y[test]
    assert off.mean() == pytest.approx(0.10, abs=0.03)
    alt = figures.scoreboard().alt
    assert "2015 to 2018: line 0.54 and 0.41; ten nets 0.5" in alt
    assert "allows about 0.79." in alt


def test_the_ceiling() -> None:
    # 4,000 days of 1,000 steps; watched in steps a range comes out a little short.
    steps = np.random.default_rng(3).normal(0, 1, (4000, 1000))
    path = np.cumsum(np.pad(steps, ((0, 0), (1, 0))), axis=1)
    noise = np.log((path.max(axis=1) - path.min(axis=1)) ** 2).std()
    assert noise == pytest.approx(0.58, abs=0.015)
    assert pictures.NOISE == 0.58**2
    assert f"an R² of {pictures.ceiling():.2f}." in PROSE
    rows = study.snapshot()
    validation = 1 - pictures.NOISE / rows.y[rows.parts[1]].var()
    assert validation == pictures.ceiling(1)
    assert f"where the noise of V allows about {validation:.2f}." in PROSE
    assert f"(It allows {pictures.ceiling():.2f} on the test rows, because ln V varies" in PROSE
    assert rows.y[rows.parts[2]].var() > 1.2 * rows.y[rows.parts[1]].var()


def test_more_than_luck(everyone: dict[str, walk.Forecast]) -> None:
    rows = study.snapshot()

    def against(one: str, other: str) -> list[tuple[float, float]]:
        tests = contest.compare(rows, everyone[one], everyone[other])
        assert list(tests) == ["squared error", "QLIKE"]
        return [(t.statistic, t.p_value) for t in tests.values()]

    # "The first row would make a headline: ... with a p-value below 0.01"
    unfair, _ = against(contest.NETS_ONCE, contest.LINE_ONCE)
    assert unfair[0] < 0 and unfair[1] < 0.01
    # "Fit both again every year, and the lead is gone: the difference may be luck."
    for _, p in against(contest.NETS, contest.LINE):
        assert p > 0.2
    # "with the validation rows for that line as well, p is about 0.4."
    test = rows.parts[2]
    as_much = walk.fit_once(rows, test, contest.fit_of(contest.LINE), slice(0, test.start))
    fair = contest.compare(rows, everyone[contest.NETS_ONCE], as_much)["squared error"]
    assert fair.p_value == pytest.approx(0.37, abs=0.15)
    assert contest.score(rows, as_much, test).r2 > on_test(contest.LINE_ONCE).r2 + 0.01
    # "and it is clearly behind"
    har_squares, har_qlike = against(contest.LINE, contest.HAR)
    assert har_squares[0] < 0 and har_squares[1] < 1e-4
    assert har_qlike[0] < 0 and har_qlike[1] < 0.05
    title, alone, row = contest.luck(
        [(contest.NET, contest.LINE), (contest.LINE, contest.HAR)]
    ).splitlines()
    assert title.split("  ")[-1].strip() == "QLIKE" and "squared error of ln V  " in title
    assert len(title) == len(alone) == len(row)
    assert alone.startswith("one net               against line  ") and alone.count("behind") == 2
    assert row.split() == f"line against HAR ahead < 0.0001 ahead {har_qlike[1]:.4f}".split()


def test_most_of_ten_nets_is_averaging(everyone: dict[str, walk.Forecast]) -> None:
    rows = study.snapshot()
    alone = contest.single_nets()
    np.testing.assert_array_equal(alone[0].log, everyone[contest.NET].log)
    r2 = [contest.score(rows, one, rows.parts[2]).r2 for one in alone]
    assert len(r2) == 10 and max(r2) < on_test(contest.NETS).r2 + 0.01
    assert np.mean(r2) < on_test(contest.LINE).r2 - 0.01
    assert max(r2) < on_test(contest.LINE).r2  # "Each of the ten nets alone has a lower R²"
    tests = [contest.compare(rows, one, everyone[contest.LINE]) for one in alone]
    below = sum(t["squared error"].p_value < 0.05 for t in tests)
    assert below == pytest.approx(7, abs=1) and "seven of them with p below 0.05." in PROSE
    middle = walk.Forecast(
        *(np.mean([getattr(a, n) for a in alone], axis=0) for n in ("log", "variance"))
    )
    test = rows.parts[2]
    np.testing.assert_allclose(middle.log[test], everyone[contest.NETS].log[test])


def test_nets_that_train_on_the_rows_that_stop_them_are_no_better(
    everyone: dict[str, walk.Forecast],
) -> None:
    """For the median of the epochs at which the ten nets of the same 2,000 rows were best."""
    rows = study.snapshot()
    sizes = (rows.X.shape[1], study.UNITS, 1)

    def on_all(known: slice) -> dataset.Array:
        epochs = int(np.median(nets.trained(known.start, known.stop).best_epochs))
        scaler = Scaler.fit(rows.y[known, None])
        X = Scaler.fit(rows.X[known]).transform(rows.X)
        y = scaler.transform(rows.y[:, None])
        starts = [Network(sizes, seed=s).parameters for s in range(study.NUM_NETS)]
        parameters, optimizer, rng = np.stack(starts), Adam(study.LR), np.random.default_rng(0)
        for _ in range(epochs):
            for batch in minibatches(X[known], y[known], study.BATCH_SIZE, rng):
                _, gradients = losses_and_gradients(parameters, sizes, *batch, "relu", "linear")
                optimizer.step(parameters, gradients)
        ends = (forward_pass(X, *unpack(p, sizes), "relu", "linear")[-1] for p in parameters)
        return np.mean([scaler.inverse(end)[:, 0] for end in ends], axis=0)

    window = contest.CHOSEN[contest.NETS]
    said = walk.walk_forward(rows, rows.parts[2], on_all, window)
    np.testing.assert_allclose(contest.score(rows, said, rows.parts[2]), (0.536, 0.421), atol=0.012)
    for test in contest.compare(rows, said, everyone[contest.NETS]).values():
        assert test.statistic > -1
    assert "Training the nets on the last quarter as well did not help." in PROSE


def test_what_another_window_would_have_given(everyone: dict[str, walk.Forecast]) -> None:
    rows = study.snapshot()
    test = rows.parts[2]
    found = {}
    for name in contest.CHOSEN:
        walks = (walk.walk_forward(rows, test, contest.fit_of(name, w), w) for w in contest.WINDOWS)
        found[name] = [contest.score(rows, said, test).r2 for said in walks]
    ranges = {name: f"{min(r2):.2f} to {max(r2):.2f}" for name, r2 in found.items()}
    assert f"On test, the R² is {ranges[contest.LINE]} for the line" in PROSE
    assert f"0.50 to 0.54 for ten nets, {ranges[contest.HAR]} for HAR" in PROSE
    assert min(found[contest.NETS]) == pytest.approx(0.50, abs=0.02)
    assert max(found[contest.NETS]) == pytest.approx(0.54, abs=0.015)
    assert f"{ranges[contest.HAR]} for HAR, {ranges[contest.GARCH]} for GJR-GARCH." in PROSE
    garch = walk.walk_forward(rows, test, contest.fit_of(contest.GARCH, 1000), 1000)
    scored = [contest.score(rows, garch, test).qlike, on_test(contest.HAR).qlike]
    assert "1,000 rows its QLIKE is {:.3f}, near HAR's {:.3f}.".format(*scored) in PROSE
    test_ = contest.compare(rows, garch, everyone[contest.HAR])["QLIKE"]
    assert test_.p_value > 0.5  # "near"


def test_mincer_and_zarnowitz(everyone: dict[str, walk.Forecast]) -> None:
    rows = study.snapshot()
    test = rows.parts[2]
    slopes = {n: scores.mincer_zarnowitz(rows.y[test], f.log[test])[1] for n, f in everyone.items()}
    line, har_, last = (slopes[n] for n in (contest.LINE, contest.HAR, "persistence"))
    assert f"b is {line:.2f} for the line, 1.07 for ten nets, {har_:.2f} for HAR" in PROSE
    assert f"and {last:.2f} for persistence" in PROSE
    assert slopes[contest.NETS] == pytest.approx(1.07, abs=0.03)


def test_the_test_years_as_a_picture(everyone: dict[str, walk.Forecast]) -> None:
    rows = study.snapshot()
    came = 100 * annualised(np.exp(rows.y[rows.dates == pictures.STORM][0]))
    picture = figures.forecast_and_actual()
    assert "Persistence: a test R² of 0.28. For 10 October 2018, " in picture.alt
    picture.move(forecast=contest.NETS)
    assert picture.png() == figures.forecast_and_actual(contest.NETS).png()
    for name in everyone:
        assert f"and {came:.0f}% came." in picture.move(forecast=name).alt
    # The dots have the R² of the title: what is drawn is exp of the forecast of ln V.
    _, actual, drawn_ = pictures._test_years()
    for values, r2 in drawn_.values():
        assert scores.r2(np.log(actual), np.log(values)) == pytest.approx(r2)


def test_nobody_saw_the_storm_of_2018(everyone: dict[str, walk.Forecast]) -> None:
    rows = study.snapshot()
    at = int(np.flatnonzero(rows.dates == np.datetime64("2018-10-10"))[0])
    came = annualised(np.exp(rows.y[at]))
    for forecast in everyone.values():  # "said less than half of the volatility that came"
        assert annualised(np.exp(forecast.log[at])) < 0.5 * came
        assert annualised(forecast.variance[at]) < 0.5 * came


def test_years_after_the_snapshot_are_scored_by_the_fixed_rules() -> None:
    prices = load_prices()
    assert later.later(prices) == {}
    assert later.report(prices) == (
        "These prices have no year after 2018. With live = True the cell asks for newer ones."
    )
    moved = prices.copy()
    moved.index = moved.index + (np.datetime64("2020-06-30") - moved.index[-1].to_datetime64())
    found = later.later(moved)
    assert list(found) == ["persistence", "EWMA", contest.HAR, contest.LINE]
    rows = dataset.rows(moved)
    part = slice(int(np.sum(rows.dates < later.SINCE)), len(rows.y))
    said = walk.walk_forward(rows, part, walk.line(rows), 500)
    assert found[contest.LINE].r2 == pytest.approx(scores.r2(rows.y[part], said.log[part]))
    assert later.report(moved).startswith("since 2019:\npersistence")


# ── Leaks ────────────────────────────────────────────────────────────────────────────────────────


def test_what_each_leak_would_have_shown() -> None:
    found = {leak: leaks.reported(leak) for leak in leaks.LEAKS}
    assert [round(r2, 2) for r2 in found.values()] == [0.45, 0.45, 0.64, 0.77, 1.00]
    assert f"has an R² of {found['centring']:.2f} on the validation rows" in PROSE
    assert found["scaling"] == pytest.approx(found["none"])  # "does no harm here"
    assert "has an R² of 0.45 on the validation rows" in figures.leak_scores().alt
    assert "centring 0.77" in figures.leak_scores().alt
    with pytest.raises(KeyError):
        leaks.reported("none of them")


def test_the_leaks_leave_the_test_rows_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = study.snapshot()
    test = rows.parts[2]
    y = rows.y.copy()
    y[test] = 99.0
    monkeypatch.setattr(leaks, "rows", lambda prices: rows._replace(y=y))
    for leak in leaks.LEAKS:
        assert leaks.reported.__wrapped__(leak) == pytest.approx(leaks.reported(leak))


def test_a_small_change_finds_all_leaks() -> None:
    prices = load_prices()
    rows = study.snapshot()
    evening = 3000
    changed = prices.copy()
    changed.iloc[evening + 1 :, [1, 3]] *= 1.07
    seen = rows.days <= evening

    def moves(leak: str) -> tuple[int, bool]:
        (X, y), (new_X, new_y) = (leaks.pipeline(leak, p) for p in (prices, changed))
        return int((X[seen] != new_X[seen]).any(axis=0).sum()), bool(y[seen][-1] != new_y[seen][-1])

    assert moves("none") == (0, True)
    assert moves("tomorrow") == moves("centring") == (1, True)
    assert moves("today") == (0, False)
    X, new_X = (leaks.pipeline("none", p)[0] for p in (prices, changed))
    by_all = [Scaler.fit(table).transform(table)[seen] for table in (X, new_X)]
    assert not np.allclose(*by_all)  # it finds the scaler, too
    # Before that evening, what is honest moves as well.
    assert "(scaling after the training rows)" in PROSE
    train, validation, _ = rows.parts
    ends = {"scaling": validation.stop, "none": train.stop}

    def scaled(leak: str) -> Callable[[Any], dataset.Array]:
        def build(prices: Any) -> dataset.Array:
            X = leaks.pipeline(leak, prices)[0]
            X = Scaler.fit(X[: ends[leak]]).transform(X)
            return np.pad(X, ((rows.days[0], 1), (0, 0)), constant_values=np.nan)

        return build

    late = rows.days[train.stop]  # the first evening when all training targets are known
    assert future.moves(scaled("scaling"), prices, late).all()
    assert not future.moves(scaled("none"), prices, late).any()
    assert evening < late and future.moves(scaled("none"), prices, evening).all()


def test_the_planted_leak_is_one() -> None:
    prices, rows = load_prices(), study.snapshot()
    train, validation, _ = rows.parts
    close, v = prices["close"].to_numpy(), dataset.log_variance(prices)
    days = np.arange(4, len(v) - 1)
    found = []
    for build in (checks.mend_rows.unchanged, checks.mend_rows.reference):
        assert build is not None
        X, y = (np.asarray(part) for part in build(close, v))
        X = np.column_stack([np.ones(len(X)), X])
        seen = days <= rows.days[train][-1]
        scored = (days >= rows.days[validation][0]) & (days <= rows.days[validation][-1])
        fitted = np.linalg.lstsq(X[seen], y[seen], rcond=None)[0]
        found.append(scores.r2(y[scored], X[scored] @ fitted))
    assert f"is {found[0]:.2f}. With her leak fixed it is {found[1]:.2f}, no better" in PROSE
    assert "no better than HAR's 0.39." in PROSE
    har_ = walk.fit_once(rows, validation, walk.line(rows, walk.HAR_COLUMNS), train)
    assert found[1] < contest.score(rows, har_, validation).r2
    assert round(contest.score(rows, har_, validation).r2, 2) == 0.39


def test_the_newsletter_forecasts_what_is_over() -> None:
    rows = study.snapshot()
    part = rows.parts[1]
    month = rolling_mean(dataset.log_variance(load_prices()), 22)
    assert round(scores.r2(month[rows.days + 1][part], month[rows.days][part]), 2) == 0.99
    assert round(on_test(contest.LINE).r2, 2) == 0.54  # "The students of this course reach 0.54"


# ── The exercises ────────────────────────────────────────────────────────────────────────────────


def test_the_worked_examples_are_the_first_points() -> None:
    v, lags = checks.features_and_target.points[0]
    assert (list(v), lags) == ([5, 1, 4, 2, 8], 2)
    assert checks.features_and_target.reference(v, lags) == ([[1, 5], [4, 1], [2, 4]], [4, 2, 8])
    X, *numbers = checks.split_and_scale.points[0]
    # What the check says of the example where no mistake is known.
    assert [X[:4, 0].mean(), round(X[:4, 0].std(), 3)] == [3, 1.871]
    assert (list(X[:, 0]), numbers) == ([1, 3, 2, 6, 9, 5, 7, 8], [4, 2])
    column = [part[:, 0].round(3).tolist() for part in checks.split_and_scale.reference(X, 4, 2)]
    assert column == [[-1.069, 0, -0.535, 1.604], [3.207, 1.069], [2.138, 2.673]]
    day, week, month = checks.fit_har.points[0]
    assert [list(day), list(week), list(month)] == [
        [1, 3, 2, 5, 4, 6, 3], [2, 2, 3, 3, 4, 4, 5], [3, 1, 2, 2, 1, 3, 2],
    ]  # fmt: skip
    c = checks.fit_har.reference(day, week, month)
    assert c.round(3).tolist() == [1.186, -0.647, 1.971, -0.5]
    V, V_hat = checks.qlike.points[0]
    assert (list(V), list(V_hat)) == ([4, 1], [2, 2])
    assert checks.qlike.reference(V, V_hat) == pytest.approx(0.25)
    assert scores.qlike_losses(V, V_hat)[0] == pytest.approx(0.307, abs=5e-4)  # the hint's number
    close, v = checks.mend_rows.points[0]
    X, y = checks.mend_rows.reference(close, v)
    assert list(close) == [100, 103, 99, 101, 96, 104, 98]
    assert list(v) == [-9, -8.2, -9.6, -8.8, -7.9, -9.1, -8.4]
    assert [round(x, 4) for x in X[0]] == [-7.9, -8.7, 0.0508] and y == [-9.1, -8.4]


def test_your_functions_make_the_rows_of_the_lessons_own() -> None:
    names: dict[str, Any] = {"np": np}
    for exercise in ("fit_har", "qlike"):
        exec(cells(read("solutions", "12_volatility"))[exercise].source, names)
    har_, last = yours.by_window(names["fit_har"], names["qlike"]).splitlines()
    own = [f"{s.qlike:.3f}" for s in contest.by_window(contest.HAR).values()]
    assert har_.split() == ["your", "HAR", *own]
    rows = study.snapshot()
    part = rows.parts[1]
    fit_ = contest.simple(load_prices(), rows)["persistence"]
    walks = (walk.walk_forward(rows, part, fit_, window) for window in contest.WINDOWS)
    of_last = [f"{contest.score(rows, said, part).qlike:.3f}" for said in walks]
    assert last.split() == ["persistence", *of_last]
    # A half-written one gets a sentence, and the other row stays.
    for half in (lambda day, week, month: ..., lambda day, week, month: 1.0, lambda day: day):
        says, row = yours.by_window(half, names["qlike"]).splitlines()
        assert says.startswith("your HAR    no score yet: fit_har and qlike must give numbers (")
        assert row == last
    for says in yours.by_window(names["fit_har"], lambda V, V_hat: ...).splitlines():
        assert "no score yet" in says


def test_the_references_agree_with_the_helpers() -> None:
    for X, num_train, num_validation in checks.split_and_scale.points:
        parts = np.split(X, [num_train, num_train + num_validation])
        scaler = Scaler.fit(parts[0])
        for mine, part in zip(
            checks.split_and_scale.reference(X, num_train, num_validation), parts, strict=True
        ):
            np.testing.assert_allclose(mine, scaler.transform(part), atol=1e-9)
    for V, V_hat in checks.qlike.points:
        assert checks.qlike.reference(V, V_hat) == pytest.approx(scores.qlike(V, V_hat))


def _says(exercise: str, source: str) -> str:
    with pytest.raises(CheckFailed) as caught:
        run_check("12_volatility", exercise, source)
    return str(caught.value)


@pytest.mark.parametrize(
    ("exercise", "how", "one", "same"),
    [
        ("mend_rows", "from the first", "moves[days - 4]", "moves[:len(days)]"),
        ("fit_har", "today", "day[:-1]\n    c = ", "X[:, 1]\n    c = "),
        ("fit_har", "a single one", "[1, day", "[np.ones, day"),
        ("fit_har", "a single one", "[1, day", "[np.ones(1), day"),
        ("fit_har", "not cut", "day[1:]\n", "day[2:]\n"),
        ("fit_har", "lying", "np.array([", "(["),
        ("fit_har", "ones of an array", "np.ones(day)", "np.ones()"),
        ("split_and_scale", "mean alone", "mean, std = train.mean", "mean, std = train.std"),
        ("features_and_target", "a comma", "v[days, k]", "v[k, days]"),
        ("features_and_target", "a second bracket", "v[days][k]", "v[days[k]]"),
        ("split_and_scale", "retaken", "(b - train.mean(0)) / train.std(0)", "b"),
        ("split_and_scale", "retaken", "(c - train.mean(0)) / train.std(0)", "c"),
        (
            "features_and_target", "no list",
            "column_stack(v[days - k] for k in range(lags))", "column_stack(v[days], v[days - 1])",
        ),
    ],
)  # fmt: skip
def test_two_ways_to_one_mistake_get_one_hint(exercise: str, how: str, one: str, same: str) -> None:
    wrong = bank("12_volatility")[exercise].wrong[how]
    assert one in wrong.source
    assert wrong.hint in _says(exercise, wrong.source.replace(one, same))


def test_a_small_column_beside_a_large_one_is_not_called_close() -> None:
    right = bank("12_volatility")["mend_rows"].right["index"]
    for move in ("moves[days - 4]", "0 * moves[days]", "moves[days - 1] * 1.1"):
        assert "within 1%" not in _says("mend_rows", right.replace("moves[days - 1]", move))
    says = _says("mend_rows", right.replace("moves[days - 1]", "moves[days - 1] * 1.004"))
    assert "X is within 1% at every point" in says


# ── The notebook ─────────────────────────────────────────────────────────────────────────────────


def test_the_live_cell_is_off_and_needs_no_network(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook = read("notebooks", "12_volatility")
    (cell,) = [c for c in notebook.cells if c.source.startswith("live = ")]
    assert cell.source.startswith("live = False\n") and "nbgrader" not in cell.metadata

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    names: dict[str, Any] = {}
    exec(cells(notebook)["imports"].source, names)
    exec(cell.source, names)
    assert "These prices have no year after 2018." in capsys.readouterr().out


def test_grading_uses_the_snapshot_or_nothing() -> None:
    for room in ("solutions", "notebooks"):
        for name, cell in cells(read(room, "12_volatility")).items():
            if name.endswith("-check"):
                assert "load_prices" not in cell.source and "study" not in cell.source
    text = read("solutions", "12_volatility").cells[0].source
    assert "Nothing here is investment advice." in text
