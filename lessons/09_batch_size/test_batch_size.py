"""What lesson 09 says in prose, and what its pictures say, comes out of a computation."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import stats

from helpers.checking import CheckFailed, NotAttempted
from helpers.gradients import numerical_gradient
from helpers.lessons import batch_size as lesson
from helpers.lessons.batch_size import checks, figures, schedules
from helpers.lessons.batch_size.checks import epoch as batch_size_epoch
from helpers.lessons.batch_size.checks import variants as batch_size_variants
from helpers.lessons.learning_rate import two_valleys
from helpers.market.prices import load_prices
from helpers.training import minibatches
from tests.lesson import cells, drawn, read, uncommented

X, y = lesson.days()
FULL = lesson.gradient(X, y, (0, 0))
EACH = {size: lesson.updates_per_epoch(4096, size) for size in (1, 16, 64, 256, 4096)}


def above(size: int, num_updates: int, lr: float | Callable[[int], float] = 0.02) -> np.ndarray:
    """Return 20 walkers' losses above the minimum."""
    return lesson.above_minimum(lesson.walks(size, num_updates, lr, 20, num_updates)[-1])


def test_the_days_are_those_of_the_snapshot() -> None:
    prices = load_prices()
    assert X.shape == (4096, 2) and y.shape == (4096,)
    assert str(prices.index[-2])[:7] == "2018-12"  # the last day with a tomorrow
    log_range = np.log(np.log(prices["high"] / prices["low"])).to_numpy()
    scaled = (log_range[-4096:] - log_range[-4096:].mean()) / log_range[-4096:].std()
    assert scaled == pytest.approx(y)
    assert np.corrcoef(X[1:, 0], y[:-1])[0, 1] == pytest.approx(1)  # today's is yesterday's y
    assert X.mean(axis=0) == pytest.approx(0, abs=1e-9)
    X[:] = X  # a copy: the lesson's own data can't be hurt
    assert lesson.days()[0] is not X


def test_the_loss_is_a_parabola_with_the_minimum_that_is_told() -> None:
    best = lesson.best(X, y)
    assert round(lesson.loss(X, y, best), 4) == 0.5857
    assert lesson.loss(X, y, (0, 0)) == pytest.approx(1)
    w = np.array([0.2, -0.4])
    assert lesson.loss(X, y, w) - lesson.loss(X, y, best) == pytest.approx(
        float(lesson.above_minimum(w))
    )
    nudged = numerical_gradient(lambda v: lesson.loss(X, y, v), w, h=1e-4)
    assert lesson.gradient(X, y, w) == pytest.approx(nudged)
    columns = [(lesson.gradient(X, y, w + e) - lesson.gradient(X, y, w - e)) for e in np.eye(2)]
    curvature = max(np.linalg.eigvalsh(np.array(columns) / 2))
    assert round(curvature, 2) == 2.17 and round(2 / curvature, 2) == 0.92
    assert FULL.round(2).tolist() == [-1.27, 0.33] and round(float(np.hypot(*FULL)), 2) == 1.31


def test_updates_an_epoch() -> None:
    assert list(EACH.values()) == [4096, 256, 64, 16, 1]
    for m, size in [(100, 32), (4100, 64), (7, 64), (64, 64)]:
        batches = list(minibatches(np.ones(m), np.ones(m), size))
        assert lesson.updates_per_epoch(m, size) == len(batches)
    assert lesson.updates_per_epoch(100, 32) == 4
    assert (5 * EACH[16], 5 * EACH[256]) == (1280, 80)


