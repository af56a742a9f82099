"""Lesson 06 in real JupyterLab, as a student meets it. The pictures of the cells are kept."""

from .conftest import ARTEFACTS
from .lab import Notebook

LESSON = "06_layers/layers.ipynb"
WRONG = """def backward_pass(dL_dZ, activations, weights):
    dL_dW, dL_db = [], []
    for layer in reversed(range(len(weights))):
        W = weights[layer]
        A = activations[layer]
        dL_dW.append(dL_dZ.T @ A)
        dL_db.append(dL_dZ)
        if layer > 0:
            dL_dA = dL_dZ @ W
            dL_dZ = dL_dA * relu_prime(A)
    return dL_dW[::-1], dL_db[::-1]"""
RIGHT = WRONG.replace("dL_db.append(dL_dZ)", "dL_db.append(dL_dZ.sum(axis=0))")


def test_lesson_06_as_a_student_meets_it(notebook: Notebook) -> None:
    notebook.open(LESSON)
    notebook.run_all()
    notebook.screenshot_cells(ARTEFACTS / "06_layers")

    checks = [cell for cell in notebook.cell_ids() if cell.endswith("-check")]
    assert len(checks) == 6
    assert len(notebook.errors()) == len(checks)
    for check in checks:
        assert "not attempted yet" in notebook.outputs_text(check)
        assert "Traceback" not in notebook.outputs_text(check)
    assert notebook.overflow() == []

    moved = [cell for cell in notebook.cell_ids() if "widgets.slide(" in notebook.source(cell)]
    assert len(moved) == 2
    for cell in moved:
        before = notebook.images(cell)
        notebook.move_slider(cell, 0, 2)
        assert notebook.wait_for_new_image(cell, before) != before
    assert notebook.callback_errors() == []

    notebook.set_source("backward_pass", WRONG)
    notebook.run_cell("backward_pass")
    notebook.run_cell("backward_pass-check")
    assert "How many rows share this bias?" in notebook.outputs_text("backward_pass-check")
    notebook.screenshot(ARTEFACTS / "06_layers_hint.png")
    notebook.set_source("backward_pass", WRONG.replace("dL_dZ @ W", "dL_dZ @ W.T"))
    notebook.run_cell("backward_pass")
    notebook.run_cell("backward_pass-check")
    assert "in the line `dL_dA = dL_dZ @ W.T`" in notebook.outputs_text("backward_pass-check")
    notebook.set_source("backward_pass", RIGHT)
    notebook.run_cell("backward_pass")
    notebook.run_cell("backward_pass-check")
    assert notebook.outputs_text("backward_pass-check") == "backward_pass: right at 3 points."
