"""What lesson 03 says beyond its checks: a worked step, a sentence after success, new numbers."""

import numpy as np

from helpers.checking.draws import between
from helpers.checking.rungs import Rung


def _start(rng: np.random.Generator) -> tuple[float, float, float, float]:
    return between(rng, 1, 3), between(rng, -4, 4), between(rng, -2, 2), between(rng, -2, 2)


RUNGS = {
    "forward": Rung(
        """
        Three numbers in a row: 3 comes in, the weights are −0.5 and 4.
        The first neuron multiplies what comes in by its own weight: −0.5 · 3 = −1.5.
        The second neuron does not see the 3. It takes what the first one made: 4 · (−1.5) = −6.
        """,
        "A layer of a larger network does the same: it multiplies what it gets by its weights and "
        "hands the result on.",
        draw=lambda rng: (between(rng, 2, 4), between(rng, -3, 3), between(rng, -3, 3)),
    ),
    "gradients": Rung(
        """
        A network with x = 0.5 and the weights 4 and 2.5 makes h = 2 and the prediction 5. The
        truth is 8. The backward pass starts with the error: 5 − 8 = −3.
        The second weight was multiplied by 2, so its derivative is −3 · 2 = −6.
        In the same product h was multiplied by 2.5, so −3 · 2.5 = −7.5 arrives at h.
        The first weight was multiplied by 0.5, so its derivative is −7.5 · 0.5 = −3.75.
        """,
        "Each line uses a derivative that you had already, so one backward pass is enough for all "
        "weights, also where there are millions of them.",
        draw=_start,
    ),
    "step": Rung(
        """
        A weight is 3, its derivative is −40 and the learning rate is 0.05. The derivative is
        negative, so the loss falls when the weight grows. The step is 0.05 · (−40) = −2, and it is
        subtracted: 3 − (−2) = 5. The weight has grown.
        A second weight has its own derivative. It is taken before any weight has moved.
        """,
        "This is the update rule of gradient descent; the optimizers of lesson 10 change only what "
        "is subtracted.",
        draw=lambda rng: (*_start(rng), between(rng, 0.02, 0.1, 0.01)),
    ),
    "train": Rung(
        """
        One weight, the prediction is 3 times it, and the truth is 6. It starts at 4, lr = 0.1.
        Epoch 1: the prediction is 3 · 4 = 12, so the loss is (12 − 6)² / 2 = 18. It goes into the
        list. Only then comes the step: the derivative is (12 − 6) · 3 = 18, and the weight becomes
        4 − 0.1 · 18 = 2.2.
        Epoch 2 starts at 2.2: the prediction is 3 · 2.2 = 6.6, the loss (6.6 − 6)² / 2 = 0.18.
        The list now holds 18 and 0.18. What the step returns must be where the next epoch starts.
        """,
        "Keras's `fit` in lesson 13 runs this loop for you: forward pass, loss, backward pass, "
        "update.",
        draw=lambda rng: (*_start(rng), between(rng, 0.02, 0.06, 0.01), 2),
    ),
    "mend_train": Rung(
        """
        Each of two numbers, p = 3 and q = 5, is to lose what the other one is now:
        p loses 5 and q loses 3, so they become 3 − 5 = −2 and 5 − 3 = 2.
        Now line by line: first p = 3 − 5 = −2. Then q loses "p", but p is −2 by now: 5 − (−2) = 7.
        The second line has used a number that the first one had replaced already.
        Go through the loop and ask of each name: is this the number of the forward pass?
        """,
        "All derivatives belong to one forward pass, so every one of them is computed before the "
        "first weight moves.",
        draw=lambda rng: (*_start(rng), between(rng, 0.02, 0.06, 0.01), 1),
    ),
}