def test_the_walks_are_gradient_descent() -> None:
    w = np.zeros(2)
    for _ in range(3):
        w = w - 0.02 * lesson.gradient(X, y, w)
    assert lesson.walks(4096, 3, num_seeds=2)[-1] == pytest.approx(np.array([w, w]))
    one, other = lesson.train(16, 1, seed=0), lesson.train(16, 1, seed=1)
    assert one.shape == (256,) and lesson.train(256, 3, seed=0).shape == (48,)
    assert not np.allclose(one, other) and np.array_equal(one, lesson.train(16, 1, seed=0))
    lowest = lesson.loss(X, y, lesson.best(X, y))
    theirs = [lesson.train(256, 1, seed)[-1] - lowest for seed in range(5)]
    assert np.mean(theirs) == pytest.approx(above(256, 16).mean(), rel=0.02)


def test_who_is_lowest_after_one_epoch() -> None:
    ends = {size: above(size, EACH[size]) for size in (1, 64, 4096)}
    assert int(np.sum(ends[64] < np.minimum(ends[1], ends[4096]))) == 18
    late = lesson.above_minimum(lesson.walks(4096, 64, num_seeds=1)[-1, 0])
    assert late == pytest.approx(ends[64].mean(), rel=0.5)


def test_equal_epochs() -> None:
    one, five, ten = (
        {size: above(size, n * EACH[size]) for size in (16, 64, 256)} for n in (1, 5, 10)
    )
    assert min(one, key=lambda s: one[s].mean()) == 16
    assert int(np.sum(one[16] < one[256])) == 20
    assert min(five, key=lambda s: five[s].mean()) == 64
    assert int(np.sum(five[64] < np.minimum(five[16], five[256]))) == 18
    assert int(np.sum(five[16] < five[256])) == 9
    assert int(np.sum(ten[256] < ten[16])) == 20
    assert round(five[16].mean(), 4) == 0.0013
    assert five[16].mean() > 2 * np.median(five[16]) and five[16].mean() > 2 * five[256].mean()
    assert np.median(five[16]) == pytest.approx(np.median(five[256]), rel=0.1)


