"""The check of lesson 09 on noise: how it falls as batches grow."""

import copy
import math
from typing import Any

import numpy as np

from helpers.checking.comparison import Comparison
from helpers.checking.messages import CheckFailed
from helpers.checking.mistake import Known, Mistake, Symptom
from helpers.checking.own_work import OwnWork
from helpers.checking.running import quiet
from helpers.checking.stages import stages
from helpers.lessons import batch_size as lesson

from . import variants as v
from .calls import NoiseCheck, arrays_unharmed


def real_clouds(num_draws: int, w: tuple[float, float]) -> tuple[object, ...]:
    """Return batch sizes, clouds and the full gradient of the lesson's days, at w."""
    sizes = [1, 8, 50, 300]
    clouds = [lesson.cloud(size, num_draws, seed=size, w=w) for size in sizes]
    return sizes, clouds, lesson.gradient(*lesson.days(), w)


def _cloud(seed: int, width: float, num_draws: int, full: list[float]) -> np.ndarray:
    draws = np.random.default_rng(seed).normal(0.6 * width, width, (num_draws, len(full)))
    return np.asarray(np.round(full + draws, 2))


FULL = [0.7, -1.9]
SPREAD = Known(
    "spread-of-squares",
    "`np.std` says how much the squares differ from each other. The noise is the root of their "
    "mean.",
)
ROWS = Known(
    "rows-for-columns",
    "`cloud[0]` is one gradient, the first row. A column, the derivatives of all draws by w1, is "
    "`cloud[:, 0]`.",
)
SMALL = (
    [1, 4],
    [
        np.array([[2.0, 2.0], [1.0, 9.0], [4.0, 6.0]]),
        np.array([[1.0, 4.0], [3.0, 2.0], [-1.0, 2.0]]),
    ],
    np.array([1.0, 2.0]),
)
WIDE = ([2, 10, 90], [_cloud(i, width, 5, FULL) for i, width in enumerate([3, 2, 0.5])],
        np.array(FULL))  # fmt: skip
UNEQUAL = ([5, 20, 30, 400], [_cloud(4 + i, 4 / (1 + i), 4 + i, FULL) for i in range(4)],
           np.array(FULL))  # fmt: skip


def mean_of_squares(c: Comparison) -> None:
    """A stage: the noises are not the spreads of the squared distances, or their roots."""
    answer: Any = c.answer
    try:
        with quiet():
            noises = np.asarray(answer(*copy.deepcopy(WIDE))[0], dtype=np.float64)
    except Exception:  # the check itself will say it
        return
    spreads = np.array([np.std(np.square(v.distances(cloud, WIDE[2]))) for cloud in WIDE[1]])
    if noises.shape == spreads.shape and any(
        np.allclose(noises, wrong) for wrong in (spreads, np.sqrt(spreads))
    ):
        says = f"The noise of the first cloud of 5 gradients is {noises[0]:.4g}."
        raise CheckFailed(c.check.name, says, known=SPREAD)


def all_draws_count(c: Comparison) -> None:
    """A stage: the noise of a cloud does not depend on its first two gradients alone."""
    sizes, clouds, full = WIDE
    tails = [np.concatenate([cloud[:2], 3 - 2 * cloud[2:]]) for cloud in clouds]
    heads = [np.concatenate([3 - 2 * cloud[:2], cloud[2:]]) for cloud in clouds]
    answer: Any = c.answer
    try:
        with quiet():
            ends = [
                answer(*copy.deepcopy((sizes, these, full)))[0] for these in (clouds, tails, heads)
            ]
            asked, by_tails, by_heads = np.asarray(ends, dtype=np.float64)
    except Exception:  # the check itself will say it
        return
    if np.allclose(asked, by_tails) and not np.allclose(asked, by_heads):
        says = "Only the first two gradients of each cloud count in your noises."
        raise CheckFailed(c.check.name, says, known=ROWS)


