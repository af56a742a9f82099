"""The check of lesson 13's planted bug: a dropout that never ends, and makes values too small."""

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake
from helpers.checking.stages import RightValues, stages

from . import variants as v

A = np.array([2.0, 1.0, 0.5, 3.0, 1.2])
A2 = np.array([0.7, 1.9, -0.4, 2.2])
MASK, MASK2 = np.array([1.0, 0, 1, 1, 0]), np.array([0.0, 1, 1, 0])

mend_dropout = FunctionCheck(
    name="mend_dropout",
    parameters=("a", "mask", "rate", "training"),
    returns=("out",),
    reference=v.dropout,
    unchanged=v.dropout_by(lambda a, mask, rate: a * mask, lambda a, mask, rate: a * mask),
    stages=stages(values=RightValues(finding=v.other_units_or_factor)),
    points=[
        (A, MASK, 0.6, True),
        (A, MASK, 0.6, False),
        (A2, MASK2, 0.23, True),
        (A2, MASK2, 0.23, False),
    ],
    mistakes=[
        Mistake(
            "not-scaled-in-training",
            "Outside of training all units work now. In training, compare the mean with and "
            "without dropout: what makes up for the units that are gone?",
            v.dropout_by(train=lambda a, mask, rate: a * mask),
        ),
        Mistake(
            "dropped-outside-training",
            "In training it is right. Do units still fail when the client asks?",
            v.dropout_by(test=lambda a, mask, rate: a * mask),
        ),
        Mistake(
            "dropped-and-scaled-outside",
            "In training it is right. Outside of it, do units fail, and is anything to be made up "
            "for?",
            v.dropout_by(test=lambda a, mask, rate: a * mask / (1 - rate)),
        ),
        Mistake(
            "scaled-outside-for-in-training",
            "Dropout was first written like that: it shrinks at test time. Keras enlarges in "
            "training, and then leaves the forecast alone.",
            v.dropout_by(lambda a, mask, rate: a * mask, lambda a, mask, rate: a * (1 - rate)),
        ),
        Mistake(
            "enlarged-outside-for-in-training",
            "You make up for the missing units where none is missing. When do they fail?",
            v.dropout_by(lambda a, mask, rate: a * mask, lambda a, mask, rate: a / (1 - rate)),
        ),
        Mistake(
            "shrunk-outside",
            "In training it is right. It has been made up for there: what is left to do outside?",
            v.dropout_by(test=lambda a, mask, rate: a * (1 - rate)),
        ),
        Mistake(
            "enlarged-outside",
            "In training it is right. What is enlarged outside of it, and why?",
            v.dropout_by(test=lambda a, mask, rate: a / (1 - rate)),
        ),
        Mistake(
            "divides-by-rate",
            "rate is the share that is dropped. By which share are those that stay too few?",
            v.dropout_by(train=lambda a, mask, rate: a * mask / rate),
        ),
        Mistake(
            "times-keep-share",
            "Those that stay have to carry more. Does your factor make them larger?",
            v.dropout_by(train=lambda a, mask, rate: a * mask * (1 - rate)),
        ),
        Mistake(
            "factor-2",
            "2 is the factor for a rate of 0.5. Which one goes with a rate of 0.6?",
            v.dropout_by(train=lambda a, mask, rate: a * mask * 2),
        ),
        Mistake(
            "times-rate",
            "Your factor is the share that is dropped. Does it make the others larger?",
            v.dropout_by(train=lambda a, mask, rate: a * mask * rate),
        ),
        Mistake(
            "bracket-missing",
            "`a / 1 - rate` divides by 1 and then takes rate off. Where is the bracket?",
            v.dropout_by(train=lambda a, mask, rate: a * mask / 1 - rate),
        ),
        Mistake(
            "training-exchanged",
            "Training and forecasting have changed places. When do units fail?",
            v.dropout_by(lambda a, mask, rate: a, lambda a, mask, rate: a * mask / (1 - rate)),
        ),
        Mistake(
            "training-exchanged-not-scaled",
            "Training and forecasting have changed places, and nothing is made up for.",
            v.dropout_by(lambda a, mask, rate: a, lambda a, mask, rate: a * mask),
        ),
        Mistake(
            "mask-unused",
            "All is enlarged and nothing is dropped. Where is the mask?",
            v.dropout_by(train=lambda a, mask, rate: a / (1 - rate)),
        ),
        Mistake(
            "nothing-dropped",
            "Nothing is dropped at any time. What should training do? (`training` is True or "
            'False. `"True"` in quotes is a text, and equals neither.)',
            v.dropout_by(train=lambda a, mask, rate: a),
        ),
        Mistake(
            "mask-inverted",
            "A 1 in the mask is a unit that works. Which ones do you drop?",
            v.dropout_by(train=lambda a, mask, rate: a * (1 - mask) / (1 - rate)),
        ),
        Mistake(
            "divides-by-mask-mean",
            "You divide by the share that happened to stay. Which share was asked for?",
            v.dropout_by(train=lambda a, mask, rate: a * mask / mask.mean()),
        ),
    ],
)
