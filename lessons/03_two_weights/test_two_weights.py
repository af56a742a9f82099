"""What lesson 03 says in prose, and what its pictures say, comes out of a computation."""

import numpy as np
import pytest

from helpers.gradients import central_difference
from helpers.lessons import two_weights
from helpers.lessons.two_weights import checks, figures
from helpers.losses import half_squared_error, half_squared_error_prime, mse
from tests.lesson import drawn
from tests.overprint import overprints

NET = (2.0, 20.0, 2.0, 0.5)


def loss(w1: float, w2: float) -> float:
    return float(half_squared_error(2.0 * w1 * w2, 20.0))


def test_the_forward_pass() -> None:
    assert two_weights.forward(2.0, 2.0, 0.5) == (4.0, 2.0)
    assert loss(2.0, 0.5) == 162
    assert half_squared_error_prime(2.0, 20.0) == -18


def test_a_whole_step_of_the_forecast_brings_less_than_its_slope() -> None:
    assert half_squared_error(2, 20) - half_squared_error(3, 20) == 17.5


def test_the_net_with_one_weight() -> None:
    assert half_squared_error_prime(3 * 2, 10) * 3 == -12
    assert half_squared_error_prime(3 * 2, 10) * 2 == -8
    assert half_squared_error(3 * 2, 10) == 8
    assert 2 - 0.01 * -12 == 2.12
    assert round(float(half_squared_error(3 * 2.12, 10)), 2) == 6.62


def test_a_positive_derivative_lowers_the_weight() -> None:
    assert half_squared_error_prime(3 * 5, 10) * 3 == 15
    assert 5 - 0.01 * 15 == 4.85
    assert 3 * 5 == 15
    losses = [float(half_squared_error(3 * w, 10)) for w in (5, 4.85)]
    assert [round(one, 2) for one in losses] == [12.5, 10.35]


def test_the_mean_squared_error_of_one_sample_is_twice_the_loss() -> None:
    assert mse(2.0, 20.0) == 2 * loss(2.0, 0.5)


def test_four_pairs_of_the_slider_predict_20() -> None:
    settings = [0.5 * k for k in range(1, 11)]
    found = [(a, b) for a in settings for b in settings if 2 * a * b == 20]
    assert found == [(2, 5), (2.5, 4), (4, 2.5), (5, 2)]
    assert 2 * max(settings) ** 2 == figures.LONGEST


def test_the_derivatives_and_the_first_step() -> None:
    assert two_weights.gradients(*NET) == (-18, -72)
    assert two_weights.step(*NET, 0.01) == pytest.approx((2.18, 1.22))
    assert round(loss(2.18, 1.22), 2) == 107.76
    by_w1 = central_difference(lambda w: loss(w, 0.5), 2.0)
    by_w2 = central_difference(lambda w: loss(2.0, w), 0.5)
    assert (by_w1, by_w2) == pytest.approx((-18, -72))
    assert (-18 * 0.5, -9 * 2, -18 * 4) == (-9, -18, -72)
    assert (2.0 * 0.5, 2.0 * 2.0) == (1, 4)  # w2 · x against h


def test_ten_epochs() -> None:
    table = two_weights.train(*NET, 0.01, 10)
    assert len(table) == 11
    assert round(table[10].y_hat, 4) == 19.9998
    assert (round(table[10].w1, 1), round(table[10].w2, 1)) == (3.4, 2.9)
    assert (round(table[2].w1, 3), round(table[2].w2, 3)) == (2.538, 1.860)
    assert [round(row.loss, 2) for row in table[:2]] == [162, 107.76]
    moved1, moved2 = table[10].w1 - 2, table[10].w2 - 0.5
    assert moved2 > moved1 > 0


def test_the_derivative_by_w1_grows_for_two_steps() -> None:
    slopes = [
        two_weights.gradients(2.0, 20.0, row.w1, row.w2)
        for row in two_weights.train(*NET, 0.01, 10)
    ]
    sizes = np.abs([by_w1 for by_w1, _ in slopes])
    assert sizes[0] == 18
    assert round(sizes[2]) == 39
    assert np.array_equal(np.diff(sizes) > 0, [True] * 2 + [False] * 8)
    assert all(1 < by_w2 / by_w1 < 1.25 for by_w1, by_w2 in slopes[3:])


