"""Item analysis beside computations by definition, and where it is not defined."""

from collections.abc import Sequence
from itertools import combinations
from math import sqrt
from statistics import fmean, pvariance, variance

import numpy as np
import pytest

from course.grading.parcels import State
from course.grading.report.class_statistics import about, class_statistics, decimal
from course.grading.report.elsewhere import points_elsewhere
from course.grading.report.item_analysis import Reliability, item_analysis, reliability
from course.grading.report.outcomes import Result
from course.grading.report.responses import PointTable, Responses
from course.grading.report.titles import Exercise

PARTS = tuple(
    Exercise(f"{name}-check", name, name, "", points, written=False)
    for name, points in {"a": 1, "b": 3, "c": 2, "d": 2}.items()
)
ESSAY = Exercise("essay", "essay", "essay", "", 2, written=True)


def answer(part: Exercise, points: float, mistake: str = "", **more: object) -> Result:
    state = State.RIGHT if points == part.points else State.WRONG
    known = {"state": state, "by_check": points, "message": (), "answer": "x", "waiting": False}
    return Result(exercise=part, points=points, comment="", mistake=mistake, **known | more)


def table(rows: Sequence[Sequence[float]], parts: Sequence[Exercise] = PARTS) -> PointTable:
    responses = Responses(parts)
    for row in rows:
        responses.add([answer(part, x) for part, x in zip(parts, row, strict=True)])
    return responses.table()


def generated(seed: int, count: int = 40) -> list[list[float]]:
    """Return a class of which the more able get more points, some of them in part."""
    rng = np.random.default_rng(seed)
    ability = rng.normal(size=(count, 1)) + rng.normal(scale=1.2, size=(count, len(PARTS)))
    steps = np.digitize(ability, [-0.7, 0.4]) / 2
    return (steps * [part.points for part in PARTS]).tolist()


@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_the_mean_of_all_split_halves(seed: int) -> None:
    rows = generated(seed)
    halves = []
    for first in combinations(range(len(PARTS)), len(PARTS) // 2):
        one = [sum(row[k] for k in first) for row in rows]
        two = [sum(row) - x for row, x in zip(rows, one, strict=True)]
        whole = variance(sum(row) for row in rows)
        halves.append(2 * (1 - (variance(one) + variance(two)) / whole))
    assert reliability(np.array(rows)).alpha == pytest.approx(fmean(halves))


def test_alpha_of_right_and_wrong_is_kuder_and_richardsons_20() -> None:
    rows = (np.array(generated(7)) > 0).astype(float)
    k = len(PARTS)
    wrong = sum(p * (1 - p) for p in rows.mean(axis=0))
    kr20 = k / (k - 1) * (1 - wrong / pvariance(rows.sum(axis=1).tolist()))
    assert reliability(rows).alpha == pytest.approx(kr20)


@pytest.mark.parametrize("seed", range(5))
def test_the_correlation_is_by_definition(seed: int) -> None:
    rows = generated(seed)
    for k, item in enumerate(item_analysis(table(rows))):
        one = [row[k] for row in rows]
        rest = [sum(x for j, x in enumerate(row) if j != k) for row in rows]
        top = sum((x - fmean(one)) * (y - fmean(rest)) for x, y in zip(one, rest, strict=True))
        bottom = sum((x - fmean(one)) ** 2 for x in one) * sum((y - fmean(rest)) ** 2 for y in rest)
        assert item.r == pytest.approx(top / sqrt(bottom))
        assert item.share == pytest.approx(sum(one) / (len(rows) * PARTS[k].points))
        assert item.r_between[0] < item.r < item.r_between[1]
        # From the uncorrected item-total correlation, as textbooks correct it.
        total = [sum(row) for row in rows]
        r, s, s_t = np.corrcoef(one, total)[0, 1], sqrt(variance(one)), sqrt(variance(total))
        corrected = (r * s_t - s) / sqrt(s_t**2 + s**2 - 2 * r * s_t * s)
        assert item.r == pytest.approx(corrected)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda row: [1.0, *row[1:]], "all have the same points in it"),
        (lambda row: [row[0], 3.0, 2.0, 0.0], "all have the same points in the others"),
        (lambda row: [row[0], 1.5 * row[0], row[0] / 2, 2.0], "all points lie on a line"),
    ],
)
def test_where_there_is_no_correlation_or_no_interval(change: object, why: str) -> None:
    first = item_analysis(table([change(row) for row in generated(1)]))[0]
    assert (first.why, first.r_between) == (why, None)
    assert (first.r == pytest.approx(1)) if "line" in why else first.r is None


def test_sums_that_differ_by_rounding_alone_are_the_same() -> None:
    rows = [[1.0, 0.1, 0.2, 0.3], [0.0, 0.3, 0.1, 0.2], [1.0, 0.2, 0.3, 0.1]] * 4
    assert item_analysis(table(rows))[0].why == "all have the same points in the others"


