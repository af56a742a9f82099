"""The checks of lesson 11: derivatives of losses, a loss of one's own, curves to read.

Those of cross-entropy stand in `entropy`. No error is 0 or ±½ (squared and absolute derivative
agree there), batches differ in length, forecasts and errors differ in sign.
"""

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.messages import Kind
from helpers.checking.mistake import Case, Mistake, Symptom
from helpers.checking.reading import Values
from helpers.lessons import loss_curves

from . import variants as v
from .entropy import mend_bce as mend_bce
from .epoch import EpochCheck
from .special import WordsCheck

NO_M = Symptom(
    "m-has-no-value",
    "name 'm' is not defined",
    "m is the number of forecasts, and the function is not given it. Which call counts them?",
)

slopes = FunctionCheck(
    name="slopes",
    reads=Values(exact_shape=True),
    symptoms=[
        NO_M,
        Symptom(
            "array-for-a-shape",
            "integer scalar arrays can be converted",
            "`reshape` takes a shape, such as `(m, 1)` or `y_hat.shape`, and here it gets an "
            "array of numbers.",
        ),
        Symptom(
            "broadcast-to-square",
            r"shape \((\d+), \1\); it should be",
            "Print the shape of the error. What does NumPy make of (m, 1) minus (m,)?",
            of=Kind.SHAPE,
        ),
        Symptom(
            "summed-to-one-number",
            r"dL_(squared|absolute) is one number; it should be",
            "A sum or a mean made one number of the batch. How many derivatives does a gradient "
            "with respect to m forecasts have?",
            of=Kind.SHAPE,
        ),
        Symptom(
            "row-for-column",
            r"is a row of \d+ numbers; it should be",
            "The shape is (m,), and y_hat has "
            "(m, 1). Subtract such a derivative from y_hat: what does NumPy make of it?",
            of=Kind.SHAPE,
        ),
        Symptom(
            "forecasts-in-one-row",
            r"is an array of shape \(1, \d+\); it should be",
            "Your forecasts lie in one row. In y_hat, does each forecast have a row of its own?",
            of=Kind.SHAPE,
        ),
    ],
    parameters=("y_hat", "y"),
    returns=("dL_squared", "dL_absolute"),
    reference=v.slopes,
    points=[
        (np.array([[0.5], [-1.0], [2.0]]), np.array([2.0, -3.0, 1.0])),
        (np.array([[-0.3], [0.8], [1.1], [-2.0]]), np.array([0.6, -0.4, 1.4, 1.0])),
        (np.array([[1.7], [-0.6]]), np.array([-0.5, 0.2])),
    ],
    mistakes=[
        Mistake(
            "broadcast-to-square",
            "Print the shape of the error. What does NumPy make of (m, 1) minus (m,)?",
            v.slopes_by(v.right_squared, stretch=True),
        ),
        Mistake(
            "broadcast-to-square-and-mean",
            "Print the shape of the error. What does NumPy make of (m, 1) minus (m,)? "
            "And how many entries does the mean go over?",
            v.slopes_by(
                lambda e, m: 2 * e / e.size, lambda e, m: np.sign(e) / e.size, stretch=True
            ),
        ),
        Mistake(
            "sign-flipped",
            "Raise a forecast that is too low: does its loss rise or fall? Both signs are turned.",
            v.slopes_by(lambda e, m: -2 * e / m, lambda e, m: -np.sign(e) / m),
        ),
        Mistake(
            "sum-for-mean",
            "Repeat all rows once: should the derivative of each forecast stay as it was? "
            "Both losses are means.",
            v.slopes_by(lambda e, m: 2 * e, lambda e, m: np.sign(e)),
        ),
        Mistake(
            "squared-sum-for-mean",
            "Your derivative of MSE lacks the mean. What did it divide by?",
            v.slopes_by(lambda e, m: 2 * e),
        ),
        Mistake(
            "absolute-sum-for-mean",
            "Your derivative of MAE lacks the mean. What did it divide by?",
            v.slopes_by(v.right_squared, lambda e, m: np.sign(e)),
        ),
        Mistake(
            "factor-2-missing",
            "There is no ½ in front of this square. What does the 2 do?",
            v.slopes_by(lambda e, m: e / m),
        ),
        Mistake(
            "squared-derivative-squared",
            "The derivative of a square is no square: what is left of the error in it?",
            v.slopes_by(lambda e, m: 2 * e**2 / m),
        ),
        Mistake(
            "squared-sign-lost",
            "Your derivative of MSE has the right size. Its sign is lost.",
            v.slopes_by(lambda e, m: 2 * np.abs(e) / m),
        ),
        Mistake(
            "losses-for-derivatives",
            "These are losses, one for each forecast. How fast does each change when its forecast "
            "moves?",
            v.slopes_by(lambda e, m: e**2 / m, lambda e, m: np.abs(e) / m),
        ),
        Mistake(
            "squared-loss-for-derivative",
            "The square of the error is the loss. How fast does it change with ŷ?",
            v.slopes_by(lambda e, m: e**2 / m),
        ),
        Mistake(
            "absolute-loss-for-derivative",
            "|ŷ − y| is the loss. Look at the picture: does its derivative grow with the error?",
            v.slopes_by(v.right_squared, lambda e, m: np.abs(e) / m),
        ),
        Mistake(
            "absolute-grows-with-error",
            "Your derivative of MAE grows with the error. In the picture, does it?",
            v.slopes_by(v.right_squared, lambda e, m: e / m),
        ),
        Mistake(
            "absolute-without-sign",
            "Your derivative of MAE is the same on both sides of 0. Which way does |ŷ − y| fall?",
            v.slopes_by(v.right_squared, lambda e, m: np.full_like(e, 1 / m)),
        ),
        Mistake(
            "sign-of-forecast",
            "You take the sign of ŷ. Does it say on which side of y the forecast lies?",
            lambda y_hat, y: (v.slopes(y_hat, y)[0], np.sign(y_hat) / y.size),
        ),
        Mistake(
            "squared-of-one-size",
            "Your derivative of MSE has one size for every error. In the picture, has it?",
            v.slopes_by(lambda e, m: 2 * np.sign(e) / m),
        ),
        Mistake(
            "averaged-to-one-number",
            "Each forecast has its own derivative. Where did your batch turn into one number?",
            v.slopes_by(lambda e, m: np.mean(2 * e), lambda e, m: np.mean(np.sign(e))),
        ),
        Mistake(
            "losses-of-the-batch",
            "Those are the two losses themselves, one number each. How fast does each of them "
            "change "
            "when one forecast moves?",
            v.slopes_by(lambda e, m: np.mean(e**2), lambda e, m: np.mean(np.abs(e))),
        ),
        Mistake(
            "absolute-one-number",
            "Your derivative of MAE is one number. On which side of the outcome is each forecast?",
            v.slopes_by(v.right_squared, lambda e, m: 1 / m),
        ),
        Mistake(
            "absolute-zero-below",
            "Below the outcome your derivative of MAE is 0. Does |ŷ − y| stop changing there?",
            v.slopes_by(v.right_squared, lambda e, m: np.where(e > 0, 1, 0) / m),
        ),
        Mistake(
            "divided-by-3",
            "You divide by 3, whatever the number of forecasts. Where does m come from?",
            v.slopes_by(lambda e, m: 2 * e / 3, lambda e, m: np.sign(e) / 3),
            others=[
                v.slopes_by(lambda e, m: 2 * e / 3),
                v.slopes_by(v.right_squared, lambda e, m: np.sign(e) / 3),
            ],
        ),
        Mistake(
            "mean-twice",
            "The mean is taken twice. How often is the batch averaged?",
            v.slopes_by(lambda e, m: 2 * e / m**2, lambda e, m: np.sign(e) / m**2),
        ),
        Mistake(
            "squared-sign-flipped",
            "Which of the two is taken first, ŷ or y? One of your derivatives has its sign turned.",
            v.slopes_by(lambda e, m: -2 * e / m),
        ),
        Mistake(
            "absolute-sign-flipped",
            "Your derivative of MAE points the wrong way. Which sign does it have where ŷ is too "
            "high?",
            v.slopes_by(v.right_squared, lambda e, m: -np.sign(e) / m),
        ),
    ],
)

