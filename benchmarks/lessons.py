"""What a student waits for: lessons from top to bottom, with the solutions; imports; sliders.

The unit is the processor time of `import numpy` in a new Python.
"""

import os
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from rich.progress import track

from benchmarks import imports, redraw
from benchmarks.cells import Lesson, run
from benchmarks.measure import ROOT, load, machine
from benchmarks.page import aim, give, table

LONGEST_CELL, ALL_LESSONS, IMPORT = 10, 120, 1.3  # seconds, seconds, times `import numpy`
PACKAGES = ("ipykernel", "ipywidgets", "jax", "keras", "matplotlib", "numpy", "pandas")


def page(
    lessons: list[Lesson],
    modules: dict[str, float],
    firsts: list[imports.FirstCells],
    ratios: dict[str, float],
) -> str:
    """Return the page."""
    unit = modules[imports.UNIT]
    total = sum(lesson.seconds for lesson in lessons)
    long = [
        f"{lesson.name} {name}"
        for lesson in lessons
        for name, seconds in lesson.cells
        if seconds > LONGEST_CELL and name not in lesson.bars
    ]
    longest = max(seconds for lesson in lessons for _, seconds in lesson.cells)
    rows = []
    for lesson in lessons:
        slowest = sorted(lesson.cells[1:], key=lambda cell: -cell[1])[:3]
        named = ", ".join(
            f"{name} {seconds / unit:.0f}{' (bar)' if name in lesson.bars else ''}"
            for name, seconds in slowest
        )
        sizes = [f"{lesson.saved:.2f}", f"{lesson.with_sliders:.2f}"]
        rows.append([lesson.name, f"{lesson.seconds / unit:.0f}", named, *sizes])
    late = [f"{f.lesson} ({f.ratio:.2f})" for f in firsts if f.ratio > imports.FIRST_CELL_MOST]
    slow = [f"`{name}`" for name in imports.AIMED if modules[name] > IMPORT * unit]
    return f"""# What a student waits for

Made by `uv run python benchmarks/lessons.py --out docs/waiting.md`. {machine(PACKAGES)}
The load average was {load():.1f} at the end.
Times are processor times, over that of `import numpy` in a new Python.

## Aims

{
        aim(
            f"No cell without a progress bar takes more than {LONGEST_CELL} seconds; the longest "
            f"of all takes {longest / LONGEST_CELL:.2f} of that",
            long,
        )
        + aim(
            f"All lessons together take less than two minutes; they take {total / ALL_LESSONS:.2f} "
            "of that",
            ["all together"] if total > ALL_LESSONS else [],
        )
        + aim(f"`import helpers` takes at most {IMPORT} times `import numpy`", slow)
        + aim(
            f"A lesson's imports take at most {imports.FIRST_CELL_MOST} times those that no lesson "
            "can do without",
            late,
        )
    }
## Lessons from top to bottom

With the solutions. "(bar)": the cell shows a progress bar. Sizes are those of the notebook after
the run, in megabytes; JupyterLab leaves the sliders' state out unless it is told to save it.

{
        table(
            ["lesson", "over `import numpy`", "slowest cells", "saved, MB", "with sliders, MB"],
            rows,
        )
    }
## Imports

Each in a new Python, without its start.

{table(["import", "over `import numpy`"], [[n, f"{s / unit:.2f}"] for n, s in modules.items()])}
## First cells

From a new kernel to the end of a lesson's imports, over `{imports.LEAST.strip()}` in a
new kernel; the least of {imports.ROUNDS} rounds in turn. Beside it, the slowest of what it imports
besides, by what a module's own code takes.

{
        table(
            ["lesson", "over the least", "slowest"],
            [[f.lesson, f"{f.ratio:.2f}", ", ".join(f.slowest)] for f in firsts],
        )
    }
## A slider's step

Redraw on a step over drawing the picture anew. The median picture takes
{median(ratios.values()):.2f}.

{table(["picture", "redraw over full replot"], [[n, f"{r:.2f}"] for n, r in ratios.items()])}"""


def main(out: Annotated[Path | None, typer.Option(help="Write the page.")] = None) -> None:
    """Print the page."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    paths = sorted((ROOT / "solutions").glob("*/*.ipynb"))
    lessons = [run(path) for path in track(paths, "lessons", transient=True)]
    text = page(lessons, imports.measure(), imports.until_imported(paths), redraw.ratios())
    give(text, out)


if __name__ == "__main__":
    typer.run(main)
