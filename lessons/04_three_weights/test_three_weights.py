"""What lesson 04 says in prose, and what its pictures say, comes out of a computation."""

import numpy as np
import pytest

from helpers.activations import sigmoid, sigmoid_prime
from helpers.checking import CheckFailed
from helpers.gradients import central_difference, numerical_gradient, relative_error
from helpers.lessons import three_weights, two_weights
from helpers.lessons.three_weights import checks, figures
from helpers.losses import half_squared_error
from tests.lesson import drawn, read
from tests.overprint import overprints

X, Y, W = (2.0, 3.0), 1.0, (0.5, -0.5, 0.5)
STUCK = (3.0, 0.5, 0.5)


def loss(w: np.ndarray, x: tuple[float, float] = X, y: float = Y) -> float:
    return float(half_squared_error(three_weights.forward(x, w)[3], y))


def test_the_nodes_of_the_sigmoid() -> None:
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


def test_layers_that_only_multiply_and_add_are_one_layer() -> None:
    x, w1, w2 = np.array([1.5, -2.0]), np.array([[0.4, 1.3], [-2.0, 0.7]]), np.array([[0.9, -1.1]])
    assert w2 @ (w1 @ x) == pytest.approx((w2 @ w1) @ x)


def test_the_tanh_is_a_stretched_sigmoid_and_four_times_as_steep() -> None:
    z = np.linspace(-3, 3, 61)
    assert np.tanh(z) == pytest.approx(2 * sigmoid(2 * z) - 1)
    steepest = central_difference(lambda t: float(np.tanh(t)), 0.0)
    assert steepest == pytest.approx(1) and steepest / sigmoid_prime(0) == pytest.approx(4)


def test_the_greatest_slope_is_a_quarter() -> None:
    assert round(float(np.e), 3) == 2.718
    z = np.linspace(-8, 8, 1601)
    assert sigmoid_prime(z).max() == 0.25
    assert z[sigmoid_prime(z).argmax()] == pytest.approx(0, abs=1e-12)


def test_x_times_1_minus_x_is_wrong_of_z_and_right_of_the_output() -> None:
    z = np.array([-2.0, 0.0, 1.5])
    assert not np.isclose(z * (1 - z), sigmoid_prime(z)).any()
    assert z[1] * (1 - z[1]) == 0
    assert np.allclose(sigmoid(z) * (1 - sigmoid(z)), sigmoid_prime(z))


def test_the_forward_pass() -> None:
    values = three_weights.forward(X, W)
    assert [round(v, 4) for v in values] == [-0.5, 0.3775, 0.1888, 0.5471]
    assert round(values[3] - Y, 3) == -0.453


def test_without_a_bias_this_net_always_says_rise() -> None:
    ends = [three_weights.forward((x1, 0), W)[3] for x1 in (-60, 60)]
    assert ends == pytest.approx([0.5, float(sigmoid(0.5))])


def test_the_net_with_one_weight() -> None:
    y_hat = float(sigmoid(1.2))
    slope = float(sigmoid_prime(1.2))
    assert (round(y_hat * slope, 2), round(100 * slope)) == (0.14, 18)
    row = [y_hat, slope, y_hat * slope, y_hat * slope * 1.5]
    assert [round(v, 4) for v in row] == [0.7685, 0.1779, 0.1367, 0.2051]
    nudged = central_difference(lambda w: float(half_squared_error(sigmoid(1.5 * w), 0)), 0.8)
    assert round(nudged, 4) == 0.2051


def test_the_gradient_on_its_way() -> None:
    z1, h1, z2, y_hat = three_weights.forward(X, W)
    blame = three_weights.output_blame(z2, Y)
    at_z1 = blame * 0.5 * float(sigmoid_prime(z1))
    slopes = three_weights.gradients(X, Y, W)
    assert round(y_hat - Y, 5) == -0.45295
    assert (round(blame, 5), round(slopes[2], 5), round(at_z1, 5)) == (-0.11223, -0.04237, -0.01319)
    assert round(three_weights.output_blame(-1.4, Y), 4) == -0.1273
    assert f"{at_z1 / (y_hat - Y):.1%}" == "2.9%"
    assert round(0.25 * 0.5 * 0.25, 2) == 0.03
    assert all(slopes < 0)
    assert relative_error(slopes, numerical_gradient(loss, W)) < 1e-8
    assert round(blame * h1, 5) == -0.04237


