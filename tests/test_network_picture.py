"""The drawing of a network: its numbers, its words at every stop, and what it refuses."""

import re
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.patches import Circle, FancyArrowPatch

from helpers import cross_entropy, drawing
from helpers.drawing import network
from helpers.drawing.network import start_weights, steps
from helpers.drawing.network.passes import Training, training_step
from helpers.gradients import numerical_gradient
from helpers.layers import backward_pass, forward_pass
from helpers.lessons.layers import figures
from helpers.losses import half_squared_error, mse

LOSSES = {
    "half_squared_error": lambda y_hat, y: half_squared_error(y_hat, y).sum(),
    "mse": mse,
    "binary_crossentropy": cross_entropy.binary_cross_entropy,
    "categorical_crossentropy": cross_entropy.categorical_cross_entropy,
}


def net(
    sizes: tuple[int, ...], hidden: str, output: str, loss: str, biased: bool = True
) -> tuple[Training, list[np.ndarray]]:
    rng = np.random.default_rng(5)
    weights = tuple(rng.normal(size=(o, i)) for i, o in pairwise(sizes))
    biases = tuple(rng.normal(size=o) * biased for o in sizes[1:])
    y = np.eye(sizes[-1])[-1]
    made = Training(
        weights, biases, rng.normal(size=sizes[0]), y, hidden, output, loss, 0.3, 0.0, biased
    )
    return made, [np.ones(size) for size in sizes[1:]]


@pytest.mark.parametrize(
    ("sizes", "hidden", "output", "loss"),
    [
        ((1, 1), "linear", "linear", "half_squared_error"),
        ((1, 1, 1, 1), "sigmoid", "sigmoid", "half_squared_error"),
        ((2, 4, 1), "sigmoid", "sigmoid", "binary_crossentropy"),
        ((3, 4, 2), "relu", "linear", "mse"),
        ((2, 5, 3, 3), "relu", "softmax", "categorical_crossentropy"),
    ],
)
def test_every_gradient_is_the_numerical_one(
    sizes: tuple[int, ...], hidden: str, output: str, loss: str
) -> None:
    made, masks = net(sizes, hidden, output, loss)
    p = training_step(made, masks)

    def value(k: int, parameters: np.ndarray, of: str) -> float:
        parts = {"weights": list(made.weights), "biases": list(made.biases)}
        parts[of][k] = parameters
        y_hat = forward_pass(made.x, parts["weights"], parts["biases"], hidden, output)[-1]
        return float(LOSSES[loss](y_hat, made.y))

    for k, (W, b) in enumerate(zip(made.weights, made.biases, strict=True)):
        by_W = numerical_gradient(lambda w, k=k: value(k, w, "weights"), W)
        by_b = numerical_gradient(lambda w, k=k: value(k, w, "biases"), b)
        assert np.allclose(p.dL_dW[k], by_W, atol=1e-8)
        assert np.allclose(p.dL_db[k], by_b, atol=1e-8)
        assert np.allclose(p.new_weights[k], W - 0.3 * by_W, atol=1e-8)
        assert np.allclose(p.new_biases[k], b - 0.3 * by_b, atol=1e-8)
    assert np.isclose(p.loss, value(0, made.weights[0], "weights"))
    after = forward_pass(made.x, p.new_weights, p.new_biases, hidden, output)[-1]
    assert np.isclose(p.new_loss, LOSSES[loss](after, made.y))
    theirs = backward_pass(p.dL_dz[-1], p.a, made.weights, hidden)
    assert all(np.allclose(a, b) for a, b in zip(p.dL_dW, theirs[0], strict=True))


def test_what_arrives_at_a_unit_adds_up() -> None:
    p = training_step(*net((2, 3, 2), "sigmoid", "linear", "half_squared_error"))
    assert p.parts[1].shape == (2, 3)
    assert np.allclose(p.parts[1].sum(0), p.dL_da[0])


def test_without_biases_no_step_moves_one() -> None:
    p = training_step(*net((2, 3, 2), "relu", "linear", "mse", biased=False))
    assert all((b == 0).all() for b in p.new_biases)


