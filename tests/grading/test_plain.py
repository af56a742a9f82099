"""Text on its way to a page: nothing unseen, nothing endless, nothing secret."""

import copy

import pytest
from nbformat import NotebookNode

from course.grading.parcels import State
from course.grading.report import plain
from course.grading.report.verdicts import from_outputs
from helpers.checking.messages import CheckFailed
from helpers.checking.mistake import Known

from ..lesson import CHECK, cells, read

LESSON = "03_two_weights"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\0b\x08c", "a\ufffdb\ufffdc"),
        ("half \ud83d of one", "half \ufffd of one"),
        ("turn\u202eed", "turn\ufffded"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb", "a\tb"),
        ("ŷ − y² · δ", "ŷ − y² · δ"),
    ],
)
def test_text_is_made_visible(said: str, shown: str) -> None:
    assert plain.safe_text(said) == shown


def test_long_text_is_cut() -> None:
    cut = plain.safe_text("x" * 5_000_000)
    assert len(cut) < 31_000 and "4,970,000 more characters" in cut


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("It happens in the line `return a/b/c`.", "It happens in the line `return a/b/c`."),
        ("It happens in the line `open('/a/b/c')`.", "It happens in the line `open('/a/b/c')`."),
        ("dL/dw1 = dL/dh · x", "dL/dw1 = dL/dh · x"),
        ("No such file: '/home/jo/course/x.py'", "No such file: 'x.py'"),
        (r"No such file: C:\Users\jo\x.py", "No such file: x.py"),
        ("in /tmp/a/b.", "in b."),
    ],
)
def test_paths_lose_their_folders(said: str, shown: str) -> None:
    assert plain.message(said) == [shown]


def test_a_line_of_a_hidden_test_does_not_pass() -> None:
    hidden = plain.hidden_lines(read("solutions", LESSON))
    line = sorted(hidden)[0]
    assert plain.message(f"a\n  {line}\nb", hidden) == ["a", "b"]


@pytest.mark.parametrize(
    ("kind", "said", "points", "state", "shown"),
    [
        ("CheckFailed", "a: not right yet.\nHint: b", 0, State.WRONG, "Hint: b"),
        ("NotAttempted", "a: not attempted yet.", 0, State.NOT_ATTEMPTED, "not attempted"),
        ("Unchanged", "the bug is still in there", 0, State.NOT_ATTEMPTED, "the bug"),
        ("NotFound", "a: not found.", 0, State.NOT_FOUND, "not found"),
        ("CellTimeoutError", "secret", 0, State.TIMEOUT, "stopped before"),
        ("AssertionError", "secret", 0, State.WRONG, "stopped before"),
        ("", "a: right in all 3 tests.", 2, State.RIGHT, "right in all 3"),
        ("", "noted", 0, State.WRONG, "stopped before"),  # something on stderr
    ],
)
def test_the_verdict_of_stock_nbgrader(
    kind: str, said: str, points: float, state: State, shown: str
) -> None:
    cell = copy.deepcopy(cells(read("solutions", LESSON))["step" + CHECK])
    output = {"output_type": "stream", "name": "stdout", "text": said}
    if kind:
        output = {"output_type": "error", "ename": kind, "evalue": said, "traceback": [said]}
    cell.outputs = [NotebookNode(output)]
    verdict = from_outputs(cell, points, 2)
    assert verdict.state is state and shown in verdict.message and "secret" not in verdict.message


def test_the_id_of_a_mistake_is_found_again() -> None:
    failed = CheckFailed("step", "At w=2.", known=Known("w2-first", "Which w2?"))
    output = {"output_type": "error", "ename": "CheckFailed", "evalue": str(failed)}
    cell = NotebookNode(outputs=[NotebookNode(output)], metadata={})
    verdict = from_outputs(cell, 0, 2)
    assert (verdict.mistake, verdict.message) == ("w2-first", failed.message)
