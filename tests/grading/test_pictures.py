"""Pictures do the same in the grader's sandbox as in a notebook: words, files and errors."""

import importlib.util
import inspect
import json
import pkgutil
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from course.grading.run import bubblewrap
from course.grading.run.limits import Limits
from course.grading.run.parent import Warm
from course.grading.run.session import ChildSession
from helpers import drawing, lessons

from ..lesson import ROOT
from ..lesson import cells as cells_of
from .submission import graded, verdict

pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
WITH_DATA = {  # what a lesson hands to its pictures
    "chain_rule.computation_graph": "graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS",
    "learning_rate.rate_sweep": "[[3.0, 2.0], [3.0, 9e9], [float('nan'), 1.0]], [0.1, 0.2, 0.3]",
    "learning_rate.finder_curve": "FOUND, {'A': 0.02}",
    "keras.laid_over": "HISTORY, {'loss': [2.0, 1.0], 'val_loss': [3.0, 2.5]}",
    "one_class.lines": "{'a': ([1, 2], [0.5, 0.4])}, 'epoch', 'loss'",
    "one_class.three_batches": "{16: [0.6, 0.5], 64: [0.7, 0.6], 256: [0.8, 0.7]}, 1024",
    "xor.strip_of_seeds": "{2: net.film(net.starts(2, 8), [0, 5])}, [0, 5], 5",
}
QUICK = [
    "two_weights.dials",
    "learning_rate.rate_sweep",
    "chain_rule.nudge",
    "chain_rule.computation_graph",
]
WRONG = ["'nonsense'", "None", "-1", "0", "1.5", "7", "[1.0]", "float('nan')", "float('inf')"]

# A room without pictures, the reviews', has no `figures`.
ROOMS = {"one_class": "helpers.one_class"} | {
    module.name: f"{lessons.__name__}.{module.name}"
    for module in pkgutil.iter_modules(lessons.__path__)
    if importlib.util.find_spec(f"{lessons.__name__}.{module.name}.figures")
}
SETUP = (
    "\n".join(f"from {room} import figures as {name}" for name, room in ROOMS.items())
    + """
import io, json, os
import numpy as np
from IPython.display import display
import matplotlib.pyplot as plt
from helpers import drawing
from helpers.lessons import xor as net
from helpers.lessons.chain_rule import graph
from helpers.learning_rate import Finder
from helpers.training import History

FOUND = Finder(10.0 ** np.arange(-4, 0, 0.1), np.linspace(2, 1, 40), np.linspace(2, 1, 40), 0.01)
HISTORY = History(train_loss=[2.0, 1.0], validation_loss=[3.0, 2.0])
outcomes = {}

def outcome(call):
    try:
        return repr(call())
    except Exception as error:
        return type(error).__name__

def look(name, make):
    picture = make()
    said = [isinstance(picture, drawing.Picture), picture.alt, picture.state, repr(picture)]
    drawing.show(picture)
    drawing.show(picture.move(**picture.state))
    drawing.slide(picture)
    for key, value in dict(picture.state).items():
        drawing.slide(make(), **{key: [value]})
        drawing.slide(picture, **{key: (value, value)})
        drawing.slide(picture, **{key: np.array([value])})
    said.append(picture.alt)
    picture.figure.savefig(f"{name}.png")
    picture.figure.savefig(buffer := io.BytesIO(), format="png")
    said += [buffer.getvalue()[16:24].hex(), os.path.getsize(f"{name}.png") > 2000]  # its size
    said += [picture.figure.get_figwidth(), len(picture.figure.axes), picture.png()[16:24].hex()]
    display(picture)
    print(picture)
    return said

def err(make, wrong):
    said = {"keyword": outcome(lambda: make(nonsense=1)), "all": outcome(lambda: make(*range(9)))}
    said["move"] = outcome(lambda: make().move(nonsense=1))
    said["slide"] = outcome(lambda: drawing.slide(make(), nonsense=[1, 2]))
    for key in make().state:
        for values in ([], 3, None, (v for v in [1]), {}, {1: 2}, [float("nan")], "ab"):
            call = lambda: drawing.slide(make(), **{key: values})
            said[f"slide {key} {type(values).__name__} {len(said)}"] = outcome(call)
        for value in wrong:
            said[f"{key} = {value}"] = outcome(lambda: drawing.show(make().move(**{key: value})))
    return said
"""
)
OTHERS = """
MADE = two_weights.dials()
outcomes["calls"] = [
    outcome(call) for call in (
        drawing.show, lambda: drawing.show(5), lambda: drawing.show(plt.figure()),
        lambda: drawing.show(two_weights.dials), lambda: drawing.show(MADE, "words"),
        lambda: drawing.slide(5, x=[1]), lambda: drawing.slide(MADE, [1]), drawing.slide,
        lambda: two_weights.nonsense, lambda: drawing.Picture(), lambda: MADE.nonsense,
        lambda: learning_rate.rate_sweep([], []), lambda: learning_rate.rate_sweep([1.0], [0.1]),
        lambda: chain_rule.computation_graph([], {}),
        lambda: learning_rate.finder_curve(FOUND, ["A"]),
        lambda: keras.laid_over(1, 2),
        lambda: chain_rule.computation_graph(graph.ONE_WEIGHT, {}),
        lambda: xor.strip_of_seeds({}, []),
    )
]
outcomes["help"] = [
    one.__doc__ for one in (drawing.show, drawing.slide, two_weights.dials, drawing.Picture)
]
plt.plot([1, 2])
plt.savefig("plain.png")
outcomes["plain"] = [os.path.getsize("plain.png") > 2000, len(plt.gcf().axes)]
plt.close("all")
"""


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    parent = Warm()
    yield parent
    parent.close()


