"""What lesson 13 says in prose and shows in pictures comes out of a computation, or of Keras."""

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from typing import Any, ClassVar

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from course import derived
from course.errors import CourseError
from course.grading import lesson
from course.grading.protocol import wire
from course.grading.run.sandbox.references import References
from helpers import losses
from helpers.checking import CheckFailed, NotAttempted, foreign
from helpers.drawing import one_page
from helpers.dropout import draw_mask, dropout, dropout_prime
from helpers.gradients import numerical_gradient
from helpers.lessons.keras import checks, contest, figures, fit_hides, frameworks, models, reports
from helpers.lessons.keras.checks.models import tail_loss
from helpers.lessons.keras.checks.written import Written
from helpers.lessons.volatility import contest as rivals_of_12
from helpers.lessons.volatility import study, walk
from helpers.market import dataset, forecasts, scores
from helpers.market.prices import load_prices
from helpers.market.smile import smile_nets
from helpers.network import Network
from helpers.optimizers import SGD, Adam
from helpers.text import said
from helpers.training import History, fit
from tests.lesson import ROOT, drawn, read

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
    X, y = fit_hides.last_days()
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
    assert sorted(values)[-2] == values[-1]
    assert values[4] == pytest.approx(np.mean((y[1024:] - y[:1024].mean()) ** 2))
    assert "Nov 2013 to Dec 2014: 0.67" in figures.five_fifths().alt


# The exercises


def test_the_worked_examples_are_the_first_points() -> None:
    flat = checks.keras_weights.reference(*checks.keras_weights.points[0])
    assert [part.tolist() for part in flat] == [
        [[1, 3, 5], [2, 4, 6]], [0.1, 0.2, 0.3], [[0.7], [0.8], [0.9]], [0.4],
    ]  # fmt: skip
    a, mask, rate, training = checks.mend_dropout.points[0]
    assert (list(a), list(mask), rate) == ([2, 1, 0.5, 3, 1.2], [1, 0, 1, 1, 0], 0.6)
    assert training is True
    right = checks.mend_dropout.reference(a, mask, rate, True)
    assert right.round(9).tolist() == [5, 0, 1.25, 7.5, 0]
    assert list(checks.mend_dropout.unchanged(a, mask, rate, True)) == [2, 0, 0.5, 3, 0]  # type: ignore[misc]


def test_the_references_agree_with_the_helpers() -> None:
    for weights, biases in checks.keras_weights.points:
        ours = fit_hides.keras_weights(weights, biases)
        theirs = checks.keras_weights.reference(weights, biases)
        assert all(np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True))
    for a, mask, rate, training in checks.mend_dropout.points:
        np.testing.assert_allclose(
            dropout(a, mask, rate, training), checks.mend_dropout.reference(a, mask, rate, training)
        )


def test_the_planted_bug_is_one() -> None:
    rng = np.random.default_rng(0)
    given: Any = checks.mend_dropout.unchanged
    outs = [given(checks.A, draw_mask((5,), 0.6, rng), 0.6, False) for _ in range(2000)]
    assert not np.array_equal(outs[0], outs[1])
    np.testing.assert_allclose(np.mean(outs, axis=0), 0.4 * checks.A, rtol=0.15)


# Keras


def test_same_weights_same_output_and_same_steps(keras: Any) -> None:
    X, y = fit_hides.last_days()
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


def test_a_whole_fit_is_ours(keras: Any) -> None:
    X, y = fit_hides.last_days()
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
    X, y = fit_hides.last_days()
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
        errors = (y_hat - y)[:, 0] ** 2
        assert round(errors.mean(), 2) == 0.54
        draws = [
            errors[np.random.default_rng(k).permutation(1280)[:256]].mean() for k in range(400)
        ]
        assert 0.05 < np.mean(np.abs(np.array(draws) - 0.54) > 0.07) < 0.2  # "at times"
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


def borrowers(**others: Any) -> Any:
    """The made-up table of the lesson."""
    datasets = pytest.importorskip("sklearn.datasets")
    return datasets.make_classification(flip_y=0.1, random_state=12, **others)


