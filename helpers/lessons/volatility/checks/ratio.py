"""The check of lesson 12's QLIKE."""

from collections.abc import Callable
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Known, Mistake, Symptom
from helpers.checking.stages import RightValues, stages

Array = NDArray[np.float64]


def by_day(V: Array, V_hat: Array) -> float:
    """Return the mean of e^x − x − 1 over the days, x being ln V − ln V̂."""
    x = [log(a) - log(f) for a, f in zip(V, V_hat, strict=True)]
    return sum(exp(one) - one - 1 for one in x) / len(x)


def _in_steps(V: Array, V_hat: Array) -> float:
    """Return the mean in steps that a check can watch."""
    ratio = V / V_hat
    logs = np.log(ratio)
    each = ratio - logs - 1
    return float(np.mean(each))


def mean_of(loss: Callable[[Array, Array], Array]) -> Callable[[Array, Array], float]:
    """Return the mean of a loss of V and V̂ over the days."""
    return lambda V, V_hat: float(np.mean(loss(V, V_hat)))


def _of_ratio(loss: Callable[[Array], Array]) -> Callable[[Array, Array], float]:
    return mean_of(lambda V, V_hat: loss(V / V_hat))


def _of_means(V: Array, V_hat: Array) -> float:
    return by_day(np.array([V.mean()]), np.array([V_hat.mean()]))


def _of_the_mean_ratio(V: Array, V_hat: Array) -> float:
    ratio = np.mean(V / V_hat)
    return float(ratio - np.log(ratio) - 1)


def _one_day(*_: object) -> Known:
    """Give one day's steps, to compare with; asked where no known mistake matches."""
    return Known("look-at-one-day", ONE_DAY)


