"""The benchmark of trainings: packages end at equal losses, and the page says what was measured."""

import os
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.peers import (
    COMPILED,
    FLOOR,
    OURS,
    PACKAGES,
    OtherTaskError,
    in_c,
    ours,
    products,
    race,
    report,
    shares,
)
from benchmarks.peers.first import first_results
from benchmarks.peers.sweeps import Sweep, sweeps
from benchmarks.peers.tasks import TASKS, Task

NETS = ["two weights", "XOR", "classification 16", "volatility", "large"]


@pytest.fixture(autouse=True, scope="module")
def settings_put_back() -> Iterator[None]:
    os.environ["KERAS_BACKEND"] = "jax"
    import jax
    import keras

    before, floats = jax.config.jax_enable_x64, keras.config.floatx()
    policy = keras.config.dtype_policy()
    yield
    keras.config.set_floatx(floats)
    keras.config.set_dtype_policy(policy)
    jax.config.update("jax_enable_x64", before)


def tiny(name: str) -> Task:
    """A task of two epochs on few rows."""
    task = TASKS[name]()
    return replace(
        task, X=task.X[:32], y=task.y[:32], batch_size=min(task.batch_size, 16), epochs=2
    )


@pytest.mark.parametrize("net", NETS)
@pytest.mark.parametrize("name", [name for name in PACKAGES if name != OURS])
def test_a_package_ends_at_our_loss(name: str, net: str) -> None:
    package = PACKAGES[name]
    if package.missing():
        pytest.skip(f"{package.missing()} is not there; benchmarks/README.md says how to get it")
    task = tiny(net)
    try:
        peer = package.make(task)
    except OtherTaskError as error:
        pytest.skip(f"no such net: {error}")
    peers = {OURS: ours.make(task), name: peer}
    start = task.loss(*map(list, task.layers()))
    assert race.compare(task, peers)[name] <= package.tolerance
    again = race.compare(task, peers)  # `start` puts all back, the optimizer's memory too
    assert again[name] <= package.tolerance
    assert abs(task.loss(*peer.layers()) / start - 1) > 1e-4


def test_a_package_that_ends_elsewhere_is_not_timed() -> None:
    task = tiny("classification 16")
    other = ours.make(replace(task, lr=2 * task.lr))
    with pytest.raises(race.UnequalError, match="PyTorch ends at"):
        race.compare(task, {OURS: ours.make(task), "PyTorch": other})


@pytest.mark.parametrize("net", ["XOR", "classification 16", "large"])
def test_the_floor_is_the_products_of_every_layer_and_batch(net: str) -> None:
    task = tiny(net)
    floor = products.make(task)
    floor.train()
    layers = len(task.sizes) - 1
    assert len(floor.products) == len(task.batches()) * (3 * layers - 1)
    assert floor.products[0][2] == pytest.approx(task.X[task.batches()[0]] @ task.layers()[0][0].T)
    shapes = [out.shape for _, _, out in floor.products[1 - 3 * layers :]]  # of the last batch
    assert all(W.shape in shapes for W in task.layers()[0])  # each dL/dW
    assert shapes.count((len(task.X[task.batches()[-1]]), task.sizes[1])) == 2  # Z, then dL/dA


def test_stacks_give_the_bits_of_loops() -> None:
    for name, (stack, loop) in sweeps().items():
        assert np.array_equal(stack(), loop()), name


SHORT = {
    "ours": OURS,
    "floor": FLOOR,
    "c": COMPILED,
    "torch": "PyTorch",
    "jax": "JAX, a step compiled",
}


def result(net: str, **times: float) -> race.Result:
    rounds = np.array([1.0, 100.0, 0.5, 1.0, 1.0, 1.0, 2.0])  # of median 1 and of another mean
    seconds = {SHORT[name]: list(rounds * time) for name, time in times.items()}
    return race.Result(TASKS[net](), seconds, {name: 0.0 for name in seconds if name != FLOOR})


def test_verdicts_are_computed() -> None:
    fast = [result("classification 32", ours=2.5, floor=1, torch=10, jax=1)]
    said = report.aims(fast, {OURS: 1.0, "PyTorch": 9.0}, [Sweep("a", 2.0, True)])
    assert said.count("**met**") == 4 and "missed" not in said
    slow = [result("XOR", ours=2, floor=1, torch=1), result("large", ours=4, floor=1, torch=3)]
    lines = report.aims(slow, {OURS: 2.0, "PyTorch": 1.0}, [Sweep("a", 2.0, False)]).splitlines()
    faster = "PyTorch, XOR, 2-2-1 (05) (0.50), PyTorch, 784-256-128-10, batches of 64 (0.75)"
    assert f"**missed** by {faster}." in lines[0]
    assert "**missed** by 784-256-128-10, batches of 64 (4.00, not 2.1)." in lines[1]
    assert "**missed** by PyTorch." in lines[2] and "**missed** by a." in lines[3]


def test_the_page_says_how_far_c_is(monkeypatch: pytest.MonkeyPatch) -> None:
    results = [result("classification 32", ours=6.0, floor=2.0, c=1.0)]

    def page() -> str:
        return report.page(results, [None], {OURS: 1.0}, [Sweep("a", 2.0, True)], [0.5])

    monkeypatch.setattr(in_c, "missing", lambda: "")
    assert "batches of 32 | 3.00 | 0.50 | 6.00 |" in page() and f"\n| {COMPILED} | " in page()
    monkeypatch.undo()
    monkeypatch.setattr(in_c.shutil, "which", lambda name: None)
    assert f"{COMPILED} (a C compiler, cc)" in page() and f"\n| {COMPILED} | " not in page()


def test_the_page_has_a_row_for_each_net() -> None:
    results = [result(net, ours=2.0, floor=1.0) for net in NETS]
    text = report.page(results, [None] * 5, {OURS: 1.0}, [Sweep("a", 2.0, True)], [0.5, 1.0])
    for one in results:
        assert text.count(f"| {one.task.name} |") == 2
    assert "Medians of 7" in text and "Between\n0.5 and 1.0" in text


def test_shares_of_the_lessons_loops_are_left_out() -> None:
    assert shares.shares(tiny("XOR"), 1) is None
    found = shares.shares(tiny("volatility"), 1)
    assert found is not None and len(found) == len(shares.PARTS) and min(found) > 0


def test_a_first_result_in_a_new_python() -> None:
    assert first_results(tiny("volatility"), [OURS], 1)[OURS] > 0
