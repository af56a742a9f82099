"""A lesson from top to bottom, with a clock after each cell.

The kernel's own processor time is asked before and after every cell, so waiting does not count.
"""

from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient

CLOCK = "import time; print(time.process_time())"


@dataclass(frozen=True)
class Lesson:
    """A lesson that was run.

    Attributes
    ----------
    cells : (cell id, processor seconds) of each code cell; the kernel's start and imports first.
    bars : the cells that show a progress bar.
    saved, with_sliders : megabytes of the notebook as it is saved after the run, without and with
        the state of its sliders. JupyterLab saves it without, unless told otherwise.
    """

    name: str
    cells: list[tuple[str, float]]
    bars: set[str]
    saved: float
    with_sliders: float

    @property
    def seconds(self) -> float:
        """Processor seconds of the whole lesson."""
        return sum(seconds for _, seconds in self.cells)


def run(path: Path) -> Lesson:
    """Run a notebook, with a clock after each cell."""
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    clocks = [nbformat.v4.new_code_cell(CLOCK) for _ in range(len(code) + 1)]
    after = {cell.id: clock for cell, clock in zip(code, clocks[1:], strict=True)}
    mixed = [clocks[0]]
    for cell in notebook.cells:
        mixed += [cell, *([after[cell.id]] if cell.id in after else [])]
    timed = nbformat.v4.new_notebook(cells=mixed, metadata=notebook.metadata)
    client = NotebookClient(timed, timeout=600, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    read = [float(clock.outputs[0].text) for clock in clocks]
    times = [
        (cell.id, end - start) for cell, start, end in zip(code, read[:-1], read[1:], strict=True)
    ]
    notebook.metadata.update(timed.metadata)
    with_sliders = len(nbformat.writes(notebook).encode())
    notebook.metadata.pop("widgets", None)
    return Lesson(
        path.parent.name,
        [("kernel start", read[0]), *times],
        {cell.id for cell in code if "progress.bar" in cell.source},
        len(nbformat.writes(notebook).encode()) / 1e6,
        with_sliders / 1e6,
    )
