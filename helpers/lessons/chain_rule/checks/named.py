"""How the answer of `backward` is read: a dictionary with one number per quantity."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from helpers.checking.messages import CheckFailed, Kind
from helpers.text import number


@dataclass(frozen=True)
class Named:
    """The returned thing is a dictionary.

    Attributes
    ----------
    keys : what it must hold, from the inputs to the loss. They are the same at all points.
    """

    keys: tuple[str, ...]
    exact_shape: bool = False

    def labels(self, names: Sequence[str], example: Sequence[Any]) -> list[str]:
        """Return gradients['e'], …."""
        return [f"{names[0]}[{key!r}]" for key in self.keys]

    def walk(self, names: Sequence[str], example: Sequence[Any]) -> list[str]:
        """Return the labels from the loss back."""
        return self.labels(names, example)[::-1]

    def opened(self, check: str, names: Sequence[str], example: Sequence[Any], value: Any) -> Any:
        """Return the numbers in the order of the keys. Raises CheckFailed where one is missing."""
        if not isinstance(value, dict):
            says = f"It must return the dictionary {names[0]}; it returns {number(value):.60}."
            raise CheckFailed(check, says, kind=Kind.TYPE)
        missing = [key for key in self.keys if key not in value]
        if missing:
            says = f"{names[0]} lacks {', '.join(missing)}. It starts with all of them at 0."
            raise CheckFailed(check, says, kind=Kind.COUNT)
        return self.flat(names, value)

    def flat(self, names: Sequence[str], value: Any) -> list[Any]:
        """Return one number per key."""
        return [value[key] for key in self.keys]

    def shown(self, labels: Sequence[str], first: str) -> Sequence[str]:
        """Show the first that is wrong, from the loss back."""
        return [first]

    def text(self, value: Any) -> str:
        """Return a number as a message shows it."""
        return number(value)
