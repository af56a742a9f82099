"""Classes of several sizes, graded on this machine and by a Dask cluster of 1, 2 and 4 workers.

From what one submission takes in the workers and in the main process it reckons what 100,000 need.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import psutil  # type: ignore[import-untyped]
import typer

from benchmarks.class_of_1000 import MIB, Watch, account
from benchmarks.classes import course_with, members
from benchmarks.measure import ROOT, Spent, machine
from benchmarks.page import give, table
from tests.grading.loopback_cluster import loopback_cluster

MANY, HOUR = 100_000, 3600
WRONG = "lost or with another score"


@dataclass(frozen=True)
class Run:
    """One class.

    Attributes
    ----------
    wall, processor, main : seconds; of all processes of the command, and of its main process.
    memory : the most that the main process had, in bytes.
    wrong : whoever was lost or has another score than the bank says.
    """

    size: int
    wall: float
    processor: float
    main: float
    memory: int
    wrong: int

    @property
    def workers(self) -> float:
        """Processor seconds of the workers for one submission."""
        return (self.processor - self.main) / self.size


def graded(lesson: str, size: int, *more: str) -> Run:
    """Grade a class in a new course. Raises RuntimeError where the command fails."""
    class_ = members(lesson, size)
    with tempfile.TemporaryDirectory() as folder:
        course = course_with(Path(folder), lesson, class_)
        command = [str(Path(sys.executable).with_name("course")), "grade", lesson]
        measured = psutil.Popen(
            [
                *(sys.executable, "-m", "benchmarks.measure", *command),
                *(f"{folder}/delivered", "--course", folder, *more),
            ],
            cwd=folder,
            env={**course.environment(), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        )
        while not (below := measured.children()):  # until the command has started
            time.sleep(0.01)
        samples = Watch(below[0], Path(folder) / "gradebook/autograded").ended()
        told = json.loads(measured.communicate()[0])
        if told["code"]:
            raise RuntimeError(f"`course grade` of {size} ended with {told['code']}.")
        _, wrong = account(course, class_)
    main, memory = max(one.seconds for one in samples), max(one.main for one in samples)
    spent = Spent(**told["spent"])
    return Run(size, spent.wall, spent.processor, main, memory, len(wrong))


def main(
    sizes: Annotated[str, typer.Option(help="Students.")] = "250,1000,5000",
    cluster_size: Annotated[int, typer.Option(help="Students that the cluster grades.")] = 250,
    workers: Annotated[str, typer.Option(help="Of the cluster.")] = "1,2,4",
    lesson: str = "03_two_weights",
    out: Annotated[Path | None, typer.Option(help="Write the page.")] = None,
) -> None:
    """Print the page; exit code 1 where somebody was lost or a score is wrong."""
    alone = [graded(lesson, int(size), "--workers", "2") for size in sizes.split(",")]
    together = {}
    for count in map(int, workers.split(",")):
        with (
            tempfile.TemporaryDirectory() as folder,
            loopback_cluster(Path(folder), count) as cluster,
        ):
            together[count] = graded(lesson, cluster_size, "--cluster", cluster.address)
    give(page(lesson, alone, together), out)
    if any(run.wrong for run in (*alone, *together.values())):
        raise typer.Exit(1)


def page(lesson: str, alone: Sequence[Run], together: dict[int, Run]) -> str:
    """Return the page."""
    first, last = alone[0], alone[-1]
    sizes = [
        [
            f"{run.size:,}",
            f"{run.workers / first.workers:.2f}",
            f"{(run.main / run.size) / (first.main / first.size):.2f}",
            f"{run.memory / MIB:.0f}",
            str(run.wrong),
        ]
        for run in alone
    ]
    least = next(iter(together.values()))
    cluster = [
        [str(count), f"{least.wall / run.wall:.2f}", str(run.wrong)]
        for count, run in together.items()
    ]
    each = last.main / last.size
    hours, alone_hours = last.workers * MANY / HOUR, each * MANY / HOUR
    more = (last.memory - first.memory) / MIB / max(last.size - first.size, 1) * 1000
    return f"""# Classes of several sizes

Made by `uv run python benchmarks/class_sizes.py --out docs/class_sizes.md`. {machine()}

Lesson {lesson}; the classes are generated from the bank's answers, right and wrong. In ratios to
the smallest class, the processor time of one submission, its share of the start included: at most
1.00 everywhere is a straight line.

{table(["students", "workers", "main process", "its most memory in MiB", WRONG], sizes)}
## A Dask cluster on this machine

The same {least.size} students, `--cluster`, with so many worker processes; beyond the machine's
processors more workers can't help.

{table(["workers", "times as fast as 1", WRONG], cluster)}
## What {MANY:,} submissions need

Reckoned, not run, from the largest class: one submission takes {last.workers:.3f} s of a processor
in the workers and {each:.3f} s in the main process, which alone writes the gradebook and the pages.

- Workers: {hours:.1f} hours of a processor, so {hours:.0f} processors for an hour.
- The main process: {alone_hours:.1f} hours, one after the other. More than
  {last.workers / each:.0f} processors for workers therefore save no time.
- Its memory: from {first.memory / MIB:.0f} MiB on, {more:.0f} MiB more for each 1,000 students.
"""


if __name__ == "__main__":
    typer.run(main)
