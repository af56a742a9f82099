"""What lesson 12 says in prose and shows in pictures comes out of a computation, or of Keras."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from helpers import figures, fit_hides, frameworks, losses, weapons
from helpers.check import keras as check
from helpers.check.keras_variants import gradients
from helpers.dropout import draw_mask, dropout, dropout_prime
from helpers.figures import one_page
from helpers.gradients import numerical_gradient
from helpers.l2 import l2_gradient, l2_penalty
from helpers.layers import forward_pass
from helpers.network import Network
from helpers.optimizers import SGD, Adam
from helpers.smile import smile_nets
from helpers.text import said
from helpers.training import History, fit

from .lesson import ROOT, read

SIZES = (2, 8, 1)


@pytest.fixture(scope="module")
def keras() -> Iterator[Any]:
    os.environ["KERAS_BACKEND"] = "jax"
    yield pytest.importorskip("keras")


def twins(
    keras: Any, sizes: tuple[int, ...] = SIZES, seed: int = 1, last: str | None = None
) -> Any:
    """Our net and Keras's with the same weights, as the lesson makes them."""
    net = Network(sizes, output=last or "linear", seed=seed)
    hidden = [keras.layers.Dense(n, "relu") for n in sizes[1:-1]]
    model = keras.Sequential(
        [keras.Input((sizes[0],)), *hidden, keras.layers.Dense(sizes[-1], last)]
    )
    model.set_weights(fit_hides.keras_weights(net.weights, net.biases))
    return net, model


def largest(model: Any, weights: Any, biases: Any) -> float:
    pairs = zip(model.get_weights(), fit_hides.keras_weights(weights, biases), strict=True)
    return max(float(np.max(np.abs(a - b))) for a, b in pairs)


# The days


def test_five_years_of_days() -> None:
    X, y = fit_hides.days()
    assert X.shape == (1280, 2) and y.shape == (1280, 1)
    fifths = fit_hides.fifths()
    assert [when for when, _ in fifths] == [
        f"{first} to {last}"
        for first, last in (
            ("Nov 2013", "Dec 2014"),
            ("Dec 2014", "Dec 2015"),
            ("Dec 2015", "Dec 2016"),
            ("Dec 2016", "Dec 2017"),
            ("Dec 2017", "Dec 2018"),
        )
    ]
    values = [loss for _, loss in fifths]
    assert [round(v, 2) for v in values] == [0.67, 0.91, 0.80, 1.43, 1.31]
    assert min(values) < max(values) / 2
    assert sorted(values)[-2] == values[-1] and y.mean() < -0.3
    assert values[4] == pytest.approx(np.mean((y[1024:] - y[:1024].mean()) ** 2))
    assert "Nov 2013 to Dec 2014: 0.67" in figures.five_fifths().alt


# The exercises


def test_the_worked_examples_are_the_first_points() -> None:
    flat = check.keras_weights.reference(*check.keras_weights.points[0])
    assert [part.tolist() for part in flat] == [
        [[1, 3, 5], [2, 4, 6]], [0.1, 0.2, 0.3], [[0.7], [0.8], [0.9]], [0.4],
    ]  # fmt: skip
    X, y, weights, biases, lr, optimizer = check.one_step.points[0]
    assert (X.shape, y.shape, lr, optimizer) == ((2, 2), (2, 3), 0.1, "sgd")
    assert list(biases[-1]) == [0.35, -0.15, 0.6]
    _, moved = check.one_step.reference(X, y, weights, biases, lr, optimizer)
    assert moved[-1].round(4).tolist() == [0.3872, -0.1418, 0.4707]
    given, patience = check.early_stopping.points[0]
    assert (given, patience) == ([5, 4, 4.5, 4.2, 3, 3.5, 3.6, 3.7, 2], 3)
    assert check.early_stopping.reference(given, 3) == (7, 4)
    assert check.early_stopping.reference(given, 2) == (3, 1)
    a, mask, rate, training = check.mend_dropout.points[0]
    assert (list(a), list(mask), rate) == ([2, 1, 0.5, 3, 1.2], [1, 0, 1, 1, 0], 0.6)
    assert training is True
    right = check.mend_dropout.reference(a, mask, rate, True)
    assert right.round(9).tolist() == [5, 0, 1.25, 7.5, 0]
    assert list(check.mend_dropout.unchanged(a, mask, rate, True)) == [2, 0, 0.5, 3, 0]  # type: ignore[misc]
    slope, W, lam = check.l2_gradient.points[0]
    assert (slope.tolist(), W.tolist(), lam) == ([[1, -2]], [[3, -0.5]], 0.1)
    assert check.l2_gradient.reference(slope, W, lam).round(9).tolist() == [[1.6, -2.1]]


