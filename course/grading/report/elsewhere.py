"""What those who made a mistake have in the other exercises, beside those who did not make it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from .intervals import Interval, difference_interval
from .responses import PointTable

FEW = 5  # students of either kind; a mean of fewer says little


@dataclass(frozen=True)
class Elsewhere:
    """One mistake, and the mean points in all other exercises.

    Attributes
    ----------
    place : of the exercise in the lesson.
    mistake : its id.
    most : the points that there are in the other exercises.
    made, others : how many made it, and how many attempted the exercise and did not.
    mean, mean_of_others : of their points.
    between : the interval of the difference; None where all points of both are the same.
    """

    place: int
    mistake: str
    most: float
    made: int
    others: int
    mean: float
    mean_of_others: float
    between: Interval | None

    @property
    def difference(self) -> float:
        """How much more those have who made it; below 0 where it is less."""
        return self.mean - self.mean_of_others


def points_elsewhere(table: PointTable) -> tuple[Elsewhere, ...]:
    """Return the mistakes with an id, by exercise and the most common first.

    Left out are those that fewer than FEW made or did not make. Nobody counts as not having made a
    mistake who did not attempt the exercise.
    """
    found = []
    for place in range(len(table.responses[0]) if table.responses else 0):
        column = table.places.index(place) if place in table.places else None
        kept = [k for k in range(len(table.exercises)) if k != column]
        most = sum(table.exercises[k].points for k in kept)
        tried = [
            (row[place].mistake, float(points[kept].sum()))
            for row, points in zip(table.responses, table.points, strict=True)
            if row[place].attempted
        ]
        ranked = Counter(mistake for mistake, _ in tried if mistake)
        for mistake, made in sorted(ranked.items(), key=lambda item: (-item[1], item[0])):
            if most and min(made, len(tried) - made) >= FEW:
                found.append(_compared(place, mistake, most, tried))
    return tuple(found)


def _compared(
    place: int, mistake: str, most: float, tried: Sequence[tuple[str, float]]
) -> Elsewhere:
    some = [points for one, points in tried if one == mistake]
    others = [points for one, points in tried if one != mistake]
    return Elsewhere(
        place=place,
        mistake=mistake,
        most=most,
        made=len(some),
        others=len(others),
        mean=fmean(some),
        mean_of_others=fmean(others),
        between=difference_interval(some, others),
    )
