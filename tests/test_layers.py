"""What lesson 06 says in prose, and what its pictures say, comes out of a computation."""

import numpy as np
import pytest

from helpers import deep, figures, layers, three_days
from helpers.activations import relu, relu_prime, sigmoid, sigmoid_prime, softmax
from helpers.check import CheckFailed, layers_variants
from helpers.check import layers as check
from helpers.check.lists import flat
from helpers.cross_entropy import categorical_cross_entropy_from_scores
from helpers.gradients import central_difference, numerical_gradient, relative_error
from helpers.initialisation import glorot, he
from helpers.network import Network, pack
from helpers.normalisation import batch_norm_forward, clip_by_norm


def test_a_list_that_holds_too_little_is_told_apart() -> None:
    def without_x(x: object, weights: object, biases: object) -> object:
        return layers.forward_pass(x, weights, biases)[1:]  # type: ignore[arg-type]

    with pytest.raises(CheckFailed, match="it should hold 3: x first") as caught:
        check.forward_pass(without_x)
    assert "They are the last ones" in str(caught.value)


def test_an_answer_may_not_overwrite_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    def in_place(gradient: np.ndarray, max_norm: float) -> np.ndarray:
        gradient *= min(1, max_norm / np.linalg.norm(gradient))
        return gradient

    with pytest.raises(CheckFailed, match="overwrites its argument `gradient`"):
        check.mend_clip(in_place)
    assert capsys.readouterr().out == ""


def test_shapes_are_shown_as_tuples() -> None:
    with pytest.raises(CheckFailed, match=r"you return W = \(4, 5\), b = \(5,\), Z = \(6, 5\)"):
        check.shapes(lambda m, n_in, n_out: ((n_in, n_out), (n_out,), (m, n_out), (0, 0), (0, 0)))


# --- the helpers' passes are the students' ones ---


def test_the_lessons_copies_agree_with_the_slow_ways() -> None:
    x, weights, biases = check.net(5, (3, 4, 5, 2), 6)
    for mine, slow in zip(
        layers.forward_pass(x, weights, biases),
        layers_variants.forward_slowly(x, weights, biases),
        strict=True,
    ):
        assert mine == pytest.approx(slow)
    sweep = check.sweep(6, (3, 4, 5, 2), 6)
    for mine, slow in zip(
        flat("WB", layers.backward_pass(*sweep)),
        flat("WB", layers_variants.backward_slowly(*sweep)),
        strict=True,
    ):
        assert mine == pytest.approx(slow)


# --- part 1 ---


def test_the_layer_by_hand() -> None:
    z = check.WEIGHTS[0] @ check.X[0] + check.BIASES[0]
    assert z == pytest.approx([1.7, -1.8])
    assert list(relu(z)) == pytest.approx([1.7, 0])
    assert 0.4 * 2 + 0.3 * 1 + 1 * 0.5 + 0.1 == pytest.approx(1.7)
    assert check.X[0] @ check.WEIGHTS[0].T + check.BIASES[0] == pytest.approx(z)
    _, hidden, y_hat = layers.forward_pass(check.X, check.WEIGHTS, check.BIASES)
    assert hidden[:2] == pytest.approx(np.array([[1.7, 0], [0.1, 1.6]]))
    assert list(y_hat[:, 0].round(4)) == [0.7595, 0.2829, 0.5150, 0.6921]


def test_the_counts_of_weights_and_biases() -> None:
    assert Network((2, 5, 4, 3)).parameters.size == 54
    assert Network((10, 30, 20, 3)).parameters.size == 1013


def test_same_count_is_not_same_shape() -> None:
    y = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 0.0])
    assert (y.reshape(6, 1) - y).shape == (6, 6)
    assert np.mean((y.reshape(6, 1) - y) ** 2) == 0.5


def test_two_products_of_the_puzzle_fit() -> None:
    fitting = [p for p in ("A @ W", "W @ A", "A @ W.T", "W @ A.T", "A * W")]
    says = {product: figures.shape_puzzle(product).alt for product in fitting}
    assert [p for p, text in says.items() if "it fits" in text] == ["A @ W.T", "W @ A.T"]
    assert "(6, 5)" in says["A @ W.T"] and "(5, 6)" in says["W @ A.T"]
    assert "4 and 5 differ" in says["A @ W"]
    A, W = np.ones((6, 4)), np.ones((5, 4))
    assert ((A @ W.T).shape, (W @ A.T).shape) == ((6, 5), (5, 6))


# --- part 2 ---


def test_what_cross_entropy_charges() -> None:
    assert central_difference(lambda u: float(np.log(u)), 0.3) == pytest.approx(1 / 0.3)
    assert [round(-np.log(p), 2) for p in (1, 0.5, 0.01)] == [0, 0.69, 4.61]
    assert -0 * np.log(0.99) == 0  # the half −y log ŷ on a day with y = 0


