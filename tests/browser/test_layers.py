"""Answers typed into lesson 06 in real JupyterLab; test_lessons.py does what all lessons share."""

import pytest

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


@pytest.mark.slow
def test_answers_typed_into_lesson_06(notebook: Notebook) -> None:
    notebook.open(LESSON)
    notebook.run_all()
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
    assert notebook.outputs_text("backward_pass-check") == "backward_pass: right in all 3 tests."
