"""What lesson 08 says beyond its checks: a worked step, a sentence after success, new numbers."""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.checking.draws import between
from helpers.checking.rungs import Rung


def _walk(rng: np.random.Generator) -> tuple[Any, ...]:
    """Return the slope of a parabola, a start, two rates, and two steps."""
    steep, low = between(rng, 1.5, 4), between(rng, 1.5, 4)

    def slope(w: float) -> float:
        return steep * (w - low)

    slope.__name__ = f"lambda w: {steep} * (w - {low})"
    return slope, between(rng, -2, -0.5), [between(rng, 0.1, 0.3, 0.05), 0.4], 2


def _bowl(rng: np.random.Generator) -> Callable[[Any], tuple[Any, Any]]:
    """Return the loss and gradient of a parabola in a weight that is an array of one number."""
    low = between(rng, 1.5, 4)

    def loss_and_gradient(w: Any) -> tuple[Any, Any]:
        return np.sum((w - low) ** 2), 2 * (w - low)

    loss_and_gradient.__name__ = f"lambda w: (np.sum((w - {low}) ** 2), 2 * (w - {low}))"
    return loss_and_gradient


RUNGS = {
    "three_walks": Rung(
        """
        A parabola whose slope at w is 3(w − 2), the start 4 and the rate 0.5, two steps.
        At 4 the slope is 3 · (4 − 2) = 6, so the first step leads to 4 − 0.5 · 6 = 1.
        At 1 the slope is 3 · (1 − 2) = −3, so the second step leads to 1 − 0.5 · (−3) = 2.5.
        The list of this walk holds three places: 4, 1, 2.5. Two steps, and the start before them.
        The next rate begins at 4 again, with a list of its own.
        """,
        "On a parabola each step multiplies the distance from the minimum by the same factor, and "
        "the walk comes nearer where this is between −1 and 1.",
        draw=_walk,
    ),
    "plot_walks": Rung(
        """
        Two shops in three months: north sold 4, 9 and 8, south sold 3, 2 and 6.
        The first line goes through the points (0, 4), (1, 9) and (2, 8). So along the axis stand
        0, 1 and 2, above them 4, 9 and 8, and its label names the shop: "north".
        The second round of the loop draws the second shop, with its own row and its own label.
        A row of three numbers needs three places along the axis, and they are counted from 0.
        """,
        "A label on each line says which rate it is, so nobody has to guess.",
        nothing="It draws a picture, so there is no number to work out.",
    ),
    "largest_rate": Rung(
        """
        Two inputs, 2 and 4. Their squares are 4 and 16, and the mean of the squares is
        (4 + 16) / 2 = 10. This is the curvature. (The square of the mean is another number, 9.)
        A step multiplies the distance from the minimum by 1 − rate · curvature. The size of this
        factor is below 1 as long as rate · 10 is below 2. So the largest rate is 2 / 10 = 0.2.
        """,
        "Inputs ten times as large make the largest rate a hundred times smaller, so scale your "
        "inputs.",
        draw=lambda rng: (np.array([between(rng, -3, 3) for _ in range(3)]),),
    ),
    "mend_sweep": Rung(
        """
        An array `a` holds 5. After `b = a` it has two names. `b -= 2` changes the array itself:
        it holds 5 − 2 = 3 now, and whoever looks at `a` sees the 3, too.
        A second round that begins at `a` begins at 3, where the first one ended, and not at 5.
        With an array of its own for each round, `a` is 5 in all of them.
        Which line of the given code gives the start a second name? Print the first loss of each
        rate: when the sweep is right, all of them are equal.
        """,
        "The runs of a sweep can be compared only if all of them begin at the same place.",
        draw=lambda rng: (
            _bowl(rng),
            np.array([between(rng, -3, -0.5)]),
            [between(rng, 0.1, 0.3, 0.05), 0.4],
            2,
        ),
    ),
    "diagnosis": Rung(
        """
        Three other trainings, each with its loss at the steps 10, 20, 30 and 40.
        D: 90, 60, 45, 36. From 30 to 40 it falls by 45 − 36 = 9, so it is not at its end.
        Longer steps would get it farther in the same time.
        E: 50, 41, 70, 43. It rises by 70 − 41 = 29 between: its steps jump across the valley.
        F: 60, 42, 40, 40. It falls, and then it stays, and none of the others is as low.
        Look at the whole of each of your curves, and at its last part most of all.
        """,
        "A loss curve is the first thing to look at in any training, and the learning rate is the "
        "first thing that it tells of.",
        nothing="It is about the curves of one picture. `checks.largest_rate.again()` asks for a "
        "rate from new inputs.",
    ),
    "finder": Rung(
        """
        The losses 9, 8, 5, 4.5 are noted before the steps with the rates 0.01, 0.03, 0.1, 0.3.
        The first step led from 9 to 8: a fall of 9 − 8 = 1. The second fell by 8 − 5 = 3, the third
        by 5 − 4.5 = 0.5. Nobody noted what came after the fourth step.
        The largest fall is 3. It was made by the second step, so by the rate 0.03.
        Four losses make three falls, and the fall at place k belongs to the rate at place k.
        """,
        "The learning-rate finder of PyTorch Lightning also suggests a rate where the loss falls "
        "most steeply.",
        draw=lambda rng: (
            _bowl(rng),
            np.array([between(rng, -3, -0.5)]),
            np.array([0.02, between(rng, 0.05, 0.15, 0.05), between(rng, 0.2, 0.4, 0.05), 0.8]),
        ),
    ),
}
