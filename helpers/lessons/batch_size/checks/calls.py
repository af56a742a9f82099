"""Checks of lesson 09 that also look at how a function treats what is handed in."""

from collections.abc import Sequence
from numbers import Real
from typing import Any

import numpy as np

from helpers.checking.comparison import Comparison, Point
from helpers.checking.effects import left_over
from helpers.checking.function import FunctionCheck
from helpers.checking.messages import CheckFailed, Kind
from helpers.checking.mistake import Known
from helpers.gradients import Array
from helpers.text import number

from .variants import Train, slow_updates

CHANGED = Known(
    "overwrites-argument",
    "`a -= b`, `a[:] = …` and `rng.shuffle(a)` change the caller's own array. Others still need "
    "it: give the new values a new name.",
)
LISTS = {
    "batch_size": (
        "batch sizes",
        "The loop over the batch sizes hands out one at a time. What is its name?",
    ),
    "num_epochs": ("epochs", "Each batch size has a number of epochs of its own: one number."),
    "seed": ("seeds", "The loop over the seeds hands out one at a time. What is its name?"),
}


def unharmed(name: str, parameters: Sequence[str], answer: object, point: Sequence[Any]) -> None:
    """Raise CheckFailed if a call at `point` changes an array, or an array in a list."""
    mine = left_over(answer, point)
    if mine is None:
        return
    for label, before, after in zip(parameters, point, mine, strict=True):
        pairs = zip(before, after, strict=False) if isinstance(before, list) else [(before, after)]
        if any(isinstance(a, np.ndarray) and not np.array_equal(a, b) for a, b in pairs):
            says = f"After the call {label} is no longer as it was."
            raise CheckFailed(name, says, kind=Kind.SIDE_EFFECT, known=CHANGED)


def arrays_unharmed(c: Comparison) -> None:
    """A stage: the arrays stay as they were, whatever comes back."""
    unharmed(c.check.name, c.check.parameters, c.answer, c.at[0])


def _given(value: object) -> str:
    """Return a list of whole numbers as it was handed in, anything else as usual."""
    whole = isinstance(value, (list, tuple, range)) and all(isinstance(v, int) for v in value)
    return repr(value) if whole else number(value)


class NoiseCheck(FunctionCheck):
    """A check that shows clouds by their numbers."""

    def called(self, point: Point) -> str:
        """Return the arguments of a call as text."""
        sizes, clouds, full = point
        if len(clouds) > 2:
            return f"batch_sizes={_given(sizes)}, {len(clouds)} clouds, full={number(full)}"
        rows = ", ".join(str(np.asarray(cloud, dtype=int).tolist()) for cloud in clouds)
        return f"batch_sizes={_given(sizes)}, clouds={rows}, full={number(full)}"


class SweepCheck(FunctionCheck):
    """A check that shows batch sizes as they were handed in."""

    def called(self, point: Point) -> str:
        """Return the arguments of a call as text."""
        named = zip(self.parameters, point, strict=True)
        return ", ".join(f"{n}={_given(v)}" for n, v in named)


def fair_calls(c: Comparison) -> None:
    """A stage: fair_sweep calls `train` as it should, at one point at least."""
    said = [_calls(c.answer, point) for point in c.at]
    if all(said):
        says, known = said[0]  # type: ignore[misc]
        raise CheckFailed(c.check.name, says, known=known)


def _calls(answer: Any, point: Point) -> tuple[str, Known] | None:
    """Return what is wrong with the calls of `train` at this point, and what is known of it."""
    train, num_rows, sizes, num_updates, _ = point
    calls: list[tuple[Any, Any, Any]] = []

    def watched(batch_size: Any, num_epochs: Any, seed: Any) -> Array:
        calls.append((batch_size, num_epochs, seed))
        return _safe(train, batch_size, num_epochs, seed)

    left = left_over(answer, (watched, *point[1:]))
    if any(value is ... for call in calls for value in call):
        return None  # an open gap, which is told elsewhere
    wrong = _no_number(calls)
    if wrong or left is None:
        return wrong
    seen = [(float(size), float(epochs)) for size, epochs, _ in calls]
    if not seen:
        return "It never calls the `train` that is handed in.", Known(
            "train-never-called",
            "`lesson.train` is one way to train. Which one does the caller want?",
        )
    if len(sizes) > 1 and {size for size, _ in seen} == {sizes[0]}:
        return f"Of the batch sizes {sizes} only {sizes[0]} is trained.", Known(
            "return-inside-loop", "How far is `return` indented?"
        )
    epochs = {size: n for size, n in seen}
    one = next(iter(epochs.values()))
    if [*epochs] != list(sizes) or len(sizes) < 2 or set(epochs.values()) != {one}:
        return None
    if one == num_updates:  # a known mistake with a hint of its own, if not this one
        return _exchanged(answer)
    if one == 0:
        return f"`train` gets 0 epochs, though {num_updates} updates may be taken.", Known(
            "no-epochs", "By what do you divide `num_updates`? How many updates are one epoch?"
        )
    each = ", ".join(f"{one * slow_updates(num_rows, s):.6g} for {s}" for s in sizes)
    return (
        f"Each size gets {one:.6g} epochs; with {num_rows} rows that makes {each} updates.",
        Known(
            "equal-epochs",
            "Equal epochs are not equal updates. Does the number of epochs depend on the size?",
        ),
    )


def _no_number(calls: Sequence[tuple[Any, Any, Any]]) -> tuple[str, Known] | None:
    """Return what is known of a call of `train` with something that is not one number."""
    for call in calls:
        for value, (name, (many, hint)) in zip(call, LISTS.items(), strict=True):
            if _is_number(value):
                continue
            whole = isinstance(value, (list, tuple, range, np.ndarray))
            got = f"the whole list of {many}" if whole else f"{value!r:.40} for {name}"
            return f"`train` gets {got}; it wants one number.", Known(
                f"{name}-no-number".replace("_", "-"), hint
            )
    return None


def _is_number(value: object) -> bool:
    """Say whether this is one real number, as Python or NumPy has it."""
    if isinstance(value, np.ndarray):
        return value.ndim == 0 and value.dtype.kind in "biuf"
    return isinstance(value, Real)


def _exchanged(answer: Any) -> tuple[str, Known] | None:
    """Return what is known of an answer that asks in how many batches of 10 go 40 rows."""
    seen: list[Any] = []

    def watched(batch_size: Any, num_epochs: Any, seed: Any) -> Array:
        seen.append(num_epochs)
        return np.zeros(2)

    left_over(answer, (watched, 10, [40], 12, [0]))  # 1 update an epoch; exchanged it would be 4
    if not all(map(_is_number, seen)) or seen != [3]:
        return None
    return "With 10 rows and a batch size of 40 you count 4 updates per epoch.", Known(
        "rows-and-size-exchanged", "`updates_per_epoch` takes the rows first, then the size."
    )


def _safe(train: Train, *call: Any) -> Array:
    """Return what `train` returns; zeros where it can't take the call, which is told elsewhere."""
    try:
        return train(*call)
    except Exception:
        return np.zeros(2)
