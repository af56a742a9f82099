"""What a check says of an answer that is no known mistake."""

import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from helpers.check.function import FunctionCheck
from helpers.check.messages import CheckFailed, NotAttempted

Answer = Callable[..., Any]


def a(x: float, y: float) -> float:
    return x * y


two = FunctionCheck(
    name="two",
    parameters="x, y, lr",
    returns="a, b",
    reference=lambda x, y, lr: (a(x, y), a(x, y) - lr * x),
    points=[(1.5, 2.5, 0.1), (-0.7, 1.2, 0.3), (2.2, -3.1, 0.2)],
)
ARRAYS = [(np.array([2.0, -1.0, 3.0]), 0.5), (np.array([1.0, 4.0, -2.0]), 0.2)]
row = FunctionCheck(
    name="row",
    parameters="v, k",
    returns="r",
    reference=lambda v, k: k * np.cumsum(v),
    points=ARRAYS,
)
step = FunctionCheck(
    name="step",
    parameters="w, g",
    returns="w",
    reference=lambda w, g: w - 0.01 * g,
    points=[(2.0, 1.0), (-3.0, 2.0), (4.0, -5.0)],
)


def said(check: FunctionCheck, answer: Answer) -> str:
    with pytest.raises(CheckFailed) as caught:
        check(answer)
    return str(caught.value)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda x, y, lr: (x * x, 0.0), "\nNudge y alone: a should move, and yours stays."),
        (lambda x, y, lr: (x * y + lr, 0.0), "\nNudge lr alone: a should stay, and yours moves."),
        (
            lambda x, y, lr: (a(x, y), a(x, y) + lr * x),
            "\na agrees. Nudge lr alone: b should move the other way than yours does.",
        ),
        (
            lambda x, y, lr: (a(x, y), a(x, y) - 2 * lr * x),
            "\na agrees. Nudge y, and b moves as it should. Nudge x or lr, and it does not.",
        ),
        (  # it stops elsewhere than at the check's own points
            lambda x, y, lr: (a(x, y), {4.1: 9.0, 0.8: -9.0, -0.7: -99.0}[x + y + lr]),
            "\na agrees. b has the right sign there; it should be smaller in size.",
        ),
    ],
)
def test_a_nudge_tells_which_argument_is_off(answer: Answer, says: str) -> None:
    assert said(two, answer).endswith(says)


def test_a_quantity_is_named_that_is_wrong_at_the_first_wrong_point() -> None:
    says = said(two, lambda x, y, lr: (a(x, y) if x > 1 else 9.0, 7.0))
    assert "Nudge x alone: b should move" in says
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


def test_a_float32_answer_passes_where_entries_nearly_cancel() -> None:
    table = np.array([3.0, -2.9999, 0.4])
    check = FunctionCheck("sums", "v", "r", np.cumsum, [(table,), (2 * table,)])
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
