"""The picture of a product of two matrices says the sum that makes one entry."""

import numpy as np
import pytest

from helpers.lessons.xor.figures import matrices

from .overprint import overprints

LEFT, RIGHT = np.array([[1.5, -2, 3], [0, 1, -1]]), np.array([[2, -1.0], [0.5, 4], [-3, 0]])


def test_it_says_each_entry_with_its_sum() -> None:
    picture = matrices.matrix_product(LEFT, RIGHT, ("A", "B", "A @ B"))
    for row, column in np.ndindex(2, 2):
        alt = picture.move(row=row, column=column).alt
        assert "A (2, 3) times B (3, 2) makes A @ B (2, 2)" in alt
        result = f"{(LEFT @ RIGHT)[row, column]:g}".replace("-", "−")
        assert alt.endswith(f"= {result}.")
    assert overprints(picture, row=[0, 1], column=[0, 1]) == []


def test_a_frame_moves_to_the_entry() -> None:
    moved = matrices.matrix_product(LEFT, RIGHT, ("A", "B", "A @ B")).move(row=1, column=1)
    assert moved.png() == matrices.matrix_product(LEFT, RIGHT, ("A", "B", "A @ B"), 1, 1).png()
    assert moved.png() != moved.move(row=0).png()


@pytest.mark.parametrize(
    ("left", "right"), [(LEFT, LEFT), (LEFT, np.ones(3)), (np.ones((7, 3)), RIGHT)]
)
def test_what_does_not_fit_is_refused(left: np.ndarray, right: np.ndarray) -> None:
    with pytest.raises(ValueError):
        matrices.matrix_product(left, right, ("A", "B", "A @ B"))
