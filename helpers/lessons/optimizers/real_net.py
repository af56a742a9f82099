"""Lesson 10 on a real net: three rules, two schedules and six learning rates, ten starts each.

The net is lesson 12's, on its training and validation rows. Losses are divided by that of a
constant forecast, the mean of the training rows, on the same rows: 1 is as good as that.
"""

from collections.abc import Callable
from functools import cache
from itertools import combinations

import numpy as np

from helpers.many_networks import Curves, Rows, learn
from helpers.market.dataset import rows, scaled
from helpers.market.prices import load_prices
from helpers.network import Network
from helpers.optimizers import SGD, Adam, Array, Momentum, Optimizer
from helpers.training import Progress

UNITS, NUM_STARTS, NUM_EPOCHS, BATCH_SIZE = 16, 10, 20, 64
LAST = 6  # epochs at the end whose mean is compared
RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3)
RULES: dict[str, Callable[..., Optimizer]] = {"vanilla": SGD, "momentum": Momentum, "Adam": Adam}
SCHEDULES: dict[str, Callable[[int], float] | None] = {
    "constant": None,
    "falling": lambda epoch: 1 - epoch / NUM_EPOCHS,  # equal steps, it would be 0 after the last
}
Way = tuple[str, str]  # a rule and a schedule
# What is compared start by start: the schedule for each rule, then the rules with each schedule.
PAIRS: list[tuple[Way, Way]] = [
    *(((rule, "constant"), (rule, "falling")) for rule in RULES),
    *(
        ((first, schedule), (second, schedule))
        for schedule in SCHEDULES
        for first, second in combinations(RULES, 2)
    ),
]

# The mean validation loss of the ten starts over the last six epochs (one epoch alone is noisy at a
# constant rate), for each of RATES; nan where a start diverged. It takes five seconds, so it is
# kept; a test computes it again.
NAN = float("nan")
ENDS: dict[Way, tuple[float, ...]] = {
    ("vanilla", "constant"): (0.523611, 0.456926, 0.425939, 0.416765, 0.421098, NAN),
    ("momentum", "constant"): (0.426514, 0.413922, 0.415493, 0.435929, NAN, NAN),
    ("Adam", "constant"): (0.432685, 0.412721, 0.411232, 0.424755, 0.454332, 0.488655),
    ("vanilla", "falling"): (0.578002, 0.482853, 0.436477, 0.417401, 0.40808, NAN),
    ("momentum", "falling"): (0.43638, 0.417445, 0.406706, 0.406207, NAN, NAN),
    ("Adam", "falling"): (0.457773, 0.416134, 0.406773, 0.4061, 0.409431, 0.425301),
}


@cache
def evenings() -> tuple[Rows, Rows]:
    """Return the training rows and the validation rows, scaled: X (m, 13) and y (m, 1) each."""
    found = rows(load_prices())
    data = scaled(found)
    train, validation, _ = found.parts
    first, second = ((data.X[part], data.y[part]) for part in (train, validation))
    return first, second


def train(rule: str, schedule: str, *rates: float) -> Curves:
    """Return the curves of ten starts at each rate, (num_epochs + 1, len(rates), 10) each."""
    first, second = evenings()
    sizes = (first[0].shape[1], UNITS, 1)
    starts = np.stack([Network(sizes, seed=seed).parameters for seed in range(NUM_STARTS)])
    lr = np.repeat(rates, NUM_STARTS)[:, None]
    curves = learn(
        np.tile(starts, (len(rates), 1)), sizes, first, second, lr, NUM_EPOCHS, BATCH_SIZE,
        make_optimizer=RULES[rule], schedule=SCHEDULES[schedule],
    )  # fmt: skip
    # Of the scaled y the training mean is 0.
    bases = [np.mean(y**2) for _, y in (first, second)]
    shape = (NUM_EPOCHS + 1, len(rates), NUM_STARTS)
    return Curves(*((c / base).reshape(shape) for c, base in zip(curves, bases, strict=True)))


def last_losses(curves: Curves) -> Array:
    """Return the mean validation loss of each start over the last six epochs, (10,)."""
    return np.asarray(curves.validation[-LAST:].mean(axis=0))


def best_rate(rule: str, schedule: str) -> float:
    """Return the rate with the lowest of ENDS."""
    return RATES[int(np.nanargmin(ENDS[rule, schedule]))]


_trained: dict[Way, Curves] = {}


def six_trainings(progress: Progress | None = None) -> dict[Way, Curves]:
    """Return for each rule and schedule, at its best rate, the curves of ten starts, (21, 10) each.

    A second call is free.
    """
    ways = [(rule, schedule) for schedule in SCHEDULES for rule in RULES]
    for done, way in enumerate(ways, start=1):
        if way not in _trained:
            _trained[way] = Curves(*(c[:, 0] for c in train(*way, best_rate(*way))))
        if progress is not None:
            progress(done, len(ways))
    return {way: _trained[way] for way in ways}
