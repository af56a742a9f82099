"""What the names in an answer tell: which lines are right by them, and the first that is not."""

import re

from ..mistake import Finding
from .matches import Matches
from .sentences import unlike_its_name

BARE = re.compile(r"return \(?\w+(, *\w+)*\)?\s*(#|$)")


def right_by_name(m: Matches) -> tuple[set[str], Finding | None]:
    """Return the lines that are right by their names, and the first value that is not.

    A line is right whose values are what their names say, until another's is off: what a small
    change of it makes right, it may make right for another line.
    """
    t = m.trace
    right, turn = set[str](), dict[int, int]()
    made = [(one.name, one.function) for one in t.parts if t.gives(one)]
    for k in t.steps[0]:
        turn[k] = turn.get(k, -1) + 1
        part = t.parts[k]
        if k not in t.own or not t.gives(part):
            continue
        if made.count((part.name, part.function)) > 1:
            continue  # before its last step it is something else
        named = [one for one in t.expected if one.name == part.name and one.varies]
        folds = [fold for one in named if (fold := m.folded(one, t.own[k]))]
        mine = t.own[k][0][turn[k]]
        if not folds:
            continue
        if any(t.c.close(mine.ravel(), fold[0][turn[k]].ravel()) for fold in folds):
            right.add(part.line)
            continue
        right.discard(part.line)
        right |= {one.line for one in t.parts if BARE.match(one.line)}  # they hand it on
        return right, unlike_its_name(t, k, named[0].name, mine)
    return right, None
