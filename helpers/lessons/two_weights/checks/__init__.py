"""The checks of lesson 03: one input, two weights in a row, L = ½(ŷ − y)².

No point has an input of 0 or 1, equal weights or ŷ = y: wrong formulas agree with right ones there.
"""

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake, Symptom
from helpers.checking.own_work import OwnWork
from helpers.checking.reading import Values
from helpers.lessons import two_weights

from . import variants as v

NET = [(2.0, 20.0, 2.0, 0.5), (-1.5, 3.0, 0.8, -2.2), (0.314, -1.23, -1.37, 0.618)]
STEP = [(*net, lr) for net, lr in zip(NET, (0.01, 0.03, 0.02), strict=True)]
TRAIN = [(*STEP[0], 4), (*STEP[1], 3), (*STEP[2], 2)]

NO_GRADIENTS = Symptom(
    "gradients-not-kept",
    r"name 'dL_dw[12]' is not defined",
    "Did you call `two_weights.gradients(x, y, w1, w2)`, and give names to the two numbers that it "
    "returns?",
)

# What Python says where `loss` is taken for the notebook's function of that name, or the other way
# round, and where one number comes back for the list.
LOSS_SYMPTOMS = [
    Symptom(
        "loss-is-the-function",
        r"function\.__format__|<function loss",
        "`loss` is the notebook's function here. Give the name a value in your loop.",
    ),
    Symptom(
        "loss-hides-the-function",
        r"variable 'loss'",
        "In this line `loss` has no value yet. It is also the name of a function: if you want to "
        "call that, choose another name for the number.",
    ),
    Symptom(
        "one-loss-for-the-list",
        r"losses is one number",
        "You return one number. What is the list of losses called?",
    ),
]

# Losses of another number than there are epochs, and where that comes from.
LENGTHS = [
    Mistake(
        "return-inside-the-loop",
        "Only the first epoch has run. Does `return` stand inside the loop?",
        v.first_epoch_only,
    ),
    Mistake(
        "list-restarted-each-epoch",
        "All epochs have run, and only the last loss is left. Which line replaces the list in each "
        "epoch?",
        v.last_loss_only,
    ),
    Mistake(
        "one-epoch-too-many",
        "One loss per epoch, and num_epochs of them. How often does your loop run?",
        v.one_more,
        others=[v.one_more_loss],
    ),
    Mistake(
        "nothing-noted",
        "The list of losses stays empty. Where is a loss put into it?",
        v.nothing_noted,
    ),
]

forward = FunctionCheck(
    name="forward",
    parameters=("x", "w1", "w2"),
    returns=("h", "y_hat"),
    reference=lambda x, w1, w2: tuple(np.cumprod([x, w1, w2])[1:]),
    points=[(2.0, 2.0, 0.5), (-1.5, 0.8, -2.2), (3.14, -1.37, 0.618)],
    mistakes=[
        Mistake(
            "w2-sees-x",
            "What goes into the second neuron: x, or what the first neuron gave out?",
            lambda x, w1, w2: (w1 * x, w2 * x),
        ),
        Mistake(
            "weights-exchanged",
            "Which weight does x meet first?",
            lambda x, w1, w2: (w2 * x, w1 * w2 * x),
        ),
        Mistake(
            "adds-weights",
            "A weight scales what passes through its neuron. Which operation scales?",
            lambda x, w1, w2: (x + w1, x + w1 + w2),
            others=[
                lambda x, w1, w2: (w1 * x, w1 * x + w2),
                lambda x, w1, w2: (x + w1, w2 * (x + w1)),
                lambda x, w1, w2: (x / w1, x / w1 / w2),
            ],
        ),
        Mistake(
            "both-weights-in-h",
            "The first neuron has one weight, w1. In which line does w2 belong?",
            lambda x, w1, w2: (w1 * w2 * x, w1 * w2 * x),
            others=[lambda x, w1, w2: (w1 * x + w2 * x, w1 * x + w2 * x)],
        ),
        Mistake(
            "weights-for-values",
            "These are the weights. What does each neuron multiply its weight by?",
            lambda x, w1, w2: (w1, w2),
        ),
        Mistake(
            "h-is-x",
            "h is what the first neuron hands on. Which weight does that neuron have?",
            lambda x, w1, w2: (x, w2 * w1 * x),
            others=[lambda x, w1, w2: (x, w2 * x), lambda x, w1, w2: (x, w1 * x)],
        ),
        Mistake(
            "outputs-exchanged",
            "You return y_hat in the place of h. In which order are the two asked for?",
            lambda x, w1, w2: (w2 * w1 * x, w1 * x),
        ),
        Mistake(
            "example-for-formula",
            "4 and 2 are the values at one point. Compute them from x, w1 and w2.",
            lambda x, w1, w2: (4.0, 2.0),
        ),
        Mistake(
            "x-twice",
            "h holds x already. Does your second line multiply by it again?",
            lambda x, w1, w2: (w1 * x, w2 * w1 * x * x),
        ),
        Mistake(
            "w1-again",
            "h holds w1 already. Does your second line multiply by it again?",
            lambda x, w1, w2: (w1 * x, w2 * w1 * w1 * x),
        ),
        Mistake(
            "w1-twice",
            "Does your second line use the weight of the second neuron?",
            lambda x, w1, w2: (w1 * x, w1 * w1 * x),
        ),
        Mistake(
            "h-missing",
            "ŷ is what h becomes in the second neuron. Where is h in your second line?",
            lambda x, w1, w2: (w1 * x, w1 * w2),
            others=[lambda x, w1, w2: (w1 * x, w2)],
        ),
        Mistake(
            "example-for-input",
            "A number of the example stands where a name belongs, or a name from outside of the "
            "function. Use x, w1 and w2.",
            lambda x, w1, w2: (2 * x, x),
            others=[
                lambda x, w1, w2: (2 * x, w2 * 2 * x),
                lambda x, w1, w2: (w1 * x, 0.5 * w1 * x),
                lambda x, w1, w2: (w1 * 2, w2 * w1 * 2),
                lambda x, w1, w2: (w1 * x, w2 * 4),
            ],
        ),
    ],
    afterwards=(OwnWork(two_weights.forward),),
)

