"""Every slope of the network core agrees with differences and with JAX; every value with JAX."""

import copy
import pickle
from collections.abc import Callable, Iterator

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import activations, cross_entropy, initialisation, losses
from helpers.gradients import numerical_gradient, relative_error
from helpers.layers import backward_pass, forward_pass
from helpers.many_networks import losses_and_gradients
from helpers.network import Network, pack, unpack
from helpers.normalisation import batch_norm_backward, batch_norm_forward, clip_by_norm
from helpers.passes import BatchPasses

EXACT = 1e-9  # relative, in float64; against JAX and against extrapolated differences alike


def nudged_finely(f: Callable, x: np.ndarray) -> np.ndarray:
    """Central differences at three steps, extrapolated to none: an error of order h⁶."""
    h4, h2, h1 = (numerical_gradient(f, x, h) for h in (4e-3, 2e-3, 1e-3))
    return (64 * h1 - 20 * h2 + h4) / 45


@pytest.fixture(autouse=True, scope="module")
def float64_in_jax() -> Iterator[None]:
    before = jax.config.jax_enable_x64
    jax.config.update("jax_enable_x64", True)
    yield
    jax.config.update("jax_enable_x64", before)


def random(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape)


# JAX's own functions where it has them, the textbook's formula where it doesn't.
JAX_ACTIVATIONS: dict[str, Callable] = {
    "sigmoid": jax.nn.sigmoid,
    "relu": jax.nn.relu,
    "softmax": jax.nn.softmax,
    "linear": lambda z: z,
}
KEPT = {"clip": lambda p: jnp.clip(p, 1e-7, 1 - 1e-7)}
JAX_LOSSES: dict[str, Callable] = {
    "mse": lambda p, y: jnp.mean((p - y) ** 2),
    "mae": lambda p, y: jnp.mean(jnp.abs(p - y)),
    "fund_loss": lambda p, y: jnp.mean(jnp.where(p > y, 3.0, 1.0) * (p - y) ** 2),
    "binary_cross_entropy": lambda p, y: (
        -jnp.mean(y * jnp.log(KEPT["clip"](p)) + (1 - y) * jnp.log(1 - KEPT["clip"](p)))
    ),
    "binary_cross_entropy_from_scores": lambda z, y: jnp.mean(
        -y * jax.nn.log_sigmoid(z) - (1 - y) * jax.nn.log_sigmoid(-z)
    ),
    "categorical_cross_entropy": lambda p, y: -jnp.mean(jnp.sum(y * jnp.log(KEPT["clip"](p)), -1)),
    "categorical_cross_entropy_from_scores": lambda z, y: (
        -jnp.mean(jnp.sum(y * jax.nn.log_softmax(z), -1))
    ),
}


def case(name: str, m: int) -> tuple[np.ndarray, np.ndarray]:
    """A prediction (or scores) and a target that fit the loss; m rows of 3, or one sample."""
    shape = (m, 3) if m else (3,)
    scores, y = random(*shape, seed=1), random(*shape, seed=2)
    if name.startswith("binary"):
        y = (y > 0) * 1.0
        return (scores if name.endswith("scores") else 1 / (1 + np.exp(-scores))), y
    if name.startswith("categorical"):
        y = np.eye(3)[np.arange(m) % 3] if m else np.eye(3)[1]
        return (scores if name.endswith("scores") else np.array(jax.nn.softmax(scores))), y
    return scores, y


def loss_pair(name: str) -> tuple[Callable, Callable]:
    module = cross_entropy if "entropy" in name else losses
    return getattr(module, name), getattr(module, f"{name}_prime")


@pytest.mark.parametrize("name", ["sigmoid", "relu"])
def test_an_activation_and_its_slope(name: str) -> None:
    z = np.concatenate([random(50) * 4, [-800.0, -40.0, 40.0, 800.0]])
    f, slope = getattr(activations, name), getattr(activations, f"{name}_prime")
    assert relative_error(f(z), JAX_ACTIVATIONS[name](z)) < EXACT
    expected = jax.vmap(jax.grad(JAX_ACTIVATIONS[name]))(jnp.array(z))
    assert relative_error(slope(z), expected) < EXACT
    assert relative_error(slope(z), nudged_finely(lambda v: f(v).sum(), z)) < EXACT


def test_slopes_from_the_output_are_the_slopes_from_z() -> None:
    z = np.append(random(50), 0.0)
    assert (
        activations.sigmoid_prime_from_a(activations.sigmoid(z)) == activations.sigmoid_prime(z)
    ).all()
    assert (activations.relu_prime(activations.relu(z)) == activations.relu_prime(z)).all()


