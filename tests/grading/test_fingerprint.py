"""What a grade depends on: found in the code, noted beside the grade, a reason to grade again."""

import ast
import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbgrader.utils import compute_checksum
from sqlalchemy import create_engine, text

from course.grading.book import fingerprint
from course.grading.book.fingerprint import GRADER, Fingerprint
from course.grading.book.sources import OURS, Sources
from course.grading.lesson import Lesson
from course.grading.record import recorder, sift
from course.grading.report.again import again

from ..bank import LESSONS
from ..lesson import ROOT, cells
from ..sample_class.course import Score
from .runs import LESSON, Run

CLASS = ("ada", "bo", "cy")
ROOMS = {
    "helpers/__init__.py": '"""For example:\n\nfrom helpers.lessons.other import checks\n"""\n',
    "helpers/lessons/__init__.py": "",
    "helpers/lessons/mine/__init__.py": "",
    "helpers/lessons/mine/checks.py": "from helpers.checking import stages\n",
    "helpers/lessons/mine/figures.py": "from ...drawing.picture import Picture\n",
    "helpers/lessons/other/__init__.py": "",
    "helpers/lessons/other/checks.py": "from helpers.checking import stages, rare\n",
    "helpers/checking/__init__.py": "",
    "helpers/checking/rare.py": "",
    "helpers/checking/stages.py": (
        "import helpers.core as core\n\n\ndef late():\n    if True: from . import (\n"
        "        rarer,  # (not lazy)\n        lazy,\n    )\n    return lazy, core.deep.thing\n"
    ),
    "helpers/checking/lazy.py": (
        "from importlib import import_module\n\nimport_module('helpers.named')\n"
        "import_module(f'.{what}', 'helpers.computed')\n"
        "CODE = 'import os\\nfrom helpers.in_a_string import main'\n"
        "ROWS = open('table.csv')\n"
    ),
    "helpers/checking/rarer.py": "TEXT = open('beside.txt'); CODE = open('read.py')\n",
    "helpers/checking/beside.txt": "text\n",
    "helpers/checking/read.py": "if True: import helpers.read_too\n",
    "helpers/read_too.py": "",
    "helpers/core/__init__.py": "",
    "helpers/core/deep.py": "",
    "helpers/core/unused.py": "",
    "helpers/named.py": "import helpers.by_name\n",
    "helpers/by_name.py": "from helpers.everything import *\n",
    "helpers/everything/__init__.py": "",
    "helpers/everything/one.py": "",
    "helpers/in_a_string.py": "",
    "helpers/drawing/picture.py": "",
    "data/table.csv": "1,2\n",
    "data/unread.csv": "1,2\n",
}
LESSON_CODE = "from helpers.lessons.mine import checks, figures\n\nchecks.forward(forward)\n"
UNUSED = {
    "helpers/lessons/other/__init__.py",
    "helpers/lessons/other/checks.py",
    "helpers/checking/rare.py",
    "helpers/core/unused.py",
    "data/unread.csv",
}


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    for name, content in ROOMS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def lesson(code: str) -> Lesson:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code, id="one")])
    return Lesson("01_mine", "mine", nbformat.writes(notebook), nbformat.writes(notebook))


def fingerprinted(rooms: Path, code: str = LESSON_CODE) -> Fingerprint:
    return Fingerprint(lesson(code), "none", Sources(rooms))


@pytest.mark.parametrize("name", ROOMS)
def test_a_file_counts_where_it_is_used_and_nowhere_else(rooms: Path, name: str) -> None:
    """Lazily, by a computed name, in a string, through a package: all of it is used."""
    before = fingerprinted(rooms).parts()
    (rooms / name).write_text(ROOMS[name] + "# changed\n", encoding="utf-8")
    why = fingerprinted(rooms).why(before)
    assert why == ("" if name in UNUSED else f"{name} changed")


