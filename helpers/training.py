"""Training: the data in small batches, a step for each, and what was seen on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from .network import Network
from .optimizers import Optimizer
from .passes import BatchPasses

Array = NDArray[np.float64]
Progress = Callable[[int, int], None]  # called with how many are done, and of how many


def minibatches(
    X: Array, y: Array, batch_size: int, rng: np.random.Generator | None = None
) -> Iterator[tuple[Array, Array]]:
    """Yield all rows once, `batch_size` at a time; the last batch may be shorter.

    Parameters
    ----------
    X, y : (m, n_in) and (m, n_out). Row i of X stays with row i of y.
    batch_size : rows a batch.
    rng : shuffles the rows; without it they keep their order, and the batches are views.

    Raises
    ------
    ValueError : X and y differ in length or are empty, or batch_size is below 1.
    """
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y) or len(X) == 0:
        raise ValueError(f"X has {len(X)} rows, y has {len(y)}")
    if batch_size < 1:
        raise ValueError(f"batch_size must be 1 or more, not {batch_size}")
    if rng is not None:
        order = rng.permutation(len(X))
        X, y = X[order], y[order]  # once an epoch, not once a batch
    for start in range(0, len(X), batch_size):
        rows = slice(start, start + batch_size)
        yield X[rows], y[rows]


@dataclass
class History:
    """What a training left behind. Epochs count from 0, as the lists do.

    Attributes
    ----------
    train_loss : an epoch each, the mean over its rows, each taken just before the update that used
        it (as Keras reports it). So it lags half an epoch behind `validation_loss`.
    validation_loss : an epoch each, taken at its end; empty without validation data.
    num_updates : steps taken in all.
    best_epoch : where `validation_loss` is lowest; None without validation data.
    best_parameters : the network's parameters at the end of that epoch.
    """

    train_loss: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    num_updates: int = 0
    best_epoch: int | None = None
    best_parameters: Array | None = None


@np.errstate(over="ignore", invalid="ignore")  # a step too long shows in the history, as inf or nan
def fit(
    network: Network,
    X: Array,
    y: Array,
    optimizer: Optimizer,
    num_epochs: int,
    batch_size: int = 32,
    validation: tuple[Array, Array] | None = None,
    patience: int | None = None,
    seed: int | None = 0,
    progress: Progress | None = None,
) -> History:
    """Train the network in place and return the history.

    Parameters
    ----------
    X, y : (m, n_in) and (m, n_out).
    optimizer : a new one; it may remember earlier steps.
    validation : the X and y that are looked at after each epoch and never trained on.
    patience : stop after this many epochs without a lower validation loss, and put the parameters
        of the best epoch back (as Keras's EarlyStopping with restore_best_weights=True). Without
        it all epochs are run and the last parameters stay.
    seed : of the shuffling, new in each epoch; None keeps the rows in order.
    progress : called after each epoch, see `helpers.drawing.progress`.

    Raises
    ------
    ValueError : X and y don't fit together, or there is patience but no validation data.
    """
    if patience is not None and validation is None:
        raise ValueError("patience needs validation data")
    X, y = network.in_its_floats(X), network.in_its_floats(y)
    rng = None if seed is None else np.random.default_rng(seed)
    # One for each number of rows: the last batch may be shorter.
    passes = cache(partial(BatchPasses, network))
    history = History()
    for epoch in range(num_epochs):
        total = 0.0
        for X_batch, y_batch in minibatches(X, y, batch_size, rng):
            loss_and_gradient = passes(len(X_batch))
            loss = loss_and_gradient(X_batch, y_batch)
            optimizer.step(network.parameters, loss_and_gradient.gradient)
            total += loss * len(X_batch)
            history.num_updates += 1
        history.train_loss.append(total / len(X))
        if validation is not None:
            _look(history, network, validation)
        if progress is not None:
            progress(epoch + 1, num_epochs)
        if patience is not None and epoch - (history.best_epoch or 0) >= patience:
            break
    if patience is not None and history.best_parameters is not None:
        network.parameters[:] = history.best_parameters
    return history


def _look(history: History, network: Network, validation: tuple[Array, Array]) -> None:
    """Note the validation loss, and the parameters if it is the lowest so far."""
    history.validation_loss.append(network.loss(*validation))
    epoch = len(history.validation_loss) - 1
    best = history.best_epoch
    if best is None or history.validation_loss[epoch] < history.validation_loss[best]:
        history.best_epoch, history.best_parameters = epoch, network.parameters.copy()
