"""The checks of lesson 12: our weights and steps in Keras's order, and three weapons.

None of them needs Keras: what it would give is computed by NumPy, and tests hold that against Keras
itself. Nets have two outputs and no square layer, so that m and the number of entries, W and its
transpose, differ; one hidden unit is dead, so that its slope is 0.
"""

from dataclasses import replace

import numpy as np

from . import keras_variants as v
from .arrays import ArrayCheck
from .keras_stages import ShapeCheck, StagedCheck
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

early_stopping = ArrayCheck(
    name="early_stopping",
    parameters="validation, patience",
    returns="stop, keep",
    walk="keep, stop",
    reference=v.early_stopping,
    points=[
        ([5.0, 4.0, 4.5, 4.2, 3.0, 3.5, 3.6, 3.7, 2.0], 3),
        ([5.0, 4.0, 4.5, 4.2, 3.0, 3.5, 3.6, 3.7, 2.0], 2),
        ([0.9, 0.8, 0.8, 0.85, 0.7, 0.6, 0.65, 0.63, 0.62, 0.61, 0.64], 4),
        ([2.0, 1.5, 1.6, 1.7, 1.2, 1.3], 4),
        ([3.0, 2.8, 2.9, 2.7, 2.8, 2.6, 2.9, 2.5, 2.9, 3.0, 3.1, 2.4], 3),
        ([4.0, 3.0, 3.0, 3.0, 3.2, 2.5], 3),
        ([1.0, 1.1, 1.05, 0.9], 2),  # the first loss is the low
        ([3.0, 2.5, 2.0], 2),  # the last one is
        ([3.0, 2.0, 2.1, 2.2], 3),  # patience would run out at the next epoch
        ([9e12, 7e12, 7.2e12, 6.5e12, 6.4e12, 7e12, 7.1e12, 6.9e12], 3),  # in dollars squared
    ],
    mistakes=[
        Mistake(
            "Nothing is ever a new low. What is each loss compared with, and is any first loss "
            "below that?",
            v.stopping_from(0.0, 0),
            others=[v.stopping_from(0.0, 1)],
        ),
        Mistake(
            "The number you start from is a loss of your own: here it lies on the wrong side "
            "of the real ones. What can you start from, whatever their unit is?",
            v.stopping_from(1e3, 0),
            others=[v.stopping_from(1e3, 1), v.stopping_from(1.0, 0), v.stopping_from(1.0, 1)],
        ),
        Mistake(
            "You look up the lowest loss of the whole list first. With patience 2 and [5, 4, "
            "4.5, 4.2, 3, …], has anybody seen the 3?",
            lambda x, p: (min(int(np.argmin(x)) + p, len(x) - 1), int(np.argmin(x))),
            others=[lambda x, p: (int(np.argmin(x)) + p, int(np.argmin(x)))],
        ),
        Mistake(
            "Where patience never runs out, your stop is the number of losses. Which place has the "
            "last one?",
            v.after(lambda x, p, stop, keep: (stop + (stop - keep < p), keep)),
        ),
        Mistake(
            "You keep the lowest of all losses. Which of them has been seen when training stops?",
            v.after(lambda x, p, stop, keep: (stop, int(np.argmin(x)))),
        ),
        Mistake(
            "You keep the last weights, as Keras does where restore_best_weights is left out. "
            "Which epoch had the lowest loss so far?",
            v.after(lambda x, p, stop, keep: (stop, stop)),
        ),
        Mistake(
            "The two have changed places: which one comes later?",
            v.after(lambda x, p, stop, keep: (keep, stop)),
        ),
        Mistake(
            "You run one epoch too many. With patience 1, after how many epochs without a new "
            "low does it end?",
            v.stopping_by(over=lambda wait, patience: wait > patience),
        ),
        Mistake(
            "You stop one epoch too early. With patience 3, after how many epochs without a "
            "new low does it end?",
            v.stopping_by(over=lambda wait, patience: wait >= patience - 1 and wait > 0),
        ),
        Mistake(
            "Both count from 1. What is the place of the first loss in the list?",
            v.after(lambda x, p, stop, keep: (stop + 1, keep + 1)),
        ),
        Mistake(
            "Your stop counts from 1, or counts the epochs. What is the place of the last loss "
            "that was seen?",
            v.after(lambda x, p, stop, keep: (stop + 1, keep)),
        ),
        Mistake(
            "You compare each loss with the one before. After 4.0, 4.5, 4.2: is 4.2 a new low?",
            v.stopping_by(better=lambda x, epoch, best: x[epoch] < x[epoch - 1]),
        ),
        Mistake(
            "Is a loss that equals the lowest one a new low? Walk through the three 3s.",
            v.stopping_by(better=lambda x, epoch, best: x[epoch] <= x[best]),
        ),
        Mistake(
            "Your count of bad epochs never starts again. What should a new low do to it?",
            v.stopping_by(reset=False),
        ),
        Mistake(
            "You stop at the first epoch that is no new low. What is patience for?",
            v.stopping_by(over=lambda wait, patience: wait >= 1),
        ),
        Mistake(
            "Where patience never runs out, your stop lies beyond the last loss. How many epochs "
            "are there?",
            v.after(lambda x, p, stop, keep: (keep + p, keep)),
        ),
        Mistake(
            "You return losses. The task asks for epochs, the places in the list.",
            v.after(lambda x, p, stop, keep: (x[stop], x[keep])),
        ),
        Mistake(
            "Your stop is right. You keep a loss; at which place in the list does it stand?",
            v.after(lambda x, p, stop, keep: (stop, x[keep])),
        ),
        Mistake(
            "You run all epochs, and keep the lowest. At which epoch does patience run out?",
            v.after(lambda x, p, stop, keep: (len(x) - 1, int(np.argmin(x)))),
        ),
    ],
)

