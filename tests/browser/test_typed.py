"""Answers typed into lessons in real JupyterLab, and what else is special to a lesson there.

What all lessons share is in test_lessons.py; every answer of the bank is checked in
tests/test_answers.py. Here: a message looks as it should in the page.
"""

import pytest

from ..bank import bank
from ..lesson import cells, read
from .conftest import ARTEFACTS
from .lab import Notebook

# Answers of the bank, by name; the plain test command types into one lesson.
TYPED = [
    ("03_two_weights", "forward", ["w2 sees x"]),
    pytest.param("05_xor", "backward", ["no slope of the bend", "* for @"], marks=pytest.mark.slow),
    pytest.param("06_layers", "backward_pass", ["b not summed"], marks=pytest.mark.slow),
    pytest.param("08_learning_rate", "three_walks", ["uphill"], marks=pytest.mark.slow),
]


def opened(notebook: Notebook, lesson: str) -> None:
    notebook.open(f"{lesson}/{lesson[3:]}.ipynb")
    notebook.run_all()


def prepared(notebook: Notebook, lesson: str) -> None:
    """Open a lesson and run what its exercises need."""
    notebook.open(f"{lesson}/{lesson[3:]}.ipynb")
    for cell in cells(read("notebooks", lesson), locked=True, grade=False).values():
        notebook.run_cell(cell.id)


def said_to(notebook: Notebook, exercise: str, answer: str) -> str:
    """Type the answer, run it and its check; return what the check says."""
    notebook.set_source(exercise, answer)
    notebook.run_cell(exercise)
    notebook.run_cell(f"{exercise}-check")
    said = notebook.outputs_text(f"{exercise}-check")
    assert "Traceback" not in said and notebook.overflow() == []
    return said


@pytest.mark.parametrize(("lesson", "exercise", "mistakes"), TYPED)
def test_a_typed_answer_gets_its_message(
    notebook: Notebook, lesson: str, exercise: str, mistakes: list[str]
) -> None:
    prepared(notebook, lesson)
    answers = bank(lesson)[exercise]
    for mistake in mistakes:
        wrong = answers.wrong[mistake]
        assert wrong.hint in said_to(notebook, exercise, wrong.source)
        notebook.screenshot(ARTEFACTS / f"{lesson}_hint.png")
    right = next(iter(answers.right.values()))
    assert said_to(notebook, exercise, right).startswith(f"{exercise}: right")
    # A syntax error leaves the old function; the check does not judge that one.
    assert "has a syntax error" in said_to(notebook, exercise, f"{right}\n)")
    # A missing name is a sentence, not a traceback.
    assert f"{exercise}: not found." in said_to(notebook, exercise, f"del {exercise}")


@pytest.mark.slow
def test_the_walker_goes_down_by_slider(notebook: Notebook) -> None:
    opened(notebook, "03_two_weights")
    cells = [c for c in notebook.cell_ids() if "slide(figures.loss_surface" in notebook.source(c)]
    before = notebook.images(cells[0])
    notebook.move_slider(cells[0], 0, 3)
    assert notebook.wait_for_new_image(cells[0], before) != before
    assert "After 3 of 10 steps" in notebook.outputs_text(cells[0])
    notebook.screenshot(ARTEFACTS / "03_two_weights_walker.png")


@pytest.mark.slow
def test_a_long_run_leaves_a_line_a_net_and_no_bar(notebook: Notebook) -> None:
    opened(notebook, "05_xor")
    trained = [c for c in notebook.cell_ids() if "progress.bar(" in notebook.source(c)]
    lines = notebook.outputs_text(trained[0]).splitlines()
    assert [line.strip() for line in lines if line.strip()] == [
        f"10000 of 10000 epochs of 2-{h}-1" for h in (2, 3, 4)
    ]


@pytest.mark.slow
def test_a_diagnosis_gets_a_reply_to_each_curve_and_no_verdict(notebook: Notebook) -> None:
    prepared(notebook, "08_learning_rate")
    said = said_to(notebook, "diagnosis", 'diagnosis = ["too large", "too large", "too small"]')
    assert "noted" in said and said.count("jumps up again") == 2
