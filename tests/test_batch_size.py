"""What lesson 08 says in prose, and what its pictures say, comes out of a computation."""

import numpy as np
import pytest

from helpers import batch_size as lesson
from helpers import figures
from helpers.check import CheckFailed, NotAttempted, batch_size_epoch, batch_size_variants
from helpers.check import batch_size as check
from helpers.data import load_prices
from helpers.gradients import numerical_gradient
from helpers.training import minibatches

X, y = lesson.days()
FULL = lesson.gradient(X, y, (0, 0))
EACH = {size: lesson.updates_per_epoch(4096, size) for size in (1, 16, 64, 256, 4096)}


def above(size: int, num_updates: int, lr: float = 0.02) -> np.ndarray:
    """Return 20 walkers' losses above the floor."""
    return lesson.above_floor(lesson.walks(size, num_updates, lr, 20, num_updates)[-1])


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


def test_the_loss_is_a_bowl_with_the_floor_that_is_told() -> None:
    best = lesson.best(X, y)
    assert round(lesson.loss(X, y, best), 4) == 0.5857
    assert lesson.loss(X, y, (0, 0)) == pytest.approx(1)
    w = np.array([0.2, -0.4])
    assert lesson.loss(X, y, w) - lesson.loss(X, y, best) == pytest.approx(
        float(lesson.above_floor(w))
    )
    nudged = numerical_gradient(lambda v: lesson.loss(X, y, v), w, h=1e-4)
    assert lesson.gradient(X, y, w) == pytest.approx(nudged)
    sharpness = np.linalg.eigvalsh(2 * X.T @ X / len(X))[-1]
    assert round(sharpness, 2) == 2.17 and round(2 / 2.17, 2) == 0.92
    assert int(np.sum(2 * np.sum(X**2, axis=1) > 2 / 0.02)) == 6
    assert FULL.round(2).tolist() == [-1.27, 0.33] and round(float(np.hypot(*FULL)), 2) == 1.31


def test_two_days_as_a_batch() -> None:
    rows, targets = np.array([[1.0, -2.0], [2.0, 1.0]]), np.array([0.5, 1.5])
    assert lesson.gradient(rows[:1], targets[:1], (0, 0)).tolist() == [-1, 2]
    assert lesson.gradient(rows[1:], targets[1:], (0, 0)).tolist() == [-6, -3]
    assert lesson.gradient(rows, targets, (0, 0)).tolist() == [-3.5, -0.5]


def test_updates_an_epoch() -> None:
    assert list(EACH.values()) == [4096, 256, 64, 16, 1]
    for m, size in [(100, 32), (4100, 64), (7, 64), (64, 64)]:
        batches = list(minibatches(np.ones(m), np.ones(m), size))
        assert lesson.updates_per_epoch(m, size) == len(batches)
    assert lesson.updates_per_epoch(100, 32) == 4
    assert (10 * EACH[16], 10 * EACH[256]) == (2560, 160)


def test_the_walks_are_gradient_descent() -> None:
    w = np.zeros(2)
    for _ in range(3):
        w = w - 0.02 * lesson.gradient(X, y, w)
    assert lesson.walks(4096, 3, num_seeds=2)[-1] == pytest.approx(np.array([w, w]))
    one, many = lesson.train(16, 1, seed=0), lesson.train(16, 1, seed=1)
    assert one != many and one == lesson.train(16, 1, seed=0)
    floor = lesson.loss(X, y, lesson.best(X, y))
    theirs = [lesson.train(256, 1, seed) - floor for seed in range(5)]
    assert np.mean(theirs) == pytest.approx(above(256, 16).mean(), rel=0.02)


