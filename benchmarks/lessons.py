"""What a student waits for: lessons from top to bottom, with the solutions; imports; sliders.

The unit is the processor time of `import numpy` in a new Python.
"""

import os
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from rich.progress import track

from benchmarks import dragging, imports, redraw
from benchmarks.cells import Lesson, run
from benchmarks.measure import ROOT, load, machine
from benchmarks.page import aim, give, table

LONGEST_CELL, ALL_LESSONS, IMPORT = 10, 120, 1.3  # seconds, seconds, times `import numpy`
REDRAW, FLAT, SOLID = 33, 0.1, 0.2  # milliseconds; over a full replot, flat ones and in 3-D
PACKAGES = ("ipykernel", "ipywidgets", "jax", "keras", "matplotlib", "numpy", "pandas")


def page(
    lessons: list[Lesson],
    modules: dict[str, float],
    firsts: list[imports.FirstCells],
    steps: dict[str, redraw.Step],
    dragged: dict[str, dragging.Dragged],
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
    first = median(s.first for s in steps.values())
    solid = [
        f"{n} ({s.ratios[0]:.2f})" for n, s in steps.items() if s.solid and s.ratios[0] > SOLID
    ]
    flat = [s.ratios for s in steps.values() if not s.solid]
    news, olds = (median(column) for column in zip(*flat, strict=True))
    under_the_hand = table(
        ["picture", "stops a second", "pictures a second"],
        [[n, f"{d.stops:.0f}", f"{d.pictures:.0f}"] for n, d in dragged.items()],
    )
    if not dragged:
        under_the_hand = "Not measured: no Chromium or Chrome was found.\n"
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
        + aim(
            f"A slider's step takes at most {REDRAW} ms of processor time at the median; it takes "
            f"{1000 * first / REDRAW:.2f} of that where the slider comes for the first time",
            ["the median picture"] if 1000 * first > REDRAW else [],
        )
        + aim(
            f"A slider's step takes at most {FLAT} of a full replot at the median of flat pictures "
            f"where the slider comes for the first time; it takes {news:.3f}",
            ["the median picture"] if news > FLAT else [],
        )
        + aim(
            f"The same where the slider comes again; it takes {olds:.3f}",
            ["the median picture"] if olds > FLAT else [],
        )
        + aim(f"A slider's step of a picture in 3-D takes at most {SOLID} of a full replot", solid)
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

Redraw on a step over drawing the picture anew: the picture moves, is drawn and encoded, and the
message goes to the notebook. Where a slider comes again, words need not be drawn again.

{
        table(
            ["picture", "first time", "again", "first time, ms"],
            [
                [n, *(f"{r:.2f}" for r in s.ratios), f"{1000 * s.first:.0f}"]
                for n, s in steps.items()
            ],
        )
    }
## Under the hand

In JupyterLab in Chromium, a hand drags a slider to and fro and passes {
        dragging.STOPS_A_SECOND
    } stops a
second, or what the browser can follow: how many pictures are seen meanwhile. Browser, server and
kernel share the processors.

{under_the_hand}"""


def main(out: Annotated[Path | None, typer.Option(help="Write the page.")] = None) -> None:
    """Print the page."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    paths = sorted((ROOT / "solutions").glob("*/*.ipynb"))
    lessons = [run(path) for path in track(paths, "lessons", transient=True)]
    text = page(
        lessons,
        imports.measure(),
        imports.until_imported(paths),
        redraw.measure(),
        dragging.measure(),
    )
    give(text, out)


if __name__ == "__main__":
    typer.run(main)