def test_the_class_room_task(keras: Any) -> None:
    table, label = borrowers(n_samples=1280, n_features=20, n_informative=5, n_redundant=5)
    for seed in (1, 2):
        keras.utils.set_random_seed(seed)
        model, history = models.classify(table, label, 64)
        called = model.predict(table[1024:], verbose=0)[:, 0] > 0.5
        default = label[1024:] == 1
        assert round(np.mean(default[called]), 1) == 0.8  # precision
        assert round(np.mean(called[default]), 1) == 0.8  # recall
        told = {name: np.array(curve) for name, curve in history.history.items()}
        assert told["loss"][-1] < told["loss"][9] < told["loss"][0]
        assert told["val_loss"][-1] < told["val_loss"][9] < told["val_loss"][0]
        assert np.all(told["val_loss"] - told["loss"] < 0.15)


def test_a_hundred_per_cent_against_sixty(keras: Any) -> None:
    table, label = borrowers(n_samples=200, n_features=100, n_informative=4, n_redundant=0)
    for seed in range(3):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential(
            [keras.Input((100,)), keras.layers.Dense(32, "relu"), keras.layers.Dense(1, "sigmoid")]
        )
        model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
        curves = model.fit(
            table, label, batch_size=16, epochs=60, validation_split=0.2, verbose=0
        ).history
        assert curves["accuracy"][-1] == 1
        assert 0.5 < curves["val_accuracy"][-1] < 0.7
        if seed == 0:  # what the lesson says of early stopping
            end, keep = fit_hides.early_stopping(curves["val_loss"], 10)
            assert end + 1 == 28
            assert round(curves["val_loss"][-1], 2) == 0.95
            assert round(curves["val_loss"][keep], 2) == 0.78
            for epoch in (keep, -1):
                assert f"{curves['val_accuracy'][epoch]:.0%}" == "57%"
            assert label[160:].mean() == pytest.approx(curves["val_accuracy"][keep])
            assert len(label[160:]) == 40


@pytest.mark.slow
def test_the_contest(keras: Any) -> None:
    X, y = contest.known_evenings()
    assert X.shape == (3972, 13) and y.shape == (3972, 1)
    rivals = contest.rivals()
    rows = study.snapshot()
    yearly = walk.walk_forward(rows, rows.parts[2], walk.line(rows), 500)
    again = rivals_of_12.score(rows, yearly, rows.parts[2]).r2
    assert {name: round(value, 2) for name, value in rivals.items()} == {"HAR": 0.47, "line": 0.52}
    assert round(rivals["line"], 3) == 0.524
    for seed in (1, 2, 3):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential(
            [keras.Input((13,)), keras.layers.Dense(64, "relu"), keras.layers.Dense(1)]
        )
        model.compile(optimizer="adam", loss="mse")
        told = model.fit(X, y, batch_size=64, epochs=100, validation_split=0.2, verbose=0).history
        bare = contest.r2_of_model(model)
        assert 0.485 < bare < 0.515 and rivals["HAR"] < bare < rivals["line"]
        best = int(np.argmin(told["val_loss"]))
        assert best < 60  # "long before the end"
        assert 0.005 < told["val_loss"][-1] - told["val_loss"][best] < 0.02
        assert told["loss"][-1] < told["loss"][best] - 0.01
    stopped, all_three = [], []
    for seed in (1, 2, 3, 4, 5):
        squares, epochs = [], []
        for rate, lam, r2s in ((0, 0, stopped), (0.2, 0.003, all_three)):
            keras.utils.set_random_seed(seed)
            model, history = models.train(X, y, rate, lam, 10)
            r2s.append(contest.r2_of_model(model))
            squares.append(np.sum(model.get_weights()[0] ** 2))
            epochs.append(len(history.epoch))
        assert epochs[0] < epochs[1] <= 100
        assert 20 < squares[0] < 26 and 2.5 < squares[1] < 6
        if seed == 1:
            assert [round(float(s)) for s in squares] == [22, 3]
    for r2s, ends in ((stopped, (0.522, 0.530)), (all_three, (0.535, 0.540))):
        assert (min(r2s), max(r2s)) == pytest.approx(ends, abs=0.0015)
    raised = np.subtract(all_three, stopped)
    assert min(raised) > 0 and round(np.mean(raised), 2) == 0.01
    assert all(0.005 < r2 - rivals["line"] < 0.017 for r2 in all_three)  # "about 0.01"
    # lesson 12's line, fitted again every year, is not beaten
    assert max(*stopped, *all_three) < again


