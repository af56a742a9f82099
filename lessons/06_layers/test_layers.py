"""What lesson 06 says in prose, and what its pictures say, comes out of a computation."""

import numpy as np
import pytest

from helpers import layers
from helpers.activations import relu, relu_prime, sigmoid, sigmoid_prime, softmax
from helpers.checking import CheckFailed, NotAttempted
from helpers.checking.reading import Layers
from helpers.cross_entropy import categorical_cross_entropy_from_scores
from helpers.gradients import central_difference, numerical_gradient, relative_error
from helpers.lessons.layers import checks, figures
from helpers.lessons.layers.checks import variants as layers_variants
from helpers.market import three_days
from helpers.network import Network, pack, unpack


def test_a_list_that_holds_too_little_is_told_apart() -> None:
    def without_x(x: object, weights: object, biases: object) -> object:
        return layers.forward_pass(x, weights, biases)[1:]  # type: ignore[arg-type]

    with pytest.raises(CheckFailed, match="it should hold 3: x first") as caught:
        checks.forward_pass(without_x)
    assert "They are the last ones" in str(caught.value)


# --- the helpers' passes are the students' ones ---


def test_the_lessons_copies_agree_with_the_slow_ways() -> None:
    x, weights, biases = checks.net(5, (3, 4, 5, 2), 6)
    for mine, slow in zip(
        layers.forward_pass(x, weights, biases),
        layers_variants.forward_slowly(x, weights, biases),
        strict=True,
    ):
        assert mine == pytest.approx(slow)
    point = checks.backward_point(6, (3, 4, 5, 2), 6)
    for mine, slow in zip(
        Layers().flat("WB", layers.backward_pass(*point)),
        Layers().flat("WB", layers_variants.backward_slowly(*point)),
        strict=True,
    ):
        assert mine == pytest.approx(slow)


def test_nobody_nudges_a_class() -> None:
    """An answer may pick the class by a product, by argmax or by a mask: all are right."""

    def wrong_gradient(Z: np.ndarray, Y: np.ndarray) -> tuple[np.ndarray, float, np.ndarray]:
        P, loss, dL_dZ = checks.softmax_loss.reference(Z, Y)
        return P, loss + 0.01 * float(np.sum(Z**2)), dL_dZ

    with pytest.raises(CheckFailed) as caught:
        checks.softmax_loss(wrong_gradient)
    assert "Y" not in str(caught.value).partition("you return")[2]


def test_the_given_softmax_is_not_attempted_and_others_are_told_why_nan_comes() -> None:
    def given(Z: np.ndarray) -> np.ndarray:
        return np.asarray(np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))

    with pytest.raises(NotAttempted, match="what the given code returns"):
        checks.mend_softmax(given)

    def three_classes_only(Z: np.ndarray) -> np.ndarray:
        assert Z.shape[1] >= 3
        return given(Z)

    with pytest.raises(CheckFailed):
        checks.mend_softmax(three_classes_only, (np.array([[900.0, 1.0, 2.0], [1.0, 2.0, 0.5]]),))


# --- part 1 ---


def test_the_layer_by_hand() -> None:
    z = checks.WEIGHTS[0] @ checks.X[0] + checks.BIASES[0]
    assert z == pytest.approx([1.7, -1.8])
    assert list(relu(z)) == pytest.approx([1.7, 0])
    assert 0.4 * 2 + (-0.3) * (-1) + 1 * 0.5 + 0.1 == pytest.approx(1.7)
    assert (-0.6) * 2 + 0.5 * (-1) + 0.2 * 0.5 - 0.2 == pytest.approx(-1.8)
    _, hidden, y_hat = layers.forward_pass(checks.X, checks.WEIGHTS, checks.BIASES)
    assert list(hidden[0]) == pytest.approx([1.7, 0])
    assert list(y_hat[:, 0].round(4)) == [0.7595, 0.2829, 0.5150, 0.6921]


def test_linear_layers_collapse() -> None:
    x, w1, b1, w2, b2 = np.random.default_rng(0).normal(size=5)
    assert w2 * (w1 * x + b1) + b2 == pytest.approx((w2 * w1) * x + (w2 * b1 + b2))


