"""The checks of lesson 03: one input, two weights in a row, L = ½(ŷ − y)².

No point has an input of 0 or 1, equal weights or ŷ = y: wrong formulas agree with right ones there.
"""

import numpy as np

from . import two_weights_variants as v
from .function import FunctionCheck
from .mistake import Mistake

NET = [(2.0, 20.0, 2.0, 0.5), (-1.5, 3.0, 0.8, -2.2), (3.0, -4.0, -1.3, 0.6)]
STEP = [(*net, lr) for net, lr in zip(NET, (0.01, 0.03, 0.02), strict=True)]
TRAIN = [(*STEP[0], 4), (*STEP[1], 3), (*STEP[2], 2)]

forward = FunctionCheck(
    name="forward",
    parameters="x, w1, w2",
    returns="h, y_hat",
    reference=lambda x, w1, w2: tuple(np.cumprod([x, w1, w2])[1:]),
    points=[(2.0, 2.0, 0.5), (-1.5, 0.8, -2.2), (3.0, -1.3, 0.6)],
    mistakes=[
        Mistake(
            "What goes into the second box: x, or what the first box gave out?",
            lambda x, w1, w2: (w1 * x, w2 * x),
        ),
        Mistake("Which weight does x meet first?", lambda x, w1, w2: (w2 * x, w1 * w2 * x)),
        Mistake(
            "A weight scales what passes through its box. Which operation scales?",
            lambda x, w1, w2: (x + w1, x + w1 + w2),
        ),
        Mistake(
            "Does your second line use the weight of the second box?",
            lambda x, w1, w2: (w1 * x, w1 * w1 * x),
        ),
        Mistake(
            "ŷ is what h becomes in the second box. Where is h in your second line?",
            lambda x, w1, w2: (w1 * x, w1 * w2),
        ),
    ],
)

gradients = FunctionCheck(
    name="gradients",
    parameters="x, y, w1, w2",
    returns="dL_dw1, dL_dw2",
    walk="dL_dw2, dL_dw1",
    reference=v.slopes,
    points=NET,
    mistakes=[
        Mistake(
            "What does the ½ in front of the square cancel?",
            lambda x, y, w1, w2: tuple(2 * s for s in v.slopes(x, y, w1, w2)),
        ),
        Mistake(
            "Raise ŷ slightly: does the loss rise or fall? A sign is turned somewhere.",
            lambda x, y, w1, w2: tuple(-s for s in v.slopes(x, y, w1, w2)),
        ),
        Mistake(
            "What does w2 multiply in the forward pass: x, or h?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2 * x, (x * w1 * w2 - y) * x),
        ),
        Mistake(
            "Walk from w1 to the loss and name each box. Is one missing in dL_dw1?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * x, (x * w1 * w2 - y) * w1 * x),
        ),
        Mistake(
            "dL_dw1 stops at h. How far does h move when w1 moves by 1?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2, (x * w1 * w2 - y) * w1 * x),
        ),
        Mistake(
            "The blame passes back through the second box. Which weight sits in that box?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w1 * x, (x * w1 * w2 - y) * w1 * x),
        ),
        Mistake(
            "What did w1 multiply: x, or w1 itself? At the desk's point both are 2.",
            lambda x, y, w1, w2: (
                (x * w1 * w2 - y) * w2 * w1,
                (x * w1 * w2 - y) * w1 * x,
            ),
        ),
        Mistake(
            "Your dL_dw2 holds a weight. A slope by w2 holds what w2 multiplied.",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2 * x, (x * w1 * w2 - y) * w2),
        ),
        Mistake(
            "Your dL_dw2 holds w1 and not x. What is the whole value that w2 multiplied?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2 * x, (x * w1 * w2 - y) * w1),
        ),
        Mistake(
            "Your dL_dh holds h. By what does the second box multiply a nudge of h?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w1 * x * x, (x * w1 * w2 - y) * w1 * x),
        ),
        Mistake(
            "The road to h does not lead over w2's own slope. Start dL_dh from dL_dy_hat.",
            lambda x, y, w1, w2: (
                (x * w1 * w2 - y) * w1 * x * w2 * x,
                (x * w1 * w2 - y) * w1 * x,
            ),
        ),
        Mistake(
            "What went into the second box: h, or ŷ? The slope by w2 is what w2 multiplies.",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2 * x, (x * w1 * w2 - y) * x * w1 * w2),
        ),
        Mistake(
            "Your blame starts with the loss itself. What is the slope of L at ŷ?",
            lambda x, y, w1, w2: (
                0.5 * (x * w1 * w2 - y) ** 2 * w2 * x,
                0.5 * (x * w1 * w2 - y) ** 2 * w1 * x,
            ),
        ),
        Mistake(
            "Slopes along one road: are they added or multiplied?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) + w2 + x, (x * w1 * w2 - y) + w1 * x),
        ),
    ],
)

