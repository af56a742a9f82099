"""What lesson 07 says in prose, and what its pictures say, comes out of a computation."""

import re
from typing import Any

import numpy as np
import pytest

from helpers import decay, figures, ranges, walks
from helpers.check import CheckFailed, NotAttempted
from helpers.check import learning_rate as check
from helpers.check import learning_rate_variants as v
from helpers.gradients import central_difference
from helpers.learning_rate import learning_rate_finder
from helpers.network import Network
from helpers.optimizers import SGD, Adam
from helpers.three_curves import CURVES
from helpers.training import fit

START = np.array([2.0, 0.5])


def losses(lr: float, num_steps: int) -> Any:
    return walks.path(walks.valley, START, lr, num_steps)[:, -1]


# The desk's hill


def test_the_forecasts_are_an_ewma() -> None:
    r2, v = np.array(decay.squares()), decay.forecasts(0.9)
    assert v[0] == pytest.approx(r2[: decay.WARM_UP].mean())
    assert v[1:] == pytest.approx(0.9 * v[:-1] + 0.1 * r2[decay.WARM_UP : -1])
    assert len(v) / 252 == pytest.approx(19, abs=0.1)


def test_the_slope_by_the_decay_is_the_nudge_s() -> None:
    for d in (0.6, 0.7, 0.9, 0.97):
        nudged = central_difference(lambda x: decay.loss_and_slope(x)[0], d, 1e-5)
        assert decay.slope(d) == pytest.approx(nudged, rel=1e-6)
    v = decay.forecasts(0.9)
    r2 = np.array(decay.squares()[decay.WARM_UP :])
    assert decay.loss_and_slope(0.9)[0] == pytest.approx(np.mean(np.log(v) + r2 / v))
    for outside in (0.0, 1.0, 1.2):
        with pytest.raises(ValueError, match="between 0 and 1"):
            decay.slope(outside)


def test_a_day_s_loss_is_lowest_where_the_forecast_meets_the_square() -> None:
    grid = np.linspace(0.5, 4.0, 351)
    assert grid[np.argmin(np.log(grid) + 1.7 / grid)] == pytest.approx(1.7)
    nudged = central_difference(lambda v: float(np.log(v) + 1.7 / v), 0.6)
    assert nudged == pytest.approx(1 / 0.6 - 1.7 / 0.6**2)


def test_the_numbers_of_the_desk() -> None:
    assert round(decay.slope(0.7), 2) == -1.55
    assert round(0.05 * 1.55, 4) == 0.0775 and round(0.7 - 0.05 * decay.slope(0.7), 3) == 0.777
    grid = np.linspace(0.5, 0.985, 98)
    signs = np.sign([decay.slope(d) for d in grid])
    assert (np.diff(signs) != 0).sum() == 1  # one floor
    assert decay.slope(0.9383) < 0 < decay.slope(0.9385)
    sharpness = (decay.slope(0.9385) - decay.slope(0.9383)) / 0.0002
    assert 2 / sharpness == pytest.approx(0.086, abs=5e-4)
    ends = {lr: walks.walk(decay.slope, 0.7, lr, 40)[-2:] for lr in (0.002, 0.05, 0.09)}
    assert ends[0.05] == pytest.approx([0.938, 0.938], abs=5e-4)
    assert ends[0.002][-1] < 0.81
    assert round(1 - 0.09 * sharpness, 2) == -1.08
    long = walks.walk(decay.slope, 0.7, 0.09, 400)[-2:]
    assert sorted(long.round(3)) == [0.924, 0.948]
    assert long == pytest.approx(ends[0.09], abs=1e-3) and abs(np.diff(long)[0]) > 0.02


# One weight


def test_the_parabola() -> None:
    for w in (-1.3, 0.0, 4.8):
        nudged = central_difference(lambda x: float(walks.parabola(x)), w)
        assert walks.parabola_slope(w) == pytest.approx(nudged)
    assert walks.parabola_slope(0.0) == -12
    first = [walks.walk(walks.parabola_slope, 0.0, lr, 1)[1] for lr in (0.05, 0.25, 0.4)]
    assert first == pytest.approx([0.6, 3.0, 4.8])


