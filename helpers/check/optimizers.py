"""The checks of lesson 09: one step of momentum, AdaGrad, RMSprop and Adam, given its memory.

The points are steps of one walk: the slopes change their sign, the memory is never empty (RMSprop
and an uncorrected Adam share their first step), and ε is large once, so that its place shows.
Nor is lr = 1 − β. No number stays the same from step to step, so that one in the code shows. The
slopes are small enough for ρs + 1 − ρg² to stay positive. β1 = 0.9 with β2 = 0.99 is avoided: there
the first step needs no correction.
"""

import numpy as np

from . import optimizers_mistakes as m
from . import optimizers_variants as v
from .function import FunctionCheck, Point
from .matching import MatchCheck
from .mistake import Mistake
from .optimizers_adam import adam_step, mend_adam

__all__ = ["adagrad_step", "adam_step", "match_paths", "mend_adam", "momentum_step", "rmsprop_step"]

W = np.array([1.0, -2.0, 0.5])
S = np.array([16.0, 20.0, 5.0])
SLOPES = [np.array([3.0, -4.0, 2.0]), np.array([-2.0, 4.0, -2.0]), np.array([-1.5, -2.5, 0.8])]
THREE = [np.array([-1.2, 0.7, 2.2]), np.array([0.8, 1.9, -0.6])]


def momentum_points(*rates: tuple[float, float]) -> list[Point]:
    """Return the arguments of two steps over three weights; lr and beta of each are given."""
    w, memory = np.array([0.4, -1.1, 2.3]), [np.array([-0.9, 1.6, 0.5])]
    return v.walk(v.momentum_step, w, memory, THREE, rates)


def adagrad_points(*rates: tuple[float, float]) -> list[Point]:
    """Return the arguments of two steps over three weights; lr and epsilon of each are given."""
    w, memory = np.array([0.4, -1.1, 2.3]), [np.array([2.0, 0.9, 3.1])]
    return v.walk(v.adagrad_step, w, memory, THREE, rates)


def rmsprop_points(*rates: tuple[float, float, float]) -> list[Point]:
    """Return the arguments of two steps over three weights; lr, rho, epsilon of each are given."""
    w, memory = np.array([0.4, -1.1, 2.3]), [np.array([2.0, 0.9, 3.1])]
    return v.walk(v.rmsprop_step, w, memory, THREE, rates)


def adam_points(*rates: tuple[float, float, float, float]) -> list[Point]:
    """Return the arguments of steps 1, 2 over three weights; lr, beta1, beta2, epsilon of each."""
    w, empty = np.array([0.4, -1.1, 2.3]), [np.zeros(3), np.zeros(3)]
    counted = [(t, *rest) for t, rest in enumerate(rates, start=1)]
    return v.walk(v.adam_step, w, empty, THREE, counted)


