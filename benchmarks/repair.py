"""How many damaged notebooks keep their score: `course grade` next to stock nbgrader.

Right answers are damaged in one way each. A notebook is recovered when every check has its points
and the written answer is there, except for an answer that the damage deleted; it is wrongly graded
when it gets any other score; otherwise it is left for a person. nbgrader grades in a copy of the
course, with this course's settings, a sample of the same files.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated

import nbformat
import typer
from nbgrader.api import MissingEntry
from rich.progress import track

from benchmarks.measure import machine
from benchmarks.page import give, table
from course.grading.judge.submission import judge
from course.grading.repair.submission import NotRepairable
from course.grading.run.isolation import Mode
from course.grading.run.limits import Limits
from course.grading.run.parent import Warm
from course.grading.run.session import ChildSession
from tests.bank import bank
from tests.grading import damage
from tests.grading.damage import DAMAGES, SAVINGS, WRITTEN
from tests.grading.rebuilt import mended, right, written
from tests.lesson import CHECK, cells
from tests.sample_class.course import Course

LESSONS = ["01_derivatives", "03_two_weights", "06_layers"]
STOCK = "03_two_weights"
ENDS = ("recovered", "wrong", "for a person")


@dataclass(frozen=True)
class Sample:
    """A damaged file, and the answers that can't be in it any more."""

    lesson: str
    content: bytes
    lost: frozenset[str]


def samples(kind: str, lesson: str, number: int) -> list[Sample]:
    """Return files with one kind of damage, each of another right notebook."""
    made = []
    for seed in range(number):
        notebook, rng, lost = right(lesson, seed), Random(f"{kind} {lesson} {seed}"), set[str]()
        if kind in KINDS_OF_DAMAGE:
            lost = KINDS_OF_DAMAGE[kind](notebook, rng)
        saving = KINDS_OF_SAVING.get(kind, damage.as_jupyter)
        for note in ("stubs", "plain"):
            notebook.metadata.pop(note)
        made.append(Sample(lesson, saving(notebook, rng), frozenset(lost)))
    return made


KINDS_OF_DAMAGE = {hurt.__name__: hurt for hurt in DAMAGES}
KINDS_OF_SAVING = {save.__name__: save for save in SAVINGS if save is not damage.as_jupyter}
KINDS = [*KINDS_OF_DAMAGE, *KINDS_OF_SAVING]


def same(sample: Sample, passed: Iterable[str]) -> bool:
    """Say whether all that is not lost has its points."""
    every = {name + CHECK for name in bank(sample.lesson)} | set(written(sample.lesson))
    lost = sample.lost | {name + CHECK for name in sample.lost}
    return every - lost <= set(passed)


def ours(sample: Sample, warm: Warm) -> str:
    """Repair and judge a file."""
    try:
        repaired = mended(sample.lesson, sample.content)
    except NotRepairable:
        return "for a person"
    graded = judge("student", repaired, ChildSession(warm))
    passed = {said.grade_id for said in graded.verdicts if said.points == said.max_points}
    there = cells(graded.notebook, solution=True)
    passed |= {name for name in written(sample.lesson) if WRITTEN in there[name].source}
    return "recovered" if same(sample, passed) else "wrong"


def stock(files: dict[str, Sample]) -> dict[str, str]:
    """Let nbgrader grade a class, a file a student, in one run."""
    with tempfile.TemporaryDirectory() as folder:
        course = Course.copy(Path(folder), STOCK)
        for student, sample in files.items():
            course.submit(student, "")
            course.place("gradebook/submitted", student).write_bytes(sample.content)
        for step in ("generate_assignment", "autograde"):
            course.nbgrader(step, STOCK)
        return {student: _stock_end(course, student, files[student]) for student in files}


def _stock_end(course: Course, student: str, sample: Sample) -> str:
    if not (place := course.place("gradebook/autograded", student)).exists():
        return "for a person"
    try:
        scores = course.scores(student)
    except MissingEntry:
        return "for a person"
    passed = {name for name, score in scores.items() if score.auto_score == score.max_score}
    # A person reads a written answer in the notebook, where nbgrader gave it no 0 already.
    there = cells(nbformat.read(place, as_version=4), solution=True)
    passed |= {
        name
        for name in written(STOCK)
        if name in there and WRITTEN in there[name].source and scores[name].needs_manual_grade
    }
    return "recovered" if same(sample, passed) else "wrong"


def main(
    number: Annotated[int, typer.Option(help="Files of each kind a lesson.")] = 4,
    stock_number: Annotated[int, typer.Option(help="Of these, for nbgrader; 5 s each.")] = 2,
    out: Annotated[Path | None, typer.Option(help="Write the page.")] = None,
    trust: Annotated[bool, typer.Option(help="Run without bubblewrap.")] = False,
) -> None:
    """Print the table."""
    warm = Warm(Mode.NONE if trust else Mode.BUBBLEWRAP, Limits())
    found: dict[str, Counter[str]] = {}
    class_of: dict[str, Sample] = {}
    try:
        for kind in track(KINDS, "course grade", transient=True):
            files = [file for lesson in LESSONS for file in samples(kind, lesson, number)]
            found[kind] = Counter(ours(file, warm) for file in files)
            of_stock = enumerate(samples(kind, STOCK, stock_number))
            class_of |= {f"{kind}-{k}".replace("_", "-"): file for k, file in of_stock}
    finally:
        warm.close()
    theirs = {kind: Counter[str]() for kind in KINDS}
    for student, end in (stock(class_of) if class_of else {}).items():
        theirs[student.rpartition("-")[0].replace("-", "_")][end] += 1
    rows = [
        [kind.replace("_", " "), *(_said(ends[kind]) for ends in (found, theirs))] for kind in KINDS
    ]
    both = [sum(ends.values(), Counter[str]()) for ends in (found, theirs)]
    rows.append(["**all**", *map(_said, both)])
    rates = [ends["recovered"] / (ends.total() or 1) for ends in both]
    heads = ["damage", *(f"{who}: {' / '.join(ENDS)}" for who in ("course grade", "nbgrader"))]
    text = HEAD.format(machine=machine(), lessons=", ".join(LESSONS), stock=STOCK, rates=rates)
    text += table(heads, rows)
    give(text, out)


HEAD = """# Damaged notebooks

Made by `uv run python benchmarks/repair.py --out docs/repair.md`. {machine}

Right answers to {lessons} are damaged in one way each (`tests/grading/damage.py`), and
`course grade` mends and judges them; nbgrader grades files of {stock} with the same damage.
**Recovered**: every check has its points and the written answer is there, except for what the
damage deleted. **Wrong**: any other score. **For a person**: no grade is invented; the file is in
the list of those to look at, or nbgrader did not grade it.

Recovered are {rates[0]:.0%} by `course grade`, {rates[1]:.0%} by nbgrader.

"""


def _said(ends: Counter[str]) -> str:
    return " / ".join(str(ends[end]) for end in ENDS)


if __name__ == "__main__":
    typer.run(main)
