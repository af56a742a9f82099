"""Time to the first result: a Python that has just started imports a package and runs one epoch.

python -m benchmarks.peers.first package task.pickle
"""

import os
import pickle
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.measure import ROOT, run
from benchmarks.peers import PACKAGES
from benchmarks.peers.tasks import Task


def first_results(task: Task, packages: Iterable[str], rounds: int) -> dict[str, float]:
    """Return wall time from the start of Python to the end of one epoch, by package."""
    seconds: dict[str, list[float]] = {name: [] for name in packages}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "task.pickle"
        place.write_bytes(pickle.dumps(replace(task, epochs=1)))
        for _ in range(rounds):
            for name, found in seconds.items():
                command = [sys.executable, "-m", "benchmarks.peers.first", name, str(place)]
                found.append(run(command, ROOT, dict(os.environ))[0].wall)
    return {name: median(found) for name, found in seconds.items()}


def _train(package: str, place: str) -> None:
    """Train one epoch, and say nothing."""
    peer = PACKAGES[package].make(pickle.loads(Path(place).read_bytes()))
    peer.start()
    peer.train()


if __name__ == "__main__":
    _train(*sys.argv[1:])
