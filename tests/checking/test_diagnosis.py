"""What a check says of an answer that is no known mistake."""

import operator
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from helpers.checking.function import FunctionCheck
from helpers.checking.messages import CheckFailed, NotAttempted

Answer = Callable[..., Any]


def a(x: float, y: float) -> float:
    return x * y


two = FunctionCheck(
    name="two",
    parameters=("x", "y", "lr"),
    returns=("a", "b"),
    reference=lambda x, y, lr: (a(x, y), a(x, y) - lr * x),
    points=[(1.5, 2.5, 0.1), (-0.7, 1.2, 0.3), (2.2, -3.1, 0.2)],
)
ARRAYS = [(np.array([2.0, -1.0, 3.0]), 0.5), (np.array([1.0, 4.0, -2.0]), 0.2)]
row = FunctionCheck(
    name="row",
    parameters=("v", "k"),
    returns=("r",),
    reference=lambda v, k: k * np.cumsum(v),
    points=ARRAYS,
)
step = FunctionCheck(
    name="step",
    parameters=("w", "g"),
    returns=("w",),
    reference=lambda w, g: w - 0.01 * g,
    points=[(2.0, 1.0), (-3.0, 2.0), (4.0, -5.0)],
)


def said(check: FunctionCheck, answer: Answer) -> str:
    """Return what is said of an answer whose text is not looked at."""
    with pytest.raises(CheckFailed) as caught:
        check(partial(answer))
    return caught.value.message


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (
            lambda x, y, lr: (x * x, 0.0),
            "\nChange only `y` a little: a should move, and yours stays.",
        ),
        (
            lambda x, y, lr: (x * y + lr, 0.0),
            "\nChange only `lr` a little: a should stay, and yours moves.",
        ),
        (
            lambda x, y, lr: (a(x, y), a(x, y) + lr * x),
            "\na agrees. Change only `lr` a little: b should move the other way than yours does.",
        ),
        (
            lambda x, y, lr: (a(x, y), a(x, y) - 2 * lr * x),
            "\na agrees. Change `y` a little: b moves as it should. "
            "Change `x` or `lr` a little: it moves, but not by the right amount.",
        ),
        (  # it stops elsewhere than at the check's own points
            lambda x, y, lr: (a(x, y), {4.1: 9.0, 0.8: -9.0, -0.7: -99.0}[x + y + lr]),
            "\na agrees. b has the right sign there; it should be smaller in size.",
        ),
    ],
)
def test_a_nudge_tells_which_argument_is_off(answer: Answer, says: str) -> None:
    assert f"{says}\nRun `two(" in said(two, answer)


def test_what_should_move_at_some_points_alone_is_not_said_of_all() -> None:
    """A derivative of x² + y² with respect to x does not move with y; that of x·y does."""
    derivative = FunctionCheck(
        name="derivative",
        parameters=("f", "x", "y"),
        returns=("df_dx",),
        reference=lambda f, x, y: f(x, y),
        points=[(lambda x, y: 2 * x, 3.0, 4.0), (lambda x, y: y, 1.5, -2.0)],
    )
    assert "should move" not in said(derivative, lambda f, x, y: 7 * x)


def test_a_quantity_is_named_that_is_wrong_at_the_first_wrong_point() -> None:
    says = said(two, lambda x, y, lr: (a(x, y) if x > 1 else 9.0, 7.0))
    assert "Change only `x` a little: b should move" in says
    assert "agree" not in says


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (
            lambda v, k: k * np.append(v[:1], v[1:] + 9),
            "1 of the 3 entries of r is right; the first",
        ),
        (
            lambda v, k: k * np.append(np.cumsum(v)[:2], 7.0),
            "2 of the 3 entries of r are right; the",
        ),
    ],
)
def test_the_first_wrong_entry_is_named(answer: Answer, says: str) -> None:
    assert says in said(row, answer)


def test_a_weight_that_hardly_moves_is_not_called_nearly_right() -> None:
    assert "within 1%" not in said(step, lambda w, g: w - 0.012 * g)
    assert "within 1%" in said(step, lambda w, g: w - 0.01009 * g)


def test_nothing_is_called_nearly_right_beside_what_is_far_off() -> None:
    """In the second step a weight may be off a little because the bias is off a lot."""
    assert "within 1%" not in said(two, lambda x, y, lr: (a(x, y) + 0.001 * x, 5.0))
    assert "within 1%" in said(two, lambda x, y, lr: (a(x, y) + 0.001 * x, a(x, y) - lr * x))


