"""Twenty steps of each optimizer, against Keras itself and against the published formulas in JAX.

The gradients change their sign and size on the way. Keras is run in float64; where only its ε
stands elsewhere, both are run with ε near 0, and another test says how they differ with their own.
PyTorch isn't installed: its documented formula is written out in JAX.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.optimizers import BLOCK, SGD, AdaGrad, Adam, Momentum, Optimizer, RMSprop

LR = 0.125  # a power of two: Keras keeps its rate in float32
START = np.array([1.0, -2.0, 0.3])
STEPS = np.arange(20)
GRADIENTS = np.stack(
    [np.cos(STEPS) * 3, (-1.0) ** STEPS * (1 + STEPS), 1e-3 * np.sin(2.0 * STEPS + 1)], axis=1
)
MAKERS: list[Callable[[float], Optimizer]] = [SGD, Momentum, AdaGrad, RMSprop, Adam]


@pytest.fixture(scope="module")
def keras() -> Iterator[Any]:
    os.environ["KERAS_BACKEND"] = "jax"
    import jax
    import keras

    before = jax.config.jax_enable_x64
    jax.config.update("jax_enable_x64", True)
    yield keras
    jax.config.update("jax_enable_x64", before)


def path(optimizer: Optimizer, rates: dict[int, float] | None = None) -> np.ndarray:
    """The parameters after each step; `rates` tells where lr changes."""
    params, seen = START.copy(), []
    for t, gradient in enumerate(GRADIENTS):
        optimizer.lr = (rates or {}).get(t, optimizer.lr)
        optimizer.step(params, gradient)
        seen.append(params.copy())
    return np.stack(seen)


def keras_path(keras: Any, optimizer: Any, rates: dict[int, float] | None = None) -> np.ndarray:
    variable = keras.Variable(START, dtype="float64")
    optimizer.build([variable])
    seen = []
    for t, gradient in enumerate(GRADIENTS):
        if t in (rates or {}):
            optimizer.learning_rate = (rates or {})[t]
        optimizer.apply([gradient], [variable])
        seen.append(np.array(variable.value))
    assert seen[0].dtype == np.float64
    return np.stack(seen)


def close(a: np.ndarray, b: np.ndarray, rel: float = 1e-12) -> bool:
    return bool(np.allclose(a, b, rtol=rel, atol=1e-15))


def test_sgd_is_keras_s(keras: Any) -> None:
    assert close(path(SGD(LR)), keras_path(keras, keras.optimizers.SGD(LR)))


def test_momentum_is_keras_s_while_the_rate_stays(keras: Any) -> None:
    theirs = keras.optimizers.SGD(LR, momentum=0.9)
    assert close(path(Momentum(LR, 0.9)), keras_path(keras, theirs))
    rates = {10: LR / 4}
    theirs = keras.optimizers.SGD(LR, momentum=0.9)
    ours, theirs_path = path(Momentum(LR, 0.9), rates), keras_path(keras, theirs, rates)
    assert close(ours[:10], theirs_path[:10]) and not close(ours[10:], theirs_path[10:], 1e-3)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (AdaGrad(LR), lambda k: k.Adagrad(LR, initial_accumulator_value=0.0, epsilon=1e-25)),
        (RMSprop(LR), lambda k: k.RMSprop(LR, rho=0.9, epsilon=1e-25)),
        (Adam(LR), lambda k: k.Adam(LR, epsilon=1e-25)),
    ],
    ids=["AdaGrad", "RMSprop", "Adam"],
)
def test_keras_s_rule_is_ours_but_for_its_epsilon(keras: Any, ours: Any, theirs: Any) -> None:
    ours.epsilon = 1e-25
    assert close(path(ours), keras_path(keras, theirs(keras.optimizers)))


def test_how_keras_s_defaults_differ(keras: Any) -> None:
    k, small = keras.optimizers, 2  # the third parameter's slopes are about 0.001
    ours, theirs = path(AdaGrad(LR)), keras_path(keras, k.Adagrad(LR))
    step, their_step = START[small] - ours[0, small], START[small] - theirs[0, small]
    assert step == pytest.approx(LR, rel=1e-6)  # the first step is lr
    assert their_step == pytest.approx(LR * GRADIENTS[0, small] / np.sqrt(0.1), rel=1e-4)

    g = GRADIENTS[0, small]
    ours, theirs = path(RMSprop(LR)), keras_path(keras, k.RMSprop(LR))
    assert ours[0, small] == pytest.approx(START[small] - LR * g / (np.sqrt(0.1) * abs(g) + 1e-8))
    assert theirs[0, small] == pytest.approx(START[small] - LR * g / np.sqrt(0.1 * g**2 + 1e-7))

    ours, theirs = path(Adam(LR)), keras_path(keras, k.Adam(LR))
    assert ours[0, small] == pytest.approx(START[small] - LR * g / (abs(g) + 1e-8), rel=1e-12)
    beside = 1e-7 / np.sqrt(0.001)  # Keras's ε as it would stand beside the corrected root
    assert theirs[0, small] == pytest.approx(START[small] - LR * g / (abs(g) + beside), rel=1e-6)
    assert np.abs(ours - theirs)[:, :small].max() < 1e-6 < np.abs(ours - theirs)[:, small].max()


def torch_path(keras: Any, rule: Callable) -> np.ndarray:
    """PyTorch's documented update, one parameter vector, in JAX float64."""
    import jax.numpy as jnp

    params, state, seen = jnp.array(START), {}, []
    for t, gradient in enumerate(GRADIENTS, start=1):
        params = rule(params, jnp.array(gradient), state, t, jnp)
        seen.append(np.array(params))
    assert seen[0].dtype == np.float64
    return np.stack(seen)