def test_softmax() -> None:
    Z = random(7, 4) * 5
    assert relative_error(activations.softmax(Z), jax.nn.softmax(Z, axis=-1)) < EXACT
    assert activations.softmax([1000.0, 1000.0, -1000.0]) == pytest.approx([0.5, 0.5, 0])


@pytest.mark.parametrize("m", [0, 1, 3, 7])
@pytest.mark.parametrize("name", JAX_LOSSES)
def test_a_loss_and_its_slope(name: str, m: int) -> None:
    loss, slope = loss_pair(name)
    y_hat, y = case(name, m)
    assert loss(y_hat, y) == pytest.approx(float(JAX_LOSSES[name](y_hat, y)), rel=EXACT)
    assert slope(y_hat, y).shape == y_hat.shape
    assert relative_error(slope(y_hat, y), jax.grad(JAX_LOSSES[name])(jnp.array(y_hat), y)) < EXACT
    nudged = nudged_finely(lambda p: loss(p, y), y_hat)
    assert relative_error(slope(y_hat, y), nudged) < EXACT


@pytest.mark.parametrize("name", JAX_LOSSES)
def test_the_mean_is_taken_once(name: str) -> None:
    loss, slope = loss_pair(name)
    y_hat, y = case(name, 3)
    twice = np.tile(y_hat, (2, 1)), np.tile(y, (2, 1))
    assert loss(*twice) == pytest.approx(loss(y_hat, y), rel=1e-14)
    assert slope(*twice).sum(0) == pytest.approx(slope(y_hat, y).sum(0), rel=1e-12)


@pytest.mark.parametrize("name", JAX_LOSSES)
def test_a_target_of_another_shape_is_refused(name: str) -> None:
    for f in loss_pair(name):
        with pytest.raises(ValueError, match=r"\(5, 1\).*\(5,\)"):
            f(np.full((5, 1), 0.5), np.ones(5))


def test_losses_by_hand() -> None:
    assert losses.mse([[1, 2], [3, 5]], [[0, 2], [3, 3]]) == 5 / 4
    assert losses.mae([[1, 2], [3, 5]], [[0, 2], [3, 3]]) == 3 / 4
    assert (losses.mae_prime([1.0, 2.0], [1.0, 3.0]) == [0, -0.5]).all()
    assert losses.fund_loss([0.02, -0.01], [0.01, 0.01]) == pytest.approx((3e-4 + 4e-4) / 2)
    assert losses.fund_loss([1.0, 3.0], [2.0, 1.0], 1, 1) == losses.mse([1.0, 3.0], [2.0, 1.0])
    assert cross_entropy.binary_cross_entropy([0.25], [1]) == pytest.approx(np.log(4))
    assert cross_entropy.categorical_cross_entropy([[0.5, 0.25, 0.25]], [[0, 1, 0]]) == (
        pytest.approx(np.log(4))
    )


def test_the_best_constant_under_the_fund_loss_is_an_expectile_below_the_mean() -> None:
    returns = random(1000) * 0.01
    tries = np.linspace(returns.min(), returns.max(), 2001)
    best = tries[np.argmin([losses.fund_loss(np.full(1000, c), returns) for c in tries])]
    assert best < returns.mean()
    too_low = np.clip(returns - best, 0, None).mean()
    too_high = np.clip(best - returns, 0, None).mean()
    assert 1 * too_low == pytest.approx(3 * too_high, rel=0.01)


def test_cross_entropies_at_the_far_ends() -> None:
    bce, slope = loss_pair("binary_cross_entropy")
    assert bce([0.0, 1.0], [1, 0]) == pytest.approx(16.12, abs=0.005)
    assert bce([0.0, 1.0], [0, 1]) == pytest.approx(1e-7)
    assert (slope([0.0, 1.0], [1, 0]) == 0).all()  # flat where it is clipped
    bce, slope = loss_pair("binary_cross_entropy_from_scores")
    assert bce([-1000.0, 1000.0], [1, 0]) == 1000
    assert (slope([-1000.0, 1000.0], [1, 0]) == [-0.5, 0.5]).all()
    cce, slope = loss_pair("categorical_cross_entropy_from_scores")
    assert cce([[1000.0, 0, -1000]], [[0, 0, 1]]) == 2000
    assert (slope([[1000.0, 0, -1000]], [[0, 0, 1]]) == [[1, 0, -1]]).all()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-30, 30), min_size=1, max_size=9), st.data())