gradients = FunctionCheck(
    name="gradients",
    parameters=("x", "y", "w1", "w2"),
    returns=("dL_dw1", "dL_dw2"),
    reads=Values(back=("dL_dw2", "dL_dw1")),
    reference=v.slopes,
    points=NET,
    mistakes=[
        Mistake(
            "half-not-cancelled",
            "What does the ½ in front of the square cancel?",
            lambda x, y, w1, w2: tuple(2 * s for s in v.slopes(x, y, w1, w2)),
        ),
        Mistake(
            "half-kept",
            "The derivative of a square brings down a 2. What is left of the ½?",
            lambda x, y, w1, w2: tuple(0.5 * s for s in v.slopes(x, y, w1, w2)),
        ),
        Mistake(
            "y-missing",
            "Where is the outcome y? dL/dŷ compares the prediction with it.",
            lambda x, y, w1, w2: v.slopes(x, 0.0, w1, w2),
        ),
        Mistake(
            "w2-and-h-exchanged",
            "In ŷ = w2 · h, each derivative is the other factor. Did you exchange them?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w1 * x * x, (x * w1 * w2 - y) * w2),
        ),
        Mistake(
            "sign-flipped",
            "Raise ŷ slightly: does the loss rise or fall? A sign is turned somewhere.",
            lambda x, y, w1, w2: tuple(-s for s in v.slopes(x, y, w1, w2)),
        ),
        Mistake(
            "dw2-uses-x",
            "What does w2 multiply in the forward pass: x, or h?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2 * x, (x * w1 * w2 - y) * x),
        ),
        Mistake(
            "w2-missing-in-dw1",
            "Walk from w1 to the loss and name each node. Is one missing in dL_dw1?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * x, (x * w1 * w2 - y) * w1 * x),
        ),
        Mistake(
            "x-missing-in-dw1",
            "dL_dw1 stops at h. How far does h move when w1 moves by 1?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2, (x * w1 * w2 - y) * w1 * x),
        ),
        Mistake(
            "dh-uses-w1",
            "The gradient passes back through the second neuron. Which weight does it meet there?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w1 * x, (x * w1 * w2 - y) * w1 * x),
        ),
        Mistake(
            "dw1-uses-w1-for-x",
            "What did w1 multiply: x, or w1 itself? At the desk's point both are 2.",
            lambda x, y, w1, w2: (
                (x * w1 * w2 - y) * w2 * w1,
                (x * w1 * w2 - y) * w1 * x,
            ),
        ),
        Mistake(
            "dw2-uses-w2",
            "Your dL_dw2 holds w2 itself. Which value did w2 multiply on the way forward?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2 * x, (x * w1 * w2 - y) * w2),
        ),
        Mistake(
            "dw2-uses-w1",
            "Your dL_dw2 holds w1 and not x. What is the whole value that w2 multiplied?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2 * x, (x * w1 * w2 - y) * w1),
        ),
        Mistake(
            "dh-uses-h",
            "Your dL_dw1 holds h, as dL_dw2 does. Which derivative arrives at the first neuron?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w1 * x * x, (x * w1 * w2 - y) * w1 * x),
        ),
        Mistake(
            "dh-from-dw2",
            "Your dL_dw1 has a factor too many. From ŷ back to w1 the gradient passes two nodes: "
            "which factor does each of them give?",
            lambda x, y, w1, w2: (
                (x * w1 * w2 - y) * w1 * x * w2 * x,
                (x * w1 * w2 - y) * w1 * x,
            ),
            others=[
                v.back(through=lambda x, y, w1, w2: w1 * x * w1),
                v.back(through=lambda x, y, w1, w2: w2 * w2),
            ],
        ),
        Mistake(
            "dw1-uses-h",
            "What did w1 multiply on the way forward: x, or h?",
            v.back(at_w1=lambda x, y, w1, w2: w1 * x),
        ),
        Mistake(
            "dw1-uses-w2",
            "Your dL_dw1 holds w2 twice. What did w1 multiply on the way forward?",
            v.back(at_w1=lambda x, y, w1, w2: w2),
        ),
        Mistake(
            "dw1-is-w1-times-dy-hat",
            "Your dL_dw1 holds w1 itself. Walk from ŷ back to w1: what does each node multiply by?",
            v.back(through=lambda x, y, w1, w2: w1, at_w1=lambda x, y, w1, w2: 1),
        ),
        Mistake(
            "dw2-uses-y",
            "What did w2 multiply on the way forward: h, or y?",
            v.back(at_w2=lambda x, y, w1, w2: y),
        ),
        Mistake(
            "dw2-is-dy-hat",
            "dL_dw2 is still dL_dy_hat. How far does ŷ move when w2 moves by 1?",
            v.back(at_w2=lambda x, y, w1, w2: 1),
        ),
        Mistake(
            "brackets-around-error-missing",
            "What does Python do first, the power or the minus?",
            v.back(error=lambda x, y, w1, w2: x * w1 * w2 - y**2),
        ),
        Mistake(
            "example-for-error",
            "−18 is ŷ − y at one point only. Compute it from y_hat and y.",
            v.back(error=lambda x, y, w1, w2: -18.0),
        ),
        Mistake(
            "example-for-formula",
            "−18 and −72 are the derivatives at one point. Compute them from x, y, w1 and w2.",
            lambda x, y, w1, w2: (-18.0, -72.0),
        ),
        Mistake(
            "compares-h",
            "Which number is compared with y: h, or the prediction?",
            v.back(error=lambda x, y, w1, w2: w1 * x - y),
        ),
        Mistake(
            "dw2-uses-y-hat",
            "Your dL_dw2 holds h · w2, which is ŷ. What did w2 multiply on the way forward?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2 * x, (x * w1 * w2 - y) * x * w1 * w2),
        ),
        Mistake(
            "upstream-missing",
            "One derivative is a local gradient only. Where is the upstream gradient?",
            lambda x, y, w1, w2: (v.slopes(x, y, w1, w2)[0], w1 * x),
            others=[
                lambda x, y, w1, w2: (w2 * x, v.slopes(x, y, w1, w2)[1]),
                lambda x, y, w1, w2: (x, v.slopes(x, y, w1, w2)[1]),
            ],
        ),
        Mistake(
            "dy-hat-missing",
            "The derivatives do not hold the error ŷ − y. Where is the upstream gradient of each "
            "node?",
            lambda x, y, w1, w2: (w2 * x, w1 * x),
            others=[lambda x, y, w1, w2: (x, w1 * x)],
        ),
        Mistake(
            "example-for-local-gradient",
            "A number of the example stands where a name belongs, or a name from outside of the "
            "function. Is it x, h, w1 or w2?",
            v.back(at_w1=lambda x, y, w1, w2: 2),
            others=[
                v.back(at_w2=lambda x, y, w1, w2: 4),
                v.back(through=lambda x, y, w1, w2: 0.5),
                v.back(through=lambda x, y, w1, w2: 2),
                lambda x, y, w1, w2: (x * w1 * w2 - y, 4 * (x * w1 * w2 - y)),
            ],
        ),
        Mistake(
            "starts-from-the-loss",
            "You start with the square itself. What is the derivative of L with respect to ŷ?",
            lambda x, y, w1, w2: (
                0.5 * (x * w1 * w2 - y) ** 2 * w2 * x,
                0.5 * (x * w1 * w2 - y) ** 2 * w1 * x,
            ),
            others=[
                lambda x, y, w1, w2: (
                    (x * w1 * w2 - y) ** 2 * w2 * x,
                    (x * w1 * w2 - y) ** 2 * w1 * x,
                )
            ],
        ),
        Mistake(
            "adds-derivatives",
            "Derivatives along one path: are they added or multiplied?",
            lambda x, y, w1, w2: ((x * w1 * w2 - y) + w2 + x, (x * w1 * w2 - y) + w1 * x),
            others=[
                lambda x, y, w1, w2: ((x * w1 * w2 - y + w2) * x, (x * w1 * w2 - y) * w1 * x),
                lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2 + x, (x * w1 * w2 - y) * w1 * x),
                lambda x, y, w1, w2: ((x * w1 * w2 - y) * w2 * x, (x * w1 * w2 - y) + w1 * x),
            ],
        ),
    ],
    intermediates={
        "dL_dy_hat": "dL/dŷ, the derivative with which the way back starts",
        "dL_dh": "dL/dh, the derivative that reaches the first neuron",
    },
    afterwards=(OwnWork(two_weights.gradients),),
)

