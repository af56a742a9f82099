"""The pipeline, with workers that do what each submission says."""

import subprocess
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pytest
from nbformat import NotebookNode
from rich.console import Console

from course.errors import CourseError
from course.grading.mended import Mend, Mended
from course.grading.order import Done
from course.grading.parcels import Graded, State, Verdict
from course.grading.receipt import Said
from course.grading.record.recorder import Recorder
from course.grading.report import messages
from course.grading.report.again import again
from course.grading.table import result_rows
from course.grading.terminal import show_result

from ..lesson import ROOT
from ..sample_class.course import Score
from .markup import Page
from .runs import LESSON, Run

CLASS = ("ada", "bo", "cy", "dee")
COPIED = Mended(Mend.LOCKED_TWICE, ("imports",))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run.prepare(tmp_path, CLASS)


def names(done: list) -> list[str]:  # type: ignore[type-arg]
    return [one.student for one in done]


def test_everybody_is_graded_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run.deliver("ada", right=["forward"])
    run.deliver("bo", right=["step"], mended=[asdict(COPIED)])
    run.deliver("zoe", right=["step"])
    done = run.grade(monkeypatch)
    assert names(done.graded) == ["ada", "bo"]
    assert [one.mended for one in done.graded] == [(), (COPIED,)]
    assert len(done.needs_review) == 1 and "zoe" in done.needs_review[0].file
    assert run.scores("ada") == {"forward": 1}
    assert run.scores("bo") == {"step": 2}
    before = run.everything()
    monkeypatch.setattr(Recorder, "record", None)  # nothing is left to record
    again = run.grade(monkeypatch)
    assert (names(again.graded), again.unchanged) == ([], ["ada", "bo"])
    assert run.everything() == before


def test_only_what_changed_is_graded_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for student in CLASS:
        run.deliver(student, right=["forward"])
    run.grade(monkeypatch)
    run.deliver("bo", right=["step"])
    assert names(run.grade(monkeypatch).graded) == ["bo"]
    assert run.scores("bo") == {"step": 2}
    assert names(run.grade(monkeypatch, regrade=True).graded) == list(CLASS)
    # What others did to the files is noticed too.
    run.course.place("gradebook/autograded", "ada").unlink()
    run.course.place("gradebook/submitted", "cy").write_text("{}", encoding="utf-8")
    assert names(run.grade(monkeypatch).graded) == ["ada", "cy"]


