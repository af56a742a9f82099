"""What lesson 08 says in prose, and what its pictures say, comes out of a computation."""

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from helpers.checking import CheckFailed, NotAttempted
from helpers.gradients import central_difference
from helpers.lessons.learning_rate import checks, desk, figures, nets, ranges, two_valleys, walks
from helpers.lessons.learning_rate.checks import variants as v
from helpers.lessons.learning_rate.checks.plots import Pen
from helpers.lessons.learning_rate.three_curves import CURVES
from helpers.market.prices import load_prices
from helpers.network import Network
from tests.lesson import drawn, uncommented

START = np.array([2.0, 0.5])


def losses(lr: float, num_steps: int) -> Any:
    return walks.path(walks.valley, START, lr, num_steps)[:, -1]


# The desk's hill


def test_the_days_are_those_of_the_snapshot() -> None:
    prices = load_prices()
    x, y = desk.ranges_of_two_days()
    assert len(x) == len(y) == 5030
    assert (prices.index[0].year, prices.index[-1].year) == (1999, 2018)
    assert x[0] == pytest.approx(100 * np.log(prices["high"].iloc[0] / prices["low"].iloc[0]))
    assert x[1:] == pytest.approx(y[:-1])
    x[:] = 0  # a copy: the lesson's own data can't be hurt
    assert desk.ranges_of_two_days()[0].any()


def test_the_desk_s_loss_is_a_parabola() -> None:
    x, y = desk.ranges_of_two_days()
    for w in (0.2, 0.9, 1.3):
        assert desk.loss(w) == pytest.approx(np.mean(0.5 * (w * x - y) ** 2))
        nudged = central_difference(lambda v: float(desk.loss(v)), w)
        assert desk.slope(w) == pytest.approx(nudged, abs=1e-6)
    curvature = (desk.slope(0.9001) - desk.slope(0.8999)) / 0.0002
    assert curvature == pytest.approx(np.mean(x**2))
    assert (round(curvature, 2), round(2 / curvature, 2)) == (2.79, 0.72)
    assert round(desk.lowest_weight(), 3) == 0.875 and desk.slope(
        desk.lowest_weight()
    ) == pytest.approx(0, abs=1e-12)


def test_the_numbers_of_the_desk() -> None:
    stops = [0.5, 0.7, 0.9, 1.1, 1.3]
    losses_ = [float(desk.loss(w)) for w in stops]
    assert stops[int(np.argmin(losses_))] == 0.9 and round(min(losses_), 3) == 0.326
    assert [round(desk.slope(w), 2) for w in (0.2, 0.8, 0.9)] == [-1.88, -0.21, 0.07]
    assert round(0.2 - 0.1 * desk.slope(0.2), 3) == 0.388 and round(0.1 * 1.88, 3) == 0.188
    x, y = desk.ranges_of_two_days()
    assert round(100 * np.mean(0.5 * x < y)) == 90 and round(losses_[0], 3) == 0.522
    ends = {lr: walks.walk(desk.slope, 0.2, lr, 20) for lr in (0.02, 0.3, 0.75)}
    assert ends[0.3][-3:] == pytest.approx(desk.lowest_weight())
    assert 0.15 < desk.lowest_weight() - ends[0.02][-1] < 0.3  # still on its way
    assert abs(ends[0.75][-1] - desk.lowest_weight()) > 3
    assert round(1 - 0.75 * np.mean(desk.ranges_of_two_days()[0] ** 2), 2) == -1.09


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
    assert round(1 - 4 * 0.48, 2) == -0.92 and 1 - 4 * 0.25 == 0 and 1 - 4 * 0.5 == -1
    assert walks.walk(walks.parabola_slope, 0.0, 0.5, 3).tolist() == [0, 6, 0, 6]
    assert round(1.1**100) == 13_781
    crossing = walks.walk(walks.parabola_slope, 0.0, 0.4, 8) - 3  # the answer of the prediction
    assert np.all(np.diff(np.sign(crossing)) != 0) and np.all(np.diff(np.abs(crossing)) < 0)


