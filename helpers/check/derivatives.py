"""The checks of lesson 01: slopes of the cubic, differences, gradients.

The references are the complex step and the mean of the slope between two points. Neither subtracts
two values of f, as the answers do.
"""

from collections.abc import Callable

import numpy as np

from .. import gradients
from ..gradients import Array, complex_step
from ..slopes import cubic, largest_error, long_bowl, round_bowl
from .function import FunctionCheck
from .mistake import Mistake
from .variable import ChoiceCheck, NumberCheck

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
    """Return x³ − 2xy³. Its cubes bend by x and by y: a long nudge errs in both slopes."""
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
    """Return the gradient of `f` at `point`, one complex step an input."""
    gradient = np.empty(len(point))
    for i in range(len(point)):
        gradient[i] = complex_step(lambda t, i=i: f(*point[:i], t, *point[i + 1 :]), point[i])
    return gradient


slope_sign = ChoiceCheck(
    name="slope_sign",
    replies={
        "up": "Then f(1.51) is above f(1.5) = 0.625. Work out f(1.51) and see.",
        "down": "Then f(1.51) is below 0.625, though the long secant climbs. Work out f(1.51).",
        "level": "Then f(1.51) equals f(1.5) = 0.625 to four digits. Work out f(1.51) and see.",
    },
)

slope = FunctionCheck(
    name="slope",
    parameters="x",
    returns="df_dx",
    reference=lambda x: complex_step(cubic, x),
    points=[(2.0,), (-1.3,), (0.4,), (3.7,)],
    mistakes=[
        Mistake(
            "Lift the whole curve by 1: does its slope change anywhere?",
            lambda x: 3 * x**2 - 6 * x + 3,
        ),
        Mistake(
            "The line 2x climbs too. By how much does it rise when x moves by 1?",
            lambda x: 3 * x**2 - 6 * x,
        ),
        Mistake(
            "You kept the line 2x as it is. How steep is the line 2x at x = 0, and at x = 5?",
            lambda x: 3 * x**2 - 6 * x + 2 * x,
        ),
        Mistake(
            "The power has gone down by one; where did the old power go?",
            lambda x: x**2 - 3 * x + 2,
        ),
        Mistake(
            "The old power stands in front; what becomes of the power itself?",
            lambda x: 3 * x**3 - 6 * x**2 + 2 * x,
        ),
        Mistake(
            "In −3x² a factor stood in front from the start. Is it still there?",
            lambda x: 3 * x**2 - 2 * x + 2,
        ),
        Mistake(
            "Which sign does −3x² carry into its slope?",
            lambda x: 3 * x**2 + 6 * x + 2,
        ),
        Mistake(
            "Your powers went up. That is the area under the curve, not its slope.",
            lambda x: x**4 / 4 - x**3 + x**2 + x,
        ),
        Mistake("This is the height of the curve. How fast does the height change?", cubic),
        Mistake(
            "You took the rule twice: this is the slope of the slope.",
            lambda x: 6 * x - 6,
        ),
    ],
)

