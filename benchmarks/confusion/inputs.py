"""The arguments with which a check calls an answer, and fresh ones like them.

Fresh inputs have their types and shapes: numbers are stretched
without a change of sign (between 0 and 1 they stay there), zeros and ones change places, whole
numbers move by one, lists are also put in another order, random generators get another seed.
"""

import copy
import functools
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import numpy as np

from tests.lesson import CHECK, cells, read

Arguments = tuple[Any, ...]


def defined(lesson: str, exercise: str, source: str) -> dict[str, Any]:
    """Return the names after the lesson's locked cells and an answer."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells(read("solutions", lesson), locked=True, grade=False).values():
        exec(compile(cell.source, cell.id, "exec"), names)
    exec(compile(source, exercise, "exec"), names)
    return names


def recorded(lesson: str, exercise: str, source: str) -> list[Arguments]:
    """Return the arguments with which the check calls a right answer."""
    names, found = defined(lesson, exercise, source), []
    answer = names[exercise]

    @functools.wraps(answer)
    def recorder(*arguments: Any) -> Any:
        found.append(copy.deepcopy(arguments))
        return answer(*arguments)

    names[exercise] = recorder
    with redirect_stdout(StringIO()):
        exec(cells(read("solutions", lesson))[exercise + CHECK].source, names)
    return found


def fresh(value: Any, rng: np.random.Generator) -> Any:
    """Return another value of the same kind."""
    if isinstance(value, np.random.Generator):
        return np.random.default_rng(rng.integers(1 << 30))
    if isinstance(value, bool) or not isinstance(value, (int, float, list, tuple, np.ndarray)):
        return value
    if isinstance(value, int):
        return max(min(value, 1), value + int(rng.integers(-1, 2)))
    if isinstance(value, (list, tuple)):
        parts = [fresh(part, rng) for part in value]
        if all(isinstance(part, float) for part in value) and rng.random() < 0.5:
            parts = [value[i] for i in rng.permutation(len(value))]
        return type(value)(parts)
    array = np.asarray(value)
    if array.ndim and set(np.unique(array)) <= {0, 1}:
        return rng.permutation(array)
    if array.dtype.kind != "f":
        return value
    stretched = _stretched(array, rng)
    shares = array.ndim == 2 and np.all(array > 0) and np.allclose(array.sum(axis=1), 1)
    if shares:
        stretched /= stretched.sum(axis=1, keepdims=True)
    return stretched if array.ndim else float(stretched)


def _stretched(array: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    size = np.abs(array)
    inside = np.where(size < 1, size, 0.5) ** rng.uniform(0.6, 1.6, array.shape)
    outside = 1 + (size - 1) * rng.uniform(0.5, 2, array.shape)
    return np.sign(array) * np.where(size < 1, inside, outside)