step = FunctionCheck(
    name="step",
    parameters=("x", "y", "w1", "w2", "lr"),
    returns=("w1", "w2"),
    reference=v.step,
    points=STEP,
    mistakes=[
        Mistake(
            "gradient-ascent",
            "Did the loss drop after your step? The gradient points uphill.",
            v.uphill,
        ),
        Mistake(
            "lr-missing", "Compare the size of your step with the weight. What is lr for?", v.no_lr
        ),
        Mistake(
            "w2-updated-first",
            "Is w2 still the value of the forward pass when w1 uses it?",
            v.w2_first,
        ),
        Mistake(
            "w1-updated-first",
            "Is w1 still the value of the forward pass when w2 uses it?",
            v.w1_first,
        ),
        Mistake(
            "forward-pass-between-w2-first",
            "Both derivatives belong to one forward pass. Which ŷ does your second one see?",
            v.forward_between,
        ),
        Mistake(
            "forward-pass-between-w1-first",
            "Your derivative with respect to w2 is taken after w1 has moved. To which point do "
            "both belong?",
            v.forward_between_w1_first,
        ),
        Mistake(
            "gradients-exchanged",
            "Each weight moved by the other one's derivative. In which order do the two come back?",
            lambda x, y, w1, w2, lr: (
                w1 - lr * v.slopes(x, y, w1, w2)[1],
                w2 - lr * v.slopes(x, y, w1, w2)[0],
            ),
        ),
        Mistake(
            "old-weights-returned",
            "You return the old weights. Which names hold the new ones?",
            lambda x, y, w1, w2, lr: (w1, w2),
        ),
        Mistake(
            "one-sign-flipped",
            "One of your two weights goes uphill. Compare the signs of the two lines.",
            v.along(lambda *net: np.multiply(v.slopes(*net), (-1, 1))),
            others=[v.along(lambda *net: np.multiply(v.slopes(*net), (1, -1)))],
        ),
        Mistake(
            "sign-taken-away",
            "Your weights can only go down. Where should a weight go if its derivative is "
            "negative?",
            v.along(lambda *net: np.abs(v.slopes(*net))),
        ),
        Mistake(
            "loss-for-derivative",
            "You subtract lr times the loss, or the error. What does the update rule subtract?",
            v.along(lambda x, y, w1, w2: (0.5 * (x * w1 * w2 - y) ** 2,) * 2),
            others=[v.along(lambda x, y, w1, w2: (x * w1 * w2 - y,) * 2)],
        ),
        Mistake(
            "lr-times-the-weight-too",
            "lr multiplies the weight as well. What does it multiply in the update rule?",
            lambda x, y, w1, w2, lr: tuple(lr * w for w in v.no_lr(x, y, w1, w2, lr)),
        ),
        Mistake(
            "divides-by-lr",
            "A small lr should give a small step. Do you divide by it?",
            lambda x, y, w1, w2, lr: v.step(x, y, w1, w2, 1 / lr),
        ),
        Mistake(
            "step-replaces-weight",
            "Does the new weight remember where it started?",
            lambda x, y, w1, w2, lr: tuple(-lr * s for s in v.slopes(x, y, w1, w2)),
            others=[lambda x, y, w1, w2, lr: tuple(lr * s for s in v.slopes(x, y, w1, w2))],
        ),
        Mistake(
            "gradient-missing",
            "You subtract lr alone. What does the derivative say of direction and size?",
            lambda x, y, w1, w2, lr: (w1 - lr, w2 - lr),
        ),
        Mistake(
            "times-weight",
            "The update rule subtracts lr times the derivative. Which factor is there once more?",
            v.along(lambda x, y, w1, w2: np.multiply(v.slopes(x, y, w1, w2), (w1, w2))),
        ),
        Mistake(
            "one-derivative-for-both",
            "Both weights move by the same derivative. Does each weight have its own?",
            v.along(lambda *net: (v.slopes(*net)[1],) * 2),
            others=[v.along(lambda *net: (v.slopes(*net)[0],) * 2)],
        ),
        Mistake(
            "second-line-sets-w1",
            "w2 did not move. Which name does your second line set?",
            lambda x, y, w1, w2, lr: (v.step(x, y, w1, w2, lr)[1], w2),
        ),
        Mistake(
            "rate-of-the-example",
            "Your step is right for lr = 0.01 only. Where is the argument lr?",
            lambda x, y, w1, w2, lr: v.step(x, y, w1, w2, 0.01),
        ),
        Mistake(
            "example-for-formula",
            "2.18 and 1.22 are the weights after one step from one point. Compute the step.",
            lambda x, y, w1, w2, lr: (2.18, 1.22),
        ),
        Mistake(
            "w2-starts-from-w1",
            "Your new w2 starts from w1. Where was w2 before the step?",
            lambda x, y, w1, w2, lr: (
                v.step(x, y, w1, w2, lr)[0],
                w1 - lr * v.slopes(x, y, w1, w2)[1],
            ),
        ),
        Mistake(
            "weight-and-gradient-exchanged",
            "Weight and derivative have changed places. Which of the two does lr make smaller?",
            lambda x, y, w1, w2, lr: tuple(
                np.array(v.slopes(x, y, w1, w2)) - lr * np.array([w1, w2])
            ),
        ),
        Mistake(
            "brackets-around-weight-and-lr",
            "You subtract lr from the weight. In the update rule, what is lr multiplied by?",
            lambda x, y, w1, w2, lr: tuple((np.array([w1, w2]) - lr) * v.slopes(x, y, w1, w2)),
        ),
        Mistake(
            "weight-and-lr-exchanged",
            "You take the weight for lr and lr for the weight. From which of the two does the step "
            "start?",
            lambda x, y, w1, w2, lr: tuple(lr - np.array([w1, w2]) * v.slopes(x, y, w1, w2)),
        ),
        Mistake(
            "example-for-gradient",
            "−18 and −72 are the derivatives at one point. `two_weights.gradients` computes them "
            "at any point.",
            lambda x, y, w1, w2, lr: (w1 + lr * 18, w2 + lr * 72),
            others=[lambda x, y, w1, w2, lr: (w1 + 0.18, w2 + 0.72)],
        ),
        Mistake(
            "returns-gradients",
            "These are the derivatives. Where do the weights stand after the step?",
            lambda x, y, w1, w2, lr: v.slopes(x, y, w1, w2),
        ),
        Mistake(
            "only-w1-updated",
            "Only w1 moved. Is the derivative with respect to w2 zero?",
            lambda x, y, w1, w2, lr: (v.step(x, y, w1, w2, lr)[0], w2),
        ),
        Mistake(
            "only-w2-updated",
            "Only w2 moved. Is the derivative with respect to w1 zero?",
            lambda x, y, w1, w2, lr: (w1, v.step(x, y, w1, w2, lr)[1]),
        ),
    ],
    symptoms=[NO_GRADIENTS],
    afterwards=(OwnWork(two_weights.step),),
)

