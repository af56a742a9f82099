"""What a student types in lesson 07, in real JupyterLab; the rest is in test_lessons."""

from .conftest import ARTEFACTS
from .lab import Notebook

LESSON = "07_learning_rate/learning_rate.ipynb"
WRONG = """def largest_stable_rate(slope, w):
    h = 1e-4
    sharpness = (slope(w + h) - slope(w - h)) / (2 * h)
    return 1 / sharpness"""
RIGHT = WRONG.replace("1 / s", "2 / s")


def test_answers_to_lesson_07(notebook: Notebook) -> None:
    notebook.open(LESSON)
    notebook.run_all()

    # A wrong answer gets its hint, the right one passes.
    for answer, says in ((WRONG, "half of the limit"), (RIGHT, "largest_stable_rate: right")):
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
