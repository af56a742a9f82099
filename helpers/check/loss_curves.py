"""The checks of lesson 10: slopes of losses, a loss of one's own, cross-entropies, curves to read.

No miss is 0 or ±½ (squared and absolute blame agree there), batches differ in length, forecasts and
misses differ in sign, and there are more classes than rows or fewer.
"""

import numpy as np

from .. import loss_curves
from . import loss_curves_variants as v
from .arrays import ArrayCheck
from .epoch import EpochCheck
from .loss_curves_special import BceCheck, WordsCheck
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

cce = ArrayCheck(
    name="cce",
    parameters="P, Y",
    returns="loss, dL_dZ",
    reference=v.cce,
    points=[
        (np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]), np.array([[1, 0, 0], [0, 1, 0]])),
        (
            np.array([[0.5, 0.4, 0.1], [0.2, 0.2, 0.6], [0.05, 0.9, 0.05], [0.3, 0.3, 0.4]]),
            np.array([[0, 1, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]]),
        ),
        (
            np.array([[0.1, 0.25, 0.15, 0.5], [0.6, 0.05, 0.2, 0.15], [0.4, 0.3, 0.2, 0.1]]),
            np.array([[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0]]),
        ),
    ],
    mistakes=[
        Mistake(
            "Your mean goes over the wrong axis: over all entries. How many rows have a true "
            "class?",
            v.cce_by(lambda P, Y: -np.mean(Y * np.log(P))),
        ),
        Mistake(
            "Your loss is divided by the number of classes (a sum along axis 0 and then a mean "
            "does that, too). How many rows are there?",
            v.cce_by(lambda P, Y: -np.sum(Y * np.log(P)) / P.shape[1]),
        ),
        Mistake(
            "Loss and slope are both divided by k. Does the mean go over k classes or over m rows?",
            v.cce_by(
                lambda P, Y: -np.sum(Y * np.log(P)) / P.shape[1],
                lambda P, Y: (P - Y) / P.shape[1],
            ),
        ),
        Mistake(
            "You take one log, of a sum over all rows. Does each row pay for its own surprise?",
            v.cce_by(lambda P, Y: -np.log(np.sum(Y * P))),
        ),
        Mistake(
            "You take one log, of a sum, and divide it. Does each row pay for its own surprise?",
            v.cce_by(lambda P, Y: -np.log(np.sum(Y * P)) / len(P)),
        ),
        Mistake(
            "You charge 1 − p of the true class. What does the task charge for p = 0.01?",
            v.cce_by(lambda P, Y: np.sum(Y * (1 - P)) / len(P)),
        ),
        Mistake(
            "Your log is of 1 − p at the true class. What does a perfect forecast cost then?",
            v.cce_by(lambda P, Y: -np.sum(Y * np.log(1 - P)) / len(P)),
        ),
        Mistake(
            "You charge the classes that did not happen. Which entry of each row is to pay?",
            v.cce_by(lambda P, Y: -np.sum((1 - Y) * np.log(1 - P)) / len(P)),
        ),
        Mistake(
            "Your sum takes every class. Which factor picks the class that happened?",
            v.cce_by(lambda P, Y: -np.sum(np.log(P)) / len(P)),
        ),
        Mistake(
            "Your slope is divided by the number of classes. Over what does the loss average?",
            v.cce_by(slope=lambda P, Y: (P - Y) / P.shape[1]),
        ),
        Mistake(
            "Both are divided by the number of entries. How many rows are there?",
            v.cce_by(lambda P, Y: -np.mean(Y * np.log(P)), lambda P, Y: (P - Y) / P.size),
        ),
        Mistake(
            "The slope's mean goes over rows and classes. Over what does the loss average?",
            v.cce_by(slope=lambda P, Y: (P - Y) / P.size),
        ),
        Mistake(
            "One number a class comes out: you added up along the rows. Which axis is a row's own?",
            v.cce_by(lambda P, Y: -np.mean(Y * np.log(P), axis=0)),
        ),
        Mistake(
            "One number a row comes out. The loss of a batch is their mean.",
            v.cce_by(lambda P, Y: -np.sum(Y * np.log(P), axis=1)),
        ),
        Mistake(
            "Say the same rows twice: should loss and slope double? The loss is a mean over rows.",
            v.cce_by(lambda P, Y: -np.sum(Y * np.log(P)), lambda P, Y: P - Y),
        ),
        Mistake(
            "Your loss is a sum over the rows. Which rows does the slope average?",
            v.cce_by(lambda P, Y: -np.sum(Y * np.log(P))),
        ),
        Mistake(
            "The loss is a mean over the rows. Is the slope's m missing?",
            v.cce_by(slope=lambda P, Y: P - Y),
        ),
        Mistake(
            "The log of a probability is below 0. Can a loss be?",
            v.cce_by(lambda P, Y: np.sum(Y * np.log(P)) / len(P)),
        ),
        Mistake(
            "Raise the score of the true class: does the loss rise or fall? Look at the sign.",
            v.cce_by(slope=lambda P, Y: (Y - P) / len(P)),
        ),
        Mistake(
            "That is the slope by P. Walk one box further back, through softmax, to the scores.",
            v.cce_by(slope=lambda P, Y: -Y / P / len(P)),
        ),
        Mistake(
            "Your loss has the binary half for every class. With softmax, do the other classes "
            "need a term of their own?",
            v.cce_by(lambda P, Y: -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / len(P)),
        ),
        Mistake(
            "You ask how sure the net was of its favourite. How sure was it of what happened?",
            v.cce_by(lambda P, Y: -np.mean(np.log(P.max(axis=1)))),
        ),
        Mistake(
            "The log comes first, the mean after. In which order do yours stand?",
            v.cce_by(lambda P, Y: -np.log(np.mean(np.sum(Y * P, axis=1)))),
        ),
        Mistake(
            "Only the true class gets a slope. Raise another score: do the probabilities stay?",
            v.cce_by(slope=lambda P, Y: (P - Y) * Y / len(P)),
        ),
        Mistake(
            "Which logarithm is meant? Its slope is 1/p.",
            v.cce_by(lambda P, Y: -np.sum(Y * np.log10(P)) / len(P)),
        ),
        Mistake(
            "Which logarithm is meant? With base 2 its slope is not 1/p.",
            v.cce_by(lambda P, Y: -np.sum(Y * np.log2(P)) / len(P)),
        ),
        Mistake(
            "P has been through softmax already. How often do the scores go through it?",
            v.cce_by(
                slope=lambda P, Y: (np.exp(P) / np.exp(P).sum(axis=1, keepdims=True) - Y) / len(P)
            ),
        ),
        Mistake(
            "A slope with the 2 of a square: is there a square in this loss?",
            v.cce_by(slope=lambda P, Y: 2 * (P - Y) / len(P)),
        ),
    ],
)

