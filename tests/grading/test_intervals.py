"""The intervals of the class page, beside SciPy's and published figures, and in many classes."""

from math import atanh, sqrt, tanh

import numpy as np
import pytest
from scipy import stats

from course.grading.report import intervals


@pytest.mark.parametrize(("right", "count"), [(0, 10), (10, 10), (7, 12), (1, 300), (150, 300)])
def test_a_share_has_wilsons_interval(right: int, count: int) -> None:
    theirs = stats.binomtest(right, count).proportion_ci(method="wilson")
    assert intervals.share_interval(right / count, count) == pytest.approx(tuple(theirs), abs=1e-9)


def test_a_correlation_has_fishers_interval() -> None:
    rng = np.random.default_rng(1)
    for count in (4, 10, 57):
        x, y = rng.normal(size=(2, count))
        theirs = stats.pearsonr(x, y)
        ours = intervals.correlation_interval(float(theirs.statistic), count)
        assert ours == pytest.approx(tuple(theirs.confidence_interval()))
    # As Fisher writes it: r = tanh(z), and z has the standard error 1/sqrt(n - 3).
    assert intervals.correlation_interval(0.5, 103)[1] == pytest.approx(
        tanh(atanh(0.5) + 1.959963985 / sqrt(100))
    )


@pytest.mark.parametrize(("r", "count"), [(1.0, 30), (-1.0, 30), (0.3, 3)])
def test_no_interval_of_a_correlation(r: float, count: int) -> None:
    assert intervals.correlation_interval(r, count) is None


def feldt(alpha: float, items: int, count: int) -> tuple[float, float]:
    """Return Feldt's interval, from the F distribution."""
    f = stats.f.ppf([0.975, 0.025], count - 1, (count - 1) * (items - 1))
    return tuple(1 - (1 - alpha) * f)


def test_feldts_interval_here_is_as_published() -> None:
    # Feldt's for alpha = 0.85 of seven items in 89 people: statpsych 2.0, ci.cronbach.
    assert feldt(0.85, 7, 89) == pytest.approx((0.7971, 0.8932), abs=5e-5)


@pytest.mark.parametrize("alpha", [-0.3, 0.0, 0.4, 0.72, 0.95])
@pytest.mark.parametrize("items", [2, 4, 7])
@pytest.mark.parametrize("count", [10, 30, 300])
def test_alpha_has_nearly_feldts_interval(alpha: float, items: int, count: int) -> None:
    ours, theirs = intervals.alpha_interval(alpha, items, count), feldt(alpha, items, count)
    # On the scale of log(1 - alpha), on which both are independent of alpha.
    for one, two in zip(ours, theirs, strict=True):
        assert np.log((1 - one) / (1 - two)) == pytest.approx(0, abs=1.3 / count)


def test_no_interval_of_alpha() -> None:
    assert intervals.alpha_interval(1.0, 4, 30) is None
    assert intervals.alpha_interval(0.5, 4, 2) is None


def test_as_many_students_as_published() -> None:
    # statpsych 2.0 and 1.6, size.ci.cronbach.
    assert intervals.students_for_alpha(0.85, 5, 0.1) == pytest.approx(89, abs=1)
    assert intervals.students_for_alpha(0.75, 5, 0.15) == pytest.approx(109, abs=1)


@pytest.mark.parametrize("alpha", [-1.0, 0.0, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("items", [2, 6])
def test_so_many_students_give_such_an_interval(alpha: float, items: int) -> None:
    low, high = intervals.alpha_interval(
        alpha, items, max(3, intervals.students_for_alpha(alpha, items, 0.2))
    )
    assert high - low == pytest.approx(0.2, rel=0.06) or (alpha > 0.99 and high - low < 0.2)


def test_a_difference_has_welchs_interval() -> None:
    rng = np.random.default_rng(2)
    for few, many in ((5, 5), (5, 40), (60, 9)):
        some, others = rng.normal(3, 1, few), rng.normal(5, 4, many)
        theirs = stats.ttest_ind(some, others, equal_var=False).confidence_interval()
        ours = intervals.difference_interval(some.tolist(), others.tolist())
        assert ours == pytest.approx(tuple(theirs), abs=1e-3)


def test_no_interval_of_a_difference() -> None:
    assert intervals.difference_interval([1.0], [2.0, 3.0]) is None
    assert intervals.difference_interval([1.0, 1.0], [2.0, 2.0]) is None


@pytest.mark.parametrize("degrees", [3, 4, 8.5, 30, 1000])
def test_the_points_of_students_t(degrees: float) -> None:
    assert intervals.student_t(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), rel=0.002)


def test_of_many_classes_about_19_in_20_intervals_hold_the_value() -> None:
    rng = np.random.default_rng(3)
    count, items, classes = 30, 5, 1500
    ability = rng.normal(size=(classes, count, 1))
    points = ability + rng.normal(scale=1.5, size=(classes, count, items))
    spread = points.var(axis=1, ddof=1).sum(axis=1) / points.sum(axis=2).var(axis=1, ddof=1)
    alphas = items / (items - 1) * (1 - spread)
    true = items / (items + 1.5**2)  # Spearman and Brown, of parallel items
    held = [low <= true <= high for low, high in
            (intervals.alpha_interval(a, items, count) for a in alphas)]  # fmt: skip
    assert 0.93 < np.mean(held) < 0.97


def test_shares_with_half_points_lie_in_the_interval_at_least_as_often() -> None:
    rng = np.random.default_rng(4)
    points = rng.choice([0.0, 0.5, 1.0], p=[0.1, 0.3, 0.6], size=(2000, 20)).mean(axis=1)
    held = [low <= 0.75 <= high for low, high in
            (intervals.share_interval(share, 20) for share in points)]  # fmt: skip
    assert np.mean(held) > 0.95