train = FunctionCheck(
    name="train",
    parameters=("x", "y", "w1", "w2", "lr", "num_epochs"),
    returns=("w1", "w2", "losses"),
    reads=Values(back=("losses", "w1", "w2")),
    reference=v.loop(),
    points=TRAIN,
    mistakes=[
        Mistake(
            "loss-after-step",
            "Is the loss of an epoch taken before its step, or after?",
            v.loop(after=True),
        ),
        Mistake(
            "restarts-each-epoch",
            "Each epoch starts where the last one ended. Does yours?",
            v.from_start,
        ),
        Mistake(
            "gradients-of-the-start",
            "The gradient changes as the weights move. When is yours computed?",
            v.stale,
        ),
        Mistake(
            "weights-never-updated",
            "The weights never moved. What becomes of what `step` returns?",
            v.unmoved,
        ),
        Mistake(
            "forward-pass-once",
            "The weights move and the losses stay. Where is your forward pass?",
            v.forward_once,
        ),
        Mistake(
            "gradient-ascent",
            "Does the loss fall from epoch to epoch? Which way is downhill?",
            v.loop(v.uphill),
        ),
        Mistake(
            "w2-updated-first",
            "Is w2 still the value of the forward pass when w1 uses it?",
            v.loop(v.w2_first),
        ),
        Mistake(
            "w1-updated-first",
            "Is w1 still the value of the forward pass when w2 uses it?",
            v.loop(v.w1_first),
        ),
        Mistake(
            "loss-of-the-example",
            "Without x and y, `loss(w1, w2)` takes x = 2 and y = 20. How does it get those that "
            "come in?",
            v.loss_of_the_example,
        ),
        Mistake("half-missing-in-loss", "What happened to the ½ in the losses?", v.no_half),
        Mistake(
            "lr-missing",
            "Compare the size of your steps with the weights. What is lr for?",
            v.loop(v.no_lr),
        ),
        Mistake(
            "errors-for-losses",
            "These are errors. What makes the loss L of an error?",
            v.loop(note=lambda h, y_hat, y: y_hat - y),
            others=[
                v.loop(note=lambda h, y_hat, y: 0.5 * (y_hat - y)),
                v.loop(note=lambda h, y_hat, y: y - y_hat),
                v.loop(note=lambda h, y_hat, y: abs(y_hat - y)),
            ],
        ),
        Mistake(
            "predictions-for-losses",
            "You noted the predictions. How wrong is each of them, as a loss?",
            v.loop(note=lambda h, y_hat, y: y_hat),
        ),
        Mistake(
            "compares-h",
            "Which number is compared with y: h, or the prediction?",
            v.loop(note=lambda h, y_hat, y: 0.5 * (h - y) ** 2),
        ),
        Mistake(
            "brackets-around-error-missing",
            "Put brackets around ŷ − y: what does Python square?",
            v.loop(note=lambda h, y_hat, y: 0.5 * y_hat - y**2),
            others=[v.loop(note=lambda h, y_hat, y: 0.5 * (y_hat - y**2))],
        ),
        Mistake(
            "two-steps-for-one",
            "One weight moves in a second forward pass, after the other has moved. How often do "
            "you go forward in one epoch?",
            v.loop(v.forward_between_w1_first),
            others=[v.loop(v.forward_between)],
        ),
        Mistake(
            "weights-become-gradients",
            "Your weights become derivatives. Which function returns the new weights?",
            v.loop(lambda *a: v.back()(*a[:4])),
        ),
        Mistake(
            "step-taken-for-gradients",
            "`two_weights.step` returns the new weights already. Why does your loop subtract them "
            "from the old ones?",
            v.loop(v.minus_new_weights),
            others=[v.loop(lambda *a: tuple(np.subtract(a[2:4], v.step(*a))))],
        ),
        Mistake(
            "weights-exchanged",
            "The two weights change places. In which order does `step` return them?",
            v.loop(lambda *a: v.step(*a)[::-1]),
        ),
        Mistake(
            "rate-of-the-example",
            "Your training is right for lr = 0.01 only. Where is the argument lr?",
            v.loop(lambda x, y, w1, w2, lr: v.step(x, y, w1, w2, 0.01)),
        ),
        *LENGTHS,
    ],
    symptoms=[NO_GRADIENTS, *LOSS_SYMPTOMS],
    afterwards=(OwnWork(two_weights.train),),
)