mend_bce = BceCheck(
    name="mend_bce",
    parameters="p, y",
    returns="loss",
    reference=v.bce,
    points=[
        (np.array([0.9, 0.2, 1.0, 0.3]), np.array([1, 0, 1, 1])),
        (np.array([0.8, 0.0, 0.6, 1.0, 0.0]), np.array([1, 1, 0, 0, 0])),
        (np.array([0.00001, 0.5, 0.99999, 0.7]), np.array([1, 1, 0, 0])),
        (np.array([1e-9, 3e-8, 2e-15, 1 - 1e-9, 0.4]), np.array([1, 1, 1, 0, 0])),
    ],
    unchanged=v.bce_given,
    mistakes=[
        Mistake(
            "Every p becomes 1e-7 in yours. Which limits does np.clip get, and in which order?",
            v.bce_swapped_limits,
        ),
        *[
            Mistake(f"You add the {eps:g}. What does the task do with p?", v.bce_added(eps))
            for eps in (1e-7, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
        ],
        Mistake(
            "Only p at exactly 0 or 1 is moved. What does an up-day cost at p = 1e-9, and what "
            "at 1e-7?",
            v.bce_exact_ends,
        ),
        Mistake(
            "No day costs more than 10 in yours. Which line keeps p = 0.00001 from costing more, "
            "and does the logarithm still need it?",
            v.bce_clipped(cap=10),
        ),
        *[
            Mistake(
                f"Your clip guards one end only. What does the logarithm see at p = {other}?",
                v.bce_clipped(low, high, cap=10),
            )
            for low, high, other in ((1e-7, 0.0, 1), (0.0, 1e-7, 0))
        ],
        *[
            Mistake(
                f"Your clip begins at {limit:g}: below it all p cost the same. Which limit does "
                "the task name?",
                v.bce_clipped(limit),
            )
            for limit in (0.05, 0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
        ],
        Mistake(
            "Only one half is left. What does a down-day cost at p = 0.6?",
            v.bce_clipped(part=lambda p, y: -y * np.log(p)),
        ),
        Mistake(
            "Only the down-days cost anything. What does an up-day cost at p = 0.2?",
            v.bce_clipped(part=lambda p, y: -(1 - y) * np.log(1 - p)),
        ),
        Mistake(
            "The log of a probability is below 0. Can a loss be?",
            v.bce_clipped(part=lambda p, y: -v.each_bce(p, y)),
        ),
        Mistake(
            "The two halves have exchanged their days. What should an up-day with p = 0.9 cost?",
            v.bce_clipped(part=lambda p, y: v.each_bce(p, 1 - y)),
        ),
        Mistake(
            "Say the same days twice: should the loss double? It is a mean.",
            v.bce_clipped(mean=np.sum),
        ),
        Mistake(
            "Days with p at 0 or 1 fall out of your mean. Did they not happen?",
            lambda p, y: np.mean(v.each_bce(p, y)[(p > 0) & (p < 1)]),
        ),
        Mistake(
            "Is the cost of a day to stop growing at 10, or where the logarithm is guarded?",
            lambda p, y: np.nanmean(np.minimum(v.each_bce(p, y), -np.log(1e-7))),
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