def test_every_step_multiplies_the_distance() -> None:
    for lr in (0.05, 0.25, 0.4, 0.5, 0.52):
        distance = walks.walk(walks.parabola_slope, 0.0, lr, 8) - 3
        assert distance == pytest.approx(-3 * (1 - 4 * lr) ** np.arange(9), abs=1e-12)
    crossing = walks.walk(walks.parabola_slope, 0.0, 0.4, 8) - 3  # the answer of the prediction
    assert np.all(np.diff(np.sign(crossing)) != 0) and np.all(np.diff(np.abs(crossing)) < 0)


def test_the_worked_example_of_the_walks() -> None:
    second = v.right_walks(*check.WALKS[0])[1]
    assert second == pytest.approx([0, 2.4, 2.88, 2.976, 2.9952])
    assert v.limit_by_trying(v.steep, 3.0) == pytest.approx(0.5)


@pytest.mark.parametrize(("slope", "floor"), check.FLOORS)
def test_the_limit_is_a_limit_on_every_hill(slope: Any, floor: float) -> None:
    limit = v.limit_by_trying(slope, floor)
    below, above = (
        walks.walk(slope, floor + 1e-4, limit * part, 300)[-1] - floor for part in (0.97, 1.03)
    )
    assert abs(below) < 1e-7 and abs(above) > 5e-4


# The valley


def test_the_valley_s_gradient_is_the_nudge_s() -> None:
    for w in ([2.0, 0.5], [3.1, -1.2]):
        _, gradient = walks.valley(np.array(w))
        for i in range(2):
            nudge = np.eye(2)[i] * 1e-5
            up, down = (walks.valley(np.array(w) + s * nudge)[0] for s in (1, -1))
            assert gradient[i] == pytest.approx((up - down) / 2e-5, rel=1e-6)


def test_a_step_across_the_valley_is_a_step_on_a_parabola() -> None:
    for w in (np.array([4.0, 2.5]), np.array([1.25, 8.0])):
        c, d = 2 * np.hypot(*w), 1e-3
        across = w[::-1] / np.hypot(*w)
        assert walks.valley(w + d * across)[0] == pytest.approx(0.5 * (c * d) ** 2, rel=1e-2)
        assert w @ w == pytest.approx((w[0] - w[1]) ** 2 + 20)


def test_the_first_step_praises_the_rate_that_is_lost() -> None:
    first = [losses(lr, 1)[1] for lr in (0.02, 0.025, 0.026, 0.05)]
    assert [round(x, 2) for x in first] == [58.79, 38.11, 34.38, 7.14]
    assert losses(0.02, 40)[-1] < 1e-15
    assert np.isnan(losses(0.05, 40)[-1])


def test_the_limit_of_the_valley_is_a_fortieth() -> None:
    w1 = np.linspace(0.5, 20, 20_000)
    sharpness = 4 * (w1**2 + (10 / w1) ** 2)
    assert sharpness.min() == pytest.approx(80) and w1[sharpness.argmin()] == pytest.approx(
        np.sqrt(10), abs=1e-3
    )
    for a in (1.7, np.sqrt(10), 6.0):  # the largest eigenvalue of the nudged second derivatives
        w = np.array([a, 10 / a])
        columns = [
            (walks.valley(w + e)[1] - walks.valley(w - e)[1]) / 2e-5 for e in np.eye(2) * 1e-5
        ]
        assert max(np.linalg.eigvalsh(np.array(columns))) == pytest.approx(4 * (w @ w), rel=1e-5)
    assert losses(0.024, 400)[-1] < 1e-10
    at_the_limit = losses(0.025, 4000)
    assert round(at_the_limit[4000], 3) == 0.015
    assert at_the_limit[1000] > 2 * at_the_limit[4000] > 0.02
    swing = walks.path(walks.valley, START, 0.026, 4000)[-2:]
    assert swing[:, 2] == pytest.approx([9.03, 6.06], abs=0.01)
    assert swing[:, 0] == pytest.approx(swing[:, 1])  # across the gentlest spot, w1 = w2
    assert swing[0, 0] * swing[0, 1] < 10 < swing[1, 0] * swing[1, 1]


def test_no_other_start_settles_above_the_limit() -> None:
    rng = np.random.default_rng(0)
    for start in rng.uniform(0.3, 4.0, (50, 2)):
        end = walks.path(walks.valley, start, 0.026, 2000)[-1, -1]
        assert not end < 1e-6


