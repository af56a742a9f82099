"""A smile of implied volatilities with noisy quotes, and nets of several widths that learn it."""

from functools import cache
from typing import NamedTuple

import numpy as np

from helpers.layers import forward_pass
from helpers.many_networks import Array, Curves, Rows, learn
from helpers.network import Network, unpack

GRID = np.linspace(-1, 1, 121)[:, None]  # of strikes
LR, NUM_EPOCHS, NUM_STARTS = 0.01, 1000, 8


def smile(x: Array) -> Array:
    """Return the implied volatility (% a year) at the moneyness x, from −1 to 1: a skewed smile."""
    return np.asarray(20 - 4 * x + 10 * x**2)


def quotes(m: int, noise: float, seed: int) -> Rows:
    """Return m strikes (m, 1) and their quotes (m, 1), off by `noise` points of volatility."""
    x = np.linspace(-1, 1, m)[:, None]
    return x, smile(x) + np.random.default_rng(seed).normal(0, noise, x.shape)


def smile_quotes() -> tuple[Rows, Rows]:
    """Return 16 training quotes, and 15 validation quotes that lie between their strikes."""
    train, inner = quotes(16, 2.0, seed=2), quotes(17, 2.0, seed=105)
    return train, (inner[0][1:-1], inner[1][1:-1])


def smile_starts(width: int) -> Array:
    """Return the parameters (8, n) with which the nets with `width` hidden units start."""
    nets = [Network((1, width, 1), seed=s) for s in range(NUM_STARTS)]
    for s, net in enumerate(nets):  # with biases of 0 all bends would start at one strike
        net.biases[0][:] = np.random.default_rng(1000 + s).uniform(-1, 1, width)
    return np.stack([net.parameters for net in nets])


class SmileNets(NamedTuple):
    """Nets of one width that learnt the smile: rows, curves, and fits on a grid of strikes."""

    train: Rows
    validation: Rows
    curves: Curves
    grid: Array
    fits: Array


@cache
def smile_nets(width: int) -> SmileNets:
    """Return nets with `width` hidden units, trained on 16 quotes, all rows a step.

    Losses are in points squared; a quote is off by 2 points, so a net that knew the smile would
    have a loss of about 4 on any rows.
    """
    train, validation = smile_quotes()
    mean, scale = train[1].mean(), train[1].std()
    sizes = (1, width, 1)
    parameters = smile_starts(width)
    scaled = [(x, (y - mean) / scale) for x, y in (train, validation)]
    curves = learn(parameters, sizes, scaled[0], scaled[1], LR, NUM_EPOCHS, len(train[0]))
    fits = [forward_pass(GRID, *unpack(p, sizes), "relu", "linear")[-1][:, 0] for p in parameters]
    in_points = Curves(*(curve * scale**2 for curve in curves))
    return SmileNets(train, validation, in_points, GRID[:, 0], mean + scale * np.array(fits))
