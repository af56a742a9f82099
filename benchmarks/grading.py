"""The same class graded by `nbgrader autograde` and by `course grade`, in turn, as ratios.

nbgrader may grade a sample: two sizes of it give what one more submission takes, and with that what
the whole class would take in one run. Processor time is that of all processes of a command, and
suffers less from a busy machine than wall time.
"""

import tempfile
from itertools import product
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import parts, stages
from benchmarks.classes import members
from benchmarks.measure import Spent, machine, median
from benchmarks.own_runs import SHAPES, measure_own
from benchmarks.page import aim, table
from benchmarks.runs import (
    AGAIN,
    COMMANDS,
    FEW,
    LOOKED,
    ONE,
    STOCK,
    TWO,
    Runs,
    console,
    measure,
)
from tests.bank import LESSONS

AIMED_AT, FASTER, OVER = "03_two_weights", 25, 2


def _ratio(ratio: Spent, form: str = ".1f") -> str:
    return f"{ratio.wall:{form}} / {ratio.processor:{form}}"


def _aims(runs: Runs, floors: dict[str, Spent]) -> str:
    """Return a line an aim: by wall time, start and gradebook included where it says a run."""
    faster = runs.whole(STOCK).wall / runs.whole(TWO).wall
    lines = aim(
        f"{runs.lesson}, two workers: {FASTER} times nbgrader's rate, a run each",
        [f"{faster:.1f}"] if faster < FASTER else [],
    )
    spent = {"a run": 1 / runs.size * runs.whole(ONE), "one more": runs.one_more(ONE)}
    for name, what in product((stages.DRAWN, stages.SKIPPED), spent):
        over = spent[what].wall / floors[name].wall
        lines += aim(
            f"{runs.lesson}, one worker, {what}: at most {OVER} times the {name}",
            [f"{over:.2f}"] if over > OVER else [],
        )
    return lines


def _faster(measured: list[Runs]) -> str:
    """Return the table of nbgrader's time over the grader's."""
    rows = []
    for runs in measured:
        for what, of in (("one run", runs.whole), ("one more submission", runs.one_more)):
            cells = [_ratio(of(STOCK) / of(command)) for command in COMMANDS]
            rows.append([runs.lesson, what, *cells])
    return table(["lesson", "", "one worker", "two workers", "one worker, no sandbox"], rows)


def _again(measured: list[Runs]) -> str:
    """Return the table of runs with nothing new."""
    rows = [
        [
            runs.lesson,
            _ratio(median(runs.spent[AGAIN, runs.size]) / looked, ".2f"),
            _ratio(median(runs.spent[AGAIN, runs.size]) / runs.whole(ONE), ".3f"),
        ]
        for runs in measured
        for looked in [median(runs.spent[LOOKED, runs.size])]
    ]
    return table(["lesson", "over looking at every grade", "over the first run"], rows)


def own_only(own: Runs) -> str:
    """Return the tables of an instructor's own course alone."""
    loads = f"between {min(own.loads):.1f} and {max(own.loads):.1f}"
    return f"""{machine()}
{own.size} students, {loads} processes wanted a processor; wall times / processor times.
Scores that are not nbgrader's: {", ".join(sorted(own.differences)) or "none"}.

nbgrader's time over the grader's:

{_faster([own])}
A run with nothing new:

{_again([own])}"""