def test_the_first_step_of_the_network() -> None:
    moves = 0.1 * np.abs(three_weights.gradients(X, Y, W))
    assert [round(float(move), 4) for move in moves] == [0.0026, 0.0040, 0.0042]


def test_why_the_steps_are_smaller_than_in_lesson_03() -> None:
    there, here = 72, np.abs(three_weights.gradients(X, Y, W)).max()
    errors = 18, 1 - three_weights.forward(X, W)[3]
    assert two_weights.gradients(2.0, 20.0, 2.0, 0.5) == (-18, -there)
    assert round(errors[0] / errors[1]) == 40
    each = there / errors[0], here / errors[1]
    assert (each[0], round(each[1], 3), round(each[0] / each[1])) == (4, 0.094, 43)


def test_cross_entropy_leaves_the_error() -> None:
    def loss(z: float, y: float) -> float:
        p = float(sigmoid(z))
        return float(-y * np.log(p) - (1 - y) * np.log(1 - p))

    for z, y in ((6.0, 0.0), (0.19, 1.0)):
        assert central_difference(lambda t, y=y: loss(t, y), z) == pytest.approx(sigmoid(z) - y)  # type: ignore[misc]


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
    assert sigmoid_prime(4) < 0.25 / 10


def test_the_stress_leaves_little_for_w1() -> None:
    z1 = three_weights.forward((2, 12), W)[0]
    stressed, calm = (three_weights.gradients((2, x2), Y, W)[0] for x2 in (12, 3))
    assert (z1, round(float(sigmoid_prime(z1)), 4)) == (-5, 0.0066)
    assert (round(stressed, 5), round(calm, 4), round(calm / stressed)) == (-0.00083, -0.0264, 32)


def test_sure_and_wrong() -> None:
    a, b = (three_weights.output_blame(z2, 0) for z2 in (0.19, 6.0))
    assert (round(a, 3), round(b, 4)) == (0.136, 0.0025)
    assert round(a / b) == 55
    assert (round(float(sigmoid(0.19)), 3), round(float(sigmoid(6)), 3)) == (0.547, 0.998)
    assert round(float(sigmoid_prime(6)), 4) == 0.0025
    assert round(float(half_squared_error(sigmoid(6), 0)), 2) == 0.5
    assert half_squared_error(sigmoid(-3), 0) < 0.002
    # Through z2 = 6 the whole training stands still: 1 · h1 = 6 needs a large w3.
    x, w = (2.0, 0.0), (0.5, -0.5, 6 / float(sigmoid(1.0)))
    table = three_weights.train(x, 0.0, w, 0.1, 10)
    assert abs(table[10].error - table[0].error) < 0.001


def test_the_slider_of_the_lesson_reaches_a_sure_and_wrong_net() -> None:
    y_hat = three_weights.forward((2, 0), (0.5, -0.5, 8))[3]
    assert round(100 * y_hat, 1) == 99.7
    widths = [bar.get_width() for bar in figures.gradient_chain(0, 8, 0).figure.axes[0].patches]
    assert widths[2] == pytest.approx(8 * widths[1]) and widths[2] < 0.03
    assert (round(widths[1], 5), round(100 * widths[1] / widths[0], 1)) == (0.00286, 0.3)


def test_no_number_of_the_chain_is_minus_nought_or_unexplained() -> None:
    for x2, y in ((0, 1), (0, 0), (12, 0)):
        texts = [t.get_text() for t in figures.gradient_chain(x2, 8, y).figure.axes[0].texts[:7]]
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

    with pytest.raises(CheckFailed, match="do both weights start from"):
        checks.gradients(answer)


