"""What lesson 11 says in prose, and what its pictures say, comes out of a computation."""

import os
from typing import Any

import numpy as np
import pytest

from helpers import cross_entropy, losses
from helpers.activations import sigmoid
from helpers.lessons import loss_curves
from helpers.lessons.loss_curves import checks, figures, memorising, return_curves
from helpers.lessons.loss_curves.five_trainings import five_trainings
from helpers.many_networks import Curves, learn
from helpers.market import dataset
from helpers.market.prices import load_prices
from helpers.market.smile import quotes, smile, smile_nets
from helpers.network import Network
from tests.lesson import cells, drawn, read


def test_the_week_of_october_2008() -> None:
    days, returns = loss_curves.crash_week()
    assert days == ["Mon 13", "Tue 14", "Wed 15", "Thu 16", "Fri 17"]
    assert list(returns.round(1)) == [11.0, -0.5, -9.5, 4.2, -0.6]
    blame = np.abs(losses.mse_prime(np.zeros(5), returns))
    assert round(float(blame[[0, 2]].sum() / blame.sum()), 2) == 0.79
    assert "about 4 fifths of the sum of the sizes; with the absolute loss each day has 20%" in (
        figures.crash_week().alt
    )


def test_what_counts_how_much() -> None:
    one = np.zeros(1)
    for error in (-0.5, 0.5):
        at = np.array([error])
        assert abs(losses.mse_prime(at, one)) == abs(losses.mae_prime(at, one)) == 1
    assert (
        "error of -2 is 4; its derivative with respect to the forecast is -4"
        in figures.loss_and_slope().alt
    )
    picture = figures.loss_and_slope("fund", 2)
    assert "error of 2 is 12; its derivative with respect to the forecast is 12" in picture.alt
    assert "is -4" in picture.move(error=-2).alt
    assert picture.png() == figures.loss_and_slope("fund", -2).png()


def test_a_stretched_miss_makes_an_exact_forecast_wrong() -> None:
    exact, outcome = np.array([[0.1], [0.2], [0.3]]), np.array([0.1, 0.2, 0.3])
    assert (exact - outcome).shape == (3, 3)
    assert round(float(np.mean((exact - outcome) ** 2)), 4) == 0.0133


def test_the_worked_examples_are_the_first_points() -> None:
    y_hat, y = checks.slopes.points[0]
    assert (list(y_hat[:, 0]), list(y)) == ([0.5, -1, 2], [2, -3, 1])
    squared, absolute = checks.slopes.reference(y_hat, y)
    assert squared[:, 0].round(3).tolist() == [-1, 1.333, 0.667]
    assert absolute[:, 0].round(3).tolist() == [-0.333, 0.333, 0.333]
    y_hat, y, lost, missed = checks.fund_loss.points[0]
    assert (list(y_hat), list(y), lost, missed) == ([1, 1, 2], [-2, 3, 1.5], 3, 1)
    loss, slope = checks.fund_loss.reference(y_hat, y, lost, missed)
    assert round(loss, 4) == 10.5833
    assert slope.round(4).tolist() == [6, -1.3333, 1]
    p, y = checks.mend_bce.points[0]
    assert (list(p), list(y)) == ([0.9, 0.2, 1.0, 0.3], [1, 0, 1, 1])
    assert round(checks.mend_bce.reference(p, y), 4) == 0.3831
    assert round(checks.mend_bce.unchanged(p, y), 4) == 0.5108  # type: ignore[misc]


def test_the_references_agree_with_the_helpers() -> None:
    for y_hat, y in checks.slopes.points:
        target = y[:, None]
        for slope, prime in zip(
            checks.slopes.reference(y_hat, y), (losses.mse_prime, losses.mae_prime), strict=True
        ):
            np.testing.assert_allclose(slope, prime(y_hat, target), atol=1e-9)
    for point in checks.fund_loss.points:
        loss, slope = checks.fund_loss.reference(*point)
        assert loss == pytest.approx(losses.fund_loss(*point))
        np.testing.assert_allclose(slope, losses.fund_loss_prime(*point), atol=1e-9)
    for p, y in checks.mend_bce.points:
        assert checks.mend_bce.reference(p, y) == pytest.approx(
            cross_entropy.binary_cross_entropy(p, y)
        )