ONE_DAY = (
    "Take the first day of the example alone, V = 4 and V̂ = 2: the ratio is 2, its logarithm "
    "0.693, the loss 0.307. At which of the three does your line differ?"
)
qlike = FunctionCheck(
    name="qlike",
    parameters=("V", "V_hat"),
    returns=("loss",),
    reference=by_day,
    ways=[_in_steps],
    stages=stages(values=RightValues(finding=_one_day)),
    points=[
        (np.array([4.0, 1.0]), np.array([2.0, 2.0])),
        (np.array([0.6, 2.5, 1.3]), np.array([0.9, 1.1, 3.2])),
        (np.array([5.0, 0.4, 1.9, 2.2]), np.array([3.5, 0.7, 1.5, 4.1])),
    ],
    symptoms=[
        Symptom(
            "mean-missing",
            r"loss is (a row|an array)",
            "You return one loss for each day. What makes one number of them? (Dividing by the "
            "number of days adds nothing up.)",
        ),
        Symptom(
            "name-of-the-logarithm",
            r"name '(ln|log)' is not defined",
            "NumPy calls the natural logarithm `np.log`.",
        ),
        Symptom(
            "ln-of-numpy",
            r"has no attribute 'ln'",
            "There is no `np.ln`. The natural logarithm is `np.log`.",
        ),
        Symptom(
            "one-inside-the-logarithm",
            r"loss is (nan|inf|-inf)|loss = (nan|inf|-inf)",
            "The logarithm of 0 is −inf, and that of a number below 0 is nan. What stands inside "
            "your ln: the ratio alone?",
        ),
    ],
    mistakes=[
        Mistake(
            "logarithm-of-the-variance-alone",
            "Your logarithm is of V alone. The formula has ln of the whole ratio: where does its "
            "bracket close?",
            lambda V, V_hat: np.mean(V / V_hat - np.log(V) / V_hat - 1),
            others=[lambda V, V_hat: np.mean(V / V_hat - np.log(V) - 1)],
        ),
        Mistake(
            "ratio-upside-down",
            "Your ratio is V̂/V. Then too high a forecast would cost more than one that is too low.",
            _of_ratio(lambda q: 1 / q + np.log(q) - 1),
        ),
        Mistake(
            "first-ratio-upside-down",
            "Your two ratios are not the same: the first is V̂/V.",
            _of_ratio(lambda q: 1 / q - np.log(q) - 1),
        ),
        Mistake(
            "second-ratio-upside-down",
            "The logarithm is added. Which sign does it have in the formula? (Or is V̂/V "
            "inside of it?)",
            _of_ratio(lambda q: q + np.log(q) - 1),
        ),
        Mistake(
            "one-missing",
            "What does a perfect forecast cost with your formula? It should be 0.",
            _of_ratio(lambda q: q - np.log(q)),
        ),
        Mistake(
            "one-added",
            "What does a perfect forecast cost with your formula? Look at the sign of the 1.",
            _of_ratio(lambda q: q - np.log(q) + 1),
        ),
        Mistake(
            "ratio-missing",
            "Where is the first term, the ratio itself?",
            _of_ratio(lambda q: -np.log(q) - 1),
            others=[_of_ratio(lambda q: -np.log(q))],
        ),
        Mistake(
            "logarithm-missing",
            "Where is the logarithm?",
            _of_ratio(lambda q: q - 1),
        ),
        Mistake(
            "ratio-of-logarithms",
            "You divide two logarithms, ln V by ln V̂. The formula has the logarithm of the ratio.",
            mean_of(lambda V, V_hat: V / V_hat - np.log(V) / np.log(V_hat) - 1),
        ),
        Mistake(
            "log10",
            "Which logarithm is `ln`? Yours has base 10.",
            _of_ratio(lambda q: q - np.log10(q) - 1),
        ),
        Mistake(
            "log2",
            "Which logarithm is `ln`? Yours has base 2.",
            _of_ratio(lambda q: q - np.log2(q) - 1),
        ),
        Mistake(
            "sum-for-mean",
            "That is the sum over the days. The task asks for the mean.",
            lambda V, V_hat: by_day(V, V_hat) * len(V),
        ),
        Mistake(
            "median-for-mean",
            "That is the median over the days. The task asks for the mean.",
            lambda V, V_hat: float(np.median(V / V_hat - np.log(V / V_hat) - 1)),
        ),
        Mistake(
            "divided-by-the-days-twice",
            "You divide by the number of days twice. np.mean does it already.",
            mean_of(lambda V, V_hat: (V / V_hat - np.log(V / V_hat) - 1) / len(V)),
        ),
        Mistake(
            "one-once-for-all-days",
            "Each day has its own − 1, and the mean over the days is taken last. What do you "
            "subtract?",
            mean_of(lambda V, V_hat: V / V_hat - np.log(V / V_hat) - 1 / len(V)),
            others=[lambda V, V_hat: float(np.sum(V / V_hat - np.log(V / V_hat)) - 1)],
        ),
        Mistake(
            "loss-squared",
            "You square the loss of each day. QLIKE has no square.",
            _of_ratio(lambda q: (q - np.log(q) - 1) ** 2),
        ),
        Mistake(
            "ratio-squared",
            "Your ratio is squared. V and V̂ are variances already.",
            _of_ratio(lambda q: q**2 - np.log(q**2) - 1),
            others=[_of_ratio(lambda q: q**2 - np.log(q) - 1)],
        ),
        Mistake(
            "root-of-the-mean",
            "You take the root of the mean. The task asks for the mean.",
            lambda V, V_hat: by_day(V, V_hat) ** 0.5,
        ),
        Mistake(
            "exponential-taken",
            "You take exp, and the formula has none. V and V̂ are variances, not their logarithms.",
            mean_of(lambda V, V_hat: np.exp(V - V_hat) - (V - V_hat) - 1),
            others=[
                mean_of(lambda V, V_hat: np.exp(V) / V_hat - np.log(np.exp(V) / V_hat) - 1),
                mean_of(lambda V, V_hat: V / np.exp(V_hat) - np.log(V / np.exp(V_hat)) - 1),
                _of_ratio(lambda q: np.exp(q) - q - 1),
                _of_ratio(lambda q: np.exp(q) - np.log(q) - 1),
            ],
        ),
        Mistake(
            "ratio-of-means",
            "You take the means first and the loss afterwards. Each day has a loss of its own.",
            _of_means,
        ),
        Mistake(
            "loss-of-the-mean-ratio",
            "You take the mean of the ratios first. Each day has a loss of its own.",
            _of_the_mean_ratio,
        ),
        Mistake(
            "roots-of-variances",
            "Your ratio is of volatilities, roots of variances. V and V̂ are variances already.",
            _of_ratio(lambda q: np.sqrt(q) - np.log(np.sqrt(q)) - 1),
        ),
        Mistake(
            "squared-error",
            "That is the mean squared error. QLIKE looks at the ratio.",
            mean_of(lambda V, V_hat: (V - V_hat) ** 2),
        ),
        Mistake(
            "absolute-error",
            "That is the mean absolute error. QLIKE looks at the ratio.",
            mean_of(lambda V, V_hat: np.abs(V - V_hat)),
        ),
        Mistake(
            "squared-logarithm",
            "You square the difference of the logarithms. QLIKE has a ratio and a logarithm.",
            _of_ratio(lambda q: np.log(q) ** 2),
        ),
        Mistake(
            "gaussian-likelihood",
            "That is ln V̂ + V/V̂: the same ranking of forecasts, but not 0 for a perfect one. Which "
            "terms are in the formula?",
            mean_of(lambda V, V_hat: np.log(V_hat) + V / V_hat),
        ),
    ],
)
