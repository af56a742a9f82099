"""What lesson 06 says beyond its checks: a worked step, a sentence after success, new numbers."""

from typing import Any

import numpy as np

from helpers.checking.draws import array, one_of
from helpers.checking.rungs import Rung


def _network(rng: np.random.Generator) -> tuple[Any, ...]:
    """Return two rows of three inputs, and a network 3-2-1."""
    weights = [array(rng, 2, 3), array(rng, 1, 2)]
    return array(rng, 2, 3), weights, [array(rng, 2), array(rng, 1)]


def _backward(rng: np.random.Generator) -> tuple[Any, ...]:
    """Return what arrives at a network 3-2-1, two rows of activations, and its weights."""
    hidden = array(rng, 2, 2, low=1.5, high=4)
    hidden[one_of(rng, 0, 1), one_of(rng, 0, 1)] = 0.0
    activations = [array(rng, 2, 3), hidden, array(rng, 2, 1, low=0.2, high=0.8, step=0.1)]
    return array(rng, 2, 1), activations, [array(rng, 2, 3), array(rng, 1, 2)]


def _day_logits(rng: np.random.Generator) -> tuple[Any, Any]:
    """Return two days with the logits of three classes, and their classes."""
    return array(rng, 2, 3), np.eye(3)[rng.integers(3, size=2)]


def _large(rng: np.random.Generator) -> tuple[Any]:
    """Return two rows of logits, one of them far too large for e to the power of them."""
    return (array(rng, 2, 3) + np.array([[one_of(rng, 800.0, 1200.0, -900.0)], [0.0]]),)


RUNGS = {
    "forward_pass": Rung(
        """
        One day with the inputs 3 and −2. The first layer has two units, with the weights (2, 1)
        and (−1, 2) and the biases 0.5 and 4.
        Their z are 2 · 3 + 1 · (−2) + 0.5 = 4.5 and −1 · 3 + 2 · (−2) + 4 = −3.
        ReLU keeps the 4.5 and makes 0 of the −3. The activations are 4.5 and 0.
        The next layer reads these two numbers, and not the day. Its weights are 0.2 and 7, its
        bias is −1: z is 0.2 · 4.5 + 7 · 0 − 1 = −0.1.
        It is the last layer, so a sigmoid comes and no ReLU: 0.475.
        The list holds three arrays: the day, the activations 4.5 and 0, the prediction.
        """,
        "A deeper network has the same code: the loop takes more rounds.",
        draw=_network,
    ),
    "softmax_loss": Rung(
        """
        Two days with the probabilities (0.2, 0.5, 0.3) and (0.6, 0.3, 0.1). The true classes are
        the second and the third. Only their probabilities count in the loss.
        Minus the log of 0.5 is about 0.693, and minus the log of 0.1 is about 2.303.
        The loss is the mean of the days: (0.693 + 2.303) / 2 = 1.498.
        The gradient of the first day: at the true class 1 is subtracted, 0.5 − 1 = −0.5. The other
        two stay 0.2 and 0.3. Two days make the mean, so each of the numbers is halved:
        0.2 / 2 = 0.1, −0.5 / 2 = −0.25 and 0.3 / 2 = 0.15. Together they are 0, as in each row.
        """,
        "Softmax and cross-entropy are used together because their gradient is so short: the "
        "probability minus the truth.",
        draw=_day_logits,
    ),
    "mend_softmax": Rung(
        """
        Two logits, 3 and 1. With e³ = 20.09 and e = 2.72 the first probability is
        20.09 / (20.09 + 2.72) = 0.881.
        Now take 2 away from both: 1 and −1. With 2.72 and 0.368 it is 2.72 / (2.72 + 0.368) = 0.881
        again. A number that is taken away from the whole row changes nothing.
        The computer's largest number is about e to the power of 709, so 710 is too much for it. To
        the power of −710 it gives about 0, and that does no harm.
        So choose for each row a number that leaves no large logit in it.
        """,
        "Frameworks do this inside of their softmax, so they take logits of any size.",
        draw=_large,
    ),
    "backward_pass": Rung(
        """
        One layer with one output unit, and two rows. The δ are 0.3 and −0.2. What went into the
        layer came out of two ReLU units: (1.5, 0) in the first row, (2, 4) in the second.
        Weights add up over rows: 0.3 · 1.5 + (−0.2) · 2 = 0.05 and 0.3 · 0 + (−0.2) · 4 = −0.8.
        The bias adds up the δ: 0.3 − 0.2 = 0.1.
        The weights are 5 and −6. The first row gets back 0.3 · 5 = 1.5 and
        0.3 · (−6) = −1.8, the second row −0.2 · 5 = −1 and −0.2 · (−6) = 1.2.
        Then the ReLU: in the first row the second unit gave out 0, so it was off and passes nothing
        on. The −1.8 becomes 0. The other three stay.
        """,
        "This loop is what a framework's automatic differentiation runs for you, for every dense "
        "layer from the last to the first.",
        draw=_backward,
    ),
}
