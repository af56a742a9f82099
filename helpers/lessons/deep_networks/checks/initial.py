"""The checks of lesson 07 on the initial weights."""

import math
from collections.abc import Callable

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake, Symptom

from . import variants as v

Std = Callable[[float, float, str], float]


def _std(relu: Callable[[float, float], float], tanh: Callable[[float, float], float]) -> Std:
    """Return a standard deviation by two variances, one for each activation function."""
    return lambda n_in, n_out, activation: math.sqrt(
        relu(n_in, n_out) if activation == "relu" else tanh(n_in, n_out)
    )


def _he(n_in: float, n_out: float) -> float:
    return 2 / n_in


def _glorot(n_in: float, n_out: float) -> float:
    return 2 / (n_in + n_out)


def _by_the_variance(n_in: float, n_out: float, activation: str) -> float:
    """Return the standard deviation as the given code names it, so that a wrong v is told."""
    v = _he(n_in, n_out) if activation == "relu" else _glorot(n_in, n_out)
    return math.sqrt(v)


initial_std = FunctionCheck(
    name="initial_std",
    parameters=("n_in", "n_out", "activation"),
    returns=("std",),
    reference=v.std_by_search,
    ways=[_by_the_variance],
    symptoms=[
        Symptom(
            "mean-of-two-arguments",
            "AxisError|axis 50",
            "`np.mean` takes one list of numbers; its second argument is an axis.",
        ),
        # The check's message quotes the line that draws; a whole W shows in its shape.
        Symptom(
            "weights-drawn",
            r"shape \((50, 200|200, 50)\)",
            "You draw all weights of a layer. Only their standard deviation is asked for.",
        ),
        Symptom(
            "weight-drawn",
            r"\.(normal|standard_normal|randn|uniform)\(",
            "You draw one weight. What is asked for is the standard deviation from which weights "
            "are drawn.",
        ),
    ],
    points=[(200, 50, "relu"), (200, 50, "tanh"), (12, 70, "relu"), (12, 70, "tanh")],
    mistakes=[
        Mistake(
            "variance-for-std",
            "This is the variance v. Which power of it is a standard deviation?",
            lambda n_in, n_out, activation: _std(_he, _glorot)(n_in, n_out, activation) ** 2,
        ),
        Mistake(
            "half-for-root",
            "`v ** 1/2` is (v ** 1) / 2: the power comes first. Put the exponent in brackets.",
            lambda n_in, n_out, activation: _std(_he, _glorot)(n_in, n_out, activation) ** 2 / 2,
        ),
        Mistake(
            "tanh-upside-down",
            "ReLU is right. For tanh your v is the mean of n_in and n_out. v *times* this mean "
            "is 1.",
            _std(_he, lambda n_in, n_out: (n_in + n_out) / 2),
        ),
        Mistake(
            "tanh-adds-both-rules",
            "ReLU is right. For tanh you add the rules 1/n_in and 1/n_out. Of which two numbers is "
            "the mean taken?",
            _std(_he, lambda n_in, n_out: 1 / n_in + 1 / n_out),
            others=[_std(_he, lambda n_in, n_out: (1 / n_in + 1 / n_out) / 2)],
        ),
        Mistake(
            "conditions-exchanged",
            "The two conditions have changed places. Which of them belongs to ReLU?",
            _std(_glorot, _he),
        ),
        Mistake(
            "relu-for-both",
            "Your two activation functions get one rule. What is the condition for tanh?",
            _std(_he, _he),
        ),
        Mistake(
            "tanh-for-both",
            "Your two activation functions get one rule. What is the condition for ReLU?",
            _std(_glorot, _glorot),
        ),
        Mistake(
            "relu-half-missing",
            "tanh is right. ReLU stops about half of what comes in: where is the ½ of its "
            "condition?",
            _std(lambda n_in, n_out: 1 / n_in, _glorot),
            others=[_std(lambda n_in, n_out: 1 / n_in, lambda n_in, n_out: 1 / n_in)],
        ),
        Mistake(
            "relu-half-on-the-wrong-side",
            "tanh is right. Solve ReLU's condition for v once more: on which side does the ½ end?",
            _std(lambda n_in, n_out: 0.5 / n_in, _glorot),
        ),
        Mistake(
            "both-halves-missing",
            "Both your v are half of what they should be. ReLU's condition has a ½, and so has "
            "the mean of n_in and n_out: where are they?",
            _std(lambda n_in, n_out: 1 / n_in, lambda n_in, n_out: 1 / (n_in + n_out)),
        ),
        Mistake(
            "both-halves-on-the-wrong-side",
            "Both your v are a quarter of what they should be. In each condition v is multiplied "
            "by ½: what does that do to v when you solve for it?",
            _std(lambda n_in, n_out: 0.5 / n_in, lambda n_in, n_out: 0.5 / (n_in + n_out)),
        ),
        Mistake(
            "spread-of-one-number",
            "Your result is 0 everywhere. `np.std` and `np.var` say how far several numbers "
            "spread, and v is one number: it *is* a variance. How does a standard deviation "
            "follow from it?",
            lambda n_in, n_out, activation: 0.0,
        ),
        Mistake(
            "relu-by-n-out",
            "How many products are added up in one z of ReLU: n_in, or n_out?",
            _std(lambda n_in, n_out: 2 / n_out, _glorot),
        ),
        Mistake(
            "sum-for-mean-of-both",
            "ReLU is right. For tanh, v times the *mean* of n_in and n_out is 1. Is yours their "
            "sum?",
            _std(_he, lambda n_in, n_out: 1 / (n_in + n_out)),
        ),
        Mistake(
            "tanh-half-on-the-wrong-side",
            "ReLU is right. For tanh, your v times the mean of n_in and n_out is ¼, not 1. On "
            "which side does the ½ of the mean end?",
            _std(_he, lambda n_in, n_out: 0.5 / (n_in + n_out)),
        ),
        Mistake(
            "geometric-mean",
            "ReLU is right. For tanh you take the root of the product. Which mean is asked for?",
            _std(_he, lambda n_in, n_out: 1 / math.sqrt(n_in * n_out)),
        ),
        Mistake(
            "tanh-forward-only",
            "ReLU is right. Your rule for tanh serves the forward pass alone. What does the "
            "backward pass ask for?",
            _std(_he, lambda n_in, n_out: 1 / n_in),
        ),
        Mistake(
            "tanh-backward-only",
            "ReLU is right. Your rule for tanh serves the backward pass alone. What does the "
            "forward pass ask for?",
            _std(_he, lambda n_in, n_out: 1 / n_out),
        ),
        Mistake(
            "half-width-of-the-uniform",
            "ReLU is right. √(6 / (n_in + n_out)) is half the width of a uniform distribution "
            "with Glorot's variance. What is its standard deviation?",
            _std(_he, lambda n_in, n_out: 6 / (n_in + n_out)),
        ),
        Mistake(
            "he-upside-down",
            "tanh is right. Solve ReLU's condition once more: which of n_in and 2 ends below?",
            _std(lambda n_in, n_out: n_in / 2, _glorot),
        ),
        Mistake(
            "brackets-around-sum-missing",
            "ReLU is right. For tanh only n_in stands below the line. Where do brackets belong?",
            _std(_he, lambda n_in, n_out: 2 / n_in + n_out),
            others=[_std(_he, lambda n_in, n_out: 1 / n_in + n_out / 2)],
        ),
        Mistake(
            "squared-variance",
            "You square v. Which power of a variance is a standard deviation?",
            lambda n_in, n_out, activation: _std(_he, _glorot)(n_in, n_out, activation) ** 4,
        ),
        Mistake(
            "root-taken-twice",
            "You take two roots. In which line is v, and in which line is its root taken?",
            lambda n_in, n_out, activation: _std(_he, _glorot)(n_in, n_out, activation) ** 0.5,
        ),
        Mistake(
            "square-for-root",
            "A wider layer needs a smaller standard deviation, and yours gets a larger "
            "one. Which side of the condition is 1?",
            _std(lambda n_in, n_out: n_in / 2, lambda n_in, n_out: (n_in + n_out) / 2),
            others=[_std(lambda n_in, n_out: 2 * n_in, lambda n_in, n_out: 2 * (n_in + n_out))],
        ),
    ],
)
