"""The checks of lesson 04: two inputs, three weights, two bends, L = ½(ŷ − y)².

Those of the way back stand in `three_weights_back`.
"""

import numpy as np

from . import three_weights_variants as v
from .function import FunctionCheck
from .mistake import Mistake
from .three_weights_back import gradients as gradients
from .three_weights_back import mend_slopes as mend_slopes
from .three_weights_back import output_blame as output_blame
from .three_weights_variants import NETS, sigma, slope

TRAIN = [
    (np.array(x), y, np.array(w), lr, n)
    for (x, y, w), lr, n in zip(NETS, (0.1, 2.0, 1.5), (4, 3, 2), strict=True)
]

bend = FunctionCheck(
    name="bend",
    parameters="z",
    returns="a, slope",
    reference=lambda z: (sigma(z), slope(z)),
    points=[(-0.5,), (2.0,), (-1.3,)],
    mistakes=[
        Mistake(
            "Raise z: does your a rise or fall? Look at the sign in the exponent.",
            lambda z: (sigma(-z), slope(z)),
        ),
        Mistake(
            "Put brackets around 1 + e⁻ᶻ: what does Python divide first?",
            lambda z: (1 + np.exp(-z), (1 + np.exp(-z)) * -np.exp(-z)),
        ),
        Mistake(
            "At z = 0 your slope says flat. What does the curve say there?",
            lambda z: (sigma(z), z * (1 - z)),
        ),
        Mistake(
            "Your slope is 0 at every z, as of a flat line. If yours is `a * 1 - a`: what does "
            "Python multiply first?",
            lambda z: (sigma(z), 0.0),
        ),
        Mistake(
            "The slope puts a through the bend a second time. What is a already?",
            lambda z: (sigma(z), slope(sigma(z))),
        ),
        Mistake(
            "Your slope is negative: does the curve fall anywhere?",
            lambda z: (sigma(z), -slope(z)),
        ),
        Mistake(
            "That is e⁻ᶻ over 1 + e⁻ᶻ. Which box of the derivation has a square?",
            lambda z: (sigma(z), 1 - sigma(z)),
        ),
        Mistake(
            "You return the height of the curve twice. How steep is it?",
            lambda z: (sigma(z), sigma(z)),
        ),
        Mistake(
            "Far to the right the curve is flat. Does your slope go to 0 there?",
            lambda z: (sigma(z), sigma(z) * (1 + sigma(z))),
        ),
        Mistake(
            "The outermost box has this slope. Which boxes lie between it and z?",
            lambda z: (sigma(z), -(sigma(z) ** 2)),
        ),
        Mistake(
            "One of the two factors is squared. Which power does the derivation give?",
            lambda z: (sigma(z), sigma(z) ** 2 * (1 - sigma(z))),
        ),
        Mistake(
            "Your a goes from −1 to 1. Is that a probability?",
            lambda z: (np.tanh(z), 1 - np.tanh(z) ** 2),
        ),
    ],
)

