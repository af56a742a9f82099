"""The checks of lesson 01: derivatives of the cubic, differences, gradients.

The references are the complex step and the mean of the slope between two points. Neither subtracts
two values of f, as the answers do.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers import gradients
from helpers.checking.comparison import Comparison, Tolerance
from helpers.checking.function import FunctionCheck
from helpers.checking.messages import CheckFailed
from helpers.checking.mistake import Case, Known, Mistake, Symptom
from helpers.checking.own_work import OwnWork, names_in
from helpers.checking.stages import RightValues, stages
from helpers.checking.variable import ChoiceCheck, NumberCheck
from helpers.gradients import Array, complex_step

from . import slopes
from .slopes import cubic, largest_error, long_bowl, round_bowl

Function = Callable[[float], float]
TARGET = 5e-9


def shown_as(formula: str) -> Callable[[Callable[..., float]], Callable[..., float]]:
    """Name a test function by its formula, so that a message lets the student repeat the case."""

    def rename(f: Callable[..., float]) -> Callable[..., float]:
        f.__name__ = formula
        return f

    return rename


@shown_as("exp(0.3x) + x")
def growth(x: float) -> float:
    """Return e^(0.3x) + x."""
    return np.exp(0.3 * x) + x  # type: ignore[no-any-return]


@shown_as("sin(2x) + x²")
def wave(x: float) -> float:
    """Return sin 2x + x²."""
    return np.sin(2 * x) + x**2  # type: ignore[no-any-return]


@shown_as("x³ − 2xy³")
def twisted(x: float, y: float) -> float:
    """Return x³ − 2xy³. It bends along x and along y: a large step errs in both derivatives."""
    return x**3 - 2 * x * y**3


def three_inputs(x: float, y: float, z: float) -> float:
    """Return x²y + 3yz − z², the function of the exercise mend_gradient."""
    return x**2 * y + 3 * y * z - z**2


def mean_slope(f: Function, x: float, h: float) -> float:
    """Return the mean of f' over [x − h, x + h], by Gauss and Legendre's rule with 12 nodes.

    That mean is what a central difference measures, whatever the size of h.
    """
    nodes, weights = np.polynomial.legendre.leggauss(12)
    slopes = [complex_step(f, x + h * node) for node in nodes]
    return float(np.dot(weights, slopes) / 2)


def partials(f: Callable[..., float], *point: float) -> Array:
    """Return the gradient of `f` at `point`, one complex step per input."""
    gradient = np.empty(len(point))
    for i in range(len(point)):
        gradient[i] = complex_step(lambda t, i=i: f(*point[:i], t, *point[i + 1 :]), point[i])
    return gradient


def _terms(
    wrong: Callable[[float], tuple[float, ...]], line: float, constant: float, square: float = 0
) -> tuple[Function, Sequence[Function]]:
    """Return the sums of one wrong term, of those in `wrong`, with two right ones and 0 or 1."""
    sums = [
        lambda x, i=i, last=last: wrong(x)[i] + square * x**2 + line * x + constant + last
        for last in (0, 1)
        for i in range(len(wrong(1.0)))
    ]
    return sums[0], sums[1:]


slope_sign = ChoiceCheck(
    name="slope_sign",
    replies={
        "up": "Then f(1.51) is above f(1.5) = 0.625. Work out f(1.51) and see.",
        "down": "Then f(1.51) is below 0.625, though the long secant climbs. Work out f(1.51).",
        "level": "Then f(1.51) equals f(1.5) = 0.625 to four digits. Work out f(1.51) and see.",
    },
)


def _term_by_term(x: float) -> float:
    from_cube = complex_step(lambda t: t * t * t, x)
    from_square = complex_step(lambda t: -3 * t * t, x)
    from_line = complex_step(lambda t: 2 * t, x)
    return from_cube + from_square + from_line


slope = FunctionCheck(
    name="slope",
    parameters=("x",),
    returns=("df_dx",),
    reference=lambda x: complex_step(cubic, x),
    points=[(2.0,), (-1.3,), (0.4137,), (3.7,)],
    ways=[_term_by_term],
    intermediates={"from_cube": "the derivative of x³", "from_square": "the derivative of −3x²"},
    mistakes=[
        Mistake(
            "constant-survives",
            "Lift the whole curve by 1: does its slope change anywhere?",
            lambda x: 3 * x**2 - 6 * x + 3,
            [lambda x: 3 * x**2 - 6 * x + 2 + x],
        ),
        Mistake(
            "slope-of-line-missing",
            "The line 2x climbs too. By how much does it rise when x moves by 1?",
            lambda x: 3 * x**2 - 6 * x,
            [lambda x: 3 * x**2 - 6 * x + 1],
        ),
        Mistake(
            "line-not-differentiated",
            "You kept the line 2x as it is. How steep is the line 2x at x = 0, and at x = 5?",
            lambda x: 3 * x**2 - 6 * x + 2 * x,
            [lambda x: 3 * x**2 - 6 * x + 2 * x + 1],
        ),
        Mistake(
            "power-not-in-front",
            "The power has gone down by one; where did the old power go?",
            lambda x: x**2 - 3 * x + 2,
            [lambda x: x**2 - 3 * x + 3, lambda x: x**2 - 3 * x, lambda x: x**2 - 3 * x + 2 * x],
        ),
        Mistake(
            "power-not-lowered",
            "The old power stands in front; what becomes of the power itself?",
            lambda x: 3 * x**3 - 6 * x**2 + 2 * x,
            [
                lambda x: 3 * x**3 - 6 * x**2 + 2 * x + 1,
                lambda x: 3 * x**3 - 6 * x**2 + 2,
                lambda x: 3 * x**3 - 6 * x**2 + 3,
            ],
        ),
        Mistake(
            "factor-lost",
            "In −3x² a factor stood in front from the start. Is it still there?",
            lambda x: 3 * x**2 - 2 * x + 2,
        ),
        Mistake(
            "sign-lost",
            "Which sign does −3x² carry into its derivative?",
            lambda x: 3 * x**2 + 6 * x + 2,
            [
                lambda x: 3 * x**2 + 6 * x + 3,
                lambda x: 3 * x**2 + 6 * x,
                lambda x: 3 * x**2 + 6 * x + 2 * x,
                lambda x: 3 * x**2 + 6 * x + 2 * x + 1,
            ],
        ),
        Mistake(
            "cube-term-off",
            "The terms from −3x² and 2x are right. Look at x³ alone: which number comes to the "
            "front, and which power is left?",
            *_terms(lambda x: (x**2, 3 * x, 3 * x**3, 2 * x**2, 2 * x**3, 3, 0), -6, 2),
        ),
        Mistake(
            "square-term-off",
            "The terms from x³ and 2x are right. Look at −3x² alone: which number comes to the "
            "front, what does it multiply, and which power is left?",
            *_terms(lambda x: (-3 * x, -6, -6 * x**2, 2 * x, -3, -(x**2), 0), 0, 2, 3),
        ),
        Mistake(
            "line-term-off",
            "The terms from x³ and −3x² are right. Look at 2x alone: by how much does it rise "
            "when x moves by 1?",
            *_terms(lambda x: (x, 4 * x), -6, 0, 3),
        ),
        Mistake(
            "square-and-line-kept",
            "You kept −3x² and 2x as they are. The power rule is for every term: which power is "
            "left of each?",
            lambda x: 3 * x**2 - 3 * x**2 + 2 * x,
            [
                lambda x: 3 * x**2 - 3 * x**2 + 2 * x + 1,
                lambda x: x**2 - 3 * x**2 + 2 * x,
                lambda x: x**2 - 3 * x**2 + 2 * x + 1,
            ],
        ),
        Mistake(
            "integrated",
            "Your powers went up. That is the area under the curve, not its slope.",
            lambda x: x**4 / 4 - x**3 + x**2 + x,
        ),
        Mistake(
            "function-itself",
            "This is the height of the curve. How fast does the height change?",
            cubic,
            [lambda x: cubic(x) - 1],
        ),
        Mistake(
            "second-derivative",
            "You took the rule twice: this is the derivative of the derivative.",
            lambda x: 6 * x - 6,
        ),
    ],
)

central_difference = FunctionCheck(
    name="central_difference",
    parameters=("f", "x", "h"),
    returns=("df_dx",),
    reference=mean_slope,
    afterwards=[OwnWork(gradients.central_difference)],
    points=[(cubic, 2.0, 0.5), (growth, -1.5, 0.8), (wave, -0.9, 0.25), (cubic, -0.4, 0.01)],
    symptoms=[
        Symptom(
            "run-is-0",
            r"ZeroDivisionError",
            "You divide by 0. From x − h to x + h the run is not 0: put the place that you "
            "subtract into brackets.",
        ),
    ],
    mistakes=[
        Mistake(
            "gap-is-h",
            "How far apart are your two points?",
            lambda f, x, h: (f(x + h) - f(x - h)) / h,
        ),
        Mistake(
            "times-h-not-divided",
            "Python works from left to right. In `a / 2 * h`, is h above the fraction bar?",
            lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
        ),
        Mistake(
            "brackets-around-difference-missing",
            "Only one of the two values is divided. Which pair of brackets is missing?",
            lambda f, x, h: f(x + h) - f(x - h) / (2 * h),
            [lambda f, x, h: f(x + h) - f(x - h) / h, lambda f, x, h: f(x + h) - f(x) / h],
        ),
        Mistake(
            "points-exchanged",
            "Your line runs from the left to the right. Which height is subtracted from which?",
            lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h),
            [lambda f, x, h: (f(x - h) - f(x + h)) / h],
        ),
        Mistake(
            "sign-taken-away",
            "Where the curve falls, the slope is negative. What becomes of the sign in your line?",
            lambda f, x, h: abs(f(x + h) - f(x - h)) / (2 * h),
        ),
        Mistake(
            "two-pairs-of-brackets-missing",
            "Python divides before it subtracts. What stands above the fraction bar, and what "
            "below? Put each of the two into brackets.",
            lambda f, x, h: f(x + h) - f(x - h) / 2 * h,
        ),
        Mistake(
            "forward-difference",
            "You look to the right only. Where is the point on the left of x?",
            lambda f, x, h: (f(x + h) - f(x)) / h,
        ),
        Mistake(
            "backward-difference",
            "You look to the left only. Where is the point on the right of x?",
            lambda f, x, h: (f(x) - f(x - h)) / h,
        ),
        Mistake(
            "one-sided-over-2h",
            "You divide by 2h. Are x and x + h really that far apart?",
            lambda f, x, h: (f(x + h) - f(x)) / (2 * h),
        ),
        Mistake(
            "not-divided",
            "This is a rise. A slope is a rise over what?",
            lambda f, x, h: f(x + h) - f(x - h),
        ),
        Mistake(
            "divided-by-2",
            "You divide by 2. The two points lie a run apart: is it 2?",
            lambda f, x, h: (f(x + h) - f(x - h)) / 2,
        ),
        Mistake(
            "divided-by-2x",
            "You divide by 2x. How far is it from x − h to x + h?",
            lambda f, x, h: (f(x + h) - f(x - h)) / (2 * x),
        ),
        Mistake(
            "divided-by-h-squared",
            "You divide by h squared. How far is it from x − h to x + h?",
            lambda f, x, h: (f(x + h) - f(x - h)) / h**2,
            [lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h) ** 2],
        ),
        Mistake(
            "two-steps-away",
            "Your points lie two steps apart from x. Take one h to the right and one to the left.",
            lambda f, x, h: (f(x + 2 * h) - f(x - 2 * h)) / (4 * h),
            [
                lambda f, x, h: (f(x + 2 * h) - f(x - 2 * h)) / (2 * h),
                lambda f, x, h: (f(x + 2 * h) - f(x)) / (2 * h),
            ],
        ),
        Mistake(
            "left-slope-upside-down",
            "The slope on the left has the wrong sign: from x − h to x, which height comes first?",
            lambda f, x, h: ((f(x + h) - f(x)) / h + (f(x - h) - f(x)) / h) / 2,
        ),
        Mistake(
            "sum-of-values",
            "A sum of two heights says where you are. What says how much you climbed?",
            lambda f, x, h: (f(x + h) + f(x - h)) / (2 * h),
        ),
        Mistake(
            "half-step-points",
            "Your points are half a step away on each side. Take a whole h to the right and to "
            "the left.",
            lambda f, x, h: (f(x + h / 2) - f(x - h / 2)) / h,
        ),
        Mistake(
            "h-added-to-the-height",
            "Your result is the same for every f. The step belongs to the input: how is the height "
            "at x + h written?",
            lambda f, x, h: ((f(x) + h) - (f(x) - h)) / (2 * h),
            [
                lambda f, x, h: ((f(x) + h) - (f(x) - h)) / h,
                lambda f, x, h: (f(x) + h) - (f(x) - h),
                lambda f, x, h: 0.0,  # (f(x) + h - f(x) - h) / (2 * h)
            ],
        ),
        Mistake(
            "inputs-subtracted-inside-f",
            "You subtract two inputs, and f sees only their distance. The step belongs to the "
            "input: f takes x + h in one call and x − h in another.",
            lambda f, x, h: f((x + h) - (x - h)) / (2 * h),
            [
                lambda f, x, h: f((x + h) - (x - h)) / h,
                lambda f, x, h: f((x + h) - (x - h)),
            ],
        ),
        Mistake(
            "always-the-cubic",
            "You measure the cubic, whatever function comes in. Does your code call f?",
            lambda f, x, h: mean_slope(cubic, x, h),
        ),
        Mistake(
            "h-ignored",
            "Your answer stays the same when h changes. Do you use the h that was handed in?",
            lambda f, x, h: complex_step(f, x),
        ),
    ],
)


def _error(h: float) -> float:
    """Return the error that the picture shows at h; infinite where h gives no slope at all."""
    usable = h != 0 and np.isfinite(h)
    with np.errstate(all="ignore"):
        return largest_error(gradients.central_difference, h) if usable else np.inf


def _effect(h: float) -> str:
    error = _error(h)
    if h < 0:
        return "Then x + h lies to the left of x."
    if not np.isfinite(error):
        return "It gives no slope at all."
    return f"With it the largest error is {error:.1e}; the target is below {TARGET:.0e}."


best_h = NumberCheck(
    name="best_h",
    right=lambda h: h > 0 and _error(h) < TARGET,
    effect=_effect,
    mistakes=[
        Case(
            "h-is-0",
            lambda h: h == 0,
            "Both points are then the same point. What is 0 divided by 0?",
        ),
        # In Python 10^-1 to 10^-8 are −9 to −16, and nobody has another reason to enter these.
        Case(
            "caret-for-power",
            lambda h: h in range(-16, -8),
            "A step size is positive. If you wrote `10^…`: a power of ten is `10**…` in Python.",
        ),
        Case(
            "exponent-for-step",
            lambda h: h in range(-8, 0),
            "A step size is positive. If this is the exponent: the step itself is wanted, in the "
            "form `1e-3`.",
        ),
        Case(
            "h-negative",
            lambda h: h < 0,
            "A step size is positive. A central difference steps to the left by itself.",
        ),
        Case(
            "h-above-1",
            lambda h: h > 1 and np.isfinite(h),
            "That step leaves the picture. Is a minus missing in the exponent?",
        ),
        Case("h-not-finite", lambda h: not np.isfinite(h), "How far to the right of x is x + h?"),
        Case(
            "far-left-end",
            lambda h: h < 1e-13,
            "You are at the far left end of the picture. Why does the left end rise?",
        ),
        Case(
            "foot-of-the-one-sided-v",
            lambda h: 5e-9 < h < 3e-8,
            "That is about where the V for one side is lowest. Which of the two Vs do you need?",
        ),
        Case(
            "left-arm",
            lambda h: h < 5e-7,
            "You are on the left arm of the V. Which way is its lowest point?",
        ),
        Case(
            "h-too-large",
            lambda h: h >= 0.1,
            "A step of that size is far on the right arm of the V. Which way is its lowest point?",
        ),
    ],
    otherwise="You are on the right arm of the V, where the step is too large. Which way is the "
    "lowest point?",
)


def _nudge_both(f: Callable[..., float], x: float, y: float) -> float:
    return float(partials(lambda t: f(x + t, y + t), 0.0)[0])


def _nudged(h: float, left: int = 1) -> Callable[..., tuple[float, float]]:
    """Return the gradient by steps of h to the right, and of `left` times h to the left."""
    width = (1 + left) * h
    return lambda f, x, y: (
        (f(x + h, y) - f(x - left * h, y)) / width,
        (f(x, y + h) - f(x, y - left * h)) / width,
    )


def _scaled(
    *factors: Callable[[float], Any],
) -> tuple[Callable[..., Array], list[Callable[..., Array]]]:
    """Return gradients that are off by one of `factors` of each usual h."""
    first, *others = [
        lambda f, x, y, h=h, factor=factor: np.multiply(factor(h), partials(f, x, y))
        for factor in factors
        for h in (1e-5, 1e-4, 1e-6, 1e-3)
    ]
    return first, others


def _nudges(
    mistake: str, hint: str, *steps: float, sides: tuple[int, ...] = (2, 1)
) -> list[Mistake]:
    """Return the known mistake of each step, to two sides and to one."""
    where, sided = {2: "both sides", 1: "one side"}, {2: "two-sided", 1: "one-sided"}
    return [
        Mistake(
            f"{mistake}-{sided[n]}-{k}",
            f"A step of h = {h:g} to {where[n]} gives that. {hint}",
            _nudged(h, n - 1),
        )
        for k, h in enumerate(steps, start=1)
        for n in sides
    ]


def _brackets_missing() -> tuple[Callable[..., tuple[float, ...]], list[Callable[..., Any]]]:
    """Return f(x + h, y) − f(x − h, y) / (2h) and the like, for each usual h."""
    first, *others = [
        lambda f, x, y, h=h, left=left: (
            f(x + h, y) - f(x - left * h, y) / ((1 + left) * h),
            f(x, y + h) - f(x, y - left * h) / ((1 + left) * h),
        )
        for left in (1, 0)
        for h in (1e-5, 1e-4, 1e-6, 1e-3)
    ]
    return first, others


OTHER_H = Known(
    "h-of-an-earlier-cell",
    "Your function sets no h, so it takes the h that an earlier cell has left. Set h in the first "
    "line of the function.",
)


def values_by_its_own_h(c: Comparison) -> None:
    """Compare; of a step that is off, say first whether the answer has set it."""
    try:
        RightValues()(c)
    except CheckFailed as failed:
        off = re.match("h-|both-zero|exponent|caret", failed.mistake) or not failed.hint
        code = getattr(c.answer, "__code__", None)
        if off and code is not None and "h" in names_in(code):
            failed.explain(OTHER_H)
        raise


ONE_NUMBER = [
    Mistake(
        "both-nudged-at-once",
        "One number is too few for two inputs. How many inputs can you change separately?",
        _nudge_both,
    ),
    Mistake(
        "length-of-the-gradient",
        "That is how long the arrow is. In which direction does it point?",
        lambda f, x, y: float(np.linalg.norm(partials(f, x, y))),
    ),
]

gradient = FunctionCheck(
    name="gradient",
    parameters=("f", "x", "y"),
    returns=("df_dx", "df_dy"),
    reference=partials,
    points=[
        (round_bowl, 3.0, 4.0),
        (long_bowl, -1.6, 0.7),
        (twisted, 2.3, -0.8),
        (twisted, 0.0703, -0.3476),
    ],
    # A step of 1e-4 to one side is a fair answer.
    tolerance=Tolerance(rtol=3e-4, atol=1e-12),
    stages=stages(miscounted=ONE_NUMBER, values=values_by_its_own_h),
    afterwards=[
        OwnWork(gradients.numerical_gradient, slopes.partials, gradients.central_difference)
    ],
    symptoms=[
        Symptom(
            "f-called-with-one-number",
            r"missing 1 required positional argument: 'y'|takes from 2 to 3 positional",
            "f takes two numbers, as in `f(x + h, y)`. A function that hands it one number alone "
            "does not fit here.",
        ),
    ],
    mistakes=[
        Mistake(
            "heights-for-slopes",
            "These are heights, not slopes. How far does the height move, for how large a step?",
            lambda f, x, y: (f(x, y), f(x, y)),
        ),
        Mistake(
            "brackets-around-difference-missing",
            "In each of the two, only one of the heights is divided. Which brackets are missing?",
            *_brackets_missing(),
        ),
        Mistake(
            "other-input-set-to-0",
            "You put 0 for the input that is held still. It keeps its value: which value is that?",
            lambda f, x, y: (
                complex_step(lambda t: f(t, 0.0), x),
                complex_step(lambda t: f(0.0, t), y),
            ),
            [
                lambda f, x, y: (complex_step(lambda t: f(t, 0.0), x), partials(f, x, y)[1]),
                lambda f, x, y: (partials(f, x, y)[0], complex_step(lambda t: f(0.0, t), y)),
            ],
        ),
        Mistake(
            "both-inputs-perturbed",
            "You change both inputs at once. Is y held still while x moves?",
            lambda f, x, y: (_nudge_both(f, x, y),) * 2,
        ),
        Mistake(
            "derivative-by-x-twice",
            "Both are the derivative with respect to x. Which input gets the h in the second?",
            lambda f, x, y: (partials(f, x, y)[0],) * 2,
        ),
        Mistake(
            "derivative-by-y-twice",
            "Both are the derivative with respect to y. Which input gets the h in the first?",
            lambda f, x, y: (partials(f, x, y)[1],) * 2,
        ),
        Mistake(
            "inputs-exchanged-in-df-dy",
            "df_dx is right. In df_dy f gets its inputs in the other order: which comes first?",
            lambda f, x, y: (partials(f, x, y)[0], partials(f, y, x)[0]),
            [lambda f, x, y: (partials(f, x, y)[0], partials(f, y, x)[1])],
        ),
        Mistake(
            "inputs-exchanged",
            "f gets its two inputs in the other order. Which of them comes first?",
            lambda f, x, y: partials(f, y, x)[::-1],
            [lambda f, x, y: partials(f, y, x)],
        ),
        Mistake(
            "x-not-moved-back",
            "df_dx is right, and df_dy is the sum of both derivatives. Where does x stand when y "
            "moves: where it was, or one step further?",
            lambda f, x, y: (partials(f, x, y)[0], _nudge_both(f, x, y)),
        ),
        Mistake(
            "sign-flipped",
            "Take a short step along your arrow: does f grow?",
            lambda f, x, y: -partials(f, x, y),
        ),
        Mistake(
            "normalised",
            "Your arrow always has length 1. Where did the steepness go?",
            lambda f, x, y: partials(f, x, y) / np.linalg.norm(partials(f, x, y)),
        ),
        Mistake(
            "formula-of-round-bowl",
            "This is right for x² + y² only. Does your code call the f that was handed in?",
            lambda f, x, y: (2 * x, 2 * y),
        ),
        Mistake(
            "gap-is-h",
            "How far apart are the two points of each difference?",
            lambda f, x, y: 2 * partials(f, x, y),
        ),
        Mistake(
            "one-sided-over-2h",
            "You divide by 2h. Are your two points really that far apart?",
            lambda f, x, y: partials(f, x, y) / 2,
        ),
        Mistake(
            "not-divided",
            "These are rises. A slope is a rise over what?",
            *_scaled(lambda h: 2 * h),
        ),
        Mistake(
            "times-h-not-divided",
            "Python works from left to right. In `a / 2 * h`, is h below the fraction bar?",
            *_scaled(lambda h: h**2, lambda h: (1, h**2), lambda h: (h**2, 1)),
        ),
        Mistake(
            "sum-of-values",
            "You add the two heights. What says how much you climbed between them?",
            lambda f, x, y: (f(x, y) * 1e5,) * 2,
            [
                lambda f, x, y: (partials(f, x, y)[0], f(x, y) * 1e5),
                lambda f, x, y: (f(x, y) * 1e5, partials(f, x, y)[1]),
            ],
        ),
        Mistake(
            "second-moves-x-too",
            "df_dy is right. In df_dx, is y held still in both values?",
            lambda f, x, y: (
                _nudge_both(f, x, y) / 2 + partials(f, x, y)[0] / 2,
                partials(f, x, y)[1],
            ),
        ),
        Mistake(
            "both-zero",
            "Both are 0. Print x + h: did the step survive the rounding?",
            lambda f, x, y: (0.0, 0.0),
        ),
        *_nudges(
            "h-lost-in-rounding",
            "That is mostly rounding error. Where was the lowest point of the V?",
            *(1e-14, 1e-15, 1e-16),
            sides=(2,),
        ),
        *_nudges("caret-for-power", "If you wrote `10^-5`: a power is `**`.", -15),
        *_nudges(
            "exponent-sign-missing",
            "Is a minus missing in the exponent?",
            *(10.0**k for k in range(1, 11)),
        ),
        *_nudges(
            "h-too-large",
            "f bends within such a step. What does the right arm of the V say about that?",
            *(1, 0.5, 0.2, 0.1, 0.05),
        ),
    ],
)


def _faulty(x: float, y: float, z: float) -> tuple[float, float, float]:
    return 2 * x * y, x**2 + 3, 3 * y - 2 * z


def _by_y(*formulas: Callable[..., float]) -> tuple[Callable[..., Any], list[Callable[..., Any]]]:
    """Return gradients with these formulas in the place of df_dy."""
    first, *others = [
        lambda x, y, z, by_y=by_y: (2 * x * y, by_y(x, y, z), 3 * y - 2 * z) for by_y in formulas
    ]
    return first, others


def _was_right(value: Any, x: float, y: float, z: float) -> Known | None:
    """Say which of the two formulas that were given right is wrong now."""
    right = partials(three_inputs, x, y, z)
    for place, name in ((0, "df_dx"), (2, "df_dz")):
        if not np.allclose(value[place], right[place], rtol=1e-4):
            hint = (
                f"{name} is wrong now, and as given it was right. What have you changed in it, or "
                "in what goes into it?"
            )
            return Known(f"{name.replace('_', '-')}-changed", hint)
    return None


mend_gradient = FunctionCheck(
    name="mend_gradient",
    parameters=("x", "y", "z"),
    returns=("df_dx", "df_dy", "df_dz"),
    reference=lambda x, y, z: partials(three_inputs, x, y, z),
    unchanged=_faulty,
    stages=stages(values=RightValues(finding=_was_right)),
    intermediates={
        f"df_d{letter}": f"the derivative of g with respect to {letter}" for letter in "xyz"
    },
    # At z = 1 the given code is right: no point has a 0 or a 1.
    points=[(2.0, 3.0, -1.5), (-0.7, 2.4, 3.2), (1.6037, -2.2, 0.3171)],
    mistakes=[
        Mistake(
            "mixed-term-lost",
            "The term 3yz has gone from df_dy. At z = 2 it is 6y: does 6y not move with y?",
            lambda x, y, z: (2 * x * y, x**2, 3 * y - 2 * z),
        ),
        Mistake(
            "derivative-by-x-in-df-dy",
            "In df_dy only y moves. With x held still, what is the derivative of x²y?",
            lambda x, y, z: (2 * x * y, 2 * x + 3 * z, 3 * y - 2 * z),
        ),
        Mistake(
            "wrong-factor-of-3yz",
            "Which of the two factors in 3yz moves when y moves, and which is held still?",
            lambda x, y, z: (2 * x * y, x**2 + 3 * y, 3 * y - 2 * z),
        ),
        Mistake(
            "mixed-term-kept",
            "You kept 3yz as it is. With z held still it is a line in y: how steep is it?",
            lambda x, y, z: (2 * x * y, x**2 + 3 * y * z, 3 * y - 2 * z),
        ),
        Mistake(
            "z-squared-kept",
            "z is held still in df_dy. Should a term of z alone stay in it?",
            lambda x, y, z: (2 * x * y, x**2 + 3 * z - z**2, 3 * y - 2 * z),
        ),
        Mistake(
            "mixed-term-off",
            "The x² in df_dy is right. Look at 3yz alone: y moves and z is held still. What is "
            "left of it?",
            *_by_y(
                lambda x, y, z: x**2 + z,
                lambda x, y, z: x**2 + 3 * x,
                lambda x, y, z: x**2 - 3 * z,
                lambda x, y, z: x**2 + 3 * z**2,
                lambda x, y, z: x**2 + y,
                lambda x, y, z: x**2 + y * z,
                lambda x, y, z: x**2 + 6,
                lambda x, y, z: x**2 + 6 * z,
            ),
        ),
        Mistake(
            "first-term-off",
            "The 3z in df_dy is right. Look at x²y alone: y moves and x is held still. What is "
            "left of it?",
            *_by_y(
                lambda x, y, z: x**2 * y + 3 * z,
                lambda x, y, z: 3 * z,
                lambda x, y, z: 2 * x * y + 3 * z,
                lambda x, y, z: x + 3 * z,
                lambda x, y, z: x**2 + 1 + 3 * z,
            ),
        ),
        Mistake(
            "df-dx-changed",
            "df_dy is right now, and df_dx was right before. What did you change in it?",
            lambda x, y, z: (2 * x, x**2 + 3 * z, 3 * y - 2 * z),
        ),
        Mistake(
            "df-dz-changed",
            "df_dy is right now, and df_dz was right before. What did you change in it?",
            lambda x, y, z: (2 * x * y, x**2 + 3 * z, 3 - 2 * z),
        ),
        Mistake(
            "only-df-dz-changed",
            "You changed df_dz, and it was right. Check again at a point where z is not 1.",
            lambda x, y, z: (2 * x * y, x**2 + 3, 3 * y),
        ),
        Mistake(
            "only-df-dx-changed",
            "You changed df_dx, and it was right. Which of the three disagrees where z is not 1?",
            lambda x, y, z: (2 * x, x**2 + 3, 3 * y - 2 * z),
        ),
    ],
)