def names() -> list[str]:
    """Return the course's pictures, each with its lesson."""
    modules = {name: importlib.import_module(f"{room}.figures") for name, room in ROOMS.items()}
    return [
        f"{where}.{name}"
        for where, module in modules.items()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_")
        and inspect.signature(function).return_annotation is drawing.Picture
    ]


def cells(chosen: list[str], wrong: list[str]) -> list[str]:
    """Return what a student might do to pictures, a cell for each."""
    found = [SETUP]
    for name in chosen:
        given = f"{WITH_DATA[name]}, *a" if name in WITH_DATA else "*a"
        make = f"lambda *a, **b: {name}({given}, **b)"
        found.append(
            f"make = {make}\noutcomes[{name!r}] = look({name!r}, make)\n"
            f"outcomes['wrong ' + {name!r}] = err(make, [{', '.join(wrong)}])"
        )
    return [*found, OTHERS, "print('all', json.dumps(outcomes, default=str))"]


def in_a_notebook(sources: list[str], folder: Path) -> tuple[Any, list[list[str]]]:
    """Return the outcomes in a kernel, and what each cell displays as text."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": folder}}).execute()
    shown = [
        [o.data["text/plain"] for o in cell.outputs if o.output_type == "display_data"]
        for cell in notebook.cells
    ]
    printed = "".join(o.text for o in notebook.cells[-1].outputs if o.output_type == "stream")
    return json.loads(printed.partition("all ")[2]), shown


def in_the_sandbox(sources: list[str]) -> tuple[Any, list[list[str]]]:
    """Return the same of a child of the grader's."""
    limits = Limits(seconds=400, total=800, output=5_000_000)
    warm = Warm(limits=limits)
    session = ChildSession(warm)
    try:
        done = [session.execute(source) for source in sources]
    finally:
        session.close()
        warm.close()
    assert [str(one.error) for one in done if one.error or one.late] == []
    printed = "".join(text for name, text in done[-1].output if name == "stdout")
    shown = [[text for name, text in one.output if name == "display"] for one in done]
    return json.loads(printed.partition("all ")[2]), shown


@pytest.mark.parametrize(
    ("chosen", "wrong"),
    [
        pytest.param(QUICK, WRONG[:1], id="some"),
        pytest.param(names(), WRONG, id="all", marks=pytest.mark.slow),
    ],
)
def test_a_picture_does_in_the_sandbox_what_it_does_in_a_notebook(
    chosen: list[str], wrong: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in bubblewrap.ENVIRONMENT.items():
        if name.endswith("_THREADS"):  # a sum over two threads has other last digits
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    sources = cells(chosen, wrong)
    here, shown = in_a_notebook(sources, tmp_path)
    there, words = in_the_sandbox(sources)
    assert list(here) == list(there)
    for name in here:
        assert here[name] == there[name], name
    for source, one, other in zip(sources, shown, words, strict=True):
        assert len(one) == len(other), source
        # A slider's own text is its widget's; in the sandbox it is the picture's finding.
        pairs = [(a, b) for a, b in zip(one, other, strict=True) if not a.startswith("VBox(")]
        assert [a for a, _ in pairs] == [b for _, b in pairs], source


@pytest.mark.parametrize(
    "above",
    [
        "drawing.show(figures.dials().move(w1=3.0))",
        "p = figures.loss_slope()\ndrawing.show(p)\ndrawing.show(p.move(y_hat=4))",
        "figures.dials().figure.savefig('dials.png')\ndrawing.show(figures.dials().move(w2=1))",
        "p = figures.dials()\ndrawing.slide(p.move(w1=4), w1=range(5))\nassert 'w1 = 4' in p.alt",
    ],
)
def test_a_picture_above_a_right_answer_costs_nothing(above: str, warm: Warm) -> None:
    done = graded(warm, f"{above}\ndef forward(x, w1, w2):\n    return w1 * x, w2 * w1 * x")
    assert verdict(done).points == 1, verdict(done).message
    outputs = cells_of(done.notebook)["forward"].outputs
    assert outputs and {output.output_type for output in outputs} == {"display_data"}
    assert all("the " in output.data["text/plain"] for output in outputs)  # the finding


def test_who_captures_a_picture_gets_it(warm: Warm) -> None:
    above = (
        "from IPython.utils.capture import capture_output\n"
        "with capture_output() as captured:\n    drawing.show(figures.dials())\n"
        "assert len(captured.outputs[0].data['image/png']) > 1000\n"
    )
    done = graded(warm, f"{above}def forward(x, w1, w2):\n    return w1 * x, w2 * w1 * x")
    assert verdict(done).points == 1, verdict(done).message