def test_the_counts_of_weights_and_biases() -> None:
    assert [5 * 2 + 5, 4 * 5 + 4, 3 * 4 + 3] == [15, 24, 15]
    assert Network((2, 5, 4, 3)).parameters.size == 15 + 24 + 15
    assert Network((10, 30, 20, 3)).parameters.size == 1013


def test_same_count_is_not_same_shape() -> None:
    y = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 0.0])
    assert (y.reshape(6, 1) - y).shape == (6, 6)
    assert np.mean((y.reshape(6, 1) - y) ** 2) == 0.5
    assert np.sum(y.reshape(6, 1) != y) == 18


def test_two_products_of_the_puzzle_fit() -> None:
    fitting = [p for p in ("A @ W", "W @ A", "A @ W.T", "W @ A.T", "A * W")]
    says = {product: figures.shape_puzzle(product).alt for product in fitting}
    assert [p for p, text in says.items() if "it fits" in text] == ["A @ W.T", "W @ A.T"]
    assert "(6, 5)" in says["A @ W.T"] and "(5, 6)" in says["W @ A.T"]
    assert "4 and 5 differ" in says["A @ W"] and "≠" not in "".join(says.values())
    A, W = np.ones((6, 4)), np.ones((5, 4))
    assert ((A @ W.T).shape, (W @ A.T).shape) == ((6, 5), (5, 6))


# --- part 2 ---


def test_what_cross_entropy_charges() -> None:
    assert central_difference(lambda u: float(np.log(u)), 0.3) == pytest.approx(1 / 0.3)
    assert [round(-np.log(p), 2) for p in (1, 0.5, 0.01)] == [0, 0.69, 4.61]
    assert -0 * np.log(0.99) == 0  # the half −y log ŷ on a day with y = 0


def test_the_local_gradient_of_the_sigmoid_cancels() -> None:
    for y, z in [(0.0, 1.3), (1.0, -0.6)]:
        slope = central_difference(
            lambda z, y=y: -y * np.log(sigmoid(z)) - (1 - y) * np.log(1 - sigmoid(z)), z
        )
        y_hat = sigmoid(z)
        assert slope == pytest.approx(y_hat - y, abs=1e-8)
        by_y_hat = 1 / (1 - y_hat) if y == 0 else -1 / y_hat
        assert by_y_hat * sigmoid_prime(z) == pytest.approx(y_hat - y)


def test_the_day_of_the_table() -> None:
    scores = np.array([0.4, 1.6, -0.2])
    assert list(np.exp(scores).round(3)) == [1.492, 4.953, 0.819]
    assert round(np.exp(scores).sum(), 3) == 7.264
    p = softmax(scores)
    assert list(p.round(4)) == [0.2054, 0.6819, 0.1127]
    assert list((p - [1, 0, 0]).round(4)) == [-0.7946, 0.6819, 0.1127]
    assert round(-np.log(p[0]), 3) == round(-np.log(0.2054), 3) == 1.583
    slopes = numerical_gradient(
        lambda z: categorical_cross_entropy_from_scores(z[None], np.array([[1.0, 0, 0]])), scores
    )
    assert slopes == pytest.approx(p - [1, 0, 0], abs=1e-8)


def test_sure_and_wrong() -> None:
    assert round(float(sigmoid(6.0)), 3) == 0.998
    by_square = central_difference(lambda z: float(0.5 * sigmoid(z) ** 2), 6.0)
    by_entropy = central_difference(lambda z: float(-np.log(1 - sigmoid(z))), 6.0)
    assert round(by_square, 4) == 0.0025
    assert by_entropy == pytest.approx(sigmoid(6.0), abs=1e-6)
    assert round(by_entropy) == 1 and round(0.998 * 0.002, 3) == 0.002


def test_what_the_picture_of_two_losses_says() -> None:
    wrong = figures.two_losses()
    assert "0.0025 for the squared error and 0.9975 for cross-entropy" in wrong.alt


def test_the_first_point_of_softmax_loss() -> None:
    P, loss, dL_dZ = checks.softmax_loss.reference(*checks.softmax_loss.points[0])
    assert round(loss, 4) == 1.4310
    assert list(P[0].round(4)) == [0.2054, 0.6819, 0.1127]
    assert list(dL_dZ[0].round(4)) == [-0.3973, 0.3409, 0.0564]


