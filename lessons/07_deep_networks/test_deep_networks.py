"""What lesson 07 says in prose, and what its pictures say, comes out of a computation."""

from itertools import pairwise

import numpy as np
import pytest

from helpers import layers
from helpers.activations import relu, sigmoid, softmax
from helpers.checking import CheckFailed
from helpers.initialisation import glorot, he
from helpers.lessons.deep_networks import checks, deep, figures, learning
from helpers.lessons.deep_networks.checks import variants as v
from helpers.market import three_days
from helpers.network import Network
from helpers.normalisation import batch_norm_forward, clip_by_norm
from tests.lesson import drawn


def test_an_answer_may_not_overwrite_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    def in_place(gradient: np.ndarray, max_norm: float) -> np.ndarray:
        gradient *= min(1, max_norm / np.linalg.norm(gradient))
        return gradient

    with pytest.raises(CheckFailed, match="overwrites its argument `gradient`"):
        checks.mend_clip(in_place)
    assert capsys.readouterr().out == ""


# --- the desk ---


def test_ten_sigmoid_layers_learn_the_shares_of_the_classes() -> None:
    assert round(learning.same_every_day(), 3) == 0.338
    assert round(learning.losses("sigmoid", 10)[-1], 3) == 0.339
    assert round(learning.losses("sigmoid", 2)[-1], 3) == 0.278
    assert learning.STEPS[-1] == 400
    for seed in (1, 2):
        assert learning.losses("sigmoid", 10, seed)[-1] > 0.338
        assert learning.losses("sigmoid", 2, seed)[-1] < 0.28


def test_two_remedies_make_ten_layers_learn() -> None:
    deep_ones = ("ReLU", 10), ("sigmoid, batch norm", 10)
    three = [
        [learning.losses(*curve, seed) for curve in (*deep_ones, ("sigmoid", 2))]
        for seed in range(3)
    ]
    for curves in three:
        assert all(losses[1] < 0.31 for losses in curves[:2])  # within 50 steps
        assert [losses.min() for losses in curves] == pytest.approx([0.28] * 3, abs=0.008)
    # Which is lowest changes: from step to step of one start, and from start to start.
    assert len(set(np.argmin(three[0], axis=0)[2:])) > 1
    assert len({int(np.argmin([losses[-1] for losses in curves])) for curves in three}) > 1


def test_each_step_sees_128_days() -> None:
    assert learning.BATCH == 128


def test_the_gradients_of_the_deep_sigmoid_network_are_right() -> None:
    net = Network((2, *[20] * 10, 3), hidden="sigmoid", output="softmax", seed=0)
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(4, 2)), np.eye(3)[[0, 1, 2, 1]]
    _, gradient = net.loss_and_gradient(X, Y)
    start, direction = net.parameters.copy(), rng.normal(size=gradient.size)

    def loss_at(step: float) -> float:
        net.parameters = start + step * direction
        return net.loss(X, Y)

    assert gradient @ direction == pytest.approx((loss_at(1e-5) - loss_at(-1e-5)) / 2e-5, rel=1e-6)


def test_what_the_losses_picture_says() -> None:
    before, after = figures.ten_layers(cures=False), figures.ten_layers(cures=True)
    assert "10 hidden layers, sigmoid: 0.339" in before.alt and "ReLU" not in before.alt
    assert "10 hidden layers, ReLU: 0.274" in after.alt
    assert drawn(before).move(cures=True).png() == after.png()


# --- part 1 ---


def test_the_products_of_ten_factors() -> None:
    assert (round(0.25**10, 8), 2**10) == (0.00000095, 1024)


def test_the_chain_of_five_sigmoids() -> None:
    z, h = 1.0, []
    for _ in range(5):
        h.append(float(sigmoid(z)))
        z = h[-1]
    arrives = [h[-1]]
    for a in h[:0:-1]:
        arrives.append(arrives[-1] * a * (1 - a))
    assert (round(arrives[0], 2), round(arrives[-1], 4)) == (0.66, 0.0016)
    assert {round(b / a, 2) for a, b in pairwise(arrives)} == {0.22}
    assert "dL/dh4 = 0.15" in figures.sigmoid_chain(step="backward 5").alt