def torch_sgd(p, g, s, t, jnp):  # type: ignore[no-untyped-def]
    s["b"] = g if t == 1 else 0.9 * s["b"] + (1 - 0) * g  # dampening 0
    return p - LR * s["b"]


def torch_adagrad(p, g, s, t, jnp):  # type: ignore[no-untyped-def]
    s["sum"] = s.get("sum", 0) + g * g
    return p - LR * g / (jnp.sqrt(s["sum"]) + 1e-10)


def torch_rmsprop(p, g, s, t, jnp):  # type: ignore[no-untyped-def]
    s["v"] = 0.99 * s.get("v", 0) + 0.01 * g * g
    return p - LR * g / (jnp.sqrt(s["v"]) + 1e-8)


def torch_adam(p, g, s, t, jnp):  # type: ignore[no-untyped-def]
    s["m"] = s.get("m", 0) + (g - s.get("m", 0)) * (1 - 0.9)
    s["v"] = 0.999 * s.get("v", 0) + (1 - 0.999) * g * g
    denominator = jnp.sqrt(s["v"]) / jnp.sqrt(1 - 0.999**t) + 1e-8
    return p - LR / (1 - 0.9**t) * s["m"] / denominator


@pytest.mark.parametrize(
    ("ours", "rule"),
    [
        (Momentum(LR, 0.9), torch_sgd),
        (AdaGrad(LR), torch_adagrad),
        (RMSprop(LR, rho=0.99), torch_rmsprop),
        (Adam(LR), torch_adam),
    ],
    ids=["Momentum", "AdaGrad", "RMSprop", "Adam"],
)
def test_pytorch_s_formula_is_ours(keras: Any, ours: Any, rule: Callable) -> None:
    assert close(path(ours), torch_path(keras, rule))


@given(st.floats(1e-4, 1e4), st.sampled_from([-1.0, 1.0]))
def test_adam_s_first_step_is_lr_whatever_the_slope(size: float, sign: float) -> None:
    params = np.zeros(1)
    Adam(0.001).step(params, np.array([sign * size]))
    assert params[0] == pytest.approx(-sign * 0.001, rel=1e-3)


@pytest.mark.parametrize("make", MAKERS)
def test_steps_are_taken_in_place_and_leave_the_gradient_alone(make: Callable) -> None:
    params, gradient = START.copy(), GRADIENTS[0].copy()
    same, optimizer = params, make(LR)
    optimizer.step(params, gradient)
    optimizer.step(params, gradient)
    assert same is params and not np.allclose(params, START)
    assert (gradient == GRADIENTS[0]).all()


@pytest.mark.parametrize("make", MAKERS)
def test_two_optimizers_share_no_memory_and_each_parameter_has_its_own(make: Callable) -> None:
    assert (path(make(LR)) == path(make(LR))).all()
    alone, params = make(LR), START[1:2].copy()
    for gradient in GRADIENTS:
        alone.step(params, gradient[1:2])
    assert params == pytest.approx(path(make(LR))[-1, 1:2], rel=1e-15)


@pytest.mark.parametrize("make", MAKERS)
def test_all_of_them_walk_down_a_bowl(make: Callable) -> None:
    params, optimizer = np.array([3.0, -2.0]), make(0.1)
    for _ in range(2000):
        optimizer.step(params, params * [1.0, 4.0])
    assert np.abs(params).max() < 0.1


def sgd(w, g, kept, t):  # type: ignore[no-untyped-def]
    return w - LR * g, ()


def momentum(w, g, kept, t):  # type: ignore[no-untyped-def]
    velocity = 0.9 * kept[0] + g
    return w - LR * velocity, (velocity,)


def adagrad(w, g, kept, t):  # type: ignore[no-untyped-def]
    s = kept[0] + g**2
    return w - LR * g / (np.sqrt(s) + 1e-10), (s,)


def rmsprop(w, g, kept, t):  # type: ignore[no-untyped-def]
    s = 0.9 * kept[0] + (1 - 0.9) * g**2
    return w - LR * g / (np.sqrt(s) + 1e-8), (s,)


def adam(w, g, kept, t):  # type: ignore[no-untyped-def]
    m, v = 0.9 * kept[0] + (1 - 0.9) * g, 0.999 * kept[1] + (1 - 0.999) * g**2
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    return w - LR * m_hat / (np.sqrt(v_hat) + 1e-8), (m, v)


@pytest.mark.parametrize("shape", [(3,), (2 * BLOCK + 5,), (7, BLOCK // 3)])
@pytest.mark.parametrize(
    ("make", "rule"), [*zip(MAKERS, [sgd, momentum, adagrad, rmsprop, adam], strict=True)]
)
def test_a_rule_in_blocks_is_its_formula(
    make: Callable, rule: Callable, shape: tuple[int, ...]
) -> None:
    rng = np.random.default_rng(0)
    params, optimizer, kept = rng.normal(size=shape), make(LR), (0.0, 0.0)
    expected = params.copy()
    for t in range(1, 5):
        g = rng.normal(size=shape)
        optimizer.step(params, g)
        expected, kept = rule(expected, g, kept, t)
    # Bit by bit, but for Adam, whose corrections are taken out of the fraction.
    assert (
        (params == pytest.approx(expected, rel=1e-12, abs=1e-15))
        if make is Adam
        else (params == expected).all()
    )


@pytest.mark.parametrize("make", MAKERS)
def test_float32_stays_float32(make: Callable) -> None:
    params = np.ones(BLOCK + 3, np.float32)
    optimizer = make(LR)
    for _ in range(2):
        optimizer.step(params, np.full_like(params, 0.5))
    kept = [a for a in vars(optimizer).values() if isinstance(a, np.ndarray)]
    assert params.dtype == np.float32 and all(a.dtype == np.float32 for a in kept)
