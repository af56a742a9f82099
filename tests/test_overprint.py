"""Words in pictures never lie on one another and never leave the picture, at any stop."""

from typing import Any

import numpy as np
import pytest

from helpers.drawing import Picture, network, roadmap
from helpers.drawing.network import start_weights, steps
from helpers.drawing.picture import Drawing, new_figure

from .bank import GRADED, LESSONS
from .overprint import lesson_overprints, overprints


def made(draw: Any) -> Picture:
    """Return a picture of empty axes to which `draw(ax, step)` has added."""

    def drawing() -> Drawing:
        figure, (ax,) = new_figure(4.0, 3.0)
        ax.set(xlim=(0, 10), ylim=(0, 10))
        words = ax.text(5, 5, "below")

        def update(step: int) -> None:
            for text in ax.texts[1:]:
                text.remove()
            draw(ax, words, step)

        return figure, update

    return Picture(drawing, lambda step: f"Step {step}.").move(step=0)


WRONG = {
    "one on the other": (lambda ax, words, step: ax.text(5.2, 5.1, "above"), "lies on 'above'"),
    "at one stop": (
        lambda ax, words, step: ax.text(5, 7 - step, "above"),
        "step = 2: 'below' lies on 'above'",
    ),
    "turned": (
        lambda ax, words, step: ax.text(5, 4.8, "words all along a line", rotation=30),
        "lies on 'words",
    ),
    "on a number of the axis": (
        lambda ax, words, step: ax.text(4, -0.8, "here", va="center", ha="center"),
        "'4' lies on 'here'",
    ),
    "over the edge": (
        lambda ax, words, step: ax.text(5 + 2.5 * step, 8, "too long"),
        "leaves the picture",
    ),
    "cut off": (
        lambda ax, words, step: ax.text(9.7, 8, "ab", clip_on=True),
        "'ab' is cut off at the frame",
    ),
}
RIGHT = {
    "far away": lambda ax, words, step: ax.text(5, 8 - step / 2, "above"),
    "line below line": lambda ax, words, step: ax.text(5, 5.8, "gypsy"),
    "turned past the corner": lambda ax, words, step: ax.text(
        2, 5.5, "words all along it", rotation=60
    ),
    "nothing to see": lambda ax, words, step: (
        ax.text(5, 5, "hidden", visible=False),
        ax.text(5, 5, "  "),
        ax.text(30, 30, "far off", clip_on=True),
    ),
    "outside the limits": lambda ax, words, step: ax.set(
        xticks=[0, 5, 9.9, 10.1], xticklabels=["0", "5", "ten", "gone"], xlim=(0, 10)
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_lies_wrong_is_found(name: str) -> None:
    draw, says = WRONG[name]
    found = overprints(made(draw), step=[0, 1, 2])
    assert any(says in fault for fault in found), found


@pytest.mark.parametrize("name", RIGHT)
def test_what_lies_well_is_left_alone(name: str) -> None:
    assert overprints(made(RIGHT[name]), step=[0, 1, 2]) == []


def random(*sizes: int, **more: Any) -> Picture:
    weights = start_weights(sizes, seed=4)
    biases = [np.full(size, 0.25) for size in sizes[1:]] if more.pop("biased", False) else None
    x, y = np.linspace(-1.5, 2.25, sizes[0]), np.eye(sizes[-1])[0]
    return network.network(weights, x, y, biases=biases, **more)


CHAIN: dict[str, Any] = {"hidden": "sigmoid", "output": "sigmoid"}
SOFTMAX: dict[str, Any] = {"output": "softmax", "loss": "categorical_crossentropy"}
NETS = {
    "a weight": (1, network.network([2.0], 1.5, 13.0, biases=[1.0])),
    "two weights": (2, network.network([2.0, 0.5], 2, 20, lr=0.01)),
    "long numbers": (2, network.network([-1234.5, 0.000123], -2.345, 1e6, lr=1e-9)),
    "three weights": (2, network.network([[[0.5, -0.5]], [[0.5]]], [2, 3], 1, **CHAIN)),
    "a chain of three": (3, network.network([1.5, -0.5, 0.8], 2, 1, **CHAIN)),
    "a chain with biases": (3, random(1, 1, 1, 1, biased=True, **CHAIN)),
    "a fork": (2, network.network([[[0.5]], [[0.75], [0.3]]], 0.5, [0, 1])),
    "two and two": (2, random(2, 2, 2, hidden="sigmoid", **SOFTMAX)),
    "three in, three out": (1, random(3, 3)),
    "three inputs": (1, random(3, 1, biased=True, output="sigmoid", loss="binary_crossentropy")),
    "a layer of three": (2, random(2, 3, 1, biased=True, **CHAIN)),
    "xor": (2, random(2, 4, 1, biased=True, **CHAIN)),
    "three classes": (2, random(2, 4, 3, hidden="relu", **SOFTMAX)),
    "eight units": (2, random(8, 8, 8, hidden="relu")),
    "many units": (3, random(8, 16, 30, 5, hidden="relu", **SOFTMAX)),
}


@pytest.mark.parametrize("name", NETS)
def test_the_drawing_of_a_network(name: str) -> None:
    layers, picture = NETS[name]
    assert overprints(picture, step=steps(layers)) == []
    assert picture.figure.get_figwidth() <= 8


def test_the_drawing_of_a_network_with_dropped_units() -> None:
    picture = random(3, 6, 1, hidden="relu", rate=0.5)
    assert overprints(picture, step=steps(2), dropped=["none", "h1 h4 h5", "h2"]) == []
    few = random(2, 3, 1, hidden="sigmoid", rate=0.5)
    one_by_one = ["none", "h1", "h2", "h3", "h1 h2", "h2 h3", "h1 h2 h3"]
    assert overprints(few, step=steps(2), dropped=one_by_one) == []


def test_the_road_and_the_two_directions() -> None:
    lessons = [lesson[:2] for lesson in LESSONS]
    assert overprints(roadmap.roadmap(), lesson=lessons) == []
    assert overprints(roadmap.two_directions()) == []


@pytest.mark.slow  # all stops of all sliders: about a minute for the whole course
@pytest.mark.parametrize("lesson", GRADED)
def test_the_pictures_of_a_lesson(lesson: str) -> None:
    assert lesson_overprints(lesson) == []
