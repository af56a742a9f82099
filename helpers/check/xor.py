"""The checks of lesson 05: one unit, a start. Those of the hidden layer stand in `xor_layers`."""

import numpy as np

from ..activations import sigmoid_prime
from . import xor_starts as s
from . import xor_variants as v
from .function import FunctionCheck
from .mistake import Mistake
from .properties import Property, PropertyCheck
from .variable import ChoiceCheck
from .xor_layers import OTHER as OTHER
from .xor_layers import SQUARE as SQUARE
from .xor_layers import backward as backward
from .xor_layers import forward as forward
from .xor_layers import mend_step as mend_step
from .xor_points import backward_point as backward_point
from .xor_points import forward_point as forward_point
from .xor_points import step_point as step_point
from .xor_points import unit_point as unit_point

patience = ChoiceCheck(
    name="patience",
    replies={
        "a": "Then some straight line has both buys on one side and both other corners on the "
        "other. Turn the line above and count.",
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
    exact_shape=True,
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
            "dL_dZ holds a loss. What is the slope of ½(ŷ − y)², its error or its square?",
            v.unit_by(lambda Z, a, y: 0.5 * (a - y) ** 2 * sigmoid_prime(Z)),
        ),
        Mistake(
            "dL_dZ holds a square. What is the slope of ½(ŷ − y)²?",
            v.unit_by(lambda Z, a, y: (a - y) ** 2 * sigmoid_prime(Z)),
        ),
        Mistake(
            "You multiply by the height of the bend. Which number is its slope?",
            v.unit_by(lambda Z, a, y: (a - y) * a),
        ),
        Mistake(
            "Z is a score and y an outcome. What do you compare with y?",
            v.unit_by(lambda Z, a, y: (Z - y) * sigmoid_prime(Z)),
        ),
        Mistake(
            "dL_dW starts at the error. Which quantity stands behind the bend, beside X?",
            v.unit_by(dL_dW=lambda d, X, error: error.T @ X),
        ),
        Mistake(
            "dL_db starts at the error. Is b added before the bend, or after?",
            v.unit_by(dL_db=lambda d, error: error.sum(axis=0)),
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
            v.unit_by(dL_db=lambda d, error: 0.0),
        ),
        Mistake(
            "b hears the mean of the rows, and W their sum. Do they share one loss?",
            v.unit_by(dL_db=lambda d, error: d.mean(axis=0)),
        ),
        Mistake(
            "W hears the mean of the rows, and b their sum. Do they share one loss?",
            v.unit_by(dL_dW=lambda d, X, error: d.T @ X / len(X)),
        ),
        Mistake(
            "b hears one row only. How many rows share this bias?",
            v.unit_by(dL_db=lambda d, error: d[-1]),
        ),
        Mistake(
            "Now each row has a bias of its own, and axis=1 adds nothing up. Which axis counts "
            "the rows?",
            v.unit_by(dL_db=lambda d, error: d.sum(axis=1)),
        ),
        Mistake(
            "The numbers are right, the shape is not: W stays (1, n), b (1,) and y_hat (m, 1). "
            "With y_hat (m,) and y (m, 1), y_hat − y becomes (m, m).",
            v.flat(v.unit_loop()),
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
