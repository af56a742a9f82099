"""The checks of lesson 05: one unit, a hidden layer forward and back, a start, a step.

Rows, inputs and hidden units differ in number where a wrong product should not fit, and no point
has a 0, a 1 or equal weights.
"""

from typing import Any

import numpy as np

from ..activations import sigmoid, sigmoid_prime
from ..gradients import Array
from . import xor_starts as s
from . import xor_variants as v
from .function import FunctionCheck, Mistake
from .properties import Property, PropertyCheck
from .variable import ChoiceCheck


def _net(seed: int, m: int, n: int, h: int) -> tuple[Array, ...]:
    """Return X (m, n), y (m, 1), W1 (h, n), b1 (h,), W2 (1, h), b2 (1,), of two digits each."""
    rng = np.random.default_rng(seed)
    shapes = [(m, n), (m, 1), (h, n), (h,), (1, h), (1,)]
    X, y, *net = (np.round(rng.normal(0, 1.2, shape), 1) + 0.04 for shape in shapes)
    return (X, np.clip(y, 0.1, 0.9), *net)


def unit_point(seed: int, m: int, n: int, lr: float, num_epochs: int) -> tuple[Any, ...]:
    """Return the arguments of one training of a unit: m rows, n inputs."""
    X, y, W, b, *_ = _net(seed, m, n, 1)
    return X, y, W, b, lr, num_epochs


def forward_point(seed: int, m: int, n: int, h: int) -> tuple[Array, ...]:
    """Return the arguments of a forward pass: m rows, n inputs, h hidden units."""
    X, _, *net = _net(seed, m, n, h)
    return (X, *net)


def backward_point(seed: int, m: int, n: int, h: int) -> tuple[Array, ...]:
    """Return the arguments of a backward pass: m rows, n inputs, h hidden units."""
    return _net(seed, m, n, h)


def step_point(seed: int, m: int, h: int, lr: float) -> tuple[Any, ...]:
    """Return the arguments of one step: m rows, 2 inputs, h hidden units."""
    return (*_net(seed, m, 2, h), lr)


patience = ChoiceCheck(
    name="patience",
    replies={
        "a": "Then some straight line has both buys on one side. Turn the line above and count.",
        "b": "Then one corner is given up for good. Run the next cell and see which.",
        "c": "Then the unit says the same of every corner. Run the next cell and see.",
        "d": "Then the loss never settles, small as the steps are. Run the next cell and see.",
    },
)

train_unit = FunctionCheck(
    name="train_unit",
    parameters="X, y, W, b, lr, num_epochs",
    returns="W, b, y_hat",
    reference=v.unit_loop(),
    points=[unit_point(1, 5, 2, 0.4, 1), unit_point(2, 4, 3, 0.1, 3), unit_point(3, 3, 2, 0.2, 2)],
    mistakes=[
        Mistake(
            "`sigmoid_prime` expects z. What do you hand it: z, or its output?",
            v.unit_by(lambda Z, a, y: (a - y) * sigmoid_prime(a)),
        ),
        Mistake(
            "z·(1 − z) says that the curve is flat at z = 0. Is it? In which letter is a·(1 − a)?",
            v.unit_by(lambda Z, a, y: (a - y) * Z * (1 - Z)),
        ),
        Mistake(
            "The blame passes one bend on its way from ŷ to z. Which local slope is missing?",
            v.unit_by(lambda Z, a, y: a - y),
        ),
        Mistake(
            "Raise ŷ slightly where it is too low: does the loss rise or fall? Look at the sign.",
            v.unit_by(lambda Z, a, y: (y - a) * sigmoid_prime(Z)),
        ),
        Mistake(
            "The slope of the bend is there. How wrong the answer is, is not: where is y?",
            v.unit_by(lambda Z, a, y: sigmoid_prime(Z)),
        ),
        Mistake(
            "Your steps are too short by the number of rows. Is the loss here a sum or a mean?",
            v.unit_by(scale=lambda X: 1 / len(X)),
        ),
        Mistake("What does the ½ in the loss cancel?", v.unit_by(scale=lambda X: 2.0)),
        Mistake(
            "The weights move and b stands still. What is the slope of z by b?",
            v.unit_by(dL_db=lambda d: 0.0),
        ),
        Mistake(
            "b hears the mean of the rows, and W their sum. Do they share one loss?",
            v.unit_by(dL_db=lambda d: d.mean(axis=0)),
        ),
        Mistake(
            "b hears one row only. How many rows share this bias?",
            v.unit_by(dL_db=lambda d: d[-1]),
        ),
    ],
)

forward = FunctionCheck(
    name="forward",
    parameters="X, W1, b1, W2, b2",
    returns="Z1, A1, Z2, y_hat",
    reference=v.forward,
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
    ],
)

backward = FunctionCheck(
    name="backward",
    parameters="X, y, W1, b1, W2, b2",
    returns="dL_dW1, dL_db1, dL_dW2, dL_db2",
    walk="dL_dW2, dL_db2, dL_db1, dL_dW1",
    reference=v.slopes,
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
    ],
)

start = PropertyCheck(
    name="start",
    parameters="rng, n_hidden",
    returns="W1, b1, W2, b2",
    example=(np.random.default_rng(0), 3),
    shapes=lambda rng, n_hidden: [(n_hidden, 2), (n_hidden,), (1, n_hidden), (1,)],
    arguments=(4,),
    properties=[
        Property(
            "Draw from the rng that is handed in: a start that nobody can repeat can't be checked.",
            s.not_repeatable,
        ),
        Property(
            "The blame of a hidden unit comes back through W2. How much comes back through 0?",
            s.stands_still,
        ),
        Property(
            "Both got the same blame at every step. What must differ before the first step?",
            s.twins,
        ),
        Property("What is rng for?", s.one_start_only),
        Property(
            "Print your W1. The units are not alike, but how far apart do they start?",
            s.fails_near_zero,
        ),
        Property(
            "Print the scores Z1 of your start. On which part of σ do they lie, and how much blame "
            "passes there?",
            s.fails_far_out,
        ),
        Property("Compare your start with draws from a normal distribution of width 1.", s.fails),
    ],
)

SQUARE = [step_point(10, 4, 4, 0.5), step_point(11, 3, 3, 0.4), step_point(12, 5, 5, 0.3)]

mend_step = FunctionCheck(
    name="mend_step",
    parameters="X, y, W1, b1, W2, b2, lr",
    returns="W1, b1, W2, b2",
    walk="W2, b2, b1, W1",
    reference=v.step,
    unchanged=v.wrong_axis,
    # As many rows as hidden units: elsewhere the given code stops.
    points=SQUARE,
    mistakes=[
        Mistake(
            "Now all hidden units move their bias by the same number. Has each one its own blame?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1.T @ X, d1.sum()))),
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