def test_the_references_agree_with_the_helpers() -> None:
    for weights, biases in check.keras_weights.points:
        ours = fit_hides.keras_weights(weights, biases)
        theirs = check.keras_weights.reference(weights, biases)
        assert all(np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True))
    for point in check.early_stopping.points:
        assert fit_hides.early_stopping(*point) == check.early_stopping.reference(*point)
    for a, mask, rate, training in check.mend_dropout.points:
        np.testing.assert_allclose(
            dropout(a, mask, rate, training), check.mend_dropout.reference(a, mask, rate, training)
        )
    for slope, W, lam in check.l2_gradient.points:
        np.testing.assert_allclose(
            l2_gradient(slope, W, lam), check.l2_gradient.reference(slope, W, lam), atol=1e-9
        )


def test_one_hidden_unit_is_dead() -> None:
    for X, _, weights, biases, *_ in check.one_step.points:
        hidden = forward_pass(X, weights, biases, "relu", "linear")[1]
        assert np.sum((hidden == 0).all(axis=0)) == 1


def test_the_planted_bug_is_one() -> None:
    rng = np.random.default_rng(0)
    given: Any = check.mend_dropout.unchanged
    outs = [given(check.A, draw_mask((5,), 0.6, rng), 0.6, False) for _ in range(2000)]
    assert not np.array_equal(outs[0], outs[1])
    np.testing.assert_allclose(np.mean(outs, axis=0), 0.4 * check.A, rtol=0.15)


# Keras


def test_the_reference_of_one_step_is_keras_s(keras: Any) -> None:
    for X, y, weights, biases, lr, name in check.one_step.points:
        _, model = twins(keras, (2, 4, 3))
        model.set_weights(fit_hides.keras_weights(weights, biases))
        rule = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}[name]
        model.compile(optimizer=rule(lr), loss="mse")
        model.fit(X, y, batch_size=len(X), epochs=1, verbose=0)
        moved = check.one_step.reference(X, y, weights, biases, lr, name)
        assert largest(model, *moved) < (1e-5 if name == "sgd" else check.one_step.atol)


def test_keras_s_own_place_for_epsilon_is_allowed(keras: Any) -> None:
    ((X, y, weights, biases, lr, _),) = check.tiny_steps.points
    _, model = twins(keras, (2, 4, 3))
    model.set_weights(fit_hides.keras_weights(weights, biases))
    model.compile(optimizer=keras.optimizers.Adam(lr), loss="mse")
    model.fit(X, y, batch_size=len(X), epochs=1, verbose=0)
    assert largest(model, *check.tiny_steps.allowed[1](X, y, weights, biases, lr, "adam")) < 1e-5
    assert largest(model, *check.tiny_steps.reference(X, y, weights, biases, lr, "adam")) > 1e-2
    sizes = np.concatenate([g.ravel() for part in gradients(X, y, weights, biases) for g in part])
    assert 1e-6 < np.abs(sizes).max() < 1e-5