def test_lesson_12_s_line() -> None:
    rows = study.snapshot()
    test = rows.parts[2]
    yearly = walk.walk_forward(rows, test, walk.line(rows), 500)
    assert round(rivals_of_12.score(rows, yearly, test).r2, 2) == 0.54


def test_the_line_and_har_use_all_rows_before_the_test_years() -> None:
    found = dataset.rows(load_prices())
    _, validation, test = found.parts
    both = slice(0, validation.stop)
    assert len(contest.known_evenings()[1]) == both.stop == test.start
    X = np.column_stack([np.ones(len(found.y)), found.X])
    line = X @ np.linalg.lstsq(X[both], found.y[both], rcond=None)[0]
    assert contest.rivals()["line"] == pytest.approx(scores.r2(found.y[test], line[test]))
    v = dataset.log_variance(load_prices())
    last = found.days[both][-1] + 1  # the day of the last target before the test years
    har = forecasts.har(v, forecasts.fit_har(v[: last + 1]))[found.days]
    assert contest.rivals()["HAR"] == pytest.approx(scores.r2(found.y[test], har[test]))
    assert contest.rivals()["HAR"] < contest.rivals()["line"]


# What students write in Keras


def test_early_stopping_has_to_do_something_in_the_check(keras: Any) -> None:
    first, small = checks.train.points
    _, history = models.train(*first)
    curve = history.history["val_loss"]
    assert int(np.argmin(curve)) == 0 and len(curve) == first[-1] + 1
    assert all(np.diff(curve) > 0.002 * curve[0])  # each epoch is told from the last
    for seed in range(3):
        keras.utils.set_random_seed(seed)
        _, history = models.train(*small)
        curve = history.history["val_loss"]
        best = int(np.argmin(curve))
        assert small[-1] < best == len(curve) - 1 - small[-1] < 50
        assert curve[0] < 1e-3  # so that no margin worth the name lets a new low count


def test_a_report_says_what_a_model_is(keras: Any) -> None:
    penalty = keras.regularizers.L2(0.003)
    model = keras.Sequential(
        [
            keras.Input((5,)),
            keras.layers.Dense(16, "relu", kernel_regularizer=penalty),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(1),
        ]
    )
    kind, said = foreign.plain_data(model)
    assert kind == reports.MODEL and said["inputs"] == 5 and said["optimizer"] is None
    assert [layer["kind"] for layer in said["layers"]] == ["Dense", "Dropout", "Dense"]
    assert said["layers"][0] | {"kernel": None} == {
        "kind": "Dense", "units": 16, "activation": "relu", "kernel": None,
    }  # fmt: skip
    assert said["layers"][0]["kernel"]["l2"] == pytest.approx(0.003)
    assert [w.shape for w in said["weights"]] == [(5, 16), (16,), (16, 1), (1,)]
    (_, model), (kind, history) = foreign.plain_data(
        models.classify(np.ones((40, 3)), np.ones(40), 8)
    )
    assert kind == reports.HISTORY
    assert model["loss"] == "binary_crossentropy"
    assert model["optimizer"] == {"kind": "Adam", "lr": pytest.approx(0.001), "steps": 80}
    assert (history["asked"], history["run"], history["batches"]) == (20, 20, 4)
    assert set(history["curves"]) == {"loss", "val_loss", "accuracy", "val_accuracy"}
    assert foreign.plain_data(keras.layers.Dense(1)) == (reports.OTHER, {"kind": "Dense"})
    assert foreign.plain_data([1.0, "a", None]) == [1.0, "a", None]
    mse = keras.losses.MeanSquaredError()
    for loss in ("mse", "MeanSquaredError", mse, keras.losses.get("mse")):
        assert reports.config_name(loss) == "mean_squared_error"


def test_a_report_crosses_from_a_student_s_process(keras: Any) -> None:
    model, history = models.classify(np.ones((40, 3)), np.ones(40), 8)
    sent = wire.pack_value([model, (model, history)], References(lambda *_: None).export)

    def never(code: int, inside: Any) -> Any:
        raise AssertionError((code, inside))

    one, (again, told) = wire.unpack_value(sent, never)
    kind, said = foreign.plain_data(model)
    assert (one[0], again[0], told[0]) == (kind, kind, reports.HISTORY)
    assert one[1]["layers"] == said["layers"] and told == foreign.plain_data(history)
    for mine, theirs in zip(one[1]["weights"], said["weights"], strict=True):
        np.testing.assert_array_equal(mine, theirs)
    checks.classify._made("", foreign.plain_data((again, told)))