A = np.array([2.0, 1.0, 0.5, 3.0, 1.2])
A2 = np.array([0.7, 1.9, -0.4, 2.2])
MASK, MASK2 = np.array([1.0, 0, 1, 1, 0]), np.array([0.0, 1, 1, 0])

mend_dropout = ArrayCheck(
    name="mend_dropout",
    parameters="a, mask, rate, training",
    returns="out",
    reference=v.dropout,
    unchanged=v.dropout_by(lambda a, mask, rate: a * mask, lambda a, mask, rate: a * mask),
    finding=v.own_mask,
    points=[
        (A, MASK, 0.6, True),
        (A, MASK, 0.6, False),
        (A2, MASK2, 0.2, True),
        (A2, MASK2, 0.2, False),
    ],
    mistakes=[
        Mistake(
            "Outside of training all units work now. In training, compare the mean with and "
            "without dropout: what makes up for the units that are gone?",
            v.dropout_by(train=lambda a, mask, rate: a * mask),
        ),
        Mistake(
            "In training it is right. Do units still fail when the client asks?",
            v.dropout_by(test=lambda a, mask, rate: a * mask),
        ),
        Mistake(
            "In training it is right. Outside of it, do units fail, and is anything to be made up "
            "for?",
            v.dropout_by(test=lambda a, mask, rate: a * mask / (1 - rate)),
        ),
        Mistake(
            "That is the paper's first way: it shrinks at test time. Keras enlarges in training, "
            "and then leaves the forecast alone.",
            v.dropout_by(lambda a, mask, rate: a * mask, lambda a, mask, rate: a * (1 - rate)),
        ),
        Mistake(
            "In training it is right. It has been made up for there: what is left to do outside?",
            v.dropout_by(test=lambda a, mask, rate: a * (1 - rate)),
        ),
        Mistake(
            "In training it is right. What is enlarged outside of it, and why?",
            v.dropout_by(test=lambda a, mask, rate: a / (1 - rate)),
        ),
        Mistake(
            "rate is the share that is dropped. By which share are those that stay too few?",
            v.dropout_by(train=lambda a, mask, rate: a * mask / rate),
        ),
        Mistake(
            "Those that stay have to carry more. Does your factor make them larger?",
            v.dropout_by(train=lambda a, mask, rate: a * mask * (1 - rate)),
        ),
        Mistake(
            "2 is the factor for a rate of 0.5. Which one goes with a rate of 0.6?",
            v.dropout_by(train=lambda a, mask, rate: a * mask * 2),
        ),
        Mistake(
            "Your factor is the share that is dropped. Does it make the others larger?",
            v.dropout_by(train=lambda a, mask, rate: a * mask * rate),
        ),
        Mistake(
            "`a / 1 - rate` divides by 1 and then takes rate off. Where is the bracket?",
            v.dropout_by(train=lambda a, mask, rate: a * mask / 1 - rate),
        ),
        Mistake(
            "Training and forecasting have changed places. When do units fail?",
            v.dropout_by(lambda a, mask, rate: a, lambda a, mask, rate: a * mask / (1 - rate)),
        ),
        Mistake(
            "Training and forecasting have changed places, and nothing is made up for.",
            v.dropout_by(lambda a, mask, rate: a, lambda a, mask, rate: a * mask),
        ),
        Mistake(
            "All is enlarged and nothing is dropped. Where is the mask?",
            v.dropout_by(train=lambda a, mask, rate: a / (1 - rate)),
        ),
        Mistake(
            "Nothing is dropped at any time. What should training do?",
            v.dropout_by(train=lambda a, mask, rate: a),
        ),
        Mistake(
            "A 1 in the mask is a unit that works. Which ones do you drop?",
            v.dropout_by(train=lambda a, mask, rate: a * (1 - mask) / (1 - rate)),
        ),
        Mistake(
            "You divide by the share that happened to stay. Which share was asked for?",
            v.dropout_by(train=lambda a, mask, rate: a * mask / mask.mean()),
        ),
    ],
)

