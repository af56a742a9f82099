"""The values of an answer beside those on the way to the right results, at the same points."""

import inspect
import re
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from ..comparison import Comparison
from ..own_work import OwnWork
from ..running import quiet
from ..watching.local import watch_of
from ..watching.numbers import numeric
from ..watching.parts import RETURN, Events, Part, TooLong, Watch
from .turns import Quantity, turns_of, varies

POINTS = 3
LONG = 100  # characters of a line that are shown
SECONDS = 0.15  # of the processor, for all that is looked for
EMPTY = re.compile(r"(np\.)?(zeros|ones|empty|full)(_like)?\(|\[\]$")  # what is still to be filled
Told = TypeVar("Told")


class Trace:
    """An answer's values and what they are compared with.

    Attributes
    ----------
    c : the comparison of the results.
    places, points : which of its points, and the arguments there.
    answer : the answer, to be run with other values in it.
    parts : the answer's parts; one of them is meant by its number.
    steps : for each point, the parts in the order in which they ran.
    order : the parts that ran at the first point, each once.
    own : the values of each part that is a number.
    """

    def __init__(
        self, c: Comparison, places: Sequence[int], answer: Watch, events: Sequence[Events]
    ) -> None:
        self._end = time.thread_time() + SECONDS
        self.c, self.places, self.answer = c, places, answer
        self.points = [c.at[i] for i in places]
        self.parts: Sequence[Part] = answer.parts
        self.steps = [[k for k, _ in run] for run in events]
        self.own = turns_of(events)
        self.order = list(dict.fromkeys(self.steps[0]))

    def look_at_the_clock(self) -> None:
        """Go on in time. Raises TooLong after it."""
        if time.thread_time() > self._end:
            raise TooLong

    def gives(self, part: Part) -> bool:
        """Say whether a part gives a value of its own: not one handed in, nor one to start from."""
        if part.reads:
            return not EMPTY.match(part.text)
        same = [one for one in self.parts if (one.name, one.function) == (part.name, part.function)]
        return part.text != part.name and len(same) == 1

    def comes_right(self, value: Any, place: int, goal: frozenset[int]) -> bool:
        """Say whether the results of a goal, by their numbers, are right in what came back."""
        return goal <= self.c.right_ones(value, self.places[place])

    @cached_property
    def expected(self) -> list[Quantity]:
        """What is met on the way to the right results, and those."""
        check = self.c.check
        models = [check.reference, *check.ways]
        for stage in check.afterwards:
            models += stage.copies if isinstance(stage, OwnWork) else []
        found = [one for model in models for one in self._met(model)]
        results = [self.c.right[i] for i in self.places]
        found += [Quantity(n, [[at[q]] for at in results]) for q, n in enumerate(self.c.names)]
        if len(self.c.names) > 1 and all(len({a.shape for a in at}) == 1 for at in results):
            found.append(Quantity("", [[np.array(at)] for at in results]))  # in one array
        found = [one._replace(varies=varies(one.turns)) for one in found]
        return [one for one in found if one.varies or one.name]

    @cached_property
    def arguments(self) -> list[Quantity]:
        """What the answer is called with."""
        named = zip(self.c.check.parameters, zip(*self.points, strict=True), strict=True)
        arrays = {name: [numeric(value) for value in values] for name, values in named}
        return [
            Quantity(name, [[array] for array in values if array is not None])
            for name, values in arrays.items()
            if all(array is not None for array in values)
        ]

    def _met(self, model: Any) -> Iterator[Quantity]:
        """Yield what a function meets that takes the same arguments."""
        model = inspect.unwrap(model)
        watch = watch_of(model)
        if watch is None or len(inspect.signature(model).parameters) != len(self.points[0]):
            return
        runs = [run for run in watch.runs(self.points) if run]
        if len(runs) < len(self.points):
            return
        for k, turns in turns_of(runs).items():
            name = watch.parts[k].name
            if not watch.parts[k].function:
                continue
            yield Quantity("" if name.startswith(RETURN) else name, turns)
            if all(len(at) == 1 and at[0].ndim and len(at[0]) > 1 for at in turns):
                yield Quantity("", [list(at[0]) for at in turns])


def trace_of(c: Comparison) -> Trace | None:
    """Return an answer's trace at the first points; None where it can't be run there once more."""
    places = [c.first_wrong, *(i for i in range(len(c.at)) if i != c.first_wrong)][:POINTS]
    answer = watch_of(inspect.unwrap(c.function))
    runs = answer.runs([c.at[i] for i in places]) if answer else ()
    events = [run for run in runs if run]
    if answer is None or len(events) < len(places):
        return None
    with quiet():
        return Trace(c, places, answer, events)


def asked(question: Callable[[], Told], otherwise: Told) -> Told:
    """Return the answer to a question on a trace, or what is said where there is none in time.

    An answer's values may be of any kind; a check goes on with what it knows.
    """
    try:
        with quiet():
            return question()
    except (TooLong, ValueError, TypeError):
        return otherwise
