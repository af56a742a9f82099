"""The check of one epoch cut into mini-batches: any order is right that keeps the promises."""

import copy
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import Any

import numpy as np

from helpers.checking.messages import CheckFailed, Kind, NotAttempted
from helpers.checking.mistake import Known, Symptom
from helpers.checking.properties import PropertyCheck
from helpers.checking.running import Array, Function, run

Batch = tuple[list[int], list[int]]  # the row numbers in X_batch and those in y_batch
Epoch = list[Batch]
INDEX = [
    Symptom(
        "fraction-in-range",
        "'float' object cannot be interpreted",
        "`range` takes whole numbers, and `/` gives a float. Up to which place in `order` do the "
        "starts run?",
    ),
    Symptom(
        "rows-for-row-numbers",
        "integer",
        "Row numbers are whole. What have you put into `order` and `rows`: row numbers, or "
        "rows of the table?",
    ),
    Symptom(
        "row-number-too-large",
        "out of bounds",
        "X has no such row. Does `order` hold the numbers of X's rows, and is `rows` "
        "a slice of it? A slice ends where the order ends; a range doesn't.",
    ),
]


def table(num_rows: int) -> tuple[Array, Array]:
    """Return X (num_rows, 2) and y (num_rows,), from which each row can be told."""
    number = np.arange(num_rows)
    X = np.column_stack([number + 0.5, 100.0 - 3 * number])
    return X, np.asarray(10.0 * number + 5)


class _Epochs:
    """Calls the student's function once an epoch with the same rng; notes if the data were hurt."""

    def __init__(self, function: Function, num_epochs: int) -> None:
        self.function, self.num_epochs = function, num_epochs
        self.__code__ = getattr(function, "__code__", None)

    def __call__(self, X: Array, y: Array, batch_size: int, rng: Any) -> tuple[list[Any], bool]:
        before, epochs = copy.deepcopy((X, y)), []
        for _ in range(self.num_epochs):
            value = self.function(X, y, batch_size, rng)
            value = list(islice(value, 10 * len(X))) if isinstance(value, Iterator) else value
            epochs.append(copy.deepcopy(value))
        return epochs, not all(np.array_equal(a, b) for a, b in zip(before, (X, y), strict=True))


class BatchCheck(PropertyCheck):
    """The check of `f(X, y, batch_size, rng)`, which returns or yields pairs (X_batch, y_batch).

    A property gets a function of (num_rows, batch_size, seed=0, num_epochs=1); that returns the
    epochs, as row numbers, and whether X or y were changed.
    """

    def first(self, safe: Any) -> Any:
        """Return one epoch, so that whatever is no list of batches is said before anything else."""
        return safe(*self.arguments)

    def safe(self, function: Function) -> Any:
        """Return the function as the properties call it."""

        def safe(
            num_rows: int, batch_size: int, seed: int = 0, num_epochs: int = 1
        ) -> tuple[list[Epoch], bool]:
            X, y = table(num_rows)
            call = f"X with {num_rows} rows, y, {batch_size}, rng"
            point = X, y, batch_size, np.random.default_rng(seed)
            try:
                seen: Any = run(self.name, call, _Epochs(function, num_epochs), deepcopy(point))
            except CheckFailed as failed:
                found = [one for one in INDEX if one.shows(failed.lines, failed.kind)]
                if found and not isinstance(failed, NotAttempted):
                    failed.explain(found[0].known(function))
                raise
            epochs, hurt = seen
            return [self._opened(epoch, X, y) for epoch in epochs], hurt

        return safe

    def _opened(self, epoch: Any, X: Array, y: Array) -> Epoch:
        if epoch is None:
            says = "It returns None. It must end with `return batches`."
            raise CheckFailed(self.name, says, kind=Kind.RETURNS_NONE)
        if epoch is ...:
            raise NotAttempted(self.name, "A gap `...` is still open.", kind=Kind.OPEN_GAP)
        if not isinstance(epoch, (list, tuple)) or not len(epoch):
            says = f"It must return a list with a pair for each batch, not {epoch!r:.60}."
            raise CheckFailed(self.name, says, kind=Kind.TYPE)
        return [self._batch(place, pair, X, y) for place, pair in enumerate(epoch)]

    def _batch(self, place: int, pair: Any, X: Array, y: Array) -> Batch:
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            says = f"Batch {place} must be a pair `(X_batch, y_batch)`."
            raise CheckFailed(self.name, says, kind=Kind.TYPE)
        if any(part is ... for part in pair):
            raise NotAttempted(self.name, "A gap `...` is still open.", kind=Kind.OPEN_GAP)
        try:
            X_batch, y_batch = (np.asarray(part, dtype=np.float64) for part in pair)
        except (TypeError, ValueError):
            says = f"Batch {place} does not hold numbers."
            raise CheckFailed(self.name, says, kind=Kind.TYPE) from None
        if X_batch.ndim == 1 and y_batch.ndim == 2:
            says = "In each pair X_batch comes first, then y_batch."
            raise CheckFailed(self.name, says, kind=Kind.SHAPE, known=Known("y-before-x", ""))
        if X_batch.ndim != 2 or X_batch.shape[1] != X.shape[1]:
            raise CheckFailed(
                self.name,
                f"In batch {place} X_batch has shape {X_batch.shape}; it should hold some rows of "
                f"X, all {X.shape[1]} columns: `X[rows]` with a list of row numbers.",
                kind=Kind.SHAPE,
            )
        y_batch = y_batch.ravel()
        if len(X_batch) != len(y_batch):
            raise CheckFailed(
                self.name,
                f"Batch {place} has {len(X_batch)} rows of X and {len(y_batch)} of y.",
                kind=Kind.SHAPE,
                known=Known("different-rows", "Do both use the same row numbers?"),
            )
        names_X = {tuple(row): i for i, row in enumerate(X.tolist())}
        names_y = {value: i for i, value in enumerate(y.tolist())}
        try:
            return [names_X[tuple(r)] for r in X_batch.tolist()], [
                names_y[v] for v in y_batch.tolist()
            ]
        except KeyError:
            raise CheckFailed(
                self.name,
                f"Batch {place} holds a row that is not in X or y.",
                known=Known("changed-numbers", "Take rows as they are; change no number."),
            ) from None
