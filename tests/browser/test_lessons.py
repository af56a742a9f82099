"""Every lesson in real JupyterLab, as a student meets it.

With --screenshots a picture of each cell is kept in artefacts/, to be looked at.
"""

import pytest

from ..bank import EVERY, GRADED
from .conftest import ARTEFACTS
from .lab import LabError, Notebook

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 800, "height": 900}
PLAIN = "03_two_weights"  # the one that the plain test command opens


def marked(lesson: str) -> object:
    return lesson if lesson == PLAIN else pytest.param(lesson, marks=pytest.mark.slow)


@pytest.fixture
def screenshots(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("screenshots"))


def move(notebook: Notebook, cell: str, k: int) -> None:
    """Move a slider two steps right, or left where it starts at its right end."""
    try:
        notebook.move_slider(cell, k, 2)
    except LabError as error:
        if "at its end" not in str(error):
            raise
        notebook.move_slider(cell, k, -2)


@pytest.mark.parametrize("lesson", [marked(lesson) for lesson in GRADED])
def test_a_lesson_as_a_student_meets_it(notebook: Notebook, lesson: str, screenshots: bool) -> None:
    notebook.open(f"{lesson}/{lesson[3:]}.ipynb")
    notebook.run_all(timeout=300)
    if screenshots:
        notebook.screenshot_cells(ARTEFACTS / lesson)

    # Nothing attempted: every check says so, and nothing else fails.
    checks = [cell for cell in notebook.cell_ids() if cell.endswith("-check")]
    assert len(notebook.errors()) == len(checks) >= 2
    for check in checks:
        assert "not attempted yet" in notebook.outputs_text(check)
        assert "Traceback" not in notebook.outputs_text(check)

    # No picture is missing, and nothing overflows, in a wide window or a narrow one.
    for cell in notebook.cell_ids():
        if "drawing.show(" in notebook.source(cell):
            assert notebook.images(cell), f"{cell} shows no picture"
    for image in notebook.page.locator(".jp-OutputArea-output img").all():
        assert len(image.get_attribute("alt") or "") > 30, image.evaluate("i => i.outerHTML")[:200]
    for size in (NARROW, WIDE):
        notebook.page.set_viewport_size(size)
        assert notebook.overflow() == []

    # Every slider moves its picture.
    moved = [cell for cell in notebook.cell_ids() if "drawing.slide(" in notebook.source(cell)]
    assert moved
    for cell in moved:
        for k in range(len(notebook.sliders(cell))):
            before = notebook.images(cell)
            move(notebook, cell, k)
            assert notebook.wait_for_new_image(cell, before) != before
    assert notebook.callback_errors() == []
    notebook.screenshot(ARTEFACTS / f"{lesson}_slider.png")


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in EVERY if name.endswith("_review")])
def test_a_review_as_a_student_meets_it(notebook: Notebook, name: str, screenshots: bool) -> None:
    notebook.open(f"{name}/{name[3:]}.ipynb")
    notebook.run_all(timeout=300)
    if screenshots:
        notebook.screenshot_cells(ARTEFACTS / name)
    assert notebook.errors() == []
    said = "".join(map(notebook.outputs_text, notebook.cell_ids()))
    assert "1. Not answered yet." in said and "gives these questions again" in said
    for size in (NARROW, WIDE):
        notebook.page.set_viewport_size(size)
        assert notebook.overflow() == []