def test_the_bend_cancels() -> None:
    for y, z in [(0.0, 1.3), (1.0, -0.6)]:
        slope = central_difference(
            lambda z, y=y: -y * np.log(sigmoid(z)) - (1 - y) * np.log(1 - sigmoid(z)), z
        )
        y_hat = sigmoid(z)
        assert slope == pytest.approx(y_hat - y, abs=1e-8)
        assert (y_hat - y) / (y_hat * (1 - y_hat)) * sigmoid_prime(z) == pytest.approx(y_hat - y)


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


def test_the_first_point_of_softmax_loss() -> None:
    P, loss, dL_dZ = check.softmax_loss.reference(*check.softmax_loss.points[0])
    assert round(loss, 4) == 1.4310
    assert list(P[0].round(4)) == [0.2054, 0.6819, 0.1127]
    assert list(dL_dZ[0].round(4)) == [-0.3973, 0.3409, 0.0564]


def test_the_sweep_by_hand() -> None:
    activations = layers.forward_pass(check.X[:1], check.WEIGHTS, check.BIASES)
    dL_dz = activations[-1] - 1
    dL_dW, dL_db = layers.backward_pass(dL_dz, activations, check.WEIGHTS)
    assert dL_dz.round(4) == -0.2405
    assert list(dL_dW[1][0].round(4)) == [-0.4088, 0]
    assert list((dL_dz @ check.WEIGHTS[1])[0].round(4)) == [-0.1202, 0.1924]
    assert list(relu_prime(activations[1])[0]) == [1, 0]
    assert list(dL_db[0].round(4)) == [-0.1202, 0]
    assert list(dL_dW[0][0].round(4)) == [-0.2405, 0.1202, -0.0601]
    assert not dL_dW[0][1].any()


def test_the_first_point_of_backward_pass() -> None:
    dL_dW, dL_db = layers.backward_pass(*check.backward_pass.points[0])
    assert list(dL_dW[1][0].round(4)) == [0.1644, 0.1287]
    assert list(dL_db[1].round(4)) == [0.0624]
    assert list(dL_db[0].round(4)) == [0.0918, -0.0980]


def test_a_thousand_blames_and_what_one_wrong_line_does() -> None:
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


def test_the_desk() -> None:
    days = three_days.load()
    assert len(days.Y) == 5010
    share = days.Y.mean(0)
    assert list((100 * share).round(1)) == [4.4, 91.9, 3.7]
    assert round(-np.sum(share * np.log(share)), 3) == 0.338
    losses, stormy = [], []
    for seed in range(5):
        net = Network((2, 5, 4, 3), hidden="relu", output="softmax", seed=seed)
        for _ in range(300):
            net.parameters -= 0.5 * net.loss_and_gradient(days.X, days.Y)[1]
        losses.append(net.loss(days.X, days.Y))
        stormy.append(three_days.by_volatility(net.predict(days.X), days.volatility)[-1])
    assert round(losses[0], 3) == 0.275
    assert (round(min(losses), 3), round(max(losses), 3)) == (0.274, 0.276)
    assert list((100 * stormy[0]).round())[::2] == [12, 11]


def test_crashes_and_rallies_come_in_the_same_years() -> None:
    text = figures.crash_and_rally().alt
    assert "1999 to 2018" in text
    assert "221 and 187 of 5010" in text and "correlation of 0.95" in text
    returns = np.array([-2.1, -2.0, 0.0, 2.0, 2.1])
    assert list(three_days.classes(returns)) == [0, 1, 1, 1, 2]
    values = np.arange(10.0)[:, None]
    assert list(three_days.by_volatility(values, -values[:, 0])[:, 0]) == [8.5, 6.5, 4.5, 2.5, 0.5]


# --- part 3 ---


def test_ten_layers() -> None:
    assert f"{0.25**10:.1e}" == "9.5e-07"
    sigmoids = np.median(deep.over_seeds("sigmoid"), axis=0)
    assert (round(sigmoids[-1], 1), f"{sigmoids[0]:.0e}") == (0.7, "2e-07")
    level = np.median(deep.over_seeds("ReLU"), axis=0)
    assert level.max() / level.min() < 3
    normed = np.median(deep.over_seeds("sigmoid, batch-normalised"), axis=0)
    assert normed.max() / normed.min() < 10
    firsts = {s: np.median(deep.over_seeds("ReLU", s)[:, 0]) for s in (1.5, 2, 3)}
    assert [s for s, first in firsts.items() if first > 1000] == [3]
    assert round(firsts[3], -3) == 11_000
    at_one, at_two = (deep.over_seeds("ReLU", scale) for scale in (1, 2))
    assert round(np.median(at_two[:, 0]) / np.median(at_one[:, 0]), -1) == 690
    assert 2 ** (deep.DEPTH - 1) == 512
    at_three = np.median(deep.over_seeds("sigmoid", 3), axis=0)
    assert 4500 < at_three[-1] / at_three[0] < 5000
    for scale in (0.5, 1, 1.5, 2, 3):
        steep = np.median(deep.over_seeds("sigmoid", scale), axis=0)
        assert steep[-1] / steep[0] > 4500
        clipped = deep.over_seeds("ReLU, clipped", scale)
        assert np.linalg.norm(clipped, axis=1).max() <= 5 + 1e-9


