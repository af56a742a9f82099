"""The checks of lesson 10: slopes of losses, a loss of one's own, curves to read.

Those of cross-entropy stand in `loss_curves_entropy`. No miss is 0 or ±½ (squared and absolute
blame agree there), batches differ in length, forecasts and misses differ in sign.
"""

import numpy as np

from .. import loss_curves
from . import loss_curves_variants as v
from .arrays import ArrayCheck
from .epoch import EpochCheck
from .loss_curves_entropy import cce as cce
from .loss_curves_entropy import mend_bce as mend_bce
from .loss_curves_special import WordsCheck
from .mistake import Mistake

slopes = ArrayCheck(
    name="slopes",
    exact_shape=True,
    pointers={  # only where no known mistake has spoken
        r"shape \((\d+), \1\); it should be [^\n]*\Z": "Print the shape of the miss. "
        "What does NumPy make of (m, 1) minus (m,)?",
        r"is a row of \d+ numbers; it should be [^\n]*\Z": "The shape is (m,), and y_hat has "
        "(m, 1). Subtract such a slope from y_hat: what does NumPy make of it?",
        r"is an array of shape \(1, \d+\); it should be [^\n]*\Z": "Your forecasts lie in one "
        "row. In y_hat, how many rows has each forecast?",
    },
    parameters="y_hat, y",
    returns="dL_squared, dL_absolute",
    reference=v.slopes,
    points=[
        (np.array([[0.5], [-1.0], [2.0]]), np.array([2.0, -3.0, 1.0])),
        (np.array([[-0.3], [0.8], [1.1], [-2.0]]), np.array([0.6, -0.4, 1.4, 1.0])),
        (np.array([[1.7], [-0.6]]), np.array([-0.5, 0.2])),
    ],
    mistakes=[
        Mistake(
            "Print the shape of the error. What does NumPy make of (m, 1) minus (m,)?",
            v.slopes_by(v.right_squared, stretch=True),
        ),
        Mistake(
            "Print the shape of the error. What does NumPy make of (m, 1) minus (m,)? "
            "And how many entries does the mean go over?",
            v.slopes_by(
                lambda e, m: 2 * e / e.size, lambda e, m: np.sign(e) / e.size, stretch=True
            ),
        ),
        Mistake(
            "Raise a forecast that is too low: does its loss rise or fall? Both signs are turned.",
            v.slopes_by(lambda e, m: -2 * e / m, lambda e, m: -np.sign(e) / m),
        ),
        Mistake(
            "Say the same rows twice: should each forecast shout as loud as before? "
            "Both losses are means.",
            v.slopes_by(lambda e, m: 2 * e, lambda e, m: np.sign(e)),
        ),
        Mistake("Your squared slope lacks the mean. What did it divide by?",
                v.slopes_by(lambda e, m: 2 * e)),
        Mistake("Your absolute slope lacks the mean. What did it divide by?",
                v.slopes_by(v.right_squared, lambda e, m: np.sign(e))),
        Mistake("There is no ½ in front of this square. What does the 2 do?",
                v.slopes_by(lambda e, m: e / m)),
        Mistake(
            "These are losses, one a forecast. How fast does each change when its forecast moves?",
            v.slopes_by(lambda e, m: e**2 / m, lambda e, m: np.abs(e) / m),
        ),
        Mistake("The square of the error is the loss. How fast does it change with ŷ?",
                v.slopes_by(lambda e, m: e**2 / m)),
        Mistake(
            "|ŷ − y| is the loss. Look at the picture: does its slope grow with the miss?",
            v.slopes_by(v.right_squared, lambda e, m: np.abs(e) / m),
        ),
        Mistake(
            "Your absolute slope grows with the miss. In the picture, does it?",
            v.slopes_by(v.right_squared, lambda e, m: e / m),
        ),
        Mistake(
            "Your absolute slope is the same on both sides of 0. Which way does |ŷ − y| fall?",
            v.slopes_by(v.right_squared, lambda e, m: np.full_like(e, 1 / m)),
        ),
        Mistake(
            "Nudge the forecast: does the sign of ŷ alone say on which side of y it lies?",
            lambda y_hat, y: (v.slopes(y_hat, y)[0], np.sign(y_hat) / y.size),
        ),
        Mistake(
            "Your squared slope has one size for every miss. In the picture, has it?",
            v.slopes_by(lambda e, m: 2 * np.sign(e) / m),
        ),
        Mistake(
            "Each forecast has its own slope. Where did your batch turn into one number?",
            v.slopes_by(lambda e, m: np.mean(2 * e), lambda e, m: np.mean(np.sign(e))),
        ),
        Mistake("The mean is taken twice. How often is the batch averaged?",
                v.slopes_by(lambda e, m: 2 * e / m**2, lambda e, m: np.sign(e) / m**2)),
        Mistake(
            "Which of the two is taken first, ŷ or y? One of your slopes has its sign turned.",
            v.slopes_by(lambda e, m: -2 * e / m),
        ),
        Mistake(
            "Your absolute slope points the wrong way. Which sign has it where ŷ is too high?",
            v.slopes_by(v.right_squared, lambda e, m: -np.sign(e) / m),
        ),
    ],
)  # fmt: skip