momentum_step = FunctionCheck(
    name="momentum_step",
    parameters="w, gradient, velocity, lr, beta",
    returns="w, velocity",
    walk="velocity, w",
    reference=v.momentum_step,
    points=v.walk(
        v.momentum_step,
        W,
        [np.array([0.5, 2.0, -1.0])],
        SLOPES,
        [(0.2, 0.9), (0.3, 0.6), (0.07, 0.8)],
    ),
    mistakes=[
        Mistake(
            "The weight moves by the velocity from before this slope. Which one holds all slopes?",
            v.momentum(w=lambda n: n.w - n.lr * n.velocity),
        ),
        Mistake(
            "Your velocity is right, and the weight doesn't feel it. By what does it move?",
            v.momentum(w=lambda n: n.w - n.lr * n.g),
        ),
        Mistake(
            "The velocity holds slopes, and slopes point uphill. Which way should the weight go?",
            v.momentum(w=lambda n: n.w + n.lr * n.new),
        ),
        Mistake(
            "Your velocity is a fading mean, as in Adam. Here the new slope counts in full.",
            v.momentum(lambda n: n.beta * n.velocity + (1 - n.beta) * n.g),
        ),
        Mistake(
            "That is Keras's form: its velocity holds steps. Ours holds slopes; where is lr then?",
            v.momentum(lambda n: n.beta * n.velocity - n.lr * n.g, lambda n: n.w + n.new),
        ),
        Mistake(
            "lr stands in your velocity. It belongs to the move of the weight.",
            v.momentum(lambda n: n.beta * n.velocity + n.lr * n.g, lambda n: n.w - n.new),
        ),
        Mistake(
            "Count how often lr meets the new slope on its way into the weight.",
            v.momentum(lambda n: n.beta * n.velocity + n.lr * n.g),
        ),
        Mistake(
            "Now velocity and weight turn the sign once each. How often should it turn?",
            v.momentum(lambda n: n.beta * n.velocity - n.g),
        ),
        Mistake(
            "The new slope is taken off the velocity. Two slopes of one sign: do they help or "
            "hinder each other?",
            v.momentum(lambda n: n.beta * n.velocity - n.g, lambda n: n.w + n.lr * n.new),
        ),
        Mistake(
            "Which of the two should fade: the velocity so far, or the new slope?",
            v.momentum(lambda n: n.velocity + n.beta * n.g),
        ),
        Mistake(
            "You let the new slope fade as well. Is it old already?",
            v.momentum(lambda n: n.beta * (n.velocity + n.g)),
        ),
        Mistake(
            "Your velocity never fades. What is beta for?",
            v.momentum(lambda n: n.velocity + n.g),
        ),
        Mistake(
            "You keep the part 1 − β of the velocity. With β = 0.9, is that a long memory?",
            v.momentum(lambda n: (1 - n.beta) * n.velocity + n.g),
        ),
        Mistake(
            "A fading mean, and with its two parts exchanged. Which part does the formula name?",
            v.momentum(lambda n: (1 - n.beta) * n.velocity + n.beta * n.g),
        ),
        Mistake(
            "Your velocity forgets all at each step: it is the slope itself.",
            v.momentum(lambda n: n.g),
        ),
        Mistake(
            "Compare the size of your step with the weight. What is lr for?",
            v.momentum(w=lambda n: n.w - n.new),
        ),
        Mistake(
            "lr and beta have changed places. Which one fades, which one scales the step?",
            v.momentum(lambda n: n.lr * n.velocity + n.g, lambda n: n.w - n.beta * n.new),
        ),
        Mistake(
            "The move is scaled by beta. Which number sets the length of a step?",
            v.momentum(w=lambda n: n.w - n.beta * n.new),
        ),
        Mistake(
            "Does the new weight remember where it started?",
            v.momentum(w=lambda n: -n.lr * n.new),
        ),
        Mistake("The velocity changes and the weight stays.", v.momentum(w=lambda n: n.w)),
        Mistake(
            "The weight is right. The velocity that you hand on is the old one.",
            v.momentum(keep=lambda n: n.velocity),
        ),
        Mistake(
            "The weight is right. What you hand on as velocity is the step, with lr in it.",
            v.momentum(keep=lambda n: n.lr * n.new),
        ),
        Mistake(
            "The weight moves by the slope and by the velocity that holds it already: once too "
            "often.",
            v.momentum(w=lambda n: n.w - n.lr * (n.new + n.g)),
        ),
        Mistake(
            "That is Nesterov's form, which looks one step ahead. Ours moves by the velocity.",
            v.momentum(w=lambda n: n.w - n.lr * (n.g + n.beta * n.new)),
        ),
        Mistake(
            "The slope is in your velocity already. Why does it multiply the step once more?",
            v.momentum(w=lambda n: n.w - n.lr * n.new * n.g),
        ),
        Mistake(
            "Velocity and slope: are they added or multiplied?",
            v.momentum(lambda n: n.beta * n.velocity * n.g),
        ),
        Mistake(
            "Without a bracket, `1 - beta * gradient` takes the slope times β off 1. And here the "
            "new slope counts in full.",
            v.momentum(lambda n: n.beta * n.velocity + 1 - n.beta * n.g),
        ),
        *m.hard_coded(v.momentum_step, lr=0.2, beta=0.9),
    ],
)

