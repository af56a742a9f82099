"""Early stopping against losses written down in advance: what was kept, and when it ended."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
START, STEP = np.array([3.0, -1.0]), np.array([1.0, 0.5])


class Epoch:
    """A stand-in for an epoch of mini-batches: it moves the weights by one fixed step."""

    __name__ = "an epoch"

    def __call__(self, weights: Any) -> Array:
        """Return the new weights; the old ones stay."""
        return np.asarray(np.asarray(weights, dtype=np.float64) + STEP)


class Losses:
    """A validation loss that was written down: after epoch k it is the k-th number."""

    def __init__(self, *losses: float) -> None:
        self.losses = tuple(float(loss) for loss in losses)
        self.__name__ = ", ".join(f"{loss:g}" for loss in losses)

    def __call__(self, weights: Any) -> float:
        """Return the loss of the epoch that the weights have reached."""
        place = round(float(np.asarray(weights, dtype=np.float64)[0] - START[0]))
        return 9.0 if place == 0 else self.losses[min(place, len(self.losses)) - 1]


Point = tuple[Epoch, Losses, Array, int, int]


def point(losses: Sequence[float], patience: int) -> Point:
    """Return the arguments of `early_stopping`; there are as many epochs as losses."""
    return Epoch(), Losses(*losses), START, patience, len(losses)


POINTS = [
    point([5, 4, 4.4, 4.1, 4.2, 4.3, 3, 2, 2.5], 3),
    point([5, 4, 4.2, 4.4, 3.5, 3.7, 3.6, 3.9, 3.8, 3.2, 3.1, 3.3], 3),
    point([5, 4, 4, 4.5, 4.2, 3, 6, 2.5, 2.7], 2),
    point([5, 6, 4, 4.5, 3, 3.5, 3.6, 3.7, 3.8, 2, 2.2], 3),
    point([5, 6, 5.5, 4, 4.5], 1),
    point([3, 2.5, 2.8, 2.6, 2.4], 3),
]


def stopped(
    run_epoch: Epoch, validation_loss: Losses, weights: Array, patience: int, max_epochs: int
) -> tuple[Array, int, int]:
    """Return what is asked for, from all losses at once: no loop that stops."""
    losses = [float(loss) for loss in validation_loss.losses[:max_epochs]]
    records = [k for k, loss in enumerate(losses) if loss < min(losses[:k], default=np.inf)]
    ends = [
        k + patience
        for k in records
        if k + patience < len(losses) and min(losses[k + 1 : k + patience + 1]) >= losses[k]
    ]
    last = min(ends, default=len(losses) - 1)
    best = max(k for k in records if k <= last)
    return weights + STEP * (best + 1), best + 1, last + 1


def stopped_by(
    better: Callable[[float, float, float], bool] = lambda loss, best, before: loss < best,
    stop: Callable[[int, int, int], bool] = lambda epoch, best, patience: epoch - best >= patience,
    kept: Callable[[Array, Array], Array] = lambda best, last: best,
    epochs: Callable[[int, int], tuple[int, int]] = lambda best, last: (best, last),
    update: bool = True,
    count: Callable[[int, bool], int] | None = None,
    by_loss: Callable[[float, float, int], bool] | None = None,
    keep: Callable[[float, int, Any], tuple[Any, Any, Any]] | None = None,
    runs: Callable[[Any, Any], Any] = lambda weights, best: weights,
    loss_first: bool = False,
) -> Callable[..., Any]:
    """Return an answer to `early_stopping` from its conditions.

    Parameters
    ----------
    better : of the loss, the lowest so far and the one before.
    stop : of the epoch, the best one and the patience; with `count` of that number, 0, patience.
    kept, epochs : what is returned of the weights (best, last) and of the epochs.
    update : whether the lowest loss is written down.
    count : how a counter goes on, of itself and whether the loss was better.
    by_loss : when to stop, of the loss, the lowest so far and the patience, in place of `stop`.
    keep : what is written down of loss, epoch and weights as loss, epoch and weights.
    runs : which weights the next epoch starts from, of the last and the best.
    loss_first : whether validation comes before the epoch.
    """

    def variant(
        run_epoch: Any, validation_loss: Any, weights: Any, patience: int, max_epochs: int
    ) -> tuple[Array, int, int]:
        lowest, before, best_epoch, best = np.inf, np.inf, 0, weights
        counter = epoch = 0
        for epoch in range(1, max_epochs + 1):
            start = runs(weights, best)
            weights = run_epoch(start)
            loss = validation_loss(start if loss_first else weights)
            found = better(loss, lowest, before)
            before = loss
            if found and keep:
                lowest, best_epoch, best = keep(loss, epoch, weights)
            elif found:
                best_epoch, best = epoch, weights
                lowest = loss if update else lowest
            counter = count(counter, found) if count else 0
            if by_loss:
                ends = by_loss(loss, lowest, patience)
            else:
                ends = stop(counter, 0, patience) if count else stop(epoch, best_epoch, patience)
            if ends:
                break
        return kept(best, weights), *epochs(best_epoch, epoch)

    return variant