def test_dropped_units_are_as_if_they_were_not_there_and_the_others_are_enlarged() -> None:
    whole, masks = net((2, 4, 1), "relu", "linear", "half_squared_error")
    masks[0][[0, 2]] = 0
    p = training_step(Training(**{**whole.__dict__, "rate": 0.5}), masks)
    kept = [1, 3]
    W1, W2 = whole.weights
    small = (W1[kept], 2 * W2[:, kept])
    b1, b2 = whole.biases
    y_hat = forward_pass(whole.x, small, (b1[kept], b2), "relu", "linear")[-1]
    assert np.allclose(p.a[-1], y_hat)
    assert (p.dL_dW[0][[0, 2]] == 0).all() and (p.dL_dW[1][:, [0, 2]] == 0).all()
    assert (p.new_weights[0][[0, 2]] == W1[[0, 2]]).all()

    def loss(W: np.ndarray) -> float:
        y_hat = forward_pass(whole.x, (W[kept], small[1]), (b1[kept], b2), "relu", "linear")[-1]
        return float(half_squared_error(y_hat, whole.y).sum())

    assert np.allclose(p.dL_dW[0], numerical_gradient(loss, W1), atol=1e-8)


def two_weights() -> drawing.Picture:
    return network.network([2.0, 0.5], x=2, y=20, lr=0.01)


def test_the_steps_of_two_weights_in_words() -> None:
    picture = two_weights()
    said = {step: picture.move(step=step).alt for step in steps(2)}
    assert list(said) == [
        *("start", "forward 1", "forward 2", "loss", "backward 2", "backward 1", "update")
    ]
    assert "w1 = 2, w2 = 0.5" in said["start"]
    assert said["forward 1"] == "Forward 1: h = w1·x = 2 · 2 = 4."
    assert "½(ŷ − y)² = 162" in said["loss"]
    assert "dL/dw2 = dL/dŷ · h = (−18) · 4 = −72" in said["backward 2"]
    assert "dL/dh = −9" in said["backward 2"]
    assert "dL/dw1 = dL/dh · x = (−9) · 2 = −18" in said["backward 1"]
    assert "w1 = 2 − 0.01 · (−18) = 2.18" in said["update"]
    assert "falls from 162 to 107.8" in said["update"]


def test_the_words_need_no_drawing() -> None:
    picture = network.network(start_weights([3, 4, 2]), x=[1, 2, 3], y=[0, 1], hidden="sigmoid")
    for step in steps(2):
        assert re.fullmatch(r"[A-Z0-9].{30,}[.?]", picture.move(step=step).alt)
    assert picture._drawn is None


def texts(picture: drawing.Picture) -> set[str]:
    return {t.get_text() for t in picture.figure.axes[0].texts if t.get_visible()}


def test_each_stop_shows_what_is_known() -> None:
    picture = two_weights()
    assert {"w1 = 2", "x\n2", "h", "ŷ", "L"} <= texts(picture)
    assert "h\n4" in texts(picture.move(step="forward 1")) and "ŷ" in texts(picture)
    assert "L = 162" in texts(picture.move(step="loss"))
    assert not any("dL" in text for text in texts(picture))
    assert {"dL/dw2 = −72", "dL/dh = −9"} <= texts(picture.move(step="backward 2"))
    assert "dL/dw1 = −18" not in texts(picture)
    assert "dL/dw1 = −18" in texts(picture.move(step="backward 1"))
    assert {"w1: 2 → 2.18", "L = 162\n→ 107.8"} <= texts(picture.move(step="update"))
    assert "h" in texts(picture.move(step="start"))


def test_gradients_that_arrive_at_one_unit_are_shown_as_a_sum() -> None:
    picture = network.network([[[0.5]], [[0.75], [0.3]]], x=0.5, y=[0, 1]).move(step="backward 2")
    assert "dL/dh = 0.1406 − 0.2775\n= −0.1369" in texts(picture)
    assert "dL/dh = 0.1406 − 0.2775 = −0.1369" in picture.alt


def test_names_can_be_given() -> None:
    names = {"units": [["signal"], ["h"], ["forecast"]], "weight_names": ["v", "w"]}
    picture = network.network([2.0, 0.5], x=2, y=20, **names).move(step="forward 1")
    assert {"v = 2", "w = 0.5", "signal\n2", "forecast"} <= texts(picture)


def test_dropped_units_can_have_a_slider() -> None:
    weights = start_weights([2, 4, 1])
    picture = network.network(weights, x=[1, 2], y=1, hidden="relu", rate=0.5)
    whole = picture.move(step="update").alt
    picture.move(dropped="h1 h3", step="forward 1")
    assert {"h1\noff", "h3\noff"} <= texts(picture) and "h2\noff" not in texts(picture)
    assert "Dropped: h1, h3." in picture.alt
    assert picture.move(step="update", dropped="none").alt == whole


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"x": [1, 2]}, "don't follow 2 inputs"),
        ({"y": [1, 2]}, "2 targets for 1 outputs"),
        ({"biases": [[1, 2], [1]]}, "biases of shapes"),
        ({"units": [["x"], ["ŷ"]]}, "don't fit layers"),
        ({"weight_names": ["w"]}, "1 names for 2 weights"),
        ({"hidden": "softmax"}, "no hidden layers"),
        ({"hidden": "swish"}, "no hidden layers"),
        ({"loss": "categorical_crossentropy"}, "no loss"),
        ({"output": "softmax"}, "no loss"),
        ({"loss": "nonsense"}, "no loss"),
        ({"rate": 1.0}, "rate must be"),
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        network.network(**{"weights": [2.0, 0.5], "x": 2, "y": 20, **wrong})