def page(
    every: list[Runs],
    steps: dict[str, dict[str, Spent]],
    main: dict[str, dict[str, float]],
    own: Runs,
) -> str:
    """Return the page with all tables; `own` is of an instructor's own course."""
    size, sample, measured, floors = own.size, own.sample, [*every, own], []
    loads = [load for runs in measured for load in runs.loads]
    for runs in every:
        for name in (stages.SKIPPED, stages.DRAWN):
            floor = steps[runs.lesson][name]
            for what, spent in (
                ("one more submission", runs.one_more(ONE)),
                (f"one run, a {size}th of it", 1 / size * runs.whole(ONE)),
            ):
                floors.append([runs.lesson, name, what, _ratio(spent / floor, ".2f")])
    costs = []
    for lesson, found in steps.items():
        floor = found[stages.SKIPPED]
        for name, spent in found.items():
            costs.append([lesson, name, _ratio(spent / floor, ".2f")])
        for name, seconds in main[lesson].items():
            costs.append([lesson, f"{name} (main process)", f"– / {seconds / floor.processor:.2f}"])
    aims = "".join(_aims(runs, steps[runs.lesson]) for runs in every if runs.lesson == AIMED_AT)
    differences = sorted(text for runs in measured for text in runs.differences)
    return f"""# How fast the grader is

Made by `uv run python benchmarks/grading.py --out docs/grading_speed.md`. {machine()}

While this was measured, between {min(loads):.1f} and {max(loads):.1f} processes wanted a processor
(the load average before each run): the more beyond the processors, the less wall times mean. All
figures are ratios: of wall times / of processor times.

The class has {size} students, with right and wrong answers of the bank; {own.lesson} is an
instructor's own course, and the class hands in what its few students do. nbgrader graded
{FEW} and {sample} of them in one run each; what one more takes is the difference, and a run of
{size} is reckoned from it.

{aims}
Scores that are not as the bank says, or of {own.lesson} not as nbgrader's:
{", ".join(differences) or "none"}.

## nbgrader's time over the grader's

How many times faster `course grade` is, in its sandbox unless said otherwise. One run has the
start, the gradebook and all pages in it.

{_faster(measured)}
## The grader's time over the floor

The floor is the code cells, checks among them, in a fork of a warm Python, without sandbox, judge,
gradebook and pages. The grader does not draw pictures that nobody looks at; a notebook does. One
worker.

{table(["lesson", "floor", "the grader's", "over the floor"], floors)}
## With nothing new

A run that finds the state of its last one says again what that one said. Over the time of a run
that looks at every grade, as all runs once did, and over that of the first run of {size}.

{_again(measured)}
## Where the time of one submission goes

Over the floor without pictures. What the judge costs is the difference between it and checks that
run in the child, where student code could reach them; what the sandbox costs is the difference
between the judge with and without it. The main process works beside the workers; its pages and
tables, two plots on the class among them, are made when all is graded.

{table(["lesson", "step", "over the floor"], costs)}"""


def main(
    lesson: Annotated[list[str] | None, typer.Option(help="Such as 03_two_weights.")] = None,
    size: Annotated[int, typer.Option(help="Students.")] = 60,
    stock_sample: Annotated[int, typer.Option(help="Of these, for nbgrader; 5 s each.")] = 12,
    rounds: Annotated[int, typer.Option(help="Of the grader's own runs.")] = 3,
    own: Annotated[str, typer.Option(help=f"Of {', '.join(SHAPES)}.")] = "risk",
    only_own: Annotated[
        bool, typer.Option("--only-own", help="Leave out the lessons; there is no page then.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Write the page.")] = None,
) -> None:
    """Print the page."""
    if own not in SHAPES or (only_own and (out or lesson)):
        raise typer.BadParameter(f"--own is one of {', '.join(SHAPES)}; --only-own has no page.")
    others = measure_own(own, size, stock_sample, rounds)
    if only_own:
        console.print(own_only(others), markup=False, soft_wrap=True)
        return
    every, steps, inside = [], {}, {}
    for name in lesson or ["03_two_weights", "06_layers"]:
        every.append(measure(name, size, stock_sample, rounds))
        class_ = members(name, stock_sample)
        steps[name] = stages.workers(name, class_)
        with tempfile.TemporaryDirectory() as folder:
            inside[name] = stages.main_process(Path(folder), name, members(name, size))
        text = page(every, steps, inside, others)
        if out:
            out.write_text(text, encoding="utf-8")
    text += "\n" + parts.section(lesson or LESSONS, stock_sample)
    if out:
        out.write_text(text, encoding="utf-8")
    console.print(text, markup=False, soft_wrap=True)


if __name__ == "__main__":
    typer.run(main)
