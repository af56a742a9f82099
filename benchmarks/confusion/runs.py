"""All answers to one exercise, judged; what a worker does."""

import time
from dataclasses import dataclass

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
from benchmarks.confusion.equality import Equality
from benchmarks.confusion.inputs import defined
from benchmarks.confusion.judge import Verdict, judge
from benchmarks.confusion.oracles import ORACLES

LIMIT, TIMES = 1.0, 10  # seconds for an answer, and so many times what the model answer takes


@dataclass(frozen=True)
class Result:
    """A judged answer; `equal` says whether a mutant does the same as a right answer."""

    lesson: str
    exercise: str
    case: Case
    verdict: Verdict
    equal: bool | None = False


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
    for case in mutants(bases, seed, most):
        same: bool | None = equality.equal(case.source, case.base)
        done = result(case, same)
        oracle = ORACLES.get((lesson, exercise))
        if done.verdict.accepted and not same and oracle:
            done = Result(lesson, exercise, case, done.verdict, equality.held(oracle, case.source))
        results.append(done)
    return results


def wrong(result: Result) -> bool:
    """Say whether an answer is a wrong one: handwritten so, or a mutant that is not equivalent."""
    if result.case.origin != MUTANT:
        return not result.case.right
    return not (result.verdict.accepted and result.equal is not False)