def test_a_float32_answer_passes_where_entries_nearly_cancel() -> None:
    table = np.array([3.0, -2.9999, 0.4])
    check = FunctionCheck("sums", ("v",), ("r",), np.cumsum, [(table,), (2 * table,)])
    check(lambda v: np.cumsum(v.astype(np.float32)))
    with pytest.raises(CheckFailed):
        check(lambda v: np.cumsum(v) + np.array([0, 1e-5, 0]))


def test_an_index_that_is_no_whole_number_is_no_open_gap() -> None:
    says = said(row, lambda v, k: v[k])
    assert "stops with IndexError" in says
    assert "gap" not in says


@pytest.mark.parametrize(
    "answer",
    [
        lambda v, k: ... * v,
        lambda v, k: np.exp(...),
        lambda v, k: float(...),  # type: ignore[arg-type]
        lambda v, k: len(...),  # type: ignore[arg-type]
        lambda v, k: f"{...:.3f}",
        lambda v, k: v[operator.getitem(..., 0)],  # type: ignore[call-overload]
        lambda v, k: max(..., k),  # type: ignore[type-var]
        lambda v, k: (lambda first, second: first)(*...),  # type: ignore[misc]
        lambda v, k: ...,
    ],
)
def test_an_open_gap_is_told(answer: Answer) -> None:
    with pytest.raises(NotAttempted, match=r"A gap .* is still open"):
        row(answer)


def test_the_gap_itself_is_named_and_no_name_that_took_it_over() -> None:
    def answer(v: Any, k: Any) -> Any:
        entries = {"end": 0.0}
        entries["end"] = ...  # type: ignore[assignment]
        taken = entries["end"]
        return taken * v

    with pytest.raises(NotAttempted, match=r"A gap .* is still open: entries\[\"end\"\]\."):
        row(answer)


def test_a_call_that_can_be_copied_ends_a_message() -> None:
    says = said(row, lambda v, k: 0 * v)
    call = re.search(r"Run `(row\(.*\))`\.$", says)
    assert call
    names = {"np": np, "row": lambda *point: point}
    v, k = eval(call[1], names)
    assert (v.tolist(), k) == (ARRAYS[0][0].tolist(), ARRAYS[0][1])
    long = replace(row, points=[(np.arange(1.0, 40), 2.5)])
    assert said(long, lambda v, k: 0 * v).endswith("Run `row(*checks.row.points[0])`.")
    function = FunctionCheck("at", ("f",), ("y",), lambda f: f(2.0), [(np.exp,)])
    assert said(function, lambda f: 0.0).endswith("Run `at(*checks.at.points[0])`.")


def test_the_smallest_wrong_point_is_shown() -> None:
    check = replace(row, points=[(np.arange(1.0, 9), 3.0), (np.array([1.0, 4.0]), 3.0)])
    assert "At v=[1., 4.], k=3 you return" in said(check, lambda v, k: 0 * v)
    right_there = lambda v, k: k * np.cumsum(v) + (len(v) > 2)  # noqa: E731
    assert "At v=[1., 2., 3., 4., 5., 6., 7., 8.], k=3 you return" in said(check, right_there)


def test_nothing_is_said_by_nudging_where_the_reference_jumps_or_has_a_corner() -> None:
    labels = np.array([[0.0, 1.0], [1.0, 0.0]])
    scores = np.array([[0.3, 0.9], [0.2, 0.4]])
    picked = FunctionCheck(
        "picked",
        ("P", "Y"),
        ("loss",),
        lambda P, Y: P[np.arange(2), np.argmax(Y, axis=1)].sum(),
        [(scores, labels)],
    )
    assert "Change only `Y`" not in said(picked, lambda P, Y: (P * Y).sum() + 1)
    corner = FunctionCheck("corner", ("x",), ("y",), lambda x: abs(x + 1.005), [(-1.0,)])
    assert "Change" not in said(corner, lambda x: 2.0)
    jump = FunctionCheck("jump", ("x",), ("y",), lambda x: float(np.rint(x)) + x, [(1.4999,)])
    assert "Change" not in said(jump, lambda x: 2.0)


def test_a_shift_is_one_at_every_point_by_itself() -> None:
    check = FunctionCheck("far", ("x",), ("y",), lambda x: x, [(1e9,), (7.0,), (1.0,)])
    assert "same amount" not in said(check, lambda x: x + (5.0 if x == 1 else 0.0))
    assert "same amount, +5" in said(replace(check, points=[(3.0,), (1.0,)]), lambda x: x + 5.0)
