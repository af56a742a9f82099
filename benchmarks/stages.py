"""Where the grader's time goes: each step of one submission, and what sandbox and judge cost.

The ways to run a submission take turns, so that a busy moment hits all of them. The processor time
of a way is known because each has a warm parent of its own.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psutil  # type: ignore[import-untyped]

from benchmarks.classes import Member, course_with
from benchmarks.floor import floor
from benchmarks.measure import Spent
from course.grading import grade
from course.grading.judge.submission import judge, own_cells
from course.grading.order import Order
from course.grading.parcels import Repaired
from course.grading.record.recorder import Recorder
from course.grading.repair.submission import repair
from course.grading.report import pages as report
from course.grading.run.isolation import Mode
from course.grading.run.limits import Limits
from course.grading.run.parent import Warm
from course.grading.run.session import ChildSession
from course.grading.workers import work
from tests.lesson import read

DRAWN, SKIPPED = "floor, pictures drawn", "floor, pictures not drawn"
JUDGED, BARE, MIXED = "judge, bubblewrap", "judge, no sandbox", "checks in the child, bubblewrap"
REPAIR = "repair"
MAIN = {
    "unpack a result": (work, "unpacked"),
    "record it": (Recorder, "record"),
    "all pages and tables": (report, "write"),
}


class Clock:
    """Adds up what calls take, processor time of other processes included."""

    def __init__(self, *others: psutil.Process) -> None:
        self._others = others
        self._walls: list[float] = []
        self._own = 0.0
        self._before = self._elsewhere()

    def _elsewhere(self) -> float:
        return float(sum(sum(one.cpu_times()[:4]) for one in self._others))

    def time(self, action: Callable[[], Any]) -> Any:
        """Do something and return what it returns."""
        wall, own = time.perf_counter(), time.process_time()
        try:
            return action()
        finally:
            self._walls.append(time.perf_counter() - wall)
            self._own += time.process_time() - own

    def total(self) -> float:
        """Return the processor time of all calls, in this process."""
        return self._own

    def each(self) -> Spent:
        """Return the median wall time and the mean processor time of a call."""
        elsewhere = self._elsewhere() - self._before
        return Spent(statistics.median(self._walls), (self._own + elsewhere) / len(self._walls))


def _in_child(repaired: Repaired, warm: Warm) -> None:
    """Run all cells in the child, checks beside the answers: what no grader may do."""
    session = ChildSession(warm)
    try:
        for cell in repaired.notebook.cells:
            if cell.cell_type == "code" and cell.source.strip():
                session.execute(cell.source)
    finally:
        session.close()


def _judged(repaired: Repaired, warm: Warm) -> None:
    judge("student", repaired, ChildSession(warm))


WAYS = {
    JUDGED: (Mode.BUBBLEWRAP, _judged),
    BARE: (Mode.NONE, _judged),
    MIXED: (Mode.BUBBLEWRAP, _in_child),
}


def workers(lesson: str, class_: Sequence[Member]) -> dict[str, Spent]:
    """Return what a submission takes in a worker, step by step and way by way."""
    solution, release = read("solutions", lesson), read("notebooks", lesson)
    own = own_cells(release)
    with ExitStack() as stack:
        floors = {
            name: stack.enter_context(floor(name == DRAWN, list(own))) for name in (DRAWN, SKIPPED)
        }
        bare: dict[str, list[Spent]] = {name: [] for name in floors}
        clocks, ways = {REPAIR: Clock()}, {}
        for name, (mode, run) in WAYS.items():
            warm = stack.enter_context(Warm(mode, Limits()))
            warm.prepare(own)
            run(repair(solution, release, class_[0].content), warm)
            assert warm.process
            top = psutil.Process(warm.process.pid)
            clocks[name] = Clock(top, *top.children(recursive=True))
            ways[name] = (run, warm)
        for one in class_:
            repaired = clocks[REPAIR].time(lambda one=one: repair(solution, release, one.content))
            for name, (run, warm) in ways.items():
                clocks[name].time(lambda run=run, warm=warm, repaired=repaired: run(repaired, warm))
            cells = [cell.source for cell in repaired.notebook.cells if cell.cell_type == "code"]
            for name in floors:
                bare[name].append(floors[name].run(cells))
        found = {name: clock.each() for name, clock in clocks.items()}
    for name, every in bare.items():
        wall = statistics.median(one.wall for one in every)
        found[name] = Spent(wall, statistics.mean(one.processor for one in every))
    return found


def main_process(folder: Path, lesson: str, class_: Sequence[Member]) -> dict[str, float]:
    """Return the processor seconds that the main process takes a submission, step by step."""
    course = course_with(folder, lesson, class_)
    clocks = {name: Clock() for name in MAIN}

    def timed(clock: Clock, action: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given, **named: clock.time(lambda: action(*given, **named))

    with ExitStack() as stack:
        for name, (place, step) in MAIN.items():
            there = getattr(place, step)
            stack.enter_context(patch.object(place, step, timed(clocks[name], there)))
        order = Order(course.folder, lesson, course.folder / "delivered")
        grade.grade(order, lambda results, total: results)
    return {name: clock.total() / len(class_) for name, clock in clocks.items()}
