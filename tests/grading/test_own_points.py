"""The points of a test that raised nothing, as nbgrader reckons them, and the folder beside it."""

import sys
from pathlib import Path

import pytest
from nbgrader.utils import get_partial_grade

from course.grading.judge.beside import beside
from course.grading.judge.inside import TooManyPoints, partial_points


@pytest.mark.parametrize(
    "text", ["0", "0.0", "1.5", "3", "-1", "True", "nan", "'2'", "np.float64(2.0)", "[1]", "1e-3"]
)
def test_the_points_are_nbgraders(text: str) -> None:
    output = {"data": {"text/plain": text}}
    assert partial_points(text, 3.0, "mean_test") == get_partial_grade(output, 3.0)


def test_no_last_expression_is_all_points() -> None:
    assert partial_points("", 3.0, "mean_test") == 3.0


def test_more_points_than_there_are_are_for_a_person() -> None:
    with pytest.raises(ValueError, match="greater than maximum"):
        get_partial_grade({"data": {"text/plain": "4"}}, 3.0)
    with pytest.raises(TooManyPoints, match="mean_test gives 4 points and has 3"):
        partial_points("4", 3.0, "mean_test")


def test_what_lies_beside_a_notebook_is_there_and_is_forgotten() -> None:
    before, path = Path.cwd(), [*sys.path]
    for rate in (b"0.01", b"0.02"):
        with beside([("data/prices.csv", b"1,2"), ("own_rates.py", b"RATE = " + rate)]):
            assert Path("data/prices.csv").read_text(encoding="utf-8") == "1,2"
            import own_rates  # type: ignore[import-not-found]

            assert float(rate) == own_rates.RATE
            Path("left").touch()
    assert (Path.cwd(), sys.path) == (before, path) and "own_rates" not in sys.modules
