"""Classes to grade: a lesson's notebooks with right and wrong answers of the bank.

Everything comes from a seed, so two runs grade the same class. What each check must give is known
of everybody: the bank says it.
"""

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import nbformat
from nbformat import NotebookNode

from tests.attacks import ATTACKS as CORPUS
from tests.bank import bank
from tests.grading import damage
from tests.grading.rebuilt import written
from tests.lesson import CHECK, cells, read
from tests.sample_class.course import Course
from tests.sample_class.students import answered

RIGHT, UNTRIED = 0.7, 0.08  # shares of the answers; the others are wrong
ATTACKS = [attack for attack in CORPUS if attack.quick and not attack.accomplice]
# Where the attacks look; what they find there is tested by tests/grading/test_attacks.py.
PLACES = {"COURSE": "/course", "HOME": "/root", "LOOT": "/tmp", "PORT": "8080"}


@dataclass(frozen=True)
class Member:
    """One student of a class.

    Attributes
    ----------
    wanted : the points that each check must give.
    kind : "plain", "damaged: …" or "hostile: …".
    lost : exercises whose answer a damage deleted.
    """

    student: str
    content: bytes
    wanted: dict[str, float]
    kind: str = "plain"
    lost: frozenset[str] = frozenset()

    def fits(self, scores: dict[str, float | None]) -> bool:
        """Say whether these are the right scores of this student."""
        lost = {name + CHECK for name in self.lost}
        return all(
            scores.get(name) == (0 if name in lost else points)
            for name, points in self.wanted.items()
        )


def members(lesson: str, count: int, troubled: float = 0.0) -> list[Member]:
    """Return a class; so large a share of it is damaged or hostile, half and half.

    Attacks are on lesson 03, so only a class of that lesson can have a share of them.
    """
    every = 2 * math.ceil(troubled * count / 2)
    # Spread over the class, so that whatever they leave behind meets somebody.
    chosen = {k * count // every: k for k in range(every)}
    return [_member(lesson, k, chosen.get(k)) for k in range(count)]


def _member(lesson: str, number: int, trouble: int | None) -> Member:
    rng = Random(f"{lesson} {number}")
    notebook, wanted = _answered(lesson, rng)
    student = f"student-{number:04}"
    if trouble is None:
        return Member(student, (nbformat.writes(notebook) + "\n").encode(), wanted)
    kind, which = trouble % 2, trouble // 2
    if kind == 0:
        return _damaged(lesson, student, notebook, wanted, which, rng)
    attack = ATTACKS[which % len(ATTACKS)]
    nothing = dict.fromkeys(wanted, 0.0)
    return Member(student, attack.text(PLACES).encode(), nothing, f"hostile: {attack.name}")


def _answered(lesson: str, rng: Random) -> tuple[NotebookNode, dict[str, float]]:
    """Return a notebook with answers, and the points that its checks must give."""
    checks = cells(read("solutions", lesson), grade=True, solution=False)
    sources, wanted = {name: damage.WRITTEN for name in written(lesson)}, {}
    for name, exercise in bank(lesson).items():
        draw, points = rng.random(), 0.0
        if draw < RIGHT:
            sources[name] = rng.choice(list(exercise.right.values()))
            points = float(checks[name + CHECK].metadata.nbgrader.points)
        elif draw < 1 - UNTRIED:
            sources[name] = rng.choice(list(exercise.wrong.values())).source
        wanted[name + CHECK] = points
    return answered(lesson, sources), wanted


def _damaged(
    lesson: str,
    student: str,
    notebook: NotebookNode,
    wanted: dict[str, float],
    which: int,
    rng: Random,
) -> Member:
    """Damage a notebook in the next of all ways to do so."""
    ways = [way.__name__ for way in (*damage.DAMAGES, *damage.SAVINGS)]
    way = [name for name in ways if name not in ("nothing", "as_jupyter")][which % (len(ways) - 2)]
    hurt = getattr(damage, way)
    stubs = cells(read("notebooks", lesson), solution=True)
    notebook.metadata["stubs"] = {name: cell.source for name, cell in stubs.items()}
    plain = [cell for cell in notebook.cells if "nbgrader" not in cell.metadata]
    notebook.metadata["plain"] = {cell.id: cell.source for cell in plain}
    saved, lost = hurt in damage.SAVINGS, set[str]()
    if not saved:
        lost = hurt(notebook, rng)
    for note in ("stubs", "plain"):
        notebook.metadata.pop(note)
    content = (hurt if saved else damage.as_jupyter)(notebook, rng)
    said = f"damaged: {way.replace('_', ' ')}"
    return Member(student, content, wanted, said, frozenset(lost))


def course_with(folder: Path, lesson: str, class_: Iterable[Member]) -> Course:
    """Make a course in `folder` with a roster and everybody's file in `delivered/`."""
    course = Course.copy(folder, lesson)
    with (folder / "gradebook/roster.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "first_name", "last_name", "email"])
        for one in class_:
            rows.writerow([one.student, "Jo", one.student.title(), f"{one.student}@example.org"])
            place = course.place("delivered", one.student)
            place.parent.mkdir(parents=True)
            place.write_bytes(one.content)
    return course


def scores(course: Course) -> Iterator[tuple[str, dict[str, float | None]]]:
    """Yield each student of the gradebook who has handed in, and the automatic scores."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.folder / 'gradebook' / 'gradebook.db'}", "downhill") as book:
        for submission in book.assignment_submissions(course.lesson):
            grades = submission.notebooks[0].grades
            yield submission.student_id, {grade.name: grade.auto_score for grade in grades}
