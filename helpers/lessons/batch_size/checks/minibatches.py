"""What can be wrong with an epoch of mini-batches: each function says it, or returns None.

They take the student's epochs (see `batches.BatchCheck`), the number of rows and the batch size.
"""

from collections import Counter
from itertools import pairwise
from typing import Any

from .. import updates_per_epoch
from .batches import Epoch

SEEDS = range(3)


def _first(epochs: Any, m: int, size: int) -> Epoch:
    found: Epoch = epochs(m, size)[0][0]
    return found


def _rows(epoch: Epoch) -> list[int]:
    return [i for rows, _ in epoch for i in rows]


def _list(numbers: list[int]) -> str:
    text = ", ".join(str(i) for i in numbers[:5])
    return f"{text}, …" if len(numbers) > 5 else text


def all_rows_in_each(epochs: Any, m: int, size: int) -> str | None:
    """A batch is a part of the rows."""
    epoch = _first(epochs, m, size)
    if len(epoch) > 1 and all(len(rows) == m for rows, _ in epoch):
        return f"Each of the {len(epoch)} batches holds all {m} rows."
    return None


def starts_end_early(epochs: Any, m: int, size: int) -> str | None:
    """The starts go on to the last row; so a second batch comes not only where rows are many."""
    many = 3 * size * size
    if size > 1 and len(_first(epochs, m, size)) == 1 < len(_first(epochs, many, size)):
        return f"With {m} rows and a batch size of {size} it gives one batch."
    return None


def one_batch_only(epochs: Any, m: int, size: int) -> str | None:
    """An epoch goes through all the rows."""
    epoch = _first(epochs, m, size)
    if len(epoch) == 1:
        return f"With {m} rows and a batch size of {size} it gives one batch."
    return None


def short_order(epochs: Any, m: int, size: int) -> str | None:
    """The order must hold all row numbers, not the same few of them each time."""
    orders = [_rows(epochs(m, size, seed)[0][0]) for seed in range(5)]
    found = set(orders[0])
    few = len(found) < m and all(set(o) == found and len(o) == len(found) for o in orders)
    empty = any(not rows for rows, _ in _first(epochs, m, size))
    if few and (empty or any(order != orders[0] for order in orders)):
        return f"Your order holds {len(found)} row numbers; X has {m} rows."
    return None


def drawn_each_time(epochs: Any, m: int, size: int) -> str | None:
    """Full batches, more places than rows, and still rows that never come: drawn for each batch."""
    if m % size == 0 or overlap(epochs, m, size):  # slices of one order overlap: told by another
        return None
    for seed in SEEDS:
        epoch = epochs(m, size, seed)[0][0]
        full = len(epoch) == updates_per_epoch(m, size) and all(len(r) == size for r, _ in epoch)
        if not full:
            return None
        count = Counter(_rows(epoch))
        if len(count) < m:
            often = count.most_common(1)[0]
            return (
                f"In one epoch of {m} rows, row {often[0]} comes {often[1]} times and "
                f"{m - len(count)} rows never."
            )
    return None


def last_row_lost(epochs: Any, m: int, size: int) -> str | None:
    """A last batch of one row counts, and so do batches of one row."""
    for num_rows, one in ((2 * size + 1, size), (size, 1)):
        count = len(_rows(_first(epochs, num_rows, one)))
        if count == num_rows - 1:
            return f"With {num_rows} rows and a batch size of {one} only {count} rows come."
    return None


def rotated(epochs: Any, m: int, size: int) -> str | None:
    """A day must not bring the next one with it, as it does when the calendar is turned."""
    m, shares = 6 * max(m, 10), []
    for seed in SEEDS:
        order = _rows(epochs(m, size, seed)[0][0])
        near = [abs(a - b) in (1, m - 1) for a, b in pairwise(order)]
        shares.append(sum(near) / len(near))
    if min(shares) > 0.6:
        return f"Of 100 days, {100 * min(shares):.0f} bring a neighbour in the calendar with them."
    return None


def empty_inside(epochs: Any, m: int, size: int) -> str | None:
    """Every batch that is due must hold rows."""
    epoch = _first(epochs, m, size)[: updates_per_epoch(m, size)]
    for place, (rows, _) in enumerate(epoch):
        if not rows:
            return f"With {m} rows and a batch size of {size}, batch {place} is empty."
    return None


def empty_batch(epochs: Any, m: int, size: int) -> str | None:
    """No batch comes after the last row, also where the rows fill the batches exactly."""
    for num_rows in (2 * size, m):
        for place, (rows, _) in enumerate(_first(epochs, num_rows, size)):
            if not rows:
                return f"With {num_rows} rows and a batch size of {size}, batch {place} is empty."
    return None


def filled_up(epochs: Any, m: int, size: int) -> str | None:
    """The last batch must not be filled up with rows that were there already."""
    epoch = _first(epochs, m, size)
    full = len(epoch) == updates_per_epoch(m, size) and all(len(r) == size for r, _ in epoch)
    if full and m % size and len(set(_rows(epoch))) == m:
        return f"With {m} rows and a batch size of {size} it hands out {len(_rows(epoch))} rows."
    return None


