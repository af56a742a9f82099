"""Runs of nbgrader and of the grader on one class, each in a new copy of the course."""

import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from benchmarks.classes import Member, course_with, members, scores
from benchmarks.measure import Spent, load, median, run
from course.grading.receipt import ENDING

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
        self.loads.append(load())
        with tempfile.TemporaryDirectory() as folder:
            course = course_with(Path(folder), self.lesson, class_)
            environment = course.environment()
            if command == STOCK:
                for one in class_:
                    course.submit(one.student, one.content.decode("utf-8"))
                course.nbgrader("generate_assignment", self.lesson)
                line = [sys.executable, "-m", "nbgrader", "autograde", self.lesson]
            else:
                given = [self.lesson, f"{folder}/delivered", "--course", folder]
                line = [COURSE, "grade", *given, *COMMANDS[command]]
            spent, _ = run(line, course.folder, environment)
            found = dict(scores(course))
            wrong = {m.student for m in class_ if not m.fits(found.get(m.student, {}))}
            self.differences |= {f"{student} by {command}" for student in wrong}
            if command == ONE:
                (course.folder / "gradebook/reports" / f"{self.lesson}{ENDING}").unlink()
                for again in (LOOKED, AGAIN):
                    self.spent.setdefault((again, len(class_)), []).append(
                        run(line, course.folder, environment)[0]
                    )
        self.spent.setdefault((command, len(class_)), []).append(spent)
        console.print(f"{self.lesson}, {len(class_)} by {command}: {spent.wall:.0f} s")


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
    class_ = members(lesson, size)
    runs = Runs(lesson, size, sample)
    for number in range(rounds):
        if number == 0:  # of minutes, once is enough
            runs.time(STOCK, class_[:FEW])
        for few in (True, False):
            for command in COMMANDS:
                runs.time(command, class_[:sample] if few else class_)
        if number == 0:
            runs.time(STOCK, class_[:sample])
    return runs
