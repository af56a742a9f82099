"""Right and wrong ways to measure a noise and to compare batch sizes, for the checks of lesson 09.

The right ones go by slow loops and by the textbook's formula of a regression line.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers.gradients import Array

Train = Callable[[int, int, int], Array]


def bent_toy(batch_size: int, num_epochs: int, seed: int) -> Array:
    """Return a curve of two that tells how it was called, as lesson 09's `toy` does."""
    first = math.sqrt(batch_size) / (1 + num_epochs) + 0.1 * math.sin(seed * batch_size)
    return np.array([first, 2.5 - first**2])


def distances(cloud: Any, full: Any) -> list[float]:
    """Return how far each gradient lies from the full one."""
    return [math.dist(gradient, full) for gradient in np.asarray(cloud).tolist()]


def rms(values: Sequence[float]) -> float:
    """Return the root of the mean square."""
    return math.sqrt(math.fsum(v * v for v in values) / len(values))


def line(x: Any, y: Any) -> float:
    """Return the slope of the regression line, covariance over variance."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    return float(np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2))


def measured(
    noise: Callable[[Any, Any], Any] = lambda cloud, full: rms(distances(cloud, full)),
    slope: Callable[[Any, Any], float] = lambda sizes, noises: line(np.log(sizes), np.log(noises)),
) -> Callable[..., Any]:
    """Return an answer to noise_slope by a noise of (cloud, full), a slope of (sizes, noises)."""

    def noise_slope(batch_sizes: Any, clouds: Any, full: Any) -> Any:
        noises = [noise(np.asarray(cloud), np.asarray(full)) for cloud in clouds]
        return np.array(noises), slope(batch_sizes, noises)

    return noise_slope


def means_of(curves: Array) -> list[float]:
    """Return the mean at each point of some curves (seeds, points)."""
    return [math.fsum(column) / len(column) for column in curves.T]


def spreads_of(curves: Array) -> list[float]:
    """Return the standard deviation at each point of some curves (seeds, points)."""
    return [rms(column - column.mean()) for column in curves.T]


def compared(
    num_epochs: Callable[[int, int, int], int] | None = None,
    mean: Callable[[Array], Any] = means_of,
    spread: Callable[[Array], Any] = spreads_of,
    call: Callable[[Train, int, int, int], Array] = lambda train, size, epochs, seed: train(
        size, epochs, seed
    ),
    seeds_of: Callable[[Sequence[int]], Sequence[int]] = lambda seeds: seeds,
) -> Callable[..., Any]:
    """Return an answer to fair_sweep with one part in another way."""

    def fair_sweep(
        train: Train, num_rows: int, batch_sizes: Any, num_updates: int, seeds: Any
    ) -> Any:
        means, spreads = [], []
        for size in batch_sizes:
            epochs = (num_epochs or slow_epochs)(num_rows, size, num_updates)
            curves = np.array([call(train, size, epochs, seed) for seed in seeds_of(seeds)])
            means.append(mean(curves))
            spreads.append(spread(curves))
        return np.array(means), np.array(spreads)

    return fair_sweep


def carried_over(
    train: Train, num_rows: int, batch_sizes: Any, num_updates: int, seeds: Any
) -> Any:
    """Compare batch sizes with one list for the curves of all of them."""
    means, spreads, curves = [], [], []
    for size in batch_sizes:
        epochs = slow_epochs(num_rows, size, num_updates)
        curves += [train(size, epochs, seed) for seed in seeds]
        means.append(np.mean(curves, axis=0))
        spreads.append(np.std(curves, axis=0))
    return np.array(means), np.array(spreads)


def spread_of_means(
    train: Train,
    num_rows: int,
    batch_sizes: Any,
    num_updates: int,
    seeds: Any,
    axis: int | None = None,
) -> Any:
    """Take the spread of the means that are there so far."""
    means, _ = compared()(train, num_rows, batch_sizes, num_updates, seeds)
    return means, np.array([np.std(means[: k + 1], axis=axis) for k in range(len(means))])


def last_size(train: Train, num_rows: int, batch_sizes: Any, num_updates: int, seeds: Any) -> Any:
    """Make both lists again for each size, so that the last one is left."""
    return compared()(train, num_rows, batch_sizes[-1:], num_updates, seeds)


def entry_per_seed(
    train: Train, num_rows: int, batch_sizes: Any, num_updates: int, seeds: Any
) -> Any:
    """Take means and spreads inside the loop over the seeds, of one curve each."""
    epochs = {size: slow_epochs(num_rows, size, num_updates) for size in batch_sizes}
    means = [train(size, epochs[size], seed) for size in batch_sizes for seed in seeds]
    return np.array(means), np.zeros_like(means)


def slow_updates(num_rows: int, batch_size: int) -> int:
    """Count the batches one by one."""
    count = 0
    while num_rows > 0:
        num_rows -= batch_size
        count += 1
    return count


def slow_epochs(num_rows: int, batch_size: int, num_updates: int) -> int:
    """Count whole epochs until the updates are used up."""
    count, each = 0, slow_updates(num_rows, batch_size)
    while num_updates >= each:
        num_updates -= each
        count += 1
    return count
