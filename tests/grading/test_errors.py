"""What is wrong is said in a sentence or two; the exit code tells, and nothing is half-written."""

import copy
import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from course.cli import app
from course.grading import grade as pipeline
from course.grading import lesson
from course.grading.record import gradebook

from ..lesson import cells, read
from . import double
from .books import everything
from .runs import LESSON, Run

CLASS = ("ada", "bo")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(pipeline.work, "grade", double.grade)
    run = Run.prepare(tmp_path, CLASS)
    for student in CLASS:
        run.deliver(student, right=["forward"])
    return run


def said(run: Run, *more: str, lesson: str = LESSON, source: Path | None = None) -> str:
    """Return what the command says, which must fail and leave everything as it was."""
    before = files(run)
    exit_code, output = command(run, *more, lesson=lesson, source=source)
    assert exit_code == 1, output
    assert len(re.findall(r"[.!](?= |$)", output)) <= 4, output
    assert "Traceback" not in output
    assert files(run) == before
    return output


def files(run: Run) -> dict[str, bytes]:
    """Return the gradebook's files, but for the lock."""
    return {
        str(file.relative_to(run.gradebook)): file.read_bytes()
        for file in run.gradebook.rglob("*")
        if file.is_file() and file.suffix != ".lock"
    }


def command(
    run: Run, *more: str, lesson: str = LESSON, source: Path | None = None
) -> tuple[int, str]:
    """Run `course grade` in this process; return its exit code and what it said on one line."""
    start = ["grade", lesson, str(source or run.delivered), "--course", str(run.course.folder)]
    if "--trust-students" not in more and "--container" not in more:
        start += ["--trust-students"]
    done = CliRunner().invoke(app, [*start, "--workers", "1", *more])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    output = done.output.replace(
        "Student code runs with your rights: it can read and change your files.", ""
    )
    return done.exit_code, " ".join(output.split())


def test_no_roster(run: Run) -> None:
    (run.gradebook / "roster.csv").unlink()
    assert "There is no roster. Put the class into" in said(run)


def test_the_students_of_the_gradebook_are_a_roster(run: Run) -> None:
    assert command(run)[0] == 0
    (run.gradebook / "roster.csv").unlink()
    run.deliver("bo", right=["step"])
    code, output = command(run)
    assert code == 0 and "graded 1" in output


def test_no_course(run: Run) -> None:
    (run.course.folder / "nbgrader_config.py").unlink()
    assert "There is no nbgrader_config.py" in said(run)


@pytest.mark.parametrize("name", ["04_no_weights", "../solutions/03_two_weights", "."])
def test_unknown_lesson(run: Run, name: str) -> None:
    assert f"There is no lesson {name}. There are: {LESSON}." in said(run, lesson=name)


def test_release_missing(run: Run) -> None:
    run.course.place("notebooks").unlink()
    assert "Run `course build` first" in said(run)


@pytest.mark.parametrize("room", ["solutions", "notebooks"])
def test_release_out_of_step(run: Run, room: str) -> None:
    notebook = copy.deepcopy(read(room, LESSON))
    check = cells(notebook)["forward-check"]
    check.source = check.source.replace("check.", "check .", 1)
    run.course.place(room).write_text(nbformat.writes(notebook), encoding="utf-8")
    if room == "notebooks":
        check.metadata.nbgrader.checksum = "0" * 32
        run.course.place(room).write_text(nbformat.writes(notebook), encoding="utf-8")
    assert "is out of step with the solution of 03_two_weights. Run `course build`" in said(run)


@pytest.mark.parametrize("room", ["solutions", "notebooks"])
def test_lesson_damaged(run: Run, room: str) -> None:
    place = run.course.place(room)
    place.write_bytes(place.read_bytes()[:1000])
    assert "two_weights.ipynb is no notebook" in said(run)


def test_gradebook_of_another_course(run: Run) -> None:
    url = gradebook.address(f"sqlite:///{run.gradebook / 'gradebook.db'}")
    with gradebook.opened(url, "uphill") as book:
        book.add_student("ada")
    assert "is the gradebook of the course uphill; this course is downhill" in said(run)


def test_gradebook_of_another_version_of_the_lesson(run: Run) -> None:
    assert command(run)[0] == 0
    notebook = copy.deepcopy(read("solutions", LESSON))
    cells(notebook)["step"].metadata.nbgrader.grade_id = "stride"
    text = nbformat.writes(notebook)
    run.course.place("solutions").write_text(text, encoding="utf-8")
    other = lesson.Lesson(LESSON, "two_weights", text, "")
    release = lesson.generate(lesson.settings(run.course.folder), other)
    run.course.place("notebooks").write_text(release, encoding="utf-8")
    assert "submissions to another version of 03_two_weights: the cells step, stride" in said(run)


