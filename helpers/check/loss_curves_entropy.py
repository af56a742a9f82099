"""The checks of lesson 10 on cross-entropy: one for k classes to write, one for two to mend.

There are more classes than rows or fewer.
"""

import numpy as np

from . import loss_curves_variants as v
from .arrays import ArrayCheck
from .loss_curves_special import BceCheck
from .mistake import Mistake

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
