"""How long a step? Try a list of values, or let the learning rate grow until training breaks."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from .network import Network
from .optimizers import SGD, Optimizer
from .training import Progress, minibatches

Array = NDArray[np.float64]
Value = TypeVar("Value")
Result = TypeVar("Result")


def sweep(
    train: Callable[[Value], Result], values: Iterable[Value], progress: Progress | None = None
) -> dict[Value, Result]:
    """Return the result of one training for each value.

    `train` takes a value and starts afresh each time, for example::

        sweep(lambda lr: fit(Network((2, 4, 1)), X, y, SGD(lr), 50), [0.01, 0.1, 1.0])
    """
    values = list(values)
    results = {}
    for done, value in enumerate(values, start=1):
        results[value] = train(value)
        if progress is not None:
            progress(done, len(values))
    return results


class Finder(NamedTuple):
    """What the learning-rate finder saw.

    Attributes
    ----------
    rates : (n,) the learning rates that it tried, growing by the same factor each time.
    losses : (n,) the loss of each mini-batch, before the step.
    smoothed : (n,) an exponential moving average of them, which starts at the loss on all rows.
    steepest : see `steepest_fall`.
    """

    rates: Array
    losses: Array
    smoothed: Array
    steepest: float


def steepest_fall(rates: Array, smoothed: Array, reach: int = 5) -> float:
    """Return the rate about which a finder's curve falls most, seen from `reach` rates either side.

    Not the lowest point, and nothing beyond it: there the steps are about to be too long. Looking
    at direct neighbours alone would find the noise of the batches.

    Raises
    ------
    ValueError : fewer than 2·reach + 1 rates.
    """
    if len(rates) <= 2 * reach:
        raise ValueError(f"{len(rates)} rates are too few: does the loss break at the first ones?")
    end = max(int(np.argmin(smoothed)), 2 * reach) + 1
    falls = smoothed[: end - 2 * reach] - smoothed[2 * reach : end]
    return float(rates[reach + np.argmax(falls)])


@np.errstate(over="ignore", invalid="ignore")
def learning_rate_finder(
    network: Network,
    X: Array,
    y: Array,
    make_optimizer: Callable[[float], Optimizer] = SGD,
    lowest: float = 1e-5,
    highest: float = 10.0,
    num_updates: int = 100,
    batch_size: int = 32,
    fade: float = 0.95,
    seed: int = 0,
) -> Finder:
    """Take one step at each learning rate, then put the network back as it was.

    Parameters
    ----------
    X, y : (m, n_in) and (m, n_out); mini-batches are drawn from them for as long as needed.
    make_optimizer : from a learning rate, such as the class SGD or Adam.
    num_updates : the number of rates, evenly spread on a log axis.
    fade : weight of the past in the smoothed loss.
    seed : of the shuffling.

    It stops early once the smoothed loss is four times its lowest, or isn't finite.

    Smith 2017, Cyclical Learning Rates for Training Neural Networks, section 3.3. There the rate
    grows by equal steps; growing by equal factors, the smoothing and the stop are fastai's.

    Raises
    ------
    ValueError : not 0 < lowest < highest, or the loss breaks at the first few rates.
    """
    if not 0 < lowest < highest:
        raise ValueError(f"the rates must grow from above 0, not from {lowest} to {highest}")
    start = network.parameters.copy()
    rates = np.geomspace(lowest, highest, num_updates)
    optimizer = make_optimizer(lowest)
    batches = _endless(X, y, batch_size, np.random.default_rng(seed))
    losses: list[float] = []
    smoothed: list[float] = []
    mean = network.loss(X, y)
    for rate, (X_batch, y_batch) in zip(rates, batches, strict=False):
        loss, gradient = network.loss_and_gradient(X_batch, y_batch)
        mean = fade * mean + (1 - fade) * loss
        if not np.isfinite(mean) or (smoothed and mean > 4 * min(smoothed)):
            break
        losses.append(loss)
        smoothed.append(mean)
        optimizer.lr = float(rate)
        optimizer.step(network.parameters, gradient)
    network.parameters[:] = start
    seen, curve = rates[: len(losses)], np.array(smoothed)
    return Finder(seen, np.array(losses), curve, steepest_fall(seen, curve))


def _endless(
    X: Array, y: Array, batch_size: int, rng: np.random.Generator
) -> Iterator[tuple[Array, Array]]:
    """Yield mini-batches, epoch after epoch."""
    while True:
        yield from minibatches(X, y, batch_size, rng)
