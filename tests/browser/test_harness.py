"""The harness on a tiny notebook: if this fails, distrust the other browser tests."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from ..server import Server
from .lab import LabError, Notebook

CHECK = """
class NotYet(Exception):
    def _render_traceback_(self):
        return ["Not yet: look at the sign."]

raise NotYet
"""
# A PNG of one grey pixel, lighter for every step: the smallest picture that a slider can change.
FIGURE = """
import struct, zlib
import ipywidgets

def png(grey):
    parts = [(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)),
             (b"IDAT", zlib.compress(bytes([0, grey]))), (b"IEND", b"")]
    return b"\\x89PNG\\r\\n\\x1a\\n" + b"".join(
        struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)

def figure(slider):
    image = ipywidgets.Image(value=png(0))
    slider.observe(lambda change: setattr(image, "value", png(10 * change["new"])), "value")
    return ipywidgets.VBox([slider, image])

figure(ipywidgets.IntSlider(description="step", max=9, continuous_update=True))
"""
CHOICE = """
options = [("low", 1), ("high", 2)]
figure(ipywidgets.SelectionSlider(options=options, continuous_update=False))
"""
WIDE = "from IPython.display import HTML; HTML('<div style=\"width: 3000px\">wide</div>')"


@pytest.fixture
def tiny(tmp_path: Path, lab: Server) -> str:
    check = new_code_cell(CHECK, id="forward-check", metadata={"tags": ["raises-exception"]})
    sources = {"figure": FIGURE, "choice": CHOICE, "wide": WIDE, "stop": "1 / 0", "last": "'last'"}
    cells = [check, *(new_code_cell(source, id=name) for name, source in sources.items())]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    file = tmp_path / "tiny.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), file)
    return Path(shutil.copy(file, lab.root)).name


def test_a_notebook_is_run_read_edited_and_slid(
    notebook: Notebook, tiny: str, tmp_path: Path
) -> None:
    notebook.open(tiny)
    notebook.run_all()
    # The tagged cell's error lets Run All go on, the other's does not.
    assert notebook.outputs_text("forward-check") == "Not yet: look at the sign."
    assert [error.splitlines()[-1] for error in notebook.errors()] == [
        "Not yet: look at the sign.",
        "ZeroDivisionError: division by zero",
    ]
    assert notebook.execution_count("last") is None

    notebook.set_source("stop", "print('mended')")
    notebook.run_cell("stop")
    notebook.run_cell("last")
    assert notebook.outputs_text("stop") == "mended"
    assert notebook.outputs_text("last") == "'last'"
    assert notebook.errors("stop") == []

    assert [(s.label, s.value) for s in notebook.sliders("figure")] == [("step", "0")]
    for cell, step, value in [("figure", 3, "3"), ("figure", -1, "2"), ("choice", 1, "high")]:
        old = notebook.images(cell)
        assert notebook.move_slider(cell, 0, step) == value
        assert notebook.wait_for_new_image(cell, old) != old
    with pytest.raises(LabError, match="at its end"):
        notebook.move_slider("choice", 0, 1)
    with pytest.raises(LabError, match="new picture"):
        notebook.wait_for_new_image("choice", notebook.images("choice"), timeout=0.5)
    assert notebook.callback_errors() == []

    assert [line.split(":")[0] for line in notebook.overflow()] == ["wide"]
    pictures = notebook.screenshot_cells(tmp_path / "cells")
    assert [picture.stem for picture in pictures][:2] == ["00-forward-check", "01-figure"]
