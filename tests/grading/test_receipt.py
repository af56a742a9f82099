"""A run with nothing new says at once what a whole one would, and only where nothing is new."""

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import text

from course.grading import grade as pipeline
from course.grading import receipt
from course.grading.command import grade_and_say
from course.grading.receipt import ENDING, Receipt
from course.grading.report import pages
from course.grading.run.isolation import Mode
from course.grading.terminal import show_result

from . import double
from .runs import LESSON, Run

CLASS = ("ada", "bo", "cy")
RIGHTS = "Student code runs with your rights: it can read and change your files.\n"


@dataclass
class Command:
    """`course grade` on a class, in this process, with the double in the workers."""

    run: Run
    whole: int = 0  # runs that were whole ones

    def receipt(self, **told: object) -> Receipt:
        """Return what the command begins with."""
        return Receipt(self.run.course.folder, LESSON, told, [self.run.delivered])

    def __call__(self, **told: object) -> str:
        """Return what the command says."""
        course = self.run.course.folder
        console = Console(file=io.StringIO(), width=200, record=True)
        paper = self.receipt(**told)
        if said := paper.said():
            show_result(console, said)
        else:
            self.whole += 1
            where = {"course": course, "lesson": LESSON, "source": self.run.delivered}
            grade_and_say(console, paper, **where, mode=Mode.NONE, workers=1, **told)
        return console.export_text().removeprefix(RIGHTS)


@pytest.fixture
def graded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A class that was graded once, and whose code is the course's own."""
    monkeypatch.setattr(pipeline.work, "grade_task", double.grade)
    monkeypatch.setattr(receipt, "OURS", tmp_path / "ours")
    run = Run.prepare(tmp_path / "course", CLASS)
    for student in CLASS:
        run.deliver(student, at="16 12:01:00", right=["forward"])
    ours = run.course.folder / "helpers/mine.py"
    ours.parent.mkdir(exist_ok=True)
    ours.write_text("ONE = 1\n", encoding="utf-8")
    found = Command(run)
    assert "graded" in found() and found.whole == 1
    return found


def whole_run(of: Command, **told: object) -> str:
    """Return what a whole run says."""
    (of.run.gradebook / "reports" / f"{LESSON}{ENDING}").unlink(missing_ok=True)
    return of(**told)


def test_a_run_with_nothing_new_says_what_a_whole_one_would(graded: Command) -> None:
    before = graded.run.everything()
    said = graded()
    assert graded.whole == 1 and "unchanged  3" in said
    assert graded.run.everything() == before
    assert whole_run(graded) == said and graded.whole == 2


def test_what_must_be_looked_at_is_said_each_time(graded: Command) -> None:
    graded.run.hand_in("bo", "{}").with_name("second.ipynb").write_text("[]", encoding="utf-8")
    graded()
    said = graded()
    whole = graded.whole
    assert "to look at" in said and graded() == said == graded()
    assert graded.whole == whole
    assert whole_run(graded) == said


def test_what_failed_is_tried_again(graded: Command) -> None:
    graded.run.deliver("bo", do="raise")
    assert "failed" in graded() and "failed" in graded() and graded.whole == 3


def later(place: Path, content: str | None = None) -> None:
    """Change a file; its size stays where no content is given."""
    place.write_text(content or place.read_text(encoding="utf-8"), encoding="utf-8")


def by_hand(run: Run) -> None:
    """Give points as Formgrader does, by the database."""
    with run.course.api().gradebook as book:
        book.db.execute(text("UPDATE grade SET manual_score = 1"))
        book.db.commit()


CHANGES: dict[str, Callable[[Run], object]] = {
    "a file that was handed in": lambda run: run.deliver("bo", at="17 12:00:00", right=["step"]),
    "the same bytes, written later": lambda run: later(run.hand_in("bo", "{}")),
    "a hidden file in the delivery": lambda run: (run.delivered / ".new").write_text(
        "x", encoding="utf-8"
    ),
    "another Python's mark there": lambda run: (run.delivered / "pyvenv.cfg").write_text(
        "x", encoding="utf-8"
    ),
    "a link in the delivery": lambda run: (run.delivered / "a").symlink_to(run.gradebook),
    "the roster": lambda run: later(run.gradebook / "roster.csv"),
    "the course's file": lambda run: later(run.course.folder / "course.toml", 'name = "Mine"\n'),
    "nbgrader's settings": lambda run: later(run.course.folder / "nbgrader_config.py"),
    "a module": lambda run: later(run.course.folder / "helpers/mine.py", "ONE = 2\n"),
    "points that a person gave": by_hand,
    "a page that is gone": lambda run: (
        run.gradebook / f"feedback/ada/{LESSON}/two_weights.html"
    ).unlink(),
    "a graded notebook": lambda run: later(run.course.place("gradebook/autograded", "ada")),
    "a copy that was handed in": lambda run: later(run.course.place("gradebook/submitted", "ada")),
    "no receipt to be read": lambda run: later(
        run.gradebook / "reports" / f"{LESSON}{ENDING}", "[1"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_new_is_seen(graded: Command, change: Callable[[Run], object]) -> None:
    assert graded.receipt().said()
    change(graded.run)
    assert graded.receipt().said() is None


def test_another_option_is_another_run(graded: Command) -> None:
    assert graded.receipt(lms="canvas").said() is None and graded.receipt().said()


def test_a_package_that_was_changed_is_seen(
    graded: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "packages"
    packages.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages)])
    graded()
    for step, what in enumerate(("mine.py", "one-1.0.dist-info", "mine.py"), 2):
        (packages / what).write_text(f"{step}", encoding="utf-8")
        graded()
        graded()
        assert graded.whole == step


def test_what_changes_while_a_run_reads_is_not_taken_for_old(
    graded: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = pages.write

    def slow(*told: object) -> object:
        later(graded.run.course.folder / "helpers/mine.py", "ONE = 3\n")
        return write(*told)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline.pages, "write", slow)
    (graded.run.gradebook / "reports" / f"{LESSON}{ENDING}").unlink()
    graded()
    monkeypatch.setattr(pipeline.pages, "write", write)
    graded()
    assert graded.whole == 3
    graded()
    assert graded.whole == 3


def test_points_given_while_pages_are_written_are_not_taken_for_shown(
    graded: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = pages.write

    def slow(*told: object) -> object:
        done = write(*told)  # type: ignore[arg-type]
        database = graded.run.gradebook / "gradebook.db"
        os.utime(database)  # as Formgrader, which writes into it
        return done

    monkeypatch.setattr(pipeline.pages, "write", slow)
    (graded.run.gradebook / "reports" / f"{LESSON}{ENDING}").unlink()
    graded()
    graded()
    assert graded.whole == 3


def test_a_gradebook_elsewhere_leaves_no_receipt(graded: Command, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path}/other.db"
    graded(gradebook=other)
    graded(gradebook=other)
    assert graded.whole == 3


def test_the_command_uses_it(graded: Command) -> None:
    """The real command: once whole, then at once, and `--regrade` always whole."""
    run = graded.run
    assert "unchanged 3" in run.run()[1]
    place = run.gradebook / "reports" / f"{LESSON}{ENDING}"
    place.write_text(
        place.read_text(encoding="utf-8").replace("nothing changed", "nothing at all"),
        encoding="utf-8",
    )
    assert "nothing at all" in run.run()[1]
    assert "graded 3" in run.run("--regrade")[1]
