"""Where the processor seconds of a submission go, lesson by lesson, in seconds of this machine."""

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psutil  # type: ignore[import-untyped]

from benchmarks import stages
from benchmarks.classes import Member, members
from benchmarks.page import table
from course.grading.judge import submission
from course.grading.repair.submission import repair
from course.grading.run.isolation import Mode
from course.grading.run.limits import Limits
from course.grading.run.parent import Warm
from course.grading.run.session import ChildSession
from tests.lesson import read

ONCE = "worker's start"
EACH = ("repair", "cells", "checks", "sandbox and messages", "gradebook", "pages")
HOUR = 3600


def parts(lesson: str, class_: Sequence[Member]) -> dict[str, float]:
    """Return the processor seconds of a worker's start, and of each part of one submission.

    Those of cells and checks are by the child's word; what it took besides, from its fork to its
    end, is the sandbox's.
    """
    solution, release = read("solutions", lesson), read("notebooks", lesson)
    found = dict.fromkeys((ONCE, *EACH), 0.0)
    with Warm(Mode.BUBBLEWRAP, Limits()) as warm, ExitStack() as stack:
        warm.prepare(submission.own_cells(release))
        start = time.process_time()
        warm.end(warm.fork())
        assert warm.process
        top = psutil.Process(warm.process.pid)
        inside = [top, *top.children(recursive=True)]
        found[ONCE] = _taken(inside) + time.process_time() - start
        for name, step in (("cells", "_run"), ("checks", "_check")):
            timed = _timed(found, name, getattr(submission, step))
            stack.enter_context(patch.object(submission, step, timed))
        before, start = _taken(inside), time.process_time()
        for one in class_:
            begun = time.process_time()
            repaired = repair(solution, release, one.content)
            found["repair"] += time.process_time() - begun
            submission.judge(one.student, repaired, ChildSession(warm))
        whole = _taken(inside) - before + time.process_time() - start
    found["sandbox and messages"] = whole - sum(found[name] for name in EACH)
    with tempfile.TemporaryDirectory() as folder:
        main = stages.main_process(Path(folder), lesson, class_)
    count = len(class_)
    shares = {name: found[name] / count for name in EACH}
    *recorded, written = main.values()
    return {ONCE: found[ONCE], **shares, "gradebook": sum(recorded), "pages": written}


def _taken(processes: Sequence[psutil.Process]) -> float:
    return float(sum(sum(one.cpu_times()[:4]) for one in processes))


def _timed(found: dict[str, float], name: str, step: Callable[..., Any]) -> Callable[..., Any]:
    """Return a step of the judge's that adds up what it and the child take."""

    def timed(cell: Any, *given: Any, **named: Any) -> Any:
        session = next(one for one in given if isinstance(one, ChildSession))
        own, told = time.process_time(), session.told
        try:
            return step(cell, *given, **named)
        finally:
            found[name] += time.process_time() - own + max(session.told - told, 0.0)

    return timed


def section(lessons: Sequence[str], size: int) -> str:
    """Return the table of all lessons."""
    rows, rates = [], []
    for lesson in lessons:
        found = parts(lesson, members(lesson, size))
        each = sum(found[name] for name in EACH)
        rates.append(HOUR / each)
        numbers = [f"{found[name]:.3f}" for name in EACH]
        rows.append([lesson, f"{found[ONCE]:.1f}", *numbers, f"{each:.3f}", f"{HOUR / each:,.0f}"])
    heads = ["lesson", ONCE, *EACH, "one submission", "an hour on one core"]
    return f"""## Processor seconds, lesson by lesson

Mean of {size} submissions. A worker's start comes once: what all notebooks import, and the
lesson's own cells, for what its helpers keep of them. The rest is per submission. The median lesson
has {statistics.median(rates):,.0f} submissions in an hour of one core, main process included.

{table(heads, rows)}"""
