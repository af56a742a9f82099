"""An instructor's own notebooks: every cell has the score that stock nbgrader gives it."""

from pathlib import Path

import pytest

from .build import Shape
from .graded import Both
from .shapes import SHAPES

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_scores(tmp_path: Path, shape: Shape) -> None:
    both = Both.of(tmp_path, shape)
    said = both.grade()
    print(said)
    assert both.scores() == both.stock()
