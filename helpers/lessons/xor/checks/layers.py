"""The checks of lesson 05 on the hidden layer: the way back, and a step with a planted bug."""

from typing import Any

import numpy as np

from helpers.activations import sigmoid, sigmoid_prime
from helpers.checking.comparison import Comparison
from helpers.checking.function import FunctionCheck
from helpers.checking.messages import CheckFailed, Kind, Unchanged
from helpers.checking.mistake import Mistake, Symptom
from helpers.checking.own_work import OwnWork
from helpers.checking.reading import Values
from helpers.lessons import xor

from . import variants as v
from .points import backward_point, step_point

backward = FunctionCheck(
    name="backward",
    parameters=("X", "y", "W1", "b1", "W2", "b2"),
    returns=("dL_dW1", "dL_db1", "dL_dW2", "dL_db2"),
    reads=Values(back=("dL_dW2", "dL_db2", "dL_db1", "dL_dW1"), exact_shape=True),
    reference=v.slopes,
    points=[backward_point(7, 4, 2, 3), backward_point(8, 3, 2, 4), backward_point(9, 5, 3, 2)],
    symptoms=[  # at the first point, where m, n and h are 4, 2 and 3
        Symptom(
            "dw1-from-activations",
            r"dL_dW1 is an array of shape \(3, 3\)",
            "What did W1 multiply on the way forward? That stands beside dL_dZ1 in its gradient.",
        ),
        Symptom(
            "dw1-transposed",
            r"dL_dW1 is an array of shape \(2, 3\)",
            "Your dL_dW1 is (n, h), and W1 is (h, n). Which factor stands on the left, and turned?",
        ),
        Symptom(
            "dw2-from-inputs",
            r"dL_dW2 is an array of shape \(1, 2\)|dL_dW2 is a row of 2",
            "The first layer reads X. What does the second one read, and so multiply by W2?",
        ),
    ],
    mistakes=[
        Mistake(
            "hidden-activation-derivative-missing",
            "The hidden units have sigmoids too. Which local gradient is missing between dL_dA1 "
            "and dL_dZ1?",
            v.back(hidden_slope=lambda Z1, A1, Z2: 1.0),
        ),
        Mistake(
            "derivative-of-the-output",
            "`sigmoid_prime` expects z. What do you hand it in the hidden layer?",
            v.back(hidden_slope=lambda Z1, A1, Z2: sigmoid_prime(A1)),
        ),
        Mistake(
            "z-times-1-minus-z",
            "z·(1 − z) says that the curve is flat at z = 0. In which letter is a·(1 − a)?",
            v.back(hidden_slope=lambda Z1, A1, Z2: Z1 * (1 - Z1)),
        ),
        Mistake(
            "value-for-derivative",
            "You multiply by the hidden activation. What is the slope of the sigmoid that made it?",
            v.back(hidden_slope=lambda Z1, A1, Z2: A1),
        ),
        Mistake(
            "derivative-at-z2-for-z1",
            "Each hidden unit has a sigmoid of its own. Whose slope do you use in dL_dZ1?",
            v.back(hidden_slope=lambda Z1, A1, Z2: sigmoid_prime(Z2)),
        ),
        Mistake(
            "w2-missing",
            "The gradient comes back through the second layer. Which weights does it meet there?",
            v.back(lambda d2, W2, error: np.broadcast_to(d2, (len(d2), W2.shape[1]))),
        ),
        Mistake(
            "dw2-from-the-error",
            "dL_dW2 starts at the error. Which derivative belongs to Z2, where A1 was multiplied?",
            v.back(dL_dW2=lambda d2, A1, Z1, error: error.T @ A1),
        ),
        Mistake(
            "dw2-from-pre-activation",
            "dL_dW2 uses Z1. What did W2 multiply on the way forward: Z1, or A1?",
            v.back(dL_dW2=lambda d2, A1, Z1, error: d2.T @ Z1),
        ),
        Mistake(
            "dw2-mean-for-sum",
            "dL_dW2 is a mean over the rows. Is the loss here a sum or a mean?",
            v.back(dL_dW2=lambda d2, A1, Z1, error: d2.T @ A1 / len(A1)),
        ),
        Mistake(
            "dw2-product-of-sums",
            "dL_dW2 adds up the rows first and multiplies then. Each row has a product of its own: "
            "multiply first.",
            v.back(dL_dW2=lambda d2, A1, Z1, error: d2.sum(axis=0) * A1.sum(axis=0)),
        ),
        Mistake(
            "both-weights-mean-biases-sum",
            "dL_dW2 and dL_dW1 are means over the rows, and the biases get sums. Do they have the "
            "same loss?",
            v.back(
                dL_dW2=lambda d2, A1, Z1, error: d2.T @ A1 / len(A1),
                finish=lambda d1, X, dA1: (d1.T @ X / len(X), d1.sum(axis=0)),
            ),
        ),
        Mistake(
            "dw2-not-summed",
            "Your dL_dW2 has one row per sample. All samples share W2: what becomes of their "
            "gradients?",
            v.back(dL_dW2=lambda d2, A1, Z1, error: d2 * A1),
        ),
        Mistake(
            "upstream-missing",
            "dL_dA1 is W2, the local gradient alone. Which upstream gradient arrives there?",
            v.back(lambda d2, W2, error: W2 + 0 * d2),
        ),
        Mistake(
            "activation-for-w2",
            "dL_dA1 multiplies by A1. Z2 = A1 @ W2.T + b2: with respect to A1, what is its "
            "derivative?",
            v.back(
                lambda d2, W2, error: np.broadcast_to(d2, (len(d2), W2.shape[1])),
                lambda Z1, A1, Z2: A1 * sigmoid_prime(Z1),
            ),
        ),
        Mistake(
            "units-added-up",
            "Every hidden unit gets the same dL_dA1: the sum over all units. Has each one its own "
            "weight?",
            v.back(lambda d2, W2, error: d2 @ W2.sum(1, keepdims=True) + 0 * W2),
        ),
        Mistake(
            "rows-added-up-too-early",
            "Your dL_dA1 adds up the rows, so all rows get the same. In which line are they added?",
            v.back(lambda d2, W2, error: d2.sum(axis=0) * W2 + 0 * d2),
        ),
        Mistake(
            "hidden-error-from-output-error",
            "Your dL_dA1 starts from the error. Which sigmoid lies between the error and W2?",
            v.back(lambda d2, W2, error: error @ W2),
        ),
        Mistake(
            "dw1-before-activation",
            "W1 acts before the hidden sigmoid, so its gradient starts from the derivative by Z1. "
            "Does yours start at dL_dA1?",
            v.back(finish=lambda d1, X, dA1: (dA1.T @ X, d1.sum(axis=0))),
        ),
        Mistake(
            "db1-before-activation",
            "dL_db1 starts at dL_dA1. Is b1 added before the sigmoid, or after?",
            v.back(finish=lambda d1, X, dA1: (d1.T @ X, dA1.sum(axis=0))),
        ),
        Mistake(
            "hidden-mean-for-sum",
            "The hidden layer's gradients are too small by the number of rows. Sum or mean?",
            v.back(finish=lambda d1, X, dA1: (d1.T @ X / len(X), d1.mean(axis=0))),
        ),
        Mistake(
            "db1-mean-dw1-sum",
            "dL_db1 is a mean over the rows, dL_dW1 a sum. Do they have the same loss?",
            v.back(finish=lambda d1, X, dA1: (d1.T @ X, d1.mean(axis=0))),
        ),
        Mistake(
            "dw1-mean-db1-sum",
            "dL_dW1 is a mean over the rows, dL_db1 a sum. Do they have the same loss?",
            v.back(finish=lambda d1, X, dA1: (d1.T @ X / len(X), d1.sum(axis=0))),
        ),
        Mistake(
            "shape-of-the-parameter",
            "The numbers are right, the shape is not. A gradient has the shape of its parameter: "
            "print b1.shape, and those of the others.",
            v.flat(v.slopes),
        ),
    ],
    afterwards=(OwnWork(xor.backward),),
)