fund_loss = FunctionCheck(
    name="fund_loss",
    parameters=("y_hat", "y", "lost", "missed"),
    returns=("loss", "dL_dy_hat"),
    symptoms=[
        NO_M,
        Symptom(
            "return-in-loop",
            r"is a row of 1 number; it should be a row of",
            "Only the first forecast comes back. Does `return` stand inside the loop?",
        ),
        Symptom(
            "last-forecast-only",
            r"dL_dy_hat is one number; it should be",
            "Each forecast has its own derivative. Is one number overwritten at each turn of a "
            "loop?",
            of=Kind.SHAPE,
        ),
    ],
    reference=v.fund_loss,
    ways=[v.fund_loss_in_steps],
    points=[
        (np.array([1.0, 1.0, 2.0]), np.array([-2.0, 3.0, 1.5]), 3.0, 1.0),
        (np.array([-0.4, 0.7, 1.6, -1.1]), np.array([0.9, 0.1, -0.3, -0.4]), 5.0, 2.0),
        (np.array([0.8, -1.4]), np.array([-0.6, -0.2]), 0.5, 1.5),
    ],
    mistakes=[
        Mistake(
            "error-turned",
            "Your error is y − ŷ. Then which side is 'too high'?",
            v.fund_loss_by(
                lambda p, y, a, b: np.where(p > y, b, a), slope=lambda e, c: -2 * c * e / e.size
            ),
        ),
        Mistake(
            "costs-in-figures",
            "Your costs don't follow `lost` and `missed`: does a number stand where an argument "
            "should?",
            v.fund_loss_by(lambda p, y, a, b: np.where(p > y, 3, 1)),
        ),
        Mistake(
            "costs-exchanged",
            "Which forecast promised too much: the one above the outcome, or the one below?",
            v.fund_loss_by(lambda p, y, a, b: np.where(p > y, b, a)),
        ),
        Mistake(
            "sign-of-forecast",
            "Your cost looks at the sign of ŷ. Does it say on which side of y the forecast lies?",
            v.fund_loss_by(lambda p, y, a, b: np.where(p > 0, a, b)),
        ),
        Mistake(
            "sign-of-outcome",
            "Your cost depends on whether the market rose or fell. Is a forecast of 2 for an "
            "outcome of 1.5 too high or too low?",
            v.fund_loss_by(lambda p, y, a, b: np.where(y < 0, a, b)),
        ),
        Mistake(
            "different-signs",
            "Your cost asks whether ŷ and y have different signs. What does the task ask?",
            v.fund_loss_by(lambda p, y, a, b: np.where(p * y < 0, a, b)),
        ),
        Mistake(
            "larger-in-size",
            "Your cost compares the sizes |ŷ| and |y|. Is a forecast of −1 for an outcome of −3 "
            "too high or too low?",
            v.fund_loss_by(lambda p, y, a, b: np.where(np.abs(p) > np.abs(y), a, b)),
        ),
        Mistake(
            "cost-below-0",
            "Your cost is −missed where the forecast was too low. Can a cost be below 0?",
            v.fund_loss_by(lambda p, y, a, b: np.where(p > y, a, -b)),
            others=[
                v.fund_loss_by(
                    lambda p, y, a, b: np.where(p > y, a, -b),
                    slope=lambda e, c: 2 * c * np.abs(e) / e.size,
                ),
            ],
        ),
        Mistake(
            "sign-lost-in-gradient",
            "Your derivative is never below 0: it has lost the sign of the error. Raise a forecast "
            "that is too low: does the loss rise or fall?",
            v.fund_loss_by(slope=lambda e, c: 2 * c * np.abs(e) / e.size),
        ),
        Mistake(
            "gradient-without-costs",
            "Your loss has its costs. Does your derivative know what a forecast that is too "
            "high costs?",
            v.fund_loss_by(slope=lambda e, c: 2 * e / e.size),
        ),
        Mistake(
            "loss-without-costs",
            "Your derivative has its costs. Where are they in the loss?",
            v.fund_loss_by(loss=lambda e, c: np.mean(e**2)),
        ),
        Mistake(
            "cost-squared",
            "The cost is inside your square. Is a cost of 3 to count three times, or nine times?",
            v.fund_loss_by(
                loss=lambda e, c: np.mean((c * e) ** 2), slope=lambda e, c: 2 * c**2 * e / e.size
            ),
            others=[v.fund_loss_by(loss=lambda e, c: np.mean((c * e) ** 2))],
        ),
        Mistake(
            "cost-squared-in-gradient",
            "Your derivative has each cost twice. How often has the loss got it?",
            v.fund_loss_by(slope=lambda e, c: 2 * c**2 * e / e.size),
        ),
        Mistake(
            "factor-2-missing",
            "What does the square bring down when you take its derivative?",
            v.fund_loss_by(slope=lambda e, c: c * e / e.size),
        ),
        Mistake(
            "gradient-sum-for-mean",
            "The loss is a mean. Whose part of the mean is each forecast's derivative?",
            v.fund_loss_by(slope=lambda e, c: 2 * c * e),
        ),
        Mistake(
            "sum-for-mean",
            "Repeat all rows once: should the loss double? It is a mean.",
            v.fund_loss_by(loss=lambda e, c: np.sum(c * e**2), slope=lambda e, c: 2 * c * e),
        ),
        Mistake(
            "loss-sum-for-mean",
            "Loss and derivative do not belong together: one is a sum, the other a mean.",
            v.fund_loss_by(loss=lambda e, c: np.sum(c * e**2)),
        ),
        Mistake(
            "divided-by-costs",
            "You divide by the sum of the costs. By what does the task divide?",
            v.fund_loss_by(
                loss=lambda e, c: np.sum(c * e**2) / np.sum(c),
                slope=lambda e, c: 2 * c * e / np.sum(c),
            ),
        ),
        Mistake(
            "sign-flipped",
            "Raise a forecast that is too high: does the loss rise or fall? Look at your sign.",
            v.fund_loss_by(slope=lambda e, c: -2 * c * e / e.size),
        ),
        Mistake(
            "absolute-for-square",
            "Your loss grows with the error itself. With what does the task let it grow?",
            v.fund_loss_by(
                loss=lambda e, c: np.mean(c * np.abs(e)),
                slope=lambda e, c: c * np.sign(e) / e.size,
            ),
        ),
        Mistake(
            "averaged-to-one-number",
            "Each forecast has its own derivative. Where did yours turn into one number?",
            v.fund_loss_by(slope=lambda e, c: np.mean(2 * c * e)),
        ),
        Mistake(
            "mean-missing",
            "One number for each forecast comes out. The loss of a batch is their mean.",
            v.fund_loss_by(loss=lambda e, c: c * e**2),
        ),
        Mistake(
            "means-multiplied",
            "You multiply the mean cost by the mean square. Does each square meet its own cost?",
            v.fund_loss_by(loss=lambda e, c: np.mean(c) * np.mean(e**2)),
        ),
        Mistake(
            "square-of-the-mean",
            "You square a mean. What is squared in the formula, and what is averaged?",
            v.fund_loss_by(loss=lambda e, c: np.mean(c * e) ** 2),
        ),
        Mistake(
            "averaged-cost-in-gradient",
            "Every forecast has the same cost in your gradient. Which of them were too high?",
            v.fund_loss_by(slope=lambda e, c: 2 * np.mean(c) * e / e.size),
        ),
        Mistake(
            "cost-added",
            "A cost is a price for each squared point. Do you add it, or multiply by it?",
            v.fund_loss_by(loss=lambda e, c: np.mean(c + e**2), slope=lambda e, c: 2 * e / e.size),
        ),
    ],
)