def test_softmax_does_not_change_when_a_row_is_shifted() -> None:
    scores = np.array([0.4, 1.6, -0.2])
    assert softmax(scores + 5) == pytest.approx(softmax(scores))
    with np.errstate(over="ignore", invalid="ignore"):
        row = np.exp(np.array([1000.0, 990.0, 2.0]))
        assert np.isnan(row / row.sum()).any()
    for point in checks.mend_softmax.points:
        assert checks.mend_softmax.reference(*point) == pytest.approx(softmax(*point))


# --- part 3 ---


def test_the_table_of_four_days() -> None:
    activations = layers.forward_pass(checks.X, checks.WEIGHTS, checks.BIASES)
    dL_dZ = (activations[-1] - checks.Y) / 4
    products = dL_dZ[:, 0] * activations[1][:, 1]
    assert list(dL_dZ[:, 0].round(4)) == [-0.0601, 0.0707, -0.1213, 0.1730]
    assert round((0.7595 - 1) / 4, 4) == -0.0601

    def mean_loss(W: np.ndarray) -> float:  # cross-entropy after the sigmoid
        y_hat = layers.forward_pass(checks.X, [checks.WEIGHTS[0], W], checks.BIASES)[-1]
        return float(-np.mean(np.log(np.where(checks.Y == 1, y_hat, 1 - y_hat))))

    assert numerical_gradient(mean_loss, checks.WEIGHTS[1])[0, 1] == pytest.approx(products.sum())
    assert list(activations[1][:, 1].round(4)) == [0, 1.6, 0.3, 0.3]
    assert list(products.round(4)) == [0, 0.1132, -0.0364, 0.0519]
    assert (round(dL_dZ.sum(), 4), round(products.sum(), 4)) == (0.0624, 0.1287)
    assert list((dL_dZ @ checks.WEIGHTS[1])[0].round(4)) == [-0.0301, 0.0481]


def test_a_unit_that_is_off_passes_nothing() -> None:
    net = Network((3, 2, 1), hidden="relu", output="sigmoid")
    for layer in range(2):
        net.weights[layer][:], net.biases[layer][:] = checks.WEIGHTS[layer], checks.BIASES[layer]
    _, gradient = net.loss_and_gradient(checks.X[:1], checks.Y[:1])
    dL_dW, _ = unpack(gradient, net.sizes)
    assert not dL_dW[0][1].any() and dL_dW[0][0].all()
    assert relu_prime(np.array([-1.8])) == 0


def test_what_the_networks_say() -> None:
    assert "2–5–4–3 units" in figures.desk().alt
    arrives = figures.two_gradients(step="backward 2").alt
    assert "dL/dh1 = 0.3492 + 0.1397 = 0.4889" in arrives
    assert "dL/dh2 = −0.2095 − 0.4889 = −0.6985" in arrives
    leaves = figures.two_gradients(step="backward 1")
    assert "dL/dz2 = 0;" in leaves.alt
    written = [text.get_text() for text in leaves.figure.axes[0].texts]
    none = [w for w in range(1, 9) if f"dL/dw{w}\n= 0" in written]
    assert none == [3, 4, 6, 8]


def test_a_5_5_5_network_takes_every_order_and_only_one_is_right() -> None:
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(5, 5)), rng.integers(0, 2, (5, 5)).astype(float)
    net = Network((5, 5, 5), hidden="relu", output="sigmoid", seed=0)
    activations = layers.forward_pass(X, net.weights, net.biases)
    dL_dZ, A = (activations[-1] - Y) / Y.size, activations[1]
    right = unpack(net.loss_and_gradient(X, Y)[1], net.sizes)[0][1]
    wrong = [dL_dZ @ A, dL_dZ @ A.T, A @ dL_dZ, A.T @ dL_dZ, A @ dL_dZ.T, dL_dZ * A]
    assert relative_error(dL_dZ.T @ A, right) < 1e-12
    assert all(W.shape == (5, 5) and relative_error(W, right) > 0.1 for W in wrong)
    # With sizes 3-4-2 and 7 rows nothing but the right product and its transpose fits.
    dL_dZ, A = np.ones((7, 2)), np.ones((7, 4))
    for product in (lambda: dL_dZ @ A, lambda: A @ dL_dZ, lambda: dL_dZ @ A.T, lambda: dL_dZ * A):
        with pytest.raises(ValueError):
            product()


