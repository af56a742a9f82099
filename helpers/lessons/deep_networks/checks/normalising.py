"""The checks of batch norm in lesson 07: in training, and for one row at prediction."""

from typing import Any

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake, Symptom

from . import variants as v

NARROW = np.array([[0.501, 2.0], [0.504, -1.0], [0.498, 4.0], [0.509, 0.5], [0.493, 1.0]])


# A mean of each row has as many entries as the batch has rows: it does not fit the units.
BY_ROWS = Symptom(
    "axis-of-the-mean",
    r"with shapes (\(4,2\) \(4,\)|\(4,\) \(4,2\)|\(3,\) \(6,\)|\(6,\) \(3,\)|\(6,\) \(6,3\))",
    "The shapes do not fit. A batch is (m, n), and each of the n units has one mean and one "
    "variance: which axis?",
)


def batch(seed: int, m: int, n: int) -> tuple[Any, ...]:
    """Return Z (m, n), gamma (n,) and beta (n,)."""
    rng = np.random.default_rng(seed)
    draw = [rng.normal(0.7, 2.0, (m, n)), rng.uniform(0.5, 2.0, n), rng.normal(0, 1, n)]
    return tuple(np.round(part, 1) + 0.04 for part in draw)


batch_norm = FunctionCheck(
    name="batch_norm",
    parameters=("Z", "gamma", "beta"),
    returns=("out",),
    reference=v.norm_slowly,
    ways=[v.norm_in_steps],
    symptoms=[BY_ROWS],
    points=[
        (
            np.array([[1.0, 40.0], [3.0, 10.0], [5.0, 10.0], [7.0, 20.0]]),
            np.array([1.0, 2.0]),
            np.array([0.0, 0.5]),
        ),
        (NARROW, np.array([1.3, 0.8]), np.array([-0.4, 0.9])),
        batch(3, 6, 4),
    ],
    mistakes=[
        Mistake(
            "mean-over-rows",
            "Each row has mean 0 now. Is a unit a row of Z, or a column?",
            v.norm(
                lambda Z: Z.mean(1, keepdims=True),
                lambda Z: np.sqrt(Z.var(1, keepdims=True) + 1e-5),
            ),
        ),
        Mistake(
            "one-mean-and-spread-for-all",
            "One mean and one standard deviation serve the whole table. Should units of different "
            "size be mixed?",
            v.norm(lambda Z: Z.mean(), lambda Z: np.sqrt(Z.var() + 1e-5)),
        ),
        Mistake(
            "one-mean-for-all",
            "One mean serves all units, and each has its own standard deviation. Whose mean should "
            "it be?",
            v.norm(center=lambda Z: Z.mean()),
        ),
        Mistake(
            "one-spread-for-all",
            "Each unit has its own mean, and one standard deviation serves all. Whose should it "
            "be?",
            v.norm(spread=lambda Z: np.sqrt(Z.var() + 1e-5)),
        ),
        Mistake(
            "variance-for-standard-deviation",
            "You divide by the variance. What does the formula take of it first?",
            v.norm(spread=lambda Z: Z.var(0) + 1e-5),
        ),
        Mistake(
            "m-minus-1",
            "Does your variance divide by m, or by m − 1?",
            v.norm(spread=lambda Z: np.sqrt(Z.var(0, ddof=1) + 1e-5)),
        ),
        Mistake(
            "divides-by-the-number-of-units",
            "You divide by the number of units, n. How many days does one column hold?",
            v.norm(
                lambda Z: Z.sum(0) / Z.shape[1],
                lambda Z: np.sqrt(((Z - Z.sum(0) / Z.shape[1]) ** 2).sum(0) / Z.shape[1] + 1e-5),
            ),
            others=[
                v.norm(spread=lambda Z: np.sqrt(Z.var(0) * len(Z) / Z.shape[1] + 1e-5)),
            ],
        ),
        Mistake(
            "epsilon-missing",
            "The column that hardly varies is off. What is ε for, and where does it stand?",
            v.norm(spread=lambda Z: Z.std(0)),
        ),
        Mistake(
            "epsilon-outside-root",
            "ε is added to the standard deviation. To what does the formula add it?",
            v.norm(spread=lambda Z: Z.std(0) + 1e-5),
        ),
        Mistake(
            "epsilon-added-to-the-output",
            "ε is added to the output. Inside which root does it belong?",
            lambda Z, gamma, beta: gamma * (Z - Z.mean(0)) / Z.std(0) + 1e-5 + beta,
            others=[lambda Z, gamma, beta: gamma * ((Z - Z.mean(0)) / Z.std(0) + 1e-5) + beta],
        ),
        Mistake(
            "root-of-standard-deviation",
            "You take the root of a standard deviation. Of what does the formula take it?",
            v.norm(spread=lambda Z: np.sqrt(Z.std(0) + 1e-5)),
        ),
        Mistake(
            "difference-turned",
            "A z above the mean should give a positive Ẑ. Which of the two is subtracted?",
            v.norm(finish=lambda Z_hat, gamma, beta: -gamma * Z_hat + beta),
        ),
        Mistake(
            "mean-subtracted-last",
            "You divide first and subtract the mean afterwards. Which comes first in the formula?",
            lambda Z, gamma, beta: gamma * Z / np.sqrt(Z.var(0) + 1e-5) - Z.mean(0) + beta,
        ),
        Mistake(
            "brackets-around-difference-missing",
            "Only the mean is divided by the standard deviation. Where do brackets belong?",
            lambda Z, gamma, beta: gamma * (Z - Z.mean(0) / np.sqrt(Z.var(0) + 1e-5)) + beta,
            others=[
                lambda Z, gamma, beta: gamma * Z - Z.mean(0) / np.sqrt(Z.var(0) + 1e-5) + beta,
            ],
        ),
        Mistake(
            "variance-not-divided",
            "Your variance is the sum of the squared distances. The variance is their mean.",
            v.norm(spread=lambda Z: np.sqrt(Z.var(0) * len(Z) + 1e-5)),
        ),
        Mistake(
            "squares-of-z",
            "Your variance is the mean of z². From what is each z measured before it is squared?",
            v.norm(spread=lambda Z: np.sqrt((Z**2).mean(0) + 1e-5)),
        ),
        Mistake(
            "distances-not-squared",
            "The distances from the mean, with their signs, add up to 0. What is done to each of "
            "them first?",
            v.norm(spread=lambda Z: np.full(Z.shape[1], np.sqrt(1e-5))),
        ),
        Mistake(
            "half-for-root",
            "You divide by half of the variance. In Python `v ** 1/2` is (v ** 1) / 2: put the "
            "exponent in brackets.",
            v.norm(spread=lambda Z: (Z.var(0) + 1e-5) / 2),
            others=[lambda Z, gamma, beta: gamma * (Z - Z.mean(0)) / (Z.var(0) + 1e-5) / 2 + beta],
        ),
        Mistake(
            "epsilon-of-another-size",
            "Your ε has another size. Here it is 0.00001, in Python 1e-5.",
            v.norm(spread=lambda Z: np.sqrt(Z.var(0) + 1e-3)),
            others=[
                v.norm(spread=lambda Z: np.sqrt(Z.var(0) + 1e-4)),
                v.norm(spread=lambda Z: np.sqrt(Z.var(0) + 1e-6)),
            ],
        ),
        Mistake(
            "units-as-rows",
            "The numbers are right, and each unit is a row. In Z a unit is a column.",
            lambda Z, gamma, beta: v.norm()(Z, gamma, beta).T,
        ),
        Mistake(
            "mean-not-subtracted",
            "The columns keep their mean. What is subtracted first?",
            v.norm(center=lambda Z: 0.0),
        ),
        Mistake(
            "not-divided-by-spread",
            "The columns keep their standard deviation. What are they divided by?",
            v.norm(spread=lambda Z: 1.0),
        ),
        Mistake(
            "gamma-and-beta-missing",
            "Each column has mean 0 and standard deviation 1 now. And γ and β?",
            v.norm(finish=lambda Z_hat, gamma, beta: Z_hat),
        ),
        Mistake(
            "beta-missing",
            "Where is β, the mean that the layer learns?",
            v.norm(finish=lambda Z_hat, gamma, beta: gamma * Z_hat),
        ),
        Mistake(
            "gamma-missing",
            "Where is γ, the standard deviation that the layer learns?",
            v.norm(finish=lambda Z_hat, gamma, beta: Z_hat + beta),
        ),
        Mistake(
            "gamma-and-beta-exchanged",
            "Which of γ and β scales, and which shifts?",
            v.norm(finish=lambda Z_hat, gamma, beta: beta * Z_hat + gamma),
        ),
        Mistake(
            "gamma-scales-beta",
            "γ scales β too. To what does the formula apply γ?",
            v.norm(finish=lambda Z_hat, gamma, beta: gamma * (Z_hat + beta)),
        ),
    ],
)


