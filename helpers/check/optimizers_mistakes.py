"""What can go wrong in the step of any rule of lesson 09: its fraction, or an argument ignored.

A move of the weight takes a namespace (see `optimizers_variants`), in which `top` stands on top of
the fraction and `under` in its root.
"""

from collections.abc import Mapping
from inspect import signature
from itertools import combinations
from typing import Any

import numpy as np

from .mistake import Mistake
from .optimizers_variants import Part, Rule

FRACTION = {
    "The root is missing: double all slopes, and your steps are halved. Should they be?":
        lambda n: n.w - n.lr * n.top / (n.under + n.eps),
    "Did the loss drop after your step? The gradient points uphill.":
        lambda n: n.w + n.lr * n.top / (np.sqrt(n.under) + n.eps),
    "Your ε doesn't follow the argument `epsilon`. Where does the formula have it?":
        lambda n: n.w - n.lr * n.top / np.sqrt(n.under),
    "`a / b + c` divides by b alone. What does your ε change?":
        lambda n: n.w - n.lr * n.top / np.sqrt(n.under) + n.eps,
    "`(a / b + c)` divides by b alone. Which bracket holds the root and ε?":
        lambda n: n.w - (n.lr * n.top / np.sqrt(n.under) + n.eps),
    "What is lr for?":
        lambda n: n.w - n.top / (np.sqrt(n.under) + n.eps),
    "Does the new weight remember where it started?":
        lambda n: -n.lr * n.top / (np.sqrt(n.under) + n.eps),
    "Your bracket divides the weight as well. What exactly is divided by the root?":
        lambda n: (n.w - n.lr * n.top) / (np.sqrt(n.under) + n.eps),
}  # fmt: skip
# Where the slope itself stands on top, and the memory s under the root.
OF_SLOPES = {
    "You divide by the memory from before this slope. In a first step that is 0.":
        lambda n: n.w - n.lr * n.g / (np.sqrt(n.s) + n.eps),
    "Your ε is under the root, as in Keras. Where does the formula have it?":
        lambda n: n.w - n.lr * n.g / np.sqrt(n.under + n.eps),
    "Your step knows how long and not which way: where is the slope itself?":
        lambda n: n.w - n.lr / (np.sqrt(n.under) + n.eps),
    "You square the slope on top of the fraction as well. What becomes of its sign?":
        lambda n: n.w - n.lr * n.g**2 / (np.sqrt(n.under) + n.eps),
}  # fmt: skip


def steps(rule: Any, moves: Mapping[str, Part]) -> list[Mistake]:
    """Return a mistake for each of these hints and moves of the weight; `rule` takes a move `w`."""
    return [Mistake(hint, rule(w=move)) for hint, move in moves.items()]


def fixed(rule: Rule, **numbers: float) -> Rule:
    """Return `rule` with these arguments ignored: the numbers stand in the code instead."""
    known = signature(rule)

    def wrapped(*arguments: Any) -> Any:
        given = known.bind(*arguments)
        given.arguments.update(numbers)
        return rule(*given.args)

    return wrapped


def hard_coded(rule: Rule, **numbers: float) -> list[Mistake]:
    """Return a mistake for each choice of these arguments that a rule can ignore.

    ε alone is left out: at 10⁻⁸ it can't be told from none at all.
    """
    names = list(numbers)
    chosen = [some for n in range(1, len(names) + 1) for some in combinations(names, n)]
    return [
        Mistake(
            f"Your answer doesn't follow {' and '.join(f'`{name}`' for name in some)}: does a "
            "number stand in your code where an argument should?",
            fixed(rule, **{name: numbers[name] for name in some}),
        )
        for some in chosen
        if some != ("epsilon",)
    ]
