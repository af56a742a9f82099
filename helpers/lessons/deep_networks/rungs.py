"""What lesson 07 says beyond its checks: a worked step, a sentence after success, new numbers."""

from helpers.checking.draws import array, between, one_of
from helpers.checking.rungs import Rung

RUNGS = {
    "initial_std": Rung(
        """
        A layer with 50 inputs and 22 units. He's condition says that the number of inputs, times v,
        times ½ is 1. Half of 50 is 25, so v is 1 / 25 = 0.04.
        The exercise asks for the standard deviation, and v is its square: √0.04 = 0.2.
        Glorot's condition has the mean of inputs and units: (50 + 22) / 2 = 36. So v is
        1 / 36 = 0.0278, and its root is √0.0278 = 0.167.
        """,
        "Keras starts a dense layer with Glorot's rule, unless you ask for He's.",
        draw=lambda rng: (
            int(rng.integers(2, 20)) * 5,
            int(rng.integers(2, 20)) * 5,
            one_of(rng, "relu", "tanh"),
        ),
    ),
    "mend_clip": Rung(
        """
        The gradient (6, 8) with the limit 5. Its norm is √(6² + 8²) = 10, twice the limit.
        All entries are halved, so the new one is (3, 4). Its norm is √(3² + 4²) = 5.
        The direction is the same, because 6 / 8 = 0.75 and 3 / 4 = 0.75.
        If each entry is cut at 5, it becomes (5, 5). Now 5 / 5 = 1: the direction is another one.
        A gradient with the norm 4 is within the limit and stays what it is.
        """,
        "Clipping by the norm shortens a step and keeps its direction.",
        draw=lambda rng: (array(rng, 2, low=-6, high=6), between(rng, 0.5, 3)),
    ),
    "batch_norm": Rung(
        """
        One unit and a batch of three rows: 2, 4, 9. Their mean is (2 + 4 + 9) / 3 = 5.
        The distances from it are −3, −1 and 4. The variance is the mean of their squares:
        (9 + 1 + 16) / 3 = 8.667. Its root is √8.667 = 2.944; ε is too small to be seen here.
        The first row becomes −3 / 2.944 = −1.019. With γ = 10 and β = 1 it leaves the layer as
        10 · (−1.019) + 1 = −9.19.
        Another unit is another column, with a mean and a variance of its own.
        """,
        "Whatever the layers before do, each unit of the batch now has the mean β, and γ says how "
        "far it spreads.",
        draw=lambda rng: (array(rng, 3, 2, low=-4, high=8), array(rng, 2), array(rng, 2)),
    ),
    "predict_one": Rung(
        """
        One unit. Its running mean starts at 0 and its running variance at 1. A batch comes with the
        mean 8 and the variance 4. Each moves one tenth of the way:
        the mean to 0.9 · 0 + 0.1 · 8 = 0.8 and the variance to 0.9 · 1 + 0.1 · 4 = 1.3.
        A second batch has the mean 6 and the variance 2. It goes on from there:
        0.9 · 0.8 + 0.1 · 6 = 1.32 and 0.9 · 1.3 + 0.1 · 2 = 1.37.
        After all batches a new row z = 5 comes: (5 − 1.32) / √1.37 = 3.144. Then γ and β follow.
        """,
        "So the forecast of a day depends on that day alone, and not on who else is in its batch.",
        draw=lambda rng: (
            [array(rng, 3, 2, low=-4, high=8) for _ in range(2)],
            array(rng, 2),
            array(rng, 2),
            array(rng, 2),
        ),
    ),
}