def test_unknown_steps_and_units_are_refused_and_change_nothing() -> None:
    picture = two_weights()
    before = picture.alt
    with pytest.raises(ValueError, match="no step 'forward 3'"):
        picture.move(step="forward 3")
    with pytest.raises(ValueError, match="no hidden unit 'h9'"):
        picture.move(dropped="h9")
    assert (picture.alt, picture.state) == (before, {"step": "start", "dropped": "none"})


def test_moved_by_a_slider_it_looks_as_drawn_anew() -> None:
    def pixels(picture: drawing.Picture, quick: bool) -> np.ndarray:
        picture.png(quick)
        return np.array(picture.figure.canvas.buffer_rgba())

    weights = start_weights([2, 4, 2])
    moved, anew = (
        network.network(weights, x=[1, 2], y=[0, 1], hidden="relu", rate=0.5) for _ in range(2)
    )
    stops = [(step, "none") for step in (*steps(2), "loss", "start")]
    for step, dropped in [*stops, ("forward 1", "h1 h3"), ("backward 2", "h1"), ("start", "none")]:
        state = {"step": step, "dropped": dropped}
        quick = pixels(moved.move(**state), True)
        assert np.array_equal(quick, pixels(anew.move(**state), False)), state


def test_a_long_value_stays_inside_its_unit() -> None:
    """The lower of two lines ends before the rim."""
    weights = [np.array([[10.0, 10.0], [10.0, 10.0]]), np.array([[10.0, -10.0]])]
    biases = [np.array([-5.0, -15.0]), np.array([-5.0])]
    logistic = {"hidden": "sigmoid", "output": "sigmoid", "digits": 4}
    picture = network.network(weights, [0, 1], 1, biases=biases, **logistic)
    for step in ("forward 2", "start", "forward 2"):
        picture.move(step=step).png()
        (ax,) = picture.figure.axes
        radius = next(p for p in ax.patches if isinstance(p, Circle)).radius * picture.figure.dpi
        values = [text for text in ax.texts if re.search(r"^\S+\n[\d.−]+$", text.get_text())]
        assert any("0.006693" in text.get_text() for text in values) is (step == "forward 2")
        for text in values:
            box = text.get_window_extent()
            assert box.width < 2 * np.sqrt(radius**2 - (box.height / 4) ** 2) - 4, text.get_text()


def test_the_words_of_crossing_edges_stand_nearest_to_their_own() -> None:
    figure = figures.two_gradients(step="update").figure
    arrows = [p for p in figure.axes[0].patches if isinstance(p, FancyArrowPatch)][:8]
    ends = [np.array(arrow._posA_posB) for arrow in arrows]  # type: ignore[attr-defined]
    said = [t for t in figure.axes[0].texts if re.match(r"(dL/d)?w\d", t.get_text())]
    assert len(said) == 16
    for text in said:
        own = int(re.findall(r"w(\d)", text.get_text())[0]) - 1
        away = [_distance(np.array(text.get_position()), *edge) for edge in ends]
        assert int(np.argmin(away)) == own, text.get_text()


def test_the_weights_of_slanting_edges_stand_on_them() -> None:
    weights = [[[0.5, -0.5]], [[0.5]]]
    figure = network.network(weights, [2, 3], 1, hidden="sigmoid", output="sigmoid").figure
    arrows = [p for p in figure.axes[0].patches if isinstance(p, FancyArrowPatch)][:2]
    said = [t for t in figure.axes[0].texts if re.match(r"w[12]", t.get_text())]
    assert len(said) == 2
    for text, arrow in zip(said, arrows, strict=True):
        start, end = np.array(arrow._posA_posB)  # type: ignore[attr-defined]
        assert _distance(np.array(text.get_position()), start, end) < 0.01


def _distance(point: np.ndarray, start: np.ndarray, end: np.ndarray) -> float:
    share = np.clip((point - start) @ (end - start) / ((end - start) @ (end - start)), 0, 1)
    return float(np.linalg.norm(point - start - share * (end - start)))