diagnose = WordsCheck(
    name="diagnose",
    labels=["A", "B", "C", "D", "E"],
    replies={
        "underfits": "then both curves lie flat and close together, at several times the loss that "
        "noise alone makes, and more epochs of the same change nothing.",
        "healthy": "then both curves fall and become flat at a low loss, about that of the noise "
        "alone, validation a little above training, and it does not turn up.",
        "overfits": "then validation has a lowest point and rises after it, while training goes "
        "on falling.",
        "stopped early": "then both curves still point down at the last epoch.",
        "easier validation": "then validation runs far below training all the way, falls with it "
        "and never turns up.",
        "steps too long": "then the training curve jumps up and down and does not settle.",
    },
)

pick_epoch = EpochCheck(
    name="pick_epoch",
    curves=loss_curves.return_curves,
    replies=[
        Case(
            "argmin-of-the-table",
            lambda epoch, c: epoch == c.validation.argmin(),
            "`np.argmin(curves.validation)` gives this number, too, but it is no epoch: it counts "
            "the table entry by entry. First take the mean over the starts: one number for each "
            "row, and a row is an epoch.",
        ),
        Case(
            "axis-0",
            lambda epoch, c: epoch == c.validation.mean(axis=0).argmin(),
            "With `axis=0` this is the column, counted from 0, of the start with the lowest mean: "
            "no epoch. Which axis runs over the ten starts?",
        ),
        Case(
            "epoch-0",
            lambda epoch, c: epoch == 0,
            "Before the first step, which way do both curves go?",
        ),
        Case(
            "lowest-training-loss",
            lambda epoch, c: epoch == len(c.train) - 1 or epoch == c.train.mean(axis=1).argmin(),
            "Here the training loss is lowest. Which rows has the net never trained on?",
        ),
        Case(
            "best-of-one-start",
            lambda epoch, c: epoch == c.validation.min(axis=1).argmin(),
            "Here one start of the ten has the lowest loss of all. What do the other nine have?",
        ),
    ],
    otherwise="Does validation still fall after your epoch, or has it begun to rise before it? A "
    "gap between the two curves does no harm while both fall.",
)