def overlap(epochs: Any, m: int, size: int) -> str | None:
    """A batch must not begin with the rows with which the one before it ended."""
    shared = []
    for seed in SEEDS:
        batches = [rows for rows, _ in epochs(m, size, seed)[0][0]]
        if len(batches) < 2:
            return None
        first, second = batches[:2]
        ends = [n for n in range(1, len(first) + 1) if first[-n:] == second[:n]]
        shared.append(max(ends, default=0))
    if min(shared):
        return f"Batch 1 begins with {shared[0]} of the rows with which batch 0 ended."
    return None


def dropped(epochs: Any, m: int, size: int) -> str | None:
    """The rows that don't fill a whole batch must come too."""
    epoch = _first(epochs, m, size)
    full = all(len(rows) == size for rows, _ in epoch)
    if full and len(set(_rows(epoch))) == m - m % size < m:
        return f"Of {m} rows, {m % size} never come in a batch."
    return None


def twice_in_a_batch(epochs: Any, m: int, size: int) -> str | None:
    """No row comes twice in a batch, as it can when rows are drawn with replacement."""
    for seed in range(10):
        for place, (rows, _) in enumerate(epochs(m, size, seed)[0][0]):
            if len(set(rows)) < len(rows):
                return f"Row {Counter(rows).most_common(1)[0][0]} comes twice in batch {place}."
    return None


def drawn_again(epochs: Any, m: int, size: int) -> str | None:
    """Each row comes once an epoch."""
    count = Counter(_rows(_first(epochs, m, size)))
    missing = [i for i in range(m) if not count[i]]
    twice = [i for i in count if count[i] > 1]
    if missing and twice:
        return (
            f"In one epoch of {m} rows, some come more than once (row {twice[0]}) and "
            f"{len(missing)} never."
        )
    return None


def starts_at_every_row(epochs: Any, m: int, size: int) -> str | None:
    """A batch does not begin at each row: that makes as many batches as rows."""
    if size > 1 and len(_first(epochs, m, size)) == m:
        return f"With {m} rows and a batch size of {size} it gives {m} batches."
    return None


def left_out(epochs: Any, m: int, size: int) -> str | None:
    """Each row comes once an epoch; here some don't come, and none comes twice."""
    count = Counter(_rows(_first(epochs, m, size)))
    missing = [i for i in range(m) if not count[i]]
    if missing:
        return f"Of {m} rows, {len(missing)} never come in a batch: rows {_list(missing)}."
    twice = [i for i in count if count[i] > 1]
    if twice:
        return f"Row {twice[0]} comes {count[twice[0]]} times in one epoch."
    return None


def pairs_broken(epochs: Any, m: int, size: int) -> str | None:
    """Row i of X stays with row i of y."""
    for X_rows, y_rows in _first(epochs, m, size):
        for i, j in zip(X_rows, y_rows, strict=True):
            if i != j:
                return f"Row {i} of X stands next to row {j} of y."
    return None


def unshuffled(epochs: Any, m: int, size: int) -> str | None:
    """The order must not be the calendar's, forward or backward."""
    orders = [_rows(epochs(m, size, seed)[0][0]) for seed in SEEDS]
    if all(order in (list(range(m)), list(range(m))[::-1]) for order in orders):
        return "The rows come in the order of the calendar."
    return None


def neighbours_together(epochs: Any, m: int, size: int) -> str | None:
    """A batch must not be a run of neighbouring days, whatever the order of the runs."""
    found = [rows for seed in SEEDS for rows, _ in epochs(m, size, seed)[0][0]]
    if all(max(rows) - min(rows) == len(rows) - 1 for rows in found):
        return "Each batch is still a run of neighbouring days."
    return None


def sizes(epochs: Any, m: int, size: int) -> str | None:
    """All batches are full but the last, which may be shorter."""
    for num_rows in (m, 2 * size, size - 1):
        got = [len(rows) for rows, _ in _first(epochs, num_rows, size)]
        full = [size] * (num_rows // size)
        wanted = [*full, num_rows % size] if num_rows % size else full
        if got != wanted:
            return (
                f"With {num_rows} rows and a batch size of {size} the batches hold "
                f"{', '.join(map(str, got))} rows."
            )
    return None


def not_repeatable(epochs: Any, m: int, size: int) -> str | None:
    """The same seed must give the same order."""
    if epochs(m, size, 5)[0] != epochs(m, size, 5)[0]:
        return "Two calls with the same seed give two different orders."
    return None


def same_each_epoch(epochs: Any, m: int, size: int) -> str | None:
    """A second epoch with the same rng must bring another order."""
    (first, second), _ = epochs(m, size, 0, 2)
    if first == second and first == epochs(m, size, 1)[0][0]:
        return "The second epoch brings the rows in the same order as the first."
    return None


def data_changed(epochs: Any, m: int, size: int) -> str | None:
    """X and y are the caller's."""
    if epochs(m, size)[1]:
        return "After the call X or y is no longer as it was."
    return None