def test_the_planted_bug() -> None:
    faulty = checks.mend_slopes.unchanged
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

    assert round(float(numerical_gradient(loss, W)[0]), 4) == -0.0264
    assert round(float(faulty(X, Y, W)[0]), 4) == -0.0254
    assert round(100 * (1 - faulty(X, Y, W)[0] / three_weights.gradients(X, Y, W)[0])) == 4
    assert faulty(X, Y, STUCK)[0] / three_weights.gradients(X, Y, STUCK)[0] > 300


def test_where_the_planted_bug_shows() -> None:
    faulty = checks.mend_slopes.unchanged
    assert faulty is not None
    places = ((0.3, 0.2, 0.5), (3.0, -2.0, 0.5), STUCK)
    assert [round(three_weights.forward(X, w)[0], 9) for w in places] == [1.2, 0, 7.5]
    off = [abs(faulty(X, Y, w)[0] / three_weights.gradients(X, Y, w)[0] - 1) for w in places]
    assert max(off[:2]) < 0.3 < 300 < off[2]

    for w in places:
        assert three_weights.colleagues_gradients(X, Y, w) == pytest.approx(faulty(X, Y, w))


def test_her_slopes_are_never_flat() -> None:
    hers = sigmoid_prime(np.linspace(0, 1, 101))
    assert (round(float(hers.min()), 3), float(hers.max())) == (0.197, 0.25)
    assert sigmoid_prime(np.linspace(-1, 1, 101)).min() == pytest.approx(hers.min())


def test_the_net_agrees_with_nudging_at_many_places() -> None:
    rng = np.random.default_rng(4)
    for _ in range(20):
        x, w = tuple(rng.normal(size=2)), rng.normal(size=3)
        y = float(rng.integers(2))
        nudged = numerical_gradient(lambda v, x=x, y=y: loss(v, x, y), w)  # type: ignore[misc]
        assert np.allclose(three_weights.gradients(x, y, w), nudged, rtol=1e-6, atol=1e-10)


def test_what_the_pictures_say() -> None:
    assert (
        "line says 1.5, which is no probability; the sigmoid says 0.982"
        in figures.line_or_sigmoid().alt
    )
    assert "line says 0.5, which is a probability" in figures.line_or_sigmoid(0).alt
    assert "at z = 4 its slope is 0.0177" in figures.sigmoid_slope().alt
    chain = figures.gradient_chain()
    assert "−0.112 passes the last sigmoid and −0.0132 arrives at z1" in chain.alt
    assert "2.9% is left" in chain.alt
    assert "The prediction is 0.997 and y = 0" in figures.gradient_chain(x2=0, w3=8, y=0).alt
    assert "dL/dw3 = dL/dz2 · h1 = (−0.1122) · 0.3775 = −0.04237" in figures.net("backward 2").alt
    assert "dL/dw = dL/dz · x = 0.1367 · 1.5 = 0.2051" in figures.one_weight("backward 1").alt


def test_the_bars_are_the_derivatives() -> None:
    figure = figures.gradient_chain().figure
    widths = [bar.get_width() for bar in figure.axes[0].patches]
    slopes = np.abs(three_weights.gradients(X, Y, W))
    assert widths[4:] == pytest.approx(slopes[::-1])
    assert widths[:4] == pytest.approx([0.45295, 0.11223, 0.05612, 0.01319], abs=1e-5)


@pytest.mark.parametrize(
    ("draw", "state"),
    [
        (figures.line_or_sigmoid, {"z": -3}),
        (figures.gradient_chain, {"x2": 5, "w3": 4, "y": 0}),
    ],
)
def test_moving_a_picture_is_drawing_it_there(draw, state) -> None:  # type: ignore[no-untyped-def]
    moved = drawn(draw()).move(**state)
    assert moved.png() == draw(**state).png()
    assert moved.alt == draw(**state).alt


def test_no_word_of_a_picture_lies_on_another_at_any_stop() -> None:
    weights = [0.25, 0.5, 1, 2, 4, 8]
    assert overprints(figures.gradient_chain(), x2=range(13), w3=weights, y=[1, 0]) == []
    assert overprints(figures.sigmoid_slope()) == []
    assert overprints(figures.line_or_sigmoid()) == []
    assert overprints(figures.net(), step=figures.STOPS) == []
    assert overprints(figures.one_weight(), step=["backward 1"]) == []