def training(seed: int, count: int, m: int, n: int) -> tuple[Any, ...]:
    """Return `count` batches (m, n), a row z (n,), gamma (n,) and beta (n,); one column is narrow.

    In the narrow column the running variance is far from that of the last batch.
    """
    rng = np.random.default_rng(seed)
    center, width = rng.normal(0, 2, n), rng.uniform(0.5, 3.0, n)
    batches = [np.round(rng.normal(center, width, (m, n)), 1) + 0.03 for _ in range(count)]
    z, gamma, beta = rng.normal(center, width), rng.uniform(0.5, 2.0, n), rng.normal(0, 1, n)
    return (batches, *(np.round(part, 1) + 0.04 for part in (z, gamma, beta)))


# Two batches of one unit: after the first the running mean is 0.4 and the variance 1.4.
FIRST = (
    [np.array([[1.0], [3.0], [5.0], [7.0]]), np.array([[2.0], [2.5], [9.0], [8.5]])],
    np.array([3.0]),
    np.array([2.0]),
    np.array([0.5]),
)
# After a hundred batches that hardly vary little is left of the start: there ε counts.
STILL = (
    [np.array([[0.6], [0.6002], [0.5998]])] * 120,
    np.array([1.1]),
    np.array([1.3]),
    np.array([-0.4]),
)


