"""The outcomes of a lesson's several notebooks, as one for each student."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from itertools import chain, groupby

from ..book.ledger import Entry
from ..parcels import State
from .outcomes import Outcome, Result
from .titles import Exercise

ABSENT = "{}.ipynb was not handed in."


def joined_outcomes(
    each: Sequence[Iterable[Outcome]],
    parts: Sequence[Sequence[Exercise]],
    entries: Sequence[Mapping[str, Entry]],
) -> Iterator[Outcome]:
    """Yield one outcome a student, of what is known of each notebook, in the order of the ids.

    A notebook that was not handed in has no points. Who has one that is recorded and has no grade,
    since a person must look at it, has no outcome: a sum without it would be wrong.
    """
    if len(each) == 1:
        yield from each[0]
        return
    numbered = [_with_number(number, outcomes) for number, outcomes in enumerate(each)]
    for student, group in groupby(merge(*numbered), key=lambda one: one[0]):
        of = {number: outcome for _, number, outcome in group}
        if any(n not in of and student in noted for n, noted in enumerate(entries)):
            continue
        first, *others = of.values()
        found = [
            of[number].results if number in of else tuple(map(_absent, exercises))
            for number, exercises in enumerate(parts)
        ]
        yield replace(
            first,
            penalty=sum(one.penalty for one in of.values()),
            results=tuple(chain.from_iterable(found)),
            mended=tuple(dict.fromkeys(chain(first.mended, *(one.mended for one in others)))),
        )


def _with_number(number: int, outcomes: Iterable[Outcome]) -> Iterator[tuple[str, int, Outcome]]:
    for one in outcomes:
        yield one.student, number, one


def _absent(exercise: Exercise) -> Result:
    """Return what comes of an exercise in a notebook that was not handed in."""
    said = (ABSENT.format(exercise.notebook),)
    return Result(exercise, State.NOT_ATTEMPTED, 0.0, None, said, "", False, "")
