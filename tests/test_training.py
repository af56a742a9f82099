"""Training takes the steps that it says, and its curves are those that Keras would show."""

import os
from collections.abc import Iterator
from typing import Any

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbclient import NotebookClient

from helpers.drawing import progress
from helpers.learning_rate import learning_rate_finder, steepest_fall, sweep
from helpers.losses import mse, mse_prime
from helpers.network import Network
from helpers.optimizers import SGD, Adam
from helpers.training import fit, minibatches

from .lesson import ROOT

XOR_X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_Y = np.array([[0.0], [1.0], [1.0], [0.0]])


def data(m: int = 200, seed: int = 0, noise: float = 0.1) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(m, 5))
    return X, np.sin(X[:, :1]) + 0.5 * X[:, 1:2] * X[:, 2:3] + noise * rng.normal(size=(m, 1))


@settings(deadline=None)
@given(st.integers(1, 50), st.integers(1, 60), st.integers(0, 5) | st.none())
def test_minibatches_yield_each_row_once_with_its_own_target(
    m: int, batch_size: int, seed: int | None
) -> None:
    X = np.arange(2 * m).reshape(m, 2)
    y = X[:, :1] * 10
    rng = None if seed is None else np.random.default_rng(seed)
    batches = list(minibatches(X, y, batch_size, rng))
    assert len(batches) == -(-m // batch_size)
    assert [len(rows) for rows, _ in batches[:-1]] == [batch_size] * (len(batches) - 1)
    assert all((targets == rows[:, :1] * 10).all() for rows, targets in batches)
    seen = np.concatenate([rows for rows, _ in batches])
    assert sorted(seen[:, 0]) == list(X[:, 0])
    if seed is None:
        assert (seen == X).all()


def test_minibatches_are_shuffled_anew_and_repeatably() -> None:
    X, y = data(40)
    rng, same = np.random.default_rng(3), np.random.default_rng(3)
    first, second = (next(minibatches(X, y, 40, rng))[0] for _ in range(2))
    assert not (first == X).all() and not (first == second).all()
    assert (first == next(minibatches(X, y, 40, same))[0]).all()


@pytest.mark.parametrize(("m", "n", "batch_size"), [(4, 5, 2), (4, 4, 0), (0, 0, 2)])
def test_minibatches_that_make_no_sense_are_refused(m: int, n: int, batch_size: int) -> None:
    with pytest.raises(ValueError):
        next(minibatches(np.zeros((m, 2)), np.zeros((n, 1)), batch_size))


def test_fit_is_a_loop_of_gradient_steps() -> None:
    X, y = data(10)
    network, by_hand = Network((5, 4, 1), seed=1), Network((5, 4, 1), seed=1)
    history = fit(network, X, y, SGD(0.05), 3, batch_size=4, seed=None)
    expected = []
    for _ in range(3):
        seen = []
        for rows in (slice(0, 4), slice(4, 8), slice(8, 10)):
            loss, gradient = by_hand.loss_and_gradient(X[rows], y[rows])
            by_hand.parameters -= 0.05 * gradient
            seen.append(loss * len(X[rows]))
        expected.append(sum(seen) / 10)
    assert network.parameters == pytest.approx(by_hand.parameters, rel=1e-13)
    assert history.train_loss == pytest.approx(expected, rel=1e-13)
    assert history.num_updates == 9
    assert history.validation_loss == [] and history.best_epoch is None


def test_the_same_seed_gives_the_same_training() -> None:
    X, y = data()
    runs = [fit(Network((5, 4, 1)), X, y, Adam(0.01), 3, seed=s).train_loss for s in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]


@pytest.fixture(scope="module")
def keras() -> Iterator[Any]:
    os.environ["KERAS_BACKEND"] = "jax"
    import jax
    import keras

    before, floats = jax.config.jax_enable_x64, keras.config.floatx()
    policy = keras.config.dtype_policy()  # once made, it no longer follows floatx
    jax.config.update("jax_enable_x64", True)
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    yield keras
    keras.config.set_floatx(floats)
    keras.config.set_dtype_policy(policy)
    jax.config.update("jax_enable_x64", before)


def test_our_curve_is_keras_s(keras: Any) -> None:
    X, y = data(70)
    X_validation, y_validation = data(30, seed=1)
    network = Network((5, 4, 3, 1), seed=2)
    layers = [keras.layers.Dense(n, "relu") for n in (4, 3)] + [keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((5,)), *layers])
    model.set_weights(
        [p for W, b in zip(network.weights, network.biases, strict=True) for p in (W.T, b)]
    )
    model.compile(keras.optimizers.SGD(0.0625, momentum=0.0), loss="mse")
    assert model.predict(X, verbose=0) == pytest.approx(network.predict(X), rel=1e-12)
    theirs = model.fit(
        X, y, batch_size=32, epochs=5, shuffle=False, verbose=0,
        validation_data=(X_validation, y_validation),
    ).history  # fmt: skip
    ours = fit(network, X, y, SGD(0.0625), 5, validation=(X_validation, y_validation), seed=None)
    # predict agrees to 1e-12, but something in Keras's own training step stays float32.
    assert ours.train_loss == pytest.approx(theirs["loss"], rel=1e-6)
    assert ours.validation_loss == pytest.approx(theirs["val_loss"], rel=1e-6)
    assert model.predict(X, verbose=0) == pytest.approx(network.predict(X), abs=1e-7)


