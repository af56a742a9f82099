"""Runs on a course of an instructor's own notebooks, one of those in tests/own_courses.

A class of any size hands in what that course's few students do, in turn. There is no bank of such
answers: what counts is that every cell has the score that nbgrader gives to the same file.
"""

import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.runs import COMMANDS, COURSE, STOCK, Runs, turns
from tests.own_courses.build import Shape
from tests.own_courses.graded import Both, scores
from tests.own_courses.shapes import FILES, PARTIAL, REACHING
from tests.sample_class.course import Course, Score

SHAPES = {one.name: one for one in (FILES, REACHING, PARTIAL)}


@dataclass
class OwnRuns(Runs):
    """What the runs on one course of somebody's own took.

    Attributes
    ----------
    given : the scores that each command gave, by what was handed in.
    """

    given: dict[str, dict[str, list[dict[str, Score]]]] = field(default_factory=dict)

    def grade(self, command: str, shape: Shape, count: int) -> None:
        """Grade so many students of a shape, and note what each kind of them got."""
        kinds = {f"student-{n:04}": one for n, one in enumerate(_in_turn(shape, count))}
        class_ = {student: shape.students[kind] for student, kind in kinds.items()}
        with tempfile.TemporaryDirectory() as folder:
            both = Both.of(Path(folder), replace(shape, students=class_))
            both.write_roster()
            course = Course(both.folder / "stock", shape.name) if command == STOCK else both.ours
            if command == STOCK:
                course.nbgrader("generate_assignment", shape.name)
                line = [sys.executable, "-m", "nbgrader", "autograde", shape.name]
            else:
                given = (shape.name, "delivered", "--roster", "roster.csv")
                line = [COURSE, "grade", *given, *COMMANDS[command]]
            self.spend(command, count, line, course)
            for student, got in scores(course.folder, shape.name, class_).items():
                self.given.setdefault(kinds[student], {}).setdefault(command, []).append(got)

    def compare(self) -> None:
        """Note who has other scores than nbgrader gave to the same files."""
        for kind, by in self.given.items():
            wanted = by[STOCK][0]
            for command, every in by.items():
                if any(got != wanted for got in every):
                    self.differences.add(f"{kind} of {self.lesson} by {command}")


def _in_turn(shape: Shape, count: int) -> list[str]:
    """Return who of a shape's students each of a class is."""
    every = [*shape.students]
    return [every[number % len(every)] for number in range(count)]


def measure_own(name: str, size: int, sample: int, rounds: int) -> OwnRuns:
    """Grade a course of somebody's own, each command in its turn."""
    shape, runs = SHAPES[name], OwnRuns(name, size, sample)
    for command, count in turns(size, sample, rounds):
        runs.grade(command, shape, count)
    runs.compare()
    return runs