def test_the_worked_example_of_the_walks() -> None:
    second = v.right_walks(*checks.WALKS[0])[1]
    assert second == pytest.approx([0, 2.4, 2.88, 2.976, 2.9952])


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
    wider = 20**2 * (w1**2 + (1 / w1) ** 2)  # x = 20, so that y = 20 needs w1·w2 = 1
    assert wider.min() == pytest.approx(800, rel=1e-4)
    for a in (1.7, np.sqrt(10), 6.0):  # the largest eigenvalue of the nudged second derivatives
        w = np.array([a, 10 / a])
        columns = [
            (walks.valley(w + e)[1] - walks.valley(w - e)[1]) / 2e-5 for e in np.eye(2) * 1e-5
        ]
        assert max(np.linalg.eigvalsh(np.array(columns))) == pytest.approx(4 * (w @ w), rel=1e-5)
    assert losses(0.024, 400)[-1] < 1e-10
    at_the_limit = losses(0.025, 4000)
    assert (round(at_the_limit[40], 2), round(at_the_limit[4000], 3)) == (0.98, 0.015)
    assert (at_the_limit[4:] < at_the_limit[2:-2]).all()  # from side to side, and down
    assert at_the_limit[1000] > 2 * at_the_limit[4000] > 0.02
    for lr in (0.026, 0.03):
        assert losses(lr, 4000)[-100:].max() > 1 and np.isfinite(losses(lr, 4000)).all()
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
    assert checks.mend_sweep.unchanged is not None
    hers, her_best = checks.mend_sweep.unchanged(walks.valley, START, rates, 20)
    right, best = v.sweeps()(walks.valley, START, rates, 20)
    assert (her_best, best) == (0.001, 0.02)
    assert hers[0] == pytest.approx(right[0]) and (right[:, 0] == 162).all()
    assert hers[-1, 0] < 1e-15 and right[-1, -1] > 50


def test_three_curves_are_three_trainings() -> None:
    rng = np.random.default_rng(7)
    x = rng.normal(0, 2, 60)
    y = 10 * x + rng.normal(0, 6, 60)
    for name, lr in {"A": 0.004, "B": 0.0012, "C": 0.032}.items():
        w, seen = START.copy(), []
        for _ in range(41):
            error = x * w[0] * w[1] - y
            seen.append(0.5 * np.mean(error**2))
            w = w - lr * np.mean(error * x) * w[::-1]
        assert CURVES[name] == pytest.approx(seen, rel=1e-3)
    A, B, C = (np.array(curve) for curve in CURVES.values())
    assert C[1] < A[1] < B[1]  # the largest first drop is no recommendation
    assert (np.diff(B) < 0).all() and B[39] - B[40] > 0.5
    assert np.ptp(A[24:]) == 0 and A[40] < min(B.min(), C.min())
    assert (np.diff(C) > 6).sum() > 10
    assert C[10] < A[10] < B[10]
    best = x @ y / (x @ x)
    assert round(0.5 * np.mean((best * x - y) ** 2), 2) == 12.65


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


def test_the_letters_are_where_the_text_says() -> None:
    found = nets.finder(seed=9)
    logs = np.log10(found.rates)
    factors = found.rates[1:] / found.rates[:-1]
    assert factors == pytest.approx(factors[0])
    near = np.abs(logs - np.log10(1.3e-4)) < 0.15
    assert np.ptp(found.losses[near]) < 0.03 * found.losses[0]
    steepest, lowest = nets.picks(found)
    assert steepest == pytest.approx(7.9e-3, rel=0.01) and lowest == pytest.approx(0.63, rel=0.01)
    assert steepest < 0.1 < lowest
    assert found.losses[-1] > found.losses.min() + 0.2
    assert found.rates[-1] == pytest.approx(1.0, rel=0.01)


