"""Years after the snapshot: days on which nothing of the course was chosen."""

import numpy as np

from helpers.market.dataset import Prices, rows

from .contest import CHOSEN, HAR, LINE, Scores, score, simple
from .walk import HAR_COLUMNS, line, walk_forward

SINCE = np.datetime64("2019-01-01")
FEWEST = 250


def later(prices: Prices) -> dict[str, Scores]:
    """Return how persistence, EWMA, HAR and the line did since 2019, fitted again every year.

    It is empty where `prices` have fewer than 250 of these days.
    """
    found = rows(prices)
    part = slice(int(np.searchsorted(found.dates, SINCE)), len(found.y))
    if part.stop - part.start < FEWEST:
        return {}
    said = {name: walk_forward(found, part, fit) for name, fit in simple(prices, found).items()}
    for name, columns in ((HAR, HAR_COLUMNS), (LINE, None)):
        said[name] = walk_forward(found, part, line(found, columns), CHOSEN[name])
    return {name: score(found, forecast, part) for name, forecast in said.items()}


def report(prices: Prices) -> str:
    """Return the scores since 2019 as a table, or one sentence where there are none."""
    found = later(prices)
    if not found:
        return (
            "These prices have no year after 2018. With live = True the cell asks for newer ones."
        )
    lines = [f"{name:12s} R² {s.r2:5.2f}   QLIKE {s.qlike:.3f}" for name, s in found.items()]
    return "\n".join(["since 2019:", *lines])
