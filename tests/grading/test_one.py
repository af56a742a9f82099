"""`course grade-one`: what it prints is as its schema says, and nothing else is written."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import psutil  # type: ignore[import-untyped]
import pytest
from jsonschema import Draft202012Validator, ValidationError

from course.grading.one import LessonText
from course.grading.parcels import Graded, Mode, NeedsReview, State
from course.grading.report.one import SCHEMA, as_json, describe_result, text
from course.grading.workers.rounds import FailedSubmission

from ..lesson import ROOT, read
from ..sample_class.course import Course
from ..sample_class.students import TYPICAL
from .books import files
from .made import graded
from .runs import LESSON

SHA = "0" * 64
TAUGHT = LessonText(
    LESSON, *(nbformat.writes(read(room, LESSON)) for room in ("solutions", "notebooks"))
)
VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def described(found: Graded | NeedsReview | FailedSubmission) -> dict[str, Any]:
    """Return what is printed, read again; it must be as the schema says."""
    told: dict[str, Any] = json.loads(
        as_json(describe_result(TAUGHT, "a.ipynb", SHA, Mode.BUBBLEWRAP, found))
    )
    VALIDATOR.validate(told)
    return told


def test_the_schema_is_one_and_is_strict() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)
    told = described(graded(LESSON, "", ["forward"]))
    for wrong in ({"version": 2}, {"status": "fine"}, {"why": "x"}, {"score": None}):
        with pytest.raises(ValidationError):
            VALIDATOR.validate(told | wrong)
    for name in ("score", "exercises", "version"):
        with pytest.raises(ValidationError):
            VALIDATOR.validate({key: told[key] for key in told if key != name})


def test_a_graded_file_has_points_and_words() -> None:
    told = described(graded(LESSON, "", ["forward"], {"lower_loss": "In my words."}))
    assert (told["status"], told["score"], told["max_score"], told["unread"]) == (
        "graded",
        1,
        13,
        2,
    )
    each = {one["name"]: one for one in told["exercises"]}
    assert each["forward"]["state"] == "right" and each["forward"]["points"] == 1
    assert each["lower_loss"]["state"] == "unread"
    assert "forward: right, 1 of 1." in text(told)


def test_an_untouched_written_answer_waits_for_nobody() -> None:
    told = described(graded(LESSON, "", []))
    assert told["unread"] == 0
    assert told["exercises"][-1]["state"] == "not attempted"


def test_a_file_without_a_grade_has_no_score() -> None:
    for found, status in (
        (NeedsReview("a", "Why."), "needs_review"),
        (FailedSubmission("Why."), "failed"),
    ):
        told = described(found)
        assert (told["status"], told["why"]) == (status, "Why.")
        assert "score" not in told and "not graded. Why." in text(told)


def test_states_and_modes_are_all_in_the_schema() -> None:
    states = VALIDATOR.schema["$defs"]["exercise"]["properties"]["state"]["enum"]
    assert states == [*(state.value for state in State), "unread"]
    assert VALIDATOR.schema["properties"]["isolation"]["enum"] == [mode.value for mode in Mode]


def command(course: Path, *words: str) -> list[str]:
    """Return the command."""
    run = "from course.cli import app; app()"
    return [sys.executable, "-c", run, "grade-one", LESSON, *words, "--course", str(course)]


def processor_seconds(process: psutil.Process) -> float:
    """Return what a process and all below it have used, and what those did that have ended."""
    each = [process, *process.children(recursive=True)]
    return float(sum(sum(one.cpu_times()[:4]) for one in each))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
def test_names_on_standard_input(tmp_path: Path) -> None:
    course = Course.copy(tmp_path, LESSON)
    before = files(tmp_path / "gradebook")
    handed = read("notebooks", LESSON)
    for cell in handed.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") in TYPICAL:
            cell.source = TYPICAL[cell.metadata.nbgrader.grade_id]
    mine, broken = tmp_path / "mine.ipynb", tmp_path / "broken.ipynb"
    nbformat.write(handed, mine)
    broken.write_text("<html>", encoding="utf-8")
    with subprocess.Popen(
        command(course.folder, "-", "--json"),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin and process.stdout

        def answer(name: Path) -> dict[str, Any]:
            assert process.stdin and process.stdout
            print(name, file=process.stdin, flush=True)
            told: dict[str, Any] = json.loads(process.stdout.readline())
            VALIDATOR.validate(told)
            return told

        first = answer(mine)
        assert first["status"] == "graded" and 0 < first["score"] < first["max_score"]
        assert any(one["mistake"] for one in first["exercises"])
        assert answer(broken)["status"] == "needs_review"
        assert answer(tmp_path / "none.ipynb")["status"] == "failed"
        # Warm is a process that has graded a file before.
        tree, count = psutil.Process(process.pid), 5
        start = processor_seconds(tree)
        for _ in range(count):
            assert {**answer(mine), "seconds": 0} == {**first, "seconds": 0}
        assert (processor_seconds(tree) - start) / count < 1.0
        process.stdin.close()
        assert process.wait(60) == 0
    assert files(tmp_path / "gradebook") == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "code", "said"),
    [("none.ipynb", 1, "can't be read"), ("broken.ipynb", 3, "not graded")],
)
def test_the_exit_code_says_what_came_of_it(
    name: str, code: int, said: str, tmp_path: Path
) -> None:
    course = Course.copy(tmp_path, LESSON)
    (tmp_path / "broken.ipynb").write_text("<html>", encoding="utf-8")
    words = command(course.folder, str(tmp_path / name), "--trust-students")
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == code, done.stderr
    assert said in done.stdout


def test_a_lesson_that_is_not_there_is_told(tmp_path: Path) -> None:
    words = [word.replace(LESSON, "99_none") for word in command(ROOT, str(tmp_path / "a.ipynb"))]
    done = subprocess.run([*words, "--json"], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 1 and not done.stdout
    assert "There is no lesson 99_none" in done.stderr
