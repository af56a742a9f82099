"""Where `helpers` spends its time on a net: each part of an epoch alone, over the floor."""

import time
from collections.abc import Callable
from statistics import median

from helpers.passes import BatchPasses
from helpers.training import minibatches

from . import products
from .ours import Dense
from .tasks import Task

PARTS = ("loss and gradient", "optimizer", "batches")


def shares(task: Task, rounds: int) -> tuple[float, ...] | None:
    """Return what each of `PARTS` takes over the floor; None where a lesson has its own loop."""
    if task.halves:
        return None
    ours, floor = Dense(task), products.make(task)
    ours.start()
    net, optimizer = ours.net, ours.optimizer
    batches = [(task.X[rows].copy(), task.y[rows].copy()) for rows in task.batches()]
    gradients = [net.loss_and_gradient(*batch)[1] for batch in batches]
    passes = {len(X): BatchPasses(net, len(X)) for X, _ in batches}

    def losses_and_gradients() -> None:
        for X, y in batches:
            passes[len(X)](X, y)

    def steps() -> None:
        for gradient in gradients:
            optimizer.step(net.parameters, gradient)

    def cut() -> None:
        for _ in minibatches(task.X, task.y, task.batch_size):
            pass

    ways = [losses_and_gradients, steps, cut, floor.train]
    runs = [[_seconds(way) for way in ways] for _ in range(rounds)]
    *parts, least = (median(run) for run in zip(*runs, strict=True))
    return tuple(task.epochs * part / least for part in parts)


def _seconds(way: Callable[[], None]) -> float:
    """Return how long a call keeps the processor busy."""
    start = time.process_time()
    way()
    return time.process_time() - start