def test_what_is_left_of_adam_s_step_is_the_place_of_epsilon(keras: Any) -> None:
    X, y = (rows[:32] for rows in fit_hides.days())
    off = {}
    for name, rule, ours in (
        ("sgd", keras.optimizers.SGD(0.1), SGD(0.1)),
        ("1e-8", keras.optimizers.Adam(0.001), Adam(0.001)),
        ("1e-7", keras.optimizers.Adam(0.001), Adam(0.001, epsilon=1e-7)),
        ("3.2e-6", keras.optimizers.Adam(0.001), Adam(0.001, epsilon=1e-7 / np.sqrt(1 - 0.999))),
    ):
        net, model = twins(keras)
        model.compile(optimizer=rule, loss="mse")
        model.fit(X, y, batch_size=32, epochs=1, verbose=0)
        ours.step(net.parameters, net.loss_and_gradient(X, y)[1])
        off[name] = fit_hides.apart(model, net.weights, net.biases)
    assert off["1e-8"] == off["1e-7"] == "at most 2e-06 apart"
    assert off["3.2e-6"] == "at most 3e-08 apart"
    assert float(off["sgd"].split()[2]) < 2e-7
    assert round(1e-7 / np.sqrt(1 - 0.999), 7) == 3.2e-6


def test_same_weights_same_output_and_same_steps(keras: Any) -> None:
    X, y = fit_hides.days()
    net, model = twins(keras)
    assert [part.shape for part in model.get_weights()] == [(2, 8), (8,), (8, 1), (1,)]
    assert np.abs(net.predict(X) - model.predict(X, verbose=0)).max() < 1e-6
    for ours, theirs in (
        (SGD(0.1), keras.optimizers.SGD(0.1)),
        (Adam(0.001), keras.optimizers.Adam(0.001)),
    ):
        net, model = twins(keras)
        before = model.get_weights()
        model.compile(optimizer=theirs, loss="mse")
        model.fit(X[:32], y[:32], batch_size=32, epochs=1, verbose=0)
        ours.step(net.parameters, net.loss_and_gradient(X[:32], y[:32])[1])
        assert largest(model, net.weights, net.biases) < 1e-5
        moved = max(np.abs(a - b).max() for a, b in zip(before, model.get_weights(), strict=True))
        assert moved > 9e-4
        assert fit_hides.apart(model, net.weights, net.biases).startswith("at most ")


def test_what_a_student_has_not_written_is_said() -> None:
    assert fit_hides.attempt(lambda *_: ([...], [...]), 1) == (None, None)
    assert fit_hides.attempt(lambda *_: None, 1) == (None, None)
    assert fit_hides.apart(None, None, None) == "not attempted yet"

    class Model:
        def get_weights(self) -> list[np.ndarray]:
            return [np.zeros((2, 3)), np.zeros(3)]

    assert fit_hides.apart(Model(), [np.ones((2, 3))], [np.zeros(3)]) == "not of the same shapes"
    assert fit_hides.apart(Model(), [np.ones((3, 2))], [np.zeros(3)]) == "at most 1e+00 apart"


def test_a_whole_fit_is_ours(keras: Any) -> None:
    X, y = fit_hides.days()
    net, model = twins(keras)
    model.compile(optimizer="adam", loss="mse")
    theirs = model.fit(X, y, epochs=20, validation_split=0.2, shuffle=False, verbose=0).history
    ours = fit(net, X[:1024], y[:1024], Adam(), 20, validation=(X[1024:], y[1024:]), seed=None)
    assert int(np.asarray(model.optimizer.iterations)) == ours.num_updates == 20 * 32  # batch 32
    np.testing.assert_allclose(ours.train_loss, theirs["loss"], atol=1e-4)
    np.testing.assert_allclose(ours.validation_loss, theirs["val_loss"], atol=1e-4)
    picture = figures.laid_over(ours, theirs)
    apart = float(re.search(r"more than (\S+) apart", picture.alt)[1])  # type: ignore[index]
    assert apart < 1e-4


