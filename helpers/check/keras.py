"""The checks of lesson 12: our weights and steps in Keras's order.

Those of the three weapons stand in `keras_weapons`. None needs Keras: what it would give is
computed by NumPy, and tests hold that against Keras itself. Nets have two outputs and no square
layer, so that m and the number of entries, W and its transpose, differ; one hidden unit is dead, so
that its slope is 0.
"""

from dataclasses import replace

import numpy as np

from . import keras_variants as v
from .keras_stages import ShapeCheck, StagedCheck
from .keras_weapons import A as A
from .keras_weapons import early_stopping as early_stopping
from .keras_weapons import l2_gradient as l2_gradient
from .keras_weapons import mend_dropout as mend_dropout
from .mistake import Mistake
from .variable import ChoicesCheck

keras_weights = ShapeCheck(
    name="keras_weights",
    parameters="weights, biases",
    returns="flat",
    lists="pairs",
    exact_shape=True,
    reference=v.keras_weights,
    points=[
        (
            [np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([[0.7, 0.8, 0.9]])],
            [np.array([0.1, 0.2, 0.3]), np.array([0.4])],
        ),
        v.net((3, 4, 2), seed=1),
        v.net((2, 5, 3), seed=2),
    ],
    pointers={
        r"could not be broadcast|same shape": "With an array on one side, `+` adds numbers. By "
        "which method does a list get one more thing at its end?",
        r"entries hold several": "Keras takes one flat list. What do you put into it at once?",
        r"holds \d+ arrays?; [^\n]*\Z": "Keras takes kernel, bias, kernel, bias and so on. What is "
        "left out, or put in twice?",
        r"must be a list with two": "Start from an empty list, and put two arrays in for each "
        "layer.",
    },
    mistakes=[
        Mistake(
            "The numbers of your kernels stand as in W. Which of its axes counts the inputs, and "
            "which should?",
            v.flat_by(lambda W, b: (W, b)),
        ),
        Mistake(
            "The shape is right, and the numbers are in other places: reshape reads W row by row. "
            "What turns a row into a column?",
            v.flat_by(lambda W, b: (W.reshape(W.shape[::-1]), b)),
        ),
        Mistake(
            "All kernels stand before all biases. In which order does Keras want them?",
            v.kernels_first,
        ),
        Mistake(
            "Within each layer, which of the two does Keras want first?",
            v.flat_by(lambda W, b: (b, W.T)),
        ),
        Mistake("Your list begins with the last layer. Where does x come in?", v.from_the_last),
        Mistake(
            "A bias of yours is a matrix. Which shape does Keras give it?",
            v.flat_by(lambda W, b: (W.T, b[None, :])),
        ),
        Mistake(
            "A bias of yours is a column. Which shape does Keras give it?",
            v.flat_by(lambda W, b: (W.T, b[:, None])),
        ),
        Mistake(
            "The kernels are right, and the biases are all 0. Where did ours go?",
            v.flat_by(lambda W, b: (W.T, 0 * b)),
        ),
        Mistake(
            "Your kernels are rows of numbers. Which shape does the table give them?",
            v.flat_by(lambda W, b: (W.T.ravel(), b)),
        ),
    ],
)
OTHER_DEPTH = (
    "With two layers it is right. How many does your code count on, and how many are in the lists "
    "here?"
)
keras_weights = replace(
    keras_weights,
    then=[
        replace(keras_weights, points=[point], mistakes=(), pointers={"": OTHER_DEPTH})
        for point in (v.net((2, 4, 3, 1), seed=3), v.net((3, 2), seed=4))
    ],
)

# Two inputs, four hidden units of which the second is dead on these rows, three outputs.
X = np.array([[1.0, -0.5], [0.4, 1.2]])
Y = np.array([[0.5, -1.0, 0.7], [2.0, 0.3, -1.2]])
WEIGHTS = [
    np.array([[0.5, -1.0], [0.3, -0.2], [-0.6, 0.9], [0.8, 0.7]]),
    np.array([[1.1, 0.4, -0.7, 0.2], [-0.5, 0.8, 0.6, -0.9], [0.7, -0.3, 0.25, 1.3]]),
]
BIASES = [np.array([0.2, -3.0, 0.3, -0.4]), np.array([0.35, -0.15, 0.6])]
X2 = np.array([[0.7, 1.1], [-1.4, 0.3], [0.2, -0.9], [1.6, 0.5]])
Y2 = np.array([[0.2, 1.3, -0.8], [-0.7, 0.4, 1.1], [1.8, -0.6, 0.5], [0.9, 2.1, -1.4]])