def test_the_loss_of_the_tail_is_keras_s(keras: Any) -> None:
    X, y, rate, lam, patience = checks.train.points[0]
    model, history = models.train(X, y, rate, lam, patience)
    _, said = foreign.plain_data(model)
    _, asked = foreign.plain_data(history)
    made = Written.of(said, asked)
    assert tail_loss(made, X, y, lam) == pytest.approx(min(asked["curves"]["val_loss"]), rel=1e-4)


def test_a_student_s_function_is_tried_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    class Kept:
        history: ClassVar = {"val_loss": [0.5]}
        predict = print

    def loud(value: int) -> tuple[Kept, Kept]:
        print("Epoch 1/20")
        return Kept(), Kept()

    model, history = fit_hides.tried(loud, never_called, 1)
    assert isinstance(model, Kept) and history.history and capsys.readouterr().out == ""
    fit_hides.tried(never_called, loud, 1)
    assert capsys.readouterr().out.startswith("(with the lesson's own copy")


def test_our_copy_draws_what_it_draws_alone() -> None:
    def draws() -> tuple[float, float]:
        return random.random(), np.random.rand()

    def fails() -> Any:
        draws()
        raise ZeroDivisionError

    random.seed(1)
    np.random.seed(1)
    alone = draws()
    random.seed(1)
    np.random.seed(1)
    assert fit_hides.tried(fails, draws) == alone


def test_what_keras_says_comes_without_what_stands_around_it(keras: Any) -> None:
    def classify(X: Any, y: Any, batch_size: int) -> Any:
        model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, "sigmoid")])
        model.compile(optimizer="adam", loss="binary_crossentropy")
        return model, model.fit(X, y, verbose=0)

    with pytest.raises(CheckFailed, match="incompatible with the layer") as caught:
        checks.classify(classify)
    assert "Arguments received" not in caught.value.message
    assert "Exception encountered" not in caught.value.message
    assert "Input and last layer must say the same" in caught.value.message


def never_called(value: int) -> Any:
    raise ZeroDivisionError


def test_where_keras_is_missing_nobody_is_graded(monkeypatch: pytest.MonkeyPatch) -> None:
    taught = lesson.read_lesson(derived.settings(ROOT), "13_keras")
    assert lesson.LIBRARIES.findall(taught.release) == ["keras"]
    lesson.check_libraries(taught)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(CourseError, match="which is not installed here"):
        lesson.check_libraries(taught)


def test_without_keras_an_exercise_is_not_attempted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keras", None)
    names: dict[str, Any] = {"keras": frameworks.keras}
    exec("def classify(X, y, batch_size):\n    return keras.Sequential([])", names)
    with pytest.raises(NotAttempted, match="needs Keras"):
        checks.classify(names["classify"])


def test_early_stopping_is_keras_s(keras: Any) -> None:
    class Model:
        stop_training = False
        epoch = -1
        restored = -1

        def get_weights(self) -> int:
            return self.epoch

        def set_weights(self, epoch: int) -> None:
            self.restored = epoch

    for validation, patience in (
        ([5.0, 4.0, 4.5, 4.2, 3.0, 3.5, 3.6, 3.7, 2.0], 3),
        ([5.0, 4.0, 4.5, 4.2, 3.0, 3.5, 3.6, 3.7, 2.0], 2),
        ([4.0, 3.0, 3.0, 3.0, 3.2, 2.5], 3),
        ([3.0, 2.0, 2.1, 2.2], 3),
    ):
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
    assert theirs == pytest.approx(0.003 * np.sum(W**2), rel=1e-6)
    layer = keras.layers.Dense(2, kernel_regularizer=keras.regularizers.L2(0.003))
    layer.build((None, 2))
    layer.set_weights([W, np.array([3.0, 4.0])])
    assert float(np.sum([np.asarray(loss) for loss in layer.losses])) == pytest.approx(theirs)


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


def test_l2_pulls_by_its_slope() -> None:
    W = np.array([[0.7, -1.2], [0.3, 2.0]])
    slope = numerical_gradient(lambda V: float(0.4 * np.sum(V**2)), W, h=1e-5)
    np.testing.assert_allclose(slope, 2 * 0.4 * W, atol=1e-9)


