"""Item analysis: how hard each exercise is, and how far the exercises of a lesson go together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .intervals import (
    Interval,
    alpha_interval,
    correlation_interval,
    share_interval,
    students_for_alpha,
)
from .responses import PointTable
from .titles import Exercise

FEWEST = 10  # students; with 9, no correlation at all has the interval -0.66 to 0.66
NARROW = 0.2  # an interval of alpha, from end to end
SAME = 1e-9  # points that differ by less are the same
Points = NDArray[np.float64]


@dataclass(frozen=True)
class Item:
    """One exercise over a class.

    Attributes
    ----------
    share : the mean share of its points, 0 to 1: the item's difficulty.
    r : the corrected item-rest correlation, with its interval; None where there is none.
    why : why there is no correlation, or no interval; "" where there are both.
    """

    exercise: Exercise
    share: float
    share_between: Interval
    r: float | None
    r_between: Interval | None
    why: str


@dataclass(frozen=True)
class Reliability:
    """Cronbach's alpha of a lesson's exercises.

    Attributes
    ----------
    alpha : with its interval; None where there is none.
    enough : about how many students give it an interval of NARROW; None where that isn't known.
    why : why there is no alpha, or no interval; "" where there are both.
    """

    alpha: float | None = None
    between: Interval | None = None
    enough: int | None = None
    why: str = ""


def item_analysis(table: PointTable) -> tuple[Item, ...]:
    """Return difficulty and item-rest correlation of every exercise; the table has a student.

    The rest is the sum of all other exercises' points: the item itself would raise the correlation
    (Henrysson 1963, Psychometrika 28, 211-218).
    """
    count, total = len(table.points), table.points.sum(axis=1)
    items = []
    for one, exercise in zip(table.points.T, table.exercises, strict=True):
        share = float(one.mean()) / exercise.points
        r, why = _correlation(one, total - one, len(table.exercises))
        between = None if r is None else correlation_interval(r, count)
        why = "all points lie on a line" if r is not None and not between else why
        items.append(Item(exercise, share, share_interval(share, count), r, between, why))
    return tuple(items)


def _correlation(one: Points, rest: Points, items: int) -> tuple[float | None, str]:
    if items < 2:
        return None, "there is no other exercise"
    if np.ptp(one) < SAME:
        return None, "all have the same points in it"
    if np.ptp(rest) < SAME:
        return None, "all have the same points in the others"
    return float(np.clip(np.corrcoef(one, rest)[0, 1], -1, 1)), ""


def reliability(points: Points) -> Reliability:
    """Return Cronbach's alpha of a row a student, a column an exercise; of two rows or more.

    Cronbach 1951, Psychometrika 16, 297-334, formula 2. It is the mean of all split-half
    coefficients, and so estimates the correlation with as many other exercises of the same kind.
    """
    count, items = points.shape
    if items < 2:
        return Reliability(why="it takes at least two exercises")
    total = points.sum(axis=1)
    if np.ptp(total) < SAME:
        return Reliability(why="all students have the same score in them")
    spread = float(points.var(axis=0, ddof=1).sum() / total.var(ddof=1))
    alpha = items / (items - 1) * (1 - spread)
    between = alpha_interval(alpha, items, count)
    if between is None:
        return Reliability(alpha, why="the students differ by the same points in every exercise")
    return Reliability(alpha, between, students_for_alpha(alpha, items, NARROW))