# An output that is nearly learnt, a million times smaller: slopes of about 1e-6 or less. Right is
# the formula of the task; lesson 09's smaller ε and Keras's own place for it pass as well.
TINY = 3e-6
tiny_steps = StagedCheck(
    name="one_step",
    parameters="X, y, weights, biases, lr, optimizer",
    returns="new_weights, new_biases",
    lists="back",
    reference=v.one_step,
    allowed=[
        v.one_step_by(first=v.adam_by(lambda g: abs(g) + 1e-8)),
        v.one_step_by(first=v.adam_by(lambda g: abs(g) + 1e-7 / np.sqrt(1 - 0.999))),
    ],
    atol=1e-5,
    points=[
        (X, TINY * Y, [WEIGHTS[0], TINY * WEIGHTS[1]], [BIASES[0], TINY * BIASES[1]], 0.1, "adam"),
    ],
    finding=lambda value, *point: (
        "Here all slopes are about a millionth or less: so ε and its "
        "place count. Hold your fraction against the task's."
    ),
    mistakes=[
        Mistake(
            "Here all slopes are about a millionth or less, and your step is ±lr as ever. What "
            "does ε do to slopes as small as itself?",
            v.one_step_by(first=lambda g, lr: lr * np.sign(g)),
        ),
        Mistake(
            "Here all slopes are about a millionth or less. Your ε stands inside the root, "
            "where it weighs a thousand times as much or more. Where does the task put it?",
            v.one_step_by(first=v.adam_by(v.rooted(1e-7))),
            others=[v.one_step_by(first=v.adam_by(v.rooted(1e-8)))],
        ),
    ],
)