def test_validation_rows_are_the_tail_and_hidden_choices(keras: Any) -> None:
    X, y = fit_hides.days()
    for seed in range(2):
        keras.utils.set_random_seed(seed)
        _, model = twins(keras)
        model.compile(optimizer="adam", loss="mse")
        told = model.fit(X, y, epochs=100, validation_split=0.2, verbose=0).history
        assert round(told["val_loss"][-1], 2) in (0.62, 0.63)
        assert model.evaluate(X[-256:], y[-256:], verbose=0) == pytest.approx(
            told["val_loss"][-1], abs=1e-5
        )
        y_hat = model.predict(X, verbose=0)
        assert losses.mse(y_hat[-256:], y[-256:]) == pytest.approx(told["val_loss"][-1], abs=1e-5)
        for part in (slice(256), np.random.default_rng(12).permutation(1280)[:256]):
            assert abs(losses.mse(y_hat[part], y[part]) - told["val_loss"][-1]) > 0.01
        # nearly where the lesson's unshuffled twin ends
        net, _ = twins(keras)
        ours = fit(net, X[:1024], y[:1024], Adam(), 100, validation=(X[1024:], y[1024:]), seed=None)
        assert abs(ours.train_loss[-1] - told["loss"][-1]) < 0.02
        assert abs(ours.validation_loss[-1] - told["val_loss"][-1]) < 0.02
    assert float(np.asarray(model.optimizer.learning_rate)) == pytest.approx(0.001)
    assert model.optimizer.epsilon == 1e-7
    dense = keras.layers.Dense(3)
    assert type(dense.kernel_initializer).__name__ == "GlorotUniform"
    assert type(dense.bias_initializer).__name__ == "Zeros"
    assert keras.config.floatx() == "float32"


@pytest.mark.slow
def test_the_class_room_task(keras: Any) -> None:
    datasets = pytest.importorskip("sklearn.datasets")
    table, label = datasets.make_classification(
        n_samples=1280, n_features=20, n_informative=5, n_redundant=5, flip_y=0.1, random_state=12
    )
    for seed, dice in ((1, 0), (1, 1), (1, 2), (2, 0)):
        keras.utils.set_random_seed(dice)
        ends = {}
        for batch_size in (16, 64, 256):
            _, model = twins(keras, (20, 32, 1), seed, "sigmoid")
            model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
            ends[batch_size] = model.fit(
                table, label, batch_size=batch_size, epochs=20, validation_split=0.2, verbose=0
            ).history
            assert int(np.asarray(model.optimizer.iterations)) == 20 * 1024 // batch_size
        train = {size: told["loss"][-1] for size, told in ends.items()}
        assert train[16] < train[64] - 0.01 < train[256] - 0.02
        assert ends[256]["loss"][-1] < ends[256]["loss"][-2]  # still on its way down
        tails = {size: told["val_loss"][-1] for size, told in ends.items()}
        assert tails[256] > max(tails[16], tails[64])
        assert tails[16] < tails[64] + 0.01 < tails[256] - 0.03
        if seed == 1:  # the lesson's start
            assert tails[64] - tails[16] < 0.02
            late = ends[16]["val_loss"][9:]
            assert max(late) - min(late) < 0.02
            assert ends[16]["loss"][9] - train[16] > 0.02
        picture = figures.three_fits(ends)
        assert f"16: {train[16]:.2f} in training" in picture.alt


def test_the_loss_names_fit_the_outputs(keras: Any) -> None:
    P = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
    named = keras.losses.get("sparse_categorical_crossentropy")
    assert np.mean(named(np.array([0, 2]), P)) == pytest.approx(-np.log([0.7, 0.6]).mean())
    assert set(check.right_loss.replies) == set(
        re.findall(r'"(\w+)"', next(
            c.source for c in read("solutions", "12_keras").cells if "The words are" in c.source
        ).partition("The words are")[2].partition("The check")[0])
    )  # fmt: skip