return_loss = ArrayCheck(
    name="return_loss",
    parameters="y_hat, y, lost, missed",
    returns="loss, dL_dy_hat",
    reference=v.return_loss,
    points=[
        (np.array([1.0, 1.0, 2.0]), np.array([-2.0, 3.0, 1.5]), 3.0, 1.0),
        (np.array([-0.4, 0.7, 1.6, -1.1]), np.array([0.9, 0.1, -0.3, -0.4]), 5.0, 2.0),
        (np.array([0.8, -1.4]), np.array([-0.6, -0.2]), 0.5, 1.5),
    ],
    mistakes=[
        Mistake(
            "Which forecast promised too much: the one above the outcome, or the one below?",
            v.return_loss_by(lambda p, y, a, b: np.where(p > y, b, a)),
        ),
        Mistake(
            "Nudge a forecast across its outcome: does your cost notice? It looks at the sign of "
            "ŷ, and not at the side on which ŷ lies.",
            v.return_loss_by(lambda p, y, a, b: np.where(p > 0, a, b)),
        ),
        Mistake(
            "Your cost depends on whether the market rose or fell. Is a forecast of 2 for an "
            "outcome of 1.5 too high or too low?",
            v.return_loss_by(lambda p, y, a, b: np.where(y < 0, a, b)),
        ),
        Mistake(
            "Your cost asks whether ŷ and y have different signs. What does the task ask?",
            v.return_loss_by(lambda p, y, a, b: np.where(p * y < 0, a, b)),
        ),
        Mistake(
            "Your loss has its costs. Nudge a forecast that promised too much: does your slope "
            "know what it costs?",
            v.return_loss_by(slope=lambda e, c: 2 * e / e.size),
        ),
        Mistake(
            "Your slope has its costs. Where are they in the loss?",
            v.return_loss_by(loss=lambda e, c: np.mean(e**2)),
        ),
        Mistake(
            "The cost is inside your square. Is a cost of 3 to count three times, or nine times?",
            v.return_loss_by(
                loss=lambda e, c: np.mean((c * e) ** 2), slope=lambda e, c: 2 * c**2 * e / e.size
            ),
        ),
        Mistake(
            "What does the square bring down when you take its slope?",
            v.return_loss_by(slope=lambda e, c: c * e / e.size),
        ),
        Mistake(
            "The loss is a mean. Whose part of the mean is each forecast's slope?",
            v.return_loss_by(slope=lambda e, c: 2 * c * e),
        ),
        Mistake(
            "Say the same rows twice: should the loss double? It is a mean.",
            v.return_loss_by(loss=lambda e, c: np.sum(c * e**2), slope=lambda e, c: 2 * c * e),
        ),
        Mistake(
            "Loss and slope do not belong together: one is a sum, the other a mean.",
            v.return_loss_by(loss=lambda e, c: np.sum(c * e**2)),
        ),
        Mistake(
            "You divide by the sum of the costs. By what does the task divide?",
            v.return_loss_by(
                loss=lambda e, c: np.sum(c * e**2) / np.sum(c),
                slope=lambda e, c: 2 * c * e / np.sum(c),
            ),
        ),
        Mistake(
            "Raise a forecast that is too high: does the loss rise or fall? Look at your sign.",
            v.return_loss_by(slope=lambda e, c: -2 * c * e / e.size),
        ),
        Mistake(
            "Your loss grows with the miss itself. With what does the task let it grow?",
            v.return_loss_by(
                loss=lambda e, c: np.mean(c * np.abs(e)),
                slope=lambda e, c: c * np.sign(e) / e.size,
            ),
        ),
        Mistake(
            "Each forecast has its own slope. Where did yours turn into one number?",
            v.return_loss_by(slope=lambda e, c: np.mean(2 * c * e)),
        ),
        Mistake(
            "A cost is a price for each squared point. Do you add it, or multiply by it?",
            v.return_loss_by(
                loss=lambda e, c: np.mean(c + e**2), slope=lambda e, c: 2 * e / e.size
            ),
        ),
    ],
)

diagnose = WordsCheck(
    name="diagnose",
    labels=["A", "B", "C", "D"],
    replies={
        "underfits": "then both curves lie flat, close together and high, and more epochs of the "
        "same change nothing.",
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
        (
            lambda epoch, c: epoch == c.validation.argmin(),
            "That is also where argmin ends that counts through the whole table, entry by entry. "
            "If yours did: a row of the table is an epoch, and the mean over the starts comes "
            "first.",
        ),
        (
            lambda epoch, c: epoch == c.validation.mean(axis=0).argmin(),
            "That is also the number of the start with the lowest mean. If you took axis=0: which "
            "axis runs over the ten starts?",
        ),
        (lambda epoch, c: epoch == 0, "Before the first step, which way do both curves go?"),
        (
            lambda epoch, c: epoch == len(c.train) - 1 or epoch == c.train.mean(axis=1).argmin(),
            "Here the training loss is lowest. Which rows has the net never trained on?",
        ),
        (
            lambda epoch, c: epoch == c.validation.min(axis=1).argmin(),
            "Here one start of the ten has the lowest loss of all. What have the other nine?",
        ),
    ],
    otherwise="Does validation still fall after your epoch, or has it begun to rise before it? A "
    "gap between the two curves does no harm while both fall.",
)
