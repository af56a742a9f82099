"""What lesson 09 says beyond its checks: a worked step, a sentence after success, new numbers."""

from typing import Any

import numpy as np

from helpers.checking.draws import array, one_of
from helpers.checking.rungs import Rung

from . import toy


def _toy(batch_size: int, num_epochs: int, seed: int) -> Any:
    return toy(batch_size, num_epochs, seed)


_toy.__name__ = "lesson.toy"  # as the notebook calls it


def _sweep(rng: np.random.Generator) -> tuple[Any, ...]:
    sizes = [one_of(rng, 8, 16), one_of(rng, 32, 48)]
    return _toy, int(rng.integers(50, 120)), sizes, int(rng.integers(25, 60)), [1, 2, 5]


def _clouds(rng: np.random.Generator) -> tuple[Any, ...]:
    clouds = [array(rng, 2, 2, low=-6, high=6, step=1), array(rng, 2, 2, low=-4, high=4, step=1)]
    return [1, 4], clouds, array(rng, 2, low=-3, high=3, step=1)


RUNGS = {
    "updates_per_epoch": Rung(
        """
        50 rows in batches of 8. Six full batches take 6 · 8 = 48 rows.
        50 − 48 = 2 rows are left. They make one more batch, a short one: 6 + 1 = 7.
        With 48 rows nothing is left, and the answer is 6. One more would be wrong there.
        So it is a division that is rounded up, and only if something is left.
        """,
        "Smaller batches make more updates per epoch, so equal epochs are no fair comparison of "
        "batch sizes.",
        draw=lambda rng: (int(rng.integers(50, 900)), one_of(rng, 7, 12, 16, 25, 60)),
    ),
    "minibatches": Rung(
        """
        Five rows in batches of 2. The row numbers, shuffled, are 3, 0, 4, 1, 2.
        Batches start at the places 0, 2 and 4 of this shuffled list.
        From place 0 come the rows 3 and 0, from place 2 the rows 4 and 1, from place 4 the row 2.
        All rows are there once: 2 + 2 + 1 = 5. The last batch is short.
        `a[[3, 0]]` takes the rows 3 and 0 of an array. Take the same rows of X and of y.
        """,
        "Keras's `fit` shuffles and cuts the rows in this way in every epoch.",
        nothing="Your function shuffles, so there is no one list to work out.",
    ),
    "noise_slope": Rung(
        """
        One cloud of two gradients, (4, 1) and (2, 6). The full gradient is (1, 1).
        The first is off by (3, 0): its squared distance is 3² + 0² = 9.
        The second is off by (1, 5): its squared distance is 1² + 5² = 26.
        One number per gradient: each row of the cloud adds up its own two squares.
        The mean of the two is (9 + 26) / 2 = 17.5, and the noise is its root: √17.5 = 4.183.
        """,
        "Four times as many rows halve the noise, as with the standard error of any mean.",
        draw=_clouds,
    ),
    "fair_sweep": Rung(
        """
        80 rows in batches of 30 make three updates per epoch: 30, 30 and 20 rows.
        How many whole epochs fit into 20 updates? 20 / 3 = 6.67, so it is 6.
        Two seeds give the curves (5, 3) and (9, 4). The mean is taken over the seeds, at each point
        of the curve: (5 + 9) / 2 = 7 and (3 + 4) / 2 = 3.5.
        The spread too has one number at each point. For two seeds the standard deviation is half
        of their distance: (9 − 5) / 2 = 2 and (4 − 3) / 2 = 0.5.
        """,
        "One thing differs and the rest is equal, and the seeds show whether a difference is more "
        "than luck.",
        draw=_sweep,
    ),
    "mend_epoch": Rung(
        """
        Three days: x is 1, 2, 3 and y is 10, 20, 30, so the right slope is 10 everywhere.
        Shuffle x alone, to 3, 1, 2. Beside it y is still 10, 20, 30. Now the days say
        10 / 3 = 3.33, 20 / 1 = 20 and 30 / 2 = 15: nothing is left to learn.
        Shuffle both by one and the same order, and y becomes 30, 10, 20. Again
        30 / 3 = 10, 10 / 1 = 10 and 20 / 2 = 10.
        Two calls of `rng.permutation` give two different orders.
        """,
        "Each row has to stay with its own outcome in every shuffle, cut and sort; no error "
        "message tells you if it does not.",
        nothing="Your function shuffles, so there is no one result to work out.",
    ),
}
