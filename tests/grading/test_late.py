"""Who came late, which scores may rise and who shares a file: told with or without a penalty."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from course.course_file import CourseFile
from course.grading.order import Done
from course.grading.parcels import Origin, State
from course.grading.report import class_page, feedback, feedback_notebook, messages
from course.grading.report.delivered import Delivered, remembered
from course.grading.report.outcomes import Outcome
from course.grading.report.pages import Written
from course.grading.report.readout import _late
from course.grading.report.tally import Summary, Tally
from course.grading.table import _rows

from .deliveries import OWN, zipped
from .markup import Page
from .runs import LESSON, Run
from .test_class_page import STEP, result

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
DUE = datetime(2026, 11, 20, 22, 0)
LATE = Outcome(
    "ada", "Ada", 0.0, DUE, (result(STEP, State.RIGHT),), (), late=7260.0, group=("Bob", "cid")
)


def test_seconds_late() -> None:
    assert _late(DUE, DUE) == _late(None, DUE) == _late(DUE, None) == 0
    assert _late(DUE.replace(hour=23), DUE) == 3600


def test_a_student_is_told_without_a_penalty_too() -> None:
    text = Page(feedback.student_page_html("03", LATE, CourseFile())).text
    assert "Handed in on 20 November 2026, 22:00 UTC, 2 hours late." in text
    assert "One file was handed in for you and Bob, cid" in text
    made = json.loads(feedback_notebook.feedback_notebook("03", LATE))
    head = "".join(made["cells"][0]["source"])
    assert "2 hours late" in head and "for you and Bob, cid" in head


def test_the_class_page_and_the_table_name_who_came_late() -> None:
    summary = Summary("03", [Tally(STEP)])
    summary.add(LATE)
    text = Page(class_page.class_page_html(summary)).text
    assert "ada by 2 hours" in " ".join(text.partition("Handed in late")[2].split())
    written = Written({}, Path("c"), Path("t"), came_late=(("ada", 7260.0), ("bo", 90_000.0)))
    row = "handed in late", "2", "ada (2 hours), bo (1 day)"
    assert row in list(_rows(Done(written=written)))
    assert "Handed in late: ada (2 hours), bo (1 day)." in messages.report_sentences(written, "x")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(5, "less than a minute"), (60, "1 minute"), (7200, "2 hours"), (200_000, "2 days")],
)
def test_durations(seconds: float, said: str) -> None:
    assert feedback.how_long(seconds) == said


def test_scores_that_may_rise_are_told() -> None:
    said = messages.report_sentences(
        Written({}, Path("c"), Path("t"), provisional=frozenset("abc")), LESSON
    )
    assert any(one.startswith("3 of the scores are provisional") for one in said)
    assert not messages.provisional(Written({}, Path("c"), Path("t")), LESSON)


def test_a_group_is_remembered(tmp_path: Path) -> None:
    origin = Origin("canvas", "pair7_11_900_x", "pair7_11_900_", group=("ada", "bob"))
    remembered(tmp_path / "n.json", Delivered({"ada": origin}))
    assert remembered(tmp_path / "n.json", None).origins == {"ada": origin}
    old = {"origins": {"ada": {"system": "moodle", "name": "a", "start": "a"}}, "index": ""}
    (tmp_path / "n.json").write_text(json.dumps(old), encoding="utf-8")
    assert remembered(tmp_path / "n.json", None).origins["ada"].group == ()


@pytest.mark.slow
def test_a_run_tells_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moodle's archive with its worksheet as the roster: a team, one late, one without a time."""
    run = Run.prepare(tmp_path, ["unused"])
    (run.gradebook / "roster.csv").write_text(
        "id,Identifier,First name,Last name,Last modified (submission),Group\n"
        'ada,Participant 17,Ada,Lovelace,"Friday, 20 November 2026, 11:30 PM",Team Blue\n'
        'bob,Participant 18,Bob,Byrd,"Friday, 20 November 2026, 11:30 PM",Team Blue\n'
        "cy,Participant 19,Cy,Young,-,\n",
        encoding="utf-8",
    )
    log = tmp_path / "log"
    wanted = {"right": ["forward"], "answers": {"lower_loss": "Because."}, "log": str(log)}
    content = json.dumps(wanted).encode()
    files = {
        f"Team Blue_5_assignsubmission_file/{OWN}": content,
        f"Cy Young_19_assignsubmission_file/{OWN}": content,
    }
    done = run.grade(monkeypatch, source=zipped(tmp_path, files), due=DUE, zone=UTC)
    assert sorted(one.student for one in done.graded) == ["ada", "bob", "cy"]
    assert done.written and done.written.came_late == (("ada", 5400.0), ("bob", 5400.0))
    assert done.written.provisional == {"ada", "bob", "cy"}
    begun = [line for line in log.read_text(encoding="utf-8").split() if line.startswith("+")]
    assert len(begun) == 2, "a group's file is graded once"
    told = " ".join(one.why for one in done.notes)
    assert "when 1 of the files was handed in" in told and "the group of ada, bob" in told
    page = run.gradebook / "feedback/bob" / LESSON / "two_weights.html"
    assert "for you and Ada Lovelace" in page.read_text(encoding="utf-8")
    with done.written.table.open(encoding="utf-8") as table:
        assert {row["student_id"]: row["remark"] for row in csv.DictReader(table)} == {
            "ada": "so far",
            "bob": "so far",
            "cy": "so far",
        }