def test_from_scores_is_from_probabilities(scores: list[float], data: st.DataObject) -> None:
    z = np.array(scores) / 2
    y = np.array(data.draw(st.lists(st.sampled_from([0, 1]), min_size=len(z), max_size=len(z))))
    p = activations.sigmoid(z)
    assert cross_entropy.binary_cross_entropy_from_scores(z, y) == pytest.approx(
        cross_entropy.binary_cross_entropy(p, y), rel=1e-6, abs=1.1e-7
    )
    two = np.stack([np.zeros_like(z), z], axis=1)
    assert cross_entropy.categorical_cross_entropy_from_scores(two, np.eye(2)[y]) == pytest.approx(
        cross_entropy.binary_cross_entropy_from_scores(z, y), rel=1e-12, abs=1e-14
    )


def jax_predict(parameters, sizes, X, hidden, output):  # type: ignore[no-untyped-def]
    weights, biases = unpack(parameters, sizes)
    a = X
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        a = JAX_ACTIVATIONS[hidden](jnp.dot(a, W.T) + b)
    return JAX_ACTIVATIONS[output](jnp.dot(a, weights[-1].T) + biases[-1])


NETWORKS = {
    "linear": ("linear", None, "mse"),
    "sigmoid": ("sigmoid", None, "binary_cross_entropy"),
    "softmax": ("softmax", None, "categorical_cross_entropy"),
    "sigmoid with mse": ("sigmoid", (losses.mse, losses.mse_prime), "mse"),
    "linear with fund_loss": (
        "linear",
        (losses.fund_loss, losses.fund_loss_prime),
        "fund_loss",
    ),
}


def a_network(kind: str, sizes: tuple[int, ...], hidden: str) -> tuple[Network, str]:
    output, pair, name = NETWORKS[kind]
    network = Network(sizes, hidden, output, pair, seed=5)
    network.parameters += 0.3 * random(len(network.parameters), seed=9)  # biases too
    return network, name


def targets(name: str, m: int, k: int) -> np.ndarray:
    y = random(m, k, seed=4)
    if name == "binary_cross_entropy":
        return (y > 0) * 1.0
    return np.eye(k)[y.argmax(1)] if name == "categorical_cross_entropy" else y


@pytest.mark.parametrize("m", [1, 3, 7])
@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize(
    ("sizes", "hidden"), [((3, 4, 5, 2), "relu"), ((3, 4, 5, 2), "sigmoid"), ((5, 3), "relu")]
)
def test_the_gradient_of_a_whole_network(
    sizes: tuple[int, ...], hidden: str, kind: str, m: int
) -> None:
    network, name = a_network(kind, sizes, hidden)
    X, y = random(m, sizes[0], seed=3), targets(name, m, sizes[-1])

    def jax_loss(parameters):  # type: ignore[no-untyped-def]
        y_hat = jax_predict(parameters, sizes, X, hidden, network.output)
        return JAX_LOSSES[name](y_hat, y)

    value, expected = jax.value_and_grad(jax_loss)(jnp.array(network.parameters))
    loss, gradient = network.loss_and_gradient(X, y)
    assert loss == pytest.approx(float(value), rel=EXACT)
    assert network.loss(X, y) == loss
    assert relative_error(gradient, expected) < EXACT
    predicted = jax_predict(network.parameters, sizes, X, hidden, network.output)
    assert relative_error(network.predict(X), predicted) < EXACT

    before = network.parameters.copy()

    def nudged(parameters: np.ndarray) -> float:
        network.parameters[:] = parameters
        return network.loss(X, y)

    assert relative_error(gradient, nudged_finely(nudged, before)) < EXACT


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=2, max_size=5), st.integers(1, 5))
def test_gradients_of_nets_of_any_size(sizes: list[int], m: int) -> None:
    network, _ = a_network("linear", tuple(sizes), "sigmoid")
    X, y = random(m, sizes[0]), random(m, sizes[-1], seed=1)
    gradient = network.loss_and_gradient(X, y)[1]
    before = network.parameters.copy()

    def nudged(parameters: np.ndarray) -> float:
        network.parameters[:] = parameters
        return network.loss(X, y)

    assert relative_error(gradient, nudged_finely(nudged, before)) < EXACT


AT_ONCE = {
    "mse": losses.mse_and_slope,
    "binary_cross_entropy_from_scores": cross_entropy.binary_cross_entropy_and_slope,
    "categorical_cross_entropy_from_scores": cross_entropy.categorical_cross_entropy_and_slope,
}


