"""A picture follows the hand: in JupyterLab, with a mouse, where drawing is quick and where not."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from ..server import Server
from .lab import Notebook

STOPS = 101
PICTURE = """
import json, time
from helpers import drawing
from helpers.drawing.picture import Picture, new_figure

drawn = []

def draw():
    figure, (ax,) = new_figure(4.0, 2.0)
    text = ax.text(0.1, 0.5, "")

    def update(step):
        time.sleep({seconds})
        drawn.append(step)
        text.set_text(f"step {{step}}")

    return figure, update

drawing.slide(Picture(draw, lambda step: f"This is step {{step}}."), step=range({stops}))
"""


@pytest.fixture
def dragged(tmp_path: Path, lab: Server, seconds: float) -> str:
    """Return a notebook with a slider around a picture that takes so many seconds to draw."""
    text = PICTURE.format(seconds=seconds, stops=STOPS)
    cells = [
        new_code_cell(text, id="picture"),
        new_code_cell("print(json.dumps(drawn))", id="drawn"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    file = tmp_path / "dragged.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), file)
    return Path(shutil.copy(file, lab.root)).name


@pytest.mark.parametrize("seconds", [0.0, 0.3])
def test_a_picture_follows_the_hand(notebook: Notebook, dragged: str, seconds: float) -> None:
    notebook.open(dragged)
    notebook.run_all()
    *seen, end = notebook.drag_slider("picture", 0, [0.7] * 5)
    notebook.page.locator(f'img[alt="This is step {end}."]').wait_for(timeout=20_000)
    assert int(end) == STOPS - 1
    # Before the button was let go, the picture had followed to several places, each further on.
    steps = [int(alt.split()[-1].rstrip(".")) for alt in seen]
    assert steps == sorted(steps) and len(set(steps)) >= 3, steps

    notebook.run_cell("drawn")
    _, *drawn = json.loads(notebook.outputs_text("drawn"))
    # Nothing waits in a queue: what the kernel can't keep up with is never drawn, the end always.
    assert drawn[-1] == STOPS - 1 and drawn == sorted(set(drawn))
    if seconds:
        assert len(drawn) <= 20, drawn  # of some 50 places that the hand passed
    assert notebook.callback_errors() == []