def spreads_and_slopes(seed: int, normalised: bool) -> tuple[list[float], list[float]]:
    """Return the median spread of a unit's scores and the mean of σ′, for each hidden layer."""
    rng = np.random.default_rng(seed)
    a = rng.normal(size=(deep.ROWS, deep.WIDTH))
    rng.integers(0, deep.CLASSES, deep.ROWS)
    spreads, slopes = [], []
    for _ in range(deep.DEPTH):
        Z = a @ glorot(deep.WIDTH, deep.WIDTH, rng).T
        spreads.append(float(np.median(Z.std(0))))
        if normalised:
            Z, _ = batch_norm_forward(Z, np.ones(deep.WIDTH), np.zeros(deep.WIDTH))
        a = sigmoid(Z)
        slopes.append(float(np.mean(a * (1 - a))))
    return spreads, slopes


def test_batch_norm_helps_by_its_spread_and_not_by_steeper_bends() -> None:
    plain = np.median([spreads_and_slopes(seed, False) for seed in range(20)], axis=0)
    normed = np.median([spreads_and_slopes(seed, True) for seed in range(20)], axis=0)
    assert [round(plain[0, k], digits) for k, digits in enumerate((0, 1, 2, 2))] == [
        1, 0.2, 0.05, 0.01,
    ]  # fmt: skip
    assert {round(spread, 1) for spread in normed[0, 1:]} == {0.2}
    assert {round(slope, 2) for slope in plain[1]} == {0.21, 0.23, 0.24}
    assert {round(slope, 2) for slope in normed[1]} <= {0.20, 0.21}
    assert np.all(normed[1] <= plain[1])


def test_clipping_a_vanished_gradient() -> None:
    whole = np.linalg.norm(deep.over_seeds("sigmoid"), axis=1)
    assert (round(whole.min(), 1), round(whole.max(), 1)) == (0.2, 1.2)
    assert np.mean(whole < 1) > 0.5


def test_the_start_weights_of_the_deep_nets() -> None:
    rng = np.random.default_rng(0)
    assert he(20, 20, rng).std() ** 2 == pytest.approx(2 / 20, rel=0.15)
    assert glorot(20, 20, rng).std() ** 2 == pytest.approx(1 / 20, rel=0.15)


def test_the_blame_of_a_deep_net_is_its_slope() -> None:
    """The norms are those of the core's network, which is checked against JAX."""
    rng = np.random.default_rng(3)
    X = rng.normal(size=(deep.ROWS, deep.WIDTH))
    Y = np.eye(3)[rng.integers(0, 3, deep.ROWS)]
    net = Network((20, *[20] * deep.DEPTH, 3), hidden="relu", output="softmax", seed=0)
    for W, own in zip(net.weights, _start(rng), strict=True):
        W[:] = own
    activations = layers.forward_pass(X, net.weights, net.biases, output="softmax")
    dL_dW, _ = layers.backward_pass((activations[-1] - Y) / len(X), activations, net.weights)
    norms = [np.linalg.norm(part) for part in dL_dW]
    assert deep.gradient_norms("ReLU", seed=3) == pytest.approx(np.array(norms))


def _start(rng: np.random.Generator) -> list[np.ndarray]:
    weights = [rng.normal(0, np.sqrt(2 / 20), (20, 20)) for _ in range(deep.DEPTH)]
    return [*weights, rng.normal(0, np.sqrt(2 / 20), (3, 20))]


def test_what_the_blame_picture_says() -> None:
    text = figures.blame_by_layer(1).alt
    assert "sigmoid 2.3·10⁻⁷ (1.1·10⁻⁷ to 6.7·10⁻⁷)" in text
    assert "ReLU 1.1·10⁴" in figures.blame_by_layer(3).alt
    moved = figures.blame_by_layer(1).move(scale=2)
    assert moved.png() == figures.blame_by_layer(2).png()


def test_batch_norm_by_hand() -> None:
    scores = np.array([1.0, 3.0, 5.0, 7.0])
    assert (scores.mean(), scores.var(), round(np.sqrt(5), 3)) == (4, 5, 2.236)
    out = check.batch_norm.reference(*check.batch_norm.points[0])
    assert list(out[:, 0].round(3)) == [-1.342, -0.447, 0.447, 1.342]
    assert round(out[0, 1], 3) == 3.766
    for point in check.batch_norm.points:
        assert check.batch_norm.reference(*point) == pytest.approx(batch_norm_forward(*point)[0])


def test_the_planted_bug_turns_the_gradient() -> None:
    steep = np.array([3.0, -4.0])
    hers = check.mend_clip.unchanged(steep, 2.0)  # type: ignore[misc]
    assert list(hers) == [2, -2]
    assert np.linalg.norm(steep) == 5 and np.linalg.norm(hers) > 2
    assert clip_by_norm(steep, 2.0) == pytest.approx([1.2, -1.6])
    for gradient, limit in check.mend_clip.points:
        assert check.mend_clip.reference(gradient, limit) == pytest.approx(
            clip_by_norm(gradient, limit)
        )