@pytest.mark.parametrize("scale", [1.0, 100.0, 1000.0])
@pytest.mark.parametrize("name", AT_ONCE)
def test_a_loss_and_its_slope_at_once(name: str, scale: float) -> None:
    (y_hat, y), (loss, slope) = case(name, 7), loss_pair(name)
    value, both = AT_ONCE[name](scale * y_hat, y)
    assert value == pytest.approx(loss(scale * y_hat, y), rel=1e-12)
    assert both == pytest.approx(slope(scale * y_hat, y), rel=1e-12, abs=1e-16)


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("hidden", ["relu", "sigmoid"])
def test_passes_into_kept_arrays_are_the_plain_ones(hidden: str, kind: str) -> None:
    network, name = a_network(kind, (3, 4, 5, 2), hidden)
    passes = BatchPasses(network, 7)
    for step in range(3):
        X, y = random(7, 3, seed=step), targets(name, 7, 2)
        loss, gradient = network.loss_and_gradient(X, y)
        assert passes(X, y) == pytest.approx(loss, rel=1e-12)
        assert relative_error(passes.gradient, gradient) < 1e-12
        network.parameters -= 0.1 * gradient  # the passes follow
    with pytest.raises(ValueError, match="target y has"):
        passes(X, y[:, :1])


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("hidden", ["relu", "sigmoid"])
def test_a_network_in_float32_counts_in_float32_alone(hidden: str, kind: str) -> None:
    exact, name = a_network(kind, (3, 4, 5, 2), hidden)
    output, pair, _ = NETWORKS[kind]
    network = Network((3, 4, 5, 2), hidden, output, pair, dtype=np.float32)
    network.parameters[:] = exact.parameters
    X, y = random(7, 3), targets(name, 7, 2)
    loss, gradient = network.loss_and_gradient(X, y)
    passes = BatchPasses(network, 7)
    value = passes(X.astype(np.float32), y.astype(np.float32))
    right, slope = exact.loss_and_gradient(X, y)
    assert loss == pytest.approx(right, rel=1e-5) and value == pytest.approx(right, rel=1e-5)
    for found in (gradient, passes.gradient):
        assert found.dtype == np.float32 and relative_error(found, slope) < 1e-5
    assert network.predict(X).dtype == np.float32


def test_one_sample_is_the_textbook_s_formula() -> None:
    weights, biases = unpack(random(4 * 3 + 4 + 2 * 4 + 2), (3, 4, 2))
    x, y = random(3, seed=1), np.array([0.0, 1.0])
    z1 = weights[0] @ x + biases[0]
    a1 = np.maximum(0, z1)
    y_hat = 1 / (1 + np.exp(-(weights[1] @ a1 + biases[1])))
    activations = forward_pass(x, weights, biases)
    assert [a.shape for a in activations] == [(3,), (4,), (2,)]
    assert activations[1] == pytest.approx(a1) and activations[2] == pytest.approx(y_hat)
    dL_dW, dL_db = backward_pass(y_hat - y, activations, weights)
    assert dL_dW[1] == pytest.approx(np.outer(y_hat - y, a1))
    dL_dz1 = (weights[1].T @ (y_hat - y)) * (z1 > 0)
    assert dL_dW[0] == pytest.approx(np.outer(dL_dz1, x)) and dL_db[0] == pytest.approx(dL_dz1)


def test_a_batch_is_its_rows_and_its_gradient_their_mean() -> None:
    network, _ = a_network("softmax", (3, 4, 5, 2), "relu")
    X, y = random(7, 3), targets("categorical_cross_entropy", 7, 2)
    assert network.predict(X) == pytest.approx(np.stack([network.predict(x) for x in X]), rel=1e-12)
    rows = [network.loss_and_gradient(x, t)[1] for x, t in zip(X, y, strict=True)]
    assert network.loss_and_gradient(X, y)[1] == pytest.approx(np.mean(rows, 0), rel=1e-10)


def test_weights_and_biases_are_views_of_the_parameters() -> None:
    network = Network((3, 4, 2), seed=1)
    assert len(network.parameters) == 4 * 3 + 4 + 2 * 4 + 2
    assert (pack(network.weights, network.biases) == network.parameters).all()
    network.parameters[:] = np.arange(26)
    assert network.weights[0][1, 0] == 3 and network.biases[0][0] == 12
    network.biases[1][1] = -7
    assert network.parameters[-1] == -7
    for same in (copy.deepcopy(network), pickle.loads(pickle.dumps(network))):
        same.parameters -= 1.0
        assert same.weights[0][0, 0] == -1 and network.weights[0][0, 0] == 0