def test_a_newer_submission_replaces_and_an_older_asks(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.deliver("ada", at="16 12:00:00", right=["forward"])
    run.grade(monkeypatch)
    run.deliver("ada", at="15 12:00:00", right=["forward", "step"])
    before = run.everything()
    done = run.grade(monkeypatch, regrade=True)
    assert names(done.graded) == []
    assert "before the one that is recorded (2026-11-16 12:00 UTC)" in done.needs_review[0].why
    assert run.everything() == before
    run.deliver("ada", at="17 12:00:00", right=["step"])
    assert names(run.grade(monkeypatch).graded) == ["ada"]
    assert run.scores("ada") == {"step": 2}


def test_a_file_for_a_person_has_no_grade_and_is_told_each_time(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.deliver("ada", at="16 12:00:00", right=["forward"])
    run.grade(monkeypatch)
    run.deliver("ada", at="17 12:00:00")
    place = run.delivered / "ada" / LESSON / "two_weights.ipynb"
    place.write_text("no notebook", encoding="utf-8")
    for _ in range(2):
        done = run.grade(monkeypatch)
        assert [(one.student, one.why) for one in done.needs_review] == [
            ("ada", "It is no notebook.")
        ]
    assert {score.auto_score for score in run.course.scores("ada").values()} == {None}
    assert not run.course.place("gradebook/autograded", "ada").exists()


def test_an_unreadable_file_of_no_known_time_takes_no_grade_away(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where an old archive is graded once more after the file was replaced."""
    run.deliver("ada", right=["forward"])
    run.grade(monkeypatch)
    before = run.everything()
    run.hand_in("ada", "no notebook")
    for _ in range(2):
        done = run.grade(monkeypatch)
        assert [one.student for one in done.needs_review] == ["ada"]
        assert "that grade is kept" in done.needs_review[0].why
        assert run.everything() == before


def test_a_worker_that_dies_costs_its_own_submission(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in ("ada", "cy", "dee"):
        run.deliver(student, right=["forward"])
    run.deliver("bo", do="die", right=["step"])
    done = run.grade(monkeypatch, workers=2)
    assert names(done.graded) == ["ada", "cy", "dee"]
    assert [one.student for one in done.failed] == ["bo"]
    assert "ended twice" in done.failed[0].why
    assert {score.auto_score for score in run.course.scores("bo").values()} == {None}
    # The next run tries again; a worker that dies only once costs nothing.
    run.deliver("bo", do="die", once=str(run.course.folder / "died"), right=["step"])
    again = run.grade(monkeypatch)
    assert (names(again.graded), again.failed) == (["bo"], [])
    assert run.scores("bo") == {"step": 2}


def test_a_fault_of_the_grader_s_is_told_and_tried_again_by_the_next_run(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.deliver("ada", do="raise", right=["forward"])
    for _ in range(2):
        done = run.grade(monkeypatch)
        assert [one.why for one in done.failed] == [
            "The grader failed on it: RuntimeError: a fault of the grader's"
        ]
    assert set(run.course.scores("ada").values()) >= {Score(None, 1, True)}


def test_a_fault_while_regrading_keeps_the_grade(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    flag = run.course.folder / "fault"
    run.deliver("ada", right=["forward"], do="raise", unless=str(flag))
    flag.touch()
    run.grade(monkeypatch)
    before = run.everything()
    flag.unlink()
    done = run.grade(monkeypatch, regrade=True)
    assert "Its grade of before is kept." in done.failed[0].why
    assert run.everything() == before


def test_what_a_busy_machine_may_have_spoilt_counts_only_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = run.course.folder / "log"
    run.deliver("ada", do="suspect", log=str(log), once=str(run.course.folder / "one"))
    for student in ("bo", "cy", "dee"):
        run.deliver(student, log=str(log), seconds=0.2)
    done = run.grade(monkeypatch, workers=2)
    assert names(done.graded) == list(CLASS)
    order = log.read_text(encoding="utf-8").split()
    assert order[-2:] == ["+ada", "-ada"] and order.count("+ada") == 2


def test_a_due_date_and_the_course_s_penalty(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with (run.course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    run.deliver("ada", at="16 11:59:00", right=["forward"])
    run.deliver("bo", at="16 12:01:00", right=["forward"])
    run.grade(monkeypatch, due=datetime(2026, 11, 16, 12))
    book = run.course.api().gradebook
    found = [book.find_submission(LESSON, student) for student in ("ada", "bo")]
    assert [one.late_submission_penalty for one in found] == [0, 1]
    book.close()


def test_a_changed_due_date_counts_without_grading_anew(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (run.course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    for minute, student in enumerate(("ada", "bo", "cy")):
        run.deliver(student, at=f"16 12:0{minute}:00", right=["forward"])
    run.grade(monkeypatch, due=datetime(2026, 11, 16, 13))

    def penalties() -> list[float]:
        with run.course.api().gradebook as book:
            found = [book.find_submission(LESSON, one) for one in ("ada", "bo", "cy")]
            return [one.late_submission_penalty for one in found]

    assert penalties() == [0, 0, 0]
    done = run.grade(monkeypatch, due=datetime(2026, 11, 16, 12))
    assert (names(done.graded), done.late) == ([], ["bo", "cy"])
    assert penalties() == [0, 1, 1]
    assert done.written and done.written.scores == {"ada": 1, "bo": 0, "cy": 0}
    with run.course.api().gradebook as book:
        book.grant_extension(LESSON, "bo", minutes=5)
        book.find_submission_notebook("two_weights", LESSON, "cy").late_submission_penalty = 0.5
        book.db.commit()
    assert run.grade(monkeypatch).late == ["bo"]
    assert penalties() == [0, 0, 0.5]  # what a person gave stays


def test_scores_for_the_lms_come_at_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run.deliver("ada", right=["forward"])
    run.deliver("bo", do="raise")
    for told, problem in (({"lms": "ilias"}, "No LMS is called"), ({"lms": "moodle"}, "Moodle")):
        with pytest.raises(CourseError, match=problem):
            run.grade(monkeypatch, **told)
    assert not (run.gradebook / "gradebook.db").exists()
    done = run.grade(monkeypatch, lms="canvas", column="Lesson 3 (7)")
    assert done.written and done.written.lms
    header, _, *lines = done.written.lms.read_text(encoding="utf-8").splitlines()
    assert header.endswith(",Lesson 3 (7)")
    assert [line.split(",")[0] + line[-2:] for line in lines] == ["Ada,1"]  # bo has no grade
    run.deliver("cy", right=["forward"], answers={"lower_loss": "Because."})
    done = run.grade(monkeypatch, lms="canvas")
    assert done.written and done.written.lms and done.written.left_out == 1
    assert "Cy" not in done.written.lms.read_text(encoding="utf-8"), "a person has yet to read it"
    assert "--provisional" in messages.provisional(done.written, LESSON)
    assert run.grade(monkeypatch).written.older == ()  # type: ignore[union-attr]
    done = run.grade(monkeypatch, lms="canvas", provisional=True)
    assert done.written and done.written.lms and not done.written.left_out
    assert "Cy" in done.written.lms.read_text(encoding="utf-8")
    run.gradebook.joinpath("roster.csv").write_text("id\nbo\ncy\n", encoding="utf-8")
    done = run.grade(monkeypatch, lms="canvas")
    assert [one.student for one in done.notes if "canvas's table" in one.why] == ["ada"]


def test_the_table_says_what_came_of_whom(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run.deliver("ada", right=["forward"], mended=[asdict(COPIED)])
    run.deliver("bo", do="raise")
    place = run.delivered / "cy" / LESSON / "two_weights.ipynb"
    place.parent.mkdir(parents=True)
    place.write_text("no notebook", encoding="utf-8")
    (run.delivered / "zoe[red]\x1b[2J.ipynb").write_text("{}", encoding="utf-8")
    console = Console(width=200, force_terminal=False, record=True)
    show_result(console, Said(result_rows(run.grade(monkeypatch)), []))
    lines = [" ".join(line.split()) for line in console.export_text().splitlines()]
    assert lines[0] == "graded 1"
    assert "repaired ada Second copies of locked cells were left out: `imports`." in lines
    assert any(line.startswith("to look at cy ") and "no notebook" in line for line in lines)
    assert any(line.startswith("failed bo ") and "RuntimeError" in line for line in lines)
    assert any(line.startswith("to look at ? zoe[red]\ufffd[2J.ipynb: ") for line in lines)


def test_the_table_names_the_error_that_stopped_answers() -> None:
    why = "Its cell stops before its end: ModuleNotFoundError: No module named 'torch'"
    said = f"forward: not right yet.\n{why}\nIt happens in the line `import torch`."
    mistake = "cell-stops-with-ModuleNotFoundError-No-module-named-torch"
    verdict = Verdict("forward-check", State.WRONG, 0, 1, said, mistake)
    graded = [Graded(student, NotebookNode(), (verdict,)) for student in ("ada", "bo")]
    console = Console(width=200, force_terminal=False, record=True)
    show_result(console, Said(result_rows(Done(graded=graded)), []))
    assert f"2 forward: {why}" in " ".join(console.export_text().split())


def test_the_class_page_has_whoever_must_be_looked_at(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two notebooks of one student: of bo nothing is graded, of ada only the one of before."""
    run.deliver("ada", right=["forward"])
    run.grade(monkeypatch)
    run.deliver("bo", right=["forward"])
    for student in ("ada", "bo"):
        second = run.hand_in(student, "{}").with_name("final.ipynb")
        second.write_text('{"right": ["step"]}', encoding="utf-8")
    done = run.grade(monkeypatch)
    assert done.written and [one.student for one in done.needs_review] == ["ada", "ada", "bo", "bo"]
    kept = [one.student for one in done.needs_review if "Its grade of before is kept" in one.why]
    assert kept == ["ada", "ada"]
    for page in (done.written, again(run.course.folder, LESSON)):
        text = Page(page.class_page.read_text(encoding="utf-8")).text
        assert text.count("It is one of 2 notebooks") == 4
        assert text.partition("Handed nothing in")[2].split() == ["cy,", "dee"]


def test_the_command_starts_fast() -> None:
    """The import of nbgrader takes seconds, and `course --help` does not need it."""
    heavy = "{'nbgrader', 'nbformat', 'sqlalchemy', 'numpy', 'distributed'}"
    code = f"import sys, course.cli; assert not {heavy} & set(sys.modules), sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_how_the_delivery_was_read_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for student in ("ada", "bo"):
        run.deliver(student, right=["forward"])
    stamps = {"ada": "2026-07-10 23:30:00 EDT", "bo": "2026-07-10 23:30:00 NOWHERE"}
    for student, stamp in stamps.items():
        (folder,) = run.delivered.rglob(f"{student}/{LESSON}")
        (folder / "timestamp.txt").write_text(stamp, encoding="utf-8")
    for _ in range(2):  # the second run grades nothing, and says the same
        done = run.grade(monkeypatch)
        assert run.scores("ada") == run.scores("bo") == {"forward": 1}
        assert [one.why for one in done.notes] == [
            "EDT was taken for UTC-04:00, as everywhere in the world. So it is for ada."
        ]
        (aside,) = done.needs_review
        assert aside.student == "bo" and aside.why.startswith("No time zone uses NOWHERE")
        assert "grade of before" not in aside.why
    with pytest.raises(CourseError, match="No layout is called x"):
        run.grade(monkeypatch, layout="x")