def test_the_planted_bug_recommends_the_rate_that_creeps() -> None:
    rates = [0.045, 0.026, 0.025, 0.02, 0.005, 0.001]
    assert check.mend_sweep.unchanged is not None
    hers, her_best = check.mend_sweep.unchanged(walks.valley, START, rates, 20)
    right, best = v.sweeps()(walks.valley, START, rates, 20)
    assert (her_best, best) == (0.001, 0.02)
    assert hers[0] == pytest.approx(right[0]) and (right[:, 0] == 162).all()
    assert hers[-1, 0] < 1e-15 and right[-1, -1] > 50


def test_three_curves_are_three_trainings() -> None:
    rng = np.random.default_rng(7)
    x = rng.normal(0, 2, 60)
    y = 10 * x + rng.normal(0, 6, 60)
    for name, lr in {"A": 0.015, "B": 0.0012, "C": 0.038}.items():
        w, seen = START.copy(), []
        for _ in range(41):
            error = x * w[0] * w[1] - y
            seen.append(0.5 * np.mean(error**2))
            w = w - lr * np.mean(error * x) * w[::-1]
        assert CURVES[name] == pytest.approx(seen, rel=1e-3)
    A, B, C = (np.array(curve) for curve in CURVES.values())
    assert C[1] < A[1] < B[1]  # the largest first drop is no recommendation
    assert (np.diff(B) < 0).all() and B[39] - B[40] > 0.5
    assert np.ptp(A[10:]) == 0 and A[40] < min(B.min(), C.min())
    assert (np.diff(C) > 10).sum() > 10


# Eighty-one weights


@pytest.fixture(scope="module")
def table() -> Any:
    return ranges.table()


def test_the_table(table: Any) -> None:
    X, y = table
    assert X.shape == (len(y), 3) and 5000 <= len(y) <= 5020
    assert np.hstack([X, y]).mean(axis=0) == pytest.approx(np.zeros(4), abs=1e-12)
    assert np.hstack([X, y]).std(axis=0) == pytest.approx(np.ones(4))
    assert len(Network((3, 16, 1)).parameters) == 81


def test_the_curve_that_is_shown(table: Any) -> None:
    found = learning_rate_finder(Network((3, 16, 1), seed=1), *table, SGD, seed=1)
    lowest = found.rates[found.smoothed.argmin()]
    assert np.ptp(found.smoothed[found.rates < 1e-3]) < 0.2
    assert 0.1 < lowest < 0.13 and found.steepest < lowest / 10
    assert found.smoothed[found.rates > lowest].max() > 3 * found.smoothed.min()
    assert len(found.rates) > 75  # the last of the slider


def test_moving_along_the_finder_s_curve(table: Any) -> None:
    found = learning_rate_finder(Network((3, 16, 1), seed=1), *table, SGD, seed=1)
    moved = figures.finder_step(found, update=20).move(update=60)
    assert moved.png() == figures.finder_step(found, update=60).png()
    assert moved.alt == figures.finder_step(found, update=60).alt
    slopes = {}
    logs = np.log10(found.rates)
    for update in (20, 30, 40, 45, 47, 50, 55, 60, 65, 67, 70):
        way, by = re.findall(r"it (falls|rises) by ([\d.]+)", moved.move(update=update).alt)[0]
        slopes[update] = float(by) * (-1 if way == "falls" else 1)
        left, right = update - 2, update + 2
        near = found.smoothed[right] - found.smoothed[left]
        if update not in (65, 67, 70):  # there the curve turns within two updates
            assert slopes[update] == pytest.approx(near / (logs[right] - logs[left]), abs=0.25)
    assert slopes[65] < -0.4 and abs(slopes[67]) < 0.1  # still falling; the lowest point
    assert min(slopes, key=slopes.__getitem__) == 47 and slopes[47] == -0.89
    lowest = found.rates[found.smoothed.argmin()]
    assert (round(found.rates[47], 3), round(lowest, 3)) == (0.007, 0.115)
    assert found.rates[47] == found.steepest and round(lowest / found.rates[47]) == 16
    assert slopes[70] > 0 and abs(slopes[20]) < 0.1


