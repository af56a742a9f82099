"""Small changes of an answer, tried out at every point: which of them make its results right."""

import inspect
import re
from typing import NamedTuple

from ..changing.order import Lines
from ..changing.tried import changes_of
from ..comparison import Comparison
from ..running import quiet

SIZE = re.compile(r"[\d.]+$")


class Mending(NamedTuple):
    """Changes that make right, and what: "" for all values, else one of them that was wrong."""

    changes: list[Lines]
    what: str

    @property
    def lines(self) -> list[str]:
        """The lines in which the changes are."""
        return list(dict.fromkeys(line for *lines, _ in self.changes for line in lines))

    @property
    def place(self) -> str:
        """In which part of one line all of the changes are; "" where that says nothing more.

        A change of the whole line may make up for a slip in a part of it: it does not count here.
        """
        places = {one[-1] for one in self.changes} - {""}
        if len(self.lines) != 1 or not places:
            return ""
        line = self.changes[0][0]
        # A number says little without what it stands in.
        smallest, *larger = sorted(places, key=len)
        larger_too = larger and smallest in larger[0] and SIZE.match(smallest)
        smallest = larger[0] if larger_too else smallest
        once = line.count(smallest) == 1 and len(smallest) < len(line) / 2
        in_all = all(smallest in one or one in smallest for one in places)
        return smallest if once and in_all else ""


def mending(c: Comparison) -> Mending:
    """Return the changes each of which makes right, at all points."""
    changes = changes_of(inspect.unwrap(c.function))
    if changes is None:
        return Mending([], "")
    kept: dict[int, set[int]] | None = None  # the results that each change leaves or makes right
    lines: list[Lines] = []
    with quiet():
        for place in [c.first_wrong, *(i for i in range(len(c.at)) if i != c.first_wrong)]:
            numbers = None if kept is None else list(kept)
            found, values = changes.changed(c.at[place], numbers)
            lines = lines or found
            before = {number: set(range(len(c.names))) for number in range(len(lines))}
            kept = {
                number: right
                for (number, old), value in zip((kept or before).items(), values, strict=True)
                if value is not None and c.all_right < (right := old & c.right_ones(value, place))
            }
            if not kept:
                return Mending([], "")
    best, what = _best(c, kept or {})
    return Mending([lines[number] for number in best], what)


def _best(c: Comparison, kept: dict[int, set[int]]) -> tuple[list[int], str]:
    """Return the changes that make all results right, or else one, the first from the loss back."""
    whole = [number for number, right in kept.items() if len(right) == len(c.names)]
    if whole:
        return whole, ""
    for name in c.walk:
        q = c.names.index(name)
        some = [number for number, right in kept.items() if q in right - c.all_right]
        if some:
            return some, name
    return [], ""
