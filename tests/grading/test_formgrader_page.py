"""The page on which a person grades, made by Formgrader's own exporter."""

import re
from pathlib import Path

import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from .classroom import GradedClass, Handed, graded_class

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
LESSON = "03_two_weights"
WROTE = "Her number is -18*1.22*2, I think."


def page(graded: GradedClass, **more: object) -> str:
    """Return what Formgrader shows; `more` is what it tells its exporter."""
    config = Config(graded.config)
    config.HTMLExporter.template_name = "formgrade"  # as FormgradeExtension does
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    place = graded.folder / "gradebook/autograded/ada" / LESSON / "two_weights.ipynb"
    names = ("base_url", "student", "last_name", "first_name", "notebook_path")
    told: dict[str, object] = {
        "assignment_id": LESSON,
        "notebook_id": "two_weights",
        **dict.fromkeys(names, "1"),
    }
    told |= {"index": 0, "total": 1}
    before = place.read_bytes()
    html, _ = HTMLExporter(config=config).from_filename(str(place), resources={**told, **more})
    assert place.read_bytes() == before
    return str(html)


@pytest.mark.slow
def test_the_rubric_stands_above_the_answer(tmp_path: Path) -> None:
    with graded_class(tmp_path, LESSON, {"ada": Handed({"lower_loss": WROTE})}) as graded:
        shown = page(graded, submission_id="1")
        assert shown.index("Rubric.") < shown.index("Student's answer", shown.index("Rubric."))
        assert shown.count("the lesson's own answer") == 1
        assert "-18*1.22*2" in re.sub(r"<[^>]+>|&#42;", lambda m: "*" * (m[0] == "&#42;"), shown)
        assert "Set-up: run this cell first" in shown and "import helpers.doctor" not in shown
        # nbgrader's feedback is made by the same exporter, and is for students.
        assert "Rubric." not in page(graded)
