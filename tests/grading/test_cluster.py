"""A real Dask scheduler and workers on loopback, each a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from course.errors import CourseError
from course.grading.workers import cluster as cluster_module

from ..lesson import ROOT
from .runs import Run

pytest.importorskip("distributed", reason="distributed is not installed")
pytestmark = pytest.mark.slow
CLASS = [f"student-{number:02}" for number in range(16)]


@dataclass
class Cluster:
    """A scheduler's address, and its workers."""

    address: str
    workers: "list[subprocess.Popen[bytes]]"


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "cluster.log").open("wb")

    def start(*arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            stdout=log,
            stderr=log,
        )

    address = f"tcp://127.0.0.1:{port}"
    own = ("--host", "127.0.0.1", "--no-dashboard")
    scheduler = start("dask_scheduler", *own, "--port", str(port))
    one = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
    workers = [start("dask_worker", address, *one) for _ in range(2)]
    try:
        yield Cluster(address, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()
        log.close()


def test_a_worker_is_killed_midway(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run.prepare(tmp_path, CLASS)
    log = tmp_path / "log"
    for number, student in enumerate(CLASS):
        run.deliver(student, right=["forward", "step"][: number % 3], seconds=0.3, log=str(log))
    assert len(run.grade(monkeypatch).graded) == len(CLASS)
    undisturbed = run.everything()
    run.forget()
    log.unlink()

    def kill() -> None:
        while not log.exists() or log.read_text(encoding="utf-8").count("-") < 4:
            time.sleep(0.02)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    done = run.grade(monkeypatch, cluster=cluster.address)
    killer.join(timeout=60)
    assert cluster.workers[0].wait(timeout=60) == -signal.SIGKILL
    assert cluster.workers[1].poll() is None
    assert [one.student for one in done.graded] == CLASS and not done.failed
    assert run.everything() == undisturbed


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "PATIENCE", 1)
    run = Run.prepare(tmp_path, CLASS)
    run.deliver(CLASS[0], right=["forward"])
    with pytest.raises(CourseError, match="No Dask scheduler answers"):
        run.grade(monkeypatch, cluster="tcp://127.0.0.1:1")
    assert not (run.gradebook / "gradebook.db").exists()
