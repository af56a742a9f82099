"""What a class has in numbers: the points of each answer, from which statistics are computed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..parcels import State
from .outcomes import Result
from .titles import Exercise

UNTRIED = (State.NOT_ATTEMPTED, State.NOT_FOUND)


class Response(NamedTuple):
    """One student's answer to one exercise.

    Attributes
    ----------
    points : of 0 to what the exercise is worth.
    final : whether it has these points by a check or a person, and nobody has yet to look.
    attempted : whether there is an answer, or a person gave points without one.
    mistake : the id of what is wrong with it; "" where it has none.
    """

    points: float
    final: bool
    attempted: bool
    mistake: str


@dataclass(frozen=True)
class PointTable:
    """The points of the students and exercises that statistics can be computed from.

    Attributes
    ----------
    points : a row a student, a column an exercise.
    exercises : of the columns.
    responses : the students' answers to all exercises of the lesson, in the rows' order.
    places : where the columns' exercises stand in `responses`.
    open : the exercises without a column, and how many of their answers have no final points.
    idle : how many students have no row, as they attempted nothing.
    """

    points: NDArray[np.float64]
    exercises: tuple[Exercise, ...]
    responses: tuple[tuple[Response, ...], ...]
    places: tuple[int, ...]
    open: tuple[tuple[Exercise, int], ...] = ()
    idle: int = 0


@dataclass
class Responses:
    """All answers of a class to one lesson, a row a student."""

    parts: Sequence[Exercise]
    _rows: list[tuple[Response, ...]] = field(default_factory=list)

    def add(self, results: Sequence[Result]) -> None:
        """Take a student's results, in the order of the exercises."""
        self._rows.append(tuple(map(_response, results)))

    def table(self) -> PointTable:
        """Return the points of those who attempted something.

        An exercise with an answer that has no final points, or that is worth none, has no column.
        """
        rows = tuple(row for row in self._rows if any(one.attempted for one in row))
        waiting = [sum(not row[k].final for row in rows) for k in range(len(self.parts))]
        worth = [k for k, part in enumerate(self.parts) if part.points > 0]
        places = tuple(k for k in worth if not waiting[k])
        points = np.array([[row[k].points for k in places] for row in rows], dtype=float)
        return PointTable(
            points.reshape(len(rows), len(places)),
            tuple(self.parts[k] for k in places),
            rows,
            places,
            tuple((self.parts[k], waiting[k]) for k in worth if waiting[k]),
            len(self._rows) - len(rows),
        )


def _response(result: Result) -> Response:
    ungraded = not result.exercise.written and result.by_check is None
    return Response(
        min(max(result.points, 0.0), result.exercise.points),
        not (result.waiting or ungraded),
        result.state not in UNTRIED or result.points > 0,
        result.mistake if result.state is State.WRONG else "",
    )