mend_train = FunctionCheck(
    name="mend_train",
    parameters=("x", "y", "w1", "w2", "lr", "num_epochs"),
    returns=("w1", "w2", "losses"),
    reads=Values(back=("losses", "w1", "w2")),
    reference=v.loop(),
    points=TRAIN,
    unchanged=v.loop(v.w2_first),
    mistakes=[
        Mistake(
            "w1-updated-first",
            "Now w1 moves first. Which w1 does the derivative with respect to w2 see?",
            v.loop(v.w1_first),
        ),
        Mistake(
            "forward-pass-between",
            "The error ŷ − y belongs to one forward pass. Do both derivatives use that one?",
            v.loop(v.forward_between),
        ),
        Mistake(
            "forward-pass-between-w1-first",
            "w1 has moved before your second forward pass. Which w1 does its ŷ belong to?",
            v.loop(v.forward_between_w1_first),
        ),
        Mistake(
            "gradients-exchanged",
            "Each weight moves by the other one's derivative. Which of the two belongs to w1?",
            v.loop(v.along(lambda *net: v.slopes(*net)[::-1])),
        ),
        Mistake(
            "one-sign-flipped",
            "One of your two moves goes uphill. Compare the signs of the two lines.",
            v.loop(v.along(lambda *net: np.multiply(v.slopes(*net), (-1, 1)))),
            others=[v.loop(v.along(lambda *net: np.multiply(v.slopes(*net), (1, -1))))],
        ),
        Mistake(
            "dh-uses-h",
            "Your dL_dw1 holds h, as dL_dw2 does. Which derivative arrives at the first neuron?",
            v.loop(v.along(v.back(through=lambda x, y, w1, w2: w1 * x))),
        ),
        Mistake(
            "dw1-uses-h",
            "Only the order of the lines was wrong. What stands in the place of x in dL_dw1?",
            v.loop(v.along(v.back(at_w1=lambda x, y, w1, w2: w1 * x))),
        ),
        Mistake(
            "rate-of-the-example",
            "Your training is right for lr = 0.01 only. Where is the argument lr?",
            v.loop(lambda x, y, w1, w2, lr: v.step(x, y, w1, w2, 0.01)),
        ),
        Mistake(
            "example-for-derivative",
            "−18 is right at the start of the lesson only. Compute it in every epoch.",
            v.loop(v.along(v.back(error=lambda x, y, w1, w2: -18.0))),
            others=[v.loop(v.along(lambda *net: (-18.0, v.slopes(*net)[1])))],
        ),
        Mistake(
            "loss-after-step",
            "Is the loss of an epoch taken before its step, or after?",
            v.loop(after=True),
        ),
        Mistake(
            "gradient-ascent",
            "The signs were right. Does the loss still fall?",
            v.loop(v.uphill),
            others=[v.loop(lambda x, y, w1, w2, lr: v.w2_first(x, y, w1, w2, -lr))],
        ),
        Mistake(
            "w2-never-updated",
            "w2 must move too, at the right moment.",
            v.loop(lambda *a: (v.step(*a)[0], a[3])),
        ),
        Mistake(
            "w1-never-updated",
            "w1 must move too, at the right moment.",
            v.loop(lambda *a: (a[2], v.step(*a)[1])),
        ),
        Mistake(
            "dh-uses-w1",
            "Only the order of the lines was wrong. Which weight stands in dL_dh?",
            v.loop(v.along(v.back(through=lambda x, y, w1, w2: w1))),
        ),
        Mistake(
            "w2-missing-in-dw1",
            "Your dL_dw1 holds no w2 any more. Which weight does the gradient pass on its way from "
            "ŷ to h?",
            v.loop(v.along(v.back(through=lambda x, y, w1, w2: 1))),
        ),
        Mistake(
            "x-missing-in-dw1",
            "Only the order of the lines was wrong. Where is x in dL_dw1?",
            v.loop(v.along(v.back(at_w1=lambda x, y, w1, w2: 1))),
        ),
        Mistake(
            "restarts-each-epoch",
            "Each epoch starts where the last one ended. Does yours?",
            v.from_start,
        ),
        *LENGTHS,
    ],
    # Its id is that of the kind: the given code and an edit that changes nothing return the same.
    symptoms=[
        Symptom(
            "unchanged",
            r"returns what the given code returns",
            "At which line does w2 change? Which lines use w2 before it, and which after?",
        )
    ],
    afterwards=(OwnWork(two_weights.train, two_weights.step),),
)
