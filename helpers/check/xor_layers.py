"""The checks of lesson 05 on the hidden layer: forward, back, and a step with a planted bug."""

from dataclasses import replace
from typing import Any

import numpy as np

from ..activations import sigmoid, sigmoid_prime
from . import xor_variants as v
from .function import FunctionCheck
from .mistake import Mistake
from .xor_points import backward_point, forward_point, step_point

forward = FunctionCheck(
    name="forward",
    parameters="X, W1, b1, W2, b2",
    returns="Z1, A1, Z2, y_hat",
    reference=v.forward,
    exact_shape=True,
    points=[forward_point(4, 4, 2, 3), forward_point(5, 3, 2, 2), forward_point(6, 2, 3, 4)],
    mistakes=[
        Mistake(
            "Nothing bends between your two layers. Multiply the two matrices: how many layers "
            "remain?",
            v.layers(bend=lambda Z: Z),
        ),
        Mistake(
            "The second layer is fed with scores. What leaves a hidden unit: z, or a?",
            v.layers(passes="Z"),
        ),
        Mistake(
            "Your answers leave the range from 0 to 1. What comes after the last score?",
            v.layers(end=lambda Z: Z),
        ),
        Mistake(
            "Both biases are missing. At the corner (0, 0), which scores can the units have then?",
            v.layers(bias=(0, 0)),
        ),
        Mistake(
            "In Z1 nothing shifts the lines away from (0, 0). Which parameter does that?",
            v.layers(bias=(0, 1)),
        ),
        Mistake(
            "The output unit has a line too. What shifts it?",
            v.layers(bias=(1, 0)),
        ),
        Mistake(
            "b1 arrives after the bend. Does it belong to the score, or to the output?",
            v.layers(late=True),
        ),
        Mistake(
            "A1 holds the slope of the bend. On the way forward, what does a unit give out?",
            v.layers(bend=sigmoid_prime),
        ),
        Mistake(
            "Your hidden units bend, but not as in this lesson. From where to where does σ go?",
            v.layers(bend=np.tanh),
        ),
        Mistake(
            "That is a bend of a later lesson: it has a corner at 0. Which one is used here?",
            v.layers(bend=lambda Z: np.maximum(0, Z)),
        ),
        Mistake(
            "The numbers are right, the shape is not. y is (m, 1): with y_hat (m,), y_hat − y "
            "becomes (m, m).",
            v.flat(v.forward),
        ),
    ],
)

backward = FunctionCheck(
    name="backward",
    parameters="X, y, W1, b1, W2, b2",
    returns="dL_dW1, dL_db1, dL_dW2, dL_db2",
    walk="dL_dW2, dL_db2, dL_db1, dL_dW1",
    reference=v.slopes,
    exact_shape=True,
    points=[backward_point(7, 4, 2, 3), backward_point(8, 3, 2, 4), backward_point(9, 5, 3, 2)],
    mistakes=[
        Mistake(
            "The hidden units bend too. Which local slope is missing between dL_dA1 and dL_dZ1?",
            v.back(hidden_slope=lambda Z1, A1, Z2: 1.0),
        ),
        Mistake(
            "`sigmoid_prime` expects z. What do you hand it in the hidden layer?",
            v.back(hidden_slope=lambda Z1, A1, Z2: sigmoid_prime(A1)),
        ),
        Mistake(
            "z·(1 − z) says that the curve is flat at z = 0. In which letter is a·(1 − a)?",
            v.back(hidden_slope=lambda Z1, A1, Z2: Z1 * (1 - Z1)),
        ),
        Mistake(
            "You multiply by the hidden output. What is the slope of the bend that made it?",
            v.back(hidden_slope=lambda Z1, A1, Z2: A1),
        ),
        Mistake(
            "Each hidden unit has a bend of its own. Whose slope do you use in dL_dZ1?",
            v.back(hidden_slope=lambda Z1, A1, Z2: sigmoid_prime(Z2)),
        ),
        Mistake(
            "The blame comes back through the second layer. Which weights does it meet there?",
            v.back(lambda d2, W2, error: np.broadcast_to(d2, (len(d2), W2.shape[1]))),
        ),
        Mistake(
            "Your dL_dA1 starts from the error. Which bend lies between the error and W2?",
            v.back(lambda d2, W2, error: error @ W2),
        ),
        Mistake(
            "dL_dW1 is W1's own: it starts where the score z is, behind the hidden bend. "
            "Does yours start at dL_dA1?",
            v.back(finish=lambda d1, X, dA1: (dA1.T @ X, d1.sum(axis=0))),
        ),
        Mistake(
            "dL_db1 starts at dL_dA1. Is b1 added before the bend, or after?",
            v.back(finish=lambda d1, X, dA1: (d1.T @ X, dA1.sum(axis=0))),
        ),
        Mistake(
            "The hidden layer's slopes are too small by the number of rows. Sum or mean?",
            v.back(finish=lambda d1, X, dA1: (d1.T @ X / len(X), d1.mean(axis=0))),
        ),
        Mistake(
            "dL_db1 is a mean over the rows, dL_dW1 a sum. Do they share one loss?",
            v.back(finish=lambda d1, X, dA1: (d1.T @ X, d1.mean(axis=0))),
        ),
        Mistake(
            "dL_dW1 is a mean over the rows, dL_db1 a sum. Do they share one loss?",
            v.back(finish=lambda d1, X, dA1: (d1.T @ X / len(X), d1.sum(axis=0))),
        ),
        Mistake(
            "The numbers are right, the shape is not. A slope has the shape of its parameter: "
            "print b1.shape, and those of the others.",
            v.flat(v.slopes),
        ),
    ],
)