def test_the_patience_that_finds_the_lowest_point() -> None:
    curve = list(smile_nets(64).curves.validation[1:, 4])
    kept = {p: fit_hides.early_stopping(curve, p)[1] for p in (1, 5, 10, 20, 50, 100)}
    assert int(np.argmin(curve)) == 271
    assert [p for p, epoch in kept.items() if epoch == 271] == [50, 100]
    assert (round(curve[kept[5]], 2), round(curve[271], 2)) == (7.22, 4.84)
    assert 1.45 < curve[kept[5]] / curve[271] < 1.55
    assert "stops after epoch 18 and keeps the weights of epoch 13" in figures.early_stop(5).alt
    assert "the lowest of the 500 that are drawn is 4.84" in figures.early_stop(5).alt
    moved = drawn(figures.early_stop(5)).move(patience=50)
    assert "keeps the weights of epoch 271" in moved.alt
    assert moved.png() == figures.early_stop(50).png()


def test_three_of_six_units_are_dropped() -> None:
    picture = drawn(figures.dropped_net())
    assert "Dropped: h1, h3, h5" in picture.alt
    assert "Dropped" not in picture.move(dropped="none").alt
    W, _ = figures.weapons.network.start_weights([3, 6, 1], 21)
    assert (np.asarray(W) @ [0.5, -1, 0.3])[1] < 0  # "h2 is 0 in every draw, by its ReLU"


def test_the_mean_of_many_draws(keras: Any) -> None:
    drop = keras.layers.Dropout(0.5, seed=12)
    draws = keras.ops.convert_to_numpy(drop(np.ones((1000, 10)), training=True))
    assert set(np.unique(draws)) == {0.0, 2.0}
    assert draws.mean() == pytest.approx(1, abs=0.03)
    assert len(np.unique(draws, axis=0)) > 500  # "drawn anew for each row"
    assert (
        keras.ops.convert_to_numpy(drop(np.ones((9, 10)), training=False)).tolist()
        == [[1] * 10] * 9
    )


# The page


def test_the_page_in_docs_is_the_one_that_is_drawn() -> None:
    text = one_page.FILE.read_text(encoding="utf-8")
    found = re.search(r"<dc:description>(.*?)</dc:description>", text, re.S)
    assert found
    written = found[1].replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
    assert written == one_page.page_lines(figures.summary())
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
    frameworks.find()
    assert not frameworks.keras
    says = capsys.readouterr().out
    assert says.count("\n") == 1 and "`%pip install keras jax`" in says
    monkeypatch.setitem(sys.modules, "sklearn", None)
    frameworks.find()
    assert not frameworks.sklearn
    assert "`%pip install keras jax scikit-learn`" in capsys.readouterr().out
    monkeypatch.setattr(sys, "platform", "emscripten")
    frameworks.find()
    assert capsys.readouterr().out == frameworks.BROWSER + "\n"


def test_a_backend_that_somebody_chose_is_kept() -> None:
    code = (
        "import os, sys; from helpers.lessons.keras import frameworks\n"
        "from helpers.lessons.keras import checks, figures\n"
        "from helpers.lessons.keras.frameworks import keras\n"
        "print(sorted({'keras', 'sklearn', 'jax'} & set(sys.modules)))\n"
        "frameworks._choose_backend(); print(os.environ.get('KERAS_BACKEND'))"
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
    notebook = nbformat.from_dict(read("solutions", "13_keras").copy())  # type: ignore[no-untyped-call]
    hide = f"import sys\nfor name in {missing!r}: sys.modules[name] = None"
    notebook.cells = [nbformat.v4.new_code_cell(hide), *notebook.cells]
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": ROOT}}).execute()
    graded = [c for c in notebook.cells if c.get("id", "").endswith("-check")]
    assert len(graded) == 4
    keras_s = {"classify-check", "train-check"} if "keras" in missing else set()
    for cell in graded:
        if cell.id in keras_s:
            assert "needs Keras" in "\n".join(cell.outputs[0].traceback)
        else:
            assert ": right " in cell.outputs[0].text


def test_history_is_what_the_picture_takes() -> None:
    ours = History(train_loss=[2.0, 1.0], validation_loss=[3.0, 2.0])
    picture = figures.laid_over(ours, {"loss": [2.0, 1.0], "val_loss": [3.0, 2.5]})
    assert "nowhere are they more than 5e-01 apart" in picture.alt
