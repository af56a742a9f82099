"""Small changes of an answer's lines are tried out, and none takes the machine away."""

import os
import time
from types import FunctionType

import pytest

from helpers.checking.changing.switches import MOST
from helpers.checking.changing.tried import Changes, changes_of
from helpers.checking.comparison import Comparison
from helpers.checking.tracing.first_line import first_wrong_line
from helpers.checking.tracing.mending import mending
from tests.checking.test_tracing import RIGHT, STEPS, slopes, walk, written


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("inside = w1 * x", "inside = w1 + x"),
        ("inside = w1 * x", "inside = w1"),
        ("guess = w2 * inside", "guess = w1 * inside"),
        ("guess = w2 * inside", "guess = (w2 + w1) * inside"),
        ("miss = guess - y", "miss = guess"),
        ("miss = guess - y", "miss = guess - 2 * y"),
        ("reaches = miss * w2", "reaches = miss * inside"),
        ("reaches * x, miss * inside", "miss * inside, reaches * x"),
    ],
)
@pytest.mark.usefixtures("time_enough")
def test_the_line_with_the_slip_can_be_mended(right: str, wrong: str) -> None:
    answer = written(RIGHT.replace(right, wrong))
    found = mending(Comparison(slopes, answer, slopes.points))
    assert found.what == ""
    assert any(wrong in line for line in found.lines)


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("w -= lr * 2", "w += lr * 2", "w += lr * 2 * miss * x"),
        ("w -= lr * 2", "w = lr * 2", "w = lr * 2 * miss * x"),
        ("range(n)", "range(n - 1)", "for k in range(n - 1):"),
        ("    return w, kept", "        return w, kept", "return w, kept"),
        (
            "        kept.append(miss**2)\n        w -= lr * 2 * miss * x\n",
            "        w -= lr * 2 * miss * x\n        kept.append((w * x - y)**2)\n",
            "w -= lr * 2 * miss * x",
        ),
    ],
)
@pytest.mark.usefixtures("time_enough")
def test_lines_of_a_loop_can_be_mended(right: str, wrong: str, line: str) -> None:
    answer = written(STEPS.replace(right, wrong))
    changes = Changes(answer)
    lines, values = changes.changed(walk.points[0])
    mended = [
        some
        for some, value in zip(lines, values, strict=True)
        if Comparison(walk, answer, walk.points).right_ones(value, 0) == {0, 1}
    ]
    assert any(line in some for some in mended)


def test_nothing_is_changed_in_a_right_answer_by_no_change() -> None:
    changes = Changes(written(STEPS))
    changes.changed(walk.points[0], [])
    assert changes._value(walk.points[0], -1) == written(STEPS)(*walk.points[0])


@pytest.mark.usefixtures("time_enough")
def test_a_helper_in_the_same_cell_can_be_mended() -> None:
    helper = RIGHT.replace("reaches = miss * w2", "reaches = through(miss, w2)")
    answer = written(f"def through(g, a):\n    return g + a\n{helper}")
    assert "return g + a" in mending(Comparison(slopes, answer, slopes.points)).lines


@pytest.mark.usefixtures("time_enough")
def test_one_of_two_slips_is_told_by_what_it_mends() -> None:
    source = RIGHT.replace("reaches * x, miss * inside", "reaches + x, miss + inside + 3")
    found = mending(Comparison(slopes, written(source), slopes.points))
    assert (found.lines, found.what) == (["return reaches + x, miss + inside + 3"], "dL_dw1")


@pytest.mark.usefixtures("time_enough")
def test_a_library_that_prints_by_itself_is_not_heard(capfd: pytest.CaptureFixture[str]) -> None:
    speaks = "miss = guess + y\n    os.write(1, b'DLASCL')"
    answer = written(RIGHT.replace("miss = guess - y", speaks))
    answer.__globals__["os"] = os
    found = first_wrong_line(Comparison(slopes, answer, slopes.points))
    assert found
    assert "miss = guess + y" in found.says
    assert not capfd.readouterr().out
    os.write(1, b"afterwards")
    assert capfd.readouterr().out == "afterwards"


ENDLESS = """
def slopes(x, y, w1, w2):
    rounds = []
    while len(rounds) < 3:
        rounds.append(w1)
    sizes = np.zeros(len(rounds))
    return w1 * x + sizes.sum(), rounds
"""


def test_no_change_runs_for_ever_or_fills_the_memory() -> None:
    changes = Changes(written(ENDLESS))
    start = time.process_time()
    lines, values = changes.changed(slopes.points[0])
    assert time.process_time() - start < 3.0
    assert 10 < len(lines) == len(values) <= MOST


def test_of_what_has_no_text_there_are_no_changes() -> None:
    assert changes_of(abs) is None
    assert changes_of(FunctionType(slopes.reference.__code__.replace(co_firstlineno=1), {})) is None
