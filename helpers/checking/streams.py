"""What hands out values one at a time, where a list or an array of them is asked for."""

from collections.abc import Iterator
from typing import Any

from .mistake import Known

# By what Python writes of such a thing, which is all that is known of one in another process.
SAYS = {
    "<genexpr>": Known(
        "generator-for-list",
        "Round brackets around `… for … in …` make a generator, which has no values yet. Square "
        "brackets make a list.",
    ),
    "generator object": Known(
        "yield-for-return",
        "A function with `yield` hands out one value at a time. Put them into a list, and `return` "
        "the list at the end.",
    ),
    "": Known(
        "stream-for-list",
        "What `map`, `zip`, `filter` and `reversed` give has no values yet. `list(…)` around it "
        "makes a list.",
    ),
}
SET = Known(
    "set-for-several",
    "Curly brackets around values make a set, which has no order. Leave them out, or take square "
    "ones.",
)


def one_by_one(value: Any) -> Known | None:
    """Return what is known of a value that hands out others one at a time, None for any other.

    Of a set as well: it has several values, and none of them is the first.
    """
    if isinstance(value, set):
        return SET
    if not isinstance(value, Iterator):
        return None
    return next(known for words, known in SAYS.items() if words in repr(value))
