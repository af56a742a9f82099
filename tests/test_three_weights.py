"""What lesson 04 says in prose, and what its pictures say, comes out of a computation."""

import numpy as np
import pytest

from helpers import figures, three_weights
from helpers.activations import sigmoid, sigmoid_prime
from helpers.check import CheckFailed
from helpers.check import three_weights as check
from helpers.gradients import central_difference, numerical_gradient, relative_error
from helpers.losses import half_squared_error

from .lesson import read

X, Y, W = (2.0, 3.0), 1.0, (0.5, -0.5, 0.5)
STUCK = (3.0, 0.5, 0.5)


def loss(w: np.ndarray, x: tuple[float, float] = X, y: float = Y) -> float:
    return float(half_squared_error(three_weights.forward(x, w)[3], y))


def test_the_boxes_of_the_sigmoid() -> None:
    u = 0.5
    v = np.exp(u)
    n = 1 + v
    assert [round(float(k), 4) for k in (v, n, 1 / n, -1 / n**2)] == [
        1.6487,
        2.6487,
        0.3775,
        -0.1425,
    ]
    assert round(float(-1 * v * 1 * (-1 / n**2)), 4) == 0.2350
    assert round(0.3775 * 0.6225, 4) == 0.2350
    assert round(central_difference(lambda z: float(sigmoid(z)), -0.5), 4) == 0.2350


def test_the_greatest_slope_is_a_quarter() -> None:
    z = np.linspace(-8, 8, 1601)
    assert sigmoid_prime(z).max() == 0.25
    assert z[sigmoid_prime(z).argmax()] == pytest.approx(0, abs=1e-12)


def test_the_older_function_is_wrong_of_z_and_right_of_the_output() -> None:
    z = np.array([-2.0, 0.0, 1.5])
    assert not np.isclose(z * (1 - z), sigmoid_prime(z)).any()
    assert z[1] * (1 - z[1]) == 0
    assert np.allclose(sigmoid(z) * (1 - sigmoid(z)), sigmoid_prime(z))


def test_the_forward_pass() -> None:
    values = three_weights.forward(X, W)
    assert [round(v, 4) for v in values] == [-0.5, 0.3775, 0.1888, 0.5471]
    assert round(values[3] - Y, 3) == -0.453


def test_the_net_with_one_weight() -> None:
    y_hat = float(sigmoid(1.2))
    slope = float(sigmoid_prime(1.2))
    row = [y_hat, slope, y_hat * slope, y_hat * slope * 1.5]
    assert [round(v, 4) for v in row] == [0.7685, 0.1779, 0.1367, 0.2051]
    nudged = central_difference(lambda w: float(half_squared_error(sigmoid(1.5 * w), 0)), 0.8)
    assert round(nudged, 4) == 0.2051


def test_the_blame_on_its_way() -> None:
    z1, h1, z2, y_hat = three_weights.forward(X, W)
    blame = three_weights.output_blame(z2, Y)
    at_z1 = blame * 0.5 * float(sigmoid_prime(z1))
    slopes = three_weights.gradients(X, Y, W)
    assert (round(blame, 5), round(slopes[2], 5), round(at_z1, 5)) == (-0.11223, -0.04237, -0.01319)
    assert round(three_weights.output_blame(0.19, Y), 4) == -0.1121
    assert f"{at_z1 / (y_hat - Y):.1%}" == "2.9%"
    assert round(0.25 * 0.5 * 0.25, 2) == 0.03
    assert all(slopes < 0)
    assert relative_error(slopes, numerical_gradient(loss, W)) < 1e-8
    # The older text's number comes of rounding on the way.
    assert round(-0.1123 * 0.3775, 5) == -0.04239
    assert round(blame * h1, 5) == -0.04237


def test_ten_epochs() -> None:
    table = three_weights.train(X, Y, W, 0.1, 10)
    assert len(table) == 11
    assert (round(table[0].y_hat, 3), round(table[10].y_hat, 4)) == (0.547, 0.5569)
    assert (round(table[0].error, 3), round(table[10].error, 3)) == (-0.453, -0.443)
    assert round(table[0].error, 5) == -0.45295
    assert round(table[10].y_hat - table[0].y_hat, 2) == 0.01
    rises = np.diff([row[3:] for row in table], axis=0)
    assert (rises > 0).all()
    assert rises.sum(axis=0).argmin() == 0


def test_719_steps_to_reach_nine_tenths() -> None:
    table = three_weights.train(X, Y, W, 0.1, 720)
    assert next(row.epoch for row in table if row.y_hat >= 0.9) == 719
    assert three_weights.train(X, Y, W, 10.0, 2000)[-1].y_hat < 1


def test_the_slopes_far_out() -> None:
    assert round(float(sigmoid_prime(4)), 4) == 0.0177
    assert round(float(sigmoid_prime(10)), 6) == 0.000045
    assert sigmoid_prime(4) < 0.025 < sigmoid_prime(2)  # the slider's question


def test_sure_and_wrong() -> None:
    a, b = (three_weights.output_blame(z2, 0) for z2 in (0.19, 6.0))
    assert (round(a, 3), round(b, 4)) == (0.136, 0.0025)
    assert round(a / b) == 55
    assert (round(float(sigmoid(0.19)), 3), round(float(sigmoid(6)), 3)) == (0.547, 0.998)
    assert round(float(sigmoid_prime(6)), 4) == 0.0025
    # Through z2 = 6 the whole training stands still: 1 · h1 = 6 needs a large w3.
    x, w = (2.0, 0.0), (0.5, -0.5, 6 / float(sigmoid(1.0)))
    table = three_weights.train(x, 0.0, w, 0.1, 10)
    assert abs(table[10].error - table[0].error) < 0.001


