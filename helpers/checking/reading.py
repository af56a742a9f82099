"""How what a function returned is read: as values, or as lists with one array a layer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, Protocol

import numpy as np

from helpers.text import number

from .messages import CheckFailed, Kind, NotAttempted
from .mistake import Known
from .streams import one_by_one


class Reading(Protocol):
    """Makes arrays with names of what a function returns.

    `names` are those of the returned things, `example` is what the reference returns at the first
    point, one entry a name.
    """

    @property
    def exact_shape(self) -> bool:
        """Whether (n,) and (n, 1) differ."""

    def labels(self, names: Sequence[str], example: Sequence[Any]) -> list[str]:
        """Return a name for each array."""

    def walk(self, names: Sequence[str], example: Sequence[Any]) -> list[str]:
        """Return the same names from the loss back: the first that disagrees is where a slip is."""

    def opened(self, check: str, names: Sequence[str], example: Sequence[Any], value: Any) -> Any:
        """Return what is behind the labels; raise CheckFailed where that can't be told."""

    def flat(self, names: Sequence[str], value: Any) -> list[Any]:
        """Return one entry a label of what a trusted function returned."""

    def shown(self, labels: Sequence[str], first: str) -> Sequence[str]:
        """Return what of an answer is shown, where `first` is the first label that is wrong."""

    def text(self, value: Any) -> str:
        """Return a value as a message shows it."""


@dataclass(frozen=True)
class Values:
    """Each returned thing is a number or an array.

    Attributes
    ----------
    back : the returned names from the loss back, where that is not their order.
    exact_shape : whether (n,) and (n, 1) differ.
    written : how a value is shown.
    """

    back: tuple[str, ...] = ()
    exact_shape: bool = False
    written: Callable[[Any], str] = number

    def labels(self, names: Sequence[str], example: Sequence[Any]) -> list[str]:
        """Return the names."""
        return list(names)

    def walk(self, names: Sequence[str], example: Sequence[Any]) -> list[str]:
        """Return the names from the loss back."""
        return list(self.back or names)

    def opened(self, check: str, names: Sequence[str], example: Sequence[Any], value: Any) -> Any:
        """Return the value as it is."""
        return value

    def flat(self, names: Sequence[str], value: Any) -> list[Any]:
        """Return the values."""
        return list(value) if len(names) > 1 else [value]

    def shown(self, labels: Sequence[str], first: str) -> Sequence[str]:
        """Show all of them."""
        return labels

    def text(self, value: Any) -> str:
        """Return a value as a message shows it."""
        return self.written(value)


class Direction(Enum):
    """In which order the layers of a list are looked at."""

    FORWARD = "forward"
    BACK = "back"