# As many rows as hidden units: elsewhere the given code stops.
SQUARE = [step_point(10, 4, 4, 0.5), step_point(11, 3, 3, 0.4), step_point(12, 5, 5, 0.3)]
OTHER = [step_point(13, 4, 3, 0.5), step_point(14, 3, 5, 0.4), step_point(15, 5, 2, 0.3)]


def _runs(answer: object, point: tuple[Any, ...]) -> bool:
    """Say whether an answer returns anything at a point, where the given code stops."""
    try:
        _ = Comparison(_any_step, answer, [point]).returned
    except CheckFailed:
        return False
    return True


class StepCheck(FunctionCheck):
    """A check of a step with as many rows as hidden units, and only then with other numbers.

    The given code runs at the first points alone, so only there can it be told from an attempt.
    """

    def __call__(self, answer: object, *points: tuple[Any, ...]) -> None:
        """Check `answer` at the first points, and then at all, with `points` where some are given.

        Raises what a FunctionCheck raises.
        """
        try:
            self.judge(answer)
        except Unchanged:
            if any(_runs(answer, point) for point in OTHER):
                _any_step(answer, *points)
            raise
        except CheckFailed as failed:
            if failed.kind == Kind.VALUE and failed.mistake not in [m.id for m in self.mistakes]:
                # Where it stops because shapes don't fit, its line tells more than a value does.
                _ = Comparison(_any_step, answer, OTHER).returned
            raise
        _any_step(answer, *points)


