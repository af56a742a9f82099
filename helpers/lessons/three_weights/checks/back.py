"""The checks of lesson 04's backward pass: the gradient on its way through two sigmoids."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake
from helpers.checking.own_work import OwnWork
from helpers.checking.reading import Values
from helpers.lessons import three_weights

from . import variants as v
from .variants import NETS, Array, Factor, back, sigma, slope

output_blame = FunctionCheck(
    name="output_blame",
    parameters=("z2", "y"),
    returns=("dL_dz2",),
    reference=v.output_blame,
    points=[(-1.4, 1.0), (0.19, 1.0), (2.3, 0.0), (1.1, 0.0)],
    mistakes=[
        Mistake(
            "activation-derivative-missing",
            "That is dL/dŷ. Which node lies between ŷ and z2, and what is its local gradient?",
            lambda z2, y: sigma(z2) - y,
        ),
        Mistake(
            "derivative-of-the-output",
            "Does sigmoid_prime expect z or its output?",
            lambda z2, y: (sigma(z2) - y) * slope(sigma(z2)),
        ),
        Mistake(
            "derivative-of-the-error",
            "You put the error into sigmoid_prime. It is a factor of its own: what entered the "
            "sigmoid on the way forward?",
            lambda z2, y: slope(sigma(z2) - y),
            others=[lambda z2, y: (sigma(z2) - y) * slope(sigma(z2) - y)],
        ),
        Mistake(
            "z-times-1-minus-z",
            "At z2 = 0 your local gradient is 0: flat. Look at the curve.",
            lambda z2, y: (sigma(z2) - y) * z2 * (1 - z2),
        ),
        Mistake(
            "compares-pre-activation",
            "z2 is a pre-activation and y an outcome. What do you compare with y?",
            lambda z2, y: (z2 - y) * slope(z2),
            others=[lambda z2, y: (y - z2) * slope(z2)],
        ),
        Mistake(
            "times-z2",
            "You multiply by z2 as well. Which node lies between ŷ and z2, and what does it give?",
            lambda z2, y: (sigma(z2) - y) * slope(z2) * z2,
        ),
        Mistake(
            "z2-for-derivative",
            "You multiply by z2 itself. How steep is the sigmoid at z2?",
            lambda z2, y: (sigma(z2) - y) * z2,
        ),
        Mistake(
            "times-y-hat",
            "The slope of the sigmoid is there. Which node would multiply by ŷ as well?",
            lambda z2, y: (sigma(z2) - y) * slope(z2) * sigma(z2),
        ),
        Mistake(
            "sign-flipped",
            "Raise ŷ slightly: does the loss rise or fall when ŷ is too low?",
            lambda z2, y: (y - sigma(z2)) * slope(z2),
        ),
        Mistake(
            "brackets-around-error-missing",
            "Put brackets around the error: what does Python multiply first?",
            lambda z2, y: sigma(z2) - y * slope(z2),
        ),
        Mistake(
            "brackets-in-1-minus-y-hat-missing",
            "Put brackets around 1 − ŷ: what does Python multiply first?",
            lambda z2, y: (sigma(z2) - y) * sigma(z2) - sigma(z2),
        ),
        Mistake(
            "half-not-cancelled",
            "What does the ½ in front of the square cancel?",
            lambda z2, y: 2 * (sigma(z2) - y) * slope(z2),
        ),
        Mistake(
            "half-kept",
            "The derivative of a square brings down a 2. What is left of the ½?",
            lambda z2, y: 0.5 * (sigma(z2) - y) * slope(z2),
        ),
        Mistake(
            "outcome-missing",
            "Where is the outcome y? dL/dŷ compares the prediction with it.",
            lambda z2, y: sigma(z2) * slope(z2),
        ),
        Mistake(
            "example-for-outcome",
            "You put 1 in the place of y. What if the share falls?",
            lambda z2, y: (sigma(z2) - 1) * slope(z2),
            others=[lambda z2, y: (1 - sigma(z2)) * slope(z2)],
        ),
        Mistake(
            "slope-of-the-middle",
            "¼ is the slope in the middle only. How steep is the sigmoid at z2?",
            lambda z2, y: (sigma(z2) - y) * 0.25,
        ),
        Mistake(
            "derivative-from-y",
            "y·(1 − y) is 0 for every outcome of 0 or 1. Which number comes out of the last "
            "sigmoid, and gives its slope?",
            lambda z2, y: (sigma(z2) - y) * y * (1 - y),
        ),
        Mistake(
            "divides-by-the-slope",
            "You divide by the slope. What does the chain rule do with local gradients?",
            lambda z2, y: (sigma(z2) - y) / slope(z2),
        ),
        Mistake(
            "derivative-elsewhere",
            "What stands in your sigmoid_prime did not enter the sigmoid on the way forward. Which "
            "number did?",
            lambda z2, y: (sigma(z2) - y) * slope(y),
            others=[
                lambda z2, y: (sigma(z2) - y) * slope(z2 - y),
                lambda z2, y: slope(0.5 * (sigma(z2) - y) ** 2),
                lambda z2, y: (sigma(z2) - y) * slope(slope(z2)),
            ],
        ),
        Mistake(
            "starts-from-the-loss",
            "You begin with the square itself. What is the derivative of L with respect to ŷ?",
            lambda z2, y: 0.5 * (sigma(z2) - y) ** 2 * slope(z2),
            others=[lambda z2, y: (sigma(z2) - y) ** 2 * slope(z2)],
        ),
        Mistake(
            "loss-for-derivative",
            "That is L itself. Which derivative of it is asked for?",
            lambda z2, y: 0.5 * (sigma(z2) - y) ** 2,
        ),
        Mistake(
            "adds-derivatives",
            "Derivatives along one path: are they added or multiplied?",
            lambda z2, y: (sigma(z2) - y) + slope(z2),
        ),
        Mistake(
            "value-for-derivative",
            "You multiply by the value of the sigmoid. Which number is its slope?",
            lambda z2, y: (sigma(z2) - y) * sigma(z2),
        ),
        Mistake(
            "y-hat-missing-in-derivative",
            "The slope of the sigmoid has two factors. Where is ŷ itself?",
            lambda z2, y: (sigma(z2) - y) * (1 - sigma(z2)),
        ),
        Mistake(
            "error-missing",
            "The slope of the sigmoid is there. How wrong was the prediction?",
            lambda z2, y: slope(z2),
        ),
        Mistake(
            "activation-derivative-twice",
            "How many sigmoids lie between z2 and ŷ? You multiply by the slope more than once.",
            lambda z2, y: (sigma(z2) - y) * slope(z2) ** 2,
        ),
    ],
    afterwards=(OwnWork(three_weights.output_blame),),
)

gradients = FunctionCheck(
    name="gradients",
    parameters=("x", "y", "w"),
    returns=("dL_dw1", "dL_dw2", "dL_dw3"),
    reads=Values(back=("dL_dw3", "dL_dw2", "dL_dw1")),
    reference=v.gradients,
    points=NETS,
    mistakes=[
        Mistake(
            "w3-and-h1-exchanged",
            "In z2 = w3 · h1, each derivative is the other factor. Did you exchange them?",
            back(at_w3=lambda n: n.w3, through=lambda n: n.h1),
        ),
        Mistake(
            "dw3-uses-w3", "What does w3 multiply on the way forward?", back(at_w3=lambda n: n.w3)
        ),
        Mistake(
            "dh1-uses-h1",
            "The gradient passes from z2 back to h1. What does h1 meet on the way forward?",
            back(through=lambda n: n.h1),
        ),
        Mistake(
            "w3-missing",
            "From z2 straight to z1: which weight did you walk past?",
            back(through=lambda n: 1),
        ),
        Mistake(
            "hidden-activation-derivative-missing",
            "Between h1 and z1 lies a sigmoid. Does dL_dz1 get its local gradient, and do both "
            "weights start from dL_dz1?",
            back(bend1=lambda n: 1),
        ),
        Mistake(
            "hidden-derivative-missing-in-dw1",
            "dL_dw2 has passed the first sigmoid. Has dL_dw1?",
            back(at_w1=lambda n: n.x1 / slope(n.z1)),
        ),
        Mistake(
            "hidden-derivative-missing-in-dw2",
            "dL_dw1 has passed the first sigmoid. Has dL_dw2?",
            back(at_w2=lambda n: n.x2 / slope(n.z1)),
        ),
        Mistake(
            "brackets-in-1-minus-h1-missing",
            "Put brackets around 1 − h1: what does Python multiply first?",
            back(bend1=lambda n: n.h1 - n.h1 / n.blame),
        ),
        Mistake(
            "derivative-of-h1",
            "Does sigmoid_prime expect z1 or h1?",
            back(bend1=lambda n: slope(n.h1)),
        ),
        Mistake(
            "z1-times-1-minus-z1",
            "At z1 = 0 your local gradient is 0: flat. Look at the curve.",
            back(bend1=lambda n: n.z1 * (1 - n.z1)),
        ),
        Mistake(
            "derivative-at-z2-for-z1",
            "This is the slope of the last sigmoid. What went into the first one?",
            back(bend1=lambda n: slope(n.z2)),
        ),
        Mistake(
            "value-for-derivative",
            "The slope is not the function: how steep is the sigmoid at z1?",
            back(bend1=lambda n: n.h1),
        ),
        Mistake(
            "weights-for-inputs",
            "You multiply dL_dz1 by a weight. What do w1 and w2 multiply on the way forward?",
            back(at_w1=lambda n: n.w1, at_w2=lambda n: n.w2),
            others=[back(at_w1=lambda n: n.w1), back(at_w2=lambda n: n.w2)],
        ),
        Mistake(
            "inputs-and-weights",
            "When w1 moves by 1, does z1 move by x1, or by w1 · x1?",
            back(at_w1=lambda n: n.w1 * n.x1, at_w2=lambda n: n.w2 * n.x2),
            others=[back(at_w1=lambda n: n.w1 * n.x1)],
        ),
        Mistake(
            "input-and-weight-in-dw2",
            "When w2 moves by 1, does z1 move by x2, or by w2 · x2?",
            back(at_w2=lambda n: n.w2 * n.x2),
        ),
        Mistake(
            "dw2-from-dw1",
            "Your dL_dw2 holds x1 and x2. By which of them does w2 move z1?",
            back(at_w2=lambda n: n.x1 * n.x2),
        ),
        Mistake(
            "hidden-unit-skipped",
            "From z2 straight to w1 or w2: which weight and which sigmoid did you walk past?",
            back(at_w1=lambda n: n.x1 / (n.w3 * slope(n.z1))),
            others=[
                back(at_w2=lambda n: n.x2 / (n.w3 * slope(n.z1))),
                back(through=lambda n: 1, bend1=lambda n: 1),
            ],
        ),
        Mistake(
            "w3-twice",
            "dL_dh1 holds w3 already. What lies between h1 and z1?",
            back(bend1=lambda n: n.w3),
            others=[back(bend1=lambda n: slope(n.z1) * n.w3)],
        ),
        Mistake(
            "activation-derivative-twice",
            "The slope at z1 is in your dL_dw1 and dL_dw2 twice. How many sigmoids lie between h1 "
            "and the two weights?",
            back(bend1=lambda n: slope(n.z1) ** 2),
        ),
        Mistake(
            "derivative-of-the-gradient",
            "You put a gradient into sigmoid_prime. Which number entered the first sigmoid on the "
            "way forward?",
            back(bend1=lambda n: slope(n.blame)),
            others=[back(bend1=lambda n: slope(n.blame) / n.blame)],
        ),
        Mistake(
            "slope-of-the-middle",
            "¼ is the slope in the middle only. How steep is the sigmoid at z1?",
            back(bend1=lambda n: 0.25),
        ),
        Mistake(
            "example-for-input",
            "2 and 3 are the inputs of one day. Which names hold them on any day?",
            back(at_w1=lambda n: 2, at_w2=lambda n: 3),
        ),
        Mistake(
            "h1-missing-in-derivative",
            "The slope of the sigmoid has two factors. Where is h1 itself?",
            back(bend1=lambda n: 1 - n.h1),
        ),
        Mistake(
            "h1-and-z1-mixed",
            "The slope of the sigmoid can be made of h1 alone. What does z1 do in it?",
            back(bend1=lambda n: n.h1 * (1 - n.z1)),
            others=[back(bend1=lambda n: n.z1 * (1 - n.h1))],
        ),
        Mistake(
            "times-z1",
            "The slope at z1 is there. Which node would multiply by z1 as well?",
            back(bend1=lambda n: slope(n.z1) * n.z1),
        ),
        Mistake(
            "z1-for-derivative",
            "You multiply by z1. How steep is the sigmoid there?",
            back(bend1=lambda n: n.z1),
        ),
        Mistake(
            "upstream-missing",
            "dL_dz1 holds the local gradient only. Which upstream gradient arrives there?",
            back(bend1=lambda n: slope(n.z1) / n.blame),
        ),
        Mistake(
            "upstream-missing-in-dh1",
            "dL_dh1 is w3, the local gradient only. Which derivative arrives from z2?",
            back(through=lambda n: n.w3 / n.blame),
        ),
        Mistake(
            "upstream-missing-in-dw3",
            "dL_dw3 is h1, the local gradient only. Which derivative arrives from z2?",
            back(at_w3=lambda n: n.h1 / n.at_z2),
        ),
        Mistake(
            "upstream-missing-in-dw1-and-dw2",
            "An input is the local gradient only. Which derivative arrives at w1 and w2?",
            back(at_w1=lambda n: n.x1 / n.at_z1, at_w2=lambda n: n.x2 / n.at_z1),
            others=[back(at_w1=lambda n: n.x1 / n.at_z1), back(at_w2=lambda n: n.x2 / n.at_z1)],
        ),
        Mistake(
            "upstream-missing-everywhere",
            "Your lines hold local gradients only. Multiply each by the derivative that arrives.",
            back(
                at_w3=lambda n: n.h1 / n.at_z2,
                at_w1=lambda n: n.x1 / n.at_z1,
                at_w2=lambda n: n.x2 / n.at_z1,
            ),
            others=[
                back(at_w3=lambda n: n.h1 / n.at_z2, through=lambda n: n.w3 / n.blame),
                back(at_w3=lambda n: n.h1 / n.at_z2, bend1=lambda n: slope(n.z1) / n.blame),
            ],
        ),
        Mistake(
            "dh1-uses-another-weight",
            "Which weight stands between h1 and z2?",
            back(through=lambda n: n.w1),
            others=[back(through=lambda n: n.w2)],
        ),
        Mistake(
            "h1-and-w3-in-dh1",
            "Your dL_dh1 holds w3 and h1. By what does z2 move when h1 moves by 1?",
            back(through=lambda n: n.w3 * n.h1),
        ),
        Mistake(
            "dw3-is-dz2",
            "dL_dw3 is still dL_dz2. How far does z2 move when w3 moves by 1?",
            back(at_w3=lambda n: 1),
        ),
        Mistake(
            "z1-for-inputs",
            "You multiply dL_dz1 by z1. What do w1 and w2 multiply on the way forward?",
            back(at_w1=lambda n: n.z1, at_w2=lambda n: n.z1),
            others=[back(at_w1=lambda n: n.z1), back(at_w2=lambda n: n.z1)],
        ),
        Mistake(
            "h1-for-inputs",
            "h1 comes after w1 and w2. Can they multiply it on the way forward?",
            back(at_w1=lambda n: n.h1, at_w2=lambda n: n.h1),
            others=[back(at_w1=lambda n: n.h1), back(at_w2=lambda n: n.h1)],
        ),
        Mistake(
            "inputs-added",
            "You add the inputs. In z1 = w1 · x1 + w2 · x2, which term does w1 stand in?",
            back(at_w1=lambda n: n.x1 + n.x2, at_w2=lambda n: n.x1 + n.x2),
            others=[back(at_w1=lambda n: n.x1 + n.x2), back(at_w2=lambda n: n.x1 + n.x2)],
        ),
        Mistake(
            "dw3-uses-an-input",
            "Your dL_dw3 holds an input. Which number comes to w3 on the way forward?",
            back(at_w3=lambda n: n.x1),
            others=[back(at_w3=lambda n: n.x2)],
        ),
        Mistake(
            "both-see-x1",
            "dL_dw1 and dL_dw2 come out equal. Do both weights see the same input?",
            back(at_w2=lambda n: n.x1),
        ),
        Mistake(
            "inputs-missing",
            "You stop at z1. How far does z1 move when w1 moves by 1, and when w2 does?",
            back(at_w1=lambda n: 1, at_w2=lambda n: 1),
        ),
        Mistake(
            "inputs-exchanged",
            "Which input met w1 on the way forward?",
            back(at_w1=lambda n: n.x2, at_w2=lambda n: n.x1),
        ),
        Mistake(
            "dw3-uses-z2",
            "Your dL_dw3 holds z2, which is w3 · h1. What does w3 multiply?",
            back(at_w3=lambda n: n.z2),
        ),
        Mistake(
            "dw3-uses-y-hat",
            "w3 stands before the last sigmoid. Can it multiply what comes out behind it, ŷ?",
            back(at_w3=lambda n: n.y_hat),
        ),
        Mistake(
            "dw3-uses-z1",
            "w3 multiplies what came out of the first sigmoid, not what went in.",
            back(at_w3=lambda n: n.z1),
        ),
        Mistake(
            "output-derivative-twice",
            "dL_dz2 holds the slope of the last sigmoid already. Do you multiply by it again?",
            back(bend2=lambda n: slope(n.z2) ** 2),
        ),
        Mistake(
            "output-derivative-again",
            "dL_dz2 has passed the last sigmoid already. Which line multiplies by its slope again?",
            back(at_w3=lambda n: n.h1 * slope(n.z2)),
            others=[back(through=lambda n: n.w3 * slope(n.z2))],
        ),
        Mistake(
            "output-derivative-missing",
            "You start from dL/dŷ. Which sigmoid lies between ŷ and z2?",
            back(bend2=lambda n: 1),
        ),
        Mistake(
            "both-derivatives-missing",
            "Neither sigmoid has a local gradient. It may still train; is this the gradient of L?",
            back(bend2=lambda n: 1, bend1=lambda n: 1),
        ),
        Mistake(
            "sign-flipped",
            "Raise w3 slightly: does the loss rise or fall? Compare with your sign.",
            back(error=lambda n: n.y - n.y_hat),
        ),
        Mistake(
            "half-not-cancelled",
            "What does the ½ in front of the square cancel?",
            back(error=lambda n: 2 * (n.y_hat - n.y)),
        ),
        Mistake(
            "adds-hidden-derivative",
            "Derivatives along one path: are they added or multiplied? Look at dL_dz1.",
            back(bend1=lambda n: 1 + slope(n.z1) / n.blame),
        ),
        Mistake(
            "adds-w3",
            "Look at dL_dh1: does a weight scale the gradient, or add to it?",
            back(through=lambda n: 1 + n.w3 / n.blame),
        ),
    ],
    afterwards=(OwnWork(three_weights.gradients),),
)

# Slips that happen in the repair, too; the hints name no line that the given code has not.
SHARED = (
    "w3-and-h1-exchanged",
    "dw3-uses-w3",
    "w3-missing",
    "hidden-activation-derivative-missing",
    "brackets-in-1-minus-h1-missing",
    "derivative-at-z2-for-z1",
    "dh1-uses-another-weight",
    "h1-missing-in-derivative",
    "h1-and-z1-mixed",
    "weights-for-inputs",
    "inputs-exchanged",
    "both-see-x1",
    "dw3-uses-z2",
    "dw3-uses-y-hat",
    "dw3-uses-z1",
    "output-derivative-twice",
    "output-derivative-missing",
)


def _slope_of_y_hat(n: SimpleNamespace) -> float:
    """Return the last factor as it is given: the slope at ŷ."""
    return slope(n.y_hat)


def _at_h1(*factors: Factor) -> list[Callable[..., Array]]:
    """Return passes with these factors at the first sigmoid, the last one right or as given."""
    passes = [back(bend1=factor) for factor in factors]
    return passes + [back(bend1=factor, bend2=_slope_of_y_hat) for factor in factors]


def _at_y_hat(*factors: Factor) -> list[Callable[..., Array]]:
    """Return passes with these factors at the last sigmoid, the first one right or as given."""
    passes = [back(bend2=factor) for factor in factors]
    return passes + [back(bend2=factor, bend1=lambda n: slope(n.h1)) for factor in factors]


def _mistake(name: str, hint: str, passes: Sequence[Callable[..., Array]]) -> Mistake:
    return Mistake(name, hint, passes[0], others=passes[1:])


mend_slopes = FunctionCheck(
    name="mend_slopes",
    parameters=("x", "y", "w"),
    returns=("dL_dw1", "dL_dw2", "dL_dw3"),
    reads=Values(back=("dL_dw3", "dL_dw2", "dL_dw1")),
    reference=v.gradients,
    points=NETS,
    unchanged=back(bend2=lambda n: slope(n.y_hat), bend1=lambda n: slope(n.h1)),
    mistakes=[
        Mistake(
            "hidden-derivative-still-of-output",
            "The last sigmoid is right now. Does the other one get what it expects?",
            back(bend1=lambda n: slope(n.h1)),
        ),
        Mistake(
            "output-derivative-still-of-output",
            "The first sigmoid is right now. Does the other one get what it expects?",
            back(bend2=lambda n: slope(n.y_hat)),
        ),
        Mistake(
            "pre-activations-exchanged",
            "Each sigmoid_prime gets a z now. Is it the z that went into this sigmoid?",
            back(bend2=lambda n: slope(n.z1), bend1=lambda n: slope(n.z2)),
            others=[back(bend2=lambda n: slope(n.z1))],
        ),
        Mistake(
            "z-times-1-minus-z",
            "You write z · (1 − z). Does that formula take z, or the output of the sigmoid?",
            back(bend2=lambda n: n.z2 * (1 - n.z2), bend1=lambda n: n.z1 * (1 - n.z1)),
            others=[
                *_at_h1(lambda n: n.z1 * (1 - n.z1)),
                *_at_y_hat(lambda n: n.z2 * (1 - n.z2)),
            ],
        ),
        Mistake(
            "both-derivatives-missing",
            "Both sigmoids have lost their slopes. It may still train; is this the gradient of L?",
            back(bend2=lambda n: 1, bend1=lambda n: 1),
        ),
        Mistake(
            "values-for-derivatives",
            "The gradient needs how steep the sigmoid is, and this is how high it is.",
            back(bend2=lambda n: n.y_hat, bend1=lambda n: n.h1),
            others=[back(bend2=lambda n: sigma(n.y_hat), bend1=lambda n: sigma(n.h1))],
        ),
        _mistake(
            "value-for-derivative",
            "The slope is not the function: how steep is the sigmoid at z1?",
            _at_h1(lambda n: n.h1, lambda n: sigma(n.h1)),
        ),
        _mistake(
            "output-value-for-derivative",
            "At the last sigmoid you multiply by its height. How steep is it at z2?",
            _at_y_hat(lambda n: n.y_hat, lambda n: sigma(n.y_hat)),
        ),
        _mistake(
            "derivative-of-an-input",
            "You put an input or a weight into the first sigmoid_prime. What entered that sigmoid "
            "on the way forward?",
            _at_h1(
                lambda n: slope(n.x1),
                lambda n: slope(n.x2),
                lambda n: slope(n.x1 + n.x2),
                lambda n: slope(n.w1),
                lambda n: slope(n.w2),
                lambda n: slope(n.w3),
            ),
        ),
        _mistake(
            "derivative-of-a-part-of-z1",
            "You put one term of z1 into sigmoid_prime. Which sum entered the first sigmoid?",
            _at_h1(lambda n: slope(n.w1 * n.x1), lambda n: slope(n.w2 * n.x2)),
        ),
        _mistake(
            "derivative-of-the-derivative",
            "A product such as h1 · (1 − h1) is a slope already. Does it go into sigmoid_prime "
            "again?",
            [
                *_at_h1(lambda n: slope(n.h1 * (1 - n.h1))),
                *_at_y_hat(lambda n: slope(n.y_hat * (1 - n.y_hat))),
                back(
                    bend2=lambda n: slope(n.y_hat * (1 - n.y_hat)),
                    bend1=lambda n: slope(n.h1 * (1 - n.h1)),
                ),
            ],
        ),
        _mistake(
            "derivative-of-the-error",
            "You put the error into sigmoid_prime. What entered the last sigmoid?",
            _at_y_hat(lambda n: slope(n.y_hat - n.y)),
        ),
        Mistake(
            "sigmoid-once-more",
            "One sigmoid more makes it worse: how often does each z go through it now?",
            back(bend2=lambda n: slope(sigma(n.y_hat)), bend1=lambda n: slope(sigma(n.h1))),
        ),
        Mistake(
            "half-of-the-derivative",
            "The slope is a · (1 − a). Where is the first of its two factors?",
            back(bend2=lambda n: 1 - n.y_hat, bend1=lambda n: 1 - n.h1),
            others=_at_y_hat(lambda n: 1 - n.y_hat),
        ),
        Mistake(
            "error-changed",
            "The error ŷ − y was right. Put it back first.",
            back(error=lambda n: n.y_hat),
            others=[
                back(error=lambda n: (n.y_hat - n.y) ** 2 / 2),
                back(error=lambda n: (n.y_hat - n.y) / 2),
                back(error=lambda n: 2 * (n.y_hat - n.y)),
            ],
        ),
        Mistake(
            "sign-flipped",
            "The sign was right. Raise w3 slightly: does the loss rise or fall?",
            back(error=lambda n: n.y - n.y_hat),
        ),
        Mistake(
            "sign-flipped-and-unfixed",
            "The sign was right, and the numbers that go into sigmoid_prime are as they were.",
            back(
                error=lambda n: n.y - n.y_hat,
                bend2=lambda n: slope(n.y_hat),
                bend1=lambda n: slope(n.h1),
            ),
        ),
        Mistake(
            "weight-changed-and-unfixed",
            "The weight was right, and the numbers that go into sigmoid_prime are as they were.",
            back(through=lambda n: n.w1, bend2=_slope_of_y_hat, bend1=lambda n: slope(n.h1)),
            others=[
                back(through=lambda n: n.w2, bend2=_slope_of_y_hat, bend1=lambda n: slope(n.h1))
            ],
        ),
        *(mistake for mistake in gradients.mistakes if mistake.id in SHARED),
    ],
    afterwards=(OwnWork(three_weights.gradients),),
)
