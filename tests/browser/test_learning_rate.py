"""Lesson 07 in real JupyterLab, as a student meets it. The pictures of the cells are kept."""

from .conftest import ARTEFACTS
from .lab import Notebook

LESSON = "07_learning_rate/learning_rate.ipynb"
WRONG = """def largest_stable_rate(slope, w):
    h = 1e-4
    sharpness = (slope(w + h) - slope(w - h)) / (2 * h)
    return 1 / sharpness"""
RIGHT = WRONG.replace("1 / s", "2 / s")


def test_lesson_07_as_a_student_meets_it(notebook: Notebook) -> None:
    notebook.open(LESSON)
    notebook.run_all()
    notebook.screenshot_cells(ARTEFACTS / "07_learning_rate")

    # Nothing attempted: every check says so, and nothing else fails.
    checks = [cell for cell in notebook.cell_ids() if cell.endswith("-check")]
    assert len(checks) == 7
    assert len(notebook.errors()) == len(checks)
    for check in checks:
        assert "not attempted yet" in notebook.outputs_text(check)
        assert "Traceback" not in notebook.outputs_text(check)
    assert notebook.overflow() == []

    # Every slider moves its picture.
    moved = [cell for cell in notebook.cell_ids() if "widgets.slide(" in notebook.source(cell)]
    assert len(moved) == 5
    for cell in moved:
        for k in range(len(notebook.sliders(cell))):
            before = notebook.images(cell)
            notebook.move_slider(cell, k, 2)
            assert notebook.wait_for_new_image(cell, before) != before
    assert notebook.callback_errors() == []
    notebook.screenshot(ARTEFACTS / "07_learning_rate_slider.png")

    # A wrong answer gets its hint, the right one passes.
    for answer, says in ((WRONG, "half of the limit"), (RIGHT, "right at 4 points")):
        notebook.set_source("largest_stable_rate", answer)
        notebook.run_cell("largest_stable_rate")
        notebook.run_cell("largest_stable_rate-check")
        assert says in notebook.outputs_text("largest_stable_rate-check")

    # A diagnosis gets a reply to each curve, and no verdict.
    notebook.set_source("diagnosis", 'diagnosis = ["too large", "too large", "too small"]')
    notebook.run_cell("diagnosis")
    notebook.run_cell("diagnosis-check")
    replies = notebook.outputs_text("diagnosis-check")
    assert "noted" in replies and replies.count("jumps up again") == 2
    assert notebook.overflow() == []
    notebook.screenshot_cells(ARTEFACTS / "07_learning_rate_answered")


def test_lesson_07_fits_a_narrow_window(notebook: Notebook) -> None:
    notebook.page.set_viewport_size({"width": 800, "height": 900})
    notebook.open(LESSON)
    notebook.run_all()
    assert notebook.overflow() == []
