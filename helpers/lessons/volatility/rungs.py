"""What lesson 12 says beyond its checks: a worked step, a sentence after success, new numbers."""

from typing import Any

import numpy as np

from helpers.checking.draws import array
from helpers.checking.rungs import Rung


def _columns(rng: np.random.Generator) -> tuple[Any, ...]:
    """Return seven rows of two columns in which no number stands twice: three to train on."""
    return np.column_stack([rng.permutation(9)[:7], rng.permutation(30)[:7]]) * 1.0, 3, 2


def _har(rng: np.random.Generator) -> tuple[Any, ...]:
    return tuple(rng.permutation(9)[:7] * 1.0 for _ in range(3))


def _days(rng: np.random.Generator) -> tuple[Any, ...]:
    """Return seven closes and seven v: two evenings."""
    return 100.0 + rng.permutation(np.arange(-5, 6))[:7], array(rng, 7, low=-10, high=-7, step=0.1)


RUNGS = {
    "features_and_target": Rung(
        """
        v = 7, 3, 9, 6, 11 and lags = 3. The first evening that knows three values is evening 2,
        counted from 0. Today is 9, yesterday was 3, the day before was 7. Its row is (9, 3, 7), and
        tomorrow's value is 6.
        Evening 3: the row is (6, 9, 3), and tomorrow's value is 11. Evening 4 has no tomorrow.
        Down the columns: the first holds v of the evenings 2 and 3. The next one holds v one day
        before, for evening 2 that of day 2 − 1 = 1. So each column is the same list of days,
        moved back by its own number.
        """,
        "Each row holds what is known in the evening, and the target is what is not known yet.",
        draw=lambda rng: (rng.permutation(9)[:6] * 1.0, 2),
    ),
    "split_and_scale": Rung(
        """
        One column: 4 and 8 are the training rows, 11 the validation row, 2 the test row.
        The training mean is (4 + 8) / 2 = 6. Both rows are 2 away from it, so the standard
        deviation is 2. The training rows become (4 − 6) / 2 = −1 and (8 − 6) / 2 = 1.
        The same 6 and 2 scale the rest: (11 − 6) / 2 = 2.5 and (2 − 6) / 2 = −2.
        There the mean is not 0, and it need not be: in training nobody knew these rows.
        Another column has a mean and a standard deviation of its own.
        """,
        "A scale that has seen the test rows has looked ahead, and then the score is not one that "
        "you could have had.",
        draw=_columns,
    ),
    "fit_har": Rung(
        """
        Four evenings with day = 2, 4, 3, 7. Tomorrow of the first evening is 4, of the second 3, of
        the third 7. The fourth has no tomorrow here, so there are 4 − 1 = 3 rows.
        y holds 4, 3, 7. The column of today holds 2, 4, 3, without the last evening. The columns of
        week and month leave out the same evening, and the column of ones has three ones.
        The first row starts with 1 and 2. With c₀ = 0.5, c₁ = 1 and no part of the two means, its
        forecast is 0.5 · 1 + 1 · 2 = 2.5. The truth is 4. `lstsq` chooses the c for which the
        squares of such errors add up to the least.
        """,
        "HAR is a straight line in three numbers, and still it is the baseline that a network has "
        "to beat.",
        draw=_har,
    ),
    "qlike": Rung(
        """
        Two days with the variances 3 and 1, and a forecast of 2 for both.
        First the ratio of what came to what was forecast: 3 / 2 = 1.5 and 1 / 2 = 0.5.
        The log of 1.5 is 0.405, so the first day costs 1.5 − 0.405 − 1 = 0.095.
        The log of 0.5 is −0.693, so the second costs 0.5 − (−0.693) − 1 = 0.193.
        The mean of the two days is (0.095 + 0.193) / 2 = 0.144.
        A forecast that hits has the ratio 1, whose log is 0: it costs 1 − 0 − 1 = 0.
        """,
        "QLIKE looks at ratios, so calm and stormy days weigh the same, and a forecast of half of "
        "what came costs more than one of twice as much.",
        draw=lambda rng: (array(rng, 2, low=0.5, high=6), array(rng, 2, low=0.5, high=6)),
    ),
    "mend_rows": Rung(
        """
        Four closes: 50, 52, 51, 55. `np.diff` gives three numbers: 2, −1, 4.
        The 2 at place 0 is the move from day 0 to day 1: it is day 1's move.
        So the move of day 2 stands at place 2 − 1 = 1. It is −1.
        What stands at place 2 is the move from day 2 to day 3: 55 − 51 = 4. In the evening of day 2
        nobody knows it.
        Ask of each of the three features: at which place of its array stands today's number?
        """,
        "One place too far is enough to know the future; to find such a leak, change tomorrow and "
        "see whether a feature of today moves.",
        draw=_days,
    ),
}