central_difference = FunctionCheck(
    name="central_difference",
    parameters="f, x, h",
    returns="df_dx",
    reference=mean_slope,
    points=[(cubic, 2.0, 0.5), (growth, -1.5, 0.8), (wave, 0.7, 0.25), (cubic, -0.4, 0.01)],
    mistakes=[
        Mistake(
            "How far apart are your two points?",
            lambda f, x, h: (f(x + h) - f(x - h)) / h,
        ),
        Mistake(
            "Python works from left to right. In `a / 2 * h`, is h above the fraction bar?",
            lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
        ),
        Mistake(
            "Only one of the two values is divided. Which pair of brackets is missing?",
            lambda f, x, h: f(x + h) - f(x - h) / (2 * h),
        ),
        Mistake(
            "You look to the right only. Where is the point on the left of x?",
            lambda f, x, h: (f(x + h) - f(x)) / h,
        ),
        Mistake(
            "You look to the left only. Where is the point on the right of x?",
            lambda f, x, h: (f(x) - f(x - h)) / h,
        ),
        Mistake(
            "You divide by 2h. Are x and x + h really that far apart?",
            lambda f, x, h: (f(x + h) - f(x)) / (2 * h),
        ),
        Mistake(
            "This is a rise. A slope is a rise over what?",
            lambda f, x, h: f(x + h) - f(x - h),
        ),
        Mistake(
            "A sum of two heights says where you are. What says how much you climbed?",
            lambda f, x, h: (f(x + h) + f(x - h)) / (2 * h),
        ),
        Mistake(
            "Your points are half a step away on each side. Take a whole h to the right and to "
            "the left.",
            lambda f, x, h: (f(x + h / 2) - f(x - h / 2)) / h,
        ),
        Mistake(
            "You measure the cubic, whatever function comes in. Does your code call f?",
            lambda f, x, h: mean_slope(cubic, x, h),
        ),
        Mistake(
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
        (lambda h: h == 0, "Both points are then the same point. What is 0 divided by 0?"),
        (
            lambda h: h in range(-20, 0),
            "Did you write `^`? In Python a power is `**`, and 10 to the −5 is `10**-5` or `1e-5`.",
        ),
        (lambda h: h < 0, "A step size is positive. To the left the difference steps by itself."),
        (
            lambda h: h > 1 and np.isfinite(h),
            "That step leaves the picture. Is a minus missing in the exponent?",
        ),
        (lambda h: not np.isfinite(h), "How far to the right of x is x + h?"),
        (
            lambda h: h < 1e-13,
            "You are at the far left end of the picture. Why does the left end rise?",
        ),
        (
            lambda h: 5e-9 < h < 3e-8,
            "That is about where the one-sided V has its foot. Which of the two Vs do you need?",
        ),
        (lambda h: h < 5e-7, "You are on the left arm of the V. Which way is its foot?"),
        (
            lambda h: h >= 0.1,
            "A nudge of that size sees the neighbourhood. Which arm of the V are you on?",
        ),
    ],
    otherwise="You are on the right arm, where the error is h². Which way is the foot of the V?",
)


def _nudge_both(f: Callable[..., float], x: float, y: float) -> float:
    return float(partials(lambda t: f(x + t, y + t), 0.0)[0])


def _nudged(h: float, left: int = 1) -> Callable[..., tuple[float, float]]:
    """Return the gradient by nudges of h to the right, and of `left` times h to the left."""
    width = (1 + left) * h
    return lambda f, x, y: (
        (f(x + h, y) - f(x - left * h, y)) / width,
        (f(x, y + h) - f(x, y - left * h)) / width,
    )


def _nudges(hint: str, *steps: float, sides: tuple[int, ...] = (2, 1)) -> list[Mistake]:
    """Return the known mistake of each step, to two sides and to one."""
    where = {2: "both sides", 1: "one side"}
    return [
        Mistake(f"A nudge of h = {h:g} to {where[n]} gives that. {hint}", _nudged(h, n - 1))
        for h in steps
        for n in sides
    ]


gradient = FunctionCheck(
    name="gradient",
    parameters="f, x, y",
    returns="df_dx, df_dy",
    reference=partials,
    points=[(round_bowl, 3.0, 4.0), (long_bowl, -1.6, 0.7), (twisted, 2.3, -0.8)],
    rtol=3e-4,  # a one-sided nudge of 1e-4 is a fair answer
    atol=1e-12,
    miscounted=[
        Mistake(
            "One number is too few for two inputs. How many inputs can you nudge separately?",
            _nudge_both,
        ),
        Mistake(
            "That is how long the arrow is. In which direction does it point?",
            lambda f, x, y: float(np.linalg.norm(partials(f, x, y))),
        ),
    ],
    mistakes=[
        Mistake(
            "You nudge both inputs at once. Is y held still while x is nudged?",
            lambda f, x, y: (_nudge_both(f, x, y),) * 2,
        ),
        Mistake(
            "Both are the slope by x. In your second nudge, which input gets the h?",
            lambda f, x, y: (partials(f, x, y)[0],) * 2,
        ),
        Mistake(
            "Both are the slope by y. In your first nudge, which input gets the h?",
            lambda f, x, y: (partials(f, x, y)[1],) * 2,
        ),
        Mistake(
            "Take a short step along your arrow: does f grow?",
            lambda f, x, y: -partials(f, x, y),
        ),
        Mistake(
            "Your arrow always has length 1. Where did the steepness go?",
            lambda f, x, y: partials(f, x, y) / np.linalg.norm(partials(f, x, y)),
        ),
        Mistake(
            "This is right for x² + y² only. Does your code call the f that was handed in?",
            lambda f, x, y: (2 * x, 2 * y),
        ),
        Mistake(
            "How far apart are the two points of each nudge?",
            lambda f, x, y: 2 * partials(f, x, y),
        ),
        Mistake(
            "Both are 0. Print x + h: did the nudge survive the rounding?",
            lambda f, x, y: (0.0, 0.0),
        ),
        *_nudges(
            "It drowns in rounding. Where was the foot of the V?",
            *(1e-14, 1e-15, 1e-16),
            sides=(2,),
        ),
        *_nudges("In Python a power is `**`, not `^`.", -15),
        *_nudges("Is a minus missing in the exponent?", *(10.0**k for k in range(1, 11))),
        *_nudges(
            "f bends on the way. What does the right arm of the V say of that?",
            *(1, 0.5, 0.2, 0.1, 0.05),
        ),
    ],
)


def _faulty(x: float, y: float, z: float) -> tuple[float, float, float]:
    return 2 * x * y, x**2 + 3, 3 * y - 2 * z


mend_gradient = FunctionCheck(
    name="mend_gradient",
    parameters="x, y, z",
    returns="df_dx, df_dy, df_dz",
    reference=lambda x, y, z: partials(three_inputs, x, y, z),
    unchanged=_faulty,
    # At z = 1 the given code is right: no point has a 0 or a 1.
    points=[(2.0, 3.0, -1.5), (-0.7, 2.4, 3.2), (1.6, -2.2, 0.3)],
    mistakes=[
        Mistake(
            "The term 3yz has gone from df_dy. Put z = 2: does 6y not move with y?",
            lambda x, y, z: (2 * x * y, x**2, 3 * y - 2 * z),
        ),
        Mistake(
            "In df_dy only y moves. What is the slope by y of x²y, with x held still?",
            lambda x, y, z: (2 * x * y, 2 * x + 3 * z, 3 * y - 2 * z),
        ),
        Mistake(
            "Which of the two factors in 3yz moves when y is nudged, and which is held still?",
            lambda x, y, z: (2 * x * y, x**2 + 3 * y, 3 * y - 2 * z),
        ),
        Mistake(
            "z is held still in df_dy. Should a term of z alone stay in it?",
            lambda x, y, z: (2 * x * y, x**2 + 3 * z - z**2, 3 * y - 2 * z),
        ),
        Mistake(
            "df_dy is mended, and df_dx was right before. What did you change in it?",
            lambda x, y, z: (2 * x, x**2 + 3 * z, 3 * y - 2 * z),
        ),
        Mistake(
            "df_dy is mended, and df_dz was right before. What did you change in it?",
            lambda x, y, z: (2 * x * y, x**2 + 3 * z, 3 - 2 * z),
        ),
        Mistake(
            "You changed df_dz, and it was right. Check again at a point where z is not 1.",
            lambda x, y, z: (2 * x * y, x**2 + 3, 3 * y),
        ),
        Mistake(
            "Nudge at a point where z is not 1: which of the three disagrees there?",
            lambda x, y, z: (2 * x, x**2 + 3, 3 * y - 2 * z),
        ),
    ],
)
