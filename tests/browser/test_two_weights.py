"""Lesson 03 in real JupyterLab, as a student meets it. The pictures of the cells are kept."""

from .conftest import ARTEFACTS
from .lab import Notebook

LESSON = "03_two_weights/two_weights.ipynb"
WRONG = """def forward(x, w1, w2):
    h = w1 * x
    y_hat = w2 * x
    return h, y_hat"""
RIGHT = WRONG.replace("w2 * x", "w2 * h")


def test_lesson_03_as_a_student_meets_it(notebook: Notebook) -> None:
    notebook.open(LESSON)
    notebook.run_all()
    notebook.screenshot_cells(ARTEFACTS / "03_two_weights")

    # Nothing attempted: every check says so, and nothing else fails.
    checks = [cell for cell in notebook.cell_ids() if cell.endswith("-check")]
    assert len(checks) == 5
    assert len(notebook.errors()) == len(checks)
    for check in checks:
        assert "not attempted yet" in notebook.outputs_text(check)
        assert "Traceback" not in notebook.outputs_text(check)
    assert notebook.overflow() == []

    # Every slider moves its picture.
    moved = [cell for cell in notebook.cell_ids() if "widgets.slide(" in notebook.source(cell)]
    assert len(moved) == 4
    for cell in moved:
        for k in range(len(notebook.sliders(cell))):
            before = notebook.images(cell)
            notebook.move_slider(cell, k, 2)
            assert notebook.wait_for_new_image(cell, before) != before
    assert notebook.callback_errors() == []
    notebook.screenshot(ARTEFACTS / "03_two_weights_slider.png")

    # A wrong answer gets its hint, the right one passes.
    notebook.set_source("forward", WRONG)
    notebook.run_cell("forward")
    notebook.run_cell("forward-check")
    assert "Hint: What goes into the second box" in notebook.outputs_text("forward-check")
    notebook.screenshot(ARTEFACTS / "03_two_weights_hint.png")
    notebook.set_source("forward", RIGHT)
    notebook.run_cell("forward")
    notebook.run_cell("forward-check")
    assert notebook.outputs_text("forward-check").strip() == "forward: right at 3 points."

    # A syntax error leaves the old function; the check does not judge that one.
    notebook.set_source("forward", RIGHT + "\n)")
    notebook.run_cell("forward")
    notebook.run_cell("forward-check")
    assert "has a syntax error" in notebook.outputs_text("forward-check")

    # A missing name is a sentence, not a traceback.
    notebook.set_source("forward", RIGHT + "\ndel forward")
    notebook.run_cell("forward")
    notebook.run_cell("forward-check")
    shown = notebook.outputs_text("forward-check")
    assert "forward: not found." in shown and "Traceback" not in shown


def test_lesson_03_fits_a_narrow_window(notebook: Notebook) -> None:
    notebook.page.set_viewport_size({"width": 800, "height": 900})
    notebook.open(LESSON)
    notebook.run_all()
    assert notebook.overflow() == []
