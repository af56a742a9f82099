"""`course grade`, killed at any moment and started again, ends as if nothing had happened."""

import os
import random
import signal
import subprocess
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from course.grading.mended import Mend, Mended

from ..processes import below, left
from .books import differences
from .runs import Run

pytestmark = pytest.mark.slow
CLASS = [f"student-{number:02}" for number in range(12)]


def delivery(run: Run) -> None:
    """A class with everything in it: right, wrong, repaired, for a person, late, killing."""
    for number, student in enumerate(CLASS):
        run.deliver(
            student,
            at=f"16 12:{number:02}:00",
            right=["forward", "step"][: number % 3],
            answers={"lower_loss": "A wall."} if number % 2 else {},
            mended=[asdict(Mended(Mend.LOCKED_TWICE, ("imports",)))] if number % 4 == 0 else [],
            seconds=0.05,
        )
    (run.delivered / CLASS[3] / "03_two_weights" / "two_weights.ipynb").write_text(
        "no notebook", encoding="utf-8"
    )
    run.deliver(CLASS[5], do="die")


def test_killed_at_random_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it starts, and when so many are graded; what began a run goes with it."""
    run = Run.prepare(tmp_path, CLASS)
    delivery(run)
    done = run.grade(monkeypatch, workers=2)
    assert (len(done.graded), len(done.needs_review), len(done.failed)) == (10, 1, 1)
    undisturbed = run.everything()
    assert len(undisturbed[0]["downhill_ledger"]) == len(CLASS)
    run.forget()
    chance = random.Random(0)
    graded, killed = run.gradebook / "autograded", 0
    for most in (0, *sorted(chance.sample(range(1, 10), 4))):
        process = run.start()
        began: set[int] = set()
        while process.poll() is None:
            began |= below(process.pid)
            if len(list(graded.glob("*"))) >= most:
                time.sleep(chance.uniform(0, 0.05) if most else chance.uniform(0.3, 3))
                break
            time.sleep(0.02)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.communicate()
        assert not left(began), "workers outlived the grader"
    assert killed >= 3
    run.grade(monkeypatch, workers=2)
    assert differences(undisturbed, run.everything()) == []


@pytest.mark.parametrize("moment", ["files", "commit", "tables"])
def test_killed_at_the_worst_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Between the files and the commit, within the commit, and while the tables are made."""
    run = Run.prepare(tmp_path, CLASS[:3])
    for student in run.students:
        run.deliver(student, right=["forward"])
    assert len(run.grade(monkeypatch).graded) == 3
    undisturbed = run.everything()
    run.forget()
    python, _, _, *arguments = run.command("--workers", "1")
    done = subprocess.run(
        [python, "-m", "tests.grading.killer", moment, *arguments],
        cwd=tmp_path,
        env=run.course.environment(),
    )
    assert done.returncode == -signal.SIGKILL
    run.grade(monkeypatch)
    assert differences(undisturbed, run.everything()) == []


def test_two_at_once_do_not_interleave(tmp_path: Path) -> None:
    run = Run.prepare(tmp_path, CLASS[:4])
    for student in run.students:
        run.deliver(student, right=["forward"], seconds=1)
    both = [run.start(), run.start()]
    said = [" ".join(process.communicate()[0].split()) for process in both]
    codes = sorted(process.returncode for process in both)
    if codes == [0, 0]:  # the first had finished before the second came so far
        assert any("unchanged 4" in output for output in said)
    else:
        assert codes == [0, 1]
        assert any("Another `course grade` is at work" in output for output in said)
    assert [run.scores(student) for student in run.students] == [{"forward": 1}] * 4
