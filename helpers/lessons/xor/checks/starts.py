"""What can be wrong with a start of the net 2-h-1: each function says it, or returns None.

They take the student's function and the number of hidden units.
"""

from functools import cache

import numpy as np

from helpers.checking.properties import Safe
from helpers.lessons import xor

from .. import Array, Net

NUM_STARTS, NUM_EPOCHS = 20, 3000
STILL = "After 100 epochs no weight has moved."


def _start(start: Safe, seed: int, n_hidden: int) -> Net:
    return Net(*start(np.random.default_rng(seed), n_hidden))


def not_repeatable(start: Safe, n_hidden: int) -> str | None:
    """Two calls with the same seed must agree."""
    first, again = (_start(start, 3, n_hidden) for _ in range(2))
    if all(np.array_equal(a, b) for a, b in zip(first, again, strict=True)):
        return None
    return "Two calls with the same seed give two different starts."


def stands_still(start: Safe, n_hidden: int) -> str | None:
    """A hundred epochs must move something; where W2 is 0, they may move nothing."""
    net = _start(start, 0, n_hidden)
    return STILL if _still(net) and not np.any(net.W2) else None


def stands_still_far_out(start: Safe, n_hidden: int) -> str | None:
    """A hundred epochs must move something; where all units are saturated, they don't."""
    return STILL if _still(_start(start, 0, n_hidden)) else None


def _still(net: Net) -> bool:
    moved = zip(net, xor.train(net, 100), strict=True)
    return not any(np.any(np.abs(a - b) > 1e-12) for a, b in moved)


def twins(start: Safe, n_hidden: int) -> str | None:
    """No two hidden units may hold the same numbers after a hundred epochs."""
    for seed in range(3):
        net = xor.train(_start(start, seed, n_hidden), 100)
        units = np.column_stack([net.W1, net.b1, net.W2[0]])
        for i in range(n_hidden):
            for j in range(i):
                if np.allclose(units[i], units[j], rtol=0, atol=1e-12):
                    return f"After 100 epochs hidden units {j} and {i} still hold the same numbers."
    return None


def one_start_only(start: Safe, n_hidden: int) -> str | None:
    """Two seeds must give two starts."""
    first, other = (_start(start, seed, n_hidden) for seed in (0, 1))
    if not all(np.array_equal(a, b) for a, b in zip(first, other, strict=True)):
        return None
    return "Seeds 0 and 1 give the same start, so a second seed tells nothing new."


def _trial(start: Safe, n_hidden: int) -> tuple[int, float]:
    """Return how many of the starts solve XOR, and how large their weights typically are."""
    net = xor.stacked([_start(start, seed, n_hidden) for seed in range(NUM_STARTS)])
    key = tuple(part.tobytes() for part in net)
    size = float(np.sqrt(np.mean(net.W1**2)))
    return _count(key, n_hidden), size


@cache
def _count(parts: tuple[bytes, ...], n_hidden: int) -> int:
    """Return how many of NUM_STARTS stacked starts, given as bytes, solve XOR."""
    shapes = [(n_hidden, 2), (n_hidden,), (1, n_hidden), (1,)]
    arrays: list[Array] = [
        np.frombuffer(part).reshape(NUM_STARTS, *shape)
        for part, shape in zip(parts, shapes, strict=True)
    ]
    return int(xor.solved(xor.train(Net(*arrays), NUM_EPOCHS)).sum())


def _says(count: int) -> str:
    return f"{count} of {NUM_STARTS} such starts solve XOR in {NUM_EPOCHS} epochs."


def fails_with_alike_rows(start: Safe, n_hidden: int) -> str | None:
    """Most starts must succeed; these fail because all rows of W1 are the same."""
    net = _start(start, 0, n_hidden)
    alike = np.all(net.W1[0] == net.W1) and np.all(net.b1 == net.b1[0])
    count, _ = _trial(start, n_hidden)
    if alike and count < NUM_STARTS / 2:
        return f"All rows of your W1 are the same; only W2 differs. {_says(count)}"
    return None


def fails_near_zero(start: Safe, n_hidden: int) -> str | None:
    """Most starts must succeed; these fail because they are tiny."""
    count, size = _trial(start, n_hidden)
    return _says(count) if count < NUM_STARTS / 2 and size < 0.4 else None


def fails_far_out(start: Safe, n_hidden: int) -> str | None:
    """Most starts must succeed; these fail because they are huge."""
    count, size = _trial(start, n_hidden)
    return _says(count) if count < NUM_STARTS / 2 and size > 2 else None


def fails(start: Safe, n_hidden: int) -> str | None:
    """Most starts must succeed; these fail for another reason."""
    count, _ = _trial(start, n_hidden)
    return _says(count) if count < NUM_STARTS / 2 else None
