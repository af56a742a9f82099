"""The checks of lesson 05: one unit, a start. Those of the hidden layer stand in `layers`."""

import numpy as np

from helpers.activations import sigmoid_prime
from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake, Symptom
from helpers.checking.own_work import OwnWork
from helpers.checking.properties import Property, PropertyCheck
from helpers.checking.reading import Values
from helpers.lessons import xor

from . import starts as s
from . import variants as v
from .layers import OTHER as OTHER
from .layers import SQUARE as SQUARE
from .layers import backward as backward
from .layers import mend_step as mend_step
from .points import backward_point as backward_point
from .points import step_point as step_point
from .points import unit_point as unit_point

train_unit = FunctionCheck(
    name="train_unit",
    parameters=("X", "y", "W", "b", "lr", "num_epochs"),
    returns=("W", "b", "y_hat"),
    reference=v.unit_loop(),
    reads=Values(exact_shape=True),
    points=[unit_point(1, 5, 2, 0.4, 1), unit_point(2, 4, 3, 0.1, 3), unit_point(3, 3, 2, 0.2, 2)],
    symptoms=[
        Symptom(
            "weights-not-summed",
            r"dL_dZ \(4, 4\)",  # W had a row for each sample when this step began
            "One step earlier W got a row for each sample: `dL_dZ * X` is (m, n). All rows share "
            "one W: what becomes of their gradients?",
        ),
    ],
    mistakes=[
        Mistake(
            "derivative-of-the-output",
            "`sigmoid_prime` expects z. What do you hand it: z, or its output?",
            v.unit_by(lambda Z, a, y: (a - y) * sigmoid_prime(a)),
        ),
        Mistake(
            "z-times-1-minus-z",
            "z·(1 − z) says that the curve is flat at z = 0. Is it? In which letter is a·(1 − a)?",
            v.unit_by(lambda Z, a, y: (a - y) * Z * (1 - Z)),
        ),
        Mistake(
            "activation-derivative-missing",
            "The gradient passes one sigmoid on its way from ŷ to z. Which local gradient is "
            "missing?",
            v.unit_by(lambda Z, a, y: a - y),
        ),
        Mistake(
            "starts-from-the-loss",
            "dL_dZ holds a loss. What is the slope of ½(ŷ − y)², its error or its square?",
            v.unit_by(lambda Z, a, y: 0.5 * (a - y) ** 2 * sigmoid_prime(Z)),
        ),
        Mistake(
            "squared-error",
            "dL_dZ holds a square. What is the slope of ½(ŷ − y)²?",
            v.unit_by(lambda Z, a, y: (a - y) ** 2 * sigmoid_prime(Z)),
        ),
        Mistake(
            "value-for-derivative",
            "You multiply by the activation. Which number is the slope of the sigmoid there?",
            v.unit_by(lambda Z, a, y: (a - y) * a),
        ),
        Mistake(
            "compares-pre-activation",
            "Z is a pre-activation and y a target. What do you compare with y?",
            v.unit_by(lambda Z, a, y: (Z - y) * sigmoid_prime(Z)),
        ),
        Mistake(
            "dw-from-the-error",
            "dL_dW starts at the error. Which derivative belongs to Z, where X was multiplied?",
            v.unit_by(dL_dW=lambda d, X, error: error.T @ X),
        ),
        Mistake(
            "db-from-the-error",
            "dL_db starts at the error. Is b added before the sigmoid, or after?",
            v.unit_by(dL_db=lambda d, error: error.sum(axis=0)),
        ),
        Mistake(
            "sign-flipped",
            "Raise ŷ slightly where it is too low: does the loss rise or fall? Look at the sign.",
            v.unit_by(lambda Z, a, y: (y - a) * sigmoid_prime(Z)),
        ),
        Mistake(
            "error-missing",
            "The slope of the sigmoid is there. How wrong the prediction is, is missing: where "
            "is y?",
            v.unit_by(lambda Z, a, y: sigmoid_prime(Z)),
        ),
        Mistake(
            "mean-for-sum",
            "Your steps are too short by the number of rows. Is the loss here a sum or a mean?",
            v.unit_by(scale=lambda X: 1 / len(X)),
        ),
        Mistake(
            "half-not-cancelled",
            "What does the ½ in the loss cancel?",
            v.unit_by(scale=lambda X: 2.0),
        ),
        Mistake(
            "bias-never-updated",
            "The weights move and b stays as it was. What is the derivative of z with respect to "
            "b?",
            v.unit_by(dL_db=lambda d, error: 0.0),
        ),
        Mistake(
            "bias-gradient-without-upstream",
            "dL_db is 1, the derivative of z with respect to b. In each row δ arrives from above: "
            "where is it?",
            v.unit_by(dL_db=lambda d, error: 1.0),
        ),
        Mistake(
            "product-of-sums",
            "You add up the rows first and multiply then. Each row has a product of its own: "
            "multiply first.",
            v.unit_by(dL_dW=lambda d, X, error: d.sum(axis=0) * X.sum(axis=0)),
        ),
        Mistake(
            "one-sum-for-all-weights",
            "All weights get the same number. Each weight multiplied one column of X: what may not "
            "be added up?",
            v.unit_by(dL_dW=lambda d, X, error: (d * X).sum()),
        ),
        Mistake(
            "bias-mean-weights-sum",
            "b gets the mean over the rows, and W the sum. Do they have the same loss?",
            v.unit_by(dL_db=lambda d, error: d.mean(axis=0)),
        ),
        Mistake(
            "weights-mean-bias-sum",
            "W gets the mean over the rows, and b the sum. Do they have the same loss?",
            v.unit_by(dL_dW=lambda d, X, error: d.T @ X / len(X)),
        ),
        Mistake(
            "bias-from-one-row",
            "b gets the gradient of one row only. How many rows use this bias?",
            v.unit_by(dL_db=lambda d, error: d[-1]),
        ),
        Mistake(
            "sum-over-wrong-axis",
            "Now each row has a bias of its own, and axis=1 adds nothing up. Which axis counts "
            "the rows?",
            v.unit_by(dL_db=lambda d, error: d.sum(axis=1)),
        ),
        Mistake(
            "bias-not-summed",
            "`dL_db = dL_dZ` holds for one row. Here all rows share the bias: what becomes of "
            "their gradients?",
            v.unit_by(dL_db=lambda d, error: d),
        ),
        Mistake(
            "weights-gradient-transposed",
            "dL_dW is (n, 1) and W is (1, n): `W - lr * dL_dW` broadcasts both to (n, n). A "
            "gradient has the shape of its parameter.",
            v.unit_by(dL_dW=lambda d, X, error: X.T @ d),
            others=[v.unit_by(dL_dW=lambda d, X, error: X.T @ d, dL_db=lambda d, error: d)],
        ),
        Mistake(
            "stops-after-one-epoch",
            "These are the values after one epoch. Does `return` stand inside the loop?",
            v.first_epoch,
        ),
        Mistake(
            "column-flattened",
            "The numbers are right, the shape is not: W stays (1, n), b (1,) and y_hat (m, 1). "
            "With y_hat (m,) and y (m, 1), y_hat − y becomes (m, m).",
            v.flat(v.unit_loop()),
        ),
    ],
    afterwards=(OwnWork(xor.train_unit),),
)

