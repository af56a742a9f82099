"""What lesson 11 says beyond its checks: a worked step, a sentence after success, new numbers."""

from typing import Any

import numpy as np

from helpers.checking.draws import array, between
from helpers.checking.rungs import Rung

OFF = 0.25  # between the forecasts, which are multiples of ½: no error is 0


def _forecasts(rng: np.random.Generator) -> tuple[Any, ...]:
    return array(rng, 3, 1), array(rng, 3) + OFF


def _fund(rng: np.random.Generator) -> tuple[Any, ...]:
    prices = between(rng, 2, 5), between(rng, 0.5, 1.5)
    return array(rng, 3), array(rng, 3) + OFF, *prices


def _probabilities(rng: np.random.Generator) -> tuple[Any, ...]:
    """Return four probabilities, one of them 0 and one of them 1, and what came."""
    p = np.array([between(rng, 0.1, 0.9, 0.1), 0.0, between(rng, 0.1, 0.9, 0.1), 1.0])
    return p, rng.permutation([0, 1, 1, 0])


RUNGS = {
    "slopes": Rung(
        """
        Two days: the forecasts are 3 and 1, the outcomes 2 and 5.
        The errors are 3 − 2 = 1 and 1 − 5 = −4, forecast minus outcome on each day by itself.
        MSE: the derivative of the square is twice the error, and the mean divides by 2 days.
        That gives 2 · 1 / 2 = 1 and 2 · (−4) / 2 = −4.
        MAE: only the sign of the error counts: 1 / 2 = 0.5 and −1 / 2 = −0.5.
        Mind the shapes: a column (2, 1) minus a row (2,) is a table (2, 2) of all pairs. Make the
        outcomes a column first.
        """,
        "MSE listens most to the days with large errors, and MAE listens to all days alike.",
        draw=_forecasts,
    ),
    "fund_loss": Rung(
        """
        Two days, with the prices lost = 5 and missed = 2. The forecasts are 4 and 2, the outcomes
        1 and 4. The first error is 4 − 1 = 3: too high, so its price is 5.
        The second is 2 − 4 = −2: too low, so its price is 2.
        The days cost 5 · 3² = 45 and 2 · (−2)² = 8, and the loss is (45 + 8) / 2 = 26.5.
        The gradient: each price stays as a factor, and the square gives twice the error. Divided by
        two days that is 2 · 5 · 3 / 2 = 15 and 2 · 2 · (−2) / 2 = −4.
        """,
        "The loss says what a mistake costs, so choose it by the business and not by habit.",
        draw=_fund,
    ),
    "mend_bce": Rung(
        """
        With the wider limits 0.02 and 0.98, to see it better. The probabilities 0, 0.4 and 1 become
        0.02, 0.4 and 0.98. Only what lies outside is moved.
        On a day with y = 0 and the probability 1, the log is now taken of 1 − 0.98 = 0.02. Minus
        that log is about 3.912: a high price, and a number.
        Whoever cuts the losses comes too late: 0 · log 0 has made a `nan` already.
        Whoever leaves out the `nan` gives a day away: of three days with the losses 0.2, 0.4 and
        `nan` the mean is (0.2 + 0.4) / 2 = 0.3, as if there had been two.
        """,
        "Keras keeps its probabilities away from 0 and 1 in the same place, so its loss is always "
        "finite.",
        draw=_probabilities,
    ),
    "diagnose": Rung(
        """
        Ask three things of each training: the height at the end, the gap, and the last part.
        Another training, F: both curves are flat from epoch 20 on, training at 0.9 and validation
        at 0.96. Noise alone makes 0.15. The height is 0.9 / 0.15 = 6 times the noise: far too high.
        The gap is 0.96 − 0.9 = 0.06: small. So the net has learned little, and nothing by heart.
        Another one, G: training falls to 0.1. Validation is 0.25 at epoch 40 and 0.4 at the end:
        it has risen by 0.4 − 0.25 = 0.15 while training fell. The gap widens.
        """,
        "These two curves are what `history` holds in Keras, so you can ask the same of every "
        "training.",
        nothing="It is about the curves of one picture.",
    ),
    "pick_epoch": Rung(
        """
        Three starts, and the validation losses after 0, 1 and 2 epochs. One row for each epoch:
        (3, 5, 4), then (2, 1, 3), then (1, 4, 4).
        The means of the rows are (3 + 5 + 4) / 3 = 4, (2 + 1 + 3) / 3 = 2 and (1 + 4 + 4) / 3 = 3.
        The lowest mean stands in the row of epoch 1. Rows are counted from 0, and so are epochs.
        Alone, the first start is lowest in the row of epoch 2. That is one start and not all.
        So take the mean over the starts first (`axis=1` goes along a row), and then look where it
        is lowest.
        """,
        "Early stopping in lesson 13 looks for this epoch while it trains.",
        nothing="It is about the curves of one training.",
    ),
}