def test_early_stopping_puts_the_best_epoch_back() -> None:
    X, y = data(30, noise=1.0)
    validation = data(200, seed=1)
    network = Network((5, 32, 1))
    history = fit(network, X, y, Adam(0.02), 400, validation=validation, patience=7)
    best = history.best_epoch
    assert best is not None and best == int(np.argmin(history.validation_loss))
    assert len(history.validation_loss) == best + 1 + 7 < 400
    assert network.loss(*validation) == history.validation_loss[best]
    whole = fit(Network((5, 32, 1)), X, y, Adam(0.02), 60, validation=validation)
    assert len(whole.validation_loss) == 60
    assert whole.validation_loss[: len(history.validation_loss)] == history.validation_loss


def test_patience_without_validation_data_is_refused() -> None:
    with pytest.raises(ValueError, match="validation"):
        fit(Network((5, 1)), *data(), SGD(), 1, patience=3)


@pytest.mark.filterwarnings("error")
def test_a_step_too_long_shows_in_the_history_and_warns_nobody() -> None:
    history = fit(Network((5, 8, 1)), *data(), SGD(50.0), 60, validation=data(seed=1), patience=100)
    assert not np.isfinite(history.train_loss[-1])


def test_xor_is_learnt() -> None:
    net = Network((2, 4, 1), "sigmoid", "sigmoid", (mse, mse_prime), seed=0)
    fit(net, XOR_X, XOR_Y, SGD(4.0), 1500, seed=None)
    assert np.abs(net.predict(XOR_X) - XOR_Y).max() < 0.1


def test_a_sweep_starts_afresh_for_each_value() -> None:
    X, y = data()
    calls: list[tuple[int, int]] = []
    results = sweep(
        lambda lr: fit(Network((5, 4, 1)), X, y, SGD(lr), 2).train_loss[-1],
        [0.001, 0.1, 0.01],
        lambda done, total: calls.append((done, total)),
    )
    assert list(results) == [0.001, 0.1, 0.01]
    assert results[0.1] < results[0.01] < results[0.001]
    assert results[0.01] == fit(Network((5, 4, 1)), X, y, SGD(0.01), 2).train_loss[-1]
    assert calls == [(1, 3), (2, 3), (3, 3)]


def test_the_finder_takes_growing_steps_and_leaves_no_trace() -> None:
    X, y = data(500)
    network = Network((5, 16, 1))
    before = network.parameters.copy()
    found = learning_rate_finder(network, X, y, SGD)
    assert (network.parameters == before).all()
    factors = found.rates[1:] / found.rates[:-1]
    assert factors == pytest.approx(np.full(len(factors), factors[0]))
    assert found.rates[0] == 1e-5 and len(found.rates) < 100  # it broke before 10
    assert found.smoothed[0] == pytest.approx(
        0.95 * network.loss(X, y) + 0.05 * found.losses[0], rel=1e-12
    )
    assert found.smoothed[-1] <= 4 * found.smoothed.min()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("make_optimizer", [SGD, Adam])
def test_the_steepest_fall_comes_before_the_lowest_point_and_trains(
    make_optimizer: Any, seed: int
) -> None:
    X, y = data(500)
    network = Network((5, 16, 1), seed=seed)
    start = network.loss(X, y)
    found = learning_rate_finder(network, X, y, make_optimizer, seed=seed)
    assert 1e-3 < found.steepest < found.rates[found.smoothed.argmin()]
    history = fit(network, X, y, make_optimizer(found.steepest), 5)
    assert history.train_loss[-1] < 0.5 * start


def test_the_steepest_fall_of_a_known_curve() -> None:
    rates = np.geomspace(1e-4, 1, 81)
    curve = 1 - 0.8 / (1 + (1e-2 / rates) ** 3)  # falls most, on the log axis, at 0.01
    curve[70:] += np.arange(11) * 3.0
    curve[80] = -1.0 + curve[69]
    assert steepest_fall(rates[:80], curve[:80]) == pytest.approx(1e-2, rel=0.01)
    with pytest.raises(ValueError, match="too few"):
        steepest_fall(rates[:10], curve[:10])


def test_a_finder_that_can_t_start_is_refused() -> None:
    X, y = data(50)
    for lowest, highest in [(0.0, 1.0), (1.0, 0.1), (1e3, 1e9)]:
        with pytest.raises(ValueError):
            learning_rate_finder(Network((5, 8, 1)), X, y, SGD, lowest, highest)


def test_the_bar_in_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    shown = progress.bar("trainings")
    for done in range(1, 121):
        shown(done, 120)
    lines = capsys.readouterr().out.split("\r")
    assert "[########............] 48 of 120 trainings" in [line.rstrip() for line in lines]
    assert len(lines) == 1 + 21 and len({len(line.rstrip("\n")) for line in lines[1:]}) == 1
    assert lines[-1].strip() == "120 of 120 trainings"


def test_a_saved_notebook_keeps_one_line_of_the_bar() -> None:
    code = (
        "from helpers.drawing import progress\nshow = progress.bar('epochs')\n"
        "for done in range(1, 41):\n    show(done, 40)"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, resources={"metadata": {"path": str(ROOT)}}).execute()
    outputs = notebook.cells[0].outputs
    assert [output.data["text/plain"] for output in outputs] == ["40 of 40 epochs"]