def test_the_marks_are_what_their_replies_say(table: Any) -> None:
    found = learning_rate_finder(Network((3, 16, 1), seed=2), *table, Adam, seed=2)
    logs = np.log10(found.rates)

    def slope(rate: float) -> float:
        near = np.abs(logs - np.log10(rate)) < 0.31
        return float(np.polyfit(logs[near], found.smoothed[near], 1)[0])

    flat, begins, steep, lowest = (slope(rate) for rate in (1e-4, 3e-3, 1.6e-2, 2.5))
    assert abs(flat) < 0.3
    assert steep < begins < -0.5 and steep < 2 * lowest
    assert found.steepest == pytest.approx(1.6e-2, rel=0.1)
    assert found.rates[found.smoothed.argmin()] == pytest.approx(2.5, rel=0.05)
    assert np.interp(4.2, found.rates, found.smoothed) > 3 * found.smoothed.min()
    assert found.rates[-1] > 4.2


def test_twenty_nets_at_the_steepest_and_at_the_lowest_point(table: Any) -> None:
    X, y = table
    ends: dict[str, list[float]] = {"steepest": [], "lowest": []}
    for seed in range(20):
        seen = learning_rate_finder(Network((3, 16, 1), seed=seed), X, y, SGD, seed=seed)
        lowest = float(seen.rates[seen.smoothed.argmin()])
        for where, lr in (("steepest", seen.steepest), ("lowest", lowest)):
            net = Network((3, 16, 1), seed=seed)
            fit(net, X, y, SGD(lr), 3, seed=seed)
            ends[where].append(net.loss(X, y))
        if seed == 6:
            assert seen.steepest < 1e-4  # a piece of noise
            assert seen.smoothed.min() > 0.6 * seen.smoothed[0]
    assert np.isnan(ends["lowest"]).sum() == 4 and not np.isnan(ends["steepest"]).any()
    medians = [round(float(np.nanmedian(ends[where])), 3) for where in ("lowest", "steepest")]
    assert medians == [0.462, 0.460]
    assert round(max(ends["steepest"]), 3) == round(ends["steepest"][6], 3) == 0.591


def test_the_default_of_adam(table: Any) -> None:
    X, y = table

    def train(optimizer: Any, lr: float) -> list[float]:
        nets = [Network((3, 16, 1), seed=seed) for seed in range(5)]
        for seed, net in enumerate(nets):
            fit(net, X, y, optimizer(lr), 3, seed=seed)
        return [net.loss(X, y) for net in nets]

    assert Adam().lr == 0.001
    default, ten_times = train(Adam, 0.001), train(Adam, 0.01)
    assert max(default) < 0.5
    assert sum(b < a for a, b in zip(default, ten_times, strict=True)) == 4
    assert np.isnan(train(SGD, 1.0)).all()
    bad = train(Adam, 1.0)
    assert np.isfinite(bad).all() and min(bad) > max(default)


def test_the_worked_example_of_the_finder() -> None:
    landscape, w, rates = check.FINDERS[0]
    assert w.tolist() == [2.1, -3.7] and rates == pytest.approx(0.01 * 2.0 ** np.arange(9))
    seen, pick = v.right_finder(landscape, w, rates)
    assert (round(seen[0], 2), round(seen[-1], 3), round(pick, 2)) == (13.86, 0.424, 0.16)
    assert landscape(w)[0] == pytest.approx(0.5 * (3 * 2.1**2 + 3.7**2) + 0.4)


def test_the_written_question() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(0, 1, 250)
    y = 0.6 * x + rng.normal(0, 0.2, 250)

    def fitted(scale: float, lr: float) -> Any:
        a, b = x / scale, y / scale
        return walks.walk(lambda w: float(np.mean((w * a - b) * a)), 0.0, lr, 15)

    assert fitted(100, 5000) == pytest.approx(fitted(1, 0.5))
    assert fitted(1, 0.5)[-1] == pytest.approx(0.6, abs=0.05)
    assert abs(fitted(100, 0.5)[-1]) < 0.001


# The checks and the pictures