def test_early_stopping_is_keras_s(keras: Any) -> None:
    class Model:
        stop_training = False
        epoch = -1
        restored = -1

        def get_weights(self) -> int:
            return self.epoch

        def set_weights(self, epoch: int) -> None:
            self.restored = epoch

    for validation, patience in check.early_stopping.points:
        stopper = keras.callbacks.EarlyStopping(
            monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
        )
        model = Model()
        stopper.set_model(model)
        stopper.on_train_begin()
        for epoch, value in enumerate(validation):
            model.epoch = epoch
            stopper.on_epoch_end(epoch, {"val_loss": value})
            if model.stop_training:
                break
        stopper.on_train_end()
        assert (model.epoch, model.restored) == fit_hides.early_stopping(validation, patience)
    assert keras.callbacks.EarlyStopping().restore_best_weights is False


def test_dropout_and_l2_are_keras_s(keras: Any) -> None:
    drop = keras.layers.Dropout(0.2, seed=1)
    a = np.linspace(1, 2, 50, dtype=np.float32)[None]
    out = np.asarray(drop(a, training=True))
    assert 0 < np.sum(out == 0) < 25
    np.testing.assert_allclose(out, dropout(a, out != 0, 0.2, training=True), rtol=1e-6)
    np.testing.assert_allclose(drop(a, training=False), dropout(a, out, 0.2, training=False))
    dropping = keras.Sequential([keras.Input((50,)), keras.layers.Dropout(0.5)])
    dropping.compile(loss="mse")
    assert dropping.evaluate(a, a, verbose=0) == 0
    W = np.array([[0.5, -2.0], [1.5, 0.25]])
    theirs = float(keras.regularizers.L2(0.003)(keras.ops.convert_to_tensor(W)))
    assert theirs == pytest.approx(l2_penalty([W], 0.003), rel=1e-6)
    layer = keras.layers.Dense(2, kernel_regularizer=keras.regularizers.L2(0.003))
    layer.build((None, 2))
    layer.set_weights([W, np.array([3.0, 4.0])])
    assert float(np.sum([np.asarray(loss) for loss in layer.losses])) == pytest.approx(theirs)


def test_keras_s_two_losses_hold_the_penalty(keras: Any) -> None:
    X = np.random.default_rng(0).normal(size=(100, 2))
    l2 = keras.regularizers.L2(1.0)
    layer = keras.layers.Dense(1, kernel_initializer="ones", kernel_regularizer=l2)
    model = keras.Sequential([keras.Input((2,)), layer])
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    told = model.fit(X, X[:, :1], batch_size=80, validation_split=0.2, verbose=0).history
    penalty = l2_penalty(model.get_weights()[:1], 1.0)
    squares = (model.predict(X, verbose=0) - X[:, :1]) ** 2
    assert penalty > 0.1
    assert told["loss"][0] == pytest.approx(squares[:80].mean() + penalty, rel=1e-5)
    assert told["val_loss"][0] == pytest.approx(squares[80:].mean() + penalty, rel=1e-5)


# Three weapons


def test_dropout_keeps_the_mean_and_its_slope() -> None:
    a, rng = np.array([[0.5, -1.0, 2.0]]), np.random.default_rng(0)
    masks = draw_mask((40_000, 3), 0.3, rng)
    assert set(np.unique(masks)) == {0.0, 1.0}
    assert masks.mean() == pytest.approx(0.7, abs=0.01)
    np.testing.assert_allclose(dropout(a, masks, 0.3, True).mean(axis=0), a[0], rtol=0.02)
    mask = masks[:1]
    for training in (True, False):
        slope = numerical_gradient(
            lambda v, on=training: float(dropout(v, mask, 0.3, on).sum()), a, h=1e-5
        )
        np.testing.assert_allclose(slope, dropout_prime(mask, 0.3, training), atol=1e-9)
    for rate in (1.0, -0.1):
        with pytest.raises(ValueError, match="rate must be"):
            draw_mask((3,), rate, rng)


