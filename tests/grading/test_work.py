"""One task as a worker sees it: bytes in, bytes out."""

import resource
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor

import nbformat
import numpy as np
import pytest

from course.grading.judge import guard
from course.grading.parcels import Graded, NeedsReview, State
from course.grading.run.session import Stopped
from course.grading.workers import work

from ..lesson import read
from ..sample_class.students import answered, right_answers
from .submission import LESSON

pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")


def task(content: bytes) -> bytes:
    solution, release = (nbformat.writes(read(room, LESSON)) for room in ("solutions", "notebooks"))
    return work.task("hacker", "two_weights.ipynb", content, solution, release)


def test_a_right_submission_comes_back_graded() -> None:
    content = nbformat.writes(answered(LESSON, right_answers(LESSON))).encode()
    try:
        done = work.unpacked(work.grade_task(task(content)))
    finally:
        work.close()
    assert isinstance(done, Graded)
    assert done.student == "hacker" and not done.suspect
    assert sum(v.points for v in done.verdicts) == sum(v.max_points for v in done.verdicts) == 11
    nbformat.validate(done.notebook)


def test_what_is_no_notebook_comes_back_aside() -> None:
    done = work.unpacked(work.grade_task(task(b"<html>no</html>")))
    assert isinstance(done, NeedsReview)
    assert (done.student, done.file) == ("hacker", "two_weights.ipynb") and done.why


def test_threads_of_one_worker_take_turns() -> None:
    content = nbformat.writes(answered(LESSON, right_answers(LESSON))).encode()
    try:
        with ThreadPoolExecutor(3) as pool:
            results = list(pool.map(work.grade_task, [task(content)] * 4))
    finally:
        work.close()
    for done in map(work.unpacked, results):
        assert isinstance(done, Graded)
        assert sum(v.points for v in done.verdicts) == 11


def endless(said: list[object]) -> None:
    try:
        with guard.guarded():
            while True:
                pass
    except Stopped as stopped:
        said.append(stopped.state)


def test_a_judge_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SECONDS", 0.2)
    monkeypatch.setattr(guard, "PATIENCE", 0.5)
    said: list[object] = []
    endless(said)
    thread = threading.Thread(target=endless, args=[said])
    thread.start()
    thread.join(20)
    assert said == [State.TIMEOUT, State.TIMEOUT]


def test_the_judge_takes_no_endless_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MEMORY", 2**28)
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(MemoryError), guard.guarded():
        np.zeros((2**29,), dtype=np.int8)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
