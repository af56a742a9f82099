"""Processor time of each lesson from top to bottom, with the solutions, and its slowest cells.

The kernel's own processor time is asked before and after every cell, so waiting does not count.
"""

import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from rich.console import Console
from rich.progress import track
from rich.table import Table

ROOT = Path(__file__).parents[1]
CLOCK = "import time; print(time.process_time())"


def cell_times(path: Path) -> list[tuple[str, float]]:
    """Return (cell id, processor seconds) of each code cell; kernel start and imports first."""
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    clocks = [nbformat.v4.new_code_cell(CLOCK) for _ in range(len(code) + 1)]
    mixed = [clocks[0]]
    for cell, clock in zip(code, clocks[1:], strict=True):
        mixed += [cell, clock]
    timed = nbformat.v4.new_notebook(cells=mixed, metadata=notebook.metadata)
    client = NotebookClient(timed, timeout=600, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    read = [float(clock.outputs[0].text) for clock in clocks]
    times = [
        (cell.id, after - before)
        for cell, before, after in zip(code, read[:-1], read[1:], strict=True)
    ]
    return [("kernel start", read[0]), *times]


def main() -> None:
    """Print the table."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    table = Table("lesson", "processor seconds", "slowest cells")
    lessons = sorted((ROOT / "solutions").glob("*/*.ipynb"))
    for path in track(lessons, "lessons", transient=True):
        times = cell_times(path)
        slowest = sorted(times[1:], key=lambda time: -time[1])[:3]
        table.add_row(
            path.parent.name,
            f"{sum(seconds for _, seconds in times):.1f}",
            ", ".join(f"{name} {seconds:.1f}" for name, seconds in slowest),
        )
    Console().print(table)


if __name__ == "__main__":
    main()
