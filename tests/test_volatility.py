"""Measures of a day's variance and rules for tomorrow's: slow loops agree, nothing looks ahead."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from helpers.market import forecasts, volatility
from helpers.market.prices import load_prices

Array = NDArray[np.float64]
PRICES = load_prices()
O, H, L, C = (PRICES[name].to_numpy() for name in ("open", "high", "low", "close"))  # noqa: E741
V = volatility.parkinson(H, L)


def test_returns_and_a_year() -> None:
    r = volatility.log_returns(PRICES["close"])
    assert math.isnan(r[0])
    assert r[1:] == pytest.approx([math.log(C[t] / C[t - 1]) for t in range(1, len(C))])
    assert volatility.annualised(0.01**2) == pytest.approx(0.15874507866)  # 1% a day
    assert np.exp(np.nansum(r)) == pytest.approx(C[-1] / C[0])


def test_the_estimators_are_the_obvious_loops() -> None:
    garman_klass = volatility.garman_klass(O, H, L, C)
    rolling = volatility.rolling_variance(C, 10)
    assert np.isnan(rolling[:10]).all()
    assert not np.isnan(rolling[10:]).any()
    for t in (10, 11, 2500, 5030):
        u, d, c = (math.log(x / O[t]) for x in (H[t], L[t], C[t]))
        assert V[t] == pytest.approx((u - d) ** 2 / (4 * math.log(2)))
        # As in the paper: from the open, not by the range.
        assert garman_klass[t] == pytest.approx(0.5 * (u - d) ** 2 - (2 * math.log(2) - 1) * c**2)
        r = [math.log(C[i] / C[i - 1]) for i in range(t - 9, t + 1)]
        assert rolling[t] == pytest.approx(sum((x - sum(r) / 10) ** 2 for x in r) / 9)
    assert (garman_klass > 0).all()


def test_the_estimators_find_the_variance_of_a_known_walk() -> None:
    # 4,000 days of 1,000 steps, daily volatility 1%. Watched in steps a range comes out short.
    steps = np.random.default_rng(3).normal(0, 0.01 / math.sqrt(1000), (4000, 1000))
    path = np.exp(np.cumsum(np.pad(steps, ((0, 0), (1, 0))), axis=1))
    o, h, low, c = path[:, 0], path.max(axis=1), path.min(axis=1), path[:, -1]
    squared = np.log(c / o) ** 2
    for estimate, gain in (
        (volatility.parkinson(h, low), 4.9),
        (volatility.garman_klass(o, h, low, c), 7.4),
    ):
        assert 0.93e-4 < estimate.mean() < 1.0e-4
        assert squared.var() / estimate.var() == pytest.approx(gain, rel=0.15)


def test_ewma_and_the_means_are_the_obvious_loops() -> None:
    mean, smooth, features = (
        forecasts.rolling_mean(V, 5),
        forecasts.ewma(V),
        forecasts.har_features(V),
    )
    for t in (30, 2500):
        assert mean[t] == pytest.approx(sum(V[t - 4 : t + 1]) / 5)
        weights = [0.06 * 0.94**k for k in range(t)] + [0.94**t]
        assert sum(weights) == pytest.approx(1)
        assert smooth[t] == pytest.approx(sum(w * V[t - k] for k, w in enumerate(weights)))
        assert features[t] == pytest.approx(
            [V[t], V[t - 4 : t + 1].mean(), V[t - 21 : t + 1].mean()]
        )
    squared = volatility.log_returns(C) ** 2
    assert np.isnan(forecasts.ewma(squared)[0])
    np.testing.assert_allclose(forecasts.ewma(squared)[1:], forecasts.ewma(squared[1:]))
    np.testing.assert_array_equal(forecasts.persistence(V), V)


def test_har_solves_its_normal_equations() -> None:
    x = np.log(V[:3000])
    rows, targets = [], []
    for t in range(21, 2999):
        rows.append([1, x[t], sum(x[t - 4 : t + 1]) / 5, sum(x[t - 21 : t + 1]) / 22])
        targets.append(x[t + 1])
    A, b = np.array(rows), np.array(targets)
    coefficients = forecasts.fit_har(x)
    assert coefficients == pytest.approx(np.linalg.solve(A.T @ A, A.T @ b), rel=1e-8)
    predicted = forecasts.har(x, coefficients)
    assert np.isnan(predicted[:21]).all()
    assert predicted[21:-1] == pytest.approx(A @ coefficients)
    with_start = np.concatenate([[np.nan], x])
    assert forecasts.fit_har(with_start) == pytest.approx(coefficients)


COEFFICIENTS = forecasts.fit_har(V[:1000])
BY_THE_DAY: dict[str, Callable[[Array, Array, Array, Array], Array]] = {
    "log_returns": lambda o, h, low, c: volatility.log_returns(c),
    "rolling_variance": lambda o, h, low, c: volatility.rolling_variance(c, 22),
    "parkinson": lambda o, h, low, c: volatility.parkinson(h, low),
    "garman_klass": volatility.garman_klass,
    "persistence": lambda o, h, low, c: forecasts.persistence(h),
    "rolling_mean": lambda o, h, low, c: forecasts.rolling_mean(h, 22),
    "ewma": lambda o, h, low, c: forecasts.ewma(h),
    "har_features": lambda o, h, low, c: forecasts.har_features(h),
    "har": lambda o, h, low, c: forecasts.har(h, COEFFICIENTS),
}


@pytest.mark.parametrize("name", BY_THE_DAY)
def test_tomorrow_does_not_move_today(name: str) -> None:
    rule = BY_THE_DAY[name]
    cut = 1200
    before = rule(O, H, L, C)
    assert len(before) == len(C)
    later = [np.concatenate([x[: cut + 1], x[cut + 1 :] * 3.7]) for x in (O, H, L, C)]
    np.testing.assert_array_equal(rule(*later)[: cut + 1], before[: cut + 1])
    short = [x[: cut + 1] for x in (O, H, L, C)]
    np.testing.assert_array_equal(rule(*short), before[: cut + 1])
    # And today does count: all of these look at the day itself.
    today = [
        np.concatenate([x[:cut], x[cut : cut + 1] * f])
        for x, f in zip(short, (1, 1.5, 0.8, 1.1), strict=True)
    ]
    assert np.any(rule(*today)[cut] != before[cut])


def test_agreement_with_arch() -> None:
    univariate = pytest.importorskip("arch.univariate", reason="arch is not installed")
    r = volatility.log_returns(C)[1:]
    rule, sigma2 = univariate.EWMAVariance(0.94), np.empty(len(r))
    bounds = np.tile([0.0, 1e6], (len(r), 1))
    rule.compute_variance(np.empty(0), r, sigma2, r[0] ** 2, bounds)
    np.testing.assert_allclose(forecasts.ewma(r**2)[:-1], sigma2[1:], rtol=1e-12)
    x = np.log(V[:3000])
    fitted = univariate.HARX(x, lags=[1, 5, 22]).fit(disp="off")
    assert forecasts.fit_har(x) == pytest.approx(fitted.params.to_numpy()[:4], rel=1e-7)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (lambda: volatility.log_returns([1, 0, 2]), "zero or below"),
        (lambda: volatility.parkinson([2, np.nan], [1, 1]), "missing"),
        (lambda: volatility.parkinson([2, 3], [1]), r"\(2,\) and \(1,\)"),
        (lambda: volatility.rolling_variance(C, 1), "2 returns or more"),
        (lambda: forecasts.rolling_mean(V, 0), "1 day or more"),
        (lambda: forecasts.ewma(V, 94), "below 1"),
        (lambda: forecasts.ewma([1, np.nan, 2]), "missing after"),
        (lambda: forecasts.fit_har(V[:25]), "26 training days or more, not 25"),
    ],
)
def test_wrong_arguments_are_told(wrong: Callable[[], object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        wrong()