forward = FunctionCheck(
    name="forward",
    parameters="x, w",
    returns="z1, h1, z2, y_hat",
    reference=v.forward,
    points=[(x, w) for x, _, w in NETS],
    mistakes=[
        Mistake(
            "Two inputs meet in z1. Where is x2?",
            lambda x, w: v.forward((x[0], 0), w),
        ),
        Mistake("Two inputs meet in z1. Where is x1?", lambda x, w: v.forward((0, x[1]), w)),
        Mistake("Which weight does x1 meet?", lambda x, w: v.forward((x[1], x[0]), w)),
        Mistake(
            "In the example w2 is −0.5: the minus is already inside w2. What joins the two roads?",
            lambda x, w: v.forward(x, (w[0], -w[1], w[2])),
        ),
        Mistake(
            "Two roads arrive at z1. Are their contributions multiplied?",
            lambda x, w: v.forward((w[1] * x[0] * x[1], 0), w),
        ),
        Mistake(
            "The middle has no bend. What turns z1 into h1?",
            lambda x, w: (z := v.forward(x, w)[0], z, w[2] * z, sigma(w[2] * z)),
        ),
        Mistake(
            "ŷ should be a probability. What turns the score z2 into one?",
            lambda x, w: (*v.forward(x, w)[:3], v.forward(x, w)[2]),
        ),
        Mistake(
            "What enters the second half: z1, or what the bend made of it?",
            lambda x, w: (*(n := v.forward(x, w))[:2], w[2] * n[0], sigma(w[2] * n[0])),
        ),
        Mistake(
            "A weight scales what passes. Which operation scales h1?",
            lambda x, w: (*(n := v.forward(x, w))[:2], w[2] + n[1], sigma(w[2] + n[1])),
        ),
        Mistake(
            "Which number enters the last bend: h1 or z2?",
            lambda x, w: (*(n := v.forward(x, w))[:3], sigma(n[1])),
        ),
        Mistake(
            "Value or slope: which of the two does a forward pass need from a bend?",
            lambda x, w: (
                z := v.forward(x, w)[0],
                slope(z),
                w[2] * slope(z),
                slope(w[2] * slope(z)),
            ),
        ),
    ],
)

train = FunctionCheck(
    name="train",
    parameters="x, y, w, lr, num_epochs",
    returns="w, errors",
    walk="errors, w",
    reference=v.loop(),
    points=TRAIN,
    mistakes=[
        Mistake("Is the error of an epoch taken before its step, or after?", v.loop(after=True)),
        Mistake(
            "Both are there. In which order are they asked for: w, errors?",
            lambda *at: v.loop()(*at)[::-1],
        ),
        Mistake(
            "Your w never moves. Do your new weights ever get back into it?",
            v.loop(lambda x, y, w, lr: w),
        ),
        Mistake(
            "All your errors are the same, though the weights move. Which weights does the forward "
            "pass see?",
            v.only_at_the_end,
        ),
        Mistake("Each epoch starts where the last one ended. Does yours?", v.from_start),
        Mistake("The slopes change as the walker moves. When are yours computed?", v.stale),
        Mistake(
            "Does the error shrink from epoch to epoch? Which way is downhill?",
            v.loop(lambda x, y, w, lr: v.step(x, y, w, -lr)),
        ),
        Mistake(
            "Compare the size of your steps with the weights. What is lr for?",
            v.loop(lambda x, y, w, lr: v.step(x, y, w, 1.0)),
        ),
        Mistake(
            "Does the new w remember where it started?",
            v.loop(lambda x, y, w, lr: -lr * v.gradients(x, y, w)),
        ),
        Mistake(
            "The weights move one after another. How many forward passes see all the old weights?",
            v.loop(v.one_by_one((0, 1, 2))),
        ),
        Mistake(
            "From w3 to w1 the weights move one by one. Which weights does each slope see?",
            v.loop(v.one_by_one((2, 1, 0))),
        ),
        Mistake(
            "Is w3 still the value of the forward pass when blame goes back through it?",
            v.loop(v.w3_first),
        ),
        Mistake(
            "Only w3 moved. Do w1 and w2 carry no blame?",
            v.loop(lambda x, y, w, lr: np.array([*w[:2], v.step(x, y, w, lr)[2]])),
        ),
        Mistake(
            "The error is ŷ − y, in this order. Which sign has a forecast that is too low?",
            v.loop(note=lambda y_hat, y: y - y_hat),
        ),
        Mistake(
            "These are losses. What is the error before it is squared?",
            v.loop(note=lambda y_hat, y: 0.5 * (y_hat - y) ** 2),
        ),
        Mistake(
            "The square of the error hides its sign. What is the error itself?",
            v.loop(note=lambda y_hat, y: (y_hat - y) ** 2),
        ),
        Mistake(
            "The error keeps its sign here: too low is negative.",
            v.loop(note=lambda y_hat, y: abs(y_hat - y)),
        ),
        Mistake(
            "You noted the forecasts. How far is each from y?",
            v.loop(note=lambda y_hat, y: y_hat),
        ),
    ],
)