def test_where_there_is_no_alpha() -> None:
    assert reliability(np.ones((12, 1))).why == "it takes at least two exercises"
    same = np.array([[1.0, 0.0], [0.0, 1.0]] * 6)
    assert reliability(same) == Reliability(why="all students have the same score in them")
    equal = reliability(np.array([[0.0, 0.0], [1.0, 1.0]] * 6))
    assert equal.alpha == pytest.approx(1) and equal.between is None and equal.why


def test_one_exercise_alone() -> None:
    statistics = class_statistics(table([[1.0], [0.0]] * 6, PARTS[:1]))
    assert statistics.items[0].why == "there is no other exercise"
    assert statistics.reliability.alpha is None and statistics.elsewhere == ()


@pytest.mark.parametrize(("count", "given"), [(0, False), (1, False), (9, False), (10, True)])
def test_few_students(count: int, given: bool) -> None:
    statistics = class_statistics(table(generated(2, count)))
    assert bool(statistics.items) is given and statistics.count == count


def test_what_has_no_final_points_is_left_out() -> None:
    parts = [PARTS[0], ESSAY, PARTS[1], PARTS[2]]
    responses = Responses(parts)
    for k in range(12):
        read = {"state": None, "by_check": None}
        essay = answer(ESSAY, 1, **read, waiting=k < 3)
        new = answer(PARTS[1], 0, by_check=None if k == 0 else 0.0, state=State.NOT_FOUND)
        responses.add([answer(PARTS[0], 1), essay, new, answer(PARTS[2], k % 3)])
    found = responses.table()
    assert found.exercises == (PARTS[0], PARTS[2])
    assert found.open == ((ESSAY, 3), (PARTS[1], 1))
    assert found.points.shape == (12, 2)


def test_who_attempted_nothing_is_left_out() -> None:
    responses = Responses(PARTS)
    for k in range(4):
        state = {"state": State.NOT_ATTEMPTED} if k else {}
        responses.add([answer(part, 0, **state) for part in PARTS])
    found = responses.table()
    assert (len(found.points), found.idle) == (1, 3)
    by_hand = [answer(part, 1.0, state=State.NOT_ATTEMPTED) for part in PARTS]
    responses.add(by_hand)
    assert (len(responses.table().points), responses.table().idle) == (2, 3)


def test_points_beyond_an_exercises_own_do_not_count() -> None:
    assert table([[2.5, -1.0, 2.0, 1.0]]).points.tolist() == [[1.0, 0.0, 2.0, 1.0]]


def test_an_exercise_that_is_worth_nothing_is_no_item() -> None:
    free = Exercise("free-check", "free", "free", "", 0, written=False)
    assert table([[0.0, 1.0]], [free, PARTS[0]]).exercises == (PARTS[0],)


def test_what_those_who_made_a_mistake_have_elsewhere() -> None:
    responses = Responses([*PARTS[:3], ESSAY])
    for k in range(24):
        if k < 6:
            first = answer(PARTS[0], 0, "sign")
        elif k < 10:
            first = answer(PARTS[0], 0, "rare")
        elif k < 12:
            first = answer(PARTS[0], 0, "old", state=State.NOT_ATTEMPTED)
        else:
            first = answer(PARTS[0], 1)
        rest = [answer(PARTS[1], k % 4), answer(PARTS[2], 2 * (k > 5))]
        responses.add([first, *rest, answer(ESSAY, 0, waiting=True)])
    (one,) = points_elsewhere(responses.table())
    made = [k % 4 for k in range(6)]
    others = [k % 4 + 2 for k in range(6, 24) if k not in (10, 11)]
    assert (one.place, one.mistake, one.most) == (0, "sign", 5)
    assert (one.made, one.others) == (6, 16)
    assert (one.mean, one.mean_of_others) == pytest.approx((fmean(made), fmean(others)))
    assert one.between[0] < one.difference == pytest.approx(fmean(made) - fmean(others))
    assert one.between[0] == pytest.approx(-2.53, abs=1.5) and one.between[1] < 0


def test_a_mistake_in_an_exercise_without_a_column_counts() -> None:
    responses = Responses(PARTS[:2])
    for k in range(12):
        waits = answer(PARTS[0], 0, "sign" if k < 6 else "", waiting=k == 11)
        responses.add([waits, answer(PARTS[1], 3 if k > 5 else 1)])
    (one,) = points_elsewhere(responses.table())
    assert (one.mistake, one.most, one.mean, one.mean_of_others) == ("sign", 3, 1, 3)
    assert one.between is None


def test_figures_as_text() -> None:
    assert [decimal(x) for x in (-0.001, 0.005001, -1.239)] == ["0.00", "0.01", "-1.24"]
    assert [about(n) for n in (3, 83, 347, 1234, 98765)] == ["3", "83", "350", "1,200", "99,000"]