noise_slope = NoiseCheck(
    name="noise_slope",
    stages=stages(first=[arrays_unharmed, mean_of_squares, all_draws_count]),
    symptoms=[
        Symptom(
            "all-clouds-for-one",
            r"line `(?!.*\bfor\b).*\bclouds\b",
            "`clouds` holds all the clouds. The loop calls the one whose turn it is `cloud`.",
        ),
        Symptom(
            "hypot-of-rows",
            r"hypot\(\) takes",
            "`np.hypot` wants two columns, the slopes by w1 and those by w2. A `*` takes an array "
            "apart by rows; `.T` makes its columns rows.",
        ),
        Symptom(
            "squares-appended",
            r"inhomogeneous[\s\S]*`.*polyfit",
            "You append all the squares of a cloud. Its noise is one number: which mean, which "
            "root?",
        ),
    ],
    parameters=("batch_sizes", "clouds", "full"),
    returns=("noises", "slope"),
    reference=v.measured(),
    afterwards=(OwnWork(lesson.noise, room="lesson"),),
    points=[SMALL, WIDE, UNEQUAL],
    mistakes=[
        Mistake(
            "not-from-full-gradient",
            "Measure each distance from the full gradient. It is not in your noises.",
            v.measured(lambda cloud, full: v.rms(v.distances(cloud, 0 * full))),
        ),
        Mistake(
            "squared-after-sum",
            "Parts of +3 and −3 cancel in your sum. Where does the square come, before or after?",
            v.measured(lambda cloud, full: v.rms((cloud - full).sum(axis=1))),
        ),
        Mistake(
            "square-missing",
            "Your `squares` hold sums of the differences. Where is the square?",
            v.measured(lambda cloud, full: np.sqrt(np.mean((cloud - full).sum(axis=1)))),
        ),
        Mistake(
            "absolute-for-square",
            "Your `squares` hold sums of sizes, by `abs`. Where is the square?",
            v.measured(lambda cloud, full: np.sqrt(np.mean(np.abs(cloud - full).sum(axis=1)))),
        ),
        Mistake(
            "manhattan-distance",
            "You add up the sizes of the parts. The straight distance is shorter: square the parts "
            "before you add them.",
            v.measured(lambda cloud, full: v.rms(np.abs(cloud - full).sum(axis=1))),
        ),
        Mistake(
            "root-of-mean-distance",
            "You take the root of mean distances. Square them before the mean.",
            v.measured(lambda cloud, full: np.sqrt(np.mean(v.distances(cloud, full)))),
        ),
        Mistake(
            "from-the-cloud-mean",
            "You measure from the middle of each cloud. From which gradient should it be?",
            v.measured(lambda cloud, full: v.rms(v.distances(cloud, cloud.mean(axis=0)))),
        ),
        Mistake(
            "mean-distance",
            "Your noises are plain means of the distances. Where is the square, where the root?",
            v.measured(lambda cloud, full: np.mean(v.distances(cloud, full))),
        ),
        Mistake(
            "half-for-root",
            "You halve the mean squares. `a ** 1/2` is (a ** 1) / 2; a root is `a ** (1/2)` or "
            "`np.sqrt(a)`.",
            v.measured(lambda cloud, full: v.rms(v.distances(cloud, full)) ** 2 / 2),
        ),
        Mistake(
            "root-missing",
            "Your noises are mean squares of a distance. Which step leads back to a distance?",
            v.measured(lambda cloud, full: v.rms(v.distances(cloud, full)) ** 2),
        ),
        Mistake(
            "distance-of-the-mean",
            "Your noise is the distance of the middle of the cloud. Take that of each dot first.",
            v.measured(lambda cloud, full: math.dist(cloud.mean(axis=0), full)),
        ),
        Mistake(
            "mean-over-all-entries",
            "You average over all entries. A squared distance is the sum over the parts of a "
            "gradient.",
            v.measured(lambda cloud, full: float(np.sqrt(np.mean((cloud - full) ** 2)))),
        ),
        Mistake(
            "sum-over-draws",
            "You take the root of a sum over the draws. Should more draws give more noise?",
            v.measured(lambda cloud, full: v.rms(v.distances(cloud, full)) * math.sqrt(len(cloud))),
        ),
        Mistake(
            "wrong-axis",
            "Your sum runs over the draws. It should run over the parts of a gradient: which axis?",
            v.measured(
                lambda cloud, full: (
                    v.rms(v.distances(cloud, full)) * math.sqrt(len(cloud) / len(full))
                )
            ),
        ),
        Mistake(
            "spread-of-the-entries",
            "`np.std(cloud)` measures each number against the mean of the cloud's numbers. The "
            "noise comes from your `squares`: it is the root of their mean.",
            v.measured(lambda cloud, full: np.std(cloud)),
        ),
        Mistake(
            "squared-before-the-difference",
            "You square first and then subtract. A distance comes from the difference: subtract, "
            "then square.",
            v.measured(
                lambda cloud, full: math.sqrt(abs(np.mean(np.sum(cloud**2 - full**2, axis=1))))
            ),
        ),
        Mistake(
            "n-minus-1",
            "You divide by one less than the number of draws. The full gradient is known here, "
            "not estimated.",
            v.measured(
                lambda cloud, full: (
                    v.rms(v.distances(cloud, full)) * math.sqrt(len(cloud) / (len(cloud) - 1))
                )
            ),
        ),
        Mistake(
            "logarithms-missing",
            "The noises are right. Is it a straight line in the sizes, or in their logarithms?",
            v.measured(slope=v.line),
        ),
        Mistake(
            "only-log-of-sizes",
            "The noises are right. You took the logarithm of the sizes only.",
            v.measured(slope=lambda sizes, noises: v.line(np.log(sizes), noises)),
        ),
        Mistake(
            "only-log-of-noises",
            "The noises are right. You took the logarithm of the noises only.",
            v.measured(slope=lambda sizes, noises: v.line(sizes, np.log(noises))),
        ),
        Mistake(
            "axes-exchanged",
            "The noises are right. Which of the two lies along the horizontal axis?",
            v.measured(slope=lambda sizes, noises: v.line(np.log(noises), np.log(sizes))),
        ),
        Mistake(
            "intercept-for-slope",
            "The noises are right. `np.polyfit` gives two numbers. Which one is the slope?",
            v.measured(
                slope=lambda sizes, noises: float(
                    np.mean(np.log(noises))
                    - v.line(np.log(sizes), np.log(noises)) * np.mean(np.log(sizes))
                )
            ),
        ),
        Mistake(
            "log10-of-sizes",
            "The noises are right. Both logarithms must be of one kind.",
            v.measured(slope=lambda sizes, noises: v.line(np.log10(sizes), np.log(noises))),
        ),
        Mistake(
            "log10-of-noises",
            "The noises are right. Both logarithms must be of one kind; yours are mixed.",
            v.measured(slope=lambda sizes, noises: v.line(np.log(sizes), np.log10(noises))),
        ),
        Mistake(
            "two-points-only",
            "The noises are right. The slope looks at the first and the last point only.",
            v.measured(
                slope=lambda sizes, noises: (
                    math.log(noises[-1] / noises[0]) / math.log(sizes[-1] / sizes[0])
                )
            ),
        ),
        Mistake(
            "typed-in",
            "The noises are right. The slope is typed in or expected; measure it.",
            v.measured(slope=lambda sizes, noises: -0.5),
        ),
    ],
)