def test_starts() -> None:
    rng = np.random.default_rng(0)
    W = initialisation.he(400, 300, rng)
    assert W.shape == (400, 300)
    assert W.mean() == pytest.approx(0, abs=1e-3) and W.var() == pytest.approx(2 / 300, rel=0.02)
    W = initialisation.glorot(400, 300, rng)
    assert W.var() == pytest.approx(2 / 700, rel=0.02) and abs(W).max() < np.sqrt(6 / 700)
    first, again, other = (Network((3, 4, 2), seed=s) for s in (1, 1, 2))
    assert (first.parameters == again.parameters).all()
    assert (first.parameters != other.parameters)[: 4 * 3].all()
    assert all((b == 0).all() for b in first.biases)


@pytest.mark.parametrize(
    "arguments",
    [
        {"sizes": (3,)},
        {"sizes": (3, 0, 1)},
        {"sizes": (3, 1), "hidden": "softmax"},
        {"sizes": (3, 1), "output": "relu"},
        {"sizes": (3, 1), "dtype": np.float16},
        {"sizes": (3, 2), "output": "softmax", "loss": (losses.mse, losses.mse_prime)},
    ],
)
def test_a_network_that_makes_no_sense_is_refused(arguments: dict) -> None:
    with pytest.raises(ValueError):
        Network(**arguments)


def test_a_target_without_its_column_is_refused() -> None:
    with pytest.raises(ValueError, match="target y has"):
        Network((3, 4, 1)).loss_and_gradient(random(5, 3), random(5))


@pytest.mark.parametrize("m", [1, 3, 7])
def test_batch_norm(m: int) -> None:
    Z, gamma, beta, blame = random(m, 4) * 3 + 2, random(4, seed=1), random(4, seed=2), random(m, 4)

    def in_jax(Z, gamma, beta):  # type: ignore[no-untyped-def]
        mean, variance = jnp.mean(Z, 0), jnp.mean((Z - jnp.mean(Z, 0)) ** 2, 0)
        return gamma * (Z - mean) / jnp.sqrt(variance + 1e-5) + beta

    out, kept = batch_norm_forward(Z, gamma, beta)
    value, pull = jax.vjp(in_jax, jnp.array(Z), jnp.array(gamma), jnp.array(beta))
    assert relative_error(out, value) < EXACT
    if m > 1:
        assert out.mean(0) == pytest.approx(beta) and out.std(0) == pytest.approx(
            abs(gamma), rel=1e-4
        )
    for ours, theirs in zip(batch_norm_backward(blame, kept), pull(jnp.array(blame)), strict=True):
        assert ours == pytest.approx(np.array(theirs), rel=EXACT, abs=1e-13)
    nudged = nudged_finely(
        lambda Z: float(np.sum(blame * batch_norm_forward(Z, gamma, beta)[0])), Z
    )
    assert batch_norm_backward(blame, kept)[0] == pytest.approx(nudged, rel=EXACT, abs=1e-10)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=9), st.floats(1e-3, 1e3))
def test_clipping_shortens_and_does_not_turn(gradient: list[float], max_norm: float) -> None:
    g = np.array(gradient)
    clipped = clip_by_norm(g, max_norm)
    norm = np.linalg.norm(g)
    assert np.linalg.norm(clipped) == pytest.approx(min(norm, max_norm))
    assert clipped * norm == pytest.approx(g * np.linalg.norm(clipped), rel=1e-9, abs=1e-9)
    if norm <= max_norm:
        assert (clipped == g).all()


def test_clipping_to_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        clip_by_norm(np.ones(3), 0.0)


@pytest.mark.parametrize(("hidden", "output"), [("sigmoid", "sigmoid"), ("relu", "linear")])
def test_many_networks_are_each_network_alone(hidden: str, output: str) -> None:
    sizes, X, y = (3, 4, 5, 2), random(7, 3), random(7, 2, seed=1)
    pair = (losses.mse, losses.mse_prime)
    nets = [Network(sizes, hidden, output, pair, seed=s) for s in range(6)]
    values, gradients = losses_and_gradients(
        np.stack([net.parameters for net in nets]), sizes, X, y, hidden, output
    )
    for net, value, gradient in zip(nets, values, gradients, strict=True):
        loss, expected = net.loss_and_gradient(X, y)
        assert value == pytest.approx(loss, rel=1e-13)
        assert relative_error(gradient, expected) < 1e-13
