"""What lesson 03 says in prose, and what its pictures say, comes out of a computation."""

import numpy as np
import pytest

from helpers import figures, two_weights
from helpers.check import two_weights as check
from helpers.losses import half_squared_error, half_squared_error_prime

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
    assert round(3 * 2.01, 2) == 6.03
    assert round(float(half_squared_error(3 * 2.01, 10)), 2) == 7.88
    assert half_squared_error(3 * 2, 10) == 8
    assert 2 - 0.01 * -12 == 2.12
    assert round(3 * 2.12, 2) == 6.36
    assert round(float(half_squared_error(3 * 2.12, 10)), 2) == 6.62


def test_the_slopes_and_the_first_step() -> None:
    assert two_weights.gradients(*NET) == (-18, -72)
    assert two_weights.step(*NET, 0.01) == pytest.approx((2.18, 1.22))
    assert round(loss(2.18, 1.22), 2) == 107.76
    gain1, gain2 = loss(2, 0.5) - loss(2.01, 0.5), loss(2, 0.5) - loss(2, 0.51)
    assert gain2 / gain1 == pytest.approx(4, rel=0.01)


def test_ten_epochs() -> None:
    table = two_weights.train(*NET, 0.01, 10)
    assert len(table) == 11
    assert round(table[10].y_hat, 4) == 19.9998
    assert (round(table[10].w1, 1), round(table[10].w2, 1)) == (3.4, 2.9)
    rises = np.diff([row.y_hat for row in table])
    assert list(np.round(rises[:3], 1)) == [3.3, 4.1, 4.6]
    assert all(np.diff(rises[2:]) < 0)
    moved1, moved2 = table[10].w1 - 2, table[10].w2 - 0.5
    assert moved2 > moved1 > 0


def test_the_planted_bug_lowers_the_loss_more() -> None:
    w1, w2, losses = check.mend_train.unchanged(*NET, 0.01, 10)  # type: ignore[misc]
    after_one = check.mend_train.unchanged(*NET, 0.01, 1)  # type: ignore[misc]
    assert after_one[:2] == pytest.approx((2.4392, 1.22))
    assert round(loss(*after_one[:2]), 2) == 98.68
    assert all(np.diff(losses) < 0)
    assert 2.0 * w1 * w2 == pytest.approx(20, abs=0.01)


def test_the_planted_bug_is_no_gradient() -> None:
    assert (2 - 2.4392) / 0.01 == pytest.approx(-43.92)
    assert -18 * 1.22 * 2 == pytest.approx(-43.92)
    assert "gradient descent ends at 18; that of the loop that moves w2 first runs away" in (
        figures.two_loops(0.03).alt
    )
    right = [row.loss for row in two_weights.train(*NET, 0.03, 4)]
    assert max(right[1:]) < 50
    *_, hers = check.mend_train.unchanged(*NET, 0.03, 5)  # type: ignore[misc]
    assert hers[4] > 1000 * max(right[1:])
    assert "107.76 and 98.68" in figures.two_loops(0.01).alt


def test_exchanging_the_weights_exchanges_the_blame() -> None:
    assert two_weights.gradients(2.0, 20.0, 0.5, 2.0) == (-72, -18)


def test_what_the_pictures_say() -> None:
    assert "18 below the outcome of 20; the loss is 162" in figures.dials().alt
    assert "12 above" in figures.dials(4, 4).alt
    assert "meets the outcome" in figures.dials(2, 5).alt
    assert "its slope is -18: the loss falls" in figures.loss_slope(2).alt
    assert "floor of the bowl" in figures.loss_slope(20).alt
    assert "w1 = 3.391, w2 = 2.949; the loss is below 0.005" in figures.loss_surface(10).alt


def test_moving_a_picture_is_drawing_it_there() -> None:
    moved = figures.loss_surface(0).move(epoch=7)
    assert moved.png() == figures.loss_surface(7).png()
    assert moved.alt == figures.loss_surface(7).alt
