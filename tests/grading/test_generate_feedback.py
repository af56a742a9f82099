"""`nbgrader generate_feedback` and our own pages, for files that were made to stop them."""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from nbgrader.apps import NbGraderAPI

from course.grading.cell_metadata import is_check
from course.grading.parcels import Delivery, Graded
from course.grading.record.recorder import Recorder
from course.grading.repair.loading import NotRepairable
from course.grading.report import pages
from course.grading.store import Store

from ..sample_class.students import LESSON
from .classroom import GradedClass, Handed, graded_class
from .rebuilt import mended
from .test_repair_hostile import places, values
from .vectors import MARKS, TEXTS, hostile

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


@dataclass(repr=False)  # Hypothesis prints it with what fails
class Desk:
    """A class of one, whose file is repaired, written, and given feedback on."""

    class_: GradedClass

    def grade(self, content: bytes) -> None:
        """Record a file as `course grade` does after its answers ran."""
        notebook = mended(LESSON, content).notebook
        outputs = self.outputs(json.loads(content))
        for cell in notebook.cells:
            if cell.cell_type == "code" and not is_check(cell):  # a check's are the judge's
                cell.outputs = outputs
        recorder = Recorder(self.class_.book, self.class_.config, self.class_.lesson)
        delivery = Delivery("one", Store().keep(content), "one.ipynb")
        recorder.record(delivery, Graded("one", notebook, ()))
        pages.write(self.class_.config, [self.class_.lesson], self.class_.book)
        assert "Your answer" in self.class_.page("one")

    @staticmethod
    def outputs(whole: dict[str, Any]) -> list[Any]:
        """Return the file's own outputs: the sandbox makes none of these, and might."""
        found = [cell.get("outputs", []) for cell in whole["cells"] if isinstance(cell, dict)]
        lists = [many for many in found if isinstance(many, list)]
        kinds = [one for many in lists for one in many if isinstance(one, dict)]
        return [nbformat.from_dict(copy.deepcopy(one)) for one in kinds[:50]]

    def feedback(self) -> str:
        """Return nbgrader's page."""
        done = NbGraderAPI(config=self.class_.config).generate_feedback(LESSON, "one")
        assert done["success"], done.get("log", done)
        return self.class_.page("one")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with graded_class(tmp_path_factory.mktemp("course"), LESSON, {"one": Handed()}) as class_:
        yield Desk(class_)


SHORT = [mark for mark in MARKS if len(mark) < 1000]


@pytest.mark.parametrize(
    "texts", [SHORT, pytest.param(TEXTS, marks=pytest.mark.slow)], ids=["marks", "scripts"]
)
def test_nbgrader_makes_its_page(desk: Desk, texts: list[str]) -> None:
    desk.grade(json.dumps(hostile("x{n}", texts)).encode())
    page = desk.feedback()
    assert "My answer." in page and "Score: " in page


@pytest.mark.parametrize("mark", MARKS, ids=range(len(MARKS)))
def test_one_mark_everywhere(desk: Desk, mark: str) -> None:
    whole = hostile("x{n}", [mark])
    for cell in whole.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source += f"\n# {mark}"
    desk.grade(json.dumps(whole).encode())
    assert "Score: " in desk.feedback()


WHOLE = json.loads(json.dumps(hostile("x{n}", SHORT)))
PLACES = [path for path in places(WHOLE) if path[0] != "nbformat"]
SHOWN = next(path for path in PLACES if path[2:] == ("outputs", 0, "data"))
anything = values | st.sampled_from([*SHORT, *TEXTS])


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), anything), min_size=1, max_size=12))
@example(changes=[(SHOWN, "no data")])  # nbconvert warns of what it can't show
def test_any_value_anywhere(desk: Desk, changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    whole = copy.deepcopy(WHOLE)
    for path, value in changes:
        inner = whole
        try:
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # another change took the place away
    try:
        desk.grade(json.dumps(whole).encode())
    except NotRepairable:
        return
    assert "Score: " in desk.feedback()
