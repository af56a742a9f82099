"""How many wrong answers the grader accepts, how many right ones it refuses, and what it says.

Each exercise's right answers are rewritten and mutated, and all of them are judged.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is imported

from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from benchmarks.confusion.cases import MOST
from benchmarks.confusion.judge import prepare
from benchmarks.confusion.pages import page
from benchmarks.confusion.runs import Result, judged
from benchmarks.page import give
from tests.bank import LESSONS, bank

SLOW = ("start", "minibatches", "one_step", "mend_epoch")  # begun first


def main(
    lesson: Annotated[list[str] | None, typer.Option(help="Such as 03_two_weights.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the page.")] = None,
    most: Annotated[int, typer.Option(help="Mutants an exercise.")] = MOST,
    seed: Annotated[int, typer.Option(help="Of the mutants that are drawn.")] = 1,
    jobs: Annotated[int, typer.Option(help="Processes.")] = 2,
) -> None:
    """Print the page."""
    unknown = sorted(set(lesson or ()) - set(LESSONS))
    if unknown:
        raise typer.BadParameter(f"There is no lesson {unknown[0]}. Try {', '.join(LESSONS)}.")
    tasks = [(name, exercise) for name in lesson or LESSONS for exercise in bank(name)]
    tasks.sort(key=lambda task: task[1] not in SLOW)
    found: dict[tuple[str, str], list[Result]] = {}
    with ProcessPoolExecutor(jobs, initializer=prepare) as pool:
        futures = {pool.submit(judged, *task, seed, most): task for task in tasks}
        for done in track(as_completed(futures), "exercises", total=len(futures)):
            found[futures[done]] = done.result()
    results = [one for task in sorted(found) for one in found[task]]
    text = page(results, most, seed)
    give(text, out)


if __name__ == "__main__":
    typer.run(main)