def test_l2_slope_is_that_of_its_penalty() -> None:
    W = np.array([[0.7, -1.2], [0.3, 2.0]])
    slope = numerical_gradient(lambda V: l2_penalty([V], 0.4), W, h=1e-5)
    np.testing.assert_allclose(l2_gradient(np.zeros_like(W), W, 0.4), slope, atol=1e-9)


def test_without_weapons_they_are_lesson_10_s_nets() -> None:
    plain, known = weapons.eight_nets(), smile_nets(64)
    np.testing.assert_allclose(plain.curves.validation, known.curves.validation[1:], atol=1e-6)
    np.testing.assert_allclose(plain.curves.train, known.curves.train[1:], atol=1e-6)
    np.testing.assert_allclose(plain.fits, known.fits, atol=1e-6)


def test_what_each_weapon_does() -> None:
    plain = weapons.eight_nets()
    found = {
        "none": plain.fits,
        "stop": plain.kept,
        "dropout": weapons.eight_nets(rate=0.2).fits,
        "L2": weapons.eight_nets(lam=0.003).fits,
    }
    off = {name: weapons.off_the_smile(fits) for name, fits in found.items()}
    medians = {name: round(float(np.median(values)), 2) for name, values in off.items()}
    assert medians == {"none": 2.16, "stop": 0.32, "dropout": 0.75, "L2": 0.45}
    assert all(medians[name] < 2.16 * 0.36 for name in ("stop", "dropout", "L2"))
    ranges = {name: float(np.ptp(values)) for name, values in off.items()}
    assert max(ranges, key=ranges.__getitem__) == "stop"
    assert min(ranges, key=ranges.__getitem__) == "L2"


def test_the_patience_that_finds_the_lowest_point() -> None:
    curve = list(weapons.eight_nets().curves.validation[:, 4])
    kept = {p: fit_hides.early_stopping(curve, p)[1] for p in (1, 5, 10, 20, 50, 100)}
    assert int(np.argmin(curve)) == 271
    assert [p for p, epoch in kept.items() if epoch == 271] == [50, 100]
    assert (round(curve[kept[5]], 2), round(curve[271], 2)) == (7.22, 4.84)
    assert 1.45 < curve[kept[5]] / curve[271] < 1.55
    assert "stops after epoch 18 and keeps the weights of epoch 13" in figures.early_stop(5).alt
    assert "the lowest of the 500 that are drawn is 4.84" in figures.early_stop(5).alt
    moved = figures.early_stop(5).move(patience=50)
    assert "keeps the weights of epoch 271" in moved.alt
    assert moved.png() == figures.early_stop(50).png()


def test_the_mean_of_many_passes() -> None:
    alt = figures.failing_units(256).alt
    assert "of 10 units give 0 and the others twice their value" in alt
    assert int(re.search(r"off by up to (\d+)%", alt)[1]) < 10  # type: ignore[index]
    moved = figures.failing_units(1).move(passes=256)
    assert moved.png() == figures.failing_units(256).png()


def test_the_best_lam() -> None:
    lams = (0, 0.0003, 0.003, 0.1)
    ends = {lam: weapons.eight_nets(lam=lam).curves for lam in lams}
    medians = {lam: float(np.median(curves.validation[-1])) for lam, curves in ends.items()}
    assert min(medians, key=medians.__getitem__) == 0.003
    assert np.median(ends[0.1].train[-1]) > 8  # underfits
    assert "the median validation loss of eight nets is 7.54" in figures.shrunk(0).alt
    assert figures.shrunk(0).move(lam=0.003).png() == figures.shrunk(0.003).png()


# The page


def test_the_page_in_docs_is_the_one_that_is_drawn() -> None:
    text = one_page.FILE.read_text(encoding="utf-8")
    found = re.search(r"<dc:description>(.*?)</dc:description>", text, re.S)
    assert found
    written = found[1].replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
    assert written == one_page.words(figures.summary())
    for word in ("Adam, lr 0.001", "32 rows", "sigmoid σ", "binary_crossentropy", "wᵀ", "√252"):
        assert word.lower() in written.lower()


