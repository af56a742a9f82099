"""The checks of lesson 10: one step of RMSprop and of Adam, given its memory, and walks.

The points are steps of one walk: the slopes change their sign, the memory is never empty (RMSprop
and an uncorrected Adam share their first step), and ε is large once, so that its place shows.
Nor is lr = 1 − β. No number stays the same from step to step, so that one in the code shows. The
slopes are small enough for ρs + 1 − ρg² to stay positive. β1 = 0.9 with β2 = 0.99 is avoided: there
the first step needs no correction.
"""

import numpy as np

from helpers.checking.comparison import Point
from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake
from helpers.checking.reading import Values

from . import mistakes as m
from . import variants as v
from .adam import adam_step as adam_step
from .adam import mend_adam as mend_adam
from .path import momentum_path as momentum_path

W = np.array([1.0, -2.0, 0.5])
S = np.array([16.0, 20.0, 5.0])
SLOPES = [np.array([3.0, -4.0, 2.0]), np.array([-2.0, 4.0, -2.0]), np.array([-1.5, -2.5, 0.8])]
THREE = [np.array([-1.2, 0.7, 2.2]), np.array([0.8, 1.9, -0.6])]


def rmsprop_points(*rates: tuple[float, float, float]) -> list[Point]:
    """Return the arguments of two steps over three weights; lr, rho, epsilon of each are given."""
    w, memory = np.array([0.4, -1.1, 2.3]), [np.array([2.0, 0.9, 3.1])]
    return v.walk(v.rmsprop_step, w, memory, THREE, rates)


def adam_points(*rates: tuple[float, float, float, float]) -> list[Point]:
    """Return the arguments of steps 1, 2 over three weights; lr, beta1, beta2, epsilon of each."""
    w, empty = np.array([0.4, -1.1, 2.3]), [np.zeros(3), np.zeros(3)]
    counted = [(t, *rest) for t, rest in enumerate(rates, start=1)]
    return v.walk(v.adam_step, w, empty, THREE, counted)


rmsprop_step = FunctionCheck(
    name="rmsprop_step",
    parameters=("w", "gradient", "s", "lr", "rho", "epsilon"),
    returns=("w", "s"),
    reads=Values(back=("s", "w")),
    reference=v.rmsprop_step,
    points=[
        (W, SLOPES[0], S, 0.2, 0.9, 1e-8),  # the task's
        *v.walk(
            v.rmsprop_step,
            W,
            [S],
            SLOPES,
            [(0.15, 0.7, 0.3), (0.3, 0.8, 0.5), (0.07, 0.6, 0.2)],
        ),
    ],
    mistakes=[
        Mistake(
            "adagrad-sum",
            "That is AdaGrad's sum, which never forgets. What does ρ do to the old s?",
            v.rmsprop(lambda n: n.s + n.g**2),
        ),
        Mistake(
            "rho-exchanged",
            "ρ and 1 − ρ have changed places. With ρ = 0.9, which part is the larger one?",
            v.rmsprop(lambda n: (1 - n.rho) * n.s + n.rho * n.g**2),
        ),
        Mistake(
            "new-square-not-weighted",
            "At a constant gradient of 3, s should settle at 9. At what does yours?",
            v.rmsprop(lambda n: n.rho * n.s + n.g**2),
        ),
        Mistake(
            "old-memory-not-weighted",
            "The new square is weighted, and the old s stays whole. By what is it multiplied?",
            v.rmsprop(lambda n: n.s + (1 - n.rho) * n.g**2),
        ),
        Mistake(
            "rho-on-both",
            "Two parts make a mean when their weights add up to 1. Do yours?",
            v.rmsprop(lambda n: n.rho * (n.s + n.g**2)),
        ),
        Mistake(
            "one-minus-rho-on-both",
            "Both parts have the weight ρ or both 1 − ρ. What do the weights of a mean add up to?",
            v.rmsprop(lambda n: (1 - n.rho) * (n.s + n.g**2)),
        ),
        Mistake(
            "squares-the-weight",
            "You square 1 − ρ as well. What exactly does the square belong to?",
            v.rmsprop(lambda n: n.rho * n.s + ((1 - n.rho) * n.g) ** 2),
        ),
        Mistake(
            "old-memory-squared",
            "You square the old s. It is an average of squares already.",
            v.rmsprop(lambda n: n.rho * n.s**2 + (1 - n.rho) * n.g**2),
        ),
        Mistake(
            "square-missing",
            "Gradients of both signs would cancel in your s. What does s average?",
            v.rmsprop(lambda n: n.rho * n.s + (1 - n.rho) * n.g),
        ),
        Mistake(
            "doubled-for-squared",
            "`*2` doubles a gradient. Does doubling make all of them count as sizes, without a "
            "sign?",
            v.rmsprop(lambda n: n.rho * n.s + (1 - n.rho) * n.g * 2),
        ),
        Mistake(
            "absolute-for-square",
            "s averages sizes. The root is still to come, so what should it average?",
            v.rmsprop(lambda n: n.rho * n.s + (1 - n.rho) * np.abs(n.g)),
        ),
        Mistake(
            "mean-over-weights",
            "All weights share your s. Should the gradient of the crisis weight shorten the calm "
            "weight's step?",
            v.rmsprop(lambda n: n.rho * n.s + (1 - n.rho) * np.mean(n.g**2)),
        ),
        Mistake(
            "sum-over-weights",
            "All weights share your s, and it is a sum over them. Whose gradients belong in it?",
            v.rmsprop(lambda n: n.rho * n.s + (1 - n.rho) * np.sum(n.g**2)),
        ),
        Mistake(
            "no-memory",
            "Your s forgets everything at each step. Where is ρ?",
            v.rmsprop(lambda n: n.g**2),
        ),
        Mistake(
            "multiplies-by-root",
            "Larger gradients in memory should make the steps shorter. Yours grow with them.",
            v.rmsprop(w=lambda n: n.w - n.lr * n.g * (np.sqrt(n.new) + n.eps)),
        ),
        Mistake(
            "memory-unused",
            "The memory changes, and the step doesn't look at it: that is vanilla.",
            v.rmsprop(w=lambda n: n.w - n.lr * n.g),
        ),
        Mistake(
            "weight-never-updated",
            "The memory changes and the weight stays.",
            v.rmsprop(w=lambda n: n.w),
        ),
        Mistake(
            "hands-on-old-memory",
            "The weight is right. The s that you hand on is the old one.",
            v.rmsprop(keep=lambda n: n.s),
        ),
        Mistake(
            "hands-on-root",
            "The weight is right. You hand on the root of s, and the next step takes it for a mean "
            "of squares.",
            v.rmsprop(keep=lambda n: np.sqrt(n.new)),
        ),
        Mistake(
            "bracket-missing",
            "Without its bracket, `1 - rho * gradient**2` multiplies the square by ρ and takes it "
            "off 1. What belongs in the bracket?",
            v.rmsprop(lambda n: n.rho * n.s + 1 - n.rho * n.g**2),
        ),
        *m.steps(v.rmsprop, m.FRACTION | m.OF_SLOPES),
        *m.hard_coded(v.rmsprop_step, lr=0.2, rho=0.9, epsilon=1e-8),
    ],
)