adagrad_step = FunctionCheck(
    name="adagrad_step",
    parameters="w, gradient, s, lr, epsilon",
    returns="w, s",
    walk="s, w",
    reference=v.adagrad_step,
    points=v.walk(v.adagrad_step, W, [S], SLOPES, [(0.2, 1e-8), (0.3, 0.5), (0.07, 0.2)]),
    mistakes=[
        Mistake(
            "Slopes of both signs would cancel in your s. What does s add up?",
            v.adagrad(lambda n: n.s + n.g),
        ),
        Mistake(
            "`*2` doubles a slope. Does doubling make all of them count as sizes, without a sign?",
            v.adagrad(lambda n: n.s + n.g * 2),
        ),
        Mistake(
            "s adds up sizes. The root is still to come, so what should it add up?",
            v.adagrad(lambda n: n.s + np.abs(n.g)),
        ),
        Mistake(
            "Your s forgets everything at each step. Where are the slopes before this one?",
            v.adagrad(lambda n: n.g**2),
        ),
        Mistake(
            "The square is around too much: s is squared again at each step.",
            v.adagrad(lambda n: (n.s + n.g) ** 2),
        ),
        Mistake(
            "All weights share your s. What would the calm weight say to the crisis in it?",
            v.adagrad(lambda n: n.s + np.sum(n.g**2)),
        ),
        Mistake(
            "ε is in your s, and the next step inherits it. s holds squares and nothing else.",
            v.adagrad(lambda n: n.s + n.g**2 + n.eps, lambda n: n.w - n.lr * n.g / np.sqrt(n.new)),
        ),
        Mistake(
            "A long memory should make the steps shorter. Yours grow with it.",
            v.adagrad(w=lambda n: n.w - n.lr * n.g * (np.sqrt(n.new) + n.eps)),
        ),
        Mistake(
            "The memory grows, and the step doesn't look at it: that is vanilla.",
            v.adagrad(w=lambda n: n.w - n.lr * n.g),
        ),
        Mistake("The memory grows and the weight stays.", v.adagrad(w=lambda n: n.w)),
        Mistake(
            "The weight is right. The s that you hand on is the old one.",
            v.adagrad(keep=lambda n: n.s),
        ),
        Mistake(
            "The weight is right. You hand on the root of s: will the next step expect a root?",
            v.adagrad(keep=lambda n: np.sqrt(n.new)),
        ),
        Mistake(
            "Your s is the root already, and the formula takes the root of it again.",
            v.adagrad(lambda n: np.sqrt(n.s + n.g**2)),
        ),
        *m.steps(v.adagrad, m.FRACTION | m.OF_SLOPES),
        *m.hard_coded(v.adagrad_step, lr=0.2, epsilon=1e-8),
    ],
)

