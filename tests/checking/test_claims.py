"""What a refusal says of values is so: each sentence is held against answer and reference."""

from dataclasses import replace

import pytest

from benchmarks.confusion.cases import is_function, mutants
from benchmarks.confusion.claims import claims
from benchmarks.confusion.first_lines import too_long
from benchmarks.confusion.inputs import recorded
from benchmarks.confusion.judge import judge
from benchmarks.confusion.runs import Result, held
from benchmarks.confusion.slips import OTHER, STYLED, TEXT, TWO, slips
from helpers.checking.function import FunctionCheck
from helpers.checking.messages import Kind
from tests.bank import LESSONS, bank
from tests.sample_class.students import right_answers

MUTANTS = 5  # of an exercise
SAID = 20  # sentences at least
pair = FunctionCheck(
    name="pair",
    parameters=("x", "y"),
    returns=("a", "b"),
    reference=lambda x, y: (x * y, x - y),
    points=[(2.0, 3.0), (0.5, -1.5)],
)


@pytest.mark.parametrize(
    ("sentence", "answer", "so"),
    [
        ("a agrees.", lambda x, y: (x * y, 0), True),
        ("a agrees.", lambda x, y: (x * y + 1, 0), False),
        ("b has the wrong sign everywhere,", lambda x, y: (0, y - x), True),
        ("b has the wrong sign everywhere,", lambda x, y: (0, y - 2 * x), False),
        ("b is 2 times what it should be, at", lambda x, y: (0, 2 * (x - y)), True),
        ("b is 2 times what it should be, at", lambda x, y: (0, 3 * (x - y)), False),
        ("In the place of a your function returns b.", lambda x, y: (x - y, 1), True),
        ("In the place of a your function returns b.", lambda x, y: (x, 1), False),
        ("Change only `y` a little: a should move, and yours stays.", lambda x, y: (x, 0), True),
        ("Change only `y` a little: a should move, and yours stays.", lambda x, y: (y, 0), False),
        ("b should be negative there.", lambda x, y: (0, 1), True),
        ("b should be positive there.", lambda x, y: (0, 1), False),
        ("b has the right sign there; it should be larger in size.", lambda x, y: (0, -0.5), True),
        ("b has the right sign there; it should be larger in size.", lambda x, y: (0, -5.0), False),
    ],
)
def test_a_sentence_is_told_from_one_that_is_not_so(sentence: str, answer, so: bool) -> None:  # type: ignore[no-untyped-def]
    message = f"pair: not right yet.\nAt {pair.called(pair.points[0])} you return it.\n{sentence}"
    (claim,) = claims(message, pair, answer, pair.points)
    assert claim.so is so


def test_a_sentence_speaks_of_what_is_returned() -> None:
    """An answer may raise at a point that is not shown."""

    def answer(x, y):  # type: ignore[no-untyped-def]
        assert (x, y) == pair.points[0]
        return x * y, 0

    message = f"At {pair.called(pair.points[0])} you return it.\na agrees."
    assert [claim.so for claim in claims(message, pair, answer, pair.points)] == [True]


def test_of_a_point_that_is_not_shown_nothing_is_claimed() -> None:
    assert not list(claims("a agrees.", pair, pair.reference, pair.points))


def test_slips_of_each_kind_are_made() -> None:
    right = right_answers("03_two_weights")
    others = {name: text for name, text in right.items() if name != "gradients"}
    made = slips("03_two_weights", "gradients", [right["gradients"]], others, 1, 5)
    assert {case.how for case in made} == {TWO, STYLED, OTHER, TEXT}
    assert all(case.source != case.base for case in made)


def exercises() -> list[tuple[str, str]]:
    found = [
        (lesson, exercise)
        for lesson in LESSONS
        for exercise in bank(lesson)
        if is_function(right_answers(lesson)[exercise])
    ]
    return [one for one in found if one not in {("13_keras", "classify"), ("13_keras", "train")}]


@pytest.mark.slow
def test_no_sentence_is_untrue() -> None:
    """So many answers of every exercise; the benchmark judges more."""
    said, judged, untrue = 0, 0, list[str]()
    for lesson, exercise in exercises():
        right = right_answers(lesson)
        points = recorded(lesson, exercise, right[exercise])
        others = {name: text for name, text in right.items() if name != exercise}
        bases = [right[exercise]]
        for case in [*mutants(bases, 5, MUTANTS), *slips(lesson, exercise, bases, others, 5, 1)]:
            result = Result(lesson, exercise, case, judge(lesson, exercise, case.source, 5.0))
            if result.verdict.kind == Kind.VALUE:
                result = replace(result, claims=held(result, points))
            said, judged = said + len(result.claims), judged + 1
            wrong = [claim.says for claim in result.claims if not claim.so]
            if wrong or too_long([result]):
                untrue.append(f"{wrong}\n{case.source}\n{result.verdict.message}")
    assert not untrue, "\n\n".join(untrue)
    assert judged >= MUTANTS * len(exercises())
    assert said > SAID
