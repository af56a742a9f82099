"""The check of gradient clipping in lesson 07: a planted bug that turns the gradient."""

from typing import Any

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Known, Mistake, Symptom
from helpers.checking.stages import RightValues, stages

from . import variants as v


def _entry_by_entry(gradient: Any, max_norm: float) -> Any:
    return np.clip(gradient, -max_norm, max_norm)


def _length(gradient: Any) -> float:
    return float(np.linalg.norm(gradient))


def _turned_or_long(clipped: Any, gradient: Any, max_norm: float) -> Known | None:
    """Say whether a clipped gradient has turned, or is still longer than it may be."""
    length = _length(clipped)
    straight = np.dot(clipped, gradient) / (length * _length(gradient)) if length else 1.0
    if -1 + 1e-6 < straight < 1 - 1e-6:
        return Known(
            "direction-turned",
            "The direction has turned: the entries are not all multiplied by one factor. Which "
            "factor makes a long gradient short enough?",
        )
    if length > max_norm * (1 + 1e-6):
        return Known(
            "longer-than-max-norm",
            "A gradient comes back longer than max_norm. By which factor is it too long?",
        )
    return None


mend_clip = FunctionCheck(
    name="mend_clip",
    parameters=("gradient", "max_norm"),
    returns=("clipped",),
    reference=v.clip_slowly,
    unchanged=_entry_by_entry,
    stages=stages(values=RightValues(finding=_turned_or_long)),
    points=[
        (np.array([3.0, -4.0]), 2.0),
        (np.array([0.3, -0.6, 0.2]), 1.5),
        (np.array([-2.5, 0.7, 1.9, -0.04, 3.1]), 1.2),
    ],
    symptoms=[
        Symptom(
            "entries-compared-with-the-limit",
            r"truth value(?s:.*)gradient\)? *[<>]",
            "Compare the norm of the gradient with the limit, not each entry.",
        ),
    ],
    mistakes=[
        Mistake(
            "norm-clipped",
            "You clip the norm and return it for the gradient. The norm is one number: which "
            "factor brings the gradient to this length?",
            lambda g, c: np.clip(_length(g), -c, c),
        ),
        Mistake(
            "short-gradient-stretched",
            "A short gradient comes back longer than it was. When is there nothing to clip?",
            lambda g, c: g * c / _length(g),
        ),
        Mistake(
            "always-length-1",
            "All your gradients come back with length 1. Which length was allowed?",
            lambda g, c: g / _length(g),
        ),
        Mistake(
            "long-gradient-to-length-1",
            "A long gradient comes back with length 1. Which length was allowed?",
            lambda g, c: g / _length(g) if _length(g) > c else g,
        ),
        Mistake(
            "long-gradient-to-0",
            "Too long comes back as nothing at all. Should the walker stand still there?",
            lambda g, c: g * 0.0 if _length(g) > c else g,
        ),
        Mistake(
            "never-clipped",
            "Nothing is shortened. What happens when the length is above max_norm?",
            lambda g, c: g,
        ),
        Mistake(
            "factor-upside-down",
            "The longer the gradient, the more should be taken away. Is your factor upside down?",
            lambda g, c: g * _length(g) / c if _length(g) > c else g,
        ),
        Mistake(
            "square-of-the-norm",
            "Your factor holds the square of the length. Was a root forgotten?",
            lambda g, c: g * c / _length(g) ** 2 if _length(g) > c else g,
        ),
        Mistake(
            "largest-entry-for-norm",
            "You divide by the largest entry. How long is the whole gradient (Pythagoras)?",
            lambda g, c: g * c / np.abs(g).max() if np.abs(g).max() > c else g,
        ),
        Mistake(
            "sum-of-entries-for-norm",
            "You divide by the sum of the entries' sizes. How long is a diagonal (Pythagoras)?",
            lambda g, c: g * c / np.abs(g).sum() if np.abs(g).sum() > c else g,
        ),
        Mistake(
            "clipped-twice",
            "You clip twice: entry by entry, and then by length. The first one has turned it.",
            lambda g, c: v.clip_slowly(_entry_by_entry(g, c), c),
        ),
        Mistake(
            "clipped-upward-only",
            "Only what is too large upwards is cut. And downwards? Better: is cutting an entry "
            "what you want?",
            lambda g, c: np.minimum(g, c),
        ),
        Mistake(
            "times-max-norm",
            "Your factor is max_norm, so a long gradient becomes max_norm times as long as it was. "
            "Which factor brings it *to* the length max_norm?",
            lambda g, c: g * c if _length(g) > c else g,
        ),
        Mistake(
            "clipped-then-stretched",
            "The entries are cut first, and the rest is stretched to max_norm. Cutting has turned "
            "the direction already.",
            lambda g, c: _entry_by_entry(g, c) * c / _length(_entry_by_entry(g, c)),
        ),
        Mistake(
            "excess-subtracted",
            "You take the excess length from each entry. Does a difference keep the ratio of the "
            "entries, or does a factor?",
            lambda g, c: g - (_length(g) - c) if _length(g) > c else g,
        ),
        Mistake(
            "maximum-for-minimum",
            "Short gradients grow, and long ones stay. Should the factor be the larger or the "
            "smaller of 1 and max_norm / length?",
            lambda g, c: g * max(1.0, c / _length(g)),
        ),
    ],
)
