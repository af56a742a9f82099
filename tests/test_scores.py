"""Scores against obvious loops, and the test of Diebold and Mariano against what it promises."""

import math

import numpy as np
import pytest

from helpers.market.luck import diebold_mariano, newey_west, student_t_p_value
from helpers.market.scores import mae, mincer_zarnowitz, qlike, qlike_losses, r2, rmse

RNG = np.random.default_rng(8)
Y = RNG.lognormal(-9, 1, 400)
Y_HAT = Y * RNG.lognormal(0, 0.5, 400)


def test_scores_are_the_obvious_loops() -> None:
    n, misses = len(Y), [y - f for y, f in zip(Y, Y_HAT, strict=True)]
    assert rmse(Y, Y_HAT) == pytest.approx(math.sqrt(sum(e**2 for e in misses) / n))
    assert mae(Y, Y_HAT) == pytest.approx(sum(abs(e) for e in misses) / n)
    mean = sum(Y) / n
    explained = 1 - sum(e**2 for e in misses) / sum((y - mean) ** 2 for y in Y)
    assert r2(Y, Y_HAT) == pytest.approx(explained)
    losses = [y / f - math.log(y / f) - 1 for y, f in zip(Y, Y_HAT, strict=True)]
    assert qlike_losses(Y, Y_HAT) == pytest.approx(losses)
    assert qlike(Y, Y_HAT) == pytest.approx(sum(losses) / n)


def test_what_the_scores_mean() -> None:
    assert rmse(Y, Y) == mae(Y, Y) == qlike(Y, Y) == 0
    assert r2(Y, Y) == 1
    assert r2(Y, np.full(400, Y.mean())) == pytest.approx(0)
    assert r2(Y, -Y) < 0
    assert qlike(Y, Y / 2) == pytest.approx(1 - math.log(2))  # too low costs more
    assert qlike(Y, Y * 2) == pytest.approx(math.log(2) - 0.5)
    assert qlike(Y * 1e4, Y_HAT * 1e4) == pytest.approx(qlike(Y, Y_HAT))  # percent or fraction


def test_qlike_ranks_forecasts_rightly_by_a_noisy_measure() -> None:
    truth = RNG.lognormal(-9, 0.8, 40_000)
    noisy = truth * RNG.chisquare(1, 40_000)  # like a squared return
    others = [truth * factor for factor in (0.7, 0.9, 1.1, 1.4)]
    assert all(qlike(noisy, truth) < qlike(noisy, other) for other in others)
    assert mae(noisy, truth) > mae(noisy, others[0])  # MAE is misled


def test_mincer_and_zarnowitz_find_the_line_they_are_given() -> None:
    noise = RNG.normal(size=400)
    noise -= np.polyval(np.polyfit(Y_HAT, noise, 1), Y_HAT)  # no line is left in it
    intercept, slope = mincer_zarnowitz(0.3 + 0.7 * Y_HAT + noise, Y_HAT)
    assert (intercept, slope) == pytest.approx((0.3, 0.7))
    with pytest.raises(ValueError, match="shapes"):
        mincer_zarnowitz(Y, Y_HAT[1:])


@pytest.mark.parametrize("score", [rmse, mae, r2, qlike])
def test_scores_refuse_what_does_not_match(score) -> None:
    with pytest.raises(ValueError, match="missing"):
        score(Y, np.where(Y > 1e-5, Y_HAT, np.nan))
    with pytest.raises(ValueError, match="shapes"):
        score(Y, Y_HAT[1:])
    with pytest.raises(ValueError, match="shapes"):
        score(Y[:, None], Y_HAT[:, None])
    if score is qlike:
        with pytest.raises(ValueError, match="above 0"):
            qlike(Y, -Y_HAT)
    if score is r2:
        with pytest.raises(ValueError, match="no meaning"):
            r2(np.ones(3), np.ones(3))


def test_newey_west_is_the_obvious_double_sum() -> None:
    d = np.convolve(RNG.normal(size=60), [1, 0.6, 0.3])
    for lags in (0, 1, 4):
        total = sum(
            max(0, 1 - abs(s - t) / (lags + 1)) * (d[s] - d.mean()) * (d[t] - d.mean())
            for s in range(len(d))
            for t in range(len(d))
        )
        assert newey_west(d, lags) == pytest.approx(total / len(d))
    assert newey_west(d, 0) == pytest.approx(d.var())
    with pytest.raises(ValueError, match="lags"):
        newey_west(d, len(d))


