"""How long imports take: processor time, each in a new Python, in turn."""

import json
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


# A lesson's first cells against what no lesson can do without, in a kernel that has just started:
# each time in a copy of one, which has no modules but a kernel's own.
LEAST = "import numpy, matplotlib.figure, ipywidgets\n"
KERNEL = "import ipykernel.ipkernel, ipykernel.inprocess, sys\n"
COPIES = f"""{KERNEL}
import json, os, time
codes, rounds = json.loads(sys.stdin.read())

def seconds(code):
    read, write = os.pipe()
    if os.fork() == 0:
        os.dup2(2, 1)  # what the cells print is no time
        start = time.process_time()
        exec(code, {{}})
        os.write(write, str(time.process_time() - start).encode())
        os._exit(0)
    os.close(write)
    with open(read) as end:
        took = float(end.read())
    os.wait()
    return took

print(json.dumps([[seconds(code) for code in codes] for _ in range(rounds)]))
"""
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


def slowest(code: str, folder: Path) -> list[str]:
    """Return the modules whose own code takes longest, beyond those of `LEAST`."""
    marked = f"{KERNEL}{LEAST}print({MARK!r}, file=sys.stderr)\n{code}"
    command = [sys.executable, "-X", "importtime", "-c", marked]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    found = [(int(us), name) for us, name in LINE.findall(done.stderr.split(MARK)[-1])]
    return [name for _, name in sorted(found, reverse=True)[:SLOWEST]]


def until_imported(paths: list[Path], rounds: int = ROUNDS) -> list[FirstCells]:
    """Time each lesson and `LEAST` in turn; the least of all rounds counts."""
    found = []
    for path in paths:
        code = first_cells(path)
        done = subprocess.run(
            [sys.executable, "-c", COPIES],
            cwd=path.parent,
            input=json.dumps([[LEAST, code], rounds]),
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
        least, lesson = (min(times) for times in zip(*json.loads(done.stdout), strict=True))
        found.append(FirstCells(path.parent.name, lesson / least, slowest(code, path.parent)))
    return found