def test_what_each_loss_asks_for() -> None:
    years, returns = loss_curves.daily_returns()
    assert (len(returns), years[0], years[-1]) == (5030, 1999, 2018)
    constants = np.linspace(-0.6, 0.6, 1201)
    lowest = {}
    for name in ("mse", "mae", "fund_loss"):
        loss = getattr(losses, name)
        values = [loss(np.full(len(returns), c), returns) for c in constants]
        lowest[name] = round(float(constants[np.argmin(values)]), 3)
    assert lowest == {"mse": 0.014, "mae": 0.049, "fund_loss": -0.457}
    assert round(float(returns.mean()), 3) == 0.014
    assert round(float(np.median(returns)), 3) == 0.049
    slopes = losses.fund_loss_prime(np.full(len(returns), -0.457), returns)
    above, below = slopes[slopes > 0].sum(), -slopes[slopes < 0].sum()
    assert above == pytest.approx(below, rel=1e-2)


def test_the_names_of_what_three_to_one_asks_for() -> None:
    returns = loss_curves.daily_returns()[1]
    # The share τ of the weight below is 1 / (3 + 1): the τ-expectile balances both sides' errors.
    lowest = -0.457
    above = np.maximum(returns - lowest, 0).sum()
    below = np.maximum(lowest - returns, 0).sum()
    assert 0.25 * above == pytest.approx(0.75 * below, rel=1e-2)
    quantile = np.quantile(returns, 0.25)

    def cost(forecast: float) -> float:
        error = forecast - returns
        return float(np.mean(np.where(error > 0, 3 * error, -error)))

    assert cost(quantile) < min(cost(quantile - 0.01), cost(quantile + 0.01))


def test_learning_by_heart() -> None:
    large, small = (memorising.up_or_down(width, 100) for width in (64, 4))
    assert [round(share, 2) for share in large] == [0.99, 0.60]
    assert [round(share, 2) for share in small] == [0.80, 0.72]
    years = dataset.rows(load_prices()).dates.astype("datetime64[Y]").astype(int) + 1970
    assert np.sum(years == 2011) == 252


def test_a_rule_without_training_is_as_good_on_new_evenings() -> None:
    prices = load_prices()
    ranges = np.log(np.asarray(prices["high"] / prices["low"]))
    years = np.asarray(prices.index.year)[2:]  # of tomorrow, as the rows of a year are counted
    right = (ranges[1:-1] < ranges[:-2]) == (ranges[2:] > ranges[1:-1])
    shares = [right[years == year].mean() for year in (2011, 2012)]
    assert memorising.rule() == pytest.approx(shares)
    assert [round(share, 2) for share in memorising.rule()] == [0.66, 0.73]
    nets = [memorising.up_or_down(width, 100).validation for width in (64, 4)]
    assert max(nets) < memorising.rule().validation


def test_one_half_of_cross_entropy_lets_a_constant_win() -> None:
    up = np.where(loss_curves.daily_returns()[1] > 0, 1, 0)
    half = -up * np.log(0.999)
    assert half.mean() < 0.001
    assert (half - (1 - up) * np.log(1 - 0.999)).mean() > 3


def test_what_surprise_costs() -> None:
    cost = [cross_entropy.binary_cross_entropy([p], [1.0]) for p in (0.8, 0.2, 0.01)]
    assert [round(c, 3) for c in cost] == [0.223, 1.609, 4.605]


def test_sure_and_wrong() -> None:
    p = float(sigmoid(-4))
    assert round(p, 3) == 0.018
    assert round(p - 1, 2) == -0.98
    assert round(2 * (p - 1) * p * (1 - p), 3) == -0.035
    assert "cross-entropy is -0.98, that of the squared loss -0.035" in figures.sure_and_wrong().alt


def test_beyond_the_clip_the_loss_is_silent() -> None:
    y = np.array([1.0])
    for z, by_p in ((-5.0, 0.993), (-15.0, 1.0), (-20.0, 0.0)):
        p = sigmoid([z])
        slope = cross_entropy.binary_cross_entropy_prime(p, y) * p * (1 - p)
        assert round(float(abs(slope[0])), 3) == by_p
        by_z = cross_entropy.binary_cross_entropy_from_scores_prime([z], y)
        assert abs(by_z[0]) > 0.99


def test_the_planted_bug_hides_the_illness() -> None:
    given: Any = checks.mend_bce.unchanged
    with np.errstate(all="ignore"):
        one, other = (given(np.array([p]), np.array([1])) for p in (1e-5, 1e-7))
    assert one == other == 10
    better, worse = (given(np.array([0.9, p]), np.array([1, 1])) for p in (1.0, 0.9))
    assert better == worse  # a perfect forecast did not lower her loss


