"""When a second hint is offered, what is said after success; the grader says none of it."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from course.grading.book.fingerprint import Fingerprint
from course.grading.judge.checkcell import Bench
from course.grading.lesson import Lesson
from helpers.checking.attempts import Attempts, Watcher
from helpers.checking.messages import MOST_LINES, CheckFailed, Kind
from helpers.checking.notebook import OpenNotebook
from helpers.lessons.derivatives import checks as derivatives
from helpers.lessons.two_weights import checks
from helpers.lessons.two_weights.rungs import RUNGS

from ..lesson import ROOT, cells, read

RIGHT = "def forward(x, w1, w2):\n    h = w1 * x\n    return h, w2 * h"
SUM = RIGHT.replace("w1 * x", "w1 + x")
SKIPPED = RIGHT.replace("w2 * h", "w2 * x")
OFFER = "Run `checks.forward.hint(2)` in a new cell: it shows a step with other numbers."


class Kernel:
    """Runs cells as IPython does, and keeps what is shown."""

    def __init__(self, room: Any = checks) -> None:
        self.names: dict[str, Any] = {"checks": room}
        self.watcher = Watcher(Attempts(self.names))

    def run(self, cell: str) -> list[str]:
        """Return the lines that a failing check shows, none where nothing fails."""
        self.watcher.before(SimpleNamespace(raw_cell=cell))
        shown = []
        try:
            exec(cell, self.names)
        except Exception as error:
            self.watcher.attempts.offer(error)
            if isinstance(error, CheckFailed):
                shown = error._render_traceback_()
        done = SimpleNamespace(success=not shown, info=SimpleNamespace(raw_cell=cell))
        self.watcher.after(done)
        return shown

    def check(self, cell: str, name: str = "forward") -> list[str]:
        """Run an answer, then its check."""
        self.run(cell)
        return self.run(f"checks.{name}({name})")


@pytest.fixture
def kernel() -> Iterator[Kernel]:
    yield Kernel()


def test_the_second_changed_failure_offers_the_hint(kernel: Kernel) -> None:
    assert OFFER not in kernel.check(SUM)
    assert OFFER in kernel.check(SKIPPED)
    assert OFFER in kernel.check(SUM), "it stays"


def test_a_rerun_a_comment_and_a_blank_are_no_change(kernel: Kernel) -> None:
    for cell in (SUM, SUM, f"# now?\n{SUM}", SUM.replace("w1 + x", "w1  +  x  # hm")):
        assert OFFER not in kernel.check(cell)
    kernel.run("1 + 1")
    assert OFFER not in kernel.run("checks.forward(forward)")
    assert OFFER in kernel.check(SUM.replace("w1 + x", "x + w1"))


@pytest.mark.parametrize(
    "cell",
    [
        "forward = ...",
        "def forward(x, w1, w2):\n    raise NotImplementedError()",
        "def forward(x, w1, w2):\n    h = ...\n    return h, h",
    ],
)
def test_what_is_not_attempted_is_no_attempt(kernel: Kernel, cell: str) -> None:
    kernel.check(SUM)
    assert "forward: not attempted yet." in kernel.check(cell)[0]
    assert OFFER not in kernel.check(SUM)


def test_what_did_not_run_or_was_practice_is_no_attempt(kernel: Kernel) -> None:
    attempts = kernel.watcher.attempts
    for k in range(4):
        attempts.note_run(f"forward = {k}")
        error = CheckFailed("forward", "It did not run.", kind=Kind.NOT_RUN)
        attempts.offer(error)
        assert error.offer == ""
    kernel.run("checks.forward.again()")
    for k in range(3):
        kernel.run(f"forward = {k}")
        shown = kernel.run("checks.forward.again(123.0, 321.0)")
        assert shown[0] == "forward: not right yet on these numbers." and OFFER not in shown


def test_each_exercise_counts_for_itself(kernel: Kernel) -> None:
    kernel.check(SUM)
    step = "def step(x, y, w1, w2, lr):\n    return w1 + lr, w2"
    assert not any("hint(2)" in line for line in kernel.check(step, "step"))
    assert any("checks.step.hint(2)" in line for line in kernel.check(f"{step} + lr", "step"))
    kernel.check(RIGHT)
    assert OFFER not in kernel.check(SKIPPED), "after success it starts anew"


def test_a_cell_that_was_interrupted_says_nothing(
    kernel: Kernel, capsys: pytest.CaptureFixture[str]
) -> None:
    kernel.watcher.after(None)
    kernel.watcher.after(SimpleNamespace(success=False))
    assert capsys.readouterr().out == ""


def test_a_message_has_six_lines_at_most() -> None:
    for count in range(1, MOST_LINES):
        error = CheckFailed("forward", *["A line."] * count)
        plain = error._render_traceback_()
        error.offer = OFFER
        shown = error._render_traceback_()
        assert len(shown) == min(len(plain) + 1, MOST_LINES)
        assert "\n".join(shown).startswith("\n".join(plain)) and shown[-1].endswith(OFFER)
        assert OFFER not in error.message and OFFER not in str(error)


def test_success_is_followed_by_its_sentence_and_once_by_where_to_practise(
    kernel: Kernel, capsys: pytest.CaptureFixture[str]
) -> None:
    kernel.check(RIGHT)
    first, sentence, practise = capsys.readouterr().out.splitlines()
    assert first.startswith("forward: right") and sentence == RUNGS["forward"].after
    assert "`checks.forward.again()`" in practise
    kernel.check(RIGHT)
    assert capsys.readouterr().out.splitlines()[1:] == [sentence]


def test_a_check_that_only_notes_says_the_same_of_every_choice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = {}
    for choices in (("up", "down"), ("down", "up")):
        kernel = Kernel(derivatives)
        for choice in choices:
            kernel.check(f'slope_sign = "{choice}"', "slope_sign")
            said[choice, choices.index(choice)] = capsys.readouterr().out.splitlines()[1:]
    assert said["up", 0] == said["down", 0]
    assert said["up", 1] == said["down", 1]
    assert "hint(2)" not in "".join(said["up", 0]) and "hint(2)" in said["up", 1][-1]


def test_the_judge_says_none_of_it() -> None:
    bench = Bench(("from helpers.lessons.two_weights import checks",), frozenset(), OpenNotebook())
    names: dict[str, Any] = {}
    exec(RIGHT, names)

    def judged() -> str:
        cell = "checks.forward(forward)"
        return bench.judge(cell, "forward-check", lambda name: (True, names[name])).message

    assert judged() == "forward: right in all 3 tests."
    for cell in (SUM, SKIPPED, SUM):
        exec(cell, names)
        assert judged().startswith("forward: not right") and "hint(2)" not in judged()


def test_rewording_a_hint_grades_nobody_again() -> None:
    name = "03_two_weights"
    solution, release = (
        (ROOT / room / name / f"{name[3:]}.ipynb").read_text(encoding="utf-8")
        for room in ("solutions", "notebooks")
    )
    parts = Fingerprint(Lesson(name, name[3:], solution, release), "none").parts()
    assert any(name.endswith("two_weights/checks/__init__.py") for name in parts)
    assert not any(name.endswith("two_weights/rungs.py") for name in parts)
    others = {name.split("/")[2] for name in parts if name.startswith("helpers/lessons/")}
    assert others == {"__init__.py", "two_weights"}, "another lesson's change would grade it again"


@pytest.mark.slow
def test_in_a_kernel() -> None:
    notebook = read("notebooks", "03_two_weights")
    locked = cells(notebook, locked=True, grade=False).values()
    check = "checks.forward(forward)"
    texts = [SUM, check, check, SKIPPED, check, "checks.forward.hint(2)", RIGHT, check]
    notebook.cells = [*locked, *map(new_code_cell, texts)]
    NotebookClient(notebook, timeout=120, allow_errors=True).execute(cwd=str(ROOT))
    shown = ["\n".join(map(_shown, cell.outputs)) for cell in notebook.cells[len(locked) :]]
    assert [OFFER in text for text in shown] == [k == 4 for k in range(8)]
    assert len(shown[4].splitlines()) <= MOST_LINES
    assert "4 · (−1.5) = −6." in shown[5]
    assert RUNGS["forward"].after in shown[7] and "checks.forward.again()" in shown[7]


def _shown(output: Any) -> str:
    return str(output.get("text") or "\n".join(output.get("traceback", [])))