def test_a_new_module_in_the_place_of_a_name_counts(rooms: Path) -> None:
    (rooms / "helpers/checking/__init__.py").write_text("late = 1\n", encoding="utf-8")
    code = "from helpers.checking import late\n"
    before = fingerprinted(rooms, code).parts()
    assert not fingerprinted(rooms, code).why(before)
    (rooms / "helpers/checking/late.py").write_text("", encoding="utf-8")
    assert fingerprinted(rooms, code).why(before) == "helpers/checking/late.py changed"


def test_what_a_student_imports_counts_for_that_student(rooms: Path) -> None:
    now = fingerprinted(rooms)
    code = "import helpers.core.unused\nfrom numpy import array\nimport json, no_such_package\n"
    own = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(LESSON_CODE + code)])
    uses = now.uses(own)
    assert uses == ("helpers.core.unused", "no_such_package", "numpy")
    before = now.parts(uses)
    (rooms / "helpers/core/unused.py").write_text("# changed\n", encoding="utf-8")
    later = fingerprinted(rooms)
    assert (later.why(before, uses), later.why(now.parts())) == (
        "helpers/core/unused.py changed",
        "",
    )


def test_versions_and_isolation_count_and_are_told(
    rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprinted(rooms, "import numpy\n").parts()
    monkeypatch.setattr(fingerprint, "version", lambda name: "99.1" if name == "numpy" else "")
    then = before["numpy"]
    now = fingerprinted(rooms, "import numpy\n")
    assert now.why(before) == f"numpy is 99.1 and was {then}"
    monkeypatch.undo()
    other = Fingerprint(lesson("import numpy\n"), "bubblewrap", Sources(rooms))
    assert other.why(before) == "the isolation is bubblewrap and was none"
    assert not Fingerprint(lesson("import numpy\n"), "", Sources(rooms)).why(before)


def test_many_changes_are_one_line(rooms: Path) -> None:
    before = fingerprinted(rooms).parts()
    for name, content in ROOMS.items():
        (rooms / name).write_text(content + "# changed\n", encoding="utf-8")
    changed = len(ROOMS) - len(UNUSED)
    assert fingerprinted(rooms).why(before).endswith(f" and {changed - 3} more changed")


def test_nothing_that_python_would_import_is_missed() -> None:
    """Of every file of the course, all that its syntax tree imports is found."""
    sources, wanted = Sources(), 0
    files = [path for folder in sorted(OURS) for path in (ROOT / folder).rglob("*.py")]
    for path in files:
        package = ".".join(path.parent.relative_to(ROOT).parts)
        content = path.read_text(encoding="utf-8")
        found = sources.imported(content, package)
        for node in ast.walk(ast.parse(content)):
            names = []
            if isinstance(node, ast.Import):
                names = [one.name for one in node.names]
            elif isinstance(node, ast.ImportFrom):
                above = package.split(".")
                base = above[: len(above) - node.level + 1] if node.level else []
                start = ".".join(filter(None, [*base, node.module or ""]))
                names = [start, *(f"{start}.{one.name}" for one in node.names)]
            assert set(names) <= found, path
            wanted += len(names)
    assert wanted > 1000


def test_what_decides_a_grade_is_reached() -> None:
    files, packages = Sources().used(GRADER)
    for folder in ("repair", "run", "run/sandbox", "judge"):
        place = Path("course/grading", folder)
        there = {(place / one.name).as_posix() for one in (ROOT / place).glob("*.py")}
        assert there and there <= files
    assert {"course/grading/workers/work.py", "course/grading/record/recorder.py"} <= files
    assert {"numpy", "msgpack", "nbformat", "nbgrader", "IPython"} <= packages


@pytest.mark.parametrize("name", LESSONS)
def test_the_real_lessons_reach_their_checks(name: str) -> None:
    solution, release = (
        (ROOT / room / name / f"{name[3:]}.ipynb").read_text(encoding="utf-8")
        for room in ("solutions", "notebooks")
    )
    parts = Fingerprint(Lesson(name, name[3:], solution, release), "none").parts()
    graded = [one for one in cells(nbformat.reads(solution, as_version=4))]
    assert {f"`{one}` in {name}" for one in graded} < set(parts)
    of_lesson = [path for path in parts if name[3:] in path and path.startswith("helpers/")]
    assert any("check" in path for path in of_lesson)


# The command, in a copy of the whole course whose checks are then mended.


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A course whose helpers and grader are files of its own, for the fingerprint."""
    made = Run.prepare(tmp_path, CLASS)
    for folder in ("helpers", "course", "data"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )

    def copied(taught: Lesson, isolation: str) -> Fingerprint:
        return Fingerprint(taught, isolation, Sources(tmp_path))

    monkeypatch.setattr(recorder, "Fingerprint", copied)
    monkeypatch.setattr("course.grading.report.again.Fingerprint", copied)
    return made


def change(run: Run, name: str) -> None:
    with (run.course.folder / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")


def regraded(run: Run, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    done = run.grade(monkeypatch)
    assert {one.student for one in done.graded} == done.why.keys()
    return done.why


@pytest.mark.parametrize(
    "name",
    [
        "helpers/lessons/two_weights/checks/__init__.py",
        "helpers/checking/function.py",
        "course/grading/run/limits.py",
        "course/grading/repair/similarity.py",
    ],
)
def test_a_change_regrades_whom_it_touches_and_says_why(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for student in CLASS:
        run.deliver(student, right=["forward"])
    run.grade(monkeypatch)
    assert not regraded(run, monkeypatch)
    change(run, name)
    assert regraded(run, monkeypatch) == dict.fromkeys(CLASS, f"{name} changed")
    assert not regraded(run, monkeypatch)


def test_who_is_not_in_this_delivery_is_graded_from_the_kept_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As are who was set aside, and of whose files none is taken."""
    for student in CLASS:
        run.deliver(student, at="16 12:00:00", right=["forward"])
    run.hand_in("cy", "no notebook")
    run.grade(monkeypatch)
    shutil.rmtree(run.delivered / "ada")
    shutil.rmtree(run.delivered / "cy")
    run.deliver("bo", at="15 12:00:00", right=["step"])  # older: it is not taken
    change(run, "helpers/lessons/two_weights/checks/__init__.py")
    done = run.grade(monkeypatch)
    assert [one.student for one in done.graded] == ["ada", "bo"]
    assert [one.student for one in done.needs_review] == ["bo", "cy"]
    assert run.scores("bo") == {"forward": 1}
    stamp = run.course.place("gradebook/submitted", "ada").with_name("timestamp.txt")
    assert stamp.read_text(encoding="utf-8").startswith("2026-11-16 12:00:00")
    assert not again(run.course.folder, LESSON).stale
    assert [one.student for one in run.grade(monkeypatch).graded] == []


@pytest.mark.parametrize("what", ["gone", "changed since"])
def test_a_grade_that_can_not_be_made_anew_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    for student in CLASS:
        run.deliver(student, right=["forward"])
    run.grade(monkeypatch)
    shutil.rmtree(run.delivered / "ada")
    kept = run.course.place("gradebook/submitted", "ada")
    kept.unlink() if what == "gone" else kept.write_text("{}", encoding="utf-8")
    change(run, "helpers/lessons/two_weights/checks/__init__.py")
    for _ in range(2):
        done = run.grade(monkeypatch)
        assert [one.student for one in done.needs_review] == ["ada"]
        assert "helpers/lessons/two_weights/checks/__init__.py changed" in done.needs_review[0].why
        assert f"is {what}" in done.needs_review[0].why
    assert run.scores("ada") == {"forward": 1}


def test_a_file_that_a_changed_grader_refuses_has_no_grade(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the very file that was graded, so nothing is older or newer than it."""
    flag = run.course.folder / "refused"
    run.deliver("ada", right=["forward"], refused=str(flag))
    run.grade(monkeypatch)
    change(run, "course/grading/repair/submission.py")
    flag.touch()
    done = run.grade(monkeypatch)
    assert [one.why for one in done.needs_review] == ["It is no notebook."]
    assert set(run.course.scores("ada").values()) >= {Score(None, 1, True)}


def test_a_fault_over_a_changed_course_keeps_the_grade_and_says_of_what_it_is(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag = run.course.folder / "fault"
    run.deliver("ada", right=["forward"], do="raise", unless=str(flag))
    flag.touch()
    run.grade(monkeypatch)
    flag.unlink()
    change(run, "helpers/lessons/two_weights/checks/__init__.py")
    done = run.grade(monkeypatch)
    assert (
        "another state of the course: helpers/lessons/two_weights/checks/__init__.py changed"
        in done.failed[0].why
    )
    assert run.scores("ada") == {"forward": 1}
    flag.touch()
    assert regraded(run, monkeypatch) == {
        "ada": "helpers/lessons/two_weights/checks/__init__.py changed"
    }


def test_a_report_says_which_grades_are_not_todays(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in CLASS:
        run.deliver(student, right=["forward"])
    run.grade(monkeypatch)
    written = again(run.course.folder, LESSON)
    assert (written.stale, written.outdated) == ({}, 0)
    change(run, "helpers/lessons/two_weights/checks/__init__.py")
    assert again(run.course.folder, LESSON).stale == {
        "helpers/lessons/two_weights/checks/__init__.py changed": 3
    }


def test_a_report_says_which_pages_were_older_than_the_grades(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in CLASS:
        run.deliver(student, right=["forward"])
    run.grade(monkeypatch, lms="canvas")
    assert again(run.course.folder, LESSON).older == ()
    with run.course.api().gradebook as book:
        book.find_grade("step-check", "two_weights", LESSON, "ada").manual_score = 1
        book.db.commit()
    written = again(run.course.folder, LESSON)
    assert written.outdated == 4  # ada's page, the class page and both tables
    assert [one.name for one in written.older] == [f"{LESSON}_canvas.csv"]
    assert again(run.course.folder, LESSON, lms="canvas").older == ()
    assert again(run.course.folder, LESSON).older == ()


def test_a_gradebook_of_an_earlier_grader_is_read(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its grades are made anew, with the reason; what a person gave stays, and is not asked for."""
    answers = {"lower_loss": "A wall."}
    for student in CLASS:
        run.deliver(student, right=["forward"], answers=answers)
    run.grade(monkeypatch)
    with run.course.api().gradebook as book:
        for cell, points in (("lower_loss", 1.5), ("step-check", 1)):
            grade = book.find_grade(cell, "two_weights", LESSON, "ada")
            grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()
    before = run.course.scores("ada")
    engine = create_engine(f"sqlite:///{run.gradebook / 'gradebook.db'}")
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT * FROM downhill_ledger")).mappings().all()
        connection.execute(text("DROP TABLE downhill_ledger"))
        connection.execute(text("DROP TABLE downhill_states"))
        connection.execute(text(OLD_TABLE))
        for row in rows:
            written = {"lower_loss": checksum_of_nbgrader(run, row["submission"])}
            whose = text("SELECT assignment_id FROM submitted_notebook WHERE id = :submission")
            values = {**row, "lesson": f"{row['state']} 1", "written": json.dumps(written)}
            values["submission"] = connection.execute(whose, dict(row)).scalar_one()
            connection.execute(text(OLD_ROW), values)
    engine.dispose()
    assert again(run.course.folder, LESSON).stale == {fingerprint.UNKNOWN: 3}
    assert regraded(run, monkeypatch) == dict.fromkeys(CLASS, fingerprint.UNKNOWN)
    assert run.course.scores("ada") == before
    assert not regraded(run, monkeypatch)


OLD_TABLE = """
CREATE TABLE downhill_ledger (submission VARCHAR(32) NOT NULL PRIMARY KEY,
delivered VARCHAR(64) NOT NULL, lesson VARCHAR(80) NOT NULL, autograded VARCHAR(64) NOT NULL,
why TEXT NOT NULL, written TEXT NOT NULL, late FLOAT NOT NULL)
"""
OLD_ROW = """
INSERT INTO downhill_ledger VALUES (:submission, :delivered, :lesson, :autograded, :why, :written,
:late)
"""


def checksum_of_nbgrader(run: Run, submission: str) -> str:
    place = run.course.place("gradebook/autograded", "ada")
    return str(compute_checksum(cells(nbformat.read(place, as_version=4))["lower_loss"]))


def test_the_rule_for_late_work_counts_without_grading_anew(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.deliver("ada", at="16 12:01:00", right=["forward"])
    run.deliver("bo", at="16 12:01:00", right=["forward"])
    run.grade(monkeypatch, due=datetime(2026, 11, 16, 12))
    with (run.course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    done = run.grade(monkeypatch)
    assert (done.graded, done.late) == ([], ["ada", "bo"])
    assert done.written and done.written.scores == {"ada": 0, "bo": 0}
    with run.course.api().gradebook as book:
        book.find_submission_notebook("two_weights", LESSON, "bo").late_submission_penalty = 0.5
        book.db.commit()
    change(run, "helpers/lessons/two_weights/checks/__init__.py")
    done = run.grade(monkeypatch)  # what a person made of a penalty stays as long as the dates do
    assert done.written and done.written.scores == {"ada": 0, "bo": 0.5}


def test_grades_of_which_nothing_is_noted_are_made_anew_or_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after `nbgrader autograde`; points that a person gave to the same answer stay."""
    for student in CLASS:
        run.deliver(student, right=["forward"], answers={"lower_loss": "A wall."})
    run.grade(monkeypatch)
    with run.course.api().gradebook as book:
        grade = book.find_grade("lower_loss", "two_weights", LESSON, "ada")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        find = book.find_submission_notebook
        mine = [find("two_weights", LESSON, one).id for one in ("ada", "bo")]
        for one in mine:
            book.db.execute(
                text("DELETE FROM downhill_ledger WHERE submission = :one"), {"one": one}
            )
        book.db.commit()
    for student in ("ada", "bo"):
        shutil.rmtree(run.delivered / student)
    run.course.place("gradebook/submitted", "bo").unlink()
    assert again(run.course.folder, LESSON).stale == {fingerprint.UNKNOWN: 2}
    done = run.grade(monkeypatch)
    assert done.why == {"ada": fingerprint.UNKNOWN}
    assert [one.student for one in done.graded] == ["ada"]
    assert [(one.student, "is gone" in one.why) for one in done.needs_review] == [("bo", True)]
    assert done.written and done.written.scores == {"ada": 2.5, "bo": 1, "cy": 1}
    assert again(run.course.folder, LESSON).stale == {fingerprint.UNKNOWN: 1}
    run.deliver("bo", right=["forward"])
    assert [one.student for one in run.grade(monkeypatch).graded] == ["bo"]
    assert not again(run.course.folder, LESSON).stale


def test_a_gradebook_of_nbgrader_alone_is_told_and_made_anew(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.deliver("ada", right=["forward"])
    run.grade(monkeypatch)
    with run.course.api().gradebook as book:
        for table in ("ledger", "states"):
            book.db.execute(text(f"DROP TABLE downhill_{table}"))
        book.db.commit()
    assert again(run.course.folder, LESSON).stale == {fingerprint.UNKNOWN: 1}
    assert regraded(run, monkeypatch) == {"ada": fingerprint.UNKNOWN}
    assert not regraded(run, monkeypatch)


def test_a_report_counts_grades_only_and_sees_a_changed_notebook(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in CLASS:
        run.deliver(student, right=["forward"])
    run.hand_in("cy", "no notebook")
    run.grade(monkeypatch)
    place = run.course.place("gradebook/autograded", "ada")
    place.write_text(place.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    other = "its graded notebook is not the one that was written"
    assert again(run.course.folder, LESSON).stale == {other: 1}
    name = "helpers/lessons/two_weights/checks/__init__.py"
    change(run, name)
    assert again(run.course.folder, LESSON).stale == {other: 1, f"{name} changed": 1}


def test_the_same_file_with_another_time_is_graded_again_with_the_reason(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.deliver("ada", right=["forward"])
    run.deliver("bo", at="16 12:00:00", right=["forward"])
    run.deliver("cy", at="16 12:00:00", right=["forward"])
    run.grade(monkeypatch)
    for student in ("ada", "bo"):
        run.deliver(student, at="16 12:01:00", right=["forward"])
    assert regraded(run, monkeypatch) == dict.fromkeys(("ada", "bo"), sift.NEW_TIME)
    assert not regraded(run, monkeypatch)


@pytest.mark.parametrize("how", ["changed", "regrade", "gone"])
def test_the_same_file_without_a_time_keeps_the_recorded_one(
    run: Run, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """As when a folder is unpacked by hand: who was late stays late."""
    with (run.course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    run.deliver("ada", at="16 12:01:00", right=["forward"])
    done = run.grade(monkeypatch, due=datetime(2026, 11, 16, 12))
    assert done.written and done.written.scores == {"ada": 0}
    run.deliver("ada", right=["forward"])
    place = run.course.place("gradebook/submitted", "ada")
    if how == "gone":
        shutil.rmtree(place.parent)
    elif how == "changed":
        change(run, "helpers/lessons/two_weights/checks/__init__.py")
    done = run.grade(monkeypatch, regrade=how == "regrade")
    assert done.written and done.written.scores == {"ada": 0}
    assert [one.student for one in done.graded] == ["ada"]
    stamp = place.with_name("timestamp.txt").read_text(encoding="utf-8")
    assert stamp == "2026-11-16 12:01:00.000000 UTC\n"
    with run.course.api().gradebook as book:
        found = book.find_submission(LESSON, "ada").timestamp
    assert found == datetime(2026, 11, 16, 12, 1)


def test_another_file_without_a_time_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run.deliver("ada", at="16 12:01:00", right=["forward"])
    run.grade(monkeypatch)
    run.deliver("ada", right=["step"])
    (note,) = [one for one in run.grade(monkeypatch).notes if one.student == "ada"]
    assert "Nothing says when it was handed in" in note.why


@pytest.mark.slow
def test_a_doubled_reference_is_seen_by_the_command_itself(tmp_path: Path) -> None:
    """The whole course copied, a check mended, and the real grader run on it."""
    for folder in ("helpers", "course", "data"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    run = Run.prepare(tmp_path, ["ada"])
    solution = (tmp_path / "solutions" / LESSON / "two_weights.ipynb").read_text(encoding="utf-8")
    run.hand_in("ada", solution)

    def command() -> str:
        done = subprocess.run(
            [
                *(sys.executable, "-c", "from course.cli import app; app()"),
                *("grade", LESSON, "delivered", "--trust-students", "--workers", "1"),
            ],
            cwd=tmp_path,
            env={**run.course.environment(), "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return " ".join(done.stdout.split())

    assert "graded 1" in command()
    assert run.scores("ada")["forward"] == 1
    assert "unchanged 1" in command()
    checks = tmp_path / "helpers/lessons/two_weights/checks/__init__.py"
    before = checks.read_text(encoding="utf-8")
    mended = before.replace(
        "tuple(np.cumprod([x, w1, w2])[1:])", "tuple(2 * np.cumprod([x, w1, w2])[1:])"
    )
    assert mended != before
    checks.write_text(mended, encoding="utf-8")
    assert "regraded 1 helpers/lessons/two_weights/checks/__init__.py changed." in command()
    assert "forward" not in run.scores("ada")
