"""Checks of lesson 08 that also look at how a function treats what is handed in."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..text import number
from .arrays import left_over
from .batch_size_variants import Train, slow_updates
from .function import FunctionCheck, Point
from .messages import CheckFailed
from .wording import split


def unharmed(name: str, parameters: str, answer: object, point: Sequence[Any]) -> None:
    """Raise CheckFailed if a call at `point` changes an array, or an array in a list."""
    mine = left_over(answer, point)
    if mine is None:
        return
    for label, before, after in zip(split(parameters), point, mine, strict=True):
        pairs = zip(before, after, strict=False) if isinstance(before, list) else [(before, after)]
        if any(isinstance(a, np.ndarray) and not np.array_equal(a, b) for a, b in pairs):
            raise CheckFailed(
                name,
                f"After the call {label} is no longer as it was.",
                "Hint: `a -= b`, `a[:] = …` and `rng.shuffle(a)` change the caller's own array. "
                "Others still need it: give the new values a new name.",
            )


def _given(value: object) -> str:
    """Return a list of whole numbers as it was handed in, anything else as usual."""
    whole = isinstance(value, (list, tuple, range)) and all(isinstance(v, int) for v in value)
    return repr(value) if whole else number(value)


class NoiseCheck(FunctionCheck):
    """A check that also asks whether the arrays stay as they were."""

    def _compare(self, answer: object, at: Sequence[Point]) -> None:
        unharmed(self.name, self.parameters, answer, at[0])
        super()._compare(answer, at)

    def _call(self, point: Point) -> str:
        sizes, clouds, full = point
        if len(clouds) > 2:
            return f"batch_sizes={_given(sizes)}, {len(clouds)} clouds, full={number(full)}"
        rows = ", ".join(str(np.asarray(cloud, dtype=int).tolist()) for cloud in clouds)
        return f"batch_sizes={_given(sizes)}, clouds={rows}, full={number(full)}"


class SweepCheck(FunctionCheck):
    """A check of fair_sweep that also looks at how it calls `train`."""

    def _compare(self, answer: object, at: Sequence[Point]) -> None:
        said = [self._calls(answer, point) for point in at]
        if all(said):
            raise CheckFailed(self.name, *said[0])
        super()._compare(answer, at)

    def _calls(self, answer: object, point: Point) -> list[str]:
        """Return what is wrong with the calls of `train` at this point, and a hint."""
        train, num_rows, sizes, num_updates, _ = point
        seen: list[tuple[Any, Any]] = []

        def watched(batch_size: Any, num_epochs: Any, seed: Any) -> float:
            seen.append((batch_size, num_epochs))
            return _safe(train, batch_size, num_epochs, seed)

        if left_over(answer, (watched, *point[1:])) is None:
            return []
        if not seen:
            return [
                "It never calls the `train` that is handed in.",
                "Hint: `lesson.train` is one way to train. Which one does the caller want?",
            ]
        if len(sizes) > 1 and {size for size, _ in seen} == {sizes[0]}:
            return [
                f"Of the batch sizes {sizes} only {sizes[0]} is trained.",
                "Hint: How far is `return` indented?",
            ]
        epochs = {size: n for size, n in seen}
        one = next(iter(epochs.values()))
        if [*epochs] == list(sizes) and len(sizes) > 1 and set(epochs.values()) == {one}:
            if one == num_updates:  # a known mistake with a hint of its own
                return []
            if one == 0:
                return [
                    f"`train` gets 0 epochs, though {num_updates} updates may be taken.",
                    "Hint: By what do you divide `num_updates`? How many updates has an epoch?",
                ]
            each = ", ".join(f"{one * slow_updates(num_rows, s):.6g} for {s}" for s in sizes)
            return [
                f"Each size gets {one:.6g} epochs; with {num_rows} rows that makes {each} updates.",
                "Hint: Equal epochs are not equal updates. Does the number of epochs depend on the "
                "size?",
            ]
        return []

    def _call(self, point: Point) -> str:
        named = zip(split(self.parameters), point, strict=True)
        return ", ".join(f"{n}={_given(v)}" for n, v in named)


def _safe(train: Train, *call: Any) -> float:
    """Return what `train` returns; 0 where it can't take the call, which is told elsewhere."""
    try:
        return train(*call)
    except Exception:
        return 0.0
