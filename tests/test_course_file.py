"""`course.toml`: what it may say, and how it is refused."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from course.course_file import CourseFile, read_course_file
from course.errors import CourseError

from .lesson import ROOT

WHOLE = """
name = "Netze von Hand"
contact = "Jo Weber, jo@example.org"
zone = "Europe/Zurich"
lessons = ["03_two_weights"]
rules_off = ["blank_cells"]

[due]
03_two_weights = "2026-11-21 23:59"
04_three_weights = 2026-11-28T23:59:00Z

[words]
points = ["Punkt", "Punkte"]
"""
REFUSED = {
    'nme = "x"': "`nme` is unknown. There are: name, contact, zone",
    "name = 3": "`name` takes a text of one line",
    'name = ""': "`name` takes a text of one line",
    'contact = ["x"]': "`contact` takes a text of one line",
    'zone = "CET/Bern"': "`zone` is CET/Bern, and takes a name such as Europe/Zurich",
    'lessons = "03_two_weights"': "`lessons` takes a list of texts",
    'lessons = ["3"]': "`lessons` names the lesson 3. There are: 03_two_weights, 04_three",
    "lessons = []": "`lessons` names none. Leave the line out",
    "rules_off = [1]": "`rules_off` takes a list of texts",
    'due = "2026-11-21"': "`due` takes a table of its own, below a line [due]",
    '[due]\n05_xor = "2026-11-21 23:59"': "`due` names the lesson 05_xor. There are",
    '[due]\n03_two_weights = "21.11.2026"': "`due.03_two_weights` takes a time such as",
    "[due]\n03_two_weights = 2026-11-21": "`due.03_two_weights` takes a time such as",
    '[words]\npoint = "Punkt"': "`words.point` is unknown. There are: points, hand_in",
    '[words]\npoints = ["Punkt"]': "`words.points` takes two words",
    "[words]\nhand_in = 1": "`words.hand_in` takes a text of one line",
    "name = ": "course.toml can't be read: Invalid value",
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for lesson in ("03_two_weights", "04_three_weights"):
        (tmp_path / "lessons" / lesson).mkdir(parents=True)
    return tmp_path


def test_what_it_says(course: Path) -> None:
    assert read_course_file(course) == CourseFile()
    (course / "course.toml").write_text(WHOLE, encoding="utf-8")
    own = read_course_file(course)
    assert (own.name, own.contact) == ("Netze von Hand", "Jo Weber, jo@example.org")
    assert own.offers("03_two_weights") and not own.offers("04_three_weights")
    assert own.rules_off == ("blank_cells",) and own.words.points == ("Punkt", "Punkte")
    assert own.words.hand_in == "Hand in"
    assert own.due == {
        "03_two_weights": datetime(2026, 11, 21, 23, 59),
        "04_three_weights": datetime(2026, 11, 28, 23, 59, tzinfo=UTC),
    }
    assert f"{own.zone}" == "Europe/Zurich"


def test_what_notepad_saves(course: Path) -> None:
    """It may put a mark in front, which was an invalid statement."""
    (course / "course.toml").write_text('name = "Zażółć"\n', encoding="utf-8-sig")
    assert read_course_file(course).name == "Zażółć"
    (course / "course.toml").write_text('name = "Zażółć"\n', encoding="cp1250")
    with pytest.raises(CourseError, match="is not in UTF-8: save it as UTF-8"):
        read_course_file(course)


@pytest.mark.parametrize("text", REFUSED)
def test_what_it_can_not_say(course: Path, text: str) -> None:
    (course / "course.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError) as told:
        read_course_file(course)
    assert REFUSED[text] in str(told.value)


def test_ours_leaves_all_as_it_is(course: Path) -> None:
    """And each line that is commented out may be used."""
    assert read_course_file(ROOT) == CourseFile()
    text = (ROOT / "course.toml").read_text(encoding="utf-8")
    for lesson in ("01_derivatives", "02_chain_rule"):
        (course / "lessons" / lesson).mkdir()
    (course / "course.toml").write_text(re.sub(r"^# (?=\w+ = )", "", text, flags=re.M), "utf-8")
    own = read_course_file(course)
    assert own.contact and own.zone and own.rules_off
    assert len(own.lessons) == 3 and list(own.due) == ["03_two_weights"]
