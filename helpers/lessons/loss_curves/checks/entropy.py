"""The check of lesson 11 on cross-entropy: a bug to fix."""

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake, Symptom

from . import variants as v
from .special import nan_counts, unguarded

mend_bce = FunctionCheck(
    name="mend_bce",
    parameters=("p", "y"),
    returns=("loss",),
    afterwards=(nan_counts,),
    symptoms=[
        Symptom("logarithm-of-0", "loss is (nan|inf)", unguarded),
        Symptom(
            "compares-the-whole-array",
            r"truth value of an array",
            "Python's `if`, `min` and `max` compare single numbers; np.clip goes entry by entry.",
        ),
    ],
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
            "limits-exchanged",
            "Every p becomes 1e-7 in yours. Which limits does np.clip get, and in which order?",
            v.bce_swapped_limits,
        ),
        *[
            Mistake(
                f"epsilon-added-{-round(np.log10(eps))}",
                f"You add the {eps:g}. What does the task do with p?",
                v.bce_added(eps),
            )
            for eps in (1e-7, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
        ],
        Mistake(
            "only-exact-ends",
            "Only p at exactly 0 or 1 is moved. What does an up-day cost at p = 1e-9, and what "
            "at 1e-7?",
            v.bce_exact_ends,
        ),
        Mistake(
            "cap-kept",
            "No day costs more than 10 in yours. Which line does that? Now that p is kept from 0 "
            "and 1, is it still needed?",
            v.bce_clipped(cap=10),
        ),
        *[
            Mistake(
                f"clip-misses-{other}",
                f"Your clip guards one end only. What does the logarithm see at p = {other}?",
                v.bce_clipped(low, high, cap=10),
            )
            for low, high, other in ((1e-7, 0.0, 1), (0.0, 1e-7, 0))
        ],
        *[
            Mistake(
                f"clip-begins-at-{k}",
                f"Your clip begins at {limit:g}: below it all p cost the same. Which limit does "
                "the task name?",
                v.bce_clipped(limit),
            )
            for k, limit in enumerate(
                (0.05, 0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15), start=1
            )
        ],
        Mistake(
            "only-up-half",
            "Only one half is left. What does a down-day cost at p = 0.6?",
            v.bce_clipped(part=lambda p, y: -y * np.log(p)),
        ),
        Mistake(
            "only-down-half",
            "Only the down-days cost anything. What does an up-day cost at p = 0.2?",
            v.bce_clipped(part=lambda p, y: -(1 - y) * np.log(1 - p)),
        ),
        Mistake(
            "sign-missing",
            "The log of a probability is below 0. Can a loss be?",
            v.bce_clipped(part=lambda p, y: -v.each_bce(p, y)),
        ),
        Mistake(
            "halves-exchanged",
            "The two halves have exchanged their days. What should an up-day with p = 0.9 cost?",
            v.bce_clipped(part=lambda p, y: v.each_bce(p, 1 - y)),
        ),
        Mistake(
            "sum-for-mean",
            "Repeat all days once: should the loss double? It is a mean.",
            v.bce_clipped(mean=np.sum),
        ),
        Mistake(
            "one-plus-p",
            "Look at the second logarithm. What is the probability of a down-day?",
            v.bce_clipped(part=lambda p, y: -y * np.log(p) - (1 - y) * np.log(1 + p)),
        ),
        Mistake(
            "median-for-mean",
            "The days are summed up by their median in yours. The loss is a mean.",
            v.bce_clipped(mean=np.nanmedian),
        ),
        Mistake(
            "divided-by-4",
            "You divide by 4, whatever the number of days. Which function takes a mean?",
            v.bce_clipped(mean=lambda each: np.sum(each) / 4),
        ),
        Mistake(
            "days-dropped",
            "Days with p at 0 or 1 fall out of your mean. Did they not happen?",
            lambda p, y: np.mean(v.each_bce(p, y)[(p > 0) & (p < 1)]),
        ),
        Mistake(
            "cap-at-10",
            "Is the cost of a day to stop growing at 10, or where the logarithm is guarded?",
            lambda p, y: np.nanmean(np.minimum(v.each_bce(p, y), -np.log(1e-7))),
        ),
    ],
)
