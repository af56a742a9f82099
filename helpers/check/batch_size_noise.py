"""The check of lesson 08 on noise: how it falls as batches grow."""

import math

import numpy as np

from .. import batch_size as lesson
from . import batch_size_variants as v
from .batch_size_calls import NoiseCheck
from .mistake import Mistake


def real_clouds(num_draws: int, w: tuple[float, float]) -> tuple[object, ...]:
    """Return batch sizes, clouds and the full gradient of the lesson's days, at w."""
    sizes = [1, 8, 50, 300]
    clouds = [lesson.cloud(size, num_draws, seed=size, w=w) for size in sizes]
    return sizes, clouds, lesson.gradient(*lesson.days(), w)


def _cloud(seed: int, width: float, num_draws: int, full: list[float]) -> np.ndarray:
    draws = np.random.default_rng(seed).normal(0.6 * width, width, (num_draws, len(full)))
    return np.asarray(np.round(full + draws, 2))


FULL = [0.7, -1.9]
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

noise_slope = NoiseCheck(
    name="noise_slope",
    parameters="batch_sizes, clouds, full",
    returns="noises, slope",
    reference=v.measured(),
    points=[SMALL, WIDE, UNEQUAL],
    mistakes=[
        Mistake(
            "From where do you measure? The full gradient is not in your noises.",
            v.measured(lambda cloud, full: v.rms(v.distances(cloud, 0 * full))),
        ),
        Mistake(
            "Parts of +3 and −3 cancel in your sum. Where does the square come, before or after?",
            v.measured(lambda cloud, full: v.rms((cloud - full).sum(axis=1))),
        ),
        Mistake(
            "Your `squares` hold sums of the differences. Where is the square?",
            v.measured(lambda cloud, full: np.sqrt(np.mean((cloud - full).sum(axis=1)))),
        ),
        Mistake(
            "Your `squares` hold sums of sizes, by `abs`. Where is the square?",
            v.measured(lambda cloud, full: np.sqrt(np.mean(np.abs(cloud - full).sum(axis=1)))),
        ),
        Mistake(
            "You add up the sizes of the parts, a walk round the corner. How far is it as the crow "
            "flies?",
            v.measured(lambda cloud, full: v.rms(np.abs(cloud - full).sum(axis=1))),
        ),
        Mistake(
            "You take the root of mean distances. Square them before the mean.",
            v.measured(lambda cloud, full: np.sqrt(np.mean(v.distances(cloud, full)))),
        ),
        Mistake(
            "You measure from the middle of each cloud. From which arrow should it be?",
            v.measured(lambda cloud, full: v.rms(v.distances(cloud, cloud.mean(axis=0)))),
        ),
        Mistake(
            "Your noises are plain means of the distances. Where is the square, where the root?",
            v.measured(lambda cloud, full: np.mean(v.distances(cloud, full))),
        ),
        Mistake(
            "Your noises are mean squares. Which unit do they have, against that of a slope?",
            v.measured(lambda cloud, full: v.rms(v.distances(cloud, full)) ** 2),
        ),
        Mistake(
            "Your noise is how far the middle of the cloud lies off. How far do its single arrows?",
            v.measured(lambda cloud, full: math.dist(cloud.mean(axis=0), full)),
        ),
        Mistake(
            "You average over all entries. One arrow's squared distance is the sum over its parts.",
            v.measured(lambda cloud, full: float(np.sqrt(np.mean((cloud - full) ** 2)))),
        ),
        Mistake(
            "You take the root of a sum over the arrows. Twice as many draws: twice the noise?",
            v.measured(lambda cloud, full: v.rms(v.distances(cloud, full)) * math.sqrt(len(cloud))),
        ),
        Mistake(
            "Your sum runs over the draws. It should run over the parts of one arrow: which axis?",
            v.measured(
                lambda cloud, full: (
                    v.rms(v.distances(cloud, full)) * math.sqrt(len(cloud) / len(full))
                )
            ),
        ),
        Mistake(
            "You divide by one less than the number of arrows. The full gradient is known here, "
            "not estimated.",
            v.measured(
                lambda cloud, full: (
                    v.rms(v.distances(cloud, full)) * math.sqrt(len(cloud) / (len(cloud) - 1))
                )
            ),
        ),
        Mistake(
            "The noises are right. Is it a straight line in the sizes, or in their logarithms?",
            v.measured(slope=v.line),
        ),
        Mistake(
            "The noises are right. You took the logarithm of the sizes only.",
            v.measured(slope=lambda sizes, noises: v.line(np.log(sizes), noises)),
        ),
        Mistake(
            "The noises are right. You took the logarithm of the noises only.",
            v.measured(slope=lambda sizes, noises: v.line(sizes, np.log(noises))),
        ),
        Mistake(
            "The noises are right. Which of the two lies along the horizontal axis?",
            v.measured(slope=lambda sizes, noises: v.line(np.log(noises), np.log(sizes))),
        ),
        Mistake(
            "The noises are right. `np.polyfit` gives two numbers. Which one is the slope?",
            v.measured(
                slope=lambda sizes, noises: float(
                    np.mean(np.log(noises))
                    - v.line(np.log(sizes), np.log(noises)) * np.mean(np.log(sizes))
                )
            ),
        ),
        Mistake(
            "The noises are right. Both logarithms must be of one kind.",
            v.measured(slope=lambda sizes, noises: v.line(np.log10(sizes), np.log(noises))),
        ),
        Mistake(
            "The noises are right. Both logarithms must be of one kind; yours are mixed.",
            v.measured(slope=lambda sizes, noises: v.line(np.log(sizes), np.log10(noises))),
        ),
        Mistake(
            "The noises are right. The slope looks at the first and the last point only.",
            v.measured(
                slope=lambda sizes, noises: (
                    math.log(noises[-1] / noises[0]) / math.log(sizes[-1] / sizes[0])
                )
            ),
        ),
        Mistake(
            "The noises are right. The slope is typed in or expected; measure it.",
            v.measured(slope=lambda sizes, noises: -0.5),
        ),
    ],
)
