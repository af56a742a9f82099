"""Ten nets from ten starts, trained at once and stopped early, each at its own best epoch."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.layers import forward_pass
from helpers.many_networks import losses_and_gradients, losses_of
from helpers.market.dataset import Array
from helpers.market.split import Scaler
from helpers.network import Network, unpack
from helpers.optimizers import Adam
from helpers.training import minibatches

from .study import BATCH_SIZE, LR, MOST_EPOCHS, NUM_NETS, PATIENCE, UNITS, snapshot

TO_FIT = 0.75  # of the known rows; the later quarter says when to stop


class Nets(NamedTuple):
    """Nets from several starts.

    Attributes
    ----------
    forecasts : of ln V for all rows, (k, m).
    best_epochs : with the lowest loss on the rows that stop, (k,), from 1 on.
    """

    forecasts: Array
    best_epochs: NDArray[np.intp]


@cache
def trained(start: int, stop: int) -> Nets:
    """Return ten nets that know the snapshot's rows from `start` to `stop`, `stop` left out.

    The scaler and the steps use the first three quarters of these rows. The last quarter is the
    validation for early stopping. With start 0 and stop 3,972 that is the split 60 : 20.
    """
    found = snapshot()
    middle = start + round(TO_FIT * (stop - start))
    fitted, watched = slice(start, middle), slice(middle, stop)
    scaler = Scaler.fit(found.y[fitted, None])
    X = Scaler.fit(found.X[fitted]).transform(found.X)
    y = scaler.transform(found.y[:, None])
    sizes = (X.shape[1], UNITS, 1)
    best, epochs = _stopped_early(sizes, (X[fitted], y[fitted]), (X[watched], y[watched]))
    said = [forward_pass(X, *unpack(p, sizes), "relu", "linear")[-1] for p in best]
    return Nets(np.stack([scaler.inverse(one)[:, 0] for one in said]), epochs)


def _stopped_early(
    sizes: tuple[int, ...], train: tuple[Array, Array], validation: tuple[Array, Array]
) -> tuple[Array, NDArray[np.intp]]:
    """Return each net's parameters at its best epoch, (k, n), and these epochs, (k,).

    All see the same mini-batches. A net whose patience is over changes no more of what is kept.
    """
    parameters = np.stack([Network(sizes, seed=s).parameters for s in range(NUM_NETS)])
    optimizer, rng = Adam(LR), np.random.default_rng(0)
    kept, lowest = parameters.copy(), np.full(NUM_NETS, np.inf)
    best_epochs = np.zeros(NUM_NETS, dtype=np.intp)
    running = np.ones(NUM_NETS, dtype=bool)
    for epoch in range(1, MOST_EPOCHS + 1):
        for X, y in minibatches(*train, BATCH_SIZE, rng):
            _, gradients = losses_and_gradients(parameters, sizes, X, y, "relu", "linear")
            optimizer.step(parameters, gradients)
        losses = losses_of(parameters, sizes, *validation)
        better = running & (losses < lowest)
        kept[better], lowest[better], best_epochs[better] = (
            parameters[better],
            losses[better],
            epoch,
        )
        running &= epoch - best_epochs < PATIENCE
        if not running.any():
            break
    return kept, best_epochs
