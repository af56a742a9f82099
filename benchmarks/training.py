"""Training by `helpers`, PyTorch, Keras, scikit-learn, micrograd and JAX, as ratios.

All in one process, in turn, from the same weights, on the same batches, with the same optimizer;
the losses after the training must be equal. A package that is not installed is left out.
"""

import os

# Before NumPy and JAX are imported.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from benchmarks.measure import load
from benchmarks.page import give
from benchmarks.peers import COMPILED
from benchmarks.peers.first import first_results
from benchmarks.peers.race import UnequalError, entrants, race
from benchmarks.peers.report import page
from benchmarks.peers.shares import shares
from benchmarks.peers.sweeps import measure
from benchmarks.peers.tasks import TASKS, classification


def main(
    rounds: Annotated[int, typer.Option(min=7, help="Of each measurement.")] = 9,
    out: Annotated[Path | None, typer.Option(help="Write the page.")] = None,
) -> None:
    """Print the page."""
    console = Console()
    results, parts, loads = [], [], []
    for make in track(TASKS.values(), "nets", transient=True):
        loads.append(load())
        task = make()
        try:
            results.append(race(task, rounds))
        except UnequalError as error:
            console.print(str(error), markup=False)
            raise typer.Exit(1) from None
        parts.append(shares(task, rounds))
    small = classification(32)
    # C is a limit, not something to start: whoever writes it has waited long before.
    firsts = first_results(small, [n for n in entrants(small) if n != COMPILED], rounds)
    give(page(results, parts, firsts, measure(rounds), loads), out)


if __name__ == "__main__":
    typer.run(main)