one_step = StagedCheck(
    name="one_step",
    parameters="X, y, weights, biases, lr, optimizer",
    returns="new_weights, new_biases",
    lists="back",
    reference=v.one_step,
    atol=1e-4,  # Adam's ε, wherever it stands, is no matter here; then it is
    then=[tiny_steps],
    pointers={
        r"\bnan\b": "nan comes of 0/0, or of the root of a negative number. Some slopes are 0 "
        "here, some are below 0. What is ε for, and inside which bracket does it stand?"
    },
    points=[
        (X, Y, WEIGHTS, BIASES, 0.1, "sgd"),
        (X, Y, WEIGHTS, BIASES, 0.1, "adam"),
        (X2, Y2, WEIGHTS, BIASES, 0.03, "sgd"),
        (X2, Y2, WEIGHTS, BIASES, 0.02, "adam"),
    ],
    mistakes=[
        Mistake(
            "Your steps go uphill, both of them. Which way do slopes point?",
            v.one_step_by(scale=lambda y: -1.0),
        ),
        Mistake(
            "A row has several outputs, and the mean goes over all entries. By how many do you "
            "divide?",
            v.one_step_by(scale=lambda y: y.size / len(y)),
        ),
        Mistake(
            "Say the same rows twice: should the step double? The loss is a mean.",
            v.one_step_by(scale=lambda y: float(y.size)),
        ),
        Mistake(
            "This loss has no ½. What does the square bring down?",
            v.one_step_by(scale=lambda y: 0.5),
        ),
        Mistake(
            "The 2 of the square is missing, and the mean goes over more than the rows. What is "
            "the slope of a mean of squares?",
            v.one_step_by(scale=lambda y: 0.5 * y.size / len(y)),
        ),
        Mistake(
            "ŷ − y is the blame of lesson 03, for one row and ½ of the square. What has changed?",
            v.one_step_by(scale=lambda y: 0.5 * y.size),
        ),
        Mistake(
            "Your blame is averaged twice. How often does the loss average?",
            v.one_step_by(scale=lambda y: 1.0 / y.size),
        ),
        Mistake(
            "With SGD you go uphill. Which way do slopes point?",
            v.one_step_by(sgd=lambda g, lr: -lr * g),
        ),
        Mistake(
            "With Adam you go uphill. Which way do slopes point?",
            v.one_step_by(first=lambda g, lr: -lr * np.sign(g)),
        ),
        Mistake(
            "SGD is right. Your Adam takes the same step: what does it divide by?",
            v.one_step_by(first=lambda g, lr: lr * g),
        ),
        Mistake(
            "The two rules have changed places. Whose first step is as long for every slope?",
            v.one_step_by(sgd=lambda g, lr: lr * np.sign(g), first=lambda g, lr: lr * g),
        ),
        Mistake(
            'Adam\'s step comes out for both. What does "sgd" ask for?',
            v.one_step_by(sgd=lambda g, lr: lr * np.sign(g)),
        ),
        Mistake(
            "Your Adam's first step is 3.16 · lr: its memories start at 0. Which correction is "
            "missing?",
            v.one_step_by(first=lambda g, lr: lr * np.sqrt(10) * np.sign(g)),
        ),
        Mistake(
            "Your Adam divides by the square of the slope. What is taken of v̂ first?",
            v.one_step_by(first=lambda g, lr: lr * g / (g**2 + 1e-7)),
        ),
        Mistake(
            "Your Adam divides by the root of the slope's size. v̂ is g²: what is its root?",
            v.one_step_by(first=lambda g, lr: lr * g / (np.sqrt(np.abs(g)) + 1e-7)),
        ),
        Mistake(
            "Your Adam's step has no sign: every weight goes the same way. What stands on top of "
            "its fraction?",
            v.one_step_by(first=lambda g, lr: lr * np.abs(np.sign(g))),
        ),
        Mistake(
            "Neither rule knows lr. What is it for?",
            v.one_step_by(sgd=lambda g, lr: g, first=lambda g, lr: np.sign(g)),
        ),
        Mistake("SGD doesn't know lr. What is it for?", v.one_step_by(sgd=lambda g, lr: g)),
        Mistake(
            "Adam doesn't know lr. What is it for?", v.one_step_by(first=lambda g, lr: np.sign(g))
        ),
        Mistake(
            "The step replaces the weight. Does the new weight remember where it started?",
            v.one_step_by(starts=(0.0, 0.0)),
        ),
        Mistake(
            "That is what is to be taken away from the weights. What is left of them then?",
            v.one_step_by(starts=(0.0, 0.0), scale=lambda y: -1.0),
        ),
        Mistake(
            "Adam is right. With SGD you return what is to be taken away from w, not what is left.",
            v.one_step_by(starts=(0.0, 1.0), sgd=lambda g, lr: -lr * g),
        ),
        Mistake(
            "Adam is right. With SGD the step replaces w: where did w go?",
            v.one_step_by(starts=(0.0, 1.0)),
        ),
        Mistake(
            "SGD is right. With Adam you return what is to be taken away from w, not what is left.",
            v.one_step_by(starts=(1.0, 0.0), first=lambda g, lr: -lr * np.sign(g)),
        ),
        Mistake(
            "SGD is right. With Adam the step replaces w: where did w go?",
            v.one_step_by(starts=(1.0, 0.0)),
        ),
        Mistake("The weights are right. Do biases learn, too?", v.one_step_by(bias=False)),
        Mistake(
            "Nothing moves with SGD. Is the step taken away from the weight?",
            v.one_step_by(sgd=lambda g, lr: 0 * g),
        ),
        Mistake(
            "Nothing moves with Adam. Is a step taken away from w, and is what it is divided by as "
            "small as it should be?",
            v.one_step_by(first=lambda g, lr: 0 * g),
        ),
    ],
)

right_loss = ChoicesCheck(
    name="right_loss",
    against="the task",
    labels=["loss of A", "loss of B", "loss of C", "metric of A"],
    replies={
        "mse": "it takes a number and a number and squares the miss, so its unit is squared, too; "
        "a forecast of the mean makes it lowest; it goes with a linear output",
        "mae": "it takes a number and a number and says the miss in the number's own unit; a "
        "forecast of the median makes it lowest; it goes with a linear output",
        "accuracy": "it counts how often forecast and outcome are the same; how often are two real "
        "numbers equal, and does a nudge change the count",
        "binary_crossentropy": "it takes one probability and an outcome of 0 or 1",
        "categorical_crossentropy": "it takes k probabilities and a row with a single 1, so with "
        "3 classes y has shape (m, 3)",
        "sparse_categorical_crossentropy": "it takes k probabilities and the number of the class, "
        "from 0 to k − 1",
    },
)