def test_the_slider_of_the_lesson_reaches_a_sure_and_wrong_net() -> None:
    y_hat = three_weights.forward((2, 0), (0.5, -0.5, 8))[3]
    assert round(100 * y_hat, 1) == 99.7
    widths = [bar.get_width() for bar in figures.blame_chain(0, 8, 0).figure.axes[0].patches]
    assert widths[2] == pytest.approx(8 * widths[1]) and widths[2] < 0.03


def test_no_number_of_the_chain_is_minus_nought_or_unexplained() -> None:
    for x2, y in ((0, 1), (0, 0), (12, 0)):
        texts = [t.get_text() for t in figures.blame_chain(x2, 8, y).figure.axes[0].texts[:7]]
        assert all("(" in text and not text.startswith("−0 ") for text in texts)


@pytest.mark.parametrize("line", ["dL_dz1 = dL_dh1", "start = dL_dh1"])
def test_the_hint_on_the_first_bend_is_true_of_both_slips(line: str) -> None:
    def answer(x, y, w):  # type: ignore[no-untyped-def]
        z1, h1, z2, _ = three_weights.forward(x, w)
        dL_dz2 = three_weights.output_blame(z2, y)
        names = {"dL_dh1": dL_dz2 * w[2], "dL_dz1": dL_dz2 * w[2] * sigmoid_prime(z1)}
        exec(line, names)
        start = names.get("start", names["dL_dz1"])
        return start * x[0], start * x[1], dL_dz2 * h1

    with pytest.raises(CheckFailed, match="do both weights start from dL_dz1"):
        check.gradients(answer)


def test_the_planted_bug() -> None:
    faulty = check.mend_slopes.unchanged
    assert faulty is not None
    given = [c for c in read("notebooks", "04_three_weights").cells if c.id == "mend_slopes"]
    names = {"three_weights": three_weights, "sigmoid_prime": sigmoid_prime}
    exec(given[0].source, names)
    for place in (W, STUCK):
        assert names["mend_slopes"](X, Y, place) == pytest.approx(faulty(X, Y, place))  # type: ignore[operator]

    w = np.array(W)
    for _ in range(10):
        w = w - 0.1 * faulty(X, Y, w)
    assert round(three_weights.forward(X, w)[3], 4) == 0.5563

    for place, digits, nudged, hers in ((W, 4, -0.0264, -0.0254), (STUCK, 6, -0.000049, -0.0169)):
        assert round(float(numerical_gradient(loss, place)[0]), digits) == nudged
        assert round(float(faulty(X, Y, place)[0]), 4) == hers
    assert round(100 * (1 - faulty(X, Y, W)[0] / three_weights.gradients(X, Y, W)[0])) == 4
    assert faulty(X, Y, STUCK)[0] / three_weights.gradients(X, Y, STUCK)[0] > 300
    assert three_weights.forward(X, STUCK)[0] == 7.5


def test_the_net_agrees_with_nudging_at_many_places() -> None:
    rng = np.random.default_rng(4)
    for _ in range(20):
        x, w = tuple(rng.normal(size=2)), rng.normal(size=3)
        y = float(rng.integers(2))
        nudged = numerical_gradient(lambda v, x=x, y=y: loss(v, x, y), w)  # type: ignore[misc]
        assert np.allclose(three_weights.gradients(x, y, w), nudged, rtol=1e-6, atol=1e-10)


def test_what_the_pictures_say() -> None:
    assert (
        "line says 1.5, which is no probability; the bend says 0.982" in figures.line_or_bend().alt
    )
    assert "line says 0.5, which is a probability; the bend says 0.5" in figures.line_or_bend(0).alt
    assert "slope is 0.25: the greatest that there is" in figures.bend().alt
    assert "a = 0.881 and its slope is 0.105: 0.42 times" in figures.bend(2).alt
    assert "−0.112 passes the last bend and −0.0132 arrives at z1" in figures.blame_chain().alt
    assert "2.9% is left" in figures.blame_chain().alt
    assert "The forecast is 0.997 and y = 0" in figures.blame_chain(x2=0, w3=8, y=0).alt


def test_the_bars_are_the_blames() -> None:
    figure = figures.blame_chain().figure
    widths = [bar.get_width() for bar in figure.axes[0].patches]
    slopes = np.abs(three_weights.gradients(X, Y, W))
    assert widths[4:] == pytest.approx(slopes[::-1])
    assert widths[:4] == pytest.approx([0.45295, 0.11223, 0.05612, 0.01319], abs=1e-5)


@pytest.mark.parametrize(
    ("draw", "state"),
    [
        (figures.line_or_bend, {"score": -3}),
        (figures.bend, {"z": -6}),
        (figures.blame_chain, {"x2": 5, "w3": 4, "y": 0}),
    ],
)
def test_moving_a_picture_is_drawing_it_there(draw, state) -> None:  # type: ignore[no-untyped-def]
    moved = draw().move(**state)
    assert moved.png() == draw(**state).png()
    assert moved.alt == draw(**state).alt