@pytest.mark.parametrize("first", ["w = begin", "w = start[:]"])
def test_half_a_mending_of_the_sweep_is_pointed_on(first: str) -> None:
    def half(landscape: Any, start: Any, rates: Any, num_steps: int) -> Any:
        begin, table = start.copy(), []
        for lr in rates:
            w = begin if first == "w = begin" else start[:]
            table.append([])
            for _ in range(num_steps):
                loss, gradient = landscape(w)
                table[-1].append(loss)
                w -= lr * gradient
        return np.array(table), rates[np.nanargmin(np.array(table)[:, -1])]

    with pytest.raises(NotAttempted, match="Print the first loss of each rate"):
        check.mend_sweep(half)


@np.errstate(all="ignore")
def test_a_sweep_that_a_rate_breaks_keeps_its_hint() -> None:
    steep = (walks.valley, START, [0.02, 0.9], 12)
    with pytest.raises(CheckFailed, match="points uphill"):
        check.mend_sweep(v.sweeps(sign=-1.0), steep)
    losses_, best = v.sweeps()(*check.SWEEPS[-1])
    assert np.isnan(losses_[-1, -1]) and best == 0.11
    check.mend_sweep(v.sweeps(), steep)


def test_the_lowest_loss_and_the_slope_of_a_floor_have_their_hints() -> None:
    lowest = v.finder(lambda losses, rates: rates[np.argmin(losses)])
    with pytest.raises(CheckFailed, match="or take the lowest loss"):
        check.finder(lambda loss_and_gradient, w, rates: lowest(loss_and_gradient, w, rates))
    for answer in (
        lambda slope, w: slope(w),
        lambda slope, w: 2 / np.float64(slope(w)),
    ):
        with pytest.raises(CheckFailed, match="On a floor the slope itself is 0"):
            check.largest_stable_rate(answer)


def test_messages_show_formulas() -> None:
    with pytest.raises(CheckFailed, match="At slope=4\\(w − 3\\), start=0, "):
        check.three_walks(
            lambda slope, start, rates, num_steps: np.ones((len(rates), num_steps + 1))
        )


def test_no_reply_and_no_helper_tells_the_answers(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NotAttempted):
        check.diagnosis([..., ..., ...])
    check.diagnosis(["too small", "too small", "too small"])
    told = capsys.readouterr().out
    assert told.count("too small") == 3 and "right" not in told
    for wrong in ("too small", ["too small"], [1, 2, 3], None):
        with pytest.raises(CheckFailed):
            check.diagnosis(wrong)


def test_what_the_pictures_say() -> None:
    assert "slope underfoot is -1.55: the floor lies to the right" in figures.fog(0.7).alt
    assert "floor lies to the left" in figures.fog(0.95).alt
    assert "one floor" in figures.fog(0.94, lifted=True).alt
    short, long = (decay.volatility(d) for d in (0.80, 0.98))
    said = figures.memory().alt
    assert f"jumps up to {short.max():.0f}% a year" in said
    assert f"rises to {long.max():.0f}% only" in said
    assert "it is lost" in figures.parabola(0.52).alt
    assert "swings for ever" in figures.parabola(0.5).alt
    assert "after 12 steps it is 0.0065 from the floor" in figures.parabola(0.4).alt
    assert "after 39 and 40 steps it is 9.04 and 6.06" in figures.rate_landscape(0.026).alt
    assert "at step 4 the walker leaves the map" in figures.rate_landscape(0.05).alt
    rates = [0.02, 0.026, 0.05]
    sweep = figures.rate_sweep(walks.losses_of_rates(walks.valley, START, rates, 40), rates).alt
    assert "0.02 ends at the floor, 0.026 ends at a loss of 9, 0.05 ends beyond" in sweep
    assert "A 12.7 (12.7), B 17.4 (18.1), C 21.4 (77.9)" in figures.three_curves(40).alt


@pytest.mark.parametrize(
    ("picture", "name", "one", "other"),
    [
        (figures.fog, "decay", 0.7, 0.96),
        (figures.parabola, "lr", 0.05, 0.5),
        (figures.rate_landscape, "lr", 0.02, 0.05),
        (figures.three_curves, "step", 1, 20),
    ],
)
def test_moving_a_picture_is_drawing_it_there(
    picture: Any, name: str, one: float, other: float
) -> None:
    moved = picture(**{name: one}).move(**{name: other})
    assert moved.png() == picture(**{name: other}).png()
    assert moved.alt == picture(**{name: other}).alt