def test_who_is_nearest_after_one_epoch() -> None:
    ends = {size: above(size, EACH[size]) for size in (1, 64, 4096)}
    assert int(np.sum(ends[64] < np.minimum(ends[1], ends[4096]))) == 18
    late = lesson.above_floor(lesson.walks(4096, 64, num_seeds=1)[-1, 0])
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
    few, many = ([lesson.train(s, 256 // EACH[s], seed) for seed in range(10)] for s in (16, 256))
    spread = np.std(few)
    assert round((np.mean(few) - np.mean(many)) / spread, 1) == 1.6
    assert np.all(np.array(many) < few)
    assert lesson.updates_per_epoch(2520, 32) == 79 and lesson.updates_per_epoch(2520, 512) == 5


def test_equal_updates() -> None:
    forty, more = ({size: above(size, n) for size in (16, 64, 256)} for n in (40, 160))
    means = [ends.mean() for ends in forty.values()]
    errors = [ends.std() / np.sqrt(20) for ends in forty.values()]
    assert np.ptp(means) < 2 * max(errors)
    assert int(np.sum(more[256] < more[16])) == 20
    assert 160 == 10 * EACH[256] and 160 < EACH[16]
    middle = above(256, 168), above(16, 168)  # also in the middle of an epoch
    assert int(np.sum(middle[0] < middle[1])) == 20
    assert middle[0].mean() > 3 * more[256].mean()  # the teeth


def test_the_learning_rate_goes_with_the_batch() -> None:
    small, scaled = above(16, 2 * EACH[16]), above(256, 2 * EACH[256], lr=16 * 0.02)
    assert 1 < scaled.mean() / small.mean() < 2
    early = above(256, 4, lr=0.32), above(16, 64)  # a quarter of an epoch each
    assert max(part.mean() for part in early) < 0.01 < above(256, 4).mean() / 10
    assert above(256, 80, lr=0.96).mean() > 10


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
    error = 1.96 * np.std(slopes, ddof=1) / np.sqrt(20)
    assert abs(np.mean(slopes) + 0.5) < error < 0.01


def test_days_in_a_row_tell_less() -> None:
    year, few = lesson.noise_in_order(256), lesson.noise(lesson.cloud(16, 1000), FULL)
    assert year == pytest.approx(few, rel=0.1)
    for size in (16, 64, 256):
        assert lesson.noise_in_order(size) > 1.8 * lesson.noise(lesson.cloud(size, 1000), FULL)


def test_the_bill() -> None:
    bills = {size: lesson.trade_off(size) for size in (1, 16, 32, 64, 256, 4096)}
    assert bills[1].seconds > 20 * bills[4096].seconds
    assert bills[32].kilobytes == 32 * 3 * 8 / 1000
    assert bills[4096].noise == pytest.approx(0, abs=1e-9)
    for size in (16, 32, 64):
        assert bills[size].noise == pytest.approx(bills[1].noise / np.sqrt(size), rel=0.08)


def test_the_planted_bug_makes_the_market_look_unpredictable() -> None:
    for seed in range(5):
        w, rng = np.zeros(2), np.random.default_rng(seed)
        for _ in range(5):
            w = batch_size_epoch.given(X, y, w, 0.02, 64, rng)
        assert lesson.loss(X, y, w) == pytest.approx(1, abs=0.05)
        assert lesson.train(64, 5, seed) < 0.587
    with pytest.raises(NotAttempted):
        check.mend_epoch(batch_size_epoch.given)


def test_the_numbers_that_the_tasks_tell() -> None:
    noises, slope = batch_size_variants.measured()(*check.SMALL)
    assert noises.tolist() == [5, 2] and round(slope, 3) == -0.661
    means, spreads = batch_size_variants.compared()(*check.SWEEPS[0])
    assert means.round(3).tolist() == [11.667, 23.333]
    assert spreads.round(3).tolist() == [1.7, 3.399]
    assert 256 // EACH[16] == 1 and 256 // EACH[64] == 4 and 256 // EACH[256] == 16


@pytest.mark.parametrize("m", [9, 10, 17, 23])
@pytest.mark.parametrize("size", [3, 4, 5])
def test_the_lessons_own_batches_have_all_the_properties(m: int, size: int) -> None:
    check.minibatches(lambda X, y, batch_size, rng: minibatches(X, y, batch_size, rng), m, size)


def test_a_batch_that_never_ends_is_cut_off() -> None:
    def endless(X, y, batch_size, rng):
        while True:
            yield X[:batch_size], y[:batch_size]

    with pytest.raises(CheckFailed, match="How far apart do two batches begin"):
        check.minibatches(endless)


def test_the_pairing_is_told_before_another_slip() -> None:
    def summed(X, y, w, lr, batch_size, rng):
        X = X[rng.permutation(len(X))]
        for start in range(0, len(X), batch_size):
            A, b = X[start : start + batch_size], y[start : start + batch_size]
            w = w - lr * 2 * A.T @ (A @ w - b)
        return w

    with pytest.raises(CheckFailed, match="learns from row"):
        check.mend_epoch(summed)


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
        check.mend_epoch(mend)
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
    assert "0.0026; with 4,096 days an update 0.38" in figures.three_walks(1).alt
    assert "with 4,096 days an update 0.002." in figures.three_walks(64).alt
    assert " 2 of 300 dots are more than 90°" in figures.cloud(16).alt
    assert "the noise is 1.08; the full gradient is 1.31 long" in figures.cloud(16).alt
    for size in (64, 256):
        assert " 0 of 300 dots are more than 90°" in figures.cloud(size).alt
    curves = figures.batch_curves(0.02).alt
    assert "by 0.00127 for 16, 0.00010 for 64, 0.00055 for 256 after 5 epochs" in curves
    assert "more than 10 for 256" in figures.batch_curves(0.96).alt
    assert "more than 10" not in figures.batch_curves(0.64).alt


def test_moving_a_picture_is_drawing_it_there() -> None:
    for draw, state in [
        (figures.lines_from, {"days": 64}),
        (figures.three_walks, {"epoch": 4}),
        (figures.cloud, {"batch_size": 256}),
        (figures.batch_curves, {"lr_256": 0.32}),
    ]:
        moved = draw().move(**state)
        assert moved.alt == draw(**state).alt
        assert moved.png() == draw(**state).png()
