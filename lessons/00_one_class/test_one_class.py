"""What the one class says in prose and shows in its pictures comes out of a computation."""

import os
import re
from collections.abc import Iterator
from math import ceil
from typing import Any

import matplotlib
import numpy as np
import pytest

from helpers import drawing
from helpers.drawing.picture import Picture
from helpers.lessons.keras import models
from helpers.lessons.learning_rate import walks
from helpers.lessons.optimizers import ravine
from helpers.one_class import checks, figures
from helpers.one_class.yours import yours_or_ours
from helpers.optimizers import SGD, Momentum
from tests.lesson import cells, drawn, read
from tests.overprint import overprints

LESSON = "00_one_class"
SIZES = (16, 64, 256)
ROWS = 1024  # that train, of 1,280
FEWEST = 80  # updates that 256 takes in 20 epochs


def test_three_rates_on_the_parabola() -> None:
    assert walks.walk(walks.parabola_slope, 0.0, 0.2, 4) == pytest.approx(
        [0, 2.4, 2.88, 2.976, 2.9952]
    )
    slow, right, fast = (
        np.abs(walks.walk(walks.parabola_slope, 0.0, lr, 12) - 3) for lr in (0.02, 0.2, 0.52)
    )
    assert fast[-1] > fast[0] == 3 > slow[-1] > 1 > 1e-6 > right[-1]
    assert all(np.diff(fast) > 0) and all(np.diff(slow) < 0)
    signs = np.sign(walks.walk(walks.parabola_slope, 0.0, 0.52, 12) - 3)
    assert all(signs[1:] == -signs[:-1])


def test_momentum_beside_vanilla() -> None:
    vanilla, momentum = (ravine.walk(rule, 60) for rule in (SGD(0.018), Momentum(0.018)))
    assert [round(ravine.loss(path[-1]), 2) for path in (vanilla, momentum)] == [4.58, 0.10]
    assert round(momentum[:, 0].max(), 2) == 2.46 > momentum[-1, 0]
    w = np.array([3.0, -2.0])
    assert ravine.slope(w) == pytest.approx([w[0], 100 * w[1]])
    assert ravine.loss(w) == pytest.approx(0.5 * (w[0] ** 2 + 100 * w[1] ** 2))


@pytest.fixture(scope="module")
def keras() -> Iterator[Any]:
    os.environ["KERAS_BACKEND"] = "jax"
    yield pytest.importorskip("keras")


@pytest.fixture(scope="module")
def trained(keras: Any) -> dict[int, dict[str, np.ndarray]]:
    """The three trainings of task 3, as the notebook makes them; that of 64 is task 2's too."""
    datasets = pytest.importorskip("sklearn.datasets")
    table, label = datasets.make_classification(
        n_samples=1280, n_features=20, n_informative=5, n_redundant=5, flip_y=0.1, random_state=12
    )
    assert round(label.mean(), 2) == 0.5
    found = {}
    for size in SIZES:
        keras.utils.set_random_seed(1)
        history = models.classify(table, label, size)[1].history
        found[size] = {name: np.array(curve) for name, curve in history.items()}
    return found


@pytest.mark.slow
def test_a_healthy_training(trained: dict[int, dict[str, np.ndarray]]) -> None:
    told = trained[64]
    assert round(told["val_accuracy"][-1], 1) == 0.8
    assert 0 < told["accuracy"][-1] - told["val_accuracy"][-1] < 0.1
    for name in ("loss", "val_loss"):
        assert told[name][-1] < told[name][9] < told[name][0]
    assert round(told["val_loss"][-1] - told["loss"][-1], 1) == 0.1
    assert told["val_loss"][0] < told["loss"][0]


@pytest.mark.slow
def test_who_leads_at_equal_epochs_and_at_equal_updates(
    trained: dict[int, dict[str, np.ndarray]],
) -> None:
    losses = {size: told["val_loss"] for size, told in trained.items()}
    assert losses[16][-1] < losses[64][-1] < losses[256][-1]
    updates = {size: ceil(ROWS / size) * np.arange(1, 21) for size in SIZES}
    assert [updates[size][-1] for size in SIZES] == [1280, 320, FEWEST]
    at_80 = {size: np.interp(FEWEST, updates[size], losses[size]) for size in SIZES}
    assert at_80[256] < at_80[64] < at_80[16] < at_80[256] + 0.1

    picture = drawn(figures.three_batches(losses, ROWS))
    ends = [float(n) for n in re.findall(r"(\d\.\d+) for \d+ rows", picture.alt)]
    assert ends == [round(losses[size][-1], 2) for size in SIZES]
    picture.move(axis="updates")
    assert f"After {FEWEST} updates" in picture.alt
    ends = [float(n) for n in re.findall(r"(\d\.\d+) for \d+ rows", picture.alt)]
    assert ends == [round(at_80[size], 2) for size in SIZES]
    again = figures.three_batches(losses, ROWS, axis="updates")
    assert picture.png() == again.png()
    assert overprints(picture, axis=["epochs", "updates"]) == []


@pytest.mark.parametrize("room", ["solutions", "notebooks"])
def test_what_runs_by_itself(
    room: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    matplotlib.use("agg")  # no window opens
    shown: list[Picture] = []
    monkeypatch.setattr(drawing, "show", shown.append)
    notebook = read(room, LESSON)
    names: dict[str, Any] = {"__name__": "__main__"}
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in cells(notebook, locked=True, grade=False).values():
        exec(cell.source, names)
    capsys.readouterr()
    for cell in code:
        answer = cell.metadata.get("nbgrader", {}).get("solution")
        if answer or cell.source.startswith("def slope(w)") or " = yours_or_ours(" in cell.source:
            exec(cell.source, names)
    out = capsys.readouterr().out
    counts = re.findall(r"batches of +(\d+): +(\d+) updates", out)
    assert counts == [("16", "1280"), ("64", "320"), ("256", "80")]
    assert out.count("yours is not ready") == (3 if room == "notebooks" else 0)
    walks, paths = (picture.alt for picture in shown)
    assert "lr = 0.02 at (12, 1.90), lr = 0.2 at (12, 3.00), lr = 0.52 at (12, -4.55)" in walks
    assert paths.startswith("The lines end so: vanilla at (-3.026, 0.00), momentum at (")
    assert [overprints(picture) for picture in shown] == [[], []]
    if room == "notebooks":
        return
    [source] = (cell.source for cell in code if "# plot_walks(" in cell.source)
    exec("\n".join(line.removeprefix("# ") for line in source.splitlines()), names)
    lines = {one.get_label(): round(float(one.get_ydata()[-1]), 2) for one in names["ax"].lines}
    assert lines == {"lr = 0.02": 1.9, "lr = 0.2": 3.0, "lr = 0.52": -4.55}


def test_what_is_wrong_is_drawn_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    def uphill(slope: Any, start: float, rates: list[float], num_steps: int) -> Any:
        return [[start] * (num_steps + 1) for _ in rates]

    point = (walks.parabola_slope, 1.0, [0.1], 3)
    [found] = yours_or_ours(uphill, checks.three_walks, point)
    assert found.tolist() == [[1.0] * 4] and capsys.readouterr().out == ""
    for unready in (lambda *at: [[0.0]], lambda *at: None, lambda: 0):
        [found] = yours_or_ours(unready, checks.three_walks, point)
        assert found[0] == pytest.approx(walks.walk(*point[:2], 0.1, 3))
        assert "own three_walks: yours is not ready" in capsys.readouterr().out