step = FunctionCheck(
    name="step",
    parameters="x, y, w1, w2, lr",
    returns="w1, w2",
    reference=v.step,
    points=STEP,
    mistakes=[
        Mistake("Did the loss drop after your step? The gradient points uphill.", v.uphill),
        Mistake("Compare the size of your step with the weight. What is lr for?", v.no_lr),
        Mistake("Is w2 still the value of the forward pass when w1 uses it?", v.w2_first),
        Mistake("Is w1 still the value of the forward pass when w2 uses it?", v.w1_first),
        Mistake(
            "Both slopes belong to one forward pass. Which ŷ does your second slope see?",
            v.forward_between,
        ),
        Mistake(
            "You felt the slope by w2 after w1 had moved. From which spot do both slopes come?",
            v.forward_between_w1_first,
        ),
        Mistake(
            "Each weight moved by the other one's slope. In which order do the slopes come back?",
            lambda x, y, w1, w2, lr: (
                w1 - lr * v.slopes(x, y, w1, w2)[1],
                w2 - lr * v.slopes(x, y, w1, w2)[0],
            ),
        ),
        Mistake(
            "A small lr should give a small step. Do you divide by it?",
            lambda x, y, w1, w2, lr: v.step(x, y, w1, w2, 1 / lr),
        ),
        Mistake(
            "Does the new weight remember where it started?",
            lambda x, y, w1, w2, lr: tuple(-lr * s for s in v.slopes(x, y, w1, w2)),
        ),
        Mistake(
            "These are the slopes. Where do the weights stand after the step?",
            lambda x, y, w1, w2, lr: v.slopes(x, y, w1, w2),
        ),
        Mistake(
            "Only w1 moved. Does w2 carry no blame?",
            lambda x, y, w1, w2, lr: (v.step(x, y, w1, w2, lr)[0], w2),
        ),
        Mistake(
            "Only w2 moved. Does w1 carry no blame?",
            lambda x, y, w1, w2, lr: (w1, v.step(x, y, w1, w2, lr)[1]),
        ),
    ],
)

train = FunctionCheck(
    name="train",
    parameters="x, y, w1, w2, lr, num_epochs",
    returns="w1, w2, losses",
    walk="losses, w1, w2",
    reference=v.loop(),
    points=TRAIN,
    mistakes=[
        Mistake("Is the loss of an epoch taken before its step, or after?", v.loop(after=True)),
        Mistake("Each epoch starts where the last one ended. Does yours?", v.from_start),
        Mistake("The slopes change as the walker moves. When are yours computed?", v.stale),
        Mistake("The weights never moved. What becomes of what `step` returns?", v.unmoved),
        Mistake(
            "The weights move and the losses stay. Where is your forward pass?", v.forward_once
        ),
        Mistake("Does the loss fall from epoch to epoch? Which way is downhill?", v.loop(v.uphill)),
        Mistake("Is w2 still the value of the forward pass when w1 uses it?", v.loop(v.w2_first)),
        Mistake("Is w1 still the value of the forward pass when w2 uses it?", v.loop(v.w1_first)),
        Mistake("What happened to the ½ in the losses?", v.no_half),
        Mistake(
            "Compare the size of your steps with the weights. What is lr for?", v.loop(v.no_lr)
        ),
    ],
)

mend_train = FunctionCheck(
    name="mend_train",
    parameters="x, y, w1, w2, lr, num_epochs",
    returns="w1, w2, losses",
    walk="losses, w1, w2",
    reference=v.loop(),
    points=TRAIN,
    unchanged=v.loop(v.w2_first),
    mistakes=[
        Mistake("Now w1 moves first. Which w1 does the slope by w2 see?", v.loop(v.w1_first)),
        Mistake(
            "The error ŷ − y belongs to one forward pass. Do both slopes use that one?",
            v.loop(v.forward_between),
        ),
        Mistake("Is the loss of an epoch taken before its step, or after?", v.loop(after=True)),
        Mistake("The signs were right. Does the loss still fall?", v.loop(v.uphill)),
        Mistake(
            "w2 must move too, at the right moment.",
            v.loop(lambda *a: (v.step(*a)[0], a[3])),
        ),
        Mistake(
            "w1 must move too, at the right moment.",
            v.loop(lambda *a: (a[2], v.step(*a)[1])),
        ),
        Mistake("Each epoch starts where the last one ended. Does yours?", v.from_start),
    ],
)
