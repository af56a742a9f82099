"""What lesson 02 says beyond its checks: a worked step, a sentence after success, new numbers."""

import numpy as np

from helpers.checking.draws import between
from helpers.checking.rungs import Rung

from .graph import Tape


def _tape(rng: np.random.Generator) -> tuple[Tape]:
    """Return a tape like the fund's, in which `e` forks."""
    a, b, c, d, e, f = (between(rng, -3, 3) for _ in range(6))
    first = [("s", [("p", a), ("e", b)]), ("k", [("e", c)])]
    return (Tape([*first, ("V", [("s", d), ("k", e)]), ("L", [("V", f)])]),)


RUNGS = {
    "local_slopes": Rung(
        """
        Another row of nodes: z = 4t + 2, a = z², L = 5a. At t = 0.5 the values are
        z = 4, because 4 · 0.5 + 2 = 4, then a = 16 and L = 80.
        Last node first. L is 5 times a, so its local gradient is 5, whatever a is.
        The square has the slope 2z, taken at what goes into the node: 2 · 4 = 8.
        z moves 4 times as far as t: its local gradient is 4. The 2 moves nothing.
        Nothing is multiplied yet: 5, 8 and 4 stand beside one another.
        """,
        "Along the path these local gradients multiply: their product is dL/dw, the number that "
        "gradient descent needs.",
        draw=lambda rng: (between(rng, 1, 3), between(rng, -2, 2), between(rng, -4, 4)),
    ),
    "mend_year": Rung(
        """
        Two steps that use one name: first s = 3t, then s = s². At t = 1.5 the first s is
        3 · 1.5 = 4.5, and the second s is 4.5² = 20.25.
        The derivative of a square is twice the number that goes into it: 2 · 4.5 = 9.
        "Twice s", written after both lines, is 2 · 20.25 = 40.5, because s is the new number by
        then. The forward pass is right all the same, so the loss does not show it.
        Give each number of the forward pass a name of its own.
        """,
        "A backward pass needs the numbers of the forward pass, so a network keeps them until its "
        "gradients are computed.",
        draw=lambda rng: (
            between(rng, 0.005, 0.03, 0.005),
            between(rng, -0.02, -0.005, 0.005),
            between(rng, 1.1, 1.5, 0.1),
        ),
    ),
    "backward": Rung(
        """
        A tape of two nodes: u = 2t, and then L = 5u + 3t. The local gradients are 2, then 5 and 3.
        L moves exactly as far as L: at the end stands a 1.
        The node L sends on what has arrived at it, times each of its local gradients:
        u gets 1 · 5 = 5, and t gets 1 · 3 = 3.
        The node u sends on the 5 that has arrived at it: t gets 5 · 2 = 10 more.
        t has been taken by two nodes, so both numbers count: 3 + 10 = 13.
        """,
        "Automatic differentiation runs this loop for you: a framework records a tape and goes "
        "over it from the end.",
        draw=_tape,
    ),
}
