"""What can go wrong in the step of any rule of lesson 10: its fraction, or an argument ignored.

A move of the weight takes a namespace (see `variants`), in which `top` stands on top of
the fraction and `under` in its root.
"""

from inspect import signature
from itertools import combinations
from typing import Any

import numpy as np

from helpers.checking.mistake import Mistake

from .variants import Part, Rule

Moves = dict[str, tuple[str, Part]]  # a hint and a move of the weight, by the id

FRACTION: Moves = {
    "root-missing": (
        "The root is missing: double all gradients, and your steps are halved. Should they be?",
        lambda n: n.w - n.lr * n.top / (n.under + n.eps),
    ),
    "gradient-ascent": (
        "Did the loss drop after your step? The gradient points uphill.",
        lambda n: n.w + n.lr * n.top / (np.sqrt(n.under) + n.eps),
    ),
    "epsilon-missing": (
        "Your ε doesn't follow the argument `epsilon`. Where does the formula have it?",
        lambda n: n.w - n.lr * n.top / np.sqrt(n.under),
    ),
    "epsilon-outside-fraction": (
        "`a / b + c` divides by b alone. What does your ε change?",
        lambda n: n.w - n.lr * n.top / np.sqrt(n.under) + n.eps,
    ),
    "epsilon-inside-step": (
        "`(a / b + c)` divides by b alone. Which bracket holds the root and ε?",
        lambda n: n.w - (n.lr * n.top / np.sqrt(n.under) + n.eps),
    ),
    "lr-missing": (
        "What is lr for?",
        lambda n: n.w - n.top / (np.sqrt(n.under) + n.eps),
    ),
    "step-replaces-weight": (
        "Does the new weight remember where it started?",
        lambda n: -n.lr * n.top / (np.sqrt(n.under) + n.eps),
    ),
    "weight-divided": (
        "Your bracket divides the weight as well. What exactly is divided by the root?",
        lambda n: (n.w - n.lr * n.top) / (np.sqrt(n.under) + n.eps),
    ),
}
# Where the gradient itself stands on top, and the memory s under the root.
OF_SLOPES: Moves = {
    "old-memory-under-root": (
        "You divide by the memory from before this gradient. In a first step that is 0.",
        lambda n: n.w - n.lr * n.g / (np.sqrt(n.s) + n.eps),
    ),
    "epsilon-under-root": (
        "Your ε is under the root. Where does the formula have it?",
        lambda n: n.w - n.lr * n.g / np.sqrt(n.under + n.eps),
    ),
    "gradient-missing": (
        "Your step knows how long and not which way: where is the gradient itself?",
        lambda n: n.w - n.lr / (np.sqrt(n.under) + n.eps),
    ),
    "gradient-squared": (
        "You square the gradient on top of the fraction as well. What becomes of its sign?",
        lambda n: n.w - n.lr * n.g**2 / (np.sqrt(n.under) + n.eps),
    ),
}


def steps(rule: Any, moves: Moves) -> list[Mistake]:
    """Return a mistake for each of these moves of the weight; `rule` takes a move `w`."""
    return [Mistake(id, hint, rule(w=move)) for id, (hint, move) in moves.items()]


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
            f"fixed-{'-'.join(some)}",
            f"Your answer doesn't follow {' and '.join(f'`{name}`' for name in some)}: does a "
            "number stand in your code where an argument should?",
            fixed(rule, **{name: numbers[name] for name in some}),
        )
        for some in chosen
        if some != ("epsilon",)
    ]
