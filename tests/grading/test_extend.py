"""Due dates of `course.toml`, and more time for one student, as the commands take them."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.cli import app

from .runs import LESSON, Run

CLASS = "ada", "bo", "cy"
OWN = '[due]\n03_two_weights = "2026-11-16 13:00"\n'


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Three who handed in at noon by UTC, and a course that takes all points for being late."""
    made = Run.prepare(tmp_path, CLASS)
    with (tmp_path / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    for minute, student in enumerate(CLASS):
        made.deliver(student, at=f"16 12:0{minute}:00", right=["forward"])
    return made


def write(run: Run, text: str) -> None:
    (run.course.folder / "course.toml").write_text(text, encoding="utf-8")


def extend(run: Run, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["extend", *words, "--course", str(run.course.folder)])
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, re.sub(r"\s+", " ", result.output).strip()


def penalties(run: Run) -> list[float]:
    with run.course.api().gradebook as book:
        return [book.find_submission(LESSON, one).late_submission_penalty for one in CLASS]


def page(run: Run, student: str) -> str:
    place = run.gradebook / "feedback" / student / LESSON / "two_weights.html"
    return place.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_due_date_is_the_course_file_s(run: Run) -> None:
    """13:00 in Zurich is 12:00 by UTC in November."""
    write(run, f'name = "Netze <3"\ncontact = "jo@example.org"\nzone = "Europe/Zurich"\n{OWN}')
    code, said = run.run()
    assert code == 0, said
    assert penalties(run) == [0, 1, 1]
    assert "Netze &lt;3 · Questions: jo@example.org" in page(run, "ada")
    # What a command says counts in its run.
    assert run.run("--due", "2026-11-16 13:01")[0] == 0
    assert penalties(run) == [0, 0, 1]
    assert run.run("--zone", "UTC")[0] == 0
    assert penalties(run) == [0, 0, 0]
    assert run.run()[0] == 0
    assert penalties(run) == [0, 1, 1]


def test_a_course_file_that_is_not_understood_stops_the_run(run: Run) -> None:
    write(run, "deu = 1\n")
    code, said = run.run()
    assert code == 1 and said.startswith("In course.toml, `deu` is unknown.")
    assert not (run.gradebook / "gradebook.db").exists()


def test_more_time_before_and_after_handing_in(run: Run) -> None:
    write(run, f'zone = "Europe/Zurich"\n{OWN}')
    assert extend(run) == (0, "Nobody has an extension.")
    code, said = extend(run, "bo", LESSON, "2026-11-17 23:59")
    assert code == 0 and said.startswith("bo has until 2026-11-17 23:59 CET for 03_two_weights.")
    assert run.run()[0] == 0
    assert penalties(run) == [0, 0, 1]
    assert "You had more time, until 17 November 2026, 22:59 UTC." in page(run, "bo")
    assert "more time" not in page(run, "ada")
    reports = run.gradebook / "reports" / f"{LESSON}_class.html"
    assert '<span class="id">bo</span> until 17 November' in reports.read_text(encoding="utf-8")
    # One who is graded already; and the class's date moves on, past one of the two.
    assert extend(run, "cy", LESSON, "2026-11-16 13:05")[0] == 0
    listed = extend(run, "--list")[1]
    assert listed.split() == [
        *(LESSON, "bo", "until", "2026-11-17", "23:59", "CET"),
        *(LESSON, "cy", "until", "2026-11-16", "13:05", "CET"),
    ]
    report = ["report", LESSON, "--course", str(run.course.folder)]
    assert CliRunner().invoke(app, report).exit_code == 0
    assert penalties(run) == [0, 0, 0]
    write(run, f'zone = "Europe/Zurich"\n{OWN.replace("13:00", "12:59")}')
    assert CliRunner().invoke(app, report).exit_code == 0
    assert penalties(run) == [1, 0, 0]
    assert extend(run, "cy", LESSON, "--remove")[0] == 0
    assert run.run()[0] == 0
    assert penalties(run) == [1, 0, 1]
    assert "more time" not in page(run, "cy")


def test_what_is_no_extension(run: Run) -> None:
    write(run, f'zone = "Europe/Zurich"\n{OWN}')
    time = "2026-11-17 23:59"
    for words, why in (
        (("dee", LESSON, time), "Nobody in the roster has the id dee."),
        (("bo", "33_weights", time), "There is no lesson 33_weights. There are: 03_two_weights."),
        (("bo", LESSON, "2026-11-16 13:00"), "is due on 2026-11-16 13:00 CET, and 2026-11-16 13:0"),
        (("bo", LESSON), "Name student, lesson and time"),
        (("bo",), "Name student, lesson and time"),
        (("bo", LESSON, time, "--remove"), "Name student, lesson and time"),
        (("bo", LESSON, "--remove"), "bo has no extension for 03_two_weights."),
        (("bo", LESSON, time, "--zone", "Mars"), "No time zone is called Mars."),
    ):
        code, said = extend(run, *words)
        assert code == 1 and why in said, (words, said)
    assert extend(run, "--list") == (0, "Nobody has an extension.")
    write(run, "")
    assert "no due date yet: write it in course.toml" in extend(run, "bo", LESSON, time)[1]
