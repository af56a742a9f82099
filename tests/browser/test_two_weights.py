"""Answers to lesson 03 typed into real JupyterLab, and what the check says to them."""

from .conftest import ARTEFACTS
from .lab import Notebook

LESSON = "03_two_weights/two_weights.ipynb"
RIGHT = """def forward(x, w1, w2):
    h = w1 * x
    y_hat = w2 * h
    return h, y_hat"""
TYPED = {
    RIGHT.replace("w2 * h", "w2 * x"): "Hint: What goes into the second box",
    RIGHT: "forward: right in all 3 tests.",
    # A syntax error leaves the old function; the check does not judge that one.
    RIGHT + "\n)": "has a syntax error",
    # A missing name is a sentence, not a traceback.
    RIGHT + "\ndel forward": "forward: not found.",
}


def test_the_walker_goes_down_by_slider(notebook: Notebook) -> None:
    notebook.open(LESSON)
    notebook.run_all()
    cells = [c for c in notebook.cell_ids() if "slide(figures.loss_surface" in notebook.source(c)]
    before = notebook.images(cells[0])
    notebook.move_slider(cells[0], 0, 3)
    assert notebook.wait_for_new_image(cells[0], before) != before
    assert "After 3 of 10 steps" in notebook.outputs_text(cells[0])
    notebook.screenshot(ARTEFACTS / "03_two_weights_walker.png")


def test_typed_answers_get_their_message(notebook: Notebook) -> None:
    notebook.open(LESSON)
    notebook.run_all()
    for number, (answer, says) in enumerate(TYPED.items()):
        notebook.set_source("forward", answer)
        notebook.run_cell("forward")
        notebook.run_cell("forward-check")
        shown = notebook.outputs_text("forward-check")
        assert says in shown and "Traceback" not in shown
        notebook.screenshot(ARTEFACTS / f"03_two_weights_answer_{number}.png")