def _medians(kind: str, scale: float = 1.0, depth: int = deep.DEPTH) -> np.ndarray:
    return np.asarray(np.median(deep.over_seeds(kind, scale, depth), axis=0))


def test_sigmoids_vanish_and_relu_stays_level() -> None:
    steep, level = _medians("sigmoid"), _medians("ReLU")
    assert (round(steep[-1], 2), f"{steep[0]:.1e}") == (0.74, "2.3e-07")
    # The sigmoid layers start with Glorot's spread: even that does not keep the factor near 1.
    spread = glorot(deep.WIDTH, deep.WIDTH, np.random.default_rng(0)).var() * deep.WIDTH
    assert spread == pytest.approx(1, rel=0.1)
    assert level.max() / level.min() < 3
    assert "sigmoid 2.3·10⁻⁷ in layer 1, 0.74 in the last" in figures.vanishing(10).alt
    firsts = [_medians("sigmoid", 1.0, depth)[0] for depth in range(2, 13)]
    falls = np.divide(firsts[:-1], firsts[1:])
    assert (round(falls.min()), round(falls.max())) == (4, 5)
    assert (round(firsts[2], 4), round(firsts[3], 5)) == (0.0017, 0.00042)
    moved = drawn(figures.vanishing(10)).move(depth=4)
    assert moved.png() == figures.vanishing(4).png()


def test_initial_weights_keep_the_spread() -> None:
    rng = np.random.default_rng(0)
    assert he(20, 20, rng).std() ** 2 == pytest.approx(2 / 20, rel=0.15)
    assert glorot(50, 200, rng).std() ** 2 == pytest.approx(2 / 250, rel=0.05)
    std = checks.initial_std.reference
    assert std(200, 50, "relu") == pytest.approx(0.1)
    assert round(std(200, 50, "tanh"), 4) == 0.0894


def test_ten_relu_layers_by_he_and_by_twice_as_much() -> None:
    assert 200 * 0.1**2 * 0.5 == pytest.approx(1)  # the example of Var(z)
    ends, before, dead = [], [], []
    for factor in (1, 2, 0.5):
        rng = np.random.default_rng(0)
        A = rng.normal(size=(64, 200))
        for _ in range(10):
            Z = A @ rng.normal(0, factor * 0.1, size=(200, 200)).T
            A = np.maximum(0, Z)
        ends.append(A.std())
        before.append(Z.std())
        dead.append((A == 0).all(axis=0).sum())
    assert (round(ends[0], 1), round(before[0], 1)) == (0.7, 1.2)
    assert dead == [27] * 3
    assert np.divide(ends[1:], ends[0]) == pytest.approx([1024, 1 / 1024])


def test_where_relu_units_die() -> None:
    days, dead = three_days.load(), {}
    for lr in (0.1, 5):
        rng = np.random.default_rng(0)
        net = Network((2, 20, 20, 20, 3), hidden="relu", output="softmax", seed=0)
        for _ in range(300):
            rows = rng.integers(0, len(days.X), 128)
            net.parameters -= lr * net.loss_and_gradient(days.X[rows], days.Y[rows])[1]
        hidden = layers.forward_pass(days.X, net.weights, net.biases, output="softmax")[1:-1]
        dead[lr] = sum(not unit.any() for A in hidden for unit in A.T)
    assert 1 <= dead[0.1] <= 5 and dead[5] > 35


# --- part 2 ---


def test_twice_the_weights_and_a_limit() -> None:
    once, twice = _medians("ReLU")[0], _medians("ReLU", 2)[0]
    assert (round(once, 2), round(twice)) == (0.40, 276)
    assert 680 < twice / once < 700 and 2 ** (deep.DEPTH - 1) == 512
    assert round(twice / once / 512, 2) == 1.35
    every = _medians("ReLU", 2)
    assert every.argmin() == 0 and every.max() / every.min() < 6  # level and large
    for half in (deep.over_seeds("ReLU", 0.5), deep.over_seeds("ReLU, clipped", 0.5)):
        assert np.linalg.norm(half, axis=1).max() < 5
    for scale in (0.5, 1, 3):
        clipped = deep.over_seeds("ReLU, clipped", scale)
        assert np.linalg.norm(clipped, axis=1).max() <= 5 + 1e-9
    assert "ReLU 1.1·10⁴" in figures.clipping(3).alt
    moved = drawn(figures.clipping(1)).move(scale=2)
    assert moved.png() == figures.clipping(2).png()


