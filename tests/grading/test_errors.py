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

from course import derived, signature
from course.cli import app
from course.grading import grade as pipeline
from course.grading import lesson
from course.grading.book import gradebook

from ..lesson import cells, read
from . import double
from .books import everything
from .runs import LESSON, Run

CLASS = ("ada", "bo")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(pipeline.work, "grade_task", double.grade)
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


@pytest.mark.parametrize("how", ["missing", "damaged", "malformed", "edited", "stale"])
@pytest.mark.parametrize("room", ["solutions", "notebooks"])
def test_what_lies_in_derived_folders_is_not_used(run: Run, room: str, how: str) -> None:
    """The lesson that is graded is the one of `lessons/`, to the byte; one sentence says so."""
    wanted = lesson.read_lesson(lesson.settings(run.course.folder), LESSON)
    place = run.course.place(room)
    notebook = copy.deepcopy(read(room, LESSON))
    cells(notebook)["forward-check"].source = "check .two_weights.forward(forward)"
    if how == "stale":
        signature.sign(notebook)
        notebook.metadata.downhill.lesson_sha256 = "0" * 64
    if how == "missing":
        place.unlink()
    elif how == "malformed":
        place.write_text('{"cells": [null], "metadata": {}}', encoding="utf-8")
    else:
        text = nbformat.writes(notebook)
        place.write_text(text[:1000] if how == "damaged" else text, encoding="utf-8")
    found = lesson.read_lesson(lesson.settings(run.course.folder), LESSON)
    assert (found.solution, found.release) == (wanted.solution, wanted.release)
    assert found.sha256 == wanted.sha256
    code, output = command(run)
    assert code == 0
    damaged = "is damaged"
    said = {
        "damaged": damaged,
        "malformed": damaged,
        "edited": "was edited",
        "stale": "differs",
    }.get(how, "")
    told = f"{room}/{LESSON}/two_weights.ipynb {said}"
    assert (told in output) is (output.count("not used") == 1) is (how != "missing")


@pytest.mark.parametrize("room", ["solutions", "notebooks"])
def test_running_a_derived_notebook_is_no_edit(run: Run, room: str) -> None:
    """As JupyterLab saves it: outputs, counts, times, unfolded cells, an empty cell at its end."""
    notebook = copy.deepcopy(read(room, LESSON))
    for number, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        cell.execution_count = number + 1
        cell.outputs = [nbformat.v4.new_output("stream", text="1.0\n")]
        cell.metadata.update(scrolled=True, execution={"iopub.execute_input": "2026-11-21"})
        cell.metadata.jupyter = {"source_hidden": False, "outputs_hidden": True}
    notebook.cells.append(nbformat.v4.new_code_cell())
    notebook.metadata.language_info = {"name": "python", "version": "3.13.1", "nbconvert": "x"}
    notebook.metadata.kernelspec = {"display_name": "Python 3", "name": "python3"}
    notebook.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {}}
    run.course.place(room).write_text(nbformat.writes(notebook), encoding="utf-8")
    assert lesson.read_lesson(lesson.settings(run.course.folder), LESSON).notes == ()


def test_a_lesson_without_text_is_graded_from_its_solution(run: Run) -> None:
    """An instructor's own notebook needs no text, and no release either."""
    notebook = copy.deepcopy(read("solutions", LESSON))
    notebook.metadata.pop("downhill")
    run.course.own_solution(notebook)
    run.course.place("notebooks").unlink()
    found = lesson.read_lesson(lesson.settings(run.course.folder), LESSON)
    mine, ours = (nbformat.reads(found.release, 4), read("notebooks", LESSON))
    assert mine.cells == ours.cells and found.notes == ()
    assert command(run)[0] == 0


def test_a_solution_without_text_that_is_damaged(run: Run) -> None:
    run.course.own_solution(read("solutions", LESSON))
    place = run.course.place("solutions")
    place.write_bytes(place.read_bytes()[:1000])
    assert "two_weights.ipynb is no notebook" in said(run)
    place.write_text('{"cells": [null], "metadata": {}}', encoding="utf-8")
    assert "two_weights.ipynb is no notebook" in said(run)


def test_a_solution_that_nbgrader_takes_no_release_from(run: Run) -> None:
    notebook = copy.deepcopy(read("solutions", LESSON))
    cells(notebook)["step"].metadata.nbgrader.grade_id = "forward"
    run.course.own_solution(notebook)
    assert f"nbgrader can't make the release of {LESSON}" in said(run)


def test_the_note_of_a_solution_is_never_stale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It spares the import of jupytext while text and code are the same, and no longer."""
    settings = lesson.settings(run.course.folder)
    assert command(run)[0] == 0
    first = lesson.read_lesson(settings, LESSON)
    calls: list[str] = []
    make = derived.make_solution
    monkeypatch.setattr(
        derived, "make_solution", lambda *told: (calls.append(told[1]), make(*told))[1]
    )
    assert lesson.read_lesson(settings, LESSON) == first and calls == []
    place = run.course.place("solutions")
    before = place.read_text(encoding="utf-8")
    place.write_text(before.replace("Which weight", "What weight"), encoding="utf-8")
    assert lesson.read_lesson(settings, LESSON).solution == first.solution and len(calls) == 1
    place.write_text(before, encoding="utf-8")
    text = run.course.folder / "lessons" / LESSON / "two_weights.py"
    text.write_text(text.read_text("utf-8").replace("Which weight", "What weight"), "utf-8")
    assert "What weight" in lesson.read_lesson(settings, LESSON).release and len(calls) == 2
    (run.gradebook / "solutions.json").write_text("{", encoding="utf-8")
    assert "What weight" in lesson.read_lesson(settings, LESSON).solution and len(calls) == 3


def test_gradebook_of_another_course(run: Run) -> None:
    url = gradebook.address(f"sqlite:///{run.gradebook / 'gradebook.db'}")
    with gradebook.open_gradebook(url, "uphill") as book:
        book.add_student("ada")
    assert "is the gradebook of the course uphill; this course is downhill" in said(run)


def test_gradebook_of_another_version_of_the_lesson(run: Run) -> None:
    assert command(run)[0] == 0
    notebook = copy.deepcopy(read("solutions", LESSON))
    cells(notebook)["step"].metadata.nbgrader.grade_id = "stride"
    run.course.own_solution(notebook)
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


@pytest.mark.slow
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


@pytest.mark.slow
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
