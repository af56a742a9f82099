"""Lesson 05 in real JupyterLab, as a student meets it. The pictures of the cells are kept."""

from .conftest import ARTEFACTS
from .lab import Notebook

LESSON = "05_xor/xor.ipynb"
RIGHT = """def forward(X, W1, b1, W2, b2):
    Z1 = X @ W1.T + b1
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2.T + b2
    y_hat = sigmoid(Z2)
    return Z1, A1, Z2, y_hat"""
WRONG = RIGHT.replace("A1 = sigmoid(Z1)", "A1 = Z1")
TURNED = RIGHT.replace("W1.T", "W1")


def test_lesson_05_as_a_student_meets_it(notebook: Notebook) -> None:
    notebook.open(LESSON)
    notebook.run_all()
    notebook.screenshot_cells(ARTEFACTS / "05_xor")

    # Nothing attempted: every check says so, and nothing else fails.
    checks = [cell for cell in notebook.cell_ids() if cell.endswith("-check")]
    assert len(checks) == 6
    assert len(notebook.errors()) == len(checks)
    for check in checks:
        assert "not attempted yet" in notebook.outputs_text(check)
        assert "Traceback" not in notebook.outputs_text(check)
    assert notebook.overflow() == []

    # The long run ends with one line a net, and no bar is left behind.
    trained = [cell for cell in notebook.cell_ids() if "progress.bar(" in notebook.source(cell)]
    lines = notebook.outputs_text(trained[0]).splitlines()
    assert [line.strip() for line in lines if line.strip()] == [
        f"10000 of 10000 epochs of 2-{h}-1" for h in (2, 3, 4)
    ]

    # Every slider moves its picture.
    moved = [cell for cell in notebook.cell_ids() if "widgets.slide(" in notebook.source(cell)]
    assert len(moved) == 3
    for cell in moved:
        for k in range(len(notebook.sliders(cell))):
            before = notebook.images(cell)
            notebook.move_slider(cell, k, 2)
            assert notebook.wait_for_new_image(cell, before) != before
    assert notebook.callback_errors() == []
    notebook.screenshot(ARTEFACTS / "05_xor_slider.png")

    # A known mistake gets its hint, a product that does not fit a word on shapes, right passes.
    for source, says in [
        (WRONG, "how many layers remain"),
        (TURNED, "Write the shape under each factor"),
        (RIGHT, "forward: right in all 3 tests."),
    ]:
        notebook.set_source("forward", source)
        notebook.run_cell("forward")
        notebook.run_cell("forward-check")
        assert says in notebook.outputs_text("forward-check")
        assert notebook.overflow() == []


def test_lesson_05_fits_a_narrow_window(notebook: Notebook) -> None:
    notebook.page.set_viewport_size({"width": 800, "height": 900})
    notebook.open(LESSON)
    notebook.run_all()
    assert notebook.overflow() == []
