"""What lesson 05 says beyond its checks: a worked step, a sentence after success, new numbers."""

from typing import Any

import numpy as np

from helpers.checking.draws import array, between
from helpers.checking.rungs import Rung


def _labels(rng: np.random.Generator, m: int) -> Any:
    """Return 0s and 1s of a column, both of them."""
    return rng.permutation([0.0] + [1.0] * (m - 1)).reshape(m, 1)


def _network(rng: np.random.Generator) -> tuple[Any, ...]:
    """Return three rows of two inputs, and a network 2-2-1."""
    X, y = array(rng, 3, 2), _labels(rng, 3)
    return X, y, array(rng, 2, 2), array(rng, 2), array(rng, 1, 2), array(rng, 1)


def _square(rng: np.random.Generator) -> tuple[Any, ...]:
    """Return two rows and a network 2-2-1: the given code runs here, too."""
    X, y = array(rng, 2, 2), _labels(rng, 2)
    layers = array(rng, 2, 2), array(rng, 2), array(rng, 1, 2), array(rng, 1)
    return X, y, *layers, between(rng, 0.5, 2)


RUNGS = {
    "train_unit": Rung(
        """
        Three rows with two inputs: (5, 0), (2, 3), (1, −1). Their δ are 0.2, −0.1 and 0.4.
        In each row a weight was multiplied by its own input. The three rows add up.
        First weight: 0.2 · 5 + (−0.1) · 2 + 0.4 · 1 = 1.2.
        Second weight: 0.2 · 0 + (−0.1) · 3 + 0.4 · (−1) = −0.7.
        The bias is multiplied by 1 in each row: 0.2 − 0.1 + 0.4 = 0.5.
        As a product: the sum runs over rows, so the 3 must stand in the middle, (1, 3) @ (3, 2).
        The δ are a column (3, 1). Which operation makes (1, 3) of it?
        """,
        "The product adds up over the rows, so the same line serves four rows and a million.",
        draw=lambda rng: (
            array(rng, 3, 2),
            _labels(rng, 3),
            array(rng, 1, 2),
            array(rng, 1),
            between(rng, 0.5, 2),
            1,
        ),
    ),
    "backward": Rung(
        """
        One row, two hidden units with the activations 0.6 and 0.9. The output's δ is 0.5, and its
        weights are 3 and −2. These weights get 0.5 · 0.6 = 0.3 and 0.5 · 0.9 = 0.45.
        The two activations get 0.5 · 3 = 1.5 and 0.5 · (−2) = −1: one number each.
        The slopes of the two sigmoids are 0.24 and 0.09, and each unit meets its own one:
        1.5 · 0.24 = 0.36 and −1 · 0.09 = −0.09. The row's inputs are 4 and −1. So the weights into
        the first unit get 0.36 · 4 = 1.44 and 0.36 · (−1) = −0.36.
        With more rows each weight gets one such number per row, and they add up. The activations
        belong to one row each, so nothing is added up there.
        """,
        "This is backpropagation through a hidden layer; lesson 06 repeats it layer by layer in a "
        "loop.",
        draw=_network,
    ),
    "start": Rung(
        """
        Two hidden units start as twins: both have the weights 0.5 and 0.5 and the same bias, and
        the output takes both with the weight 2. In a row with the inputs 1 and 3 both have
        z = 2, because 0.5 · 1 + 0.5 · 3 = 2. So their activations are equal, both get the same
        number back, and both take the same step. After it they are twins again.
        Now the second one starts with 0.5 and −1: its z is 0.5 · 1 + (−1) · 3 = −2.5. Its
        activation, its gradient and its step are different from the start.
        A random generator makes such differences: `rng.normal(size=(4, 7))` has no two equal rows.
        Mind the two shapes: one row per unit of the layer, one column per input of it.
        """,
        "Random weights break the symmetry, so the hidden units can learn different things; "
        "different weights to the output alone are enough for that.",
        nothing="Your function draws its numbers at random, so there is none to work out.",
    ),
    "mend_step": Rung(
        """
        Three rows of two units: (1, 10), (2, 20), (3, 30).
        Down the rows there is one sum for each unit: 1 + 2 + 3 = 6 and 10 + 20 + 30 = 60.
        Along the rows there is one sum for each row: 1 + 10 = 11, 2 + 20 = 22 and 3 + 30 = 33.
        The first way gives two numbers, the second gives three. With three rows of three units both
        give three numbers: then both fit, and only one of them is right.
        What does a bias belong to, and how many of them does a layer have?
        """,
        "Shapes can fit by accident, so test code with unequal numbers of rows and units.",
        draw=_square,
    ),
}