def test_the_cheat_sheet_says_what_keras_says() -> None:
    os.environ["KERAS_BACKEND"] = "jax"
    keras = pytest.importorskip("keras")
    P = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
    Y = np.array([[1.0, 0, 0], [0, 1, 0]])

    def loss(name: str, y: Any, y_hat: Any) -> float:
        return float(np.mean(keras.losses.get(name)(np.asarray(y), np.asarray(y_hat))))

    assert loss("mse", Y, P) == pytest.approx(losses.mse(P, Y), rel=1e-5)
    assert loss("mae", Y, P) == pytest.approx(losses.mae(P, Y), rel=1e-5)
    ours = cross_entropy.categorical_cross_entropy(P, Y)
    assert loss("categorical_crossentropy", Y, P) == pytest.approx(ours, rel=1e-5)
    assert loss("sparse_categorical_crossentropy", [0, 1], P) == pytest.approx(ours, rel=1e-5)
    p, y = P[0], np.array([1.0, 0, 1])
    assert loss("binary_crossentropy", y, p) == pytest.approx(
        cross_entropy.binary_cross_entropy(p, y), rel=1e-5
    )
    for name in ("linear", "sigmoid", "softmax"):
        assert callable(keras.activations.get(name))


def test_capacity() -> None:
    ends = {}
    for width in (1, 2, 4, 8, 16, 24, 64):
        nets = smile_nets(width)
        assert (len(nets.train[0]), len(nets.validation[0]), len(nets.fits)) == (16, 15, 8)
        train, validation = (np.median(curve, axis=1) for curve in nets.curves)
        ends[width] = (train[-1], validation[-1], validation.min())
    assert [round(ends[w][0], 1) for w in (1, 2, 4, 8, 64)] == [14.9, 8.5, 4.1, 3.5, 0.3]
    assert [round(ends[w][1], 1) for w in (1, 2, 4, 8, 64)] == [15.2, 8.5, 5.4, 5.2, 7.5]
    for width, (_, end, low) in ends.items():
        assert (end > 1.15 * low) == (width >= 24), width
    assert [round(value, 1) for value in ends[24][1:]] == [6.1, 5.1]
    assert 0.15 < ends[24][1] / ends[24][2] - 1 < 0.25
    assert min(ends, key=lambda w: ends[w][2]) == 64 and round(ends[64][2], 1) == 4.9
    assert np.median(smile_nets(64).curves.validation, axis=1).argmin() == 121
    one = smile_nets(1).curves
    assert np.sum(one.validation[-1] > 10) == np.sum(one.train[-1] > 10) > 4
    assert "median training loss ends at 0.3 and the median validation loss at 7.5" in (
        figures.capacity(64).alt
    )
    moved = drawn(figures.capacity(1)).move(width=16)
    assert moved.png() == figures.capacity(16).png()


def test_noise_is_the_floor() -> None:
    x, y = quotes(20_000, 2.0, seed=1)
    assert np.mean((y - smile(x)) ** 2) == pytest.approx(4, rel=0.03)
    nets = smile_nets(1)
    for (x, y), floor in ((nets.train, 3.5), (nets.validation, 5.0)):
        assert round(float(np.mean((y - smile(x)) ** 2)), 1) == floor


def one_training(
    width: int,
    lr: float,
    num_epochs: int,
    m: int,
    noise: float,
    other: float,
    seed: int,
    start: int,
) -> Curves:
    """Return 41 losses of one net on a smile; the validation quotes have a noise of their own."""
    train, inner = quotes(m, noise, seed), quotes(m + 1, other, seed + 100)
    validation = (inner[0][1:-1], inner[1][1:-1])
    mean, scale = train[1].mean(), train[1].std()
    net = Network((1, width, 1), seed=start)
    net.biases[0][:] = np.random.default_rng(1000 + start).uniform(-1, 1, width)
    rows = [(x, (y - mean) / scale) for x, y in (train, validation)]
    curves = learn(net.parameters[None].copy(), (1, width, 1), *rows, lr, num_epochs, m)
    seen = np.linspace(0, num_epochs, 41).astype(int)
    bases = [np.mean(y**2) for _, y in rows]
    return Curves(*(c[seen, 0] / base for c, base in zip(curves, bases, strict=True)))


FIVE: dict[str, tuple[Any, ...]] = {
    "A": (16, 0.002, 200, 24, 1.5, 1.5, 3, 1),
    "B": (64, 0.01, 1000, 16, 2.5, 2.5, 5, 0),
    "C": (8, 0.02, 300, 60, 1.5, 1.5, 6, 0),
    "D": (8, 0.01, 600, 60, 3.0, 0.7, 4, 0),
    "E": (1, 0.02, 400, 24, 1.5, 1.5, 10, 0),
}


def test_what_noise_alone_makes_in_three_of_the_five() -> None:
    ends = {letter: c.validation[-1] for letter, (_, c) in five_trainings().items()}
    floors = {}
    for letter in "ACE":
        *_, m, noise, other, seed, _ = FIVE[letter]
        train, inner = quotes(m, noise, seed), quotes(m + 1, other, seed + 100)
        constant = train[1].mean()
        for x, y in (train, (inner[0][1:-1], inner[1][1:-1])):
            floor = float(np.mean((y - smile(x)) ** 2) / np.mean((y - constant) ** 2))
            assert 0.1 <= round(floor, 1) <= 0.2
            floors[letter] = floor
    assert ends["C"] < 1.3 * floors["C"]
    assert ends["E"] > 4 * floors["E"]


