"""An instructor's own notebooks: every cell has the score that stock nbgrader gives it."""

from pathlib import Path

import pytest

from .build import Shape
from .graded import Both
from .ps1 import demo
from .shapes import FILES, PARTIAL, REACHING

pytestmark = pytest.mark.slow
REACH_IN = (
    *("future_value_calls", "future_value_patched", "account_test", "draw_test", "fee_test"),
    *("note_test", "magic_test"),
)


def test_nbgraders_own_demo_course(tmp_path: Path) -> None:
    both = demo(tmp_path)
    said = both.grade()
    assert "judged inside 2 `sum_of_squares_uses_squares`" in said and "deletes `squares`" in said
    assert said.count("judged inside") == 1
    assert both.scores() == both.stock()


@pytest.mark.parametrize("shape", [FILES, REACHING, PARTIAL], ids=lambda shape: shape.name)
def test_a_course(tmp_path: Path, shape: Shape) -> None:
    both = Both.of(tmp_path, shape)
    said = both.grade()
    assert "graded" in said and "to look at" not in said and "failed" not in said, said
    inside = {
        word.strip("`") for line in said.split("judged inside")[1:] for word in line.split()[1:2]
    }
    if shape is REACHING:
        assert inside == {*REACH_IN, "compound_test"}, "bob's Fraction can't leave his process"
    assert both.scores() == both.stock()