def test_no_gradebook_at_all(run: Run) -> None:
    (run.gradebook / "gradebook.db").write_text("nonsense " * 1000, encoding="utf-8")
    assert "file is not a database" in said(run)


@pytest.mark.parametrize("address", ["grades.db", "sqlite3://x/y", "postgresql://127.0.0.1:1/no"])
def test_no_address_of_a_gradebook(run: Run, address: str) -> None:
    assert "gradebook" in said(run, "--gradebook", address)


def test_no_driver_for_a_gradebook(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert 'install "psycopg[binary]"' in said(run, "--gradebook", "postgresql://h/x")


def test_source_missing(run: Run) -> None:
    assert "There is nothing at" in said(run, source=run.course.folder / "downloads.zip")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"<html>Log in first</html>"])
def test_unreadable_zip(run: Run, content: bytes) -> None:
    broken = run.course.folder / "downloads.zip"
    broken.write_bytes(content)
    assert "downloads.zip" in said(run, source=broken)


def test_bubblewrap_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(run.course.folder))
    start = ["grade", LESSON, str(run.delivered), "--course", str(run.course.folder)]
    done = CliRunner().invoke(app, start)
    assert done.exit_code == 1
    assert "apt install bubblewrap" in " ".join(done.output.split())
    assert not (run.gradebook / "gradebook.db").exists()


def test_options_that_contradict(run: Run) -> None:
    assert "Choose one of" in said(run, "--container", "--trust-students")


def test_another_grader_is_at_work(run: Run) -> None:
    url = gradebook.address(f"sqlite:///{run.gradebook / 'gradebook.db'}")
    with gradebook.alone(run.gradebook, url):
        assert "Another `course grade` is at work on this gradebook." in said(run)
    assert command(run)[0] == 0


def test_formgrader_writes_meanwhile(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is waited for; after too long, it is said."""
    assert command(run)[0] == 0
    run.deliver("ada", right=["step"])
    other = sqlite3.connect(
        run.gradebook / "gradebook.db", isolation_level=None, check_same_thread=False
    )
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(gradebook, "PATIENCE", 0.5)
    assert "database is locked" in said(run)
    monkeypatch.setattr(gradebook, "PATIENCE", 60)
    release = threading.Timer(8, other.rollback)
    release.start()
    began = time.monotonic()
    assert command(run)[0] == 0
    assert release.finished.is_set() and time.monotonic() - began >= 7
    assert run.scores("ada") == {"step": 2}
    other.close()


@pytest.fixture
def small(run: Run) -> Iterator[Path]:
    """The gradebook's folder as a file system of 1.4 MB."""
    roster = (run.gradebook / "roster.csv").read_bytes()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1400k", "tmpfs", str(run.gradebook)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("no small file system can be mounted here: that needs root")
    (run.gradebook / "roster.csv").write_bytes(roster)
    yield run.gradebook
    subprocess.run(["umount", str(run.gradebook)], check=True)


def test_disk_full(run: Run, small: Path) -> None:
    """What is recorded by then is whole; with room, the rest follows."""
    students = [f"student-{number:02}" for number in range(30)]
    roster = run.gradebook / "roster.csv"
    roster.write_text("\n".join(["id", *students]), encoding="utf-8")
    for student in students:
        run.deliver(student, right=["forward"])
    code, output = command(run)
    assert code == 1 and ("Make room" in output or "disk is full" in output), output
    with closing(sqlite3.connect(run.gradebook / "gradebook.db")) as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        recorded = book.execute("SELECT count(*) FROM downhill_ledger").fetchone()[0]
        assert 0 < recorded < len(students)
        assert book.execute("SELECT count(*) FROM submitted_notebook").fetchone() == (recorded,)
    subprocess.run(["mount", "-o", "remount,size=20m", str(small)], check=True)
    code, output = command(run)
    assert code == 0 and f"unchanged {recorded}" in output
    resumed = run.everything()
    run.forget()
    assert command(run)[0] == 0
    assert resumed == run.everything()


def test_folder_not_writable(run: Run, small: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    assert "Read-only file system" in said(run)


def test_the_pages_can_not_be_written(run: Run) -> None:
    (run.gradebook / "reports").write_text("in the way", encoding="utf-8")
    code, output = command(run)
    assert code == 1 and "The grades are safe" in output
    assert json.dumps(run.scores("ada")) == '{"forward": 1.0}'
    assert len(everything(run.gradebook)[0]["downhill_ledger"]) == 2