def test_what_doubles_when_the_weights_do() -> None:
    """Inputs double on the way forward and dL/dZ on the way back; the rest comes from p − y."""
    far, sure, right = [], [], []
    for seed in range(20):
        passes = []
        for scale in (1, 2):
            rng = np.random.default_rng(seed)
            activations = [rng.normal(size=(deep.ROWS, deep.WIDTH))]
            Y = np.eye(deep.CLASSES)[rng.integers(0, deep.CLASSES, deep.ROWS)]
            weights = [scale * he(deep.WIDTH, deep.WIDTH, rng) for _ in range(deep.DEPTH)]
            last = glorot(deep.CLASSES, deep.WIDTH, rng)
            for W in weights:
                activations.append(relu(activations[-1] @ W.T))
            # What dL/dZ is multiplied by on its way from the output's p − y.
            way = [np.ones((deep.ROWS, deep.CLASSES)) @ last * (activations[-1] > 0)]
            for W, A in zip(weights[:0:-1], activations[-2:0:-1], strict=True):
                way.append(way[-1] @ W * (A > 0))
            p = softmax(activations[-1] @ last.T)
            passes.append((activations, way[::-1], p))
        (a1, d1, p1), (a2, d2, p2) = passes
        for layer in range(deep.DEPTH):
            forward = np.linalg.norm(a2[layer]) / np.linalg.norm(a1[layer])
            back = np.linalg.norm(d2[layer]) / np.linalg.norm(d1[layer])
            assert (forward, back) == pytest.approx((2**layer, 2 ** (deep.DEPTH - 1 - layer)))
        assert np.linalg.norm(a2[-1]) == pytest.approx(1024 * np.linalg.norm(a1[-1]))
        far.append(np.linalg.norm(p2 - Y) / np.linalg.norm(p1 - Y))
        sure.append(np.median(p2.max(axis=1)))
        right.append(np.mean(p2.argmax(axis=1) == Y.argmax(axis=1)))
    assert np.median(far) == pytest.approx(1.35, abs=0.02)
    assert min(sure) > 0.99 and np.mean(right) < 0.4


def test_the_planted_bug_turns_the_gradient() -> None:
    steep = np.array([3.0, -4.0])
    his = checks.mend_clip.unchanged(steep, 2.0)  # type: ignore[misc]
    assert list(his) == [2, -2]
    assert clip_by_norm(steep, 2.0) == pytest.approx([1.2, -1.6])
    for gradient, limit in checks.mend_clip.points:
        assert checks.mend_clip.reference(gradient, limit) == pytest.approx(
            clip_by_norm(gradient, limit)
        )


# --- part 3 ---


def test_batch_norm_by_hand() -> None:
    z = np.array([1.0, 3.0, 5.0, 7.0])
    assert (z.mean(), z.var(), round(np.sqrt(5), 3)) == (4, 5, 2.236)
    out = checks.batch_norm.reference(*checks.batch_norm.points[0])
    assert list(out[:, 0].round(3)) == [-1.342, -0.447, 0.447, 1.342]
    assert round(out[0, 1], 3) == 3.766
    for point in checks.batch_norm.points:
        assert checks.batch_norm.reference(*point) == pytest.approx(batch_norm_forward(*point)[0])


def test_one_row_alone_becomes_beta() -> None:
    one = batch_norm_forward(np.array([[2.0]]), np.array([1.5]), np.array([0.2]))[0]
    assert one.item() == 0.2


