"""The checks of lesson 12's three weapons: early stopping, dropout, L2."""

import numpy as np

from . import keras_variants as v
from .arrays import ArrayCheck
from .mistake import Mistake

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
