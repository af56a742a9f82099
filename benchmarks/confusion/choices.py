"""Exercises that ask for no function: every answer that there is, and which of them are right.

A choice is right where it is the model answer's. A step size is right where its error is below the
task's, an epoch where its mean loss is within 1% of the lowest: each is tried out here, and not
looked up in the check.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import product
from typing import Any

import numpy as np

from helpers import gradients
from helpers.lessons import loss_curves
from helpers.lessons.derivatives import slopes

Answers = Iterator[tuple[str, bool, str]]  # source, whether it is right, how


def best_h(name: str, right: Any) -> Answers:
    """Give step sizes from 1e-18 to 1e6, of both signs and in several forms."""
    for exponent in np.arange(-18, 6, 0.1):
        h = float(10**exponent)
        with np.errstate(all="ignore"):
            error = slopes.largest_error(gradients.central_difference, h)
        good = bool(error < 5e-9)
        yield f"{name} = {h!r}", good, "step size"
        yield f"{name} = {-h!r}", False, "negative step size"
        if good:
            yield f"{name} = np.array({h!r})", True, "array without axes"
            yield f"{name} = np.float64({h!r})", True, "NumPy's number"
    for wrong in ("True", "'1e-5'", "[1e-5]", "float('inf')", "1e-5j", "None"):
        yield f"{name} = {wrong}", False, "form"


def pick_epoch(name: str, right: Any) -> Answers:
    """Give all epochs, and some that are none."""
    mean = loss_curves.return_curves().validation.mean(axis=1)
    for epoch, loss in enumerate(mean):
        good = bool(loss <= 1.01 * mean.min())
        yield f"{name} = {epoch}", good, "epoch"
        if good:
            yield f"{name} = {epoch}.0", True, "float"
            yield f"{name} = np.array({epoch})", True, "array without axes"
            yield f"{name} = np.array([{epoch}])", True, "array of one"
    for wrong in ("-20", "20.5", "'20'", "121", "[12, 30]", "True", "None"):
        yield f"{name} = {wrong}", False, "form"


def choice(name: str, right: str, options: list[str]) -> Answers:
    """Give each option, in small and capital letters."""
    for option in options:
        good = option == right
        for how, text in (
            ("option", option),
            ("capitals", option.upper()),
            ("a capital", option.title()),
            ("spaces around", f"  {option} "),
        ):
            yield f"{name} = {text!r}", good, how
        yield f"{name} = {options.index(option)}", False, "number of the option"
    yield f"{name} = ''", False, "form"
    yield f"{name} = {options}", False, "form"
    yield f"{name} = True", False, "form"


def several(name: str, right: list[str], options: list[str]) -> Answers:
    """Give all lists of options."""
    for chosen in product(options, repeat=len(right)):
        yield f"{name} = {list(chosen)}", list(chosen) == right, "options"
    yield f"{name} = {tuple(right)}", True, "tuple"
    yield f"{name} = {[option.upper() for option in right]}", True, "capitals"
    yield f"{name} = {[f' {option} ' for option in right]}", True, "spaces around"
    yield f"{name} = {right[::-1]}", False, "turned round"
    yield f"{name} = {right[:-1]}", False, "one short"
    yield f"{name} = {[*right, right[0]]}", False, "one more"


def matched(name: str, right: dict[str, str], options: list[str]) -> Answers:
    """Give all ways to match labels and options."""
    for chosen in product(options, repeat=len(right)):
        pairs = dict(zip(right, chosen, strict=True))
        yield f"{name} = {pairs}", pairs == right, "pairs"
    yield f"{name} = {dict(reversed(right.items()))}", True, "other order"
    yield f"{name} = { ({k.lower(): v.upper() for k, v in right.items()}) }", True, "letters' size"
    yield f"{name} = dict({', '.join(f'{k}={v!r}' for k, v in right.items())})", True, "dict"
    yield f"{name} = {dict(list(right.items())[:-1])}", False, "one short"
    yield f"{name} = {list(right.values())}", False, "list"
    yield f"{name} = { ({v: k for k, v in right.items()}) }", False, "turned round"


SPECIAL: dict[str, Callable[[str, Any], Answers]] = {
    "best_h": best_h,
    "pick_epoch": pick_epoch,
}


def answers(lesson: str, exercise: str, right: Any) -> Answers:
    """Give all answers to an exercise whose right answer is the value `right`."""
    if exercise in SPECIAL:
        yield from SPECIAL[exercise](exercise, right)
        return
    checks = import_module(f"helpers.lessons.{lesson[3:]}.checks")
    options = list(getattr(checks, exercise).replies)
    form: Any = {str: choice, list: several, dict: matched}[type(right)]
    yield from form(exercise, right, options)