@dataclass(frozen=True)
class Layers:
    """Each returned thing is a list with one array a layer, as all activations or all dL/dW.

    Attributes
    ----------
    direction : the layer that disagrees is sought in this direction. All points of a call have nets
        of one depth.
    exact_shape : whether (n,) and (n, 1) differ.
    """

    direction: Direction = Direction.BACK
    exact_shape: bool = False
    each: ClassVar[str] = "one array a layer"

    def labels(self, names: Sequence[str], example: Sequence[Any]) -> list[str]:
        """Return dL_dW[0], dL_dW[1], …, dL_db[0], …."""
        lists = zip(names, map(len, example), strict=True)
        return [f"{name}[{i}]" for name, n in lists for i in range(n)]

    def walk(self, names: Sequence[str], example: Sequence[Any]) -> list[str]:
        """Return the labels layer by layer, from the last if back."""
        layers = range(max(map(len, example)))
        order = reversed(layers) if self.direction is Direction.BACK else layers
        return [f"{name}[{i}]" for i in order for name in reversed(names)]

    def opened(self, check: str, names: Sequence[str], example: Sequence[Any], value: Any) -> Any:
        """Return the arrays in one list; there must be as many lists and arrays as asked.

        Raises CheckFailed with what is missing, NotAttempted for an open gap.
        """
        wanted = f"`return {', '.join(names)}`"
        stream = one_by_one(value)
        if stream:
            what = "a set" if isinstance(value, set) else "a stream of values"
            says = f"It returns {what}, not a list."
            raise CheckFailed(check, says, kind=Kind.TYPE, known=stream)
        parts = value if len(names) > 1 else [value]
        if not isinstance(parts, (list, tuple)) or len(parts) != len(names):
            says = f"It must return {len(names)} lists, {wanted}."
            raise CheckFailed(check, says, kind=Kind.COUNT)
        for name, part, expected in zip(names, parts, example, strict=True):
            if part is ...:
                says = f"A gap `...` is still open; it comes back in {name}."
                raise NotAttempted(check, says, kind=Kind.OPEN_GAP)
            if not isinstance(part, (list, tuple)):
                array = isinstance(part, np.ndarray)
                kind = f"one array of shape {part.shape}" if array else repr(part)
                raise CheckFailed(
                    check,
                    f"{name} must be a list with {self.each}; it is {kind:.60}. "
                    f"The last line should be {wanted}.",
                    kind=Kind.TYPE,
                    known=one_by_one(part),
                )
            if len(part) != len(expected):
                raise self._count(check, name, part, expected)
        return self.flat(names, value)

    def flat(self, names: Sequence[str], value: Any) -> list[Any]:
        """Return all arrays of one list, or of several lists, in one list."""
        parts = value if len(names) > 1 else [value]
        return [array for part in parts for array in part]

    def shown(self, labels: Sequence[str], first: str) -> Sequence[str]:
        """Show the first array that is wrong."""
        return [first]

    def text(self, value: Any) -> str:
        """Return an array as a message shows it."""
        return number(value)

    def _layers(self, right: Sequence[Any]) -> tuple[int, str]:
        """Return how many layers there are, and what the list holds for each."""
        if self.direction is Direction.FORWARD:
            return len(right) - 1, "x first, then one for each layer"
        return len(right), "one a layer"

    def _count(
        self, check: str, name: str, part: Sequence[Any], right: Sequence[Any]
    ) -> CheckFailed:
        """Say how many arrays there should be, and which are there."""
        layers, which = self._layers(right)
        says = (
            f"{name} holds {len(part)} array{'s' * (len(part) != 1)}; with {layers} layers it "
            f"should hold {len(right)}: {which}."
        )
        return CheckFailed(check, says, kind=Kind.COUNT, known=_which(part, right))


@dataclass(frozen=True)
class Pairs(Layers):
    """The returned thing is one list with two arrays a layer."""

    direction: Direction = Direction.FORWARD
    each: ClassVar[str] = "two arrays a layer, a kernel and a bias"

    def _layers(self, right: Sequence[Any]) -> tuple[int, str]:
        return len(right) // 2, self.each


def _which(part: Sequence[Any], right: Sequence[Any]) -> Known | None:
    """Return what is known of a list of another length than it should have."""
    if any(map(_several, part)):
        hint = "Some entries hold several arrays. Each entry is to be one array."
        return Known("entries-hold-several", hint)
    if any(item is ... for item in part) or len(part) > len(right):
        return None
    if not part:
        return Known("list-stays-empty", "It is empty. Where is an array put in?")
    if _same(part, right):
        return Known(
            "only-the-first-ones",
            "They are the first ones. Does `return` stand inside the loop? If not, does each "
            "turn put one in?",
        )
    if _same(part[::-1], right[::-1]):
        hint = "They are the last ones. Is the list begun anew in each turn, or the first left out?"
        return Known("only-the-last-ones", hint)
    return None


def _same(a: Sequence[Any], b: Sequence[Any]) -> bool:
    pairs = list(zip(a, b, strict=False))
    return all(np.shape(x) == np.shape(y) and np.allclose(x, y) for x, y in pairs)


def _several(item: Any) -> bool:
    """Say whether an entry is no array but a pair or a list of arrays of different shapes."""
    if not isinstance(item, (list, tuple)):
        return False
    try:
        np.shape(item)
    except ValueError:
        return True
    return False
