"""How long imports take: processor time, each in a new Python, in turn."""

import subprocess
import sys
from statistics import median

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