def test_agreement_with_arch_and_scipy() -> None:
    kernel = pytest.importorskip("arch.covariance.kernel", reason="arch is not installed")
    d = np.convolve(RNG.normal(size=500), [1, 0.6, 0.3])
    theirs = kernel.Bartlett(d, bandwidth=6, df_adjust=0, center=True).cov.long_run
    assert newey_west(d, 6) == pytest.approx(float(np.squeeze(theirs)))


def test_students_t() -> None:
    # Table values: 5% and 1%, two-sided.
    for freedom, t, p in ((1, 12.7062, 0.05), (5, 2.5706, 0.05), (10, 3.1693, 0.01)):
        assert student_t_p_value(t, freedom) == pytest.approx(p, rel=1e-4)
        assert student_t_p_value(-t, freedom) == student_t_p_value(t, freedom)
    assert student_t_p_value(1.96, 10**6) == pytest.approx(math.erfc(1.96 / math.sqrt(2)), rel=1e-4)
    assert student_t_p_value(0, 7) == 1
    assert student_t_p_value(60, 1000) == pytest.approx(0, abs=1e-12)
    stats = pytest.importorskip("scipy.stats", reason="SciPy is not installed")
    for freedom in (1, 2, 9, 100, 1005, 20_000):
        for t in (0.1, 1.0, 2.2, 5.0):
            expected = 2 * stats.t.sf(t, freedom)
            assert student_t_p_value(t, freedom) == pytest.approx(expected, abs=1e-10)


def test_diebold_mariano_by_hand() -> None:
    a, b = np.array([1.0, 4, 2, 5]), np.array([2.0, 2, 1, 1])  # d = -1, 2, 1, 4; mean 1.5
    found = diebold_mariano(a, b, lags=0, small_sample=False)
    assert found.statistic == pytest.approx(1.5 / math.sqrt(13 / 4 / 4))  # γ₀ = 13/4
    assert found.p_value == pytest.approx(math.erfc(found.statistic / math.sqrt(2)))
    small = diebold_mariano(a, b, lags=0)
    assert small.statistic == pytest.approx(found.statistic * math.sqrt(3 / 4))
    # For one day ahead it is the t-test of the mean of d.
    t = np.mean(a - b) / (np.std(a - b, ddof=1) / 2)
    assert small.statistic == pytest.approx(t)
    two_ahead = diebold_mariano(a, b, horizon=2, lags=0)
    assert two_ahead.statistic == pytest.approx(found.statistic * math.sqrt((5 - 4 + 2 / 4) / 4))
    assert diebold_mariano(b, a, lags=0).statistic == pytest.approx(-small.statistic)


def test_diebold_mariano_is_wrong_as_often_as_it_says() -> None:
    # Two forecasts of equal worth, losses alike from day to day: 5% of the tests should see a
    # difference. Without lags, many more do.
    d = RNG.normal(size=(600, 402))
    d = d[:, 2:] + 0.6 * d[:, 1:-1] + 0.3 * d[:, :-2]
    zero = np.zeros(400)
    found = np.mean([diebold_mariano(row, zero).p_value < 0.05 for row in d])
    naive = np.mean([diebold_mariano(row, zero, lags=0).p_value < 0.05 for row in d])
    assert 0.03 < found < 0.1
    assert naive > 0.12


def test_diebold_mariano_refuses_what_it_can_not_test() -> None:
    with pytest.raises(ValueError, match="no luck to test"):
        diebold_mariano(Y, Y)
    with pytest.raises(ValueError, match="no luck to test"):
        diebold_mariano(np.arange(9.0) + 0.1, np.arange(9.0))
    with pytest.raises(ValueError, match="missing"):
        diebold_mariano([1, np.nan, 2], [0, 1, 0])
    with pytest.raises(ValueError, match="horizon"):
        diebold_mariano(Y, Y_HAT, horizon=0)
