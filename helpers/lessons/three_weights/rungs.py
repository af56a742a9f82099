"""What lesson 04 says beyond its checks: a worked step, a sentence after success, new numbers."""

from typing import Any

import numpy as np

from helpers.checking.draws import between, one_of
from helpers.checking.rungs import Rung


def _network(rng: np.random.Generator) -> tuple[Any, ...]:
    x = (between(rng, -3, 3), between(rng, -3, 3))
    w = (between(rng, -2, 2), between(rng, -2, 2), between(rng, -3, 3))
    return x, one_of(rng, 0.0, 1.0), w


RUNGS = {
    "bend": Rung(
        """
        First the slope, on paper. Say n = 5, so v = 4. Then a is 1 / 5 = 0.2, and the slope v / n²
        is 4 / 25 = 0.16. Make two fractions of it, 1 / n and v / n.
        The first one is a again. The second one is 4 / 5 = 0.8. How does that follow from a alone?
        Both have the same n below, and above them stand 1 and 4, which are 5 together.
        The two multiplied give the slope, as they should: 0.2 · 0.8 = 0.16.
        In code, mind the sign: e⁻ᶻ is 0.135 at z = 2 and 7.39 at z = −2.
        """,
        "The forward pass has a already, so the slope costs the backward pass one subtraction and "
        "one multiplication.",
        draw=lambda rng: (between(rng, -4, 4),),
    ),
    "output_blame": Rung(
        """
        An output unit with z = 2 predicts 0.8808, and the truth is 0.
        The derivative of ½(ŷ − y)² with respect to ŷ is the error: 0.8808 − 0 = 0.8808.
        Then the sigmoid. Its local gradient is its slope at what went into it, the 2, not at what
        came out. That slope is 0.105.
        The two lie on one path, so they multiply: 0.8808 · 0.105 = 0.0925.
        It is positive: a larger z would make this loss larger.
        """,
        "Every unit has such an error signal δ: the upstream gradient times the slope of its "
        "activation function.",
        draw=lambda rng: (between(rng, -3, 3), one_of(rng, 0.0, 1.0)),
    ),
    "gradients": Rung(
        """
        Say the output's δ is 0.5, the last weight is −4, and h = 0.3 went into that weight.
        In this product the weight was multiplied by 0.3: its derivative is 0.5 · 0.3 = 0.15.
        The h was multiplied by −4, so 0.5 · (−4) = −2 arrives at it.
        The hidden sigmoid has the slope 0.21 at its own z. Behind it −2 · 0.21 = −0.42 is left.
        The inputs were 6 and −0.5. The two weights that multiplied them get
        −0.42 · 6 = −2.52 and −0.42 · (−0.5) = 0.21.
        """,
        "Lesson 05 writes the same factors as matrix products, for several units and rows at once.",
        draw=_network,
    ),
    "mend_slopes": Rung(
        """
        A sigmoid gets z = 3 and gives out 0.9526. Its slope there is 0.0452, a flat place.
        A function for this slope expects the 3. If you hand it 0.9526 in place of the 3, you get
        the slope at another place, 0.2009.
        That is far too steep: 0.2009 / 0.0452 = 4.4 times. No error message comes, for both are
        numbers.
        So ask of each call in the given code: which number went into the sigmoid, and is it this?
        """,
        "A network can learn with wrong gradients, so a falling loss is no proof, and a gradient "
        "check is one.",
        draw=_network,
    ),
}
