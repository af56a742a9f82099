"""A real Dask scheduler and workers on loopback, each a process of its own."""

import os
import shutil
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

from course.errors import CourseError
from course.grading.grade import grade
from course.grading.run.isolation import Mode
from course.grading.workers import cluster as cluster_module

from ..lesson import cells, without_shows
from ..processes import below, left
from ..sample_class.colab import saved_by_colab
from ..sample_class.students import answered, right_answers
from ..test_answers_nbgrader import students
from .books import differences
from .loopback_cluster import Cluster, loopback_cluster
from .runs import LESSON, Run

pytest.importorskip("distributed", reason="distributed is not installed")
pytestmark = pytest.mark.slow
CLASS = [f"student-{number:02}" for number in range(16)]
IDLE = 3  # processes below a worker that waits: bubblewrap, its first process, the warm parent


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with loopback_cluster(tmp_path, 2) as started:
        yield started


def real_class() -> dict[str, str]:
    """Return what a class hands in, by student: right, wrong, blank, from Colab, cut short.

    Everybody's first answer takes a moment, so that a worker can be killed over one.
    """
    moment = "import time\ntime.sleep(0.5)\n"
    notebooks = []
    for answers in students(LESSON)[:8]:
        sources = {name: wanted.source for name, wanted in answers.items()}
        notebooks.append(answered(LESSON, {**sources, "lower_loss": "A wall."} if sources else {}))
    notebooks.append(answered(LESSON, right_answers(LESSON)))
    for notebook in notebooks:
        without_shows(notebook)
        first = cells(notebook)["forward"]
        first.source = moment + first.source
    texts = [nbformat.writes(notebook) for notebook in notebooks]
    texts += [saved_by_colab(notebooks[-1]), texts[-1][: len(texts[-1]) // 2]]
    return dict(zip(CLASS, texts, strict=False))


@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
def test_a_worker_is_killed_over_a_submission(tmp_path: Path, cluster: Cluster) -> None:
    """The real judge and its sandbox, while a student's code runs there."""
    class_ = real_class()
    run = Run.prepare(tmp_path, class_)
    for student, text in class_.items():
        run.hand_in(student, text)
    order = run.order(mode=Mode.BUBBLEWRAP)
    done = grade(order, lambda results, total: results)
    assert (len(done.graded), len(done.needs_review)) == (len(class_) - 1, 1)
    undisturbed = run.everything()
    run.forget()
    worker, recorded = cluster.workers[0], []
    sandbox: set[int] = set()

    def kill() -> None:
        while len(recorded) < 3 or len(sandbox) <= IDLE:
            time.sleep(0.01)
            sandbox.clear()
            sandbox.update(below(worker.pid))
        os.kill(worker.pid, signal.SIGKILL)

    def track(results: Iterable[Any], total: int) -> Iterator[Any]:
        for result in results:
            recorded.append(result)
            yield result

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    done = grade(replace(order, cluster=cluster.address), track)
    killer.join(timeout=60)
    assert worker.wait(timeout=60) == -signal.SIGKILL and cluster.workers[1].poll() is None
    assert not left(sandbox), "the sandbox outlived its worker"
    assert len(recorded) == len(class_) and not done.failed
    assert differences(undisturbed, run.everything()) == []


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "PATIENCE", 1)
    run = Run.prepare(tmp_path, CLASS)
    run.deliver(CLASS[0], right=["forward"])
    with pytest.raises(CourseError, match="No Dask scheduler answers"):
        run.grade(monkeypatch, cluster="tcp://127.0.0.1:1")
    assert not (run.gradebook / "gradebook.db").exists()
