"""The visible part of a check is no milder than the hidden one, and side effects cost everywhere.

The answers of the bank are held against this in `tests/test_answers.py`.
"""

from typing import Any

import numpy as np
import pytest

from benchmarks.confusion.cases import is_function
from benchmarks.confusion.inputs import recorded
from benchmarks.confusion.styles import STYLES, wrapped
from helpers.checking import CheckFailed
from tests.bank import LESSONS, bank
from tests.lesson import from_hidden_part, run_check
from tests.sample_class.students import right_answers

ROUNDED = """
def _rounded(value):
    if isinstance(value, (list, tuple)):
        return type(value)(_rounded(part) for part in value)
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.round(value, PLACES)
    return round(value, PLACES) if isinstance(value, float) else value
"""
OVERWRITTEN = """
import copy
def _overwrite(value):
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        value *= 1.5
    elif isinstance(value, list) and value:
        value.append(value[0])
    if isinstance(value, (list, tuple)):
        for part in value:
            _overwrite(part)
"""
ROUNDINGS = {
    f"rounded to {places}": wrapped("return _rounded(_own(GIVEN))", rounded)
    for places in range(2, 7)
    for rounded in [ROUNDED.replace("PLACES", str(places))]
}
overwriting = wrapped(
    "value = copy.deepcopy(_own(GIVEN))\n    _overwrite((GIVEN,))\n    return value", OVERWRITTEN
)
CHANGED = {**ROUNDINGS, "float32": STYLES["float32 comes back"]}
SLOW = {("13_keras", "classify"), ("13_keras", "train"), ("05_xor", "start")}


def functions(lesson: str) -> list[str]:
    right = right_answers(lesson)
    return [
        exercise
        for exercise in bank(lesson)
        if (lesson, exercise) not in SLOW and is_function(right[exercise])
    ]


def can_change(value: Any) -> bool:
    """Say whether something holds an array of floats, or a list."""
    if isinstance(value, tuple):
        return any(map(can_change, value))
    return (isinstance(value, list) and bool(value)) or (
        isinstance(value, np.ndarray) and value.dtype.kind == "f"
    )


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
def test_arguments_may_not_be_overwritten(lesson: str) -> None:
    for exercise in functions(lesson):
        right = right_answers(lesson)[exercise]
        source = overwriting(right, exercise)
        assert source
        if any(map(can_change, recorded(lesson, exercise, right))):
            with pytest.raises(CheckFailed) as caught:
                run_check(lesson, exercise, source)
            assert not from_hidden_part(caught.value, lesson, exercise)
        else:
            run_check(lesson, exercise, source)


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
def test_rounded_and_changed_answers_are_refused_by_the_visible_part_too(lesson: str) -> None:
    milder = []
    for exercise in functions(lesson):
        for how, change in CHANGED.items():
            source = change(right_answers(lesson)[exercise], exercise)
            assert source, exercise
            try:
                run_check(lesson, exercise, source)
            except CheckFailed as failed:
                if from_hidden_part(failed, lesson, exercise):
                    milder.append((exercise, how, str(failed)))
    assert milder == []
