"""`course grade`, killed at any moment and started again, ends as if nothing had happened."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

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
            how=["A copied cell was dropped."] if number % 4 == 0 else [],
            seconds=0.05,
        )
    (run.delivered / CLASS[3] / "03_two_weights" / "two_weights.ipynb").write_text(
        "no notebook", encoding="utf-8"
    )
    run.deliver(CLASS[5], do="die")


def children(parent: int) -> set[int]:
    """Return the processes below one, by /proc."""
    found = {parent}
    while True:
        stats = [(int(p.name), _parent(p)) for p in Path("/proc").glob("[0-9]*")]
        more = {child for child, its in stats if its in found} - found
        if not more:
            return found - {parent}
        found |= more


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except OSError:  # it has gone meanwhile
        return -1


def alive(process: int) -> bool:
    """Say whether a process runs; one that has ended and was not waited for does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return False


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_random_points(tmp_path: Path, seed: int) -> None:
    run = Run.prepare(tmp_path, CLASS)
    delivery(run)
    began = time.monotonic()
    code, output = run.run()
    takes = time.monotonic() - began
    assert code == 0 and "graded 10" in output, output
    undisturbed = run.everything()
    assert len(undisturbed[0]["downhill_ledger"]) == len(CLASS)
    run.forget()
    chance = random.Random(seed)
    killed = 0
    for _ in range(5):
        process = run.start()
        workers: set[int] = set()
        deadline = time.monotonic() + chance.uniform(0.3, 0.9) * takes
        while time.monotonic() < deadline and process.poll() is None:
            workers |= children(process.pid)
            time.sleep(0.02)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            killed += 1
        process.communicate()
        patience = time.monotonic() + 20
        while (left := {one for one in workers if alive(one)}) and time.monotonic() < patience:
            time.sleep(0.1)
        assert not left, "workers outlived the grader"
    assert killed
    code, output = run.run()
    assert code == 0, output
    assert run.everything() == undisturbed


@pytest.mark.parametrize("moment", ["files", "commit", "tables"])
def test_killed_at_the_worst_points(tmp_path: Path, moment: str) -> None:
    """Between the files and the commit, within the commit, and while the tables are made."""
    run = Run.prepare(tmp_path, CLASS[:3])
    for student in run.students:
        run.deliver(student, right=["forward"])
    assert run.run()[0] == 0
    undisturbed = run.everything()
    run.forget()
    python, _, _, *arguments = run.command("--workers", "1")
    done = subprocess.run(
        [python, "-m", "tests.grading.killer", moment, *arguments],
        cwd=tmp_path,
        env=run.course.environment(),
    )
    assert done.returncode == -signal.SIGKILL
    code, output = run.run()
    assert code == 0, output
    assert run.everything() == undisturbed


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
