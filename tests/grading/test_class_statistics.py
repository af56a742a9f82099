"""The class page's section on difficulty and reliability: its sentences, in every class."""

import re
from random import Random

import numpy as np
import pytest

from course.grading.parcels import State
from course.grading.report.class_statistics import section_html
from course.grading.report.tally import Summary, Tally

from .markup import Page, asks_nobody
from .test_class_page import STEP, TRAIN, UPHILL, WHY, outcome, result


def measured(count: int, waiting: int = 0, seed: int = 1) -> Summary:
    """Count a class in which the more able are right more often; who can't step errs uphill."""
    summary = Summary("03 · Two weights", [Tally(part) for part in (STEP, TRAIN, WHY)])
    rng = Random(seed)
    for k in range(count):
        able = rng.gauss(0, 1)
        step, train = (able + rng.gauss(0, 1) > 0 for _ in range(2))
        why = result(WHY, None, waiting=k < waiting, points=float(able > 0))
        summary.add(
            outcome(
                f"s{k}",
                result(STEP, State.RIGHT if step else State.WRONG, UPHILL, mistake="uphill"),
                result(TRAIN, State.RIGHT if train else State.NOT_ATTEMPTED),
                why,
            )
        )
    return summary


def said_of(summary: Summary) -> str:
    return " ".join(Page(section_html(summary)).text.split())


def test_statistics_of_a_class() -> None:
    summary = measured(30)
    said = said_of(summary)
    points = summary.responses.table().points
    share = points[:, 0].mean() / 2
    assert f"Exercise step {share:.0%} (" in said
    r = np.corrcoef(points[:, 0], points[:, 1] + points[:, 2])[0, 1]
    assert f") {r:.2f} (" in said
    alpha = 3 / 2 * (1 - points.var(axis=0).sum() / points.sum(axis=1).var())
    assert f"Cronbach's alpha of these 3 exercises is {alpha:.2f} (" in said
    made = [row[1:].sum() for row in points if row[0] == 0]
    others = [row[1:].sum() for row in points if row[0]]
    wanted = (
        f"Exercise step uphill {np.mean(made).round(2):g} of 5 (n = {len(made)}) "
        f"{np.mean(others).round(2):g} of 5 (n = {len(others)}) "
        f"{np.mean(made) - np.mean(others):.2f} ("
    )
    assert wanted in said
    assert "left out" not in said.replace("leaves out", "")
    assert asks_nobody(Page(section_html(summary)))


def test_statistics_say_what_is_left_out() -> None:
    summary = measured(12, waiting=3)
    summary.add(
        outcome("idle", *(result(part, State.NOT_ATTEMPTED) for part in (STEP, TRAIN, WHY)))
    )
    said = said_of(summary)
    assert "Cronbach's alpha of these 2 exercises" in said and "from 12 students" in said
    assert (
        "Written question is left out until all its answers have final points; 3 have none." in said
    )
    assert "1 student who attempted nothing is left out." in said


def test_statistics_need_students() -> None:
    assert "from 10 students on; with fewer they say little. Here 9 count." in said_of(measured(9))
    assert "Here 1 counts." in said_of(measured(1))
    assert "10 students" in said_of(measured(10))


def test_statistics_that_are_not_defined_are_told() -> None:
    summary = Summary("03 · Two weights", [Tally(STEP), Tally(TRAIN)])
    for k in range(12):
        summary.add(outcome(f"s{k}", result(STEP, State.RIGHT), result(TRAIN, State.RIGHT)))
    said = said_of(summary)
    assert "Exercise step 100% (76% to 100%) none: all have the same points in it" in said
    assert "alpha isn't defined here: all students have the same score in them." in said
    assert "No mistake with a name was made by 5 students or more" in said
    one = Summary("03 · Two weights", [Tally(WHY)])
    for k in range(12):
        one.add(outcome(f"s{k}", result(WHY, None, waiting=True)))
    assert "No exercise has final points for everybody yet" in said_of(one)


def test_where_all_go_together_there_is_no_interval() -> None:
    summary = Summary("03 · Two weights", [Tally(STEP), Tally(WHY)])
    for k in range(12):
        right = result(STEP, State.RIGHT if k % 2 else State.WRONG)
        summary.add(outcome(f"s{k}", right, result(WHY, None, points=2.0 * (k % 2))))
    said = said_of(summary)
    assert "1.00, no interval: all points lie on a line" in said
    assert "is 1.00, without an interval: the students differ by the same points in" in said
    assert "takes about" not in said


@pytest.mark.parametrize("seed", range(30))
def test_sentences_hold_for_every_class(seed: int) -> None:
    said = said_of(measured(10 + 5 * seed, seed=seed))
    assert "nan" not in said and "inf" not in said and "-0.00" not in said and "None" not in said
    count, wanted = (
        10 + 5 * seed,
        re.search(r"takes about ([\d,]+) students.*?(overlap much|can be read)", said),
    )
    assert wanted
    # About is to two digits; where both are near each other either is true.
    needed = int(wanted[1].replace(",", ""))
    assert (wanted[2] == "overlap much") is (count < needed) or abs(count - needed) < 10
    low, high = re.search(r"is -?\d\.\d\d \((-?[\d.]+) to (-?[\d.]+)\)", said).groups()
    narrow = float(high) - float(low)
    assert (narrow <= 0.23) if count > 1.1 * needed else True
    assert (narrow >= 0.17) if count < 0.9 * needed else True