def test_the_planted_bug_lowers_the_loss_more() -> None:
    w1, w2, losses = checks.mend_train.unchanged(*NET, 0.01, 10)  # type: ignore[misc]
    after_one = checks.mend_train.unchanged(*NET, 0.01, 1)  # type: ignore[misc]
    assert after_one[:2] == pytest.approx((2.4392, 1.22))
    assert round(loss(*after_one[:2]), 2) == 98.68
    assert all(np.diff(losses) < 0)
    assert 2.0 * w1 * w2 == pytest.approx(20, abs=0.01)


def test_the_planted_bug_is_no_gradient() -> None:
    assert (2 - 2.4392) / 0.01 == pytest.approx(-43.92)
    assert -18 * 1.22 * 2 == pytest.approx(-43.92)
    assert "gradient descent ends at 18; that of the colleague's loop diverges" in (
        figures.two_loops(0.03).alt
    )
    right = [row.loss for row in two_weights.train(*NET, 0.03, 10)]
    assert max(right[1:]) < 50
    *_, hers = checks.mend_train.unchanged(*NET, 0.03, 5)  # type: ignore[misc]
    assert hers[4] > 1000 * max(right[1:])
    low, _ = figures.two_loops(0.03).figure.axes[0].get_ylim()
    assert low < min(right + hers.tolist()) < 20 * low
    assert "107.76 and 98.68" in figures.two_loops(0.01).alt


def test_what_the_pictures_say() -> None:
    assert "2 basis points, 18 below the outcome of 20." in figures.dials().alt
    assert "12 above" in figures.dials(4, 4).alt
    assert "meets the outcome" in figures.dials(2, 5).alt
    assert "its slope is -18: the loss falls" in figures.loss_slope(2).alt
    assert "its slope is 0: the minimum" in figures.loss_slope(20).alt
    assert "dL/dw2 = dL/dŷ · h = (−18) · 4 = −72" in figures.net("backward 2").alt
    assert "w1 = 2 − 0.01 · (−18) = 2.18" in figures.net("update").alt
    words = [text.get_text() for text in figures.net("backward 2").figure.axes[0].texts]
    assert "backward 2: dL/dw2 = dL/dŷ · h = (−18) · 4 = −72" in words
    assert "falls from 162 to 107.8" in figures.net("update").alt
    assert "dL/dw = dL/dŷ · x = (−4) · 3 = −12" in figures.one_weight("backward 1").alt
    assert "from x = 2 it makes h = 4, ŷ = 2, L = 162." in figures.graph().alt
    assert "dL/dw2 = −72, dL/dh = −9, dL/dw1 = −18" in figures.graph().alt
    assert "w1 = 3.391, w2 = 2.949; the loss is below 0.005" in figures.loss_surface(10).alt


def test_moving_a_picture_is_drawing_it_there() -> None:
    moved = drawn(figures.loss_surface(0)).move(epoch=7)
    assert moved.png() == figures.loss_surface(7).png()
    assert moved.alt == figures.loss_surface(7).alt


def test_no_word_of_a_picture_lies_on_another_at_any_stop() -> None:
    settings = [0.5, 1.0, 2.0, 3.0, 5.0, 9.0]
    assert overprints(figures.dials(), w1=settings, w2=settings) == []
    assert overprints(figures.loss_slope(), y_hat=range(41)) == []
    assert overprints(figures.loss_surface(), epoch=range(11)) == []
    assert overprints(figures.two_loops(), lr=[0.01 + 0.0025 * k for k in range(9)]) == []
    assert overprints(figures.net(), step=figures.STOPS) == []
    assert overprints(figures.one_weight(), step=["backward 1"]) == []
    assert overprints(figures.graph()) == []


def test_a_bar_that_is_too_long_says_so() -> None:
    words = [text.get_text() for text in figures.dials(9, 9).figure.axes[0].texts]
    assert any("the bar stops at 50" in text for text in words)