rmsprop_step = FunctionCheck(
    name="rmsprop_step",
    parameters="w, gradient, s, lr, rho, epsilon",
    returns="w, s",
    walk="s, w",
    reference=v.rmsprop_step,
    points=v.walk(
        v.rmsprop_step,
        W,
        [S],
        SLOPES,
        [(0.2, 0.9, 1e-8), (0.3, 0.8, 0.5), (0.07, 0.6, 0.2)],
    ),
    mistakes=[
        Mistake(
            "That is AdaGrad's sum, which never forgets. What does ρ do to the old s?",
            v.rmsprop(lambda n: n.s + n.g**2),
        ),
        Mistake(
            "ρ and 1 − ρ have changed places. With ρ = 0.9, which part is the larger one?",
            v.rmsprop(lambda n: (1 - n.rho) * n.s + n.rho * n.g**2),
        ),
        Mistake(
            "At a constant slope of 3, s should settle at 9. At what does yours?",
            v.rmsprop(lambda n: n.rho * n.s + n.g**2),
        ),
        Mistake(
            "The new square is weighted, and the old s doesn't fade.",
            v.rmsprop(lambda n: n.s + (1 - n.rho) * n.g**2),
        ),
        Mistake(
            "Two parts make a mean when their weights add up to 1. Do yours?",
            v.rmsprop(lambda n: n.rho * (n.s + n.g**2)),
        ),
        Mistake(
            "Both parts have the weight ρ or both 1 − ρ. What do the weights of a mean add up to?",
            v.rmsprop(lambda n: (1 - n.rho) * (n.s + n.g**2)),
        ),
        Mistake(
            "You square 1 − ρ as well. What exactly does the square belong to?",
            v.rmsprop(lambda n: n.rho * n.s + ((1 - n.rho) * n.g) ** 2),
        ),
        Mistake(
            "Slopes of both signs would cancel in your s. What does s average?",
            v.rmsprop(lambda n: n.rho * n.s + (1 - n.rho) * n.g),
        ),
        Mistake(
            "`*2` doubles a slope. Does doubling make all of them count as sizes, without a sign?",
            v.rmsprop(lambda n: n.rho * n.s + (1 - n.rho) * n.g * 2),
        ),
        Mistake(
            "s averages sizes. The root is still to come, so what should it average?",
            v.rmsprop(lambda n: n.rho * n.s + (1 - n.rho) * np.abs(n.g)),
        ),
        Mistake(
            "All weights share your s. What would the calm weight say to the crisis in it?",
            v.rmsprop(lambda n: n.rho * n.s + (1 - n.rho) * np.mean(n.g**2)),
        ),
        Mistake(
            "All weights share your s, and it is a sum over them. Whose slopes belong in it?",
            v.rmsprop(lambda n: n.rho * n.s + (1 - n.rho) * np.sum(n.g**2)),
        ),
        Mistake(
            "Your s forgets everything at each step. Where is ρ?",
            v.rmsprop(lambda n: n.g**2),
        ),
        Mistake(
            "Larger slopes in memory should make the steps shorter. Yours grow with them.",
            v.rmsprop(w=lambda n: n.w - n.lr * n.g * (np.sqrt(n.new) + n.eps)),
        ),
        Mistake(
            "The memory changes, and the step doesn't look at it: that is vanilla.",
            v.rmsprop(w=lambda n: n.w - n.lr * n.g),
        ),
        Mistake("The memory changes and the weight stays.", v.rmsprop(w=lambda n: n.w)),
        Mistake(
            "The weight is right. The s that you hand on is the old one.",
            v.rmsprop(keep=lambda n: n.s),
        ),
        Mistake(
            "The weight is right. You hand on the root of s, and the next step takes it for a mean "
            "of squares.",
            v.rmsprop(keep=lambda n: np.sqrt(n.new)),
        ),
        Mistake(
            "Without its bracket, `1 - rho * gradient**2` multiplies the square by ρ and takes it "
            "off 1. What belongs in the bracket?",
            v.rmsprop(lambda n: n.rho * n.s + 1 - n.rho * n.g**2),
        ),
        *m.steps(v.rmsprop, m.FRACTION | m.OF_SLOPES),
        *m.hard_coded(v.rmsprop_step, lr=0.2, rho=0.9, epsilon=1e-8),
    ],
)

match_paths = MatchCheck(
    name="match_paths",
    labels=("A", "B", "C", "D"),
    replies={
        "vanilla": "It remembers nothing. Across the ravine the slope is 100 times as steep as "
        "along it: what does such a path look like, from the first jump to the last?",
        "momentum": "Its first step is vanilla's: along the slope, so almost straight across. Then "
        "its steps grow along the ravine.",
        "AdaGrad": "Its first step is lr in both directions. Its divisor only grows, so its steps "
        "become far shorter than lr, also far from the lowest point.",
        "RMSprop": "Its first step is 3.16·lr in both directions. Then its steps come down to "
        "about lr, and stay there while the lowest point is far.",
        "Adam": "Its first step is lr in both directions, the next ones are about as long, and its "
        "memory of the direction carries it past the lowest point.",
    },
)
