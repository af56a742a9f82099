"""Runs of nbgrader and of the grader on one class, each in a new copy of the course."""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from benchmarks.classes import Member, course_with, members, scores
from benchmarks.measure import Spent, load, median, run
from course.grading.receipt import ENDING
from tests.sample_class.course import Course

FEW = 2  # students in the smaller of nbgrader's two classes
COURSE = str(Path(sys.executable).with_name("course"))
console = Console()


@dataclass
class Runs:
    """What the runs on one lesson took.

    Attributes
    ----------
    spent : by command and number of students.
    loads : of the machine, before each run.
    differences : students whose scores are not the same, or not what the bank says.
    """

    lesson: str
    size: int
    sample: int
    spent: dict[tuple[str, int], list[Spent]] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)
    differences: set[str] = field(default_factory=set)

    def whole(self, command: str) -> Spent:
        """Return what the whole class takes in one run, start and reports included."""
        large = self.size if (command, self.size) in self.spent else self.sample
        return median(self.spent[command, large]) + (self.size - large) * self.one_more(command)

    def one_more(self, command: str) -> Spent:
        """Return what one more submission takes."""
        (few, short), (many, long) = sorted(
            (count, median(spent)) for (name, count), spent in self.spent.items() if name == command
        )
        return 1 / (many - few) * (long - short)

    def time(self, command: str, class_: list[Member]) -> None:
        """Grade a class, and compare the scores with the bank's."""
        with tempfile.TemporaryDirectory() as folder:
            course = course_with(Path(folder), self.lesson, class_)
            if command == STOCK:
                for one in class_:
                    course.submit(one.student, one.content.decode("utf-8"))
                course.nbgrader("generate_assignment", self.lesson)
                line = [sys.executable, "-m", "nbgrader", "autograde", self.lesson]
            else:
                given = [self.lesson, f"{folder}/delivered", "--course", folder]
                line = [COURSE, "grade", *given, *COMMANDS[command]]
            self.spend(command, len(class_), line, course)
            found = dict(scores(course))
            wrong = {m.student for m in class_ if not m.fits(found.get(m.student, {}))}
            self.differences |= {f"{student} by {command}" for student in wrong}

    def spend(self, command: str, count: int, line: list[str], course: Course) -> None:
        """Run a command, and where it is the first of ours once more with nothing new."""
        self.loads.append(load())
        environment = course.environment()
        spent, _ = run(line, course.folder, environment)
        self.spent.setdefault((command, count), []).append(spent)
        console.print(f"{self.lesson}, {count} by {command}: {spent.wall:.0f} s")
        if command == ONE:
            (course.folder / "gradebook/reports" / f"{self.lesson}{ENDING}").unlink(missing_ok=True)
            for again in (LOOKED, AGAIN):
                self.spent.setdefault((again, count), []).append(
                    run(line, course.folder, environment)[0]
                )


# Runs with nothing new: one that looks at every grade, and one that finds the receipt of the last.
LOOKED, AGAIN = "nothing new, every grade looked at", "nothing new"
STOCK, ONE, TWO, BARE = "nbgrader", "one worker", "two workers", "one worker, no sandbox"
COMMANDS = {
    ONE: ["--workers", "1"],
    TWO: ["--workers", "2"],
    BARE: ["--workers", "1", "--trust-students"],
}


def measure(lesson: str, size: int, sample: int, rounds: int) -> Runs:
    """Grade, each command in its turn."""
    class_, runs = members(lesson, size), Runs(lesson, size, sample)
    for command, count in turns(size, sample, rounds):
        runs.time(command, class_[:count])
    return runs


def turns(size: int, sample: int, rounds: int) -> Iterator[tuple[str, int]]:
    """Yield each command in its turn, and how many students it grades."""
    for number in range(rounds):
        if number == 0:  # of minutes, once is enough
            yield STOCK, FEW
        for count in (sample, size):
            for command in COMMANDS:
                yield command, count
        if number == 0:
            yield STOCK, sample