def test_the_page_says_what_is_so() -> None:
    rules = {row[0]: row[-1] for row in one_page.OPTIMIZERS if row[0]}
    assert rules["vanilla"] == f"lr {SGD().lr}" and "lr 0.001, β1 0.9" in rules["Adam"]
    page = figures.summary().figure
    assert page.get_figwidth() == 8
    renderer = page.canvas.get_renderer()  # type: ignore[attr-defined]
    boxes = [t.get_window_extent(renderer) for t in page.axes[0].texts]
    assert all(box.x1 <= page.bbox.x1 - 10 and box.y0 >= 0 for box in boxes)
    for text, box in zip(page.axes[0].texts, boxes, strict=True):
        x, y = text.get_position()
        left = x < 4 and y < 0.5 + one_page._height(one_page.LEFT)
        assert box.x1 / page.dpi <= (3.86 if left else 7.75), text.get_text()
    for a, b in combinations(boxes, 2):
        assert not (min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 3)


def test_a_guess_without_quotes_is_said_as_it_was_typed() -> None:
    assert said((2, 8)) == "You said (2, 8)."


# Where Keras is missing


def test_what_is_missing_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "keras", None)
    assert frameworks.find()[0] is None
    says = capsys.readouterr().out
    assert says.count("\n") == 1 and "`%pip install keras jax`" in says
    monkeypatch.setitem(sys.modules, "sklearn", None)
    assert frameworks.find() == (None, None)
    assert "`%pip install keras jax scikit-learn`" in capsys.readouterr().out
    monkeypatch.setattr(sys, "platform", "emscripten")
    frameworks.find()
    assert capsys.readouterr().out == frameworks.BROWSER + "\n"


def test_a_backend_that_somebody_chose_is_kept() -> None:
    code = (
        "import os, sys; from helpers import frameworks\n"
        "import helpers.check, helpers.figures\n"
        "print(sorted({'keras', 'sklearn', 'jax'} & set(sys.modules)))\n"
        "frameworks._load = lambda name: (None, 'is not installed')\n"
        "frameworks.find(); print(os.environ.get('KERAS_BACKEND'))"
    )
    for chosen, wanted in ((None, "jax"), ("torch", "torch")):
        env = {k: v for k, v in os.environ.items() if k != "KERAS_BACKEND"}
        env |= {"KERAS_BACKEND": chosen} if chosen else {}
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True, encoding="utf-8", check=True, env=env,
            cwd=ROOT,
        )  # fmt: skip
        lines = done.stdout.splitlines()
        assert (lines[0], lines[-1]) == ("[]", wanted)


@pytest.mark.slow
@pytest.mark.parametrize("missing", [["keras", "sklearn"], ["sklearn"], []])
def test_the_lesson_runs_to_its_end(missing: list[str]) -> None:
    notebook = nbformat.from_dict(read("solutions", "12_keras").copy())  # type: ignore[no-untyped-call]
    hide = f"import sys\nfor name in {missing!r}: sys.modules[name] = None"
    notebook.cells = [nbformat.v4.new_code_cell(hide), *notebook.cells]
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": ROOT}}).execute()
    checks = [c for c in notebook.cells if c.get("id", "").endswith("-check")]
    assert len(checks) == 6
    assert all(": right " in c.outputs[0].text for c in checks if "right_loss" not in c.id)


def test_history_is_what_the_picture_takes() -> None:
    ours = History(train_loss=[2.0, 1.0], validation_loss=[3.0, 2.0])
    picture = figures.laid_over(ours, {"loss": [2.0, 1.0], "val_loss": [3.0, 2.5]})
    assert "nowhere are they more than 5e-01 apart" in picture.alt