start = PropertyCheck(
    name="start",
    parameters=("rng", "n_hidden"),
    returns=("W1", "b1", "W2", "b2"),
    example=(np.random.default_rng(0), 3),
    shapes=lambda rng, n_hidden: [(n_hidden, 2), (n_hidden,), (1, n_hidden), (1,)],
    arguments=(4,),
    properties=[
        Property(
            "Draw from the rng that is handed in: a start that nobody can repeat can't be checked.",
            s.not_repeatable,
        ),
        Property(
            "The gradient of a hidden unit comes back through W2. How much comes back through 0?",
            s.stands_still,
        ),
        Property(
            "The weights are not 0. Print sigmoid_prime of Z1 and Z2: is any unit not saturated?",
            s.stands_still_far_out,
        ),
        Property(
            "Both got the same gradient at every step. What must differ before the first step?",
            s.twins,
        ),
        Property("What is rng for?", s.one_start_only),
        Property(
            "Which numbers must differ, so that two hidden units can ask different questions?",
            s.fails_with_alike_rows,
        ),
        Property(
            "Print your W1. The units are not alike, but how far apart do they start?",
            s.fails_near_zero,
        ),
        Property(
            "Print Z1 of your start. On which part of σ do the values lie, and how much of a "
            "gradient "
            "passes there?",
            s.fails_far_out,
        ),
        Property(
            "Compare your start with draws from a normal distribution of standard deviation 1.",
            s.fails,
        ),
    ],
    own_work=OwnWork(xor.start),
    symptoms=[
        Symptom(
            "mean-for-size",
            r"W[12] has shape \(\);",
            "`rng.normal(a, b)` is one number of mean a and standard deviation b. The shape goes "
            "into `size=(…)`.",
        ),
    ],
)
