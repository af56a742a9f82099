"""The checks of lesson 04: two inputs, three weights, two sigmoids, L = ½(ŷ − y)².

Those of the backward pass stand in `back`.
"""

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake, Symptom

from .back import gradients as gradients
from .back import mend_slopes as mend_slopes
from .back import output_blame as output_blame
from .variants import sigma, slope

bend = FunctionCheck(
    name="bend",
    parameters=("z",),
    returns=("a", "slope"),
    reference=lambda z: (sigma(z), slope(z)),
    points=[(-0.5,), (2.0,), (-1.3,)],
    symptoms=[
        Symptom(
            "names-of-the-table",
            r"name '[uvn]' is not defined",
            "u, v and n are names from the table. Express the slope by a.",
        ),
        Symptom("exp-not-of-numpy", r"name '(e|exp)' is not defined", "eᵗ is `np.exp(t)` here."),
    ],
    mistakes=[
        Mistake(
            "brackets-of-the-square-missing",
            "Put brackets around 1 + e⁻ᶻ in the slope, too: what is squared?",
            lambda z: (sigma(z), np.exp(-z) / (1 + np.exp(-z) ** 2)),
            others=[lambda z: (sigma(z), np.exp(-z) / 1 + np.exp(-z) ** 2)],
        ),
        Mistake(
            "exponent-sign",
            "Raise z: does your a rise or fall? Look at the sign in the exponent.",
            lambda z: (sigma(-z), slope(z)),
        ),
        Mistake(
            "brackets-in-denominator-missing",
            "Put brackets around 1 + e⁻ᶻ: what does Python divide first?",
            lambda z: (1 + np.exp(-z), (1 + np.exp(-z)) * -np.exp(-z)),
        ),
        Mistake(
            "z-times-1-minus-z",
            "At z = 0 your slope says flat. What does the curve say there?",
            lambda z: (sigma(z), z * (1 - z)),
        ),
        Mistake(
            "z-in-derivative",
            "Your slope holds a and z. Both of its factors come of a: they are 1 / n and v / n.",
            lambda z: (sigma(z), sigma(z) * (1 - z)),
            others=[lambda z: (sigma(z), z * (1 - sigma(z)))],
        ),
        Mistake(
            "1-minus-a-squared",
            "At z = 0 your slope is ¾, and that of the curve is ¼. Do you take a² from 1, or from "
            "a?",
            lambda z: (sigma(z), 1 - sigma(z) ** 2),
        ),
        Mistake(
            "brackets-in-1-minus-a-missing",
            "Your slope is 0 at every z, as of a flat line. If yours is `a * 1 - a`: what does "
            "Python multiply first?",
            lambda z: (sigma(z), 0.0),
        ),
        Mistake(
            "derivative-of-the-output",
            "Your slope puts a through the sigmoid a second time. What is a already?",
            lambda z: (sigma(z), slope(sigma(z))),
        ),
        Mistake(
            "derivative-negative",
            "Your slope is negative: does the curve fall anywhere?",
            lambda z: (sigma(z), -slope(z)),
        ),
        Mistake(
            "square-missing-in-derivative",
            "That is 1 − a, or v / n. Which node of the derivation has a square?",
            lambda z: (sigma(z), 1 - sigma(z)),
        ),
        Mistake(
            "value-for-derivative",
            "You return the height of the curve twice. How steep is it?",
            lambda z: (sigma(z), sigma(z)),
        ),
        Mistake(
            "plus-for-minus",
            "Far to the right the curve is flat. Does your slope go to 0 there?",
            lambda z: (sigma(z), sigma(z) * (1 + sigma(z))),
            others=[lambda z: (sigma(z), sigma(z) ** 2)],
        ),
        Mistake(
            "only-outermost-factor",
            "The last node has this slope. Which nodes lie between z and it?",
            lambda z: (sigma(z), -(sigma(z) ** 2)),
        ),
        Mistake(
            "a-squared",
            "One of the two factors is squared. Which power does the derivation give?",
            lambda z: (sigma(z), sigma(z) ** 2 * (1 - sigma(z))),
        ),
        Mistake(
            "square-of-1-minus-a",
            "Far to the left the curve is flat, too. Does your slope go to 0 there?",
            lambda z: (sigma(z), (1 - sigma(z)) ** 2),
        ),
        Mistake(
            "a-for-n",
            "In v / n² you put a for n. But a is 1 / n: what is n, then?",
            lambda z: (sigma(z), np.exp(-z) / sigma(z) ** 2),
            others=[lambda z: (sigma(z), (sigma(z) - 1) / sigma(z) ** 2)],
        ),
        Mistake(
            "slope-of-the-middle",
            "¼ is the slope in the middle only. Is the curve as steep far out?",
            lambda z: (sigma(z), 0.25),
        ),
        Mistake(
            "minus-in-denominator",
            "Is e⁻ᶻ added to 1 in the formula, or subtracted from it?",
            lambda z: (1 / (1 - np.exp(-z)), np.exp(-z) / (1 - np.exp(-z)) ** 2),
            others=[lambda z: (1 / (1 - np.exp(-z)), -np.exp(-z) / (1 - np.exp(-z)) ** 2)],
        ),
        Mistake(
            "tanh",
            "Your a goes from −1 to 1. Is that a probability?",
            lambda z: (np.tanh(z), 1 - np.tanh(z) ** 2),
        ),
    ],
)
