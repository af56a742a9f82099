"""What lesson 10 says beyond its checks: a worked step, a sentence after success, new numbers."""

from typing import Any

import numpy as np

from helpers.checking.draws import array, between, one_of
from helpers.checking.rungs import Rung


def _betas(rng: np.random.Generator) -> tuple[Any, ...]:
    return between(rng, 0.1, 0.5, 0.1), one_of(rng, 0.7, 0.8), one_of(rng, 0.9, 0.95), 1e-8


def _adam(rng: np.random.Generator) -> tuple[Any, ...]:
    memories = array(rng, 2), array(rng, 2, low=2, high=9)
    return array(rng, 2), array(rng, 2), *memories, int(rng.integers(2, 5)), *_betas(rng)


RUNGS = {
    "momentum_path": Rung(
        """
        Another valley, with the gradient (4a, b). The start is (2, −1), lr = 0.1 and β = 0.5.
        There the gradient is (8, −1). The velocity starts at 0, so it becomes the same: (8, −1).
        The step leads to 2 − 0.1 · 8 = 1.2 and −1 − 0.1 · (−1) = −0.9.
        Second step: the gradient at the new place is 4 · 1.2 = 4.8 and −0.9. Half of the old
        velocity is kept: 0.5 · 8 + 4.8 = 8.8 and 0.5 · (−1) − 0.9 = −1.4.
        The next place is 1.2 − 0.1 · 8.8 = 0.32 and −0.9 − 0.1 · (−1.4) = −0.76.
        """,
        "What keeps its sign adds up in the velocity, and what changes its sign cancels out.",
        draw=lambda rng: (
            array(rng, 2),
            between(rng, 0.012, 0.02, 0.002),
            between(rng, 0.5, 0.9, 0.1),
            2,
        ),
    ),
    "rmsprop_step": Rung(
        """
        One weight, 3, with the gradient 4. Its s is 10, ρ = 0.5 and lr = 0.3.
        The new s keeps half and takes half of the squared gradient: 0.5 · 10 + 0.5 · 4² = 13.
        The step divides by the root of the new s, √13 = 3.606. It is 0.3 · 4 / 3.606 = 0.333.
        The weight becomes 3 − 0.333 = 2.667. (ε is there against a division by 0, no more.)
        The gradient itself stands above, not its square: the step needs its sign.
        """,
        "Each weight is divided by the size of its own gradients, so a weight with small gradients "
        "moves, too.",
        draw=lambda rng: (
            array(rng, 2),
            array(rng, 2),
            array(rng, 2, low=2, high=9),
            between(rng, 0.1, 0.5, 0.1),
            between(rng, 0.6, 0.9, 0.1),
            1e-8,
        ),
    ),
    "adam_step": Rung(
        """
        Step 2 of one weight, now at 5. β₁ = 0.5, β₂ = 0.75, lr = 0.1. The memories are m = 4 and
        v = 8, and the gradient is 6.
        Memories first: 0.5 · 4 + 0.5 · 6 = 5 and 0.75 · 8 + 0.25 · 6² = 15.
        They started at 0 and are still too small. The correction has the power 2, for step 2:
        5 / (1 − 0.5²) = 6.667 and 15 / (1 − 0.75²) = 34.286.
        The root is √34.286 = 5.855, so the step is 0.1 · 6.667 / 5.855 = 0.1139.
        The function returns the weight 5 − 0.1139 = 4.8861, and the memories 5 and 15 themselves.
        """,
        'Keras\'s `optimizer="adam"` runs these five lines for every weight in every update.',
        draw=_adam,
    ),
    "mend_adam": Rung(
        """
        Only m, with β₁ = 0.5, at a gradient that is always 8. After step 1 the memory is
        0.5 · 0 + 0.5 · 8 = 4, and its corrected copy is 4 / (1 − 0.5) = 8, as it should be.
        Step 2 goes on from the memory: 0.5 · 4 + 0.5 · 8 = 6, corrected 6 / (1 − 0.5²) = 8. Right.
        From the copy it would be 0.5 · 8 + 0.5 · 8 = 8, corrected 8 / (1 − 0.5²) = 10.667.
        Then m is corrected again in every step, and so is v.
        Which names does the given code need that it does not have?
        """,
        "Bias correction is for one step; the memory goes on without it.",
        draw=lambda rng: (array(rng, 2), array(rng, 2, 2), *_betas(rng)),
    ),
}
