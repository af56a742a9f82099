"""What the lecture says in prose comes out of a computation."""

import re

import numpy as np

from helpers import one_class
from helpers.activations import sigmoid, sigmoid_prime
from helpers.lessons import two_weights
from helpers.lessons.batch_size import figures as batches
from helpers.lessons.learning_rate import desk, walks
from helpers.lessons.loss_curves import figures as curves
from helpers.one_class import figures as letters


def test_forward_and_backward_at_the_board() -> None:
    h, y_hat = two_weights.forward(2, 2, 0.5)
    assert (h, y_hat) == (4, 2)
    error = y_hat - 20
    assert error == -18 and 0.5 * error**2 == 162
    assert two_weights.gradients(2, 20, 2, 0.5) == (-18, -72)
    assert error * 0.5 == -9


def test_ten_steps_lead_into_the_valley() -> None:
    rows = two_weights.train(2, 20, 2, 0.5, 0.01, num_epochs=10)
    assert rows[0].loss == 162 and rows[-1].loss < 1e-6


def test_where_the_fog_hides_the_minimum() -> None:
    assert desk.slope(0.8) < 0 < desk.slope(0.9)


def test_rates_on_the_parabola() -> None:
    def distances(lr: float) -> np.ndarray:
        return walks.walk(walks.parabola_slope, 0.0, lr, 12) - walks.MINIMUM

    assert distances(0.25)[1] == 0
    assert distances(0.02)[-1] < -1
    assert all(distances(0.05) < 0) and distances(0.4)[1] > 0
    assert abs(distances(0.48)[-1]) < 3 < abs(distances(0.52)[-1])


def test_sure_and_wrong() -> None:
    assert round(float(sigmoid(-4.0)), 2) == 0.02
    slopes = re.findall(r"is (-[\d.]+)", curves.sure_and_wrong(logit=-4).alt)
    assert float(slopes[0]) < -0.9 and "squared loss -0.035" in curves.sure_and_wrong(-4).alt
    assert sigmoid_prime(np.linspace(-9, 9, 999)).max() <= 0.25


def test_two_wild_days_decide() -> None:
    assert "about 4 fifths of the sum of the sizes" in curves.crash_week().alt


def test_a_letter_for_each_rate() -> None:
    losses = {
        name: one_class.parabola_loss(one_class.descent(lr)) for name, lr in one_class.RATES.items()
    }
    assert all(np.diff(losses["A"]) > 0)
    assert all(np.diff(losses["B"]) < 0) and losses["B"][-1] > 1 > losses["C"][3]
    assert "A 164.57, B 3.13, C 0.00" in letters.three_letters().alt
    moved = letters.three_letters(step=5).move(step=20)
    assert moved.png() == letters.three_letters().png()


def test_one_row_leads_uphill_a_third_of_the_time() -> None:
    uphill = re.search(r"(\d+) of 300 dots", batches.cloud(batch_size=1).alt)
    assert uphill and 90 <= int(uphill[1]) <= 110


def test_mini_batches_end_lowest() -> None:
    said = batches.three_walks().alt
    one, some, all_ = (float(n) for n in re.findall(r"per update (\d+\.\d+)", said))
    assert some < one < all_
