"""Every answer of the bank against its check: wrong gets its own hint, right passes."""

import pytest

from helpers.checking import CheckFailed, NotAttempted

from .bank import LESSONS, bank
from .lesson import (
    asks_for_a_choice,
    cells,
    exercises,
    from_hidden_part,
    read,
    run_check,
)

EXERCISES = [(lesson, exercise) for lesson in LESSONS for exercise in bank(lesson)]
TRAINS = ("13_keras", "train")  # a check that trains nets with Keras takes seconds
RIGHT = [
    pytest.param(*e, how, marks=[pytest.mark.slow] if e == TRAINS else [])
    for e in EXERCISES
    for how in bank(e[0])[e[1]].right
]
WRONG = [
    pytest.param(*e, how, marks=[pytest.mark.slow] if e == TRAINS and place > 2 else [])
    for e in EXERCISES
    for place, how in enumerate(bank(e[0])[e[1]].wrong)
]


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_bank_holds_every_exercise(lesson: str) -> None:
    assert sorted(bank(lesson)) == sorted(exercises(lesson))


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES)
def test_the_bank_holds_enough(lesson: str, exercise: str) -> None:
    found = bank(lesson)[exercise]
    enough = len(found.right) >= 3 and len(found.wrong) >= 5
    assert enough or found.few, f"{exercise} has too few answers and does not say why"


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES)
def test_hints_are_told_apart(lesson: str, exercise: str) -> None:
    hints = [wrong.hint for wrong in bank(lesson)[exercise].wrong.values()]
    assert len(set(hints)) == len(hints)


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES)
def test_the_stub_is_not_attempted(lesson: str, exercise: str) -> None:
    stub = cells(read("notebooks", lesson))[exercise].source
    with pytest.raises(NotAttempted, match=bank(lesson)[exercise].blank):
        run_check(lesson, exercise, stub)
    with pytest.raises(NotAttempted):
        run_check(lesson, exercise, stub, room="notebooks")


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES)
def test_the_solution_passes(lesson: str, exercise: str) -> None:
    run_check(lesson, exercise, cells(read("solutions", lesson))[exercise].source)


@pytest.mark.parametrize(("lesson", "exercise", "how"), RIGHT)
def test_right_answers_pass(
    lesson: str, exercise: str, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run_check(lesson, exercise, bank(lesson)[exercise].right[how])
    printed = capsys.readouterr()
    assert printed.out.startswith(f"{exercise}: ")
    assert not printed.err  # nbgrader scores output on stderr with 0


@pytest.mark.parametrize(("lesson", "exercise", "how"), WRONG)
def test_wrong_answers_get_their_own_hint(lesson: str, exercise: str, how: str) -> None:
    wrong = bank(lesson)[exercise].wrong
    with pytest.raises(CheckFailed) as caught:
        run_check(lesson, exercise, wrong[how].source)
    message = str(caught.value)
    assert not isinstance(caught.value, NotAttempted), message
    hidden = from_hidden_part(caught.value, lesson, exercise)
    assert not hidden or asks_for_a_choice(lesson, exercise), "the visible part accepts it"
    assert wrong[how].hint in message
    others = [w.hint for other, w in wrong.items() if other != how and w.hint in message]
    assert not others, f"another answer's hint is shown too: {message}"