def test_ten_nets_at_three_rates(table: Any) -> None:
    told: list[tuple[int, int]] = []
    ends = nets.ends_of_ten_nets(lambda done, of: told.append((done, of)))
    assert list(ends) == ["steepest fall", "lowest point", "0.1"] and told[-1] == (10, 10)
    steepest, lowest, between = map(np.array, ends.values())
    assert np.isnan(lowest).all() and np.isfinite(steepest).all()
    assert int(np.sum(between < steepest)) == 9
    found = [nets.finder(seed) for seed in range(10)]
    between_the_two = [s < 0.1 < low for s, low in map(nets.picks, found)]
    assert between_the_two == [seed != 3 for seed in range(10)] == (between < steepest).tolist()
    assert round(nets.picks(found[3])[0], 3) == 0.126 and round(found[3].losses[0], 2) == 0.50
    heights = [float(f.losses[0] - f.losses.min()) for f in found]
    assert heights[3] < 0.05 and min(heights[:3] + heights[4:]) > 0.2  # its curve is nearly flat
    net = Network(nets.SIZES, seed=4)
    for _ in range(100):
        net.parameters -= 0.1 * net.loss_and_gradient(*table)[1]
    assert nets.train(0.1, 4) == pytest.approx(net.loss(*table))


def test_two_valleys() -> None:
    grid = np.linspace(-2, 6, 4001)
    nudged = (two_valleys.loss(grid + 1e-5) - two_valleys.loss(grid - 1e-5)) / 2e-5
    assert two_valleys.slope(grid) == pytest.approx(nudged, abs=1e-6)
    assert grid[np.argmin(two_valleys.loss(grid))] == pytest.approx(two_valleys.GLOBAL)
    assert two_valleys.loss(0.0) < two_valleys.loss(0.2) and two_valleys.loss(0.0) == 11
    for start, ends in {-1: 0, 0.5: 0, 0.8: 0, 1.2: 4, 2: 4, 5: 4}.items():
        walk = walks.walk(lambda w: float(two_valleys.slope(w)), start, 0.1, 30)
        assert walk[-1] == pytest.approx(ends, abs=0.01)
        told = figures.two_valleys(float(start)).alt
        assert f"ends at w = {ends:.2f}" in told and "-" not in told and "−0.00" not in told


def test_the_worked_example_of_the_finder() -> None:
    falls = -np.diff([5, 4, 1, 0.5])
    assert [0.1, 0.2, 0.4, 0.8][int(np.argmax(falls))] == 0.2


def test_the_worked_example_of_the_largest_rate() -> None:
    assert np.mean(np.array([1, 3]) ** 2) == 5
    assert checks.largest_rate.reference(np.array([1.0, 3.0])) == pytest.approx(0.4)
    x = desk.ranges_of_two_days()[0]
    assert round(checks.largest_rate.reference(x), 2) == 0.72


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


def test_a_diverging_walk_hides_no_wrong_loss() -> None:
    def off(landscape: Any, w: Any, rates: Any) -> Any:
        found, pick = v.right_finder(landscape, w, rates)
        return np.where(np.arange(len(found)) == 1, found * 1.01, found), pick

    huge = (v.bowl, np.array([1.3, 0.7]), np.geomspace(0.1, 900.0, 9))
    assert v.right_finder(*huge)[0].max() > 1e9
    with pytest.raises(CheckFailed) as caught:
        checks.finder(off, huge)
    assert "the same amount" not in str(caught.value)


def test_a_plot_may_be_drawn_by_matplotlib_itself() -> None:
    axis = Figure().subplots()
    pen = Pen()
    walks_, rates = np.array([[0.0, 1.5, 2.1], [0.0, 2.5, -3.0]]), [0.15, 0.25]
    for plot in (axis.plot, pen):
        plot(walks_[0], label="lr = 0.15")
        plot(range(3), walks_[1], "o-", label="lr = 0.25")
    assert [line.get_label() for line in axis.lines] == [line.label for line in pen.lines]
    for theirs, ours in zip(axis.lines, pen.lines, strict=True):
        assert np.array_equal(theirs.get_xdata(), ours.x)
        assert np.array_equal(theirs.get_ydata(), ours.y)
    for plot in (axis.plot, pen):
        plot(walks_.T, label=rates)
    assert [line.get_label() for line in axis.lines[2:]] == [n.label for n in pen.lines[2:]]


def test_half_a_mending_of_the_sweep_is_pointed_on() -> None:
    def half(landscape: Any, start: Any, rates: Any, num_steps: int) -> Any:
        table: list[list[float]] = []
        for lr in rates:
            w = start[:]
            table.append([])
            for _ in range(num_steps):
                loss, gradient = landscape(w)
                table[-1].append(loss)
                w -= lr * gradient
        return np.array(table), rates[np.nanargmin(np.array(table)[:, -1])]

    with pytest.raises(NotAttempted, match="Print the first loss of each rate"):
        checks.mend_sweep(half)