def test_the_sweep_at_the_end() -> None:
    few, many = (
        [lesson.train(s, 256 // EACH[s], seed)[-1] for seed in range(10)] for s in (16, 256)
    )
    errors = [np.std(ends) / np.sqrt(10) for ends in (few, many)]
    apart = np.mean(few) - np.mean(many)
    assert (round(apart, 4), round(errors[0], 4)) == (0.0010, 0.0002)
    assert round(apart / errors[0], 1) == 5.0 and errors[1] < errors[0] / 100
    assert 256 * 256 == 16 * 4096  # 256 uses all days 16 times
    assert lesson.updates_per_epoch(2520, 32) == 79 and lesson.updates_per_epoch(2520, 512) == 5


def test_a_whole_number_of_epochs_may_be_a_float() -> None:
    assert np.array_equal(lesson.train(256, np.floor(2.7), 0), lesson.train(256, 2, 0))
    with pytest.raises(ValueError, match="must be a whole number"):
        lesson.train(256, 2.7, 0)


def test_the_student_s_own_curves(capsys: pytest.CaptureFixture[str]) -> None:
    line = 'ax.plot(mean, label=f"B = {size}")'
    names = uncommented("09_batch_size", "ax.plot(...)", line)
    assert [len(line.get_ydata()) for line in names["ax"].lines] == [256, 256, 256]
    (few, _, many), (spread, *_) = names["means"], names["spreads"]
    assert round((few[-1] - many[-1]) / (spread[-1] / np.sqrt(10)), 1) == 5.0
    assert "16 days per update: last loss 0.58666, spread 0.00063" in capsys.readouterr().out


def test_equal_updates() -> None:
    more = {size: above(size, 160) for size in (16, 256)}
    assert int(np.sum(more[256] < more[16])) == 20
    middle = above(256, 168), above(16, 168)  # also in the middle of an epoch
    assert int(np.sum(middle[0] < middle[1])) == 20


def test_the_loss_dips_at_the_end_of_an_epoch() -> None:
    for lr, updates in ((0.04, 80), (0.04, 320), (0.02, 320)):
        losses = lesson.above_minimum(lesson.walks(256, updates, lr)).mean(axis=1)[-33:]
        ends, middles = losses[[0, 16, 32]], losses[[8, 24]]
        assert max(ends[1:]) < 0.7 * min(middles)


def test_the_learning_rate_goes_with_the_batch() -> None:
    small, scaled = above(16, 2 * EACH[16]), above(256, 2 * EACH[256], lr=16 * 0.02)
    assert 1 < scaled.mean() / small.mean() < 2
    early = above(256, 4, lr=0.32), above(16, 64)  # a quarter of an epoch each
    assert max(part.mean() for part in early) < 0.01 < above(256, 4).mean() / 10
    assert above(256, 80, lr=0.96).mean() > 10
    lowest = above(256, 80, lr=0.04)
    assert int(np.sum(lowest < np.minimum(above(64, 320), above(16, 1280)))) > 15
    first = [above(256, 16, lr=lr).mean() for lr in (0.04, 0.08, 0.32)]
    assert first[0] > 10 * above(16, 256).mean() and first[2] < 2 * above(16, 256).mean()


def test_four_times_the_days_half_the_noise() -> None:
    single = np.array([lesson.gradient(X[[i]], y[[i]], (0, 0)) for i in range(4096)])
    for size in (4, 16, 64, 256):
        measured = [lesson.noise(lesson.cloud(size, 500, seed), FULL) for seed in range(20)]
        expected = lesson.noise(single, FULL) / np.sqrt(size)
        assert np.mean(measured) == pytest.approx(expected, rel=0.03)
    assert lesson.noise(np.array([[1.0, 0.0], [0.0, 7.0]]), np.zeros(2)) == pytest.approx(5)
    assert 1.0 < lesson.noise(lesson.cloud(16, 1000), FULL) < 1.2


def test_the_slope_is_minus_a_half_within_its_interval() -> None:
    slopes = lesson.noise_slopes([1, 4, 16, 64, 256], 20)
    error = 2.09 * np.std(slopes, ddof=1) / np.sqrt(20)
    assert abs(np.mean(slopes) + 0.5) < error < 0.01


def test_student_s_t_for_20_runs() -> None:
    assert round(stats.t.ppf(0.975, 19), 2) == 2.09
    held = stats.t.cdf(1.96, 19) - stats.t.cdf(-1.96, 19)
    assert round(100 * held, 1) == 93.5


def test_days_in_a_row_tell_less() -> None:
    year, few = lesson.noise_in_order(256), lesson.noise(lesson.cloud(16, 1000), FULL)
    assert year == pytest.approx(few, rel=0.1)
    for size in (16, 64, 256):
        assert lesson.noise_in_order(size) > 1.8 * lesson.noise(lesson.cloud(size, 1000), FULL)


def test_walkers_leave_a_local_minimum_by_noise() -> None:
    """Each row's slope is the curve's slope and noise of the standard deviation 8."""
    ends = {}
    for size in (4, 64):
        rng, w = np.random.default_rng(size), np.zeros(100)
        for _ in range(400):
            w = w - 0.05 * (two_valleys.slope(w) + 8 / np.sqrt(size) * rng.normal(size=100))
        ends[size] = w
    assert [int(np.sum(w > two_valleys.BARRIER)) for w in ends.values()] == [91, 0]
    assert np.all(np.abs(ends[64]) < 0.4)


def test_the_schedule_stops_the_bouncing() -> None:
    def rate(update: int) -> float:
        return schedules.scheduled_rate(update, 1280, 128, 0.02)

    constant, falling = (above(16, 1280, lr).mean() for lr in (0.02, rate))
    assert (round(constant, 4), round(falling, 5)) == (0.0013, 0.00003)
    assert 35 < constant / falling < 45 and 1280 == 5 * EACH[16]
    rates = [0.15, 0.3, 0.45, 0.6, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]
    assert [schedules.scheduled_rate(u, 10, 4, 0.6) for u in range(10)] == pytest.approx(rates)


def test_the_planted_bug_makes_the_market_look_unpredictable() -> None:
    for seed in range(5):
        w, rng = np.zeros(2), np.random.default_rng(seed)
        for _ in range(5):
            w = batch_size_epoch.given(X, y, w, 0.02, 64, rng)
        assert lesson.loss(X, y, w) == pytest.approx(1, abs=0.05)
        assert lesson.train(64, 5, seed)[-1] < 0.587
    with pytest.raises(NotAttempted):
        checks.mend_epoch(batch_size_epoch.given)


def test_an_answer_that_leaves_y_is_told_so_and_the_given_code_is_not() -> None:
    room: dict[str, Any] = {}
    exec(cells(read("notebooks", "09_batch_size"))["mend_epoch"].source, room)
    with pytest.raises(NotAttempted):
        checks.mend_epoch(room["mend_epoch"])

    def left(X, y, w, lr, batch_size, rng, draw=None):
        order = rng.permutation(len(X)) if draw is None else draw(rng, len(X))
        return batch_size_epoch.given(X, y, w, lr, batch_size, Ordered(order))

    for draw in (None, lambda rng, m: np.argsort(rng.random(m))):
        with pytest.raises(CheckFailed, match="y still has the old one"):
            checks.mend_epoch(lambda *given, draw=draw: left(*given, draw=draw))


class Ordered:
    """Stands for a generator that draws one order."""

    def __init__(self, order: np.ndarray) -> None:
        self.order = order

    def permutation(self, m: int) -> np.ndarray:
        """Return the order."""
        return self.order


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    "odd",
    [[16, 64], np.array([16, 64]), {16: 64}, {16}, None, "16", np.array(None), range(3), 1j],
    ids=repr,
)
def test_train_wants_numbers(place: int, odd: object) -> None:
    def sweep(train, num_rows, batch_sizes, num_updates, seeds):
        for size in batch_sizes:
            for seed in seeds:
                call: list[Any] = [size, 2, seed]
                call[place] = odd
                train(*call)
        return [], []

    with pytest.raises(CheckFailed, match="; it wants one number"):
        checks.fair_sweep(sweep)


def test_the_numbers_that_the_tasks_tell() -> None:
    noises, slope = batch_size_variants.measured()(*checks.SMALL)
    assert noises.tolist() == [5, 2] and round(slope, 3) == -0.661
    means, spreads = batch_size_variants.compared()(*checks.SWEEPS[0])
    assert means.round(3).tolist() == [[10, 1.667], [20, 3.333]]
    assert spreads.round(3).tolist() == [[0, 1.7], [0, 3.399]]
    assert 256 // EACH[16] == 1 and 256 // EACH[64] == 4 and 256 // EACH[256] == 16


@pytest.mark.parametrize("m", [9, 10, 17, 23])
@pytest.mark.parametrize("size", [3, 4, 5])
def test_the_lessons_own_batches_have_all_the_properties(m: int, size: int) -> None:
    checks.minibatches(lambda X, y, batch_size, rng: minibatches(X, y, batch_size, rng), m, size)


def test_overlapping_slices_are_not_called_a_new_draw() -> None:
    for length in ("batch_size", "len(X)"):

        def sliced(X, y, batch_size, rng, length=length):
            order = rng.permutation(len(X))
            size = batch_size if length == "batch_size" else len(X) - 1
            starts = range(-(-len(X) // batch_size))
            return [(X[order[s : s + size]], y[order[s : s + size]]) for s in starts]

        with pytest.raises(CheckFailed) as caught:
            checks.minibatches(sliced, 10, 4)
        assert "again" not in str(caught.value) and "begins with" in str(caught.value)


def test_a_batch_that_never_ends_is_cut_off() -> None:
    def endless(X, y, batch_size, rng):
        while True:
            yield X[:batch_size], y[:batch_size]

    with pytest.raises(CheckFailed, match="How far apart do two batches begin"):
        checks.minibatches(endless)


def test_the_pairing_is_told_before_another_slip() -> None:
    def summed(X, y, w, lr, batch_size, rng):
        X = X[rng.permutation(len(X))]
        for start in range(0, len(X), batch_size):
            A, b = X[start : start + batch_size], y[start : start + batch_size]
            w = w - lr * 2 * A.T @ (A @ w - b)
        return w

    with pytest.raises(CheckFailed, match="learns from row"):
        checks.mend_epoch(summed)


def test_cut_and_turned_calendars_are_refused() -> None:
    def pieces(X, y, batch_size, rng):
        starts = rng.permutation(np.arange(0, len(X), batch_size))
        parts = [np.arange(s, min(s + batch_size, len(X))) for s in starts]
        return np.concatenate(parts)

    def mend(X, y, w, lr, batch_size, rng):
        order = pieces(X, y, batch_size, rng)
        X, y = X[order], y[order]
        for start in range(0, len(X), batch_size):
            A, b = X[start : start + batch_size], y[start : start + batch_size]
            w = w - lr * lesson.gradient(A, b, w)
        return w

    with pytest.raises(CheckFailed, match="still neighbours"):
        checks.mend_epoch(mend)
    for seed in range(40):  # and the right answer is not refused by chance

        def right(X, y, w, lr, batch_size, rng, seed=seed):
            return mend_right(X, y, w, lr, batch_size, rng, seed)

        for m, size in ((10, 4), (11, 3), (13, 5)):
            assert batch_size_epoch.rotated(lambda *p: [right(*p)], m, size) is None


def mend_right(X, y, w, lr, batch_size, rng, seed):
    """Return the weights after one epoch; `seed` more draws from rng come first."""
    rng.random(seed)
    for A, b in minibatches(X, y, batch_size, rng):
        w = w - lr * lesson.gradient(A, b, w)
    return w


def test_what_the_pictures_say() -> None:
    assert "27 of 30 desks" in figures.lines_from(4).alt
    for days in (16, 64, 256, 1024):
        assert "30 of 30 desks" in figures.lines_from(days).alt
    assert "from 0.41 to 0.81" in figures.lines_from(64).alt  # more than 0.15 from 0.62
    assert "from 0.51 to 0.69. All days together say 0.62" in figures.lines_from(256).alt
    assert "0.0026; with 4,096 days per update 0.38" in figures.three_walks().alt
    assert " 2 of 300 dots are more than 90°" in figures.cloud(16).alt
    assert "the noise is 1.1; the full gradient is 1.31 long" in figures.cloud(16).alt
    for size in (64, 256):
        assert " 0 of 300 dots are more than 90°" in figures.cloud(size).alt
    curves = figures.batch_curves(0.02).alt
    assert "by 0.00127 for 16, 0.00010 for 64, 0.00055 for 256 after 5 epochs" in curves
    assert "0.00010 for 64, 0.00002 for 256 after 5 epochs" in figures.batch_curves(0.04).alt
    late = figures.batch_curves(0.32).alt.split("On average")[1]
    assert "over the last two epochs it is 0.00142 for 16, " in late and "0.00210 for 256" in late
    assert "more than 10 for 256" in figures.batch_curves(0.96).alt
    assert "more than 10" not in figures.batch_curves(0.32).alt
    assert "0.00127 above the minimum with a constant rate, and 0.00003" in figures.schedule().alt


def test_moving_a_picture_is_drawing_it_there() -> None:
    for draw, state in [
        (figures.lines_from, {"days": 64}),
        (figures.cloud, {"batch_size": 256}),
        (figures.batch_curves, {"lr_256": 0.32}),
    ]:
        moved = drawn(draw()).move(**state)
        assert moved.alt == draw(**state).alt
        assert moved.png() == draw(**state).png()