# As many rows as hidden units: elsewhere the given code stops.
SQUARE = [step_point(10, 4, 4, 0.5), step_point(11, 3, 3, 0.4), step_point(12, 5, 5, 0.3)]
OTHER = [step_point(13, 4, 3, 0.5), step_point(14, 3, 5, 0.4), step_point(15, 5, 2, 0.3)]

_square_step = FunctionCheck(
    name="mend_step",
    parameters="X, y, W1, b1, W2, b2, lr",
    returns="W1, b1, W2, b2",
    walk="W2, b2, b1, W1",
    reference=v.step,
    unchanged=v.wrong_axis,
    points=SQUARE,
    mistakes=[
        Mistake(
            "Now all hidden units move their bias by the same number. Has each one its own blame?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1.T @ X, d1.sum()))),
        ),
        Mistake(
            "The axis is right, the sign is not. Which way does b1 walk?",
            v.b1_by(lambda b1, d1, lr: b1 + lr * d1.sum(axis=0)),
        ),
        Mistake(
            "Neither the sign nor the axis of b1 is right: which way is downhill, and what is "
            "added up?",
            v.b1_by(lambda b1, d1, lr: b1 + lr * d1.sum(axis=1)),
        ),
        Mistake(
            "b1 takes a step without the learning rate. What do the other three lines have?",
            v.b1_by(lambda b1, d1, lr: b1 - d1.sum(axis=0)),
        ),
        Mistake(
            "Your new b1 is a step alone. Where did it start?",
            v.b1_by(lambda b1, d1, lr: -lr * d1.sum(axis=0)),
        ),
        Mistake(
            "W1 and b1 hear the mean of the rows now. Is the loss here a sum or a mean?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1.T @ X / len(X), d1.mean(axis=0)))),
        ),
        Mistake(
            "The axis is right. Is the loss a sum over the rows, or their mean?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1.T @ X, d1.mean(axis=0)))),
        ),
        Mistake(
            "b1 stands still now. Has it no blame?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1.T @ X, 0.0))),
        ),
        Mistake(
            "b1 hears one row only. How many rows share it?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1.T @ X, d1[-1]))),
        ),
        Mistake(
            "W1 was right before. What does `delta1 @ X` add up: rows, or hidden units?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1 @ X, d1.sum(axis=1)))),
        ),
        Mistake(
            "b1 is mended, and W1 was right before. What did you change in it?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1 @ X, d1.sum(axis=0)))),
        ),
        Mistake(
            "Has W2 moved before the blame went back through it? It belongs to one forward pass.",
            v.output_first,
        ),
        Mistake(
            "The signs were right. Does the loss still fall?", v.step_by(v.back(), lr_sign=-1.0)
        ),
        Mistake(
            "The slope of the hidden bend was there before. Where has it gone?",
            v.step_by(v.back(hidden_slope=lambda Z1, A1, Z2: 1.0)),
        ),
        Mistake(
            "He writes σ′ as a·(1 − a), with a, and that is right. What does `sigmoid_prime` take?",
            v.step_by(v.back(hidden_slope=lambda Z1, A1, Z2: sigmoid_prime(sigmoid(Z1)))),
        ),
    ],
)

_any_step = replace(
    _square_step,
    points=[*SQUARE, *OTHER],
    unchanged=None,
    mistakes=[
        Mistake(
            "Your sum runs over as many rows as there are hidden units. How many rows are there?",
            v.b1_by(lambda b1, d1, lr: b1 - lr * d1[: len(b1)].sum(axis=0)),
        ),
    ],
)


def mend_step(answer: object, *points: tuple[Any, ...]) -> None:
    """Check a step with as many rows as hidden units, and only then with other numbers.

    The given code runs at the first points alone, so only there can it be told from an attempt.
    """
    _square_step.judge(answer)
    _any_step(answer, *points)