def test_a_transposed_gradient_is_said_first_where_relu_is_missing_too() -> None:
    both = layers_variants.backward(lambda dZ, A: A.T @ dZ, back=lambda dA, A: dA)
    with pytest.raises(CheckFailed, match="right numbers in the wrong places"):
        checks.backward_pass(lambda dL_dZ, activations, weights: both(dL_dZ, activations, weights))


def test_what_does_not_move_is_not_said_to_move() -> None:
    says = figures.desk(step="update").alt
    assert " of the 42 weights move at once; the others have the gradient 0" in says


def test_the_axes_of_the_two_losses_differ_twelve_times() -> None:
    square, entropy = (np.ptp(ax.get_ylim()) for ax in figures.two_losses().figure.axes)
    assert round(entropy / square) == 12


def test_the_first_point_of_backward_pass() -> None:
    dL_dW, dL_db = layers.backward_pass(*checks.backward_pass.points[0])
    assert list(dL_dW[1][0].round(4)) == [0.1644, 0.1287]
    assert list(dL_db[1].round(4)) == [0.0624]
    assert list(dL_db[0].round(4)) == [0.0918, -0.0980]


def test_a_thousand_derivatives_and_what_one_wrong_line_does() -> None:
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(8, 10)), np.eye(3)[rng.integers(0, 3, size=8)]
    net = Network((10, 30, 20, 3), hidden="relu", output="softmax", seed=0)
    _, gradient = net.loss_and_gradient(X, Y)
    activations = layers.forward_pass(X, net.weights, net.biases, output="softmax")
    dL_dZ = (activations[-1] - Y) / 8
    right = pack(*layers.backward_pass(dL_dZ, activations, net.weights))
    wrong_lines = [
        layers_variants.backward(back=lambda dA, A: dA),
        layers_variants.backward(back=lambda dA, A: dA * A),
        layers_variants.backward(back=lambda dA, A: relu(dA)),
        layers_variants.backward(for_b=lambda dZ: dZ.mean(0)),
        layers_variants.backward(for_W=lambda dZ, A: dZ.T @ A / len(A)),
    ]
    for wrong in wrong_lines:
        assert relative_error(pack(*wrong(dL_dZ, activations, net.weights)), right) > 0.4

    def loss_at(parameters: np.ndarray) -> float:
        net.parameters = parameters
        return net.loss(X, Y)

    assert relative_error(gradient, numerical_gradient(loss_at, net.parameters)) < 1e-7


def test_what_the_relative_error_is() -> None:
    a, b = np.array([1.0, -4.0, 2.0]), np.array([1.5, -4.1, 2.0])
    assert relative_error(a, b) == pytest.approx(0.5 / 4.1)


def test_the_desk() -> None:
    days = three_days.load()
    assert len(days.Y) == 5010
    share = days.Y.mean(0)
    assert round(-np.sum(share * np.log(share)), 3) == 0.338
    assert list((100 * share).round(1)) == [4.4, 91.9, 3.7]
    net = Network((2, 5, 4, 3), hidden="relu", output="softmax", seed=0)
    for _ in range(300):
        net.parameters -= 0.5 * net.loss_and_gradient(days.X, days.Y)[1]
    assert round(net.loss(days.X, days.Y), 3) == 0.275
    says = figures.predicted_and_happened(net).alt
    assert "stormiest months crash was predicted on 12% and happened on 12% of the days" in says
    assert "calmest months rally was predicted on 0%" in says
    calm, *_, stormy = three_days.by_volatility(net.predict(days.X), days.volatility)
    assert max(calm[0], calm[2]) < 0.01
    assert list((100 * stormy).round())[::2] == [12, 11]


def test_crashes_and_rallies_come_in_the_same_years() -> None:
    text = figures.crash_and_rally().alt
    assert "1999 to 2018" in text
    assert "221 and 187 of 5010" in text and "correlation of 0.95" in text
    returns = np.array([-2.1, -2.0, 0.0, 2.0, 2.1])
    assert list(three_days.classes(returns)) == [0, 1, 1, 1, 2]
    values = np.arange(10.0)[:, None]
    assert list(three_days.by_volatility(values, -values[:, 0])[:, 0]) == [8.5, 6.5, 4.5, 2.5, 0.5]
