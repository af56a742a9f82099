"""How long a submission may hold a worker: one budget for all its runs, and a watchdog over it."""

import json
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from course.grading.parcels import Delivery, Graded, NeedsReview
from course.grading.protocol.stopped import SandboxError
from course.grading.run.limits import Limits
from course.grading.workers import cluster, rounds
from course.grading.workers.state import state

from .made import graded
from .runs import LESSON, Run

WALL = Limits().wall


@dataclass(frozen=True)
class Text:
    sha256: str = ""

    def read(self) -> bytes:
        return b""


@dataclass
class Told:
    """Workers that answer as they are told, and note what they were given."""

    answers: list[object]
    window: int = 1
    given: list[tuple[bytes, float]] = field(default_factory=list)

    def submit(self, task: bytes, seconds: float) -> "Future[bytes]":
        self.given.append((task, seconds))
        future: Future[bytes] = Future()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(json.dumps(answer).encode())
        return future

    def died(self, error: BaseException) -> bool:
        return False


def results(*answers: object) -> tuple[Told, list[rounds.Result]]:
    workers = Told(list(answers))

    def pack(one: Delivery, wall: float) -> bytes:
        return json.dumps(wall).encode()

    def unpack(said: bytes) -> Graded:
        suspect, wall = json.loads(said)
        made = graded(LESSON, "ada")
        return Graded(made.student, made.notebook, made.verdicts, suspect=suspect, wall=wall)

    todo = [Delivery("ada", Text(), "two_weights.ipynb")]
    found = [result for _, result in rounds.grade_all(workers, todo, pack, unpack, WALL)]
    return workers, found


def test_all_runs_of_a_submission_have_one_budget() -> None:
    """The second may take what the first has left, and no more."""
    workers, found = results(["The machine was busy.", 250.0], ["", 1.0])
    walls = [json.loads(task) for task, _ in workers.given]
    assert walls == [WALL / 2, WALL - 250.0]
    assert len(found) == 1 and isinstance(found[0], Graded) and not found[0].suspect
    assert all(seconds > wall for wall, (_, seconds) in zip(walls, workers.given, strict=True))


def test_who_is_not_suspect_is_not_run_again() -> None:
    workers, found = results(["", 300.0])
    assert len(workers.given) == len(found) == 1


def test_what_kept_a_worker_is_not_tried_again() -> None:
    workers, found = results(TimeoutError("Task timeout", 600))
    assert len(workers.given) == 1
    (aside,) = found
    assert isinstance(aside, NeedsReview) and aside.student == "ada"
    assert "kept the grader busy for more than 10 minutes" in aside.why


def test_a_worker_that_does_not_end_costs_its_own_submission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is about: it hears no signal, and its interpreter takes no turn."""
    monkeypatch.setattr(rounds, "MORE", 20.0 - WALL / 2)
    run = Run.prepare(tmp_path, ["ada", "bo", "cy", "dee"])
    for student in ("ada", "cy", "dee"):
        run.deliver(student, right=["forward"])
    run.deliver("bo", do="hang", right=["step"])
    done = run.grade(monkeypatch, workers=2)
    assert [one.student for one in done.graded] == ["ada", "cy", "dee"]
    assert [one.student for one in done.needs_review] == ["bo"] and not done.failed
    assert "was stopped; nothing was graded" in done.needs_review[0].why


def endless(task: bytes) -> bytes:
    while True:
        pass


def test_a_worker_with_another_copy_of_the_course_grades_nothing() -> None:
    with pytest.raises(SandboxError, match="another copy of the course"):
        cluster.watched(bytes.upper, b"x", 60.0, "another")


def test_a_clusters_worker_is_watched_too() -> None:
    import multiprocessing

    worker = multiprocessing.get_context("spawn").Process(
        target=cluster.watched, args=(endless, b"", 1.0, state())
    )
    worker.start()
    worker.join(240)
    assert worker.exitcode == 1
    assert cluster.watched(bytes.upper, b"x", 60.0, state()) == b"X"
