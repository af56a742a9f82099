"""All answers to one exercise, judged; what a worker does."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.confusion import choices
from benchmarks.confusion.cases import (
    MOST,
    MUTANT,
    OPTION,
    Case,
    handwritten,
    is_function,
    mutants,
    rewritten,
)
from benchmarks.confusion.claims import Claim, claims
from benchmarks.confusion.equality import Equality
from benchmarks.confusion.inputs import Arguments, defined
from benchmarks.confusion.judge import Verdict, judge
from benchmarks.confusion.oracles import ORACLES
from benchmarks.confusion.slips import slips
from helpers.checking.function import FunctionCheck
from helpers.checking.messages import Kind
from tests.sample_class.students import right_answers

UNSEEN = 8  # of each kind of the second part there are this many times fewer than of mutants
LIMIT, TIMES = 1.0, 10  # seconds for an answer, and so many times what the model answer takes


@dataclass(frozen=True)
class Result:
    """A judged answer.

    Attributes
    ----------
    equal : whether a mutant does the same as a right answer.
    claims : what its reply says of values, and whether it is so.
    """

    lesson: str
    exercise: str
    case: Case
    verdict: Verdict
    equal: bool | None = False
    claims: tuple[Claim, ...] = ()


def judged(lesson: str, exercise: str, seed: int, most: int = MOST) -> list[Result]:
    """Judge all answers to an exercise."""
    hand = list(handwritten(lesson, exercise))
    model = hand[0].source
    begun = time.process_time()
    judge(lesson, exercise, model, 60.0)
    limit = LIMIT + TIMES * (time.process_time() - begun)

    def result(case: Case, equal: bool | None = False) -> Result:
        return Result(lesson, exercise, case, judge(lesson, exercise, case.source, limit), equal)

    results = [result(case) for case in hand]
    if not is_function(model):
        right = defined(lesson, exercise, model)[exercise]
        seen = {case.source for case in hand}
        for source, good, how in choices.answers(lesson, exercise, right):
            if source not in seen:
                seen.add(source)
                results.append(result(Case(source, good, OPTION, how)))
        return results
    bases = [case.source for case in hand if case.right]
    equality = Equality(lesson, exercise, model)
    results += [result(case) for case in rewritten(exercise, bases, equality)]
    others = {name: text for name, text in right_answers(lesson).items() if name != exercise}
    unseen = slips(lesson, exercise, bases, others, seed, most // UNSEEN)
    points = equality.calls
    for case in [*mutants(bases, seed, most), *unseen]:
        same: bool | None = equality.equal(case.source, case.base)
        done = result(case, same)
        oracle = ORACLES.get((lesson, exercise))
        if done.verdict.accepted and not same and oracle:
            done = Result(lesson, exercise, case, done.verdict, equality.held(oracle, case.source))
        if done.verdict.kind == Kind.VALUE:
            done = replace(done, claims=held(done, points))
        results.append(done)
    return results


def held(result: Result, points: Sequence[Arguments]) -> tuple[Claim, ...]:
    """Return what a reply says of values, each held against the answer and the reference."""
    names = defined(result.lesson, result.exercise, result.case.source)
    check = names["checks"].__dict__.get(result.exercise)
    if not isinstance(check, FunctionCheck):
        return ()
    with np.errstate(all="ignore"):
        return tuple(claims(result.verdict.message, check, names[result.exercise], points))


def wrong(result: Result) -> bool:
    """Say whether an answer is a wrong one: handwritten so, or a mutant that is not equivalent."""
    if result.case.origin != MUTANT:
        return not result.case.right
    return not (result.verdict.accepted and result.equal is not False)