def _blended(old: Any, new: Any) -> Any:
    return 0.9 * old + 0.1 * new


predict_one = FunctionCheck(
    name="predict_one",
    parameters=("batches", "z", "gamma", "beta"),
    returns=("out",),
    reference=v.predicted_slowly,
    ways=[v.predicted_in_steps],
    symptoms=[BY_ROWS],
    points=[FIRST, training(1, 5, 6, 3), STILL],
    mistakes=[
        Mistake(
            "its-own-statistics",
            "Every row comes back as β: z is normalised with its own mean. Which mean and variance "
            "were kept for it?",
            lambda batches, z, gamma, beta: beta * 1.0,
        ),
        Mistake(
            "mean-over-units",
            "z is normalised over its units. Which mean and variance belong to a unit?",
            lambda batches, z, gamma, beta: gamma * (z - z.mean()) / np.sqrt(z.var() + 1e-5) + beta,
        ),
        Mistake(
            "first-batch-only",
            "Only the first batch counts. Does `return` stand inside the loop?",
            lambda batches, z, gamma, beta: v.predicted()(batches[:1], z, gamma, beta),
        ),
        Mistake(
            "last-batch-only",
            "`out` uses the mean and variance of the last batch alone. Do your running values keep "
            "a part of the old ones, and which mean and variance does `out` use?",
            v.predicted(lambda old, batch: batch.mean(0), lambda old, batch: batch.var(0)),
        ),
        Mistake(
            "shares-exchanged",
            "Each batch moves your running values nine tenths of the way. How far should it?",
            v.predicted(
                lambda old, batch: _blended(batch.mean(0), old),
                lambda old, batch: _blended(batch.var(0), old),
            ),
        ),
        Mistake(
            "adds-up",
            "Your running values keep all of the old one and add a tenth of the new one. Do the "
            "two shares make 1?",
            v.predicted(
                lambda old, batch: old + 0.1 * batch.mean(0),
                lambda old, batch: old + 0.1 * batch.var(0),
            ),
        ),
        Mistake(
            "mean-adds-up",
            "Your running mean keeps all of the old one and adds a tenth of the new one. Do the "
            "two shares make 1?",
            v.predicted(mean=lambda old, batch: old + 0.1 * batch.mean(0)),
        ),
        Mistake(
            "variance-adds-up",
            "Your running variance keeps all of the old one and adds a tenth of the new one. Do "
            "the two shares make 1?",
            v.predicted(variance=lambda old, batch: old + 0.1 * batch.var(0)),
        ),
        Mistake(
            "variance-around-the-running-mean",
            "You take the batch's variance around the running mean. Around which mean does a "
            "batch have its variance?",
            v.predicted_around(after=True),
            others=[v.predicted_around(after=False)],
        ),
        Mistake(
            "new-share-too-large",
            "Your running values keep nine tenths of the old one and add all of the new one. Do "
            "the two shares make 1?",
            v.predicted(
                lambda old, batch: 0.9 * old + batch.mean(0),
                lambda old, batch: 0.9 * old + batch.var(0),
            ),
        ),
        Mistake(
            "half-of-the-way",
            "Each batch moves your running values half of the way. How far should it?",
            v.predicted(
                lambda old, batch: (old + batch.mean(0)) / 2,
                lambda old, batch: (old + batch.var(0)) / 2,
            ),
        ),
        Mistake(
            "epsilon-outside-the-fraction",
            "ε is added to the whole fraction. To what does the formula add it?",
            v.predicted(
                finish=lambda z, m, s, gamma, beta: gamma * (z - m) / np.sqrt(s) + 1e-5 + beta
            ),
        ),
        Mistake(
            "step-without-the-old-value",
            "You compute how far each running value moves. From which value does it move?",
            v.predicted(
                lambda old, batch: 0.1 * (batch.mean(0) - old),
                lambda old, batch: 0.1 * (batch.var(0) - old),
            ),
        ),
        Mistake(
            "old-value-lost",
            "A tenth of the new value is there. Which part of the old running value stays?",
            v.predicted(
                lambda old, batch: 0.1 * batch.mean(0), lambda old, batch: 0.1 * batch.var(0)
            ),
        ),
        Mistake(
            "one-hundredth",
            "Each batch moves your running values by one hundredth. How far is asked for here?",
            v.predicted(
                lambda old, batch: 0.99 * old + 0.01 * batch.mean(0),
                lambda old, batch: 0.99 * old + 0.01 * batch.var(0),
            ),
        ),
        Mistake(
            "away-from-the-batch",
            "Your running mean moves away from the batch's mean. Which sign has the step?",
            v.predicted(lambda old, batch: old - 0.1 * (batch.mean(0) - old)),
        ),
        Mistake(
            "std-for-variance",
            "You keep a running standard deviation. Which of the two is kept, and when is the root "
            "taken?",
            v.predicted(
                variance=lambda old, batch: _blended(old, batch.std(0)),
                finish=lambda z, m, s, gamma, beta: gamma * (z - m) / np.sqrt(s**2 + 1e-5) + beta,
            ),
            others=[v.predicted(variance=lambda old, batch: _blended(old, batch.std(0)))],
        ),
        Mistake(
            "variance-starts-at-0",
            "Your running variance is too small. With which value does it start?",
            v.predicted(start=(0.0, 0.0)),
        ),
        Mistake(
            "mean-starts-at-1",
            "Your running mean is too large. With which value does it start?",
            v.predicted(start=(1.0, 1.0)),
        ),
        Mistake(
            "mean-not-updated",
            "The running mean stays at its start. Which line moves it?",
            v.predicted(mean=lambda old, batch: old),
        ),
        Mistake(
            "variance-not-updated",
            "The running variance stays at its start. Which line moves it?",
            v.predicted(variance=lambda old, batch: old),
        ),
        Mistake(
            "one-mean-for-all",
            "One mean serves all units. Along which axis does each unit get its own?",
            v.predicted(lambda old, batch: _blended(old, batch.mean())),
        ),
        Mistake(
            "one-mean-and-spread-for-all",
            "One mean and one variance serve all units. Along which axis does each get its own?",
            v.predicted(
                lambda old, batch: _blended(old, batch.mean()),
                lambda old, batch: _blended(old, batch.var()),
            ),
        ),
        Mistake(
            "m-minus-1",
            "Does your variance divide by m, or by m − 1?",
            v.predicted(variance=lambda old, batch: _blended(old, batch.var(0, ddof=1))),
        ),
        Mistake(
            "new-row-in-the-mean",
            "The new row moves your running mean. Whose mean should move it in training?",
            lambda batches, z, gamma, beta: v.predicted(lambda old, _: _blended(old, z))(
                batches, z, gamma, beta
            ),
        ),
        Mistake(
            "all-rows-in-one-table",
            "You put all rows into one table. The running values start at 0 and 1 and move with "
            "each batch.",
            lambda batches, z, gamma, beta: (
                gamma * (z - np.vstack(batches).mean(0)) / np.sqrt(np.vstack(batches).var(0) + 1e-5)
                + beta
            ),
        ),
        Mistake(
            "mean-of-all-batches",
            "You average all batches alike. Late batches should count more: how far does each move "
            "the running value?",
            lambda batches, z, gamma, beta: (
                gamma
                * (z - np.mean([b.mean(0) for b in batches], axis=0))
                / np.sqrt(np.mean([b.var(0) for b in batches], axis=0) + 1e-5)
                + beta
            ),
        ),
        Mistake(
            "variance-for-standard-deviation",
            "You divide by the variance. What does the formula take of it first?",
            v.predicted(finish=lambda z, m, s, gamma, beta: gamma * (z - m) / (s + 1e-5) + beta),
            others=[v.predicted(finish=lambda z, m, s, gamma, beta: gamma * (z - m) / s + beta)],
        ),
        Mistake(
            "epsilon-missing",
            "The unit that hardly varies is off. What is ε for, and where does it stand?",
            v.predicted(finish=lambda z, m, s, gamma, beta: gamma * (z - m) / np.sqrt(s) + beta),
        ),
        Mistake(
            "epsilon-outside-root",
            "ε is added to the standard deviation. To what does the formula add it?",
            v.predicted(
                finish=lambda z, m, s, gamma, beta: gamma * (z - m) / (np.sqrt(s) + 1e-5) + beta
            ),
        ),
        Mistake(
            "brackets-around-difference-missing",
            "Only the running mean is divided by the root. Where do brackets belong?",
            v.predicted(
                finish=lambda z, m, s, gamma, beta: gamma * z - m / np.sqrt(s + 1e-5) + beta
            ),
            others=[
                v.predicted(
                    finish=lambda z, m, s, gamma, beta: gamma * (z - m / np.sqrt(s + 1e-5)) + beta
                )
            ],
        ),
        Mistake(
            "gamma-and-beta-missing",
            "The row is normalised. And γ and β?",
            v.predicted(finish=lambda z, m, s, gamma, beta: (z - m) / np.sqrt(s + 1e-5)),
        ),
        Mistake(
            "beta-missing",
            "Where is β, the mean that the layer learns?",
            v.predicted(finish=lambda z, m, s, gamma, beta: gamma * (z - m) / np.sqrt(s + 1e-5)),
        ),
        Mistake(
            "gamma-missing",
            "Where is γ, the standard deviation that the layer learns?",
            v.predicted(finish=lambda z, m, s, gamma, beta: (z - m) / np.sqrt(s + 1e-5) + beta),
        ),
        Mistake(
            "gamma-and-beta-exchanged",
            "Which of γ and β scales, and which shifts?",
            v.predicted(
                finish=lambda z, m, s, gamma, beta: beta * (z - m) / np.sqrt(s + 1e-5) + gamma
            ),
        ),
    ],
)
