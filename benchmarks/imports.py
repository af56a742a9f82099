"""How long imports take: processor time, each in a new Python, in turn."""

import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import NamedTuple

import nbformat

ROUNDS = 15
UNIT = "numpy"
# `import helpers` alone loads little more than itself; a training needs the network, too.
AIMED = ("helpers", "helpers.training")
DRAWING = (
    "matplotlib.pyplot",
    "helpers.lessons.two_weights.figures",
    "ipywidgets",
    "helpers.drawing",
)
MODULES = (UNIT, *AIMED, "helpers.lessons.two_weights.checks", *DRAWING)
CODE = "import time; start = time.process_time(); import {}; print(time.process_time() - start)"


def seconds(modules: str) -> float:
    """Return processor seconds of one import, without the start of Python."""
    command = [sys.executable, "-c", CODE.format(modules)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return float(done.stdout)


def measure() -> dict[str, float]:
    """Return the median of each of `MODULES`."""
    for modules in MODULES:  # so that all are compiled and in the page cache
        seconds(modules)
    runs = [[seconds(modules) for modules in MODULES] for _ in range(ROUNDS)]
    return {name: median(run) for name, run in zip(MODULES, zip(*runs, strict=True), strict=True)}


# A lesson's first cells against what no lesson can do without, in a kernel that has just started.
KERNEL = "import ipykernel.ipkernel, ipykernel.inprocess, sys\n"
LEAST = "import numpy, matplotlib.figure, ipywidgets\n"
MARK = "after this, it is the lesson's own"
LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \| +(\S+)")
FIRST_CELL_MOST, SLOWEST = 1.15, 5


class FirstCells(NamedTuple):
    """A lesson's time to the end of its imports over that of `LEAST`, and its slowest imports."""

    lesson: str
    ratio: float
    slowest: list[str]


def first_cells(path: Path) -> str:
    """Return the code of a lesson's cells down to its imports."""
    code = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    last = next((i for i, c in enumerate(code) if c.id == "imports"), 0)
    return "\n".join(cell.source for cell in code[: last + 1]) + "\n"


def _in_a_kernel(code: str, folder: Path, *options: str) -> tuple[float, str]:
    """Return the processor seconds of some code after a kernel's own imports, and what it said."""
    timed = f"import time; start = time.process_time()\n{code}\nprint(time.process_time() - start)"
    command = [sys.executable, *options, "-c", KERNEL + timed]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return float(done.stdout.split()[-1]), done.stderr


def slowest(code: str, folder: Path) -> list[str]:
    """Return the modules whose own code takes longest, beyond those of `LEAST`."""
    marked = f"{LEAST}print({MARK!r}, file=sys.stderr)\n{code}"
    _, said = _in_a_kernel(marked, folder, "-X", "importtime")
    found = [(int(us), name) for us, name in LINE.findall(said.split(MARK)[-1])]
    return [name for _, name in sorted(found, reverse=True)[:SLOWEST]]


def until_imported(paths: list[Path], rounds: int = ROUNDS) -> list[FirstCells]:
    """Time each lesson and `LEAST` in turn; the least of all rounds counts."""
    found = []
    for path in paths:
        code = first_cells(path)
        pairs = [[_in_a_kernel(c, path.parent)[0] for c in (LEAST, code)] for _ in range(rounds)]
        least, lesson = (min(times) for times in zip(*pairs, strict=True))
        found.append(FirstCells(path.parent.name, lesson / least, slowest(code, path.parent)))
    return found
