"""One task, all packages in turn: equal losses first, then times."""

import gc
import time
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

import numpy as np

from . import FLOOR, OURS, PACKAGES, OtherTaskError, Peer, products
from .tasks import Task


class UnequalError(Exception):
    """A package ends at another loss than `helpers`, so that its time says nothing."""


@dataclass(frozen=True, eq=False)
class Result:
    """What the packages took for one task.

    Attributes
    ----------
    seconds : of the processor in each round, by package; `FLOOR` is among them.
    apart : how far each package's loss after the training is from that of `helpers`, relative.
    """

    task: Task
    seconds: dict[str, list[float]]
    apart: dict[str, float]

    def ratio(self, one: str, other: str) -> float | None:
        """Return the medians' ratio; None where one of them was not timed."""
        if not {one, other} <= self.seconds.keys():
            return None
        return median(self.seconds[one]) / median(self.seconds[other])


def entrants(task: Task) -> dict[str, Peer]:
    """Return all packages that are installed and have such a net, set up."""
    found: dict[str, Peer] = {}
    for name, package in PACKAGES.items():
        if not package.missing():
            try:
                found[name] = package.make(task)
            except OtherTaskError:
                continue
    return found


def compare(task: Task, peers: Mapping[str, Peer]) -> dict[str, float]:
    """Train each once, and return how far its loss is from that of `helpers`, relative.

    Raises UnequalError where that is beyond the package's tolerance.
    """
    losses = {}
    for name, peer in peers.items():
        peer.start()
        peer.train()
        losses[name] = task.loss(*peer.layers())
    apart = {name: abs(loss / losses[OURS] - 1) for name, loss in losses.items()}
    for name, distance in apart.items():
        if not distance <= PACKAGES[name].tolerance:  # nan, too
            raise UnequalError(
                f"{task.name}: {name} ends at {losses[name]}, not at {losses[OURS]}."
            )
    return apart


def race(task: Task, rounds: int) -> Result:
    """Time each in its turn, another one first in each round."""
    peers = entrants(task)
    apart = compare(task, peers)
    runners = {**peers, FLOOR: products.make(task)}
    names = list(runners)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    # What was imported is left out of Python's search for garbage: three packages' worth of it
    # would be searched on the bill of whoever makes most objects.
    gc.collect()
    gc.freeze()
    for number in range(rounds):
        for name in np.roll(names, -number):
            runners[name].start()
            # Of the processor: where other programs want it, too, a wait is nobody's work.
            start = time.process_time()
            runners[name].train()
            seconds[name].append(time.process_time() - start)
    gc.unfreeze()
    return Result(task, seconds, apart)
