"""Several notebooks in one assignment: which file is which, and what a student's sum is."""

from pathlib import Path

import pytest

from course import derived
from course.grading.book.ledger import Entry
from course.grading.collect.deliveries import Collected, collect
from course.grading.lesson import read_notebooks
from course.grading.parcels import State
from course.grading.report.outcomes import Outcome, Result
from course.grading.report.several import joined_outcomes
from course.grading.report.titles import Exercise

from ..own_courses.graded import Both
from ..own_courses.shapes import FILES
from .deliveries import CLASS, Files, laid, zipped

BOTH = ["problem1", "problem2"]
FIRST, SECOND = b'{"cells": [1]}', b'{"cells": [2]}'


def taken(collected: Collected) -> dict[tuple[str, str], bytes]:
    return {(one.student, one.notebook): one.content.read() for one in collected.deliveries}


@pytest.mark.parametrize(
    "files",
    [
        {"ada/ps1/problem1.ipynb": FIRST, "ada/ps1/problem2.ipynb": SECOND},
        {"ada/Problem1 (2).ipynb": FIRST, "ada/Copy of problem2.ipynb": SECOND},
        {
            "Ada Lovelace_7_assignsubmission_file/problem1.ipynb": FIRST,
            "Ada Lovelace_7_assignsubmission_file/ada_problem2.ipynb": SECOND,
        },
        {"lovelaceada_11_901_problem1.ipynb": FIRST, "lovelaceada_11_902_problem2-1.ipynb": SECOND},
    ],
    ids=["nbgrader", "folders", "moodle", "canvas"],
)
def test_each_file_is_its_notebook(tmp_path: Path, files: Files) -> None:
    collected = collect(zipped(tmp_path, files), "ps1", BOTH, CLASS)
    assert taken(collected) == {("ada", "problem1"): FIRST, ("ada", "problem2"): SECOND}
    assert not collected.needs_review


def test_a_file_that_does_not_say_which_is_asked_about(tmp_path: Path) -> None:
    files = {"ada/homework.ipynb": FIRST, "bob/problem2.ipynb": SECOND}
    collected = collect(laid(tmp_path, files), "ps1", BOTH, CLASS)
    assert taken(collected) == {("bob", "problem2"): SECOND}
    (asked,) = collected.needs_review
    assert (asked.student, asked.file) == ("ada", "ada/homework.ipynb")
    assert "problem1.ipynb or problem2.ipynb" in asked.why
    noted = [one.why for one in collected.notes if one.student == "bob"]
    assert noted == [
        "problem1.ipynb was not handed in: its exercises have 0 points, as in nbgrader."
    ]


def test_a_name_inside_another_is_told_apart(tmp_path: Path) -> None:
    files = {"ada/week.ipynb": FIRST, "ada/week_2.ipynb": SECOND}
    collected = collect(laid(tmp_path, files), "ps1", ["week", "week_2"], CLASS)
    assert taken(collected) == {("ada", "week"): FIRST, ("ada", "week_2"): SECOND}


def outcome(student: str, exercise: Exercise, points: float, penalty: float = 0.0) -> Outcome:
    result = Result(exercise, State.RIGHT, points, points, (), "", False, "")
    return Outcome(student, "", penalty, None, (result,), ())


def test_an_own_notebook_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was checked is what students are graded by, though somebody saves it meanwhile."""
    course = Both.of(tmp_path, FILES).ours.folder
    read, looked = Path.read_text, list[str]()

    def counted(place: Path, *how: str, **named: str) -> str:
        looked.append(place.name)
        return read(place, *how, **named)

    monkeypatch.setattr(Path, "read_text", counted)
    read_notebooks(derived.settings(course), FILES.name)
    assert [name for name in looked if name.endswith(".ipynb")] == [
        "drawdown.ipynb",
        "returns.ipynb",
    ]


def test_the_notebooks_of_a_student_are_one_sum() -> None:
    one, two = (Exercise("sum", "sum", "", "", 3.0, False, name) for name in BOTH)
    assert (one.name, two.name) == ("problem1/sum", "problem2/sum")
    graded, aside = Entry("", "s", "f"), Entry("", "s", why="It is cut short.")
    first = [outcome("ada", one, 3, 1), outcome("bob", one, 2), outcome("cy", one, 1)]
    second = [outcome("ada", two, 2, 0.5)]
    noted = [{"ada": graded, "bob": graded, "cy": graded}, {"ada": graded, "cy": aside}]
    found = {one.student: one for one in joined_outcomes([first, second], [[one], [two]], noted)}
    assert found.keys() == {"ada", "bob"}, "cy's second file is for a person, so there is no sum"
    assert (found["ada"].score, found["ada"].max_score) == (3.5, 6.0)
    assert (found["bob"].score, found["bob"].max_score) == (2.0, 6.0)
    assert found["bob"].results[1].message == ("problem2.ipynb was not handed in.",)