@pytest.mark.parametrize(("letter", "settings"), FIVE.items())
def test_the_five_trainings_were_real(letter: str, settings: tuple[Any, ...]) -> None:
    num_epochs, told = five_trainings()[letter]
    assert num_epochs == settings[2]
    again = one_training(*settings)
    np.testing.assert_allclose(told.train, again.train, atol=0.01)
    np.testing.assert_allclose(told.validation, again.validation, atol=0.03)


def test_the_five_trainings_show_what_they_are_to_show() -> None:
    curves = {letter: c for letter, (_, c) in five_trainings().items()}
    early, over, healthy, easy, under = (curves[letter] for letter in "ABCDE")
    assert all(np.diff(early.train) < 0) and all(np.diff(early.validation) < 0)
    assert early.train[-1] < 0.95 * early.train[-5]
    assert over.validation[-1] > 1.8 * over.validation.min() and over.train[-1] < 0.01
    assert healthy.train[-1] < 0.15 and healthy.train[10] - healthy.train[-1] < 0.05
    assert healthy.validation[-1] < 1.03 * healthy.validation.min()
    assert all(1 < healthy.validation / healthy.train) and all(
        healthy.validation - healthy.train < 0.04
    )
    assert all(easy.validation < 0.7 * easy.train) and easy.validation[-1] < 0.1
    assert under.train[-1] > 0.6 and abs(under.train[-1] - under.train[20]) < 0.01
    assert abs(under.train[-1] - under.validation[-1]) < 0.05
    assert all(under.validation > under.train - 0.001)  # nothing of C in it
    for c in curves.values():
        assert np.diff(c.train).max() < 0.02  # no curve jumps
    assert "D ends at 0.34 in training and 0.06 in validation" in figures.five_trainings().alt


def test_curves_of_returns() -> None:
    curves = return_curves()
    train, validation = (curve.mean(axis=1) for curve in curves)
    assert curves.validation.shape == (121, 10) and curves.validation.size == 1210
    assert train.argmin() == 120
    assert round(float(train[0]), 1) == round(float(validation[0]), 1) == 2.7
    assert round(float(validation.min()), 2) == 1.08 and validation.min() > 1.07
    assert validation[120] > validation.min() + 0.1
    good = np.flatnonzero(validation <= 1.01 * validation.min())
    assert list(good) == list(range(12, 30))
    at = int(validation.argmin())
    assert at in good and curves.validation[at].std(ddof=1) > 0.01 * validation[at]
    hidden = cells(read("solutions", "11_loss_curves"))["pick_epoch-check"].source
    assert f"right=range({good[0]}, {good[-1] + 1})" in hidden
    epoch, start = np.unravel_index(curves.validation.argmin(), curves.validation.shape)
    assert (epoch, start + 1) == (3, 3)  # counted from 1 in the question
    others = np.sort(curves.validation[epoch])
    assert (round(others[0], 3), round(others[1], 2), round(others[-1], 2)) == (0.966, 1.11, 1.33)
    assert np.sort(curves.validation.min(axis=0))[1] > 1.05
    assert "mean of ten starts is 0.90 in training and 1.08 in validation" in (
        figures.ten_starts(20).alt
    )
    assert drawn(figures.ten_starts(0)).move(epoch=77).png() == figures.ten_starts(77).png()


def test_no_period_beats_a_constant() -> None:
    for train_years, years in [
        ((2000, 2003), (2004, 2005)),
        ((2003, 2006), (2007, 2008)),
        ((2006, 2009), (2010, 2011)),
        ((2009, 2012), (2013, 2014)),
        ((2014, 2016), (2017, 2018)),
    ]:
        mean = return_curves(train_years, years, 40).validation.mean(axis=1)
        assert mean.min() > 1 and mean.argmin() <= 20 and mean[-1] > mean.min() + 0.02


def test_progress_is_told_once_more_for_curves_that_are_there() -> None:
    return_curves()
    calls: list[tuple[int, int]] = []
    return_curves(progress=lambda done, total: calls.append((done, total)))
    assert calls == [(120, 120)]


def test_a_pick_is_measured_and_not_judged_in_the_visible_part(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for epoch in (0, 3, 20, 60, 120):
        checks.pick_epoch(epoch)
        printed = capsys.readouterr().out
        assert printed.startswith(f"pick_epoch: noted, {epoch}. After {epoch} epochs the mean loss")
        assert "right" not in printed
