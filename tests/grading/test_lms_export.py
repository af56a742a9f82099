"""The CSVs that Canvas, Moodle and Blackboard import; who has no score has no line."""

import csv
import io
from pathlib import Path

import pytest
from nbgrader.plugins import CsvExportPlugin

from course.errors import CourseError
from course.grading.book import gradebook
from course.grading.book.enrol import enrol
from course.grading.people import roster
from course.grading.people.students import Roster, Student
from course.grading.report.lms_export import Kind, lms_csv

ADA = Student("ada", "Ada", "Lovelace", "ada@uni.edu", "11", "ada1", "S-1", section="Group 1")
BOB = Student("bob", "Bob", "O'Brien, junior", "bob@uni.edu", "22", "bob1", "S-2")
LI = Student("li", "伟", "李", "li@uni.edu", "44", "liwei", "S-4")
CLASS = Roster([ADA, BOB, LI])
SCORES = {"ada": 10.0, "bob": 0.0}
KINDS: tuple[Kind, ...] = ("canvas", "moodle", "blackboard", "generic")


def rows(
    kind: Kind, scores: dict[str, float | None] | None = None, who: Roster = CLASS
) -> list[list[str]]:
    text = lms_csv(kind, SCORES if scores is None else scores, who, "Two weights (4711)", 12)
    return list(csv.reader(io.StringIO(text)))


def test_canvas() -> None:
    assert rows("canvas") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Two weights (4711)"],
        ["    Points Possible", "", "", "", "", "12"],
        ["Lovelace, Ada", "11", "S-1", "ada1", "Group 1", "10"],
        ["O'Brien, junior, Bob", "22", "S-2", "bob1", "", "0"],
    ]


def test_canvas_reads_its_own_columns_again(tmp_path: Path) -> None:
    exported = Roster([Student("ada", "Ada", "Lovelace", "", "11", "ada", "S-1", section="G")])
    place = tmp_path / "roster.csv"
    place.write_text(lms_csv("canvas", {"ada": 3}, exported, "Two weights", 12), encoding="utf-8")
    assert roster.read_roster(place).students == exported.students


def test_moodle() -> None:
    assert rows("moodle") == [
        ["First name", "Last name", "Email address", "Two weights (4711)"],
        ["Ada", "Lovelace", "ada@uni.edu", "10"],
        ["Bob", "O'Brien, junior", "bob@uni.edu", "0"],
    ]


def test_moodle_takes_the_identifier_that_everybody_has() -> None:
    numbered = Roster([ADA, Student("x", number="S-9")])
    both = {"ada": 1.0, "x": 2.0}
    assert [row[2] for row in rows("moodle", both, numbered)] == ["ID number", "S-1", "S-9"]
    named = Roster([ADA, Student("x", username="eve")])
    assert [row[2] for row in rows("moodle", both, named)] == ["Username", "ada1", "eve"]
    with pytest.raises(CourseError, match="Export the participants from Moodle"):
        rows("moodle", {}, Roster([ADA, Student("x")]))


def test_blackboard() -> None:
    text = lms_csv("blackboard", SCORES, CLASS, "Two weights |12345", 12)
    assert text.splitlines()[:2] == [
        '"Last Name","First Name","Username","Two weights |12345"',
        '"Lovelace","Ada","ada1","10"',
    ]
    assert len(text.splitlines()) == 3


def test_generic() -> None:
    assert rows("generic")[0] == [
        "student_id",
        "last_name",
        "first_name",
        "email",
        "score",
        "max_score",
    ]
    assert rows("generic")[3] == ["li", "李", "伟", "li@uni.edu", "", "12"]


@pytest.mark.parametrize("kind", ["canvas", "moodle", "blackboard"])
def test_no_cell_is_blank_that_would_take_a_grade_away(kind: Kind) -> None:
    for scores in ({}, {"ada": None, "bob": None, "li": None}):
        assert len(rows(kind, scores)) == 1 + (kind == "canvas")
    *_, last = rows(kind, {"ada": None, "li": 0.0})
    assert last[-1] == "0" and len(rows(kind, {"li": 0.0})) == 2 + (kind == "canvas")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_names_that_are_formulas(kind: Kind, start: str) -> None:
    formula = f"{start}=HYPERLINK(1)"
    evil = Roster([Student("x", formula, formula, "x@uni.edu", section=formula)])
    cells = [cell for row in rows(kind, {"x": -1.0}, evil) for cell in row]
    assert not any(cell.strip().startswith(tuple("=+-@")) for cell in cells if cell != "-1")
    assert any("HYPERLINK(1)" in cell for cell in cells)


@pytest.mark.parametrize(
    ("score", "written"),
    [(7, "7"), (2 / 3, "0.67"), (10.5, "10.5"), (100, "100"), (0, "0"), (-0.0, "0")],
)
def test_numbers(score: float, written: str) -> None:
    assert rows("moodle", {"ada": score})[1][-1] == written


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_scores_that_are_none(score: float) -> None:
    with pytest.raises(CourseError, match="which no LMS takes"):
        rows("canvas", {"ada": score})


def test_no_score_is_left_out_silently() -> None:
    with pytest.raises(CourseError, match="scores of eve, zoe, and no such student"):
        rows("canvas", {"zoe": 1.0, "eve": 1.0})


def test_unknown_lms() -> None:
    with pytest.raises(CourseError, match=r"No LMS is called sakai. There are canvas, moodle"):
        lms_csv("sakai", {}, CLASS, "x", 1)  # type: ignore[arg-type]


def test_in_nbgraders_own_export_names_are_no_formulas_either(tmp_path: Path) -> None:
    place, exported = tmp_path / "roster.csv", tmp_path / "grades.csv"
    table = 'id,first_name,last_name\nada,=1+1,"x,@SUM(A1)"\nbo,"Bo ""B""",-2;=3\n'
    place.write_text(table, encoding="utf-8")
    url = gradebook.address(f"sqlite:///{tmp_path / 'gradebook.db'}")
    with gradebook.open_gradebook(url, "downhill") as book:
        enrol(book, roster.read_roster(place))
        book.add_assignment("03_two_weights")
        CsvExportPlugin(to=str(exported)).export(book)
    lines = csv.DictReader(exported.read_text(encoding="utf-8").splitlines())
    names = {line["student_id"]: (line["first_name"], line["last_name"]) for line in lines}
    low = "\N{SINGLE LOW-9 QUOTATION MARK}"
    assert names == {"ada": ("'=1+1", f"x{low}@SUM(A1)"), "bo": ("Bo ”B”", f"'-2{low}=3")}