l2_gradient = ArrayCheck(
    name="l2_gradient",
    parameters="dL_dW, W, lam",
    returns="gradient",
    reference=v.l2_gradient,
    points=[
        (np.array([[1.0, -2.0]]), np.array([[3.0, -0.5]]), 0.1),
        (np.array([[0.4, -0.3, 1.5], [0.2, 0.9, -1.1]]),
         np.array([[1.4, 0.6, -2.3], [-0.8, 1.9, 0.3]]), 0.05),
        (np.array([[-0.6], [0.8]]), np.array([[-1.7], [0.4]]), 0.7),
    ],
    mistakes=[
        Mistake("What does the square bring down? This penalty has no ½.",
                lambda g, W, lam: g + lam * W),
        Mistake("You add the penalty itself. How fast does it change with each weight?",
                lambda g, W, lam: g + lam * W**2),
        Mistake("You add the whole penalty to every slope. How fast does it change with each "
                "weight?", lambda g, W, lam: g + lam * np.sum(W**2)),
        Mistake("Every slope gets the same here. Does a large weight cost more to enlarge than a "
                "small one?", lambda g, W, lam: g + 2 * lam * np.sum(W)),
        Mistake("Which way would your step move a large weight: towards 0, or away from it?",
                lambda g, W, lam: g - 2 * lam * W),
        Mistake("The penalty is there. Where is the slope of the loss?",
                lambda g, W, lam: 2 * lam * W),
        Mistake("That is the slope of |W|, of L1. With the square, does a large weight feel more?",
                lambda g, W, lam: g + lam * np.sign(W)),
        Mistake("Your penalty is a mean over the weights. What does the task say?",
                lambda g, W, lam: g + 2 * lam * W / W.size),
        Mistake("How much of the penalty is asked for? Your slope doesn't know lam.",
                lambda g, W, lam: g + 2 * W),
        Mistake("The slope of a sum is a sum. What do you multiply?",
                lambda g, W, lam: g * 2 * lam * W),
        Mistake("You shrink the slope of the loss, and not the weight. What is squared in the "
                "penalty?", lambda g, W, lam: g + 2 * lam * g),
        Mistake("How often does lam count? It stands outside of the square.",
                lambda g, W, lam: g + 2 * lam**2 * W),
        Mistake("You multiply both slopes by lam and the 2. To which of them does lam belong?",
                lambda g, W, lam: 2 * lam * (g + W)),
        Mistake("lam multiplies the slope of the loss as well. What in loss + lam · Σ W² does it "
                "stand before?", lambda g, W, lam: lam * (g + 2 * W)),
        Mistake("The slope of the loss is left as it was. What does the penalty add?",
                lambda g, W, lam: g),
    ],
)  # fmt: skip