def test_running_statistics_by_hand() -> None:
    batches, *rest = checks.predict_one.points[0]
    assert [one.item() for one in rest] == [3, 2, 0.5]
    assert round(checks.predict_one.reference(batches[:1], *rest).item(), 3) == 4.895
    assert 0.1 * batches[0].mean() == pytest.approx(0.4)
    assert 0.9 + 0.1 * batches[0].var() == pytest.approx(1.4)
    for point in checks.predict_one.points:
        assert checks.predict_one.reference(*point) == pytest.approx(v.predicted()(*point))


def spreads_and_slopes(seed: int, normed: bool) -> tuple[list[float], list[float]]:
    """Return the median spread of a unit's z and the mean of σ′, for each hidden layer."""
    rng = np.random.default_rng(seed)
    a = rng.normal(size=(deep.ROWS, deep.WIDTH))
    rng.integers(0, deep.CLASSES, deep.ROWS)
    spreads, slopes = [], []
    for _ in range(deep.DEPTH):
        Z = a @ glorot(deep.WIDTH, deep.WIDTH, rng).T
        spreads.append(float(np.median(Z.std(0))))
        if normed:
            Z, _ = batch_norm_forward(Z, np.ones(deep.WIDTH), np.zeros(deep.WIDTH))
        a = sigmoid(Z)
        slopes.append(float(np.mean(a * (1 - a))))
    return spreads, slopes


def test_batch_norm_helps_by_its_spread_and_not_by_steeper_sigmoids() -> None:
    plain = np.median([spreads_and_slopes(seed, False) for seed in range(20)], axis=0)
    normed = np.median([spreads_and_slopes(seed, True) for seed in range(20)], axis=0)
    assert {round(spread, 1) for spread in normed[0, 1:]} == {0.2}
    assert np.all(normed[1] <= plain[1]) and np.all(plain[1] > 0.2)  # neither is saturated


def test_batch_norm_makes_the_line_level() -> None:
    level = _medians("sigmoid, batch norm")
    assert level.max() / level.min() < 10
    plain = [_medians("sigmoid", scale)[0] for scale in (0.5, 3)]
    assert [f"{norm:.1e}" for norm in plain] == ["7.6e-10", "2.1e-04"]
    normed = [_medians("sigmoid, batch norm", scale)[0] for scale in (0.5, 3)]
    assert (round(normed[0], 2), round(normed[1], 3)) == (0.35, 0.058)
    assert normed[0] / normed[1] == pytest.approx(6, rel=0.01)
    Z = np.random.default_rng(0).normal(size=(64, 5))
    once, times = (batch_norm_forward(k * Z, np.ones(5), np.zeros(5))[0] for k in (1, 6))
    assert once == pytest.approx(times, abs=1e-4)
    moved = drawn(figures.normalised(1)).move(scale=3)
    assert moved.png() == figures.normalised(3).png()


# --- the written question, and the numbers behind all of it ---


def test_clipping_a_vanished_gradient() -> None:
    whole = np.linalg.norm(deep.over_seeds("sigmoid"), axis=1)
    assert (round(whole.min(), 1), round(whole.max(), 1)) == (0.2, 1.2)
    assert np.mean(whole < 1) > 0.5
    at_three = _medians("sigmoid", 3)
    assert 4500 < at_three[-1] / at_three[0] < 5000


def test_the_norms_are_those_of_the_core_network() -> None:
    """The core's passes are checked against JAX."""
    rng = np.random.default_rng(3)
    X = rng.normal(size=(deep.ROWS, deep.WIDTH))
    Y = np.eye(3)[rng.integers(0, 3, deep.ROWS)]
    net = Network((20, *[20] * deep.DEPTH, 3), hidden="relu", output="softmax", seed=0)
    for W in net.weights:
        W[:] = rng.normal(0, np.sqrt(2 / 20), W.shape)
    activations = layers.forward_pass(X, net.weights, net.biases, output="softmax")
    dL_dW, _ = layers.backward_pass((activations[-1] - Y) / len(X), activations, net.weights)
    norms = [np.linalg.norm(part) for part in dL_dW]
    assert deep.gradient_norms("ReLU", seed=3) == pytest.approx(np.array(norms))