mend_step = StepCheck(
    name="mend_step",
    parameters=("X", "y", "W1", "b1", "W2", "b2", "lr"),
    returns=("W1", "b1", "W2", "b2"),
    reads=Values(back=("W2", "b2", "b1", "W1"), exact_shape=True),
    reference=v.step,
    unchanged=v.wrong_axis,
    points=SQUARE,
    symptoms=[
        Symptom(
            "b2-changed",
            "b2 is a row of",
            "b2 was right before: one sum over the rows, for the one output unit. Leave its line "
            "alone.",
        ),
    ],
    mistakes=[
        Mistake(
            "bias-summed-over-units",
            "Now all hidden units move their bias by the same number. Has each one its own "
            "gradient?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1.T @ X, d1.sum()))),
        ),
        Mistake(
            "mean-over-wrong-axis",
            "You take a mean over the hidden units now. What has to be added up for each unit?",
            v.b1_by(lambda b1, d1, lr: b1 - lr * d1.mean(axis=1)),
        ),
        Mistake(
            "output-gradient-for-hidden",
            "All hidden units get the gradient of the output unit. Which delta belongs to layer 1?",
            v.output_delta,
        ),
        Mistake(
            "sign-flipped",
            "The axis is right, the sign is not. Which way does b1 move?",
            v.b1_by(lambda b1, d1, lr: b1 + lr * d1.sum(axis=0)),
        ),
        Mistake(
            "sign-and-axis",
            "Neither the sign nor the axis of b1 is right: which way is downhill, and what is "
            "added up?",
            v.b1_by(lambda b1, d1, lr: b1 + lr * d1.sum(axis=1)),
        ),
        Mistake(
            "lr-missing",
            "b1 takes a step without the learning rate. What do the other three lines have?",
            v.b1_by(lambda b1, d1, lr: b1 - d1.sum(axis=0)),
        ),
        Mistake(
            "step-replaces-bias",
            "Your new b1 is a step alone. Where did it start?",
            v.b1_by(lambda b1, d1, lr: -lr * d1.sum(axis=0)),
        ),
        Mistake(
            "hidden-mean-for-sum",
            "W1 and b1 get the mean over the rows now. Is the loss here a sum or a mean?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1.T @ X / len(X), d1.mean(axis=0)))),
        ),
        Mistake(
            "b1-mean-for-sum",
            "The axis is right. Is the loss a sum over the rows, or their mean?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1.T @ X, d1.mean(axis=0)))),
        ),
        Mistake(
            "b1-never-updated",
            "b1 stays as it was now. Has it no gradient?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1.T @ X, 0.0))),
        ),
        Mistake(
            "b1-from-one-row",
            "b1 gets the gradient of one row only. How many rows use it?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1.T @ X, d1[-1]))),
        ),
        Mistake(
            "w1-sums-units",
            "W1 was right before. What does `delta1 @ X` add up: rows, or hidden units?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1 @ X, d1.sum(axis=1)))),
        ),
        Mistake(
            "w1-changed",
            "b1 is right now, and W1 was right before. What did you change in it?",
            v.step_by(v.back(finish=lambda d1, X, dA1: (d1 @ X, d1.sum(axis=0)))),
        ),
        Mistake(
            "w2-updated-first",
            "Has W2 moved before the gradient went back through it? All gradients belong to one "
            "forward pass.",
            v.output_first,
        ),
        Mistake(
            "gradient-ascent",
            "The signs were right. Does the loss still fall?",
            v.step_by(v.back(), lr_sign=-1.0),
        ),
        Mistake(
            "hidden-activation-derivative-missing",
            "The slope of the hidden sigmoid was there before. Where has it gone?",
            v.step_by(v.back(hidden_slope=lambda Z1, A1, Z2: 1.0)),
        ),
        Mistake(
            "derivative-of-the-output",
            "He writes σ′ as a·(1 − a), with a, and that is right. What does `sigmoid_prime` take?",
            v.step_by(v.back(hidden_slope=lambda Z1, A1, Z2: sigmoid_prime(sigmoid(Z1)))),
        ),
        Mistake(
            "shape-of-the-parameter",
            "The numbers are right, the shape is not. A step keeps the shape of its parameter: "
            "print b1.shape before and after.",
            v.flat(v.step),
        ),
    ],
    afterwards=(OwnWork(xor.backward),),
)

_any_step = FunctionCheck(
    name=mend_step.name,
    parameters=mend_step.parameters,
    returns=mend_step.returns,
    reads=mend_step.reads,
    reference=mend_step.reference,
    points=[*SQUARE, *OTHER],
    symptoms=[
        Symptom(
            "sums-cut-to-length",
            r"axis=1.*\[:",
            "You cut the numbers to the length of b1, and they are still one per row. What has to "
            "be added up, so that there is one per unit?",
        ),
    ],
    mistakes=[
        Mistake(
            "sum-over-too-few-rows",
            "Your sum runs over as many rows as there are hidden units. How many rows are there?",
            v.b1_by(lambda b1, d1, lr: b1 - lr * d1[: len(b1)].sum(axis=0)),
        ),
    ],
    afterwards=mend_step.afterwards,
)