@np.errstate(all="ignore")
def test_a_sweep_that_a_rate_breaks_keeps_its_hint() -> None:
    steep = (walks.valley, START, [0.02, 0.9], 12)
    with pytest.raises(CheckFailed, match="points uphill"):
        checks.mend_sweep(v.sweeps(sign=-1.0), steep)
    losses_, best = v.sweeps()(*checks.SWEEPS[3])
    assert np.isnan(losses_[-1, -1]) and best == 0.11
    checks.mend_sweep(v.sweeps(), steep)


def test_the_lowest_loss_has_its_hint() -> None:
    lowest = v.finder(lambda losses, rates: rates[np.argmin(losses)])
    with pytest.raises(CheckFailed, match="or take the lowest loss"):
        checks.finder(lambda loss_and_gradient, w, rates: lowest(loss_and_gradient, w, rates))


def test_messages_show_formulas() -> None:
    with pytest.raises(CheckFailed, match=r"At slope=w³ − 8, start=1\.2, "):
        checks.three_walks(
            lambda slope, start, rates, num_steps: np.ones((len(rates), num_steps + 1))
        )


def test_the_student_s_own_plot() -> None:
    axis = uncommented("08_learning_rate")["ax"]
    assert [line.get_label() for line in axis.lines] == ["lr = 0.02", "lr = 0.3", "lr = 0.75"]
    for line in axis.lines:
        lr = float(str(line.get_label()).removeprefix("lr = "))
        assert line.get_ydata() == pytest.approx(walks.walk(desk.slope, 0.2, lr, 20))


def test_no_reply_and_no_helper_tells_the_answers(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NotAttempted):
        checks.diagnosis([..., ..., ...])
    checks.diagnosis(["too small", "too small", "too small"])
    told = capsys.readouterr().out
    assert told.count("too small") == 3 and "right" not in told
    for wrong in ("too small", ["too small"], [1, 2, 3], None):
        with pytest.raises(CheckFailed):
            checks.diagnosis(wrong)


def test_what_the_pictures_say() -> None:
    assert figures.fog(0.2).alt == "In the fog: at w = 0.2 the slope of the loss is −1.88."
    assert figures.fog(0.9).alt == "In the fog: at w = 0.9 the slope of the loss is 0.07."
    assert "From w = −1 the walk" in figures.two_valleys(-1.0).alt
    assert "With w = 0.9 the mean loss is 0.326" in figures.desk_days(0.9).alt
    assert "it diverges" in figures.parabola(0.52).alt
    assert "oscillates between" in figures.parabola(0.5).alt
    assert "after 12 steps it is 0.0065 from the minimum" in figures.parabola(0.4).alt
    assert "after 39 and 40 steps it is 9.04 and 6.06" in figures.rate_landscape(0.026).alt
    assert "at step 4 the walker leaves the map" in figures.rate_landscape(0.05).alt
    rates = [0.02, 0.026, 0.05]
    sweep = figures.rate_sweep(walks.losses_of_rates(walks.valley, START, rates, 40), rates).alt
    assert "0.02 ends at the minimum, 0.026 ends at a loss of 9, 0.05 ends beyond" in sweep
    assert "A 12.7 (12.7), B 17.4 (18.1), C 21.2 (27.4)" in figures.three_curves(40).alt


@pytest.mark.parametrize(
    ("picture", "name", "one", "other"),
    [
        (figures.fog, "w", 0.2, 1.2),
        (figures.desk_days, "w", 0.5, 0.9),
        (figures.two_valleys, "start", 0.8, 2.0),
        (figures.parabola, "lr", 0.05, 0.5),
        (figures.rate_landscape, "lr", 0.02, 0.05),
        (figures.three_curves, "step", 1, 20),
    ],
)
def test_moving_a_picture_is_drawing_it_there(
    picture: Any, name: str, one: float, other: float
) -> None:
    moved = drawn(picture(**{name: one})).move(**{name: other})
    assert moved.png() == picture(**{name: other}).png()
    assert moved.alt == picture(**{name: other}).alt
