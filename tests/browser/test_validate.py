"""nbgrader's Validate button in JupyterLab: what a student reads in its dialog."""

import shutil

import pytest

from ..bank import bank
from ..lesson import cells, read
from ..sample_class.students import right_answers
from ..server import Server
from .conftest import ARTEFACTS
from .lab import Notebook

LESSON = "01_derivatives"
SUCCESS = "Success! Your notebook passes all the tests."
EXERCISES = bank(LESSON)
CHOICE = EXERCISES["slope_sign"].wrong["flat near the bottom"].source
WRONG = EXERCISES["central_difference"].wrong["right only"]


def validated(notebook: Notebook, picture: str) -> str:
    """Click Validate, which saves the notebook first; return what the dialog says."""
    page = notebook.page
    page.get_by_role("button", name="Validate", exact=True).click()
    dialog = page.locator(".jp-Dialog", has_text="Validation Results")
    dialog.wait_for(timeout=120_000)
    said = dialog.inner_text()
    page.screenshot(path=ARTEFACTS / f"validate_{picture}.png")
    dialog.get_by_role("button", name="Ok").click()
    dialog.wait_for(state="detached")
    return said


@pytest.mark.slow
def test_validate_says_what_the_checks_say(notebook: Notebook, lab: Server) -> None:
    copy = lab.root / LESSON / "validated.ipynb"  # in the lesson's own file others want it blank
    shutil.copy(lab.root / LESSON / f"{LESSON[3:]}.ipynb", copy)
    notebook.open(f"{LESSON}/{copy.name}")

    blank = validated(notebook, "blank")
    graded = cells(read("notebooks", LESSON), grade=True)
    assert blank.count("The following cell failed") == len(graded)
    assert blank.count("not attempted yet") == len(graded) - 1
    assert blank.count("You did not provide a response.") == 1
    assert SUCCESS not in blank and "Traceback" not in blank

    # A failing check is told, although its cell is tagged raises-exception.
    right = right_answers(LESSON)
    for name, text in {**right, "central_difference": WRONG.source}.items():
        notebook.set_source(name, text)
    one = validated(notebook, "one_wrong")
    assert one.count("The following cell failed") == 1
    assert WRONG.hint in one and SUCCESS not in one

    # What only the hidden tests judge, choices and written answers, it lets pass.
    notebook.set_source("central_difference", right["central_difference"])
    notebook.set_source("slope_sign", CHOICE)
    notebook.set_source("why_the_line_errs", "Because.")
    assert SUCCESS in validated(notebook, "success")
